-- 07: misunderstanding 5, an expired token is a logout.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('07', 'hour', 9, 'RFC 9700 4.14', 'Expired is not logged out', 'Who is signed out, where, and when does the API notice?',
   'an access token that the API refused because it had expired, a newer one of the same grant with no new sign-in, a sign-out, and that newer ' ||
   'token at the API once more, which still took it.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('07', 'a', 0, 'When the access token expires you are signed out.'),
  ('07', 'b', 0, 'When you sign out, every token ends at once, everywhere.'),
  ('07', 'c', 1, 'Neither: tokens expire while you stay signed in, and a token goes on for a while after you signed out.');
INSERT INTO lab_reason (lab, reason) VALUES ('07', 'expired');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('07', 'Expired means signed out. Signed out means dead tokens.', 'The refresh without a dashed arrow; the blue thread after the sign-out.',
   'A token is a promise with a date. Short dates are the answer.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('07', 'browser', 1, 'Sign in at the client, and bring the access token into a shell.'),
  ('07', 'browser', 2, 'Let it expire: five minutes, and a little more.'),
  ('07', 'browser', 3, 'Open the client. Were you signed out?'),
  ('07', 'browser', 4, 'Bring the newer token into your shell, and sign out.'),
  ('07', 'browser', 5, 'Send the newer token once more, although nobody is signed in.'),
  ('07', 'browser', 6, 'Open the flow: which threads ended at the sign-out, and which one did not?'),
  ('07', 'curl', 1, 'Be demo-cli: sign in, and take the tokens.'),
  ('07', 'curl', 2, 'Let the access token expire: five minutes, and a little more.'),
  ('07', 'curl', 3, 'Refresh, and use the newer one.'),
  ('07', 'curl', 4, 'Sign out at the authorization server.'),
  ('07', 'curl', 5, 'Send the newer token once more, although nobody is signed in.'),
  ('07', 'sqlite3', 1, 'Sign in at the client, and keep its access token.'),
  ('07', 'sqlite3', 2, 'Move the clock by six minutes, and send the token.'),
  ('07', 'sqlite3', 3, 'Open the client. Were you signed out?'),
  ('07', 'sqlite3', 4, 'Keep the newer token, and sign out.'),
  ('07', 'sqlite3', 5, 'Send the newer token once more, although nobody is signed in.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('07', 'browser', 1, 1, 'open', '{client}/login'),
  ('07', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('07', 'browser', 1, 3, 'copy', 'AT'),
  ('07', 'browser', 2, 1, 'wait', '360'),
  ('07', 'browser', 2, 2, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('07', 'browser', 2, 3, 'see', 'HTTP/1.1 401'),
  ('07', 'browser', 3, 1, 'open', '{client}/'),
  ('07', 'browser', 3, 2, 'see', 'You are signed in.'),
  ('07', 'browser', 4, 1, 'copy', 'AT'),
  ('07', 'browser', 4, 2, 'open', '{client}/'),
  ('07', 'browser', 4, 3, 'press', 'Sign out'),
  ('07', 'browser', 4, 4, 'press', 'Sign out'),
  ('07', 'browser', 4, 5, 'see', 'You are signed out.'),
  ('07', 'browser', 5, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('07', 'browser', 5, 2, 'see', 'HTTP/1.1 200'),
  ('07', 'browser', 6, 1, 'open', '{workshop}/'),
  ('07', 'browser', 6, 2, 'press', 'Sign-in for notes-web'),
  ('07', 'curl', 1, 1, 'open', '{workshop}/cli'),
  ('07', 'curl', 1, 2, 'press', 'Sign in'),
  ('07', 'curl', 1, 3, 'sign in', 'alice / wonderland'),
  ('07', 'curl', 1, 4, 'type', 'What the shell has to know'),
  ('07', 'curl', 1, 5, 'type', 'Redeem the code'),
  ('07', 'curl', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('07', 'curl', 2, 1, 'wait', '360'),
  ('07', 'curl', 2, 2, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('07', 'curl', 2, 3, 'see', 'HTTP/1.1 401'),
  ('07', 'curl', 3, 1, 'type', 'Refresh'),
  ('07', 'curl', 3, 2, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('07', 'curl', 3, 3, 'see', 'HTTP/1.1 200'),
  ('07', 'curl', 4, 1, 'open', '{provider}/end_session'),
  ('07', 'curl', 4, 2, 'press', 'Sign out'),
  ('07', 'curl', 5, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('07', 'curl', 5, 2, 'see', 'HTTP/1.1 200'),
  ('07', 'sqlite3', 1, 1, 'open', '{client}/login'),
  ('07', 'sqlite3', 1, 2, 'sign in', 'alice / wonderland'),
  ('07', 'sqlite3', 1, 3, 'run', 'CREATE TEMP VIEW header AS' || char(10) || '  SELECT ''Authorization: Bearer '' || access_token' || char(10) ||
   '    FROM client_token JOIN client_session USING (session_id) ORDER BY created_at DESC LIMIT 1;' || char(10) ||
   '.once older.txt' || char(10) || 'SELECT * FROM header;'),
  ('07', 'sqlite3', 2, 1, 'run', 'UPDATE setting SET value = value + 360 WHERE name = ''clock_offset'';' || char(10) ||
   '.shell curl -si -H @older.txt {api}/notes'),
  ('07', 'sqlite3', 2, 2, 'see', 'HTTP/1.1 401'),
  ('07', 'sqlite3', 3, 1, 'open', '{client}/'),
  ('07', 'sqlite3', 3, 2, 'see', 'You are signed in.'),
  ('07', 'sqlite3', 4, 1, 'run', '.once newer.txt' || char(10) || 'SELECT * FROM header;'),
  ('07', 'sqlite3', 4, 2, 'press', 'Sign out'),
  ('07', 'sqlite3', 4, 3, 'press', 'Sign out'),
  ('07', 'sqlite3', 5, 1, 'run', '.shell curl -si -H @newer.txt {api}/notes'),
  ('07', 'sqlite3', 5, 2, 'see', 'HTTP/1.1 200');

-- (CROSS JOIN keeps the order: each end of a session would be looked at with each call else.)
CREATE VIEW lab_07 AS
SELECT late.event_id, expired.event_id AS beside_id
  FROM flow_event AS expired
  JOIN flow_token AS t ON t.event_id = expired.event_id AND t.type = 'access' AND t.role = 'presented'
  JOIN flow_token AS i ON i.fingerprint = t.fingerprint AND i.role = 'issued'
  JOIN flow_event AS given ON given.event_id = i.event_id
  CROSS JOIN flow_event AS ended ON ended.session_id = given.session_id AND ended.kind = 'session.end' AND ended.event_id > expired.event_id
  CROSS JOIN flow_event AS late ON late.grant_id = given.grant_id AND late.event_id > ended.event_id
 WHERE expired.actor_to = 'api' AND expired.decision = 'deny' AND expired.reason = 'expired'
   AND late.actor_to = 'api' AND late.decision = 'allow'
   AND EXISTS (SELECT event_id FROM flow_event AS r
                WHERE r.grant_id = given.grant_id AND r.kind = 'token.refresh' AND r.decision = 'allow'
                  AND r.event_id BETWEEN expired.event_id AND ended.event_id)
   AND NOT EXISTS (SELECT event_id FROM flow_event AS s
                    WHERE s.session_id = given.session_id AND s.kind = 'login.ok' AND s.event_id BETWEEN expired.event_id AND ended.event_id);

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Expired means signed out. Signed out means dead tokens.', 'Abgelaufen heißt abgemeldet. Abgemeldet heißt tote Tokens.'),
  ('de', 'The refresh without a dashed arrow; the blue thread after the sign-out.',
   'den Refresh ohne gestrichelten Pfeil; den blauen Faden nach der Abmeldung.'),
  ('de', 'A token is a promise with a date. Short dates are the answer.',
   'Ein Token ist ein Versprechen mit Datum. Kurze Fristen sind die Antwort.'),
  ('de', 'Expired is not logged out', 'Abgelaufen ist nicht abgemeldet'),
  ('de', 'Who is signed out, where, and when does the API notice?', 'Wer ist abgemeldet, wo, und wann merkt es die API?'),
  ('de', 'an access token that the API refused because it had expired, a newer one of the same grant with no new sign-in, a sign-out, and that ' ||
   'newer token at the API once more, which still took it.',
   'ein Access Token, das die API abgelehnt hat, weil es abgelaufen war, ein neueres desselben Grants ohne neue Anmeldung, eine Abmeldung, und ' ||
   'dieses neuere Token noch einmal bei der API, die es immer noch nahm.'),
  ('de', 'When the access token expires you are signed out.', 'Wenn das Access Token abläuft, bist du abgemeldet.'),
  ('de', 'When you sign out, every token ends at once, everywhere.', 'Wenn du dich abmeldest, enden alle Tokens sofort und überall.'),
  ('de', 'Neither: tokens expire while you stay signed in, and a token goes on for a while after you signed out.',
   'Weder noch: Tokens laufen ab, während du angemeldet bleibst, und eines gilt noch eine Weile, wenn du dich abgemeldet hast.'),
  ('de', 'Sign in at the client, and bring the access token into a shell.', 'Melde dich beim Client an und hole das Access Token in eine Shell.'),
  ('de', 'Let it expire: five minutes, and a little more.', 'Lass es ablaufen: fünf Minuten, und etwas mehr.'),
  ('de', 'Open the client. Were you signed out?', 'Öffne den Client. Wurdest du abgemeldet?'),
  ('de', 'Bring the newer token into your shell, and sign out.', 'Hol das neuere Token in deine Shell, und melde dich ab.'),
  ('de', 'Send the newer token once more, although nobody is signed in.', 'Schick das neuere Token noch einmal, obwohl niemand angemeldet ist.'),
  ('de', 'Open the flow: which threads ended at the sign-out, and which one did not?',
   'Öffne den Ablauf: Welche Fäden enden mit der Abmeldung, und welcher nicht?'),
  ('de', 'Let the access token expire: five minutes, and a little more.', 'Lass das Access Token ablaufen: fünf Minuten, und etwas mehr.'),
  ('de', 'Refresh, and use the newer one.', 'Erneuere, und nimm das neuere.'),
  ('de', 'Sign out at the authorization server.', 'Melde dich beim Authorization Server ab.'),
  ('de', 'Sign in at the client, and keep its access token.', 'Melde dich beim Client an und behalte sein Access Token.'),
  ('de', 'Move the clock by six minutes, and send the token.', 'Stell die Uhr sechs Minuten vor und schick das Token.'),
  ('de', 'Keep the newer token, and sign out.', 'Behalte das neuere Token, und melde dich ab.');
