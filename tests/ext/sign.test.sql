-- Signing, RFC 7519 section 7.1, RFC 7515 section 5.1: what the options add, and what stays as it was written.
.read tests/ext/start.sql

CREATE TEMP TABLE secret AS SELECT jwk FROM key WHERE alg = 'HS256';
CREATE TEMP TABLE sign_case(title, claims, options, want);
INSERT INTO sign_case VALUES
  ('iat and exp', '{"sub":"alice"}', '{"now":1000,"expires_in":60}', '{"sub":"alice","iat":1000,"exp":1060}'),
  ('nothing to add them to', '{}', '{"now":1000,"expires_in":60}', '{"iat":1000,"exp":1060}'),
  ('exp of one''s own', '{"exp":5}', '{"now":1000}', '{"exp":5,"iat":1000}'),
  ('iat of one''s own', '{"iat":5}', '{"now":1000,"expires_in":1}', '{"iat":5,"exp":1001}'),
  ('iat by the option', '{}', '{"now":1000,"expires_in":1,"iat":7}', '{"iat":7,"exp":1001}'),
  ('no iat', '{}', '{"now":1000,"expires_in":1,"iat":false}', '{"exp":1001}'),
  ('iat true is the default', '{}', '{"now":1000,"expires_in":1,"iat":true}', '{"iat":1000,"exp":1001}'),
  ('nbf', '{}', '{"now":1000,"expires_in":9,"not_before_in":5}', '{"iat":1000,"nbf":1005,"exp":1009}'),
  ('jti', '{}', '{"now":1000,"expires_in":9,"jti":"a\"b"}', '{"iat":1000,"exp":1009,"jti":"a\"b"}'),
  ('jti false is none', '{}', '{"now":1000,"expires_in":9,"jti":false}', '{"iat":1000,"exp":1009}'),
  ('a token that never expires, when asked for', '{"a":1}', '{"now":1000,"exp":"optional"}', '{"a":1,"iat":1000}'),
  ('one that expired already', '{}', '{"now":1000,"expires_in":-10}', '{"iat":1000,"exp":990}'),
  ('136 years', '{}', '{"now":1000,"expires_in":4294967296}', '{"iat":1000,"exp":4294968296}'),
  ('claims stay as they are written', ' { "n" : 123456789012345678901234567890 , "e" : "\u00e9" } ', '{"now":1000,"expires_in":1}',
    '{ "n" : 123456789012345678901234567890 , "e" : "\u00e9" ,"iat":1000,"exp":1001}'),
  ('RFC 7519 section 2: the dates that are added are whole seconds, not later than now', '{}', '{"now":1000.999,"expires_in":60,"not_before_in":0}',
    '{"iat":1000,"nbf":1000,"exp":1060}'),
  ('a fraction of one''s own stays', '{"iat":5.5,"exp":1000.25}', '{"now":1000.5}', '{"iat":5.5,"exp":1000.25}'),
  ('far after 2038', '{}', '{"now":4102444800,"expires_in":60}', '{"iat":4102444800,"exp":4102444860}');
INSERT INTO test SELECT 'RFC 7519 section 7.1: ' || title, jwt_unverified(jwt_sign(claims, jwk, options)), want FROM sign_case, secret;

INSERT INTO test SELECT 'RFC 7519 section 4.1.7: a jti that nobody else will choose',
  jwt_unverified(jwt_sign('{}', jwk, '{"expires_in":9,"jti":true}')) ->> 'jti' = jwt_unverified(jwt_sign('{}', jwk,
    '{"expires_in":9,"jti":true}')) ->> 'jti', 0 FROM secret;

CREATE TEMP TABLE header_case(title, options, want);
INSERT INTO header_case VALUES
  ('alg and typ', '{}', '{"alg":"HS256","typ":"JWT"}'),
  ('RFC 9068 section 2.1: another typ', '{"typ":"at+jwt"}', '{"alg":"HS256","typ":"at+jwt"}'),
  ('more members', '{"header":{"jku":"https://a","n":1}}', '{"alg":"HS256","typ":"JWT","jku":"https://a","n":1}'),
  ('an empty header', '{"header":{}}', '{"alg":"HS256","typ":"JWT"}'),
  ('typ in the header', '{"header":{"typ":"x"}}', '{"alg":"HS256","typ":"x"}'),
  ('kid in the header', '{"header":{"kid":"x"}}', '{"alg":"HS256","typ":"JWT","kid":"x"}'),
  ('kid by the option', '{"kid":"x"}', '{"alg":"HS256","typ":"JWT","kid":"x"}'),
  ('another alg of the same key', '{"alg":"HS256"}', '{"alg":"HS256","typ":"JWT"}');
