-- Payloads beside their signature, RFC 7515 appendix F, and signed as they are, RFC 7797.
.read tests/ext/start.sql

-- RFC 7797 section 4: the key of RFC 7515 appendix A.1.
CREATE TEMP TABLE rfc AS SELECT '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}' AS jwk,
  'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY' AS jws;
INSERT INTO test SELECT 'RFC 7797 section 4.2: the example', CAST(jws_verify(jws, jwk, '{}', '$.02') AS TEXT), '$.02' FROM rfc;
INSERT INTO test SELECT 'RFC 7797 section 4.2: and made again', jws_sign('$.02', jwk, '{"b64":false,"detached":true}'), jws FROM rfc;
INSERT INTO test SELECT 'RFC 7797 section 4.1: its control, encoded', jws_sign('$.02', jwk),
  'eyJhbGciOiJIUzI1NiJ9.JC4wMg.5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ' FROM rfc;
INSERT INTO test SELECT 'RFC 7797 section 4.2: another payload', jws_verify(jws, jwk, '{}', '$.03'), NULL FROM rfc;
INSERT INTO test SELECT 'RFC 7797 section 4.2: no payload', jws_verify(jws, jwk, '{}', NULL), NULL FROM rfc;
INSERT INTO test SELECT 'RFC 7797 section 4.2: the payload is not there', jws_verify(jws, jwk), NULL FROM rfc;
INSERT INTO test SELECT 'RFC 7797 section 7: a JWT has no b64', jwt_error(jws, jwk), 'bad_json' FROM rfc;

INSERT INTO test SELECT alg || ': RFC 7515 appendix F: detached',
  CAST(jws_verify(jws_sign('a.b', jwk, '{"detached":true}'), verifier, '{}', 'a.b') AS TEXT), 'a.b' FROM key;
INSERT INTO test SELECT alg || ': RFC 7797: detached and as it is, with a dot in it',
  CAST(jws_verify(jws_sign('a.b', jwk, '{"detached":true,"b64":false}'), verifier, '{}', 'a.b') AS TEXT), 'a.b' FROM key;
INSERT INTO test SELECT 'RFC 7797 section 3: encoded and not are not one',
  jws_verify(jws_sign('JC4wMg', jwk, '{"detached":true,"b64":false}'), jwk, '{}', '$.02'), NULL FROM key WHERE alg = 'HS256';
INSERT INTO test SELECT 'two payloads are one too many', jws_verify(jws_sign('a', jwk), jwk, '{}', 'a'), NULL FROM key WHERE alg = 'HS256';
INSERT INTO test SELECT 'a megabyte beside its signature', length(jws_verify(jws_sign(zeroblob(1000000), jwk, '{"detached":true}'), jwk, '{}',
  zeroblob(1000000))), 1000000 FROM key WHERE alg = 'HS256';
INSERT INTO test SELECT '16 MiB beside its signature', length(jws_verify(jws_sign(zeroblob(16777216), jwk, '{"detached":true}'), jwk, '{}',
  zeroblob(16777216))), 16777216 FROM key WHERE alg = 'HS256';
INSERT INTO test SELECT 'an empty payload beside its signature', hex(jws_verify(jws_sign('', jwk, '{"detached":true,"b64":false}'), jwk, '{}', '')),
  '' FROM key WHERE alg = 'HS256';

-- Headers that no jws_sign would write, over the signature of nobody: the refusal is the header's.
CREATE TEMP TABLE forged(title, header);
INSERT INTO forged VALUES
  ('RFC 7797 section 6: b64 false without crit', '{"alg":"HS256","b64":false}'),
  ('RFC 7797 section 6: b64 true without crit', '{"alg":"HS256","b64":true}'),
  ('RFC 7797 section 6: crit without b64', '{"alg":"HS256","crit":["b64"]}'),
  ('RFC 7797 section 3: b64 is no boolean', '{"alg":"HS256","b64":"false","crit":["b64"]}'),
  ('RFC 7797 section 6: b64 beside another crit', '{"alg":"HS256","b64":false,"crit":["x"],"x":1}');
INSERT INTO test SELECT title, jws_verify(base64url_encode(header) || '..' || base64url_encode(zeroblob(32)), jwk, '{"crit":["x","b64"]}', 'a'), NULL
  FROM forged, key WHERE alg = 'HS256';
