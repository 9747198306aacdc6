-- 15: two authorization servers, and a client that mixes them up.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('15', 'day', 12, 'RFC 9207', 'Mixed up', 'A client knows two authorization servers. To which one does it bring the code?',
   'a code that the client brought to the attacker, and after it another one that the client kept to itself because iss was wrong.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('15', 'a', 0, 'To the one that made the code: the code itself says whose it is.'),
  ('15', 'b', 1, 'To the one where it began, unless it looks at who says that it answers.'),
  ('15', 'c', 0, 'To both, and one of them refuses it.');
INSERT INTO lab_reason (lab, reason) VALUES ('15', 'iss_mismatch'), ('15', 'token_request_refused');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('15', 'The client knows whose answer it has got.', 'After the callback there is no arrow with the code in it.',
   'The answer says who wrote it: iss.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('15', 'browser', 1, 'Let the client look away: switch off the check of iss.'),
  ('15', 'browser', 2, 'Be the victim: sign in at the client’s other server. Watch at which one you type your password.'),
  ('15', 'browser', 3, 'Be the attacker: what do you hold?'),
  ('15', 'browser', 4, 'Switch it on again, and be the victim once more.'),
  ('15', 'browser', 5, 'Open the flow: no arrow leaves the client with the code.'),
  ('15', 'curl', 1, 'Read what the attacker’s server says of itself. Is any of it a lie?'),
  ('15', 'curl', 2, 'Let the client look away, and be the victim.'),
  ('15', 'curl', 3, 'Where has the code been?'),
  ('15', 'curl', 4, 'Let it look again, and be the victim once more.'),
  ('15', 'curl', 5, 'Ask the database why.'),
  ('15', 'sqlite3', 1, 'Which servers does the client know, and which of them has promised iss?'),
  ('15', 'sqlite3', 2, 'Let the client look away, and be the victim.'),
  ('15', 'sqlite3', 3, 'Where has the code been?'),
  ('15', 'sqlite3', 4, 'Let it look again, and be the victim once more.'),
  ('15', 'sqlite3', 5, 'Ask why, and where the second code has been.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('15', 'browser', 1, 1, 'open', '{workshop}/protections'),
  ('15', 'browser', 1, 2, 'press', 'Switch off iss_check'),
  ('15', 'browser', 2, 1, 'open', '{client}/'),
  ('15', 'browser', 2, 2, 'press', 'Sign in there'),
  ('15', 'browser', 2, 3, 'sign in', 'alice / wonderland'),
  ('15', 'browser', 2, 4, 'see', 'The authorization server did not accept the code'),
  ('15', 'browser', 3, 1, 'open', '{workshop}/attacker'),
  ('15', 'browser', 3, 2, 'see', 'CODE'),
  ('15', 'browser', 4, 1, 'open', '{workshop}/protections'),
  ('15', 'browser', 4, 2, 'press', 'Switch on iss_check'),
  ('15', 'browser', 4, 3, 'open', '{client}/login?client_app_id=notes-web-at-evil'),
  ('15', 'browser', 4, 4, 'see', 'iss_mismatch'),
  ('15', 'browser', 5, 1, 'open', '{workshop}/'),
  ('15', 'browser', 5, 2, 'press', 'Sign-in for notes-web-at-evil'),
  ('15', 'browser', 5, 3, 'see', 'iss_mismatch'),
  ('15', 'curl', 1, 1, 'run', 'curl -s {workshop}/attacker/.well-known/openid-configuration'),
  ('15', 'curl', 1, 2, 'see', '"token_endpoint"'),
  ('15', 'curl', 2, 1, 'open', '{workshop}/protections'),
  ('15', 'curl', 2, 2, 'press', 'Switch off iss_check'),
  ('15', 'curl', 2, 3, 'open', '{client}/login?client_app_id=notes-web-at-evil'),
  ('15', 'curl', 2, 4, 'sign in', 'alice / wonderland'),
  ('15', 'curl', 2, 5, 'see', 'The authorization server did not accept the code'),
  ('15', 'curl', 3, 1, 'run',
   'schema/shell $DB "SELECT token, actor_from, actor_to, channel FROM token_journey WHERE type = ''code'' ORDER BY event_id"'),
  ('15', 'curl', 3, 2, 'see', 'client|attacker|back'),
  ('15', 'curl', 4, 1, 'open', '{workshop}/protections'),
  ('15', 'curl', 4, 2, 'press', 'Switch on iss_check'),
  ('15', 'curl', 4, 3, 'open', '{client}/login?client_app_id=notes-web-at-evil'),
  ('15', 'curl', 4, 4, 'see', 'iss_mismatch'),
  ('15', 'curl', 5, 1, 'run', 'schema/shell $DB "SELECT kind, token, reason, spec, help FROM why LIMIT 1"'),
  ('15', 'curl', 5, 2, 'see', 'iss_mismatch'),
  ('15', 'sqlite3', 1, 1, 'run', 'SELECT a.client_app_id, a.issuer, d.authorization_response_iss_parameter_supported AS promised' || char(10) ||
   '  FROM client_app AS a LEFT JOIN client_discovery AS d ON d.issuer = a.issuer;'),
  ('15', 'sqlite3', 1, 2, 'see', 'notes-web-at-evil'),
  ('15', 'sqlite3', 2, 1, 'run', 'UPDATE setting SET value = ''off'' WHERE name = ''iss_check'';'),
  ('15', 'sqlite3', 2, 2, 'open', '{client}/login?client_app_id=notes-web-at-evil'),
  ('15', 'sqlite3', 2, 3, 'sign in', 'alice / wonderland'),
  ('15', 'sqlite3', 2, 4, 'see', 'The authorization server did not accept the code'),
  ('15', 'sqlite3', 3, 1, 'run', 'SELECT token, actor_from, actor_to, channel FROM token_journey WHERE type = ''code'' ORDER BY event_id;'),
  ('15', 'sqlite3', 3, 2, 'see', 'client|attacker|back'),
  ('15', 'sqlite3', 4, 1, 'run', 'UPDATE setting SET value = ''on'' WHERE name = ''iss_check'';'),
  ('15', 'sqlite3', 4, 2, 'open', '{client}/login?client_app_id=notes-web-at-evil'),
  ('15', 'sqlite3', 4, 3, 'see', 'iss_mismatch'),
  ('15', 'sqlite3', 5, 1, 'run', 'SELECT time, kind, token, reason, spec FROM why LIMIT 1;' || char(10) ||
   'SELECT token, actor_from, actor_to, channel FROM token_journey WHERE type = ''code'' ORDER BY event_id;'),
  ('15', 'sqlite3', 5, 2, 'see', 'iss_mismatch');

CREATE VIEW lab_15 AS
SELECT kept.event_id, stolen.event_id AS beside_id
  FROM (SELECT min(e.event_id) AS event_id
          FROM flow_event AS e JOIN flow_token AS s ON s.event_id = e.event_id
         WHERE e.kind = 'token.request' AND e.actor_to = 'attacker' AND s.type = 'code' AND s.role = 'presented') AS stolen
  JOIN flow_event AS kept ON kept.event_id > stolen.event_id
  JOIN flow_token AS t ON t.event_id = kept.event_id AND t.type = 'code' AND t.role = 'presented'
 WHERE kept.kind = 'authorize.callback' AND kept.actor_to = 'client' AND kept.decision = 'deny' AND kept.reason = 'iss_mismatch'
   AND NOT EXISTS (SELECT 1 FROM flow_token AS o JOIN flow_event AS e ON e.event_id = o.event_id
                    WHERE o.fingerprint = t.fingerprint AND e.kind = 'token.request');

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'The client knows whose answer it has got.', 'Der Client weiß, wessen Antwort er hat.'),
  ('de', 'After the callback there is no arrow with the code in it.', 'die Stelle nach dem Callback: Kein Pfeil trägt den Code weiter.'),
  ('de', 'The answer says who wrote it: iss.', 'Die Antwort sagt, von wem sie ist: iss.'),
  ('de', 'Mixed up', 'Verwechselt'),
  ('de', 'A client knows two authorization servers. To which one does it bring the code?',
   'Ein Client kennt zwei Authorization Server. Zu welchem bringt er den Code?'),
  ('de', 'a code that the client brought to the attacker, and after it another one that the client kept to itself because iss was wrong.',
   'einen Code, den der Client dem Angreifer gebracht hat, und danach einen, den er für sich behielt, weil iss nicht stimmte.'),
  ('de', 'To the one that made the code: the code itself says whose it is.', 'Zu dem, der ihn gemacht hat: Der Code sagt selbst, wem er gehört.'),
  ('de', 'To the one where it began, unless it looks at who says that it answers.',
   'Zu dem, bei dem er begonnen hat, wenn er nicht nachsieht, wer zu antworten behauptet.'),
  ('de', 'To both, and one of them refuses it.', 'Zu beiden, und einer lehnt ihn ab.'),
  ('de', 'Let the client look away: switch off the check of iss.', 'Lass den Client wegsehen: Schalte die Prüfung von iss aus.'),
  ('de', 'Be the victim: sign in at the client’s other server. Watch at which one you type your password.',
   'Sei das Opfer: Melde dich beim anderen Server des Clients an. Achte darauf, bei welchem du dein Passwort eingibst.'),
  ('de', 'Be the attacker: what do you hold?', 'Sei der Angreifer: Was hast du?'),
  ('de', 'Switch it on again, and be the victim once more.', 'Schalte sie wieder ein und sei noch einmal das Opfer.'),
  ('de', 'Open the flow: no arrow leaves the client with the code.', 'Öffne den Ablauf: Kein Pfeil verlässt den Client mit dem Code.'),
  ('de', 'Read what the attacker’s server says of itself. Is any of it a lie?',
   'Lies, was der Server des Angreifers über sich sagt. Ist etwas davon gelogen?'),
  ('de', 'Let the client look away, and be the victim.', 'Lass den Client wegsehen und sei das Opfer.'),
  ('de', 'Let it look again, and be the victim once more.', 'Lass ihn wieder hinsehen und sei noch einmal das Opfer.'),
  ('de', 'Which servers does the client know, and which of them has promised iss?',
   'Welche Server kennt der Client, und welcher hat iss versprochen?'),
  ('de', 'Ask why, and where the second code has been.', 'Frag, warum, und wo der zweite Code gewesen ist.');
