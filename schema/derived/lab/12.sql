-- 12: a code is shown twice.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('12', 'day', 8, 'RFC 6749 4.1.2', 'A code, twice', 'What happens if a code is redeemed a second time?',
   'a code that was redeemed and came again, and a refresh token of the first time that was refused for it.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('12', 'a', 0, 'It is refused, and that is all.'),
  ('12', 'b', 1, 'It is refused, and what it gave the first time ends as well.'),
  ('12', 'c', 0, 'It gives the same tokens again: the answer might have been lost.');
INSERT INTO lab_reason (lab, reason) VALUES ('12', 'code_replayed'), ('12', 'grant_revoked');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('12', 'A second use of a code is just an error.', 'The second arrow, and the end of every token of the first.',
   'Two people have the code. One of them is a thief, and nobody knows which.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('12', 'browser', 1, 'Be demo-cli: sign in, redeem the code, and take the tokens.'),
  ('12', 'browser', 2, 'Redeem the same code again, by the same command.'),
  ('12', 'browser', 3, 'Now use the refresh token of the first time.'),
  ('12', 'browser', 4, 'Open the flow: where do the threads end?'),
  ('12', 'curl', 1, 'Be demo-cli: sign in, redeem the code, and take the tokens.'),
  ('12', 'curl', 2, 'The tokens are good: call the API.'),
  ('12', 'curl', 3, 'Redeem the same code again, by the same command.'),
  ('12', 'curl', 4, 'Now use the refresh token of the first time.'),
  ('12', 'curl', 5, 'Ask the database why, and which grant has ended.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('12', 'browser', 1, 1, 'open', '{workshop}/cli'),
  ('12', 'browser', 1, 2, 'press', 'Sign in'),
  ('12', 'browser', 1, 3, 'sign in', 'alice / wonderland'),
  ('12', 'browser', 1, 4, 'type', 'What the shell has to know'),
  ('12', 'browser', 1, 5, 'type', 'Redeem the code'),
  ('12', 'browser', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('12', 'browser', 2, 1, 'type', 'Redeem the code'),
  ('12', 'browser', 2, 2, 'see', 'invalid_grant'),
  ('12', 'browser', 3, 1, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT"'),
  ('12', 'browser', 3, 2, 'see', 'invalid_grant'),
  ('12', 'browser', 4, 1, 'open', '{workshop}/'),
  ('12', 'browser', 4, 2, 'press', 'Sign-in for demo-cli'),
  ('12', 'browser', 4, 3, 'see', 'code_replayed'),
  ('12', 'curl', 1, 1, 'open', '{workshop}/cli'),
  ('12', 'curl', 1, 2, 'press', 'Sign in'),
  ('12', 'curl', 1, 3, 'sign in', 'alice / wonderland'),
  ('12', 'curl', 1, 4, 'type', 'What the shell has to know'),
  ('12', 'curl', 1, 5, 'type', 'Redeem the code'),
  ('12', 'curl', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('12', 'curl', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('12', 'curl', 2, 2, 'see', 'HTTP/1.1 200'),
  ('12', 'curl', 3, 1, 'type', 'Redeem the code'),
  ('12', 'curl', 3, 2, 'see', 'invalid_grant'),
  ('12', 'curl', 4, 1, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT"'),
  ('12', 'curl', 4, 2, 'see', 'invalid_grant'),
  ('12', 'curl', 5, 1, 'run', 'schema/shell $DB "SELECT kind, token, reason, spec FROM why LIMIT 2"'),
  ('12', 'curl', 5, 2, 'see', 'code_replayed'),
  ('12', 'curl', 5, 3, 'run', 'schema/shell $DB "SELECT client_id, revoked_reason FROM authorization_grant WHERE revoked_at IS NOT NULL"'),
  ('12', 'curl', 5, 4, 'see', 'demo-cli|code_replayed');

CREATE VIEW lab_12 AS
SELECT late.event_id, again.event_id AS beside_id
  FROM flow_event AS again
  JOIN flow_token AS t ON t.event_id = again.event_id AND t.type = 'code' AND t.role = 'presented'
  JOIN flow_token AS o ON o.fingerprint = t.fingerprint AND o.role = 'presented' AND o.event_id < again.event_id
  JOIN flow_event AS first ON first.event_id = o.event_id AND first.kind = 'token.request' AND first.decision = 'allow'
  JOIN flow_event AS late ON late.grant_id = first.grant_id AND late.event_id > again.event_id
 WHERE again.kind = 'token.request' AND again.decision = 'deny' AND again.reason = 'code_replayed'
   AND late.kind = 'token.refresh' AND late.decision = 'deny' AND late.reason = 'grant_revoked';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'A second use of a code is just an error.', 'Ein Code, der zweimal kommt, ist bloß ein Fehler.'),
  ('de', 'The second arrow, and the end of every token of the first.', 'den zweiten Pfeil, und das Ende aller Tokens des ersten.'),
  ('de', 'Two people have the code. One of them is a thief, and nobody knows which.',
   'Zwei haben den Code. Einer davon ist ein Dieb, und niemand weiß, welcher.'),
  ('de', 'A code, twice', 'Ein Code, zweimal'),
  ('de', 'What happens if a code is redeemed a second time?', 'Was geschieht, wenn ein Code ein zweites Mal eingelöst wird?'),
  ('de', 'a code that was redeemed and came again, and a refresh token of the first time that was refused for it.',
   'einen Code, der eingelöst war und noch einmal kam, und ein Refresh Token vom ersten Mal, das deswegen abgelehnt wurde.'),
  ('de', 'It is refused, and that is all.', 'Er wird abgelehnt, und das ist alles.'),
  ('de', 'It is refused, and what it gave the first time ends as well.', 'Er wird abgelehnt, und was er beim ersten Mal gab, endet auch.'),
  ('de', 'It gives the same tokens again: the answer might have been lost.',
   'Er gibt dieselben Tokens noch einmal: Die Antwort könnte verloren sein.'),
  ('de', 'Be demo-cli: sign in, redeem the code, and take the tokens.', 'Sei demo-cli: Melde dich an, löse den Code ein und nimm die Tokens.'),
  ('de', 'Redeem the same code again, by the same command.', 'Löse denselben Code noch einmal ein, mit demselben Befehl.'),
  ('de', 'Now use the refresh token of the first time.', 'Benutze jetzt das Refresh Token vom ersten Mal.'),
  ('de', 'Open the flow: where do the threads end?', 'Öffne den Ablauf: Wo enden die Fäden?'),
  ('de', 'The tokens are good: call the API.', 'Die Tokens sind gut: Ruf die API auf.'),
  ('de', 'Ask the database why, and which grant has ended.', 'Frag die Datenbank, warum, und welcher Grant beendet ist.');
