-- 09: alg none, and RS256 taken for HS256.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('09', 'day', 8, 'RFC 8725 3.1', 'alg none and the public key as a secret',
   'The header of a token says how it is signed. Who chooses the algorithm?',
   'a token with alg none and one with alg HS256, both refused by the API for their algorithm.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('09', 'a', 0, 'The token: its header says alg, and the API follows it.'),
  ('09', 'b', 0, 'The library: it takes whatever it knows.'),
  ('09', 'c', 1, 'The API: it has a list, and the token is refused before its signature is computed.');
INSERT INTO lab_reason (lab, reason) VALUES
  ('09', 'alg_none'), ('09', 'alg_not_allowed');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('09', 'The token says how it is signed, so the library does that.', 'The check of alg stands before the signature.',
   'The receiver chooses the algorithm. A header is a stranger''s wish.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('09', 'browser', 1, 'Sign in at the client, and bring the access token into your shell.'),
  ('09', 'browser', 2, 'Give it to the token inspector, and let it say that nobody signed it. Send what comes out to the API.'),
  ('09', 'browser', 3, 'The good one again: sign it with the public key, as if that were a secret.'),
  ('09', 'browser', 4, 'Which step stopped each? Was a signature computed?'),
  ('09', 'curl', 1, 'Get an access token.'),
  ('09', 'curl', 2, 'Write a header that says alg none, keep the claims, and leave the signature away.'),
  ('09', 'curl', 3, 'Everybody has the public key. Sign with it as if it were a secret: HS256.'),
  ('09', 'curl', 4, 'Ask the database why.'),
  ('09', 'sqlite3', 1, 'Make claims that the API would like.'),
  ('09', 'sqlite3', 2, 'Write a header that says alg none, and leave the signature away.'),
  ('09', 'sqlite3', 3, 'Everybody has the public key. Sign with it as if it were a secret: HS256.'),
  ('09', 'sqlite3', 4, 'Judge it as the API does. Which step fails, and what comes of the signature?'),
  ('09', 'sqlite3', 5, 'Ask why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('09', 'browser', 1, 1, 'open', '{client}/login'),
  ('09', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('09', 'browser', 1, 3, 'copy', 'AT'),
  ('09', 'browser', 2, 1, 'inspect', 'AT'),
  ('09', 'browser', 2, 2, 'press', 'alg none'),
  ('09', 'browser', 2, 3, 'see', 'alg_none'),
  ('09', 'browser', 2, 4, 'take', 'FORGED'),
  ('09', 'browser', 2, 5, 'run', 'curl -i -H "Authorization: Bearer $FORGED" {api}/notes'),
  ('09', 'browser', 2, 6, 'see', 'HTTP/1.1 401'),
  ('09', 'browser', 3, 1, 'inspect', 'AT'),
  ('09', 'browser', 3, 2, 'press', 'HS256 with the public key'),
  ('09', 'browser', 3, 3, 'see', 'alg_not_allowed'),
  ('09', 'browser', 3, 4, 'take', 'FORGED'),
  ('09', 'browser', 3, 5, 'run', 'curl -i -H "Authorization: Bearer $FORGED" {api}/notes'),
  ('09', 'browser', 3, 6, 'see', 'HTTP/1.1 401'),
  ('09', 'browser', 4, 1, 'open', '{workshop}/'),
  ('09', 'browser', 4, 2, 'see', 'alg_not_allowed'),
  ('09', 'curl', 1, 1, 'run',
   'grant() { curl -s -u demo-service:demo-service-secret-for-localhost-only {provider}/token \' || char(10) ||
   '  -d grant_type=client_credentials -d scope=$1 | sed ''s/.*"access_token":"\([^"]*\)".*/\1/''; }' || char(10) ||
   'AT=$(grant notes:read)' || char(10) ||
   'echo $AT'),
  ('09', 'curl', 1, 2, 'see', 'eyJ'),
  ('09', 'curl', 2, 1, 'run',
   'part() { printf %s "$1" | base64 | tr -d "\n=" | tr "/+" "_-"; }' || char(10) ||
   'FORGED=$(part ''{"alg":"none","typ":"at+jwt"}'').$(printf %s "$AT" | cut -d. -f2).' || char(10) ||
   'curl -i -H "Authorization: Bearer $FORGED" {api}/notes'),
  ('09', 'curl', 2, 2, 'see', 'HTTP/1.1 401'),
  ('09', 'curl', 3, 1, 'run', 'curl -s {provider}/jwks'),
  ('09', 'curl', 3, 2, 'see', '"kty":"EC"'),
  ('09', 'curl', 3, 3, 'run',
   'FORGED=$(schema/shell $DB "SELECT input || ''.'' || token_derive(public_jwk, input)' || char(10) ||
   '  FROM signing_key, (SELECT base64url_encode(json_object(''alg'', ''HS256'', ''typ'', ''at+jwt'', ''kid'', kid)) || ''.'' ' ||
   '|| payload AS input' || char(10) ||
   '    FROM (SELECT jwt_header(''$AT'') ->> ''kid'' AS kid, (SELECT encoded FROM jwt_parts(''$AT'') WHERE name = ' ||
   '''payload'') AS payload))' || char(10) ||
   ' WHERE alg = ''ES256''")' || char(10) ||
   'curl -i -H "Authorization: Bearer $FORGED" {api}/notes'),
  ('09', 'curl', 3, 4, 'see', 'HTTP/1.1 401'),
  ('09', 'curl', 4, 1, 'run', 'schema/shell $DB "SELECT token, reason, spec FROM why LIMIT 2"'),
  ('09', 'curl', 4, 2, 'see', 'alg_not_allowed'),
  ('09', 'curl', 4, 3, 'see', 'alg_none'),
  ('09', 'sqlite3', 1, 1, 'run',
   'CREATE TEMP TABLE my AS' || char(10) ||
   '  SELECT json_object(''iss'', ''{provider}'', ''sub'', ''u_alice'', ''aud'', ''{api}'', ''client_id'', ''demo-cli'', ''scope'', ' ||
   '''notes:read'',' || char(10) ||
   '                     ''jti'', token_random(16), ''iat'', now, ''exp'', now + 300) AS claims FROM clock;' || char(10) ||
   'ALTER TABLE my ADD COLUMN token;' || char(10) ||
   'SELECT claims FROM my;'),
  ('09', 'sqlite3', 1, 2, 'see', '"scope":"notes:read"'),
  ('09', 'sqlite3', 2, 1, 'run',
   'UPDATE my SET token = base64url_encode(''{"alg":"none","typ":"at+jwt"}'') || ''.'' || base64url_encode(claims) || ''.'';' || char(10) ||
   '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || token FROM my;' || char(10) ||
   '.shell curl -si -H @header.txt {api}/notes'),
  ('09', 'sqlite3', 2, 2, 'see', 'HTTP/1.1 401'),
  ('09', 'sqlite3', 3, 1, 'run',
   'UPDATE my SET token = (' || char(10) ||
   '  SELECT input || ''.'' || token_derive(k.public_jwk, input)' || char(10) ||
   '    FROM signing_key AS k,' || char(10) ||
   '         (SELECT base64url_encode(''{"alg":"HS256","typ":"at+jwt"}'') || ''.'' || base64url_encode(claims) AS input)' || char(10) ||
   '   WHERE k.alg = ''ES256'');' || char(10) ||
   '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || token FROM my;' || char(10) ||
   '.shell curl -si -H @header.txt {api}/notes'),
  ('09', 'sqlite3', 3, 2, 'see', 'HTTP/1.1 401'),
  ('09', 'sqlite3', 4, 1, 'run',
   'SELECT c.step, c.name, c.status, c.expected, c.actual' || char(10) ||
   '  FROM my, jwks AS k, jwt_check(my.token, k.jwks, ''{"algs":["ES256","RS256"],"typ":"at+jwt","aud":"{api}"}'') AS c' || char(10) ||
   ' WHERE c.step BETWEEN 9 AND 20;'),
  ('09', 'sqlite3', 4, 2, 'see', 'alg_not_allowed|fail'),
  ('09', 'sqlite3', 5, 1, 'run', 'SELECT token, reason, spec FROM why LIMIT 2;'),
  ('09', 'sqlite3', 5, 2, 'see', 'alg_none');

-- The algorithms as the tokens named them.
CREATE VIEW lab_09 AS
SELECT max(CASE e.reason WHEN 'alg_not_allowed' THEN e.event_id END) AS event_id,
       max(CASE e.reason WHEN 'alg_none' THEN e.event_id END) AS beside_id
  FROM flow_event AS e JOIN flow_token AS t ON t.event_id = e.event_id AND t.role = 'presented'
 WHERE e.decision = 'deny' AND e.actor_to = 'api'
   AND (e.reason = 'alg_none' AND t.alg = 'none' OR e.reason = 'alg_not_allowed' AND t.alg = 'HS256')
HAVING count(DISTINCT e.reason) = 2;

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'The token says how it is signed, so the library does that.', 'Das Token sagt, wie es signiert ist, und die Bibliothek tut es.'),
  ('de', 'The check of alg stands before the signature.', 'die Prüfung von alg: Sie steht vor der Signatur.'),
  ('de', 'The receiver chooses the algorithm. A header is a stranger''s wish.',
   'Wer empfängt, wählt den Algorithmus. Ein Header ist der Wunsch eines Fremden.'),
  ('de', 'alg none and the public key as a secret', 'alg none, und der öffentliche Schlüssel als Geheimnis'),
  ('de', 'The header of a token says how it is signed. Who chooses the algorithm?',
   'Der Header eines Tokens sagt, wie es signiert ist. Wer wählt den Algorithmus?'),
  ('de', 'a token with alg none and one with alg HS256, both refused by the API for their algorithm.',
   'ein Token mit alg none und eines mit alg HS256, beide von der API wegen ihres Algorithmus abgelehnt.'),
  ('de', 'The token: its header says alg, and the API follows it.', 'Das Token: Sein Header sagt alg, und die API folgt ihm.'),
  ('de', 'The library: it takes whatever it knows.', 'Die Bibliothek: Sie nimmt, was sie kennt.'),
  ('de', 'The API: it has a list, and the token is refused before its signature is computed.',
   'Die API: Sie hat eine Liste, und das Token wird abgelehnt, bevor seine Signatur gerechnet wird.'),
  ('de', 'Give it to the token inspector, and let it say that nobody signed it. Send what comes out to the API.',
   'Gib es dem Token-Inspektor und lass es sagen, dass es niemand signiert hat. Schick, was herauskommt, an die API.'),
  ('de', 'The good one again: sign it with the public key, as if that were a secret.',
   'Noch einmal das gute: Signiere es mit dem öffentlichen Schlüssel, als wäre er ein Geheimnis.'),
  ('de', 'Which step stopped each? Was a signature computed?', 'Welcher Schritt hat jedes aufgehalten? Wurde eine Signatur gerechnet?'),
  ('de', 'Get an access token.', 'Hol ein Access Token.'),
  ('de', 'Write a header that says alg none, keep the claims, and leave the signature away.',
   'Schreib einen Header, der alg none sagt, behalte die Claims und lass die Signatur weg.'),
  ('de', 'Write a header that says alg none, and leave the signature away.', 'Schreib einen Header, der alg none sagt, und lass die Signatur weg.'),
  ('de', 'Everybody has the public key. Sign with it as if it were a secret: HS256.',
   'Den öffentlichen Schlüssel hat jeder. Signiere damit, als wäre er ein Geheimnis: HS256.'),
  ('de', 'Make claims that the API would like.', 'Mach Claims, die der API gefielen.'),
  ('de', 'Judge it as the API does. Which step fails, and what comes of the signature?',
   'Prüfe es, wie die API es tut. Welcher Schritt scheitert, und was wird aus der Signatur?');
