-- JSON Web Keys, RFC 7517, RFC 7518 section 6, RFC 7638, RFC 8037.
.read tests/ext/start.sql

CREATE TEMP TABLE known(name PRIMARY KEY, jwk);
INSERT INTO known VALUES
  ('RFC 7638', '{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}'),
  ('RFC 8037', '{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}'),
  ('RFC 7515 A.3', '{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}'),
  ('RFC 7515 A.1', '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}');

INSERT INTO test SELECT 'RFC 7638 section 3.1: a thumbprint names the key', jwk_thumbprint(jwk), 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'
  FROM known WHERE name = 'RFC 7638';
INSERT INTO test SELECT 'RFC 8037 appendix A.3: also on Ed25519', jwk_thumbprint(jwk), 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' FROM known
  WHERE name = 'RFC 8037';
INSERT INTO test SELECT 'RFC 7638 section 3.2.1: the private and the public half have one name', jwk_thumbprint(jwk), jwk_thumbprint(jwk_public(jwk))
  FROM known WHERE name = 'RFC 7515 A.3';
INSERT INTO test SELECT 'RFC 7638 section 3.4: another hash', length(jwk_thumbprint(jwk, 'sha-512')), 86 FROM known WHERE name = 'RFC 7638';
INSERT INTO test VALUES ('no key, no name', jwk_thumbprint(NULL), NULL), ('no key, no name under any hash', jwk_thumbprint(NULL, 'md5'), NULL);

INSERT INTO test SELECT 'RFC 7517: ' || name || ' is a good key', jwk_error(jwk), NULL FROM known;
INSERT INTO test SELECT alg || ': a new key is good', jwk_error(jwk), NULL FROM key;
INSERT INTO test SELECT alg || ': so is what is published of it', jwk_error(verifier), NULL FROM key;
INSERT INTO test SELECT alg || ': its alg is the one asked for', jwk ->> 'alg', alg FROM key;
INSERT INTO test SELECT alg || ': its kid is its thumbprint', jwk ->> 'kid', jwk_thumbprint(jwk) FROM key;
INSERT INTO test SELECT alg || ': no private member is published',
  (SELECT group_concat(m.key) FROM json_each(verifier) AS m WHERE m.key IN ('d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k')), NULL
  FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO test VALUES
  ('an RSA key of 3072 bits when asked for', length(base64url_decode(jwk_generate('RS256', '{"bits":3072}') ->> 'n')), 384),
  ('a kid when asked for', jwk_generate('ES256', '{"kid":"my \"key\""}') ->> 'kid', 'my "key"'),
  ('a use when asked for', jwk_generate('ES256', '{"use":"enc"}') ->> 'use', 'enc'),
  ('NULL makes no key', jwk_generate(NULL), NULL),
  ('a secret is as long as its hash: RFC 7518 section 3.2', length(base64url_decode(jwk_generate('HS384') ->> 'k')), 48);

