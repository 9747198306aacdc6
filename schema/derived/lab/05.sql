-- 05: misunderstanding 3, a refresh token goes to an API.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('05', 'hour', 9, 'RFC 6749 1.5', 'A refresh token at the API', 'The API says 401. Is that all?',
   'a refresh token that came to the API, and was refused by the authorization server afterwards because its grant had ended.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('05', 'a', 0, 'Yes. The client can go on with the same refresh token.'),
  ('05', 'b', 0, 'No. The API trades it for a new access token, and the call works the next time.'),
  ('05', 'c', 1, 'No. The API hands it in, and everything that came from this sign-in ends.');
INSERT INTO lab_reason (lab, reason) VALUES ('05', 'refresh_token_at_api'), ('05', 'grant_revoked');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('05', 'The API gets the refresh token, so that it can renew.', 'The arrow from the API back to the server, before the 401.',
   'A refresh token outside of its road is a stolen one, until somebody shows otherwise.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('05', 'browser', 1, 'Sign in at the client, and bring the refresh token into a shell.'),
  ('05', 'browser', 2, 'Send it to the API, as somebody might who thinks that the API can renew tokens.'),
  ('05', 'browser', 3, 'Come back to the client when its access token has ended.'),
  ('05', 'browser', 4, 'Open the flow: what did the API do with the token before it answered?'),
  ('05', 'curl', 1, 'Be demo-cli: sign in, and take the tokens.'),
  ('05', 'curl', 2, 'Send the refresh token to the API.'),
  ('05', 'curl', 3, 'Now refresh, as you always may.'),
  ('05', 'curl', 4, 'Ask the database why.'),
  ('05', 'sqlite3', 1, 'Sign in at the client.'),
  ('05', 'sqlite3', 2, 'Send its refresh token to the API.'),
  ('05', 'sqlite3', 3, 'Which grants have ended, and why?'),
  ('05', 'sqlite3', 4, 'Move the clock past the end of the access token, and open the client.'),
  ('05', 'sqlite3', 5, 'Ask why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('05', 'browser', 1, 1, 'open', '{client}/login'),
  ('05', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('05', 'browser', 1, 3, 'copy', 'RT'),
  ('05', 'browser', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $RT" {api}/notes'),
  ('05', 'browser', 2, 2, 'see', 'HTTP/1.1 401'),
  ('05', 'browser', 3, 1, 'wait', '360'),
  ('05', 'browser', 3, 2, 'open', '{client}/'),
  ('05', 'browser', 3, 3, 'see', 'Your session is over'),
  ('05', 'browser', 4, 1, 'open', '{workshop}/'),
  ('05', 'browser', 4, 2, 'press', 'Sign-in for notes-web'),
  ('05', 'browser', 4, 3, 'see', 'refresh_token_at_api'),
  ('05', 'curl', 1, 1, 'open', '{workshop}/cli'),
  ('05', 'curl', 1, 2, 'press', 'Sign in'),
  ('05', 'curl', 1, 3, 'sign in', 'alice / wonderland'),
  ('05', 'curl', 1, 4, 'type', 'What the shell has to know'),
  ('05', 'curl', 1, 5, 'type', 'Redeem the code'),
  ('05', 'curl', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('05', 'curl', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $RT" {api}/notes'),
  ('05', 'curl', 2, 2, 'see', 'HTTP/1.1 401'),
  ('05', 'curl', 3, 1, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT"'),
  ('05', 'curl', 3, 2, 'see', 'invalid_grant'),
  ('05', 'curl', 4, 1, 'run', 'schema/shell $DB "SELECT kind, actor_from, actor_to, reason, spec FROM why LIMIT 2"'),
  ('05', 'curl', 4, 2, 'see', 'refresh_token_at_api'),
  ('05', 'sqlite3', 1, 1, 'open', '{client}/login'),
  ('05', 'sqlite3', 1, 2, 'sign in', 'alice / wonderland'),
  ('05', 'sqlite3', 2, 1, 'run', '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || refresh_token FROM client_token JOIN client_session USING (session_id) ORDER BY created_at DESC LIMIT 1;'
   || char(10) || '.shell curl -si -H @header.txt {api}/notes'),
  ('05', 'sqlite3', 2, 2, 'see', 'HTTP/1.1 401'),
  ('05', 'sqlite3', 3, 1, 'run', 'SELECT grant_id, client_id, revoked_reason FROM authorization_grant WHERE revoked_at IS NOT NULL;'),
  ('05', 'sqlite3', 3, 2, 'see', 'refresh_leaked'),
  ('05', 'sqlite3', 4, 1, 'run', 'UPDATE setting SET value = value + 360 WHERE name = ''clock_offset'';'),
  ('05', 'sqlite3', 4, 2, 'open', '{client}/'),
  ('05', 'sqlite3', 4, 3, 'see', 'Your session is over'),
  ('05', 'sqlite3', 5, 1, 'run', 'SELECT time, kind, actor_from, actor_to, reason, spec FROM why LIMIT 3;'),
  ('05', 'sqlite3', 5, 2, 'see', 'grant_revoked');

CREATE VIEW lab_05 AS
SELECT late.event_id, shown.event_id AS beside_id
  FROM flow_event AS shown
  JOIN flow_token AS t ON t.event_id = shown.event_id AND t.type = 'refresh' AND t.role = 'presented'
  JOIN flow_token AS r ON r.fingerprint = t.fingerprint AND r.role = 'revoked'
  JOIN flow_event AS ended ON ended.event_id = r.event_id
  JOIN flow_event AS late ON late.grant_id = ended.grant_id AND late.event_id > shown.event_id
 WHERE shown.actor_to = 'api' AND shown.decision = 'deny' AND shown.reason = 'refresh_token_at_api'
   AND ended.kind = 'grant.revoked'
   AND late.kind = 'token.refresh' AND late.decision = 'deny' AND late.reason = 'grant_revoked';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'The API gets the refresh token, so that it can renew.', 'Die API bekommt das Refresh Token, damit sie erneuern kann.'),
  ('de', 'The arrow from the API back to the server, before the 401.', 'den Pfeil von der API zurück zum Server, vor dem 401.'),
  ('de', 'A refresh token outside of its road is a stolen one, until somebody shows otherwise.',
   'Ein Refresh Token abseits seines Weges gilt als gestohlen, bis jemand das Gegenteil zeigt.'),
  ('de', 'A refresh token at the API', 'Ein Refresh Token bei der API'),
  ('de', 'The API says 401. Is that all?', 'Die API sagt 401. Ist das alles?'),
  ('de', 'a refresh token that came to the API, and was refused by the authorization server afterwards because its grant had ended.',
   'ein Refresh Token, das bei der API war und das der Authorization Server danach abgelehnt hat, weil sein Grant zu Ende war.'),
  ('de', 'Yes. The client can go on with the same refresh token.', 'Ja. Der Client kann mit demselben Refresh Token weitermachen.'),
  ('de', 'No. The API trades it for a new access token, and the call works the next time.',
   'Nein. Die API tauscht es gegen ein neues Access Token, und der nächste Aufruf klappt.'),
  ('de', 'No. The API hands it in, and everything that came from this sign-in ends.',
   'Nein. Die API gibt es zurück, und alles aus dieser Anmeldung ist zu Ende.'),
  ('de', 'Sign in at the client, and bring the refresh token into a shell.', 'Melde dich beim Client an und hole das Refresh Token in eine Shell.'),
  ('de', 'Send it to the API, as somebody might who thinks that the API can renew tokens.',
   'Schick es der API, wie jemand, der meint, die API könne Tokens erneuern.'),
  ('de', 'Come back to the client when its access token has ended.', 'Komm zum Client zurück, wenn sein Access Token abgelaufen ist.'),
  ('de', 'Open the flow: what did the API do with the token before it answered?',
   'Öffne den Ablauf: Was hat die API mit dem Token getan, bevor sie geantwortet hat?'),
  ('de', 'Send the refresh token to the API.', 'Schick der API das Refresh Token.'),
  ('de', 'Now refresh, as you always may.', 'Jetzt erneuere, wie du es immer darfst.'),
  ('de', 'Send its refresh token to the API.', 'Schick der API sein Refresh Token.'),
  ('de', 'Which grants have ended, and why?', 'Welche Grants sind zu Ende, und warum?'),
  ('de', 'Move the clock past the end of the access token, and open the client.',
   'Stell die Uhr über das Ende des Access Tokens hinaus und öffne den Client.');
