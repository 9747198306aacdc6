-- 02: the way of an ID token, which is short.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('02', 'hour', 8, 'OIDC Core 2', 'Where does the ID token stop?', 'Who is the ID token for, and who has it last?',
   'your answer: the letters of an ID token of this database, who had it last, and that no API has seen it.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('02', 'a', 0, 'It is for the API, so that the API knows who calls.'),
  ('02', 'b', 1, 'It is for the client, and stops there.'),
  ('02', 'c', 0, 'It is for the browser, which shows it wherever the user goes.');
INSERT INTO lab_reason (lab, reason) VALUES ('02', 'aud_mismatch'), ('02', 'lab_answer_invalid');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('02', 'The ID token tells the API who I am.', 'The violet thread: two lines, and none at the API.',
   'A letter is for the person on the envelope: aud.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('02', 'browser', 1, 'Sign in at the client.'),
  ('02', 'browser', 2, 'Open the flow. Look for the violet token: which is the last line that it reaches?'),
  ('02', 'browser', 3, 'Answer here: its letters, and who had it last.'),
  ('02', 'curl', 1, 'Sign in at the client.'),
  ('02', 'curl', 2, 'Ask the database who has held the ID token.'),
  ('02', 'curl', 3, 'Answer here: its letters, and who had it last.'),
  ('02', 'sqlite3', 1, 'Sign in at the client.'),
  ('02', 'sqlite3', 2, 'Read it: whom does it name as its audience?'),
  ('02', 'sqlite3', 3, 'Who has held it?'),
  ('02', 'sqlite3', 4, 'Answer here: its letters, and who had it last.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('02', 'browser', 1, 1, 'open', '{client}/login'),
  ('02', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('02', 'browser', 2, 1, 'open', '{workshop}/'),
  ('02', 'browser', 2, 2, 'press', 'Sign-in for notes-web'),
  ('02', 'browser', 3, 1, 'answer', 'client'),
  ('02', 'curl', 1, 1, 'open', '{client}/login'),
  ('02', 'curl', 1, 2, 'sign in', 'alice / wonderland'),
  ('02', 'curl', 2, 1, 'run', 'schema/shell $DB "SELECT token, holder, since FROM token_holder WHERE type = ''id'' ORDER BY first_event"'),
  ('02', 'curl', 2, 2, 'see', 'client'),
  ('02', 'curl', 3, 1, 'answer', 'client'),
  ('02', 'sqlite3', 1, 1, 'open', '{client}/login'),
  ('02', 'sqlite3', 1, 2, 'sign in', 'alice / wonderland'),
  ('02', 'sqlite3', 2, 1, 'run', 'SELECT jwt_unverified(id_token) ->> ''$.aud'' AS audience, jwt_header(id_token) ->> ''$.typ'' AS typ' || char(10) ||
   '  FROM client_session WHERE id_token IS NOT NULL ORDER BY created_at DESC LIMIT 1;'),
  ('02', 'sqlite3', 2, 2, 'see', 'notes-web|JWT'),
  ('02', 'sqlite3', 3, 1, 'run', 'SELECT token, holder, since FROM token_holder WHERE type = ''id'' ORDER BY first_event;'),
  ('02', 'sqlite3', 3, 2, 'see', 'client'),
  ('02', 'sqlite3', 4, 1, 'answer', 'client');

-- The answer names the token by its first letters: {"fingerprint":"41c7","holder":"client"}.
CREATE VIEW lab_02 AS
SELECT answer.event_id, given.event_id AS beside_id
  FROM flow_event AS answer
  JOIN flow_token AS t ON t.type = 'id' AND t.role = 'issued'
                      AND t.fingerprint GLOB substr(answer.detail, 17, instr(substr(answer.detail, 17), '"') - 1) || '*'
  JOIN flow_event AS given ON given.event_id = t.event_id
 WHERE answer.kind = 'lab.answer' AND answer.lab = '02' AND answer.detail GLOB '{"fingerprint":"*","holder":"client"}'
   AND NOT EXISTS (SELECT 1 FROM flow_token AS a JOIN flow_event AS e ON e.event_id = a.event_id
                    WHERE a.fingerprint = t.fingerprint AND e.actor_to IN ('api', 'api2') AND e.event_id < answer.event_id);

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'The ID token tells the API who I am.', 'Das ID Token sagt der API, wer ich bin.'),
  ('de', 'The violet thread: two lines, and none at the API.', 'den violetten Faden: zwei Linien, und keine bei der API.'),
  ('de', 'A letter is for the person on the envelope: aud.', 'Ein Brief ist für den, der auf dem Umschlag steht: aud.'),
  ('de', 'Where does the ID token stop?', 'Wo bleibt das ID Token?'),
  ('de', 'Who is the ID token for, and who has it last?', 'Für wen ist das ID Token, und wer hat es zuletzt?'),
  ('de', 'your answer: the letters of an ID token of this database, who had it last, and that no API has seen it.',
   'deine Antwort: die Zeichen eines ID Tokens dieser Datenbank, wer es zuletzt hatte, und dass keine API es gesehen hat.'),
  ('de', 'It is for the API, so that the API knows who calls.', 'Es ist für die API, damit sie weiß, wer aufruft.'),
  ('de', 'It is for the client, and stops there.', 'Es ist für den Client und bleibt dort.'),
  ('de', 'It is for the browser, which shows it wherever the user goes.', 'Es ist für den Browser, der es überall vorzeigt.'),
  ('de', 'Open the flow. Look for the violet token: which is the last line that it reaches?',
   'Öffne den Ablauf. Suche das violette Token: Welche Linie erreicht es zuletzt?'),
  ('de', 'Answer here: its letters, and who had it last.', 'Antworte hier: seine Zeichen, und wer es zuletzt hatte.'),
  ('de', 'Ask the database who has held the ID token.', 'Frag die Datenbank, wer das ID Token gehabt hat.'),
  ('de', 'Read it: whom does it name as its audience?', 'Lies es: Wen nennt es als Empfänger?'),
  ('de', 'Who has held it?', 'Wer hat es gehabt?');