-- Each mistake in a key and its code.
CREATE TEMP TABLE mistake(title, jwk, code);
INSERT INTO mistake VALUES
  ('no key at all', NULL, 'no_key'),
  ('no JSON', 'hello', 'key_invalid'),
  ('no object', '[]', 'key_invalid'),
  ('a number', '42', 'key_invalid'),
  ('no kty: RFC 7517 section 4.1', '{}', 'key_invalid'),
  ('a kty that is no string', '{"kty":1}', 'key_invalid'),
  ('an unknown kty', '{"kty":"AKP"}', 'key_invalid'),
  ('kty in the wrong case', '{"kty":"OCT","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}', 'key_invalid'),
  ('a name twice', '{"kty":"oct","kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}', 'key_invalid'),
  ('a secret without k', '{"kty":"oct"}', 'key_invalid'),
  ('a secret of spaces', '{"kty":"oct","k":"    "}', 'key_invalid'),
  ('an empty secret: RFC 7518 section 3.2', '{"kty":"oct","k":""}', 'key_weak'),
  ('a secret of 31 bytes', '{"kty":"oct","k":"' || base64url_encode(zeroblob(31)) || '"}', 'key_weak'),
  ('a secret too short for its own alg', '{"kty":"oct","alg":"HS512","k":"' || base64url_encode(zeroblob(63)) || '"}', 'key_weak'),
  ('a secret for encryption: RFC 7517 section 4.4', '{"kty":"oct","alg":"A256GCM","k":"' || base64url_encode(zeroblob(32)) || '"}',
    'alg_key_mismatch'),
  ('use enc: RFC 7517 section 4.2', '{"kty":"oct","use":"enc","k":"' || base64url_encode(zeroblob(32)) || '"}', 'key_use'),
  ('use that is no string', '{"kty":"oct","use":["sig"],"k":"' || base64url_encode(zeroblob(32)) || '"}', 'key_invalid'),
  ('key_ops for something else: RFC 7517 section 4.3', '{"kty":"oct","key_ops":["encrypt"],"k":"' || base64url_encode(zeroblob(32)) || '"}',
    'key_use'),
  ('key_ops with nothing in it', '{"kty":"oct","key_ops":[],"k":"' || base64url_encode(zeroblob(32)) || '"}', 'key_use'),
  ('key_ops that says a thing twice', '{"kty":"oct","key_ops":["sign","sign"],"k":"' || base64url_encode(zeroblob(32)) || '"}', 'key_invalid'),
  ('key_ops that is no list', '{"kty":"oct","key_ops":"sign","k":"' || base64url_encode(zeroblob(32)) || '"}', 'key_invalid'),
  ('kid that is a number: RFC 7517 section 4.5', '{"kty":"oct","kid":1,"k":"' || base64url_encode(zeroblob(32)) || '"}', 'key_invalid'),
  ('a PEM file of nothing', '-----BEGIN PUBLIC KEY-----' || char(10) || '-----END PUBLIC KEY-----', 'key_invalid'),
  ('a set is no key', '{"keys":[]}', 'key_invalid');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 65)
INSERT INTO mistake SELECT 'key_ops with ' || most || ' names: RFC 7517 section 4.3',
  json_object('kty', 'oct', 'k', base64url_encode(zeroblob(32)), 'key_ops',
    (SELECT json_group_array(iif(i = 1, 'verify', 'op ' || i)) FROM n WHERE i <= most)), iif(most > 64, 'key_invalid', NULL)
  FROM (SELECT 64 AS most UNION SELECT 65);
