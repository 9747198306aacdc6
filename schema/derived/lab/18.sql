-- 18: a token that is bound to a key.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('18', 'day', 10, 'RFC 9449 7', 'A token with a key', 'Somebody has copied your access token. When is it worth nothing to them?',
   'a token with a key that the API took; the same token without a proof, refused as token_bound; and with a proof that was used before, ' ||
   'refused as dpop_replayed.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('18', 'a', 0, 'Never: a token opens the API to whoever has it, until it expires.'),
  ('18', 'b', 1, 'When the API asks for something that cannot be copied along with it: a signature by a key that stays at home.'),
  ('18', 'c', 0, 'When they come from another network than you.');
INSERT INTO lab_reason (lab, reason) VALUES ('18', 'token_bound'), ('18', 'dpop_replayed'), ('18', 'dpop_invalid');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('18', 'A proof is a second token that one has to keep secret.', 'The same token three times: taken, refused, refused.',
   'A token says what is allowed. A proof says that it is you who asks, now, for this.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('18', 'curl', 1, 'Play a client: make a key, and learn to sign. A proof names one method and one address, and is good for a minute.'),
  ('18', 'curl', 2, 'Ask for a token, with a proof. Which kind is it?'),
  ('18', 'curl', 3, 'Call the API with the token and a fresh proof.'),
  ('18', 'curl', 4, 'Now play somebody who has copied the token.'),
  ('18', 'curl', 5, 'They have copied the whole request, with its proof.'),
  ('18', 'curl', 6, 'They sign a fresh one, with a key of their own.'),
  ('18', 'curl', 7, 'Ask the database why.'),
  ('18', 'sqlite3', 1, 'Play a client: make a key, and sign a proof for the token endpoint. What does it say?'),
  ('18', 'sqlite3', 2, 'Ask for a token with it. To which key is it bound?'),
  ('18', 'sqlite3', 3, 'Call the API with the token and a proof for this call.'),
  ('18', 'sqlite3', 4, 'Now play somebody who has copied the token.'),
  ('18', 'sqlite3', 5, 'They have copied the whole request, with its proof.'),
  ('18', 'sqlite3', 6, 'Ask why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('18', 'curl', 1, 1, 'run', 'new_key() { schema/shell $DB "SELECT jwk_generate(''ES256'')" > $1; }' || char(10) ||
   'proof() { schema/shell $DB "SELECT jws_sign(json_patch(''{}'', json_object(''jti'', token_random(12), ''htm'', ''$2'',' || char(10) ||
   '  ''htu'', ''$3'', ''iat'', unixepoch(), ''ath'', token_hash(nullif(''$4'', '''')))), json_remove(jwk, ''\$.kid''),' || char(10) ||
   '  json_object(''typ'', ''dpop+jwt'', ''header'', json_object(''jwk'', jwk_public(jwk))))' || char(10) ||
   '  FROM (SELECT json(text_from_utf8(readfile(''$1''))) AS jwk)"; }' || char(10) ||
   'new_key mine.json' || char(10) || 'proof mine.json POST {provider}/token'),
  ('18', 'curl', 1, 2, 'see', 'eyJ'),
  ('18', 'curl', 2, 1, 'run', 'ANSWER=$(curl -s -u demo-service:demo-service-secret-for-localhost-only {provider}/token \' || char(10) ||
   '  -H "DPoP: $(proof mine.json POST {provider}/token)" -d grant_type=client_credentials -d scope=notes:read)' || char(10) ||
   'AT=$(printf %s "$ANSWER" | sed ''s/.*"access_token":"\([^"]*\)".*/\1/'')' || char(10) || 'echo "$ANSWER"'),
  ('18', 'curl', 2, 2, 'see', '"token_type":"DPoP"'),
  ('18', 'curl', 3, 1, 'run', 'PROOF=$(proof mine.json GET {api}/notes $AT)' || char(10) ||
   'curl -i -H "Authorization: DPoP $AT" -H "DPoP: $PROOF" {api}/notes'),
  ('18', 'curl', 3, 2, 'see', 'HTTP/1.1 200'),
  ('18', 'curl', 4, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('18', 'curl', 4, 2, 'see', 'HTTP/1.1 401'),
  ('18', 'curl', 5, 1, 'run', 'curl -i -H "Authorization: DPoP $AT" -H "DPoP: $PROOF" {api}/notes'),
  ('18', 'curl', 5, 2, 'see', 'HTTP/1.1 401'),
  ('18', 'curl', 6, 1, 'run', 'new_key theirs.json' || char(10) ||
   'curl -i -H "Authorization: DPoP $AT" -H "DPoP: $(proof theirs.json GET {api}/notes $AT)" {api}/notes'),
  ('18', 'curl', 6, 2, 'see', 'HTTP/1.1 401'),
  ('18', 'curl', 7, 1, 'run', 'schema/shell $DB "SELECT reason, spec, help FROM why LIMIT 3"'),
  ('18', 'curl', 7, 2, 'see', 'dpop_invalid'),
  ('18', 'curl', 7, 3, 'see', 'dpop_replayed'),
  ('18', 'curl', 7, 4, 'see', 'token_bound'),
  ('18', 'sqlite3', 1, 1, 'run', 'CREATE TEMP TABLE my AS SELECT jwk_generate(''ES256'') AS jwk;' || char(10) ||
   'CREATE TEMP TABLE proof (htm, htu, token, proof);' || char(10) ||
   'CREATE TEMP TRIGGER sign AFTER INSERT ON proof BEGIN' || char(10) ||
   '  UPDATE proof SET proof = (SELECT jws_sign(json_patch(''{}'', json_object(''jti'', token_random(12), ''htm'', htm, ''htu'', htu,' || char(10) ||
   '    ''iat'', unixepoch(), ''ath'', token_hash(token))), json_remove(jwk, ''$.kid''),' || char(10) ||
   '    json_object(''typ'', ''dpop+jwt'', ''header'', json_object(''jwk'', jwk_public(jwk)))) FROM my) WHERE proof IS NULL;' || char(10) ||
   'END;' || char(10) ||
   'INSERT INTO proof (htm, htu) VALUES (''POST'', ''{provider}/token'');' || char(10) || 'SELECT jwt_unverified(proof) FROM proof;'),
  ('18', 'sqlite3', 1, 2, 'see', '"htm":"POST"'),
  ('18', 'sqlite3', 2, 1, 'run', '.once header.txt' || char(10) || 'SELECT ''DPoP: '' || proof FROM proof;' || char(10) ||
   '.shell curl -s -u demo-service:demo-service-secret-for-localhost-only -d grant_type=client_credentials -d scope=notes:read ' ||
   '-H @header.txt -o answer.json {provider}/token' || char(10) ||
   'ALTER TABLE my ADD COLUMN token;' || char(10) ||
   'UPDATE my SET token = json_extract(readfile(''answer.json''), ''$.access_token'');' || char(10) ||
   'SELECT jwt_unverified(token) ->> ''$.cnf.jkt'' = jwk_thumbprint(jwk) AS mine, jwt_unverified(token) FROM my;'),
  ('18', 'sqlite3', 2, 2, 'see', '"cnf":{"jkt":'),
  ('18', 'sqlite3', 3, 1, 'run', 'INSERT INTO proof (htm, htu, token) SELECT ''GET'', ''{api}/notes'', token FROM my;' || char(10) ||
   '.once header.txt' || char(10) || 'SELECT ''Authorization: DPoP '' || token || char(10) || ''DPoP: '' || proof FROM proof WHERE htm = ''GET'';' ||
   char(10) || '.shell curl -si -H @header.txt {api}/notes'),
  ('18', 'sqlite3', 3, 2, 'see', 'HTTP/1.1 200'),
  ('18', 'sqlite3', 4, 1, 'run', '.once bearer.txt' || char(10) || 'SELECT ''Authorization: Bearer '' || token FROM my;' || char(10) ||
   '.shell curl -si -H @bearer.txt {api}/notes'),
  ('18', 'sqlite3', 4, 2, 'see', 'HTTP/1.1 401'),
  ('18', 'sqlite3', 5, 1, 'run', '.shell curl -si -H @header.txt {api}/notes'),
  ('18', 'sqlite3', 5, 2, 'see', 'HTTP/1.1 401'),
  ('18', 'sqlite3', 6, 1, 'run', 'SELECT reason, spec, help FROM why LIMIT 2;'),
  ('18', 'sqlite3', 6, 2, 'see', 'dpop_replayed'),
  ('18', 'sqlite3', 6, 3, 'see', 'token_bound');

-- One token, three times.
CREATE VIEW lab_18 AS
SELECT replayed.event_id, taken.event_id AS beside_id
  FROM flow_event AS replayed
  JOIN flow_token AS t ON t.event_id = replayed.event_id AND t.type = 'access' AND t.role = 'presented'
  JOIN flow_token AS f ON f.fingerprint = t.fingerprint AND f.role = 'presented' AND f.event_id < replayed.event_id
  JOIN flow_event AS taken ON taken.event_id = f.event_id AND taken.kind = 'api.request' AND taken.decision = 'allow'
 WHERE replayed.kind = 'api.request' AND replayed.decision = 'deny' AND replayed.reason = 'dpop_replayed'
   AND EXISTS (SELECT 1 FROM flow_token AS s JOIN flow_event AS bare ON bare.event_id = s.event_id
                WHERE s.fingerprint = t.fingerprint AND s.role = 'presented' AND bare.decision = 'deny' AND bare.reason = 'token_bound');

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'A token with a key', 'Ein Token mit Schlüssel'),
  ('de', 'Somebody has copied your access token. When is it worth nothing to them?',
   'Jemand hat dein Access Token kopiert. Wann ist es für ihn wertlos?'),
  ('de', 'a token with a key that the API took; the same token without a proof, refused as token_bound; and with a proof that was used before, ' ||
         'refused as dpop_replayed.',
   'ein Token mit Schlüssel, das die API angenommen hat; dasselbe Token ohne Proof, abgelehnt als token_bound; und mit einem Proof, der schon ' ||
   'benutzt war, abgelehnt als dpop_replayed.'),
  ('de', 'Never: a token opens the API to whoever has it, until it expires.', 'Nie: Ein Token öffnet die API jedem, der es hat, bis es abläuft.'),
  ('de', 'When the API asks for something that cannot be copied along with it: a signature by a key that stays at home.',
   'Wenn die API etwas verlangt, das sich nicht mitkopieren lässt: eine Signatur mit einem Schlüssel, der zu Hause bleibt.'),
  ('de', 'When they come from another network than you.', 'Wenn er aus einem anderen Netz kommt als du.'),
  ('de', 'A proof is a second token that one has to keep secret.', 'Ein Proof ist ein zweites Token, das man geheim halten muss.'),
  ('de', 'The same token three times: taken, refused, refused.', 'dreimal dasselbe Token: angenommen, abgelehnt, abgelehnt.'),
  ('de', 'A token says what is allowed. A proof says that it is you who asks, now, for this.',
   'Ein Token sagt, was erlaubt ist. Ein Proof sagt, dass du es bist, der fragt, jetzt, und danach.'),
  ('de', 'Play a client: make a key, and learn to sign. A proof names one method and one address, and is good for a minute.',
   'Spiel einen Client: Mach einen Schlüssel, und lern damit zu signieren. Ein Proof nennt eine Methode und eine Adresse und gilt eine Minute.'),
  ('de', 'Ask for a token, with a proof. Which kind is it?', 'Frag nach einem Token, mit einem Proof. Von welcher Art ist es?'),
  ('de', 'Call the API with the token and a fresh proof.', 'Ruf die API mit dem Token und einem frischen Proof auf.'),
  ('de', 'Now play somebody who has copied the token.', 'Jetzt spiel jemanden, der das Token kopiert hat.'),
  ('de', 'They have copied the whole request, with its proof.', 'Er hat die ganze Anfrage kopiert, samt Proof.'),
  ('de', 'They sign a fresh one, with a key of their own.', 'Er signiert einen frischen, mit einem eigenen Schlüssel.'),
  ('de', 'Play a client: make a key, and sign a proof for the token endpoint. What does it say?',
   'Spiel einen Client: Mach einen Schlüssel und signier einen Proof für den Token-Endpunkt. Was sagt er?'),
  ('de', 'Ask for a token with it. To which key is it bound?', 'Frag damit nach einem Token. An welchen Schlüssel ist es gebunden?'),
  ('de', 'Call the API with the token and a proof for this call.', 'Ruf die API mit dem Token und einem Proof für diesen Aufruf auf.');
