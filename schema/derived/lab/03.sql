-- 03: misunderstanding 1, an ID token calls an API.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('03', 'hour', 8, 'RFC 8725 3.11', 'An ID token calls an API', 'It is signed, and its user is signed in. Why does the API not take it?',
   'an ID token that the API refused, and after it an access token from the same sender that the API took.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('03', 'a', 0, 'It takes it: the signature is that of the authorization server.'),
  ('03', 'b', 0, 'It refuses it: the signature does not fit.'),
  ('03', 'c', 1, 'It refuses it: the token is good, but of another kind and for somebody else.');
INSERT INTO lab_reason (lab, reason) VALUES ('03', 'typ_mismatch'), ('03', 'aud_mismatch');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('03', 'It is signed, so it is good for everything.', 'The checks at the refused arrow: signature passed, type and audience failed.',
   'Signed says who made it. Audience says for whom.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('03', 'browser', 1, 'Sign in at the client.'),
  ('03', 'browser', 2, 'A browser has no token to misuse. Take the ID token and the access token into a shell.'),
  ('03', 'browser', 3, 'Send the ID token to the API, and then the access token.'),
  ('03', 'browser', 4, 'Open the flow: which line of the checks stopped the first one?'),
  ('03', 'curl', 1, 'Sign in at the client, and bring both tokens into your shell.'),
  ('03', 'curl', 2, 'Send the ID token to the API.'),
  ('03', 'curl', 3, 'Send the access token instead.'),
  ('03', 'curl', 4, 'Ask the database why.'),
  ('03', 'sqlite3', 1, 'Sign in at the client.'),
  ('03', 'sqlite3', 2, 'Judge the ID token as the API does. Which steps pass, which fail?'),
  ('03', 'sqlite3', 3, 'Send it to the API all the same.'),
  ('03', 'sqlite3', 4, 'Send the access token instead.'),
  ('03', 'sqlite3', 5, 'Ask why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('03', 'browser', 1, 1, 'open', '{client}/login'),
  ('03', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('03', 'browser', 2, 1, 'copy', 'ID AT'),
  ('03', 'browser', 3, 1, 'run', 'curl -i -H "Authorization: Bearer $ID" {api}/notes'),
  ('03', 'browser', 3, 2, 'see', 'HTTP/1.1 401'),
  ('03', 'browser', 3, 3, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('03', 'browser', 3, 4, 'see', 'HTTP/1.1 200'),
  ('03', 'browser', 4, 1, 'open', '{workshop}/'),
  ('03', 'browser', 4, 2, 'press', 'Sign-in for notes-web'),
  ('03', 'browser', 4, 3, 'see', 'typ_mismatch'),
  ('03', 'curl', 1, 1, 'open', '{client}/login'),
  ('03', 'curl', 1, 2, 'sign in', 'alice / wonderland'),
  ('03', 'curl', 1, 3, 'copy', 'ID AT'),
  ('03', 'curl', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $ID" {api}/notes'),
  ('03', 'curl', 2, 2, 'see', 'HTTP/1.1 401'),
  ('03', 'curl', 3, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('03', 'curl', 3, 2, 'see', 'HTTP/1.1 200'),
  ('03', 'curl', 4, 1, 'run', 'schema/shell $DB "SELECT token, reason, spec, help FROM why LIMIT 1"'),
  ('03', 'curl', 4, 2, 'see', 'typ_mismatch'),
  ('03', 'sqlite3', 1, 1, 'open', '{client}/login'),
  ('03', 'sqlite3', 1, 2, 'sign in', 'alice / wonderland'),
  ('03', 'sqlite3', 2, 1, 'run', 'SELECT c.step, c.name, c.status, c.expected, c.actual' || char(10) ||
   '  FROM (SELECT id_token FROM client_session WHERE id_token IS NOT NULL ORDER BY created_at DESC LIMIT 1) AS s,' || char(10) ||
   '       (SELECT json_object(''keys'', json_group_array(json(public_jwk))) AS jwks FROM signing_key) AS k,' || char(10) ||
   '       jwt_check(s.id_token, k.jwks, ''{"typ":"at+jwt","aud":"{api}"}'') AS c;'),
  ('03', 'sqlite3', 2, 2, 'see', 'typ_mismatch|fail'),
  ('03', 'sqlite3', 3, 1, 'run', '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || id_token FROM client_session WHERE id_token IS NOT NULL ORDER BY created_at DESC LIMIT 1;' || char(10) ||
   '.shell curl -si -H @header.txt {api}/notes'),
  ('03', 'sqlite3', 3, 2, 'see', 'HTTP/1.1 401'),
  ('03', 'sqlite3', 4, 1, 'run', '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || access_token FROM client_token JOIN client_session USING (session_id) ORDER BY created_at DESC LIMIT 1;'
   || char(10) || '.shell curl -si -H @header.txt {api}/notes'),
  ('03', 'sqlite3', 4, 2, 'see', 'HTTP/1.1 200'),
  ('03', 'sqlite3', 5, 1, 'run', 'SELECT token, reason, spec, help FROM why LIMIT 1;'),
  ('03', 'sqlite3', 5, 2, 'see', 'typ_mismatch');

CREATE VIEW lab_03 AS
SELECT taken.event_id, refused.event_id AS beside_id
  FROM flow_event AS refused
  JOIN flow_token AS i ON i.event_id = refused.event_id AND i.type = 'id' AND i.role = 'presented'
  JOIN flow_event AS taken ON taken.event_id > refused.event_id AND taken.actor_from = refused.actor_from
  JOIN flow_token AS a ON a.event_id = taken.event_id AND a.type = 'access' AND a.role = 'presented'
 WHERE refused.actor_to = 'api' AND refused.decision = 'deny' AND refused.reason IN ('typ_mismatch', 'aud_mismatch')
   AND taken.actor_to = 'api' AND taken.decision = 'allow';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'It is signed, so it is good for everything.', 'Es ist signiert, also gilt es überall.'),
  ('de', 'The checks at the refused arrow: signature passed, type and audience failed.',
   'die Prüfung am abgelehnten Pfeil: Signatur gut, Typ und Empfänger nicht.'),
  ('de', 'Signed says who made it. Audience says for whom.', 'Signiert sagt, von wem es ist. Audience sagt, für wen.'),
  ('de', 'An ID token calls an API', 'Ein ID Token ruft eine API auf'),
  ('de', 'It is signed, and its user is signed in. Why does the API not take it?',
   'Es ist signiert, und jemand ist angemeldet. Warum nimmt die API es nicht?'),
  ('de', 'an ID token that the API refused, and after it an access token from the same sender that the API took.',
   'ein ID Token, das die API abgelehnt hat, und danach ein Access Token vom selben Absender, das sie angenommen hat.'),
  ('de', 'It takes it: the signature is that of the authorization server.', 'Sie nimmt es: Die Signatur ist die des Authorization Servers.'),
  ('de', 'It refuses it: the signature does not fit.', 'Sie lehnt es ab: Die Signatur passt nicht.'),
  ('de', 'It refuses it: the token is good, but of another kind and for somebody else.',
   'Sie lehnt es ab: Das Token ist gut, aber von anderer Art und für jemand anderen.'),
  ('de', 'A browser has no token to misuse. Take the ID token and the access token into a shell.',
   'Ein Browser hat kein Token, das du missbrauchen könntest. Hol das ID Token und das Access Token in eine Shell.'),
  ('de', 'Send the ID token to the API, and then the access token.', 'Schick der API das ID Token, und danach das Access Token.'),
  ('de', 'Open the flow: which line of the checks stopped the first one?', 'Öffne den Ablauf: Welche Zeile der Prüfung hat das erste aufgehalten?'),
  ('de', 'Sign in at the client, and bring both tokens into your shell.', 'Melde dich beim Client an und hole beide Tokens in deine Shell.'),
  ('de', 'Send the ID token to the API.', 'Schick der API das ID Token.'),
  ('de', 'Send the access token instead.', 'Schick stattdessen das Access Token.'),
  ('de', 'Judge the ID token as the API does. Which steps pass, which fail?',
   'Prüfe das ID Token, wie die API es tut. Welche Schritte gehen durch, welche nicht?'),
  ('de', 'Send it to the API all the same.', 'Schick es der API trotzdem.');