INSERT INTO mistake
  SELECT 'RSA with 1024 bits: RFC 7518 section 3.3', json_object('kty', 'RSA', 'e', 'AQAB', 'n', base64url_encode(unhexed)), 'key_weak'
    FROM (SELECT CAST(x'ff' || zeroblob(126) || x'01' AS BLOB) AS unhexed)
  UNION ALL SELECT 'RSA with 16392 bits: it would only keep us busy',
    json_object('kty', 'RSA', 'e', 'AQAB', 'n', base64url_encode(CAST(x'ff' || zeroblob(2047) || x'01' AS BLOB))), 'key_weak'
  UNION ALL SELECT 'RSA by a broken generator, CVE-2017-15361, another',
    json_object('kty', 'RSA', 'e', 'AQAB', 'n', base64url_encode(CAST(x'924cba6ae99dfa084537facc54948df0c23da044d8cabe0edd75bc60' || zeroblob(225)
    || x'010001' AS BLOB))), 'key_weak'
  -- 1 is a power of 65537 modulo each prime up to 167: their product, and zeros, and 1.
  UNION ALL SELECT 'RSA by a broken generator, CVE-2017-15361',
    json_object('kty', 'RSA', 'e', 'AQAB', 'n', base64url_encode(CAST(x'924cba6ae99dfa084537facc54948df0c23da044d8cabe0edd75bc60' || zeroblob(227)
    || x'01' AS BLOB))), 'key_weak'
  UNION ALL SELECT 'RSA by another generator', json_object('kty', 'RSA', 'e', 'AQAB', 'n',
    base64url_encode(CAST(x'924cba6ae99dfa084537facc54948df0c23da044d8cabe0edd75bc60' || zeroblob(227) || x'05' AS BLOB))), NULL
  UNION ALL SELECT 'RSA with an even modulus', json_set(jwk, '$.n', base64url_encode(CAST(x'ff' || zeroblob(255) AS BLOB))), 'key_invalid' FROM known
    WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RSA with e = 1', json_set(jwk, '$.e', 'AQ'), 'key_weak' FROM known WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RSA with e = 3: FIPS 186-5', json_set(jwk, '$.e', 'Aw'), 'key_weak' FROM known WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RSA with an even e', json_set(jwk, '$.e', 'AQAA'), 'key_invalid' FROM known WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RSA with e of 72 bits', json_set(jwk, '$.e', base64url_encode(x'010000000000000001')), 'key_invalid' FROM known
    WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RSA with e of 64 bits', json_set(jwk, '$.e', base64url_encode(x'8000000000000001')), NULL FROM known WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RSA without e', json_remove(jwk, '$.e'), 'key_invalid' FROM known WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RFC 7518 section 2: a number starts with no zero byte', json_set(jwk, '$.e', 'AAEAAQ'), 'key_invalid' FROM known
    WHERE name = 'RFC 7638'
  UNION ALL SELECT 'RFC 7518 section 2: nor does d', json_set(jwk, '$.d', 'AAE'), 'key_invalid' FROM known WHERE name = 'RFC 7638'
  UNION ALL SELECT 'an RSA key with an EC alg', json_set(jwk, '$.alg', 'ES256'), 'alg_key_mismatch' FROM known WHERE name = 'RFC 7638'
  UNION ALL SELECT 'an RSA key whose d is of another', json_set(a.jwk, '$.d', b.jwk ->> 'd'), 'key_invalid' FROM key AS a, key AS b
    WHERE a.alg = 'RS256' AND b.alg = 'RS384'
  UNION ALL SELECT 'an RSA key whose p is of another', json_set(a.jwk, '$.p', b.jwk ->> 'p'), 'key_invalid' FROM key AS a, key AS b
    WHERE a.alg = 'RS256' AND b.alg = 'RS384'
  UNION ALL SELECT 'an RSA key whose n is of another', json_set(a.jwk, '$.n', b.jwk ->> 'n'), 'key_invalid' FROM key AS a, key AS b
    WHERE a.alg = 'RS256' AND b.alg = 'RS384'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: p without q', json_remove(jwk, '$.q'), 'key_invalid' FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: p and q without d', json_remove(jwk, '$.d'), 'key_invalid' FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.2.7: a third prime', json_set(jwk, '$.oth', json('[]')), 'key_invalid' FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: ' || column1 || ' is 1', json_set(jwk, '$.' || column1, 'AQ'), 'key_invalid' FROM key,
    (VALUES ('d'), ('p'), ('q'), ('dp'), ('dq'), ('qi')) WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: ' || column1 || ' is of another', json_set(a.jwk, '$.' || column1, b.jwk ->> column1), 'key_invalid'
    FROM key AS a, key AS b, (VALUES ('dp'), ('dq'), ('qi')) WHERE a.alg = 'RS256' AND b.alg = 'RS384'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: ' || column1 || ' is missing', json_remove(jwk, '$.' || column1), 'key_invalid' FROM key,
    (VALUES ('p'), ('dp'), ('dq'), ('qi')) WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: p is 1 and q is n', json_set(jwk, '$.p', 'AQ', '$.q', jwk ->> 'n'), 'key_invalid' FROM key
    WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: p and q change places', json_set(jwk, '$.p', jwk ->> 'q', '$.q', jwk ->> 'p'), 'key_invalid' FROM key
    WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 8017 section 3.2: d is not below n', json_set(json_remove(jwk, '$.p', '$.q', '$.dp', '$.dq', '$.qi'), '$.d', jwk ->> 'n'),
    'key_invalid' FROM key WHERE alg = 'RS256'
  -- Modulo 2^k - 1 the powers of 2 repeat after k, so for k = 4096 and 16384, both of which divide 65536, d = 1 opens what e made.
  UNION ALL SELECT 'RSA with d alone and ' || column1 || ' bits',
    json_object('kty', 'RSA', 'e', 'AQAB', 'd', 'AQ', 'n', replace(hex(zeroblob(column1 / 12)), '0', '_') || '8'), column2
    FROM (VALUES (4096, NULL), (16384, 'key_invalid'))
  UNION ALL SELECT 'RFC 7518 section 6.2.1: an unknown curve', json_set(jwk, '$.crv', 'P-192'), 'key_invalid' FROM known WHERE name = 'RFC 7515 A.3'
  UNION ALL SELECT 'RFC 7518 section 6.2.1: no curve', json_remove(jwk, '$.crv'), 'key_invalid' FROM known WHERE name = 'RFC 7515 A.3'
  UNION ALL SELECT 'RFC 7518 section 6.2.1: no y', json_remove(jwk, '$.y'), 'key_invalid' FROM known WHERE name = 'RFC 7515 A.3'
  UNION ALL SELECT 'RFC 7518 section 6.2.1.2: x one byte short', json_set(jwk, '$.x', base64url_encode(zeroblob(31))), 'key_invalid' FROM known
    WHERE name = 'RFC 7515 A.3'
  UNION ALL SELECT 'RFC 8725 section 3.4: a point off the curve', json_set(jwk, '$.x', jwk ->> 'y', '$.y', jwk ->> 'x'), 'key_invalid' FROM known
    WHERE name = 'RFC 7515 A.3'
  UNION ALL SELECT 'RFC 8725 section 3.4: 0, 0', json_set(jwk, '$.x', base64url_encode(zeroblob(32)), '$.y', base64url_encode(zeroblob(32))),
    'key_invalid' FROM known WHERE name = 'RFC 7515 A.3'
  UNION ALL SELECT 'an EC key whose d is of another', json_set(a.jwk, '$.d', b.jwk ->> 'd'), 'key_invalid' FROM known AS a, key AS b
    WHERE a.name = 'RFC 7515 A.3' AND b.alg = 'ES256'
  UNION ALL SELECT 'an EC key on P-256 for ES384', json_set(jwk, '$.alg', 'ES384'), 'alg_key_mismatch' FROM known WHERE name = 'RFC 7515 A.3'
  UNION ALL SELECT 'an Ed25519 key whose x is of another', json_set(a.jwk, '$.x', b.jwk ->> 'x'), 'key_invalid' FROM known AS a, key AS b
    WHERE a.name = 'RFC 8037' AND b.alg = 'EdDSA'
  UNION ALL SELECT 'RFC 8037 section 2: an Ed25519 key of 31 bytes', json_set(jwk, '$.x', base64url_encode(zeroblob(31))), 'key_invalid' FROM known
    WHERE name = 'RFC 8037'
  UNION ALL SELECT 'RFC 8037 section 3.2: X25519 does not sign', json_set(jwk, '$.crv', 'X25519'), 'key_invalid' FROM known WHERE name = 'RFC 8037'
  UNION ALL SELECT 'RFC 9864: an Ed448 alg on Ed25519', json_set(jwk, '$.alg', 'Ed448'), 'alg_key_mismatch' FROM known WHERE name = 'RFC 8037';
