-- 13: a refresh token is stolen, and rotation finds out.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('13', 'half', 12, 'RFC 9700 4.14', 'A stolen refresh token', 'Two have the same refresh token. Which one is the thief?',
   'a refresh token that was used and came back too late, and another one of its family that was refused for it.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('13', 'a', 0, 'The one who comes second. The server refuses that one, and the first goes on.'),
  ('13', 'b', 1, 'Nobody can know. So both lose, and the user signs in again.'),
  ('13', 'c', 0, 'The one with the other IP address.');
INSERT INTO lab_reason (lab, reason) VALUES ('13', 'refresh_reused'), ('13', 'grant_revoked');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('13', 'Rotation keeps thieves out.', 'Two orange pills with the same letters, from two senders.',
   'Rotation does not stop the theft. It makes it seen.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('13', 'browser', 1, 'Be demo-cli: sign in, and take the tokens. Somebody copies the refresh token.'),
  ('13', 'browser', 2, 'Let nobody notice: switch the detection off.'),
  ('13', 'browser', 3, 'The app refreshes, as it should. Its refresh token is another one now.'),
  ('13', 'browser', 4, 'Two minutes later, past the grace, the thief comes with the old one.'),
  ('13', 'browser', 5, 'Switch it on again. The thief comes once more.'),
  ('13', 'browser', 6, 'And the app?'),
  ('13', 'browser', 7, 'Open the flow: whose threads have ended?'),
  ('13', 'curl', 1, 'Be demo-cli: sign in, and take the tokens. Somebody copies the refresh token.'),
  ('13', 'curl', 2, 'The app refreshes, as it should. Its refresh token is another one now.'),
  ('13', 'curl', 3, 'Let nobody notice. Two minutes later, past the grace, the thief comes with the old one.'),
  ('13', 'curl', 4, 'Switch it on again. The thief comes once more.'),
  ('13', 'curl', 5, 'And the app?'),
  ('13', 'curl', 6, 'Look at the family, and ask why.'),
  ('13', 'sqlite3', 1, 'Sign in at the client.'),
  ('13', 'sqlite3', 2, 'Be a thief who has got hold of this whole file: refresh token and client secret.'),
  ('13', 'sqlite3', 3, 'Let nobody notice. Six minutes later the client refreshes, with the token that the thief has used.'),
  ('13', 'sqlite3', 4, 'Notice again. The thief comes once more with the old one.'),
  ('13', 'sqlite3', 5, 'And the client?'),
  ('13', 'sqlite3', 6, 'Look at the family, and ask why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('13', 'browser', 1, 1, 'open', '{workshop}/cli'),
  ('13', 'browser', 1, 2, 'press', 'Sign in'),
  ('13', 'browser', 1, 3, 'sign in', 'alice / wonderland'),
  ('13', 'browser', 1, 4, 'type', 'What the shell has to know'),
  ('13', 'browser', 1, 5, 'type', 'Redeem the code'),
  ('13', 'browser', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('13', 'browser', 1, 7, 'run', 'STOLEN=$RT'),
  ('13', 'browser', 2, 1, 'open', '{workshop}/protections'),
  ('13', 'browser', 2, 2, 'press', 'Switch off refresh_reuse'),
  ('13', 'browser', 3, 1, 'run',
   'TOKENS=$(curl -s {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT")' || char(10) ||
   'RT=$(take refresh_token); echo "$TOKENS"'),
  ('13', 'browser', 3, 2, 'see', '"refresh_token"'),
  ('13', 'browser', 4, 1, 'wait', '120'),
  ('13', 'browser', 4, 2, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$STOLEN"'),
  ('13', 'browser', 4, 3, 'see', '"access_token"'),
  ('13', 'browser', 5, 1, 'open', '{workshop}/protections'),
  ('13', 'browser', 5, 2, 'press', 'Switch on refresh_reuse'),
  ('13', 'browser', 5, 3, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$STOLEN"'),
  ('13', 'browser', 5, 4, 'see', 'invalid_grant'),
  ('13', 'browser', 6, 1, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT"'),
  ('13', 'browser', 6, 2, 'see', 'invalid_grant'),
  ('13', 'browser', 7, 1, 'open', '{workshop}/'),
  ('13', 'browser', 7, 2, 'press', 'Sign-in for demo-cli'),
  ('13', 'browser', 7, 3, 'see', 'refresh_reused'),
  ('13', 'curl', 1, 1, 'open', '{workshop}/cli'),
  ('13', 'curl', 1, 2, 'press', 'Sign in'),
  ('13', 'curl', 1, 3, 'sign in', 'alice / wonderland'),
  ('13', 'curl', 1, 4, 'type', 'What the shell has to know'),
  ('13', 'curl', 1, 5, 'type', 'Redeem the code'),
  ('13', 'curl', 1, 6, 'type', 'Take the tokens out of the answer'),
  ('13', 'curl', 1, 7, 'run', 'STOLEN=$RT'),
  ('13', 'curl', 2, 1, 'run',
   'TOKENS=$(curl -s {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT")' || char(10) ||
   'RT=$(take refresh_token); echo "$TOKENS"'),
  ('13', 'curl', 2, 2, 'see', '"refresh_token"'),
  ('13', 'curl', 3, 1, 'run', 'schema/shell $DB "UPDATE setting SET value = ''ignored'' WHERE name = ''refresh_reuse'';' || char(10) ||
   '                  UPDATE setting SET value = value + 120 WHERE name = ''clock_offset''"'),
  ('13', 'curl', 3, 2, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$STOLEN"'),
  ('13', 'curl', 3, 3, 'see', '"access_token"'),
  ('13', 'curl', 4, 1, 'run', 'schema/shell $DB "UPDATE setting SET value = ''detected'' WHERE name = ''refresh_reuse''"'),
  ('13', 'curl', 4, 2, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$STOLEN"'),
  ('13', 'curl', 4, 3, 'see', 'invalid_grant'),
  ('13', 'curl', 5, 1, 'run', 'curl -i {provider}/token -d grant_type=refresh_token -d client_id=demo-cli -d refresh_token="$RT"'),
  ('13', 'curl', 5, 2, 'see', 'invalid_grant'),
  ('13', 'curl', 6, 1, 'run', 'schema/shell $DB "SELECT generation, used_at IS NOT NULL AS used, state FROM refresh_family"'),
  ('13', 'curl', 6, 2, 'see', 'ended: refresh_reused'),
  ('13', 'curl', 6, 3, 'run', 'schema/shell $DB "SELECT token, reason, spec FROM why LIMIT 2"'),
  ('13', 'curl', 6, 4, 'see', 'grant_revoked'),
  ('13', 'sqlite3', 1, 1, 'open', '{client}/login'),
  ('13', 'sqlite3', 1, 2, 'sign in', 'alice / wonderland'),
  ('13', 'sqlite3', 2, 1, 'run', '.once loot.txt' || char(10) ||
   'SELECT ''user = "'' || client_id || '':'' || client_secret || ''"'' || char(10) ||' || char(10) ||
   '       ''data = "grant_type=refresh_token&refresh_token='' || refresh_token || ''"''' || char(10) ||
   '  FROM client_token JOIN client_session USING (session_id) JOIN client_app USING (client_app_id)' || char(10) ||
   ' ORDER BY client_session.created_at DESC LIMIT 1;' ||
   char(10) || '.shell curl -si -K loot.txt {provider}/token'),
  ('13', 'sqlite3', 2, 2, 'see', '"access_token"'),
  ('13', 'sqlite3', 3, 1, 'run', 'UPDATE setting SET value = ''ignored'' WHERE name = ''refresh_reuse'';' || char(10) ||
   'UPDATE setting SET value = value + 360 WHERE name = ''clock_offset'';'),
  ('13', 'sqlite3', 3, 2, 'open', '{client}/'),
  ('13', 'sqlite3', 3, 3, 'see', 'You are signed in.'),
  ('13', 'sqlite3', 4, 1, 'run', 'UPDATE setting SET value = ''detected'' WHERE name = ''refresh_reuse'';' || char(10) ||
   'UPDATE setting SET value = value + 360 WHERE name = ''clock_offset'';' || char(10) || '.shell curl -si -K loot.txt {provider}/token'),
  ('13', 'sqlite3', 4, 2, 'see', 'invalid_grant'),
  ('13', 'sqlite3', 5, 1, 'open', '{client}/'),
  ('13', 'sqlite3', 5, 2, 'see', 'Your session is over'),
  ('13', 'sqlite3', 6, 1, 'run', 'SELECT generation, used_at IS NOT NULL AS used, state FROM refresh_family;'),
  ('13', 'sqlite3', 6, 2, 'see', 'ended: refresh_reused'),
  ('13', 'sqlite3', 6, 3, 'run', 'SELECT time, token, actor_from, reason, spec FROM why LIMIT 3;'),
  ('13', 'sqlite3', 6, 4, 'see', 'grant_revoked');

CREATE VIEW lab_13 AS
SELECT other.event_id, back.event_id AS beside_id
  FROM flow_event AS back
  JOIN flow_token AS t ON t.event_id = back.event_id AND t.type = 'refresh' AND t.role = 'presented'
  JOIN flow_token AS u ON u.fingerprint = t.fingerprint AND u.role = 'presented' AND u.event_id < back.event_id
  JOIN flow_event AS used ON used.event_id = u.event_id AND used.kind = 'token.refresh' AND used.decision = 'allow'
  JOIN flow_event AS other ON other.grant_id = used.grant_id AND other.event_id > back.event_id
  JOIN flow_token AS o ON o.event_id = other.event_id AND o.type = 'refresh' AND o.role = 'presented' AND o.fingerprint <> t.fingerprint
 WHERE back.kind = 'token.refresh' AND back.decision = 'deny' AND back.reason = 'refresh_reused'
   AND other.kind = 'token.refresh' AND other.decision = 'deny' AND other.reason = 'grant_revoked';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Rotation keeps thieves out.', 'Rotation hält Diebe ab.'),
  ('de', 'Two orange pills with the same letters, from two senders.', 'zwei orange Marken mit denselben Zeichen, von zwei Absendern.'),
  ('de', 'Rotation does not stop the theft. It makes it seen.', 'Rotation verhindert den Diebstahl nicht. Sie macht ihn sichtbar.'),
  ('de', 'A stolen refresh token', 'Ein gestohlenes Refresh Token'),
  ('de', 'Two have the same refresh token. Which one is the thief?', 'Zwei haben dasselbe Refresh Token. Wer von ihnen ist der Dieb?'),
  ('de', 'a refresh token that was used and came back too late, and another one of its family that was refused for it.',
   'ein Refresh Token, das benutzt war und zu spät wiederkam, und ein anderes seiner Familie, das deswegen abgelehnt wurde.'),
  ('de', 'The one who comes second. The server refuses that one, and the first goes on.',
   'Wer als Zweiter kommt. Den lehnt der Server ab, und der Erste macht weiter.'),
  ('de', 'Nobody can know. So both lose, and the user signs in again.', 'Das kann niemand wissen. Also verlieren beide, und man meldet sich neu an.'),
  ('de', 'The one with the other IP address.', 'Der mit der anderen IP-Adresse.'),
  ('de', 'Be demo-cli: sign in, and take the tokens. Somebody copies the refresh token.',
   'Sei demo-cli: Melde dich an und nimm die Tokens. Jemand kopiert das Refresh Token.'),
  ('de', 'Let nobody notice: switch the detection off.', 'Lass es niemanden merken: Schalte die Erkennung aus.'),
  ('de', 'The app refreshes, as it should. Its refresh token is another one now.',
   'Die App erneuert, wie sie soll. Jetzt hat sie ein anderes Refresh Token.'),
  ('de', 'Two minutes later, past the grace, the thief comes with the old one.',
   'Zwei Minuten später, nach der Frist, kommt der Dieb mit dem alten.'),
  ('de', 'Switch it on again. The thief comes once more.', 'Schalte sie wieder ein. Der Dieb kommt noch einmal.'),
  ('de', 'And the app?', 'Und die App?'),
  ('de', 'Open the flow: whose threads have ended?', 'Öffne den Ablauf: Wessen Fäden sind zu Ende?'),
  ('de', 'Let nobody notice. Two minutes later, past the grace, the thief comes with the old one.',
   'Lass es niemanden merken. Zwei Minuten später, nach der Frist, kommt der Dieb mit dem alten.'),
  ('de', 'Look at the family, and ask why.', 'Sieh dir die Familie an und frag, warum.'),
  ('de', 'Be a thief who has got hold of this whole file: refresh token and client secret.',
   'Sei ein Dieb, der diese ganze Datei hat: Refresh Token und Client Secret.'),
  ('de', 'Let nobody notice. Six minutes later the client refreshes, with the token that the thief has used.',
   'Lass es niemanden merken. Sechs Minuten später erneuert der Client, mit dem Token, das der Dieb benutzt hat.'),
  ('de', 'Notice again. The thief comes once more with the old one.', 'Merk es wieder. Der Dieb kommt noch einmal mit dem alten.'),
  ('de', 'And the client?', 'Und der Client?');
