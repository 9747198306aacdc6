-- 06: misunderstanding 4, refresh goes on for ever.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('06', 'half', 10, 'RFC 9700 4.14.2', 'Refresh for ever?', 'Every refresh brings a new refresh token. Can you stay signed in for a year?',
   'three refreshes of one grant, a fourth that was refused because the family was too old, and a new sign-in.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('06', 'a', 0, 'Yes: each new refresh token has a new end.'),
  ('06', 'b', 0, 'No: a refresh token works three times.'),
  ('06', 'c', 1, 'No: the whole family has an end, and no refresh moves it.');
INSERT INTO lab_reason (lab, reason) VALUES ('06', 'refresh_absolute'), ('06', 'refresh_expired');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('06', 'Refresh means signed in for ever.', 'The chain of orange rings, and the last one with nothing behind it.',
   'What is your number? How long may a session last?');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('06', 'browser', 1, 'Sign in at the client. It shows how long each thing lives.'),
  ('06', 'browser', 2, 'A quarter of an hour later the access token has ended. Are you signed out?'),
  ('06', 'browser', 3, 'Once more.'),
  ('06', 'browser', 4, 'And once more.'),
  ('06', 'browser', 5, 'Now more than an hour has passed since you signed in.'),
  ('06', 'browser', 6, 'There is one way on.'),
  ('06', 'curl', 1, 'Be demo-cli: sign in, and take the tokens.'),
  ('06', 'curl', 2, 'A quarter of an hour later: refresh.'),
  ('06', 'curl', 3, 'Once more.'),
  ('06', 'curl', 4, 'And once more.'),
  ('06', 'curl', 5, 'Now more than an hour has passed since you signed in.'),
  ('06', 'curl', 6, 'Ask the database why.'),
  ('06', 'curl', 7, 'There is one way on.'),
  ('06', 'sqlite3', 1, 'Sign in at the client.'),
  ('06', 'sqlite3', 2, 'What ends when, and which of these ends decides?'),
  ('06', 'sqlite3', 3, 'A quarter of an hour later: open the client, three times.'),
  ('06', 'sqlite3', 4, 'Look at the family: one line for each generation.'),
  ('06', 'sqlite3', 5, 'Now more than an hour has passed since you signed in.'),
  ('06', 'sqlite3', 6, 'Ask why, and sign in again.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('06', 'browser', 1, 1, 'open', '{client}/login'),
  ('06', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('06', 'browser', 2, 1, 'wait', '900'),
  ('06', 'browser', 2, 2, 'open', '{client}/'),
  ('06', 'browser', 2, 3, 'see', 'You are signed in.'),
  ('06', 'browser', 3, 1, 'wait', '900'),
  ('06', 'browser', 3, 2, 'open', '{client}/'),
  ('06', 'browser', 4, 1, 'wait', '900'),
  ('06', 'browser', 4, 2, 'open', '{client}/'),
  ('06', 'browser', 4, 3, 'see', 'You are signed in.'),
  ('06', 'browser', 5, 1, 'wait', '960'),
  ('06', 'browser', 5, 2, 'open', '{client}/'),
  ('06', 'browser', 5, 3, 'see', 'Your session is over'),
  ('06', 'browser', 6, 1, 'open', '{client}/login'),
  ('06', 'browser', 6, 2, 'sign in', 'alice / wonderland'),
  ('06', 'curl', 1, 1, 'open', '{workshop}/cli'),
  ('06', 'curl', 1, 2, 'press', 'Sign in'),
  ('06', 'curl', 1, 3, 'sign in', 'alice / wonderland'),
  ('06', 'curl', 1, 4, 'type', 'What the shell has to know'),
  ('06', 'curl', 1, 5, 'type', 'Redeem the code'),
  ('06', 'curl', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('06', 'curl', 2, 1, 'wait', '900'),
  ('06', 'curl', 2, 2, 'type', 'Refresh'),
  ('06', 'curl', 2, 3, 'see', '"access_token"'),
  ('06', 'curl', 3, 1, 'wait', '900'),
  ('06', 'curl', 3, 2, 'type', 'Refresh'),
  ('06', 'curl', 4, 1, 'wait', '900'),
  ('06', 'curl', 4, 2, 'type', 'Refresh'),
  ('06', 'curl', 4, 3, 'see', '"access_token"'),
  ('06', 'curl', 5, 1, 'wait', '960'),
  ('06', 'curl', 5, 2, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT"'),
  ('06', 'curl', 5, 3, 'see', 'invalid_grant'),
  ('06', 'curl', 6, 1, 'run', 'schema/shell $DB "SELECT token, reason, spec, help FROM why LIMIT 1"'),
  ('06', 'curl', 6, 2, 'see', 'refresh_absolute'),
  ('06', 'curl', 7, 1, 'open', '{workshop}/cli'),
  ('06', 'curl', 7, 2, 'press', 'Sign in'),
  ('06', 'curl', 7, 3, 'sign in', 'alice / wonderland'),
  ('06', 'sqlite3', 1, 1, 'open', '{client}/login'),
  ('06', 'sqlite3', 1, 2, 'sign in', 'alice / wonderland'),
  ('06', 'sqlite3', 2, 1, 'run', 'SELECT bound, time(ends_at, ''unixepoch'') AS ends, ends_refresh, decides' || char(10) ||
   '  FROM session_bounds WHERE client_id = ''notes-web'';'),
  ('06', 'sqlite3', 2, 2, 'see', 'refresh token, absolute'),
  ('06', 'sqlite3', 3, 1, 'run', 'UPDATE setting SET value = value + 900 WHERE name = ''clock_offset'';'),
  ('06', 'sqlite3', 3, 2, 'open', '{client}/'),
  ('06', 'sqlite3', 3, 3, 'run', 'UPDATE setting SET value = value + 900 WHERE name = ''clock_offset'';'),
  ('06', 'sqlite3', 3, 4, 'open', '{client}/'),
  ('06', 'sqlite3', 3, 5, 'run', 'UPDATE setting SET value = value + 900 WHERE name = ''clock_offset'';'),
  ('06', 'sqlite3', 3, 6, 'open', '{client}/'),
  ('06', 'sqlite3', 3, 7, 'see', 'You are signed in.'),
  ('06', 'sqlite3', 4, 1, 'run', 'SELECT generation, time(issued_at, ''unixepoch'') AS issued,' || char(10) ||
   '       time(expires_at, ''unixepoch'') AS ends, state' || char(10) ||
   '  FROM refresh_family;'),
  ('06', 'sqlite3', 4, 2, 'see', 'newest'),
  ('06', 'sqlite3', 5, 1, 'run', 'UPDATE setting SET value = value + 960 WHERE name = ''clock_offset'';'),
  ('06', 'sqlite3', 5, 2, 'open', '{client}/'),
  ('06', 'sqlite3', 5, 3, 'see', 'Your session is over'),
  ('06', 'sqlite3', 6, 1, 'run', 'SELECT token, reason, spec, help FROM why WHERE kind = ''token.refresh'' LIMIT 1;'),
  ('06', 'sqlite3', 6, 2, 'see', 'refresh_absolute'),
  ('06', 'sqlite3', 6, 3, 'open', '{client}/login'),
  ('06', 'sqlite3', 6, 4, 'sign in', 'alice / wonderland');

CREATE VIEW lab_06 AS
WITH refreshed AS MATERIALIZED (
  SELECT grant_id, count(event_id) AS times FROM flow_event WHERE kind = 'token.refresh' AND decision = 'allow' GROUP BY grant_id)
SELECT anew.event_id, ended.event_id AS beside_id
  FROM flow_event AS ended
  JOIN refreshed ON refreshed.grant_id = ended.grant_id AND refreshed.times >= 3
  JOIN flow_event AS anew ON anew.event_id = (SELECT l.event_id FROM flow_event AS l WHERE l.event_id > ended.event_id AND l.kind = 'login.ok'
                                               ORDER BY l.event_id LIMIT 1)
 WHERE ended.kind = 'token.refresh' AND ended.decision = 'deny' AND ended.reason = 'refresh_absolute';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Refresh means signed in for ever.', 'Refresh heißt für immer angemeldet.'),
  ('de', 'The chain of orange rings, and the last one with nothing behind it.',
   'die Kette der orangen Ringe, und den letzten, hinter dem nichts kommt.'),
  ('de', 'What is your number? How long may a session last?', 'Was ist eure Zahl? Wie lange darf eine Sitzung dauern?'),
  ('de', 'Refresh for ever?', 'Erneuern ohne Ende?'),
  ('de', 'Every refresh brings a new refresh token. Can you stay signed in for a year?',
   'Jeder Refresh bringt ein neues Refresh Token. Kannst du ein Jahr lang angemeldet bleiben?'),
  ('de', 'three refreshes of one grant, a fourth that was refused because the family was too old, and a new sign-in.',
   'drei Refreshs eines Grants, einen vierten, der abgelehnt wurde, weil die Familie zu alt war, und eine neue Anmeldung.'),
  ('de', 'Yes: each new refresh token has a new end.', 'Ja: Jedes neue Refresh Token hat ein neues Ende.'),
  ('de', 'No: a refresh token works three times.', 'Nein: Ein Refresh Token geht dreimal.'),
  ('de', 'No: the whole family has an end, and no refresh moves it.', 'Nein: Die ganze Familie hat ein Ende, und kein Refresh schiebt es hinaus.'),
  ('de', 'Sign in at the client. It shows how long each thing lives.', 'Melde dich beim Client an. Er zeigt, wie lange jedes Ding lebt.'),
  ('de', 'A quarter of an hour later the access token has ended. Are you signed out?',
   'Eine Viertelstunde später ist das Access Token abgelaufen. Bist du abgemeldet?'),
  ('de', 'Once more.', 'Noch einmal.'),
  ('de', 'And once more.', 'Und noch einmal.'),
  ('de', 'Now more than an hour has passed since you signed in.', 'Jetzt ist mehr als eine Stunde vergangen, seit du dich angemeldet hast.'),
  ('de', 'There is one way on.', 'Weiter geht es nur auf einem Weg.'),
  ('de', 'A quarter of an hour later: refresh.', 'Eine Viertelstunde später: Erneuere.'),
  ('de', 'What ends when, and which of these ends decides?', 'Was endet wann, und welches Ende entscheidet?'),
  ('de', 'A quarter of an hour later: open the client, three times.', 'Eine Viertelstunde später: Öffne den Client, dreimal.'),
  ('de', 'Look at the family: one line for each generation.', 'Sieh dir die Familie an: eine Zeile je Generation.'),
  ('de', 'Ask why, and sign in again.', 'Frag, warum, und melde dich neu an.');