INSERT INTO test SELECT 'jwk_error: ' || title, jwk_error(jwk), code FROM mistake;
INSERT INTO test SELECT 'jwt_verify does not raise: ' || title, jwt_verify(token, m.jwk), NULL FROM mistake AS m, token WHERE alg = 'RS256';
-- A BLOB is judged as what it would be: a secret.
CREATE TEMP TABLE bytes(title, bytes, code);
INSERT INTO bytes
  SELECT 'a secret of 32 bytes', zeroblob(32), NULL
  UNION ALL SELECT 'a secret of 31 bytes', zeroblob(31), 'key_weak'
  UNION ALL SELECT 'nothing', x'', 'key_weak'
  UNION ALL SELECT 'a JWK', CAST(jwk AS BLOB), 'key_invalid' FROM key WHERE alg = 'ES256'
  UNION ALL SELECT 'PEM', CAST(jwk_to_pem(jwk) AS BLOB), 'key_invalid' FROM key WHERE alg = 'ES256'
  UNION ALL SELECT 'more than 1 MiB', zeroblob(1048577), 'key_invalid';
INSERT INTO test SELECT 'jwk_error: the bytes of ' || title, jwk_error(bytes), code FROM bytes;
INSERT INTO test SELECT 'jwk_check: the bytes of ' || title, (SELECT name FROM jwk_check(bytes) WHERE status = 'fail'), code FROM bytes;

