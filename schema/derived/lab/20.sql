-- 20: a token that was handed back, at an API that looks at it and at one that asks.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('20', 'day', 10, 'RFC 7662 4', 'Introspection or local validation', 'A token is handed back, or its user signs out. Which API notices?',
   'an access token that an API took when it was handed back already, or its session was over; and one that was refused as token_inactive.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('20', 'a', 0, 'Both, at once: its signature does not fit any more.'),
  ('20', 'b', 0, 'Neither: a token is good until it expires, everywhere.'),
  ('20', 'c', 1, 'The one that asks the authorization server, at once. The other takes it until it expires.');
INSERT INTO lab_reason (lab, reason) VALUES ('20', 'token_inactive'), ('20', 'expired');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('20', 'A valid signature means a live token.', 'The second API''s arrow to the server, at each call.',
   'Looking by yourself is fast. Asking is up to date. Choose for each API.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('20', 'browser', 1, 'Sign in at the client, and bring its access token for the notes into your shell.'),
  ('20', 'browser', 2, 'You are signed in now. Let demo-cli have a token for the calendar.'),
  ('20', 'browser', 3, 'Both are good.'),
  ('20', 'browser', 4, 'Sign out at the client: the authorization server ends your session.'),
  ('20', 'browser', 5, 'Try both again.'),
  ('20', 'browser', 6, 'Open the flow. What did the second API do before it answered?'),
  ('20', 'curl', 1, 'Ask the authorization server for two tokens: one for the notes, one for the calendar.'),
  ('20', 'curl', 2, 'Both are good.'),
  ('20', 'curl', 3, 'Hand both back.'),
  ('20', 'curl', 4, 'Try both again.'),
  ('20', 'curl', 5, 'Wait until the first one expires. Then this API says no as well.'),
  ('20', 'sqlite3', 1, 'Get a token for the calendar, and use it.'),
  ('20', 'sqlite3', 2, 'Hand it back, and try again.'),
  ('20', 'sqlite3', 3, 'Which of the two APIs asks? It is a column.'),
  ('20', 'sqlite3', 4, 'Let the calendar validate locally. It is the same token, and it is still handed back.'),
  ('20', 'sqlite3', 5, 'Let it ask again.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('20', 'browser', 1, 1, 'open', '{client}/login'),
  ('20', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('20', 'browser', 1, 3, 'copy', 'AT'),
  ('20', 'browser', 1, 4, 'run', 'NOTES=$AT'),
  ('20', 'browser', 2, 1, 'open', '{workshop}/cli?scope=openid+calendar:read'),
  ('20', 'browser', 2, 2, 'press', 'Sign in'),
  ('20', 'browser', 2, 3, 'press', 'Allow'),
  ('20', 'browser', 2, 4, 'type', 'What the shell has to know'),
  ('20', 'browser', 2, 5, 'type', 'Redeem the code'),
  ('20', 'browser', 2, 6, 'type', 'Take the tokens out of the answer'),
  ('20', 'browser', 3, 1, 'run', 'curl -i -H "Authorization: Bearer $NOTES" {api}/notes'),
  ('20', 'browser', 3, 2, 'see', 'HTTP/1.1 200'),
  ('20', 'browser', 3, 3, 'run', 'curl -i -H "Authorization: Bearer $AT" {api2}/whoami'),
  ('20', 'browser', 3, 4, 'see', 'HTTP/1.1 200'),
  ('20', 'browser', 4, 1, 'open', '{client}/'),
  ('20', 'browser', 4, 2, 'press', 'Sign out'),
  ('20', 'browser', 4, 3, 'press', 'Sign out'),
  ('20', 'browser', 5, 1, 'run', 'curl -i -H "Authorization: Bearer $NOTES" {api}/notes'),
  ('20', 'browser', 5, 2, 'see', 'HTTP/1.1 200'),
  ('20', 'browser', 5, 3, 'run', 'curl -i -H "Authorization: Bearer $AT" {api2}/whoami'),
  ('20', 'browser', 5, 4, 'see', 'HTTP/1.1 401'),
  ('20', 'browser', 6, 1, 'open', '{workshop}/'),
  ('20', 'browser', 6, 2, 'press', 'Sign-in for demo-cli'),
  ('20', 'browser', 6, 3, 'see', 'asks whether a token is live'),
  ('20', 'curl', 1, 1, 'run', 'SERVICE=demo-service:demo-service-secret-for-localhost-only' || char(10) ||
   'token() { curl -s -u $SERVICE {provider}/token -d grant_type=client_credentials -d scope=$1 |' || char(10) ||
   '  sed ''s/.*"access_token":"\([^"]*\)".*/\1/''; }' || char(10) ||
   'NOTES=$(token notes:read) CALENDAR=$(token calendar:read)' || char(10) || 'echo $CALENDAR'),
  ('20', 'curl', 1, 2, 'see', 'eyJ'),
  ('20', 'curl', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $NOTES" {api}/notes'),
  ('20', 'curl', 2, 2, 'see', 'HTTP/1.1 200'),
  ('20', 'curl', 2, 3, 'run', 'curl -i -H "Authorization: Bearer $CALENDAR" {api2}/today'),
  ('20', 'curl', 2, 4, 'see', 'HTTP/1.1 200'),
  ('20', 'curl', 3, 1, 'run', 'for TOKEN in $NOTES $CALENDAR; do curl -i -u $SERVICE {provider}/revoke -d token=$TOKEN; done'),
  ('20', 'curl', 3, 2, 'see', 'HTTP/1.1 200'),
  ('20', 'curl', 4, 1, 'run', 'curl -i -H "Authorization: Bearer $NOTES" {api}/notes'),
  ('20', 'curl', 4, 2, 'see', 'HTTP/1.1 200'),
  ('20', 'curl', 4, 3, 'run', 'curl -i -H "Authorization: Bearer $CALENDAR" {api2}/today'),
  ('20', 'curl', 4, 4, 'see', 'HTTP/1.1 401'),
  ('20', 'curl', 5, 1, 'wait', '360'),
  ('20', 'curl', 5, 2, 'run', 'curl -i -H "Authorization: Bearer $NOTES" {api}/notes'),
  ('20', 'curl', 5, 3, 'see', 'HTTP/1.1 401'),
  ('20', 'sqlite3', 1, 1, 'run',
   '.shell curl -s -u demo-service:demo-service-secret-for-localhost-only -d grant_type=client_credentials -d scope=calendar:read ' ||
   '-o answer.json {provider}/token' || char(10) ||
   '.once token.txt' || char(10) || 'SELECT json_extract(readfile(''answer.json''), ''$.access_token'');' || char(10) ||
   '.shell curl -si -H "Authorization: Bearer $(cat token.txt)" {api2}/today'),
  ('20', 'sqlite3', 1, 2, 'see', 'HTTP/1.1 200'),
  ('20', 'sqlite3', 2, 1, 'run',
   '.shell curl -si -u demo-service:demo-service-secret-for-localhost-only -d token=$(cat token.txt) {provider}/revoke' || char(10) ||
   '.shell curl -si -H "Authorization: Bearer $(cat token.txt)" {api2}/today'),
  ('20', 'sqlite3', 2, 2, 'see', 'HTTP/1.1 401'),
  ('20', 'sqlite3', 3, 1, 'run', 'SELECT resource, validation FROM api_resource;'),
  ('20', 'sqlite3', 3, 2, 'see', '{api2}|introspection'),
  ('20', 'sqlite3', 4, 1, 'run', 'UPDATE api_resource SET validation = ''local'' WHERE resource = ''{api2}'';' || char(10) ||
   '.shell curl -si -H "Authorization: Bearer $(cat token.txt)" {api2}/today'),
  ('20', 'sqlite3', 4, 2, 'see', 'HTTP/1.1 200'),
  ('20', 'sqlite3', 5, 1, 'run', 'UPDATE api_resource SET validation = ''introspection'' WHERE resource = ''{api2}'';' || char(10) ||
   '.shell curl -si -H "Authorization: Bearer $(cat token.txt)" {api2}/today'),
  ('20', 'sqlite3', 5, 2, 'see', 'HTTP/1.1 401');

-- What had ended: this token, by its fingerprint; or the session of its grant.
CREATE VIEW lab_20 AS
WITH taken AS MATERIALIZED (
  SELECT e.event_id, e.grant_id, t.fingerprint
    FROM flow_event AS e JOIN flow_token AS t ON t.event_id = e.event_id AND t.type = 'access' AND t.role = 'presented'
   WHERE e.kind = 'api.request' AND e.decision = 'allow' AND e.actor_to IN ('api', 'api2')),
late AS MATERIALIZED (
  SELECT taken.event_id
    FROM flow_event AS back
    JOIN flow_token AS r ON r.event_id = back.event_id
    JOIN taken ON taken.fingerprint = r.fingerprint AND taken.event_id > back.event_id
   WHERE back.kind = 'token.revoke' AND back.decision = 'allow'
  UNION
  SELECT taken.event_id
    FROM flow_event AS over
    JOIN flow_event AS given ON given.session_id = over.session_id AND given.kind IN ('token.request', 'token.refresh')
    JOIN taken ON taken.grant_id = given.grant_id AND taken.event_id > over.event_id
   WHERE over.kind = 'session.end' AND over.recorder = 'provider')
SELECT refused.event_id, (SELECT max(event_id) FROM late) AS beside_id
  FROM flow_event AS refused
 WHERE refused.actor_to IN ('api', 'api2') AND refused.decision = 'deny' AND refused.reason = 'token_inactive'
   AND EXISTS (SELECT event_id FROM late);

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'A valid signature means a live token.', 'Eine gültige Signatur heißt ein gültiges Token.'),
  ('de', 'The second API''s arrow to the server, at each call.', 'den Pfeil der zweiten API zum Server, bei jedem Aufruf.'),
  ('de', 'Looking by yourself is fast. Asking is up to date. Choose for each API.',
   'Selbst prüfen ist schnell. Fragen ist aktuell. Wähle für jede API.'),
  ('de', 'Introspection or local validation', 'Introspection oder lokale Prüfung'),
  ('de', 'A token is handed back, or its user signs out. Which API notices?',
   'Ein Token wird zurückgegeben, oder sein Benutzer meldet sich ab. Welche API merkt es?'),
  ('de', 'an access token that an API took when it was handed back already, or its session was over; and one that was refused as token_inactive.',
   'ein Access Token, das eine API nahm, als es schon zurückgegeben oder seine Sitzung zu Ende war; und eines, das als token_inactive ' ||
   'abgelehnt wurde.'),
  ('de', 'Both, at once: its signature does not fit any more.', 'Beide, sofort: Seine Signatur passt nicht mehr.'),
  ('de', 'Neither: a token is good until it expires, everywhere.', 'Keine: Ein Token gilt überall, bis es abläuft.'),
  ('de', 'The one that asks the authorization server, at once. The other takes it until it expires.',
   'Die, die beim Authorization Server nachfragt, sofort. Die andere nimmt es, bis es abläuft.'),
  ('de', 'Sign in at the client, and bring its access token for the notes into your shell.',
   'Melde dich beim Client an und hole sein Access Token für die Notizen in deine Shell.'),
  ('de', 'You are signed in now. Let demo-cli have a token for the calendar.', 'Du bist jetzt angemeldet. Hol demo-cli ein Token für den Kalender.'),
  ('de', 'Both are good.', 'Beide sind gut.'),
  ('de', 'Sign out at the client: the authorization server ends your session.',
   'Melde dich beim Client ab: Der Authorization Server beendet deine Sitzung.'),
  ('de', 'Try both again.', 'Versuch beide noch einmal.'),
  ('de', 'Open the flow. What did the second API do before it answered?',
   'Öffne den Ablauf. Was hat die zweite API getan, bevor sie geantwortet hat?'),
  ('de', 'Ask the authorization server for two tokens: one for the notes, one for the calendar.',
   'Frag den Authorization Server nach zwei Tokens: einem für die Notizen, einem für den Kalender.'),
  ('de', 'Hand both back.', 'Gib beide zurück.'),
  ('de', 'Wait until the first one expires. Then this API says no as well.', 'Warte, bis das erste abläuft. Dann sagt auch diese API Nein.'),
  ('de', 'Get a token for the calendar, and use it.', 'Hol dir ein Token für den Kalender und benutze es.'),
  ('de', 'Hand it back, and try again.', 'Gib es zurück und versuch es noch einmal.'),
  ('de', 'Which of the two APIs asks? It is a column.', 'Welche der beiden APIs fragt nach? Es ist eine Spalte.'),
  ('de', 'Let the calendar validate locally. It is the same token, and it is still handed back.',
   'Lass den Kalender lokal prüfen. Es ist dasselbe Token, und es ist immer noch zurückgegeben.'),
  ('de', 'Let it ask again.', 'Lass ihn wieder nachfragen.');
