-- 19: one API calls another in the user's name.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('19', 'day', 8, 'RFC 8693 1.1', 'Token exchange: API to API',
   'The notes API needs the calendar API, for you. Which token does it show there?',
   'an access token that the second API refused as aud_mismatch; the same token, exchanged; and the new one, which the second API took.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('19', 'a', 0, 'The one that it was given: it is the user''s.'),
  ('19', 'b', 0, 'One of its own: APIs of the same house trust each other.'),
  ('19', 'c', 1, 'Another one: the authorization server trades it, for this API alone, and writes into it who acts.');
INSERT INTO lab_reason (lab, reason) VALUES ('19', 'aud_mismatch'), ('19', 'exchange_of_id_token'), ('19', 'exchange_other_audience');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('19', 'The API passes the token on.', 'The token of the first API ends there; another one begins.',
   'A token is for one API. Who needs the next one asks for the next one.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('19', 'browser', 1, 'Sign in at the client, and bring its access token into your shell.'),
  ('19', 'browser', 2, 'Pass it on, as a careless API would: show it to the calendar.'),
  ('19', 'browser', 3, 'Let the client ask the notes API for your agenda. The calendar''s answer is in it.'),
  ('19', 'browser', 4, 'Open the flow. Which token went where?'),
  ('19', 'curl', 1, 'Get a token for the notes, as demo-cli.'),
  ('19', 'curl', 2, 'Pass it on, as a careless API would: show it to the calendar.'),
  ('19', 'curl', 3, 'Play the notes API: trade the token for one for the calendar. It says who it is, for it was given the token.'),
  ('19', 'curl', 4, 'Read the new one. Who is the user, who acts, and where is it good?'),
  ('19', 'curl', 5, 'Show it to the calendar.'),
  ('19', 'curl', 6, 'Trade the ID token as well, if you can.'),
  ('19', 'curl', 7, 'Trade a token as an API that was not given it: the calendar, say, with the one for the notes.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('19', 'browser', 1, 1, 'open', '{client}/login'),
  ('19', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('19', 'browser', 1, 3, 'copy', 'AT'),
  ('19', 'browser', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api2}/today'),
  ('19', 'browser', 2, 2, 'see', 'HTTP/1.1 401'),
  ('19', 'browser', 3, 1, 'open', '{client}/'),
  ('19', 'browser', 3, 2, 'press', 'Call the API: my agenda'),
  ('19', 'browser', 3, 3, 'see', '"weekday"'),
  ('19', 'browser', 4, 1, 'open', '{workshop}/'),
  ('19', 'browser', 4, 2, 'press', 'Sign-in for notes-web'),
  ('19', 'browser', 4, 3, 'see', 'trades the token for one for another API'),
  ('19', 'curl', 1, 1, 'open', '{workshop}/cli?scope=openid+notes:read'),
  ('19', 'curl', 1, 2, 'press', 'Sign in'),
  ('19', 'curl', 1, 3, 'sign in', 'alice / wonderland'),
  ('19', 'curl', 1, 4, 'type', 'What the shell has to know'),
  ('19', 'curl', 1, 5, 'type', 'Redeem the code'),
  ('19', 'curl', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('19', 'curl', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api2}/today'),
  ('19', 'curl', 2, 2, 'see', 'HTTP/1.1 401'),
  ('19', 'curl', 3, 1, 'run',
   'secret() { schema/shell $DB "SELECT client_secret FROM trusted_issuer WHERE client_id = ''$1''"; }' || char(10) ||
   'trade() { curl -s -u $1:$(secret $1) {provider}/token -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \' || char(10) ||
   '  -d subject_token=$2 -d subject_token_type=urn:ietf:params:oauth:token-type:access_token -d resource={api2}; }' || char(10) ||
   'OTHER=$(trade notes-api $AT | sed ''s/.*"access_token":"\([^"]*\)".*/\1/'')' || char(10) || 'echo $OTHER'),
  ('19', 'curl', 3, 2, 'see', 'eyJ'),
  ('19', 'curl', 4, 1, 'inspect', 'OTHER'),
  ('19', 'curl', 4, 2, 'see', 'who acts for the user'),
  ('19', 'curl', 5, 1, 'run', 'curl -i -H "Authorization: Bearer $OTHER" {api2}/today'),
  ('19', 'curl', 5, 2, 'see', '"weekday"'),
  ('19', 'curl', 6, 1, 'run', 'trade notes-api $ID'),
  ('19', 'curl', 6, 2, 'see', 'An ID token is not exchanged.'),
  ('19', 'curl', 7, 1, 'run', 'trade calendar-api $AT'),
  ('19', 'curl', 7, 2, 'see', 'unauthorized_client');

-- The token that the second API refused is the one that was traded, and the one that came out of it is the one that it took.
CREATE VIEW lab_19 AS
SELECT taken.event_id, refused.event_id AS beside_id
  FROM flow_event AS refused
  JOIN flow_token AS f ON f.event_id = refused.event_id AND f.type = 'access' AND f.role = 'presented'
  JOIN flow_token AS s ON s.fingerprint = f.fingerprint AND s.role = 'presented'
  JOIN flow_event AS traded ON traded.event_id = s.event_id AND traded.kind = 'token.exchange' AND traded.decision = 'allow'
  JOIN flow_token AS i ON i.role = 'issued' AND i.type = 'access' AND i.aud = (SELECT api2 FROM lab_address)
  JOIN flow_event AS given ON given.event_id = i.event_id AND given.grant_id = traded.grant_id AND given.event_id > traded.event_id
  JOIN flow_token AS p ON p.fingerprint = i.fingerprint AND p.role = 'presented'
  JOIN flow_event AS taken ON taken.event_id = p.event_id
 WHERE refused.actor_to = 'api2' AND refused.decision = 'deny' AND refused.reason = 'aud_mismatch'
   AND taken.actor_to = 'api2' AND taken.kind = 'api.request' AND taken.decision = 'allow';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Token exchange: API to API', 'Token Exchange: von API zu API'),
  ('de', 'The notes API needs the calendar API, for you. Which token does it show there?',
   'Die Notizen-API braucht die Kalender-API, für dich. Welches Token zeigt sie dort vor?'),
  ('de', 'an access token that the second API refused as aud_mismatch; the same token, exchanged; and the new one, which the second API took.',
   'ein Access Token, das die zweite API als aud_mismatch abgelehnt hat; dasselbe Token, getauscht; und das neue, das die zweite API nahm.'),
  ('de', 'The one that it was given: it is the user''s.', 'Das, das sie bekommen hat: Es ist das des Benutzers.'),
  ('de', 'One of its own: APIs of the same house trust each other.', 'Ein eigenes: APIs desselben Hauses vertrauen einander.'),
  ('de', 'Another one: the authorization server trades it, for this API alone, and writes into it who acts.',
   'Ein anderes: Der Authorization Server tauscht es, für diese API allein, und schreibt hinein, wer handelt.'),
  ('de', 'The API passes the token on.', 'Die API reicht das Token weiter.'),
  ('de', 'The token of the first API ends there; another one begins.', 'Das Token der ersten API endet dort; ein anderes beginnt.'),
  ('de', 'A token is for one API. Who needs the next one asks for the next one.',
   'Ein Token ist für eine API. Wer die nächste braucht, fragt nach dem nächsten.'),
  ('de', 'Sign in at the client, and bring its access token into your shell.',
   'Melde dich beim Client an und hole sein Access Token in deine Shell.'),
  ('de', 'Pass it on, as a careless API would: show it to the calendar.',
   'Reich es weiter, wie es eine leichtsinnige API täte: Zeig es dem Kalender.'),
  ('de', 'Let the client ask the notes API for your agenda. The calendar''s answer is in it.',
   'Lass den Client die Notizen-API nach deiner Agenda fragen. Die Antwort des Kalenders steht darin.'),
  ('de', 'Open the flow. Which token went where?', 'Öffne den Ablauf. Welches Token ging wohin?'),
  ('de', 'Get a token for the notes, as demo-cli.', 'Hol dir als demo-cli ein Token für die Notizen.'),
  ('de', 'Play the notes API: trade the token for one for the calendar. It says who it is, for it was given the token.',
   'Spiel die Notizen-API: Tausch das Token gegen eines für den Kalender. Sie sagt, wer sie ist, denn sie hat das Token bekommen.'),
  ('de', 'Read the new one. Who is the user, who acts, and where is it good?', 'Lies das neue. Wer ist der Benutzer, wer handelt, und wo gilt es?'),
  ('de', 'Show it to the calendar.', 'Zeig es dem Kalender.'),
  ('de', 'Trade the ID token as well, if you can.', 'Tausch auch das ID Token, wenn du kannst.'),
  ('de', 'Trade a token as an API that was not given it: the calendar, say, with the one for the notes.',
   'Tausch ein Token als eine API, die es nicht bekommen hat: als Kalender etwa das für die Notizen.');