-- PEM.
INSERT INTO test SELECT alg || ': RFC 7468 section 13: what jwk_to_pem writes, jwk_from_pem reads',
  jwk_from_pem(jwk_to_pem(jwk)) ->> 'kid', jwk_thumbprint(jwk) FROM key WHERE alg NOT LIKE 'HS%';
CREATE TEMP TABLE before(title, lines);
INSERT INTO before VALUES
  ('EC PARAMETERS', '-----BEGIN EC PARAMETERS-----' || char(10) || 'BggqhkjOPQMBBw==' || char(10) || '-----END EC PARAMETERS-----' || char(10)),
  ('RFC 7468 section 2: text', 'Bag Attributes' || char(10) || '    friendlyName: a key' || char(10) || 'Key Attributes: <No Attributes>'
    || char(10)),
  ('RFC 7468 section 2: text and line ends of others', 'subject=CN = a' || char(13, 10, 13, 10));
INSERT INTO test SELECT 'jwk_from_pem: before the key ' || title, jwk_from_pem(lines || jwk_to_private_pem(jwk)) ->> 'kid', jwk_thumbprint(jwk)
  FROM before, key WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwk_error: before the key ' || title, jwk_error(lines || jwk_to_pem(jwk)), NULL FROM before, key WHERE alg = 'EdDSA';
INSERT INTO test SELECT 'jwt_verify: before the key ' || title, jwt_verify(token, lines || jwk_to_pem(jwk), '{"now":1500}') IS NOT NULL, 1
  FROM before, token WHERE alg = 'ES256';
INSERT INTO test SELECT alg || ': a token verifies by the PEM of its key',
  jwt_error(token, jwk_to_pem(jwk), json_object('now', 1500, 'alg', alg)), NULL FROM token WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT 'jwk_from_pem: alg of an RSA key is what the caller says',
  jwk_from_pem(jwk_to_pem(jwk), '{"alg":"PS256","kid":"k"}') ->> 'alg', 'PS256' FROM key WHERE alg = 'RS256';
INSERT INTO test SELECT 'jwk_from_pem: an EC key knows its own', jwk_from_pem(jwk_to_pem(jwk)) ->> 'alg', 'ES384' FROM key WHERE alg = 'ES384';
INSERT INTO test SELECT 'RFC 8725 section 3.1: an RSA key in PEM needs alg from the caller',
  jwt_error(token, jwk_to_pem(jwk), '{"now":1500}'), 'alg_key_mismatch' FROM token WHERE alg = 'RS256';

-- Sets.
INSERT INTO test SELECT 'RFC 7517 section 5: the public keys of all rows',
  json_array_length(jwks_group(jwk), '$.keys'), count(*) FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT 'no rows give an empty set', jwks_group(jwk), '{"keys":[]}' FROM key WHERE 0;
INSERT INTO test SELECT 'a row that is NULL is no key', jwks_group(NULL), '{"keys":[]}';
INSERT INTO test SELECT 'jwks_group cannot leak', jwks_group(jwk) LIKE '%"d":%', 0 FROM key WHERE alg NOT LIKE 'HS%';
CREATE TEMP TABLE jwks AS SELECT jwks_group(jwk) AS jwks FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT alg || ': RFC 7515 section 4.1.4: the key in the set is found by kid',
  jwt_error(token, jwks, json_object('now', 1500)), NULL FROM token, jwks WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT 'a kid that the set does not have', jwt_error(jwt_sign('{}', jwk_generate('ES256'), '{"expires_in":9}'), jwks), 'no_key'
  FROM jwks;