INSERT INTO test SELECT 'RFC 7515 section 4: ' || title, jwt_header(jwt_sign('{}', json_remove(jwk, '$.kid'), json_set(options, '$.expires_in', 9))),
  want FROM header_case, secret;
INSERT INTO test SELECT 'RFC 7515 section 4.1.4: the kid of the option stands as it was written',
  jwt_header(jwt_sign('{}', jwk, json('{"expires_in":9,"kid":"k\u0031"}'))), '{"alg":"HS256","typ":"JWT","kid":"k\u0031"}' FROM secret;
INSERT INTO test SELECT alg || ': RFC 7515 section 4.1.4: the kid of the key is written', jwt_header(token) ->> 'kid', jwk ->> 'kid' FROM token;
INSERT INTO test SELECT 'RFC 7515 section 4.1.4: a kid with quotes',
  jwt_header(jwt_sign('{}', jwk_generate('HS256', '{"kid":"a\"b\\c\u0001"}'), '{"expires_in":9}')) ->> 'kid', 'a"b\c' || char(1);

INSERT INTO test SELECT 'a secret as bytes signs with HS256',
  jwt_header(jwt_sign('{}', CAST('a secret of more than 32 bytes, surely' AS BLOB), '{"expires_in":9}')), '{"alg":"HS256","typ":"JWT"}';
INSERT INTO test SELECT 'RFC 8725 section 3.1: an RSA key without alg signs as told',
  jwt_header(jwt_sign('{}', json_remove(jwk, '$.alg', '$.kid'), '{"expires_in":9,"alg":"PS384"}')), '{"alg":"PS384","typ":"JWT"}' FROM key
  WHERE alg = 'RS256';
INSERT INTO test SELECT 'RFC 9864: an Ed25519 key without alg signs as EdDSA',
  jwt_header(jwt_sign('{}', json_remove(jwk, '$.alg', '$.kid'), '{"expires_in":9}')), '{"alg":"EdDSA","typ":"JWT"}' FROM key WHERE alg = 'Ed25519';
INSERT INTO test SELECT 'the one private key of a set signs',
  jwt_error(jwt_sign('{}', json_object('keys', json_array(json(jwk))), '{"expires_in":9}'), verifier), NULL FROM key WHERE alg = 'ES256';
INSERT INTO test SELECT 'the key of a set is chosen by kid',
  jwt_error(jwt_sign('{}', json_object('keys', json_array(json(a.jwk), json(b.jwk))), json_object('expires_in', 9, 'kid', b.jwk ->> 'kid')),
    b.verifier), NULL
  FROM key AS a, key AS b WHERE a.alg = 'ES256' AND b.alg = 'ES384';
INSERT INTO test VALUES ('no claims, no token', jwt_sign(NULL, 'x'), NULL), ('no payload, no JWS', jws_sign(NULL, 'x'), NULL);
INSERT INTO test SELECT 'RFC 7515 section 5.1: a JWS has no typ unless asked for', jwt_header(jws_sign('x', json_remove(jwk, '$.kid'))),
  '{"alg":"HS256"}' FROM secret;
INSERT INTO test SELECT alg || ': RFC 7515 appendix A: a deterministic algorithm signs the same again', jws_sign('x', jwk) = jws_sign('x', jwk),
  alg LIKE 'HS%' OR alg LIKE 'RS%' OR alg LIKE 'Ed%' FROM key;
CREATE TEMP TABLE signed AS
  WITH RECURSIVE nth(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM nth WHERE n < 20)
  SELECT alg, verifier, n, jwt_sign(json_object('n', n), jwk, '{"now":1000,"expires_in":60}') AS token FROM key, nth;
INSERT INTO test SELECT alg || ': one key signs and verifies twenty tokens, one after another, each its own',
  group_concat(coalesce(jwt_verify(token, verifier, '{"now":1001}') ->> 'n', 'none')), '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20'
    FROM signed GROUP BY alg;

.read tests/ext/end.sql
