-- The corpus: @vectors is the folder of the vectors, @corpus where the files go, one folder for each target.  Wycheproof's and the
-- RFCs' tokens and keys, and what the extension makes itself.
.read tests/ext/start.sql
CREATE TEMP TABLE seed(target, content);

CREATE TEMP TABLE file(name, doc);
INSERT INTO file SELECT value, CAST(readfile(@vectors || '/' || value) AS TEXT)
  FROM json_each(json_array('json_web_signature_test.json', 'json_web_key_test.json', 'rfc_vectors.json'));
INSERT INTO seed SELECT 'jws', t.value ->> 'jws'
  FROM file, json_each(doc, '$.testGroups') AS g, json_each(g.value, '$.tests') AS t WHERE name LIKE 'json_web%';
INSERT INTO seed SELECT 'jwk', coalesce(g.value -> 'public', g.value -> 'private') FROM file, json_each(doc, '$.testGroups') AS g WHERE name LIKE 'json_web%';
INSERT INTO seed SELECT 'jwk', g.value -> 'private' FROM file, json_each(doc, '$.testGroups') AS g WHERE name LIKE 'json_web%';
INSERT INTO seed SELECT 'jws', value ->> 'jws' FROM file, json_each(doc) WHERE name = 'rfc_vectors.json';
INSERT INTO seed SELECT 'jwk', value -> 'jwk' FROM file, json_each(doc) WHERE name = 'rfc_vectors.json';
INSERT INTO seed SELECT 'dpop', value ->> 'jws' FROM file, json_each(doc) WHERE name = 'rfc_vectors.json' AND value ->> 'src' LIKE 'RFC9449%';

INSERT INTO seed SELECT 'jws', token FROM token;
INSERT INTO seed SELECT 'jwk', jwk FROM key;
INSERT INTO seed SELECT 'jwk', jwk_to_pem(jwk) FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO seed SELECT 'jwk', jwk_to_private_pem(jwk) FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO seed SELECT 'jwk', CAST(base64url_decode(rtrim(replace(replace(replace(substr(pem, instr(pem, char(10)) + 1, instr(pem, '-----END') - instr(pem, char(10)) - 2), char(10), ''), '+', '-'), '/', '_'), '=')) AS BLOB)
  FROM (SELECT jwk_to_pem(jwk) AS pem FROM key WHERE alg NOT LIKE 'HS%');
INSERT INTO seed SELECT 'jwk', group_concat(jwk_to_pem(jwk), '') FROM key WHERE alg IN ('ES256', 'EdDSA', 'RS256');
INSERT INTO seed SELECT 'jwk', json_object('keys', json_group_array(json(verifier))) FROM key;
INSERT INTO seed SELECT 'jws', header || char(10) || claims || char(10) || options FROM
  (SELECT value AS header FROM json_each(json_array('{"alg":"HS256"}', '{"alg":"HS256","crit":["x"],"x":1}', '{"b64":false,"detached":true}', '{"typ":"at+jwt","header":{"a":[1,{"b":null}]}}'))),
  (SELECT value AS claims FROM json_each(json_array('{"exp":2000}', '{"exp":2000,"aud":["a","b"],"iss":"i","sub":"\u00e9","iat":1e3,"nbf":0.5,"auth_time":1400}', '[]'))),
  (SELECT value AS options FROM json_each(json_array('{}', '{"aud":["b"],"iss":"i","require":["sub"],"absent":["nonce"],"claims":{"nbf":0.5},"leeway":60,"exp":"ignored"}', '{"max_token_age":600,"max_auth_age":600,"typ":"application/at+jwt","algs":["HS256"],"crit":["x"]}')));
INSERT INTO seed SELECT 'dpop', claims || char(10) || options || char(10) || htu || char(10) || json_object('alg', 'ES256', 'typ', 'dpop+jwt', 'jwk', json(verifier)) FROM key,
  (SELECT '{"jti":"1","htm":"GET","htu":"https://as.example:443/token?a#b","iat":1500,"ath":"' || token_hash('t') || '","nonce":"n"}' AS claims UNION ALL SELECT '{"jti":"1","htm":"GET","htu":"HTTP://as.example:80","iat":1400}'),
  (SELECT '{"access_token":"t","nonce":"n"}' AS options UNION ALL SELECT '{"max_age":300,"jkt":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"}'),
  (SELECT 'https://as.example/token' AS htu UNION ALL SELECT 'http://AS.example/');
INSERT INTO seed SELECT 'json', jwt_header(content) FROM seed WHERE target = 'jws';
INSERT INTO seed SELECT 'json', jwt_unverified(content) FROM seed WHERE target = 'jws';
INSERT INTO seed SELECT 'json', content FROM seed WHERE target = 'jwk';
INSERT INTO seed SELECT 'json', value FROM json_each(json_array('[0,-1.5e+10,1e999,true,false,null,"\ud83d\ude00\u00e9\\\"\/\b\f\n\r\t"]', '{"a":1,"\u0061":2}', '"é€😀"', '[[[[]]],{"":{}}]'));
-- JSONB, which this SQLite may not know: each kind of value, and a key.
INSERT INTO seed VALUES ('jsonb', x'8b00010213371335300a'), ('jsonb', x'cc1c176197617a27785c27785c78343117620c17630b1764653078666617652635'), ('jsonb', x'ab27c3a928c3a957d70001782e35');
INSERT INTO seed SELECT 'jsonb', CAST(x'dc' || char(0) || char(9 + length(kty) + length(k)) || '7kty' || char(16 * length(kty) + 7) || kty || char(16 + 7) || 'k' || x'c7' || char(length(k)) || k AS BLOB)
  FROM (SELECT jwk ->> 'kty' AS kty, jwk ->> 'k' AS k FROM key WHERE alg = 'HS256');
INSERT INTO seed SELECT 'jsonb', content FROM seed WHERE target = 'jwk';
INSERT INTO seed SELECT 'base64url', value FROM json_each(json_array('', 'Zg', 'Zm8', 'Zm9v', 'A-z_4ME', 'Zg==', 'Zh', 'Z'));
INSERT INTO seed SELECT 'base64url', substr(content, 1, 100) FROM seed WHERE target = 'jws';
INSERT INTO seed SELECT 'form', value FROM json_each(json_array('', 'a=b', 'grant_type=authorization_code&code=ac_1.2&redirect_uri=https%3A%2F%2Frp.example%2Fcb%3Fa%3D%C3%A9', 'scope=a+b&&=c&d', '%', 'a=%00', 'a=%ff', 'resource=1&resource=2'));

SELECT count(writefile(@corpus || '/' || target || '/' || rowid, content)) || ' seeds' FROM seed WHERE content IS NOT NULL;