INSERT INTO test SELECT 'an empty set has no key', jwt_error(token, '{"keys":[]}'), 'no_key' FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'keys that is no list', jwt_error(token, '{"keys":{}}'), 'key_invalid' FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 7517 section 5: an unknown key beside is skipped',
  jwt_error(token, json_object('keys', json_array(json('{"kty":"AKP","kid":"x"}'), json('{}'), json('7'), json(verifier))), '{"now":1500}'), NULL
    FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'a key for encryption beside is skipped',
  jwt_error(token, json_object('keys', json_array(json_set(verifier, '$.use', 'enc'), json(verifier))), '{"now":1500}'), NULL FROM token
    WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 7517 section 4.5: two keys of one name',
  jwt_error(token, json_object('keys', json_array(json(verifier), json_set(jwk_public(jwk_generate('ES256')), '$.kid', verifier ->> 'kid'))),
    '{"now":1500}'), 'ambiguous_key' FROM token WHERE alg = 'ES256';
-- RFC 7638: what has one thumbprint is one key, however often it is listed.  Each entry stands before and after the other.
CREATE TEMP TABLE twin(title, alg, named, entry, other, want);
INSERT INTO twin
  SELECT alg || ', twice', alg, 1, verifier, verifier, NULL FROM token
  UNION ALL SELECT alg || ', twice, by a token without a name', alg, 0, verifier, verifier, NULL FROM token
  UNION ALL SELECT alg || ', once without a name', alg, 0, verifier, json_remove(verifier, '$.kid'), NULL FROM token
  UNION ALL SELECT alg || ', under two names', alg, 0, verifier, json_set(verifier, '$.kid', 'another'), NULL FROM token
  UNION ALL SELECT alg || ', once without its alg', alg, 1, verifier, json_remove(verifier, '$.alg'), NULL FROM token
  UNION ALL SELECT alg || ', once to encrypt with', alg, 1, verifier, json_set(verifier, '$.use', 'enc'), NULL FROM token
  UNION ALL SELECT alg || ', once the private one', alg, 1, verifier, jwk, NULL FROM token
  UNION ALL SELECT alg || ', once without its numbers', alg, 1, verifier, json_remove(verifier, '$.n', '$.x', '$.k'), NULL FROM token
  UNION ALL SELECT alg || ', twice with x5c', alg, 1, json_set(verifier, '$.x5c', json('["MIIB"]')), verifier, NULL FROM token
  UNION ALL SELECT 'RS256 and PS256 by one key', 'RS256', 1, verifier, json_set(verifier, '$.alg', 'PS256'), NULL FROM token WHERE alg = 'RS256'
  UNION ALL SELECT 'weak, twice', 'RS256', 1, json_set(verifier, '$.n', '_wE'), json_set(verifier, '$.n', '_wE'), 'key_weak' FROM token
    WHERE alg = 'RS256'
  UNION ALL SELECT 'broken, twice', 'ES256', 1, json_set(verifier, '$.x', ''), json_set(verifier, '$.x', ''), 'key_invalid' FROM token
    WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 7638: one key in two entries: ' || title || place,
  jwt_error(iif(named, token, jwt_sign('{}', json_remove(jwk, '$.kid'), '{"now":1000,"expires_in":1000}')), '{"keys":['
    || iif(place = '', entry, other) || ',' || iif(place = '', other, entry) || ']}', '{"now":1500}'), want
  FROM twin JOIN token USING (alg), (SELECT '' AS place UNION ALL SELECT ', in the other order');
INSERT INTO test SELECT 'RFC 7638: of one key in two entries the private one signs: ' || alg,
  jwt_error(jwt_sign('{}', json_object('keys', json_array(json(verifier), json(jwk), json(verifier))), '{"expires_in":9}'), verifier), NULL FROM key
    WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT 'the private key of a set signs, whatever public keys stand beside it: ' || alg,
  jwt_error(jwt_sign('{}', json_object('keys', json_array(json(jwk_public(jwk_generate(alg))), json(jwk))), json_object('expires_in', 9, 'alg', alg)),
    verifier), NULL FROM key WHERE alg IN ('RS256', 'ES256', 'EdDSA');