INSERT INTO test SELECT 'RFC 7797 section 3: b64 true is as if it were not there, signed over ' || column1,
  CAST(jws_verify(head || '..' || token_derive(secret, head || '.' || column1), secret, '{}', 'a') AS TEXT), column2
  FROM (SELECT base64url_encode('{"alg":"HS256","b64":true,"crit":["b64"]}') AS head,
    CAST('a secret of more than 32 bytes, surely' AS BLOB) AS secret), (VALUES ('YQ', 'a'), ('a', NULL));
-- The same, signed, with the payload as it is and encoded: token_derive is HMAC-SHA-256, so the refusal is that of the header.
INSERT INTO test SELECT title || ', well signed over ' || value,
  jws_verify(base64url_encode(header) || '..' || token_derive(secret, base64url_encode(header) || '.' || value), secret, '{"crit":["x"]}', 'a'), NULL
  FROM forged, json_each('["a","YQ"]'), (SELECT CAST('a secret of more than 32 bytes, surely' AS BLOB) AS secret);

-- A signed list is longer than a token, and the caller says so.
CREATE TEMP TABLE list AS SELECT alg, jwk, verifier, value AS payload,
    jws_sign(value, jwk, '{"max_length":500000}') AS jws FROM key, (SELECT '["' || replace(hex(zeroblob(150000)), '0', 'a') || '"]' AS value)
      WHERE alg IN ('HS256', 'ES256');
INSERT INTO test SELECT alg || ': a list of 300 KB is over 64 KiB', jws_verify(jws, verifier) IS NULL, 1 FROM list;
INSERT INTO test SELECT alg || ': and verified where the caller allows it',
  CAST(jws_verify(jws, verifier, '{"max_length":500000}') AS TEXT) = payload, 1 FROM list;
INSERT INTO test SELECT alg || ': as long as the caller allows', length(jws_verify(jws, verifier, json_object('max_length', length(jws)))),
  length(payload) FROM list;
INSERT INTO test SELECT alg || ': one character less', jws_verify(jws, verifier, json_object('max_length', length(jws) - 1)) IS NULL, 1 FROM list;
INSERT INTO test SELECT alg || ': a changed one is refused all the same',
  jws_verify(replace(jws, 'YWFh', 'YWFi'), verifier, '{"max_length":500000}') IS NULL, 1 FROM list;
INSERT INTO test SELECT alg || ': a longer header is for nobody',
  (SELECT detail FROM jwt_check(replace(hex(zeroblob(6144)), '0', 'A') || '.e30.', verifier, '{"max_length":500000}') WHERE name = 'too_large'),
  'the token is over 64 KiB, or its header over 8 KiB' FROM list;
INSERT INTO test SELECT alg || ': a long list that is a JWT: ' || call, got, want FROM (
  SELECT alg, 'jwt_error' AS call, jwt_error(jwt, verifier) AS got, 'too_large' AS want
    FROM (SELECT *, jwt_sign(json_object('list', json(payload)), jwk, '{"expires_in":9,"max_length":500000}') AS jwt FROM list)
  UNION ALL SELECT alg, 'jwt_error with max_length', jwt_error(jwt, verifier, '{"max_length":500000}'), NULL
    FROM (SELECT *, jwt_sign(json_object('list', json(payload)), jwk, '{"expires_in":9,"max_length":500000}') AS jwt FROM list)
  UNION ALL SELECT alg, 'jwt_check with max_length', (SELECT count(*) FROM jwt_check(jwt, verifier, '{"max_length":500000}') WHERE status = 'fail'), 0
    FROM (SELECT *, jwt_sign(json_object('list', json(payload)), jwk, '{"expires_in":9,"max_length":500000}') AS jwt FROM list)
  UNION ALL SELECT alg, 'jwt_verify with max_length', json_array_length(jwt_verify(jwt, verifier, '{"max_length":500000}'), '$.list'), 1
    FROM (SELECT *, jwt_sign(json_object('list', json(payload)), jwk, '{"expires_in":9,"max_length":500000}') AS jwt FROM list));

.read tests/ext/end.sql
