-- 04: misunderstanding 2, an API issues tokens.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('04', 'half', 10, 'RFC 8725 3.8', 'An API that issues tokens',
   'Two APIs trust the same authorization server. May the first make a token for the second?',
   'a token made in the name of an API that the second API refused, and after it one of the authorization server that it took.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('04', 'a', 0, 'Yes: both APIs belong to the same house.'),
  ('04', 'b', 0, 'Yes, if the first API signs it with a strong key.'),
  ('04', 'c', 1, 'No: the second API takes tokens of the authorization server alone.');
INSERT INTO lab_reason (lab, reason) VALUES ('04', 'issuer_unknown'), ('04', 'no_key');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('04', 'An API can make tokens for the next API.', 'The refused arrow: the issuer is unknown, and no key fits.',
   'An API that signs tokens is an authorization server that nobody watches.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('04', 'browser', 1, 'A token is three words with dots between them. Write one by hand: the first API is its issuer.'),
  ('04', 'browser', 2, 'Send it to the second API.'),
  ('04', 'browser', 3, 'Which reason does the record have?'),
  ('04', 'browser', 4, 'Now the right way: let the authorization server make a token for the second API.'),
  ('04', 'browser', 5, 'Send this one.'),
  ('04', 'curl', 1, 'Play the first API: make a key, and sign a token for the second.'),
  ('04', 'curl', 2, 'Send it to the second API.'),
  ('04', 'curl', 3, 'Write the authorization server into it as the issuer. The key is still yours.'),
  ('04', 'curl', 4, 'Ask the database why.'),
  ('04', 'curl', 5, 'Now the right way: ask the authorization server for a token for the second API.'),
  ('04', 'curl', 6, 'Send this one.'),
  ('04', 'sqlite3', 1, 'Play the first API: make a key, and sign a token for the second.'),
  ('04', 'sqlite3', 2, 'Send it to the second API.'),
  ('04', 'sqlite3', 3, 'Write the authorization server into it as the issuer. The key is still yours.'),
  ('04', 'sqlite3', 4, 'Judge it as the second API does. Which step fails now?'),
  ('04', 'sqlite3', 5, 'Ask why.'),
  ('04', 'sqlite3', 6, 'Now the right way: ask the authorization server for a token for the second API.'),
  ('04', 'sqlite3', 7, 'Send this one.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('04', 'browser', 1, 1, 'run', 'part() { printf %s "$1" | base64 | tr -d "\n=" | tr "/+" "_-"; }' || char(10) ||
   'CLAIMS=''{"iss":"{api}","sub":"u_alice","aud":"{api2}","scope":"calendar:read","exp":4102444800}''' || char(10) ||
   'FORGED=$(part ''{"alg":"ES256","typ":"at+jwt"}'').$(part "$CLAIMS").$(part "a signature")' || char(10) || 'echo $FORGED'),
  ('04', 'browser', 1, 2, 'see', 'eyJ'),
  ('04', 'browser', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $FORGED" {api2}/today'),
  ('04', 'browser', 2, 2, 'see', 'HTTP/1.1 401'),
  ('04', 'browser', 3, 1, 'open', '{workshop}/'),
  ('04', 'browser', 3, 2, 'see', 'issuer_unknown'),
  ('04', 'browser', 4, 1, 'open', '{workshop}/cli?scope=calendar:read'),
  ('04', 'browser', 4, 2, 'press', 'Sign in'),
  ('04', 'browser', 4, 3, 'sign in', 'alice / wonderland'),
  ('04', 'browser', 4, 4, 'type', 'What the shell has to know'),
  ('04', 'browser', 4, 5, 'type', 'Redeem the code'),
  ('04', 'browser', 4, 6, 'type', 'Take the tokens out of the answer'),
  ('04', 'browser', 5, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api2}/today'),
  ('04', 'browser', 5, 2, 'see', '"weekday"'),
  ('04', 'curl', 1, 1, 'run',
   'forge() { schema/shell $DB "SELECT jwt_sign(json_object(''iss'', ''$1'', ''sub'', ''u_alice'', ''client_id'', ''notes-api'',' || char(10) ||
   '  ''aud'', ''{api2}'', ''scope'', ''calendar:read'', ''jti'', token_random(16)),' || char(10) ||
   '  jwk_generate(''ES256''), json_object(''typ'', ''at+jwt'', ''expires_in'', 300))"; }' || char(10) ||
   'FORGED=$(forge {api})' || char(10) || 'echo $FORGED'),
  ('04', 'curl', 1, 2, 'see', 'eyJ'),
  ('04', 'curl', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $FORGED" {api2}/today'),
  ('04', 'curl', 2, 2, 'see', 'HTTP/1.1 401'),
  ('04', 'curl', 3, 1, 'run', 'FORGED=$(forge {provider})' || char(10) || 'curl -i -H "Authorization: Bearer $FORGED" {api2}/today'),
  ('04', 'curl', 3, 2, 'see', 'HTTP/1.1 401'),
  ('04', 'curl', 4, 1, 'run', 'schema/shell $DB "SELECT token, reason, spec, help FROM why LIMIT 2"'),
  ('04', 'curl', 4, 2, 'see', 'no_key'),
  ('04', 'curl', 4, 3, 'see', 'issuer_unknown'),
  ('04', 'curl', 5, 1, 'run', 'ANSWER=$(curl -s -u demo-service:demo-service-secret-for-localhost-only {provider}/token \' || char(10) ||
   '  -d grant_type=client_credentials -d scope=calendar:read)' || char(10) ||
   'AT=$(printf %s "$ANSWER" | sed ''s/.*"access_token":"\([^"]*\)".*/\1/'')' || char(10) || 'echo $AT'),
  ('04', 'curl', 5, 2, 'see', 'eyJ'),
  ('04', 'curl', 6, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api2}/today'),
  ('04', 'curl', 6, 2, 'see', '"weekday"'),
  ('04', 'sqlite3', 1, 1, 'run', 'CREATE TEMP TABLE my AS SELECT jwk_generate(''ES256'') AS jwk;' || char(10) ||
   'ALTER TABLE my ADD COLUMN token;' || char(10) ||
   'UPDATE my SET token = jwt_sign(' || char(10) ||
   '  json_object(''iss'', ''{api}'', ''sub'', ''u_alice'', ''client_id'', ''notes-api'', ''aud'', ''{api2}'',' || char(10) ||
   '              ''scope'', ''calendar:read'', ''jti'', token_random(16)),' || char(10) ||
   '  jwk, ''{"typ":"at+jwt","expires_in":300}'');' || char(10) || 'SELECT jwt_unverified(token) FROM my;'),
  ('04', 'sqlite3', 1, 2, 'see', '"aud":"{api2}"'),
  ('04', 'sqlite3', 2, 1, 'run', '.once header.txt' || char(10) || 'SELECT ''Authorization: Bearer '' || token FROM my;' || char(10) ||
   '.shell curl -si -H @header.txt {api2}/today'),
  ('04', 'sqlite3', 2, 2, 'see', 'HTTP/1.1 401'),
  ('04', 'sqlite3', 3, 1, 'run',
   'UPDATE my SET token = jwt_sign(json_set(jwt_unverified(token), ''$.iss'', ''{provider}''), jwk, ''{"typ":"at+jwt"}'');' || char(10) ||
   '.once header.txt' || char(10) || 'SELECT ''Authorization: Bearer '' || token FROM my;' || char(10) ||
   '.shell curl -si -H @header.txt {api2}/today'),
  ('04', 'sqlite3', 3, 2, 'see', 'HTTP/1.1 401'),
  ('04', 'sqlite3', 4, 1, 'run', 'SELECT c.step, c.name, c.status, c.detail' || char(10) ||
   '  FROM my, (SELECT json_object(''keys'', json_group_array(json(public_jwk))) AS jwks FROM signing_key) AS k,' || char(10) ||
   '       jwt_check(my.token, k.jwks, ''{"typ":"at+jwt","iss":"{provider}","aud":"{api2}"}'') AS c;'),
  ('04', 'sqlite3', 4, 2, 'see', 'no_key|fail'),
  ('04', 'sqlite3', 5, 1, 'run', 'SELECT token, reason, spec, help FROM why LIMIT 2;'),
  ('04', 'sqlite3', 5, 2, 'see', 'issuer_unknown'),
  ('04', 'sqlite3', 6, 1, 'run',
   '.shell curl -s -u demo-service:demo-service-secret-for-localhost-only -d grant_type=client_credentials -d scope=calendar:read ' ||
   '-o answer.json {provider}/token' || char(10) ||
   'SELECT jwt_unverified(json_extract(readfile(''answer.json''), ''$.access_token''));'),
  ('04', 'sqlite3', 6, 2, 'see', '"iss":"{provider}"'),
  ('04', 'sqlite3', 7, 1, 'run', '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || json_extract(readfile(''answer.json''), ''$.access_token'');' || char(10) ||
   '.shell curl -si -H @header.txt {api2}/today'),
  ('04', 'sqlite3', 7, 2, 'see', '"weekday"');

-- The issuer in the refused one is an API of this database.
CREATE VIEW lab_04 AS
SELECT taken.event_id, refused.event_id AS beside_id
  FROM flow_event AS refused
  JOIN flow_token AS forged ON forged.event_id = refused.event_id AND forged.role = 'presented'
                           AND forged.iss IN (SELECT resource FROM api_resource)
  JOIN flow_event AS taken ON taken.event_id > refused.event_id AND taken.actor_from = refused.actor_from
  JOIN flow_token AS good ON good.event_id = taken.event_id AND good.type = 'access' AND good.role = 'presented'
 WHERE refused.actor_to = 'api2' AND refused.decision = 'deny' AND refused.reason = 'issuer_unknown'
   AND taken.actor_to = 'api2' AND taken.decision = 'allow';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'An API can make tokens for the next API.', 'Eine API kann Tokens für die nächste API machen.'),
  ('de', 'The refused arrow: the issuer is unknown, and no key fits.',
   'den abgelehnten Pfeil: Der Aussteller ist unbekannt, und kein Schlüssel passt.'),
  ('de', 'An API that signs tokens is an authorization server that nobody watches.',
   'Eine API, die Tokens signiert, ist ein Authorization Server, auf den niemand aufpasst.'),
  ('de', 'An API that issues tokens', 'Eine API gibt Tokens aus'),
  ('de', 'Two APIs trust the same authorization server. May the first make a token for the second?',
   'Zwei APIs vertrauen demselben Authorization Server. Darf die erste ein Token für die zweite machen?'),
  ('de', 'a token made in the name of an API that the second API refused, and after it one of the authorization server that it took.',
   'ein Token im Namen einer API, das die zweite API abgelehnt hat, und danach eines vom Authorization Server, das sie angenommen hat.'),
  ('de', 'Yes: both APIs belong to the same house.', 'Ja: Beide APIs gehören zum selben Haus.'),
  ('de', 'Yes, if the first API signs it with a strong key.', 'Ja, wenn die erste API es mit einem starken Schlüssel signiert.'),
  ('de', 'No: the second API takes tokens of the authorization server alone.', 'Nein: Die zweite API nimmt nur Tokens vom Authorization Server.'),
  ('de', 'A token is three words with dots between them. Write one by hand: the first API is its issuer.',
   'Ein Token sind drei Wörter mit Punkten dazwischen. Schreib eines von Hand: Aussteller ist die erste API.'),
  ('de', 'Send it to the second API.', 'Schick es an die zweite API.'),
  ('de', 'Which reason does the record have?', 'Welchen Grund hat die Aufzeichnung?'),
  ('de', 'Now the right way: let the authorization server make a token for the second API.',
   'Jetzt der richtige Weg: Lass den Authorization Server ein Token für die zweite API machen.'),
  ('de', 'Send this one.', 'Schick dieses.'),
  ('de', 'Play the first API: make a key, and sign a token for the second.',
   'Spiel die erste API: Mach einen Schlüssel und signiere ein Token für die zweite.'),
  ('de', 'Write the authorization server into it as the issuer. The key is still yours.',
   'Schreib den Authorization Server als Aussteller hinein. Der Schlüssel ist immer noch deiner.'),
  ('de', 'Now the right way: ask the authorization server for a token for the second API.',
   'Jetzt der richtige Weg: Frag den Authorization Server nach einem Token für die zweite API.'),
  ('de', 'Judge it as the second API does. Which step fails now?', 'Prüfe es, wie die zweite API es tut. Welcher Schritt scheitert jetzt?');