INSERT INTO test SELECT 'two keys, and a token without kid',
  jwt_error(jwt_sign('{}', json_remove(a.jwk, '$.kid'), '{"expires_in":9}'),
    json_object('keys', json_array(json(a.verifier), json(jwk_public(b.jwk))))), 'ambiguous_key'
  FROM token AS a, (SELECT jwk_generate('ES256') AS jwk) AS b WHERE a.alg = 'ES256';
INSERT INTO test SELECT 'two keys, and only one is for the alg of the token',
  jwt_error(jwt_sign('{}', json_remove(a.jwk, '$.kid'), '{"expires_in":9}'), json_object('keys', json_array(json(a.verifier), json(b.verifier)))),
    NULL
  FROM token AS a, token AS b WHERE a.alg = 'ES256' AND b.alg = 'ES384';
INSERT INTO test SELECT 'a secret beside public keys: RFC 8725 section 3.1',
  jwt_error(a.token, json_object('keys', json_array(json(a.verifier), json(b.jwk))), '{"now":1500}'), 'key_invalid'
  FROM token AS a, token AS b WHERE a.alg = 'ES256' AND b.alg = 'HS256';
INSERT INTO test SELECT 'a secret beside public keys, also one that cannot be used: RFC 8725 section 3.1, ' || other.value,
  jwt_error(a.token, json_object('keys', json_array(json(a.verifier), json(other.value))), '{"now":1500}'), 'key_invalid'
  FROM token AS a, json_each(iif(a.alg = 'HS256', json_array('{"kty":"EC","crv":"P-224"}', '{"kty":"OKP","crv":"X25519","x":"AA"}', '{"kty":"EC"}'),
    json_array(json_object('kty', 'oct', 'k', base64url_encode(zeroblob(32)), 'kid', 5), '{"kty":"oct","alg":5}', '{"kty":"oct"}'))) AS other
      WHERE a.alg IN ('ES256', 'HS256');
INSERT INTO test SELECT 'RFC 7517 section 5: a kty that nobody knows here is skipped beside ' || alg,
  jwt_error(token, json_object('keys', json_array(json(verifier), json('{"kty":"AKP","alg":"ML-DSA-44","pub":"AA"}'))), '{"now":1500}'), NULL
  FROM token WHERE alg IN ('ES256', 'HS256');
INSERT INTO test SELECT 'RFC 7517 section 5: what has no kty is skipped beside ' || alg,
  jwt_error(token, json_object('keys', json_array(json(verifier), json('{"k":"AA"}'), 7)), '{"now":1500}'), NULL
  FROM token WHERE alg IN ('ES256', 'HS256');
INSERT INTO test SELECT 'RFC 7518 section 6.3.2: in a set a private RSA key has its factors',
  (SELECT group_concat(ifnull(error, 'good')) FROM jwks_each(json_object('keys',
  json_array(json(key.jwk), json(json_remove(key.jwk, '$.p', '$.q', '$.dp', '$.dq', '$.qi')))))),
  'good,key_invalid' FROM key WHERE alg = 'RS256';
INSERT INTO test SELECT 'RFC 7518 section 6.3.2: and beside a set too',
  (SELECT group_concat(ifnull(error, 'good')) FROM jwks_each(json_remove(key.jwk, '$.p', '$.q', '$.dp', '$.dq', '$.qi'))), 'good' FROM key
  WHERE alg = 'RS256';
INSERT INTO test SELECT 'RFC 7518 section 6.3.2: which is said',
  (SELECT detail FROM jwt_check(token, json_object('keys', json_array(json_remove(jwk, '$.p', '$.q', '$.dp', '$.dq', '$.qi'))), '{"now":1500}')
  WHERE status = 'fail'),
  'the key is malformed or incomplete: in a JWKS a private RSA key has p, q, dp, dq and qi' FROM token WHERE alg = 'RS256';
INSERT INTO test SELECT 'jwks_each: a key among whose members is keys',
  (SELECT group_concat(kty) FROM jwks_each(json_set(verifier, '$.keys', json('[]')))), 'EC' FROM key WHERE alg = 'ES256';
INSERT INTO test SELECT 'a weak key of the set counts only when it is chosen',
  jwt_error(token, json_object('keys', json_array(json('{"kty":"RSA","kid":"weak","e":"AQAB","n":"_wE"}'), json(verifier))), '{"now":1500}'), NULL
    FROM token WHERE alg = 'ES256';
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 257)
INSERT INTO test SELECT '257 keys are no set', jwt_error(token, (SELECT json_object('keys', json_group_array(json('{"kty":"x"}'))) FROM n)),
  'key_invalid' FROM token WHERE alg = 'ES256';
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 256)
INSERT INTO test SELECT '256 keys are one', jwt_error(token, (SELECT json_object('keys', json_group_array(json('{"kty":"x"}'))) FROM n)), 'no_key'
  FROM token WHERE alg = 'ES256';

INSERT INTO test SELECT 'RFC 7517 section 4.3: a key that may only sign does not verify',
  jwt_error(token, json_set(json_remove(jwk, '$.use'), '$.key_ops', json('["sign"]')), '{"now":1500}'), 'key_use' FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 7517 section 4.3: who signs with it publishes one that verifies',
  jwk_public(json_set(json_remove(jwk, '$.use'), '$.key_ops', json('["sign"]'))) -> 'key_ops', '["verify"]' FROM key WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 7517 section 4.3: key_ops ' || column1 || ' in public',
  jwk_public(json_set(jwk, '$.key_ops', json(column1))) -> 'key_ops', column2 FROM key, (VALUES
    ('["verify"]', '["verify"]'), ('["verify","sign"]', '["verify"]'), ('["decrypt"]', '["encrypt"]'),
      ('["unwrapKey","decrypt"]', '["encrypt","wrapKey"]'),
    ('["encrypt","wrapKey"]', '["encrypt","wrapKey"]'), ('["deriveKey","deriveBits"]', '[]'), ('["mine"]', '[]'), ('[]', '[]')) WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwks_each: private is 1 for ' || title, (SELECT private FROM jwks_each(key)), 1 FROM (
  SELECT alg AS title, jwk AS key FROM key WHERE alg IN ('HS256', 'RS256', 'ES256', 'EdDSA')
  UNION ALL SELECT 'a use that is no string', json_set(jwk, '$.use', 7) FROM key WHERE alg = 'ES256'
  UNION ALL SELECT 'a short x, ' || alg, json_set(jwk, '$.x', 'AA') FROM key WHERE alg IN ('ES256', 'EdDSA')
  UNION ALL SELECT 'a weak key', json_set(jwk, '$.n', '_wE') FROM key WHERE alg = 'RS256'
  UNION ALL SELECT value || ' alone', json_set(verifier, '$.' || value, 'AQ') FROM key, json_each('["d","p","q","dp","dq","qi","oth"]')
    WHERE alg = 'RS256'
  UNION ALL VALUES ('an unknown kty', '{"kty":"unknown","d":"AQ"}'), ('d as an object', '{"d":{}}'), ('an empty secret', '{"kty":"oct","k":""}'));
INSERT INTO test SELECT 'jwks_each: private is 0 for ' || alg, (SELECT private FROM jwks_each(verifier)), 0 FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT 'jwks_each: nor is what is no key private', (SELECT group_concat(private) FROM jwks_each('{"keys":[7,[],{},null]}')),
  '0,0,0,0';
INSERT INTO test SELECT 'RFC 7517 section 4: published is ' || column1,
  jwk_public(json_set(jwk, '$."' || column1 || '"', json(column2))) -> ('$."' || column1 || '"'), column2 FROM key, (VALUES
  ('kid', '"a"'), ('use', '"sig"'), ('alg', '"ES256"'), ('x5u', '"https://a"'), ('x5c', '["MIIB"]'), ('x5t', '"a"'), ('x5t#S256', '"a"'))
    WHERE alg = 'ES256';

.read tests/ext/end.sql
