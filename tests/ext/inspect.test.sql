-- For those who look closer: jwt_parts, jwt_algs, jwks_each, jwk_check, and keys that come and go as files and secrets.
.read tests/ext/start.sql

INSERT INTO test SELECT 'RFC 7515 section 7.1: three parts', group_concat(p.part || ' ' || p.name), '1 header,2 payload,3 signature' FROM token,
  jwt_parts(token) AS p WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_parts: encoded', group_concat(p.encoded, '.'), token FROM token, jwt_parts(token) AS p WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_parts: the payload is JSON', json_type(json_object('p', p.decoded), '$.p'), 'object' FROM token, jwt_parts(token) AS p
  WHERE alg = 'ES256' AND p.name = 'payload';
INSERT INTO test SELECT 'jwt_parts: the signature in hexadecimal', length(p.decoded), 128 FROM token, jwt_parts(token) AS p WHERE alg = 'ES256'
  AND p.name = 'signature';
INSERT INTO test SELECT 'RFC 7516 section 7.1: five parts', group_concat(p.name), 'header,encrypted_key,iv,ciphertext,tag'
  FROM jwt_parts('e30..AA.AA.AA') AS p;
INSERT INTO test SELECT 'jwt_parts: no base64url has no meaning', (SELECT decoded FROM jwt_parts('e30.e3=.AA') WHERE part = 2), NULL;
INSERT INTO test SELECT 'jwt_parts: ' || quote(substr(value, 1, 9)) || ' has none', (SELECT count(*) FROM jwt_parts(value)), 0
  FROM json_each(json_array(NULL, '', 'a', 'a.b', 'a.b.c.d', replace(hex(zeroblob(5000)), '0', '.')));

INSERT INTO test SELECT 'jwt_algs: every algorithm makes a key and is in the list', group_concat(alg, ' '),
  'HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K EdDSA Ed25519 Ed448' FROM key;
INSERT INTO test SELECT 'RFC 8725 section 3.2: none is not in it', count(*), 0 FROM jwt_algs() WHERE alg LIKE 'none';
INSERT INTO test SELECT 'RFC 7518 section 3.4: ' || alg || ': ' || signature_bytes || ' bytes', length(p.decoded) / 2, signature_bytes
  FROM jwt_algs() AS a JOIN token USING (alg), jwt_parts(token) AS p WHERE p.part = 3 AND signature_bytes IS NOT NULL
    AND (alg, crv) <> ('EdDSA', 'Ed448') IS NOT 0;

CREATE TEMP TABLE jwks AS SELECT jwks_group(jwk) AS jwks FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT 'jwks_each: every key of the set', count(*), (SELECT count(*) FROM key WHERE alg NOT LIKE 'HS%') FROM jwks, jwks_each(jwks);
INSERT INTO test SELECT 'jwks_each: ' || key.alg, quote(k.kid) || quote(k.kty) || quote(k.use) || quote(k.crv) || quote(k.thumbprint)
  || quote(k.private) || quote(k.error),
  quote(verifier ->> 'kid') || quote(verifier ->> 'kty') || quote('sig') || quote(verifier ->> 'crv') || quote(jwk_thumbprint(key.jwk)) || '0NULL'
  FROM jwks, jwks_each(jwks) AS k JOIN key ON key.alg = k.alg;
INSERT INTO test SELECT 'jwks_each: a private key is said to be one', private, 1 FROM key, jwks_each(key.jwk) WHERE key.alg = 'ES256';
INSERT INTO test SELECT 'jwks_each: an RSA key of 2048 bits', bits, 2048 FROM key, jwks_each(key.jwk) WHERE key.alg = 'RS256';
INSERT INTO test SELECT 'jwks_each: jwk is the key itself', (SELECT k.jwk FROM jwks_each(key.verifier) AS k), key.verifier FROM key
  WHERE alg = 'RS256';
INSERT INTO test SELECT 'jwks_each: an unusable key says why', group_concat(coalesce(error, 'good')), 'key_invalid,key_weak,key_invalid'
  FROM jwks_each('{"keys":[{"kty":"AKP"},{"kty":"oct","k":"AAAA"},7]}');
INSERT INTO test SELECT 'jwks_each: no set, no rows', count(*), 0 FROM jwks_each(NULL);

INSERT INTO test SELECT 'jwk_check: nothing fails in a new key of ' || alg, (SELECT count(*) FROM jwk_check(jwk) WHERE status <> 'pass'), 0 FROM key;
INSERT INTO test SELECT 'jwk_check: its first failed row is jwk_error: ' || value, (SELECT c.name FROM jwk_check(value) AS c WHERE c.status = 'fail'),
  jwk_error(value)
  FROM json_each(json_array('{}', '{"kty":"oct","k":"AAAA"}', '{"kty":"oct","use":"enc","k":"' || base64url_encode(zeroblob(32)) || '"}',
    '{"kty":"oct","alg":"A256KW","k":"' || base64url_encode(zeroblob(32)) || '"}', '{"keys":[]}'));
INSERT INTO test SELECT 'jwk_check: no key', (SELECT name FROM jwk_check(NULL) WHERE status = 'fail'), 'no_key';
INSERT INTO test SELECT 'jwk_check: only weakness has a least',
  (SELECT group_concat(name || ' ' || expected) FROM jwk_check('{"kty":"oct","k":"AA"}')), 'key_weak at least 256 bits';

-- Views may use them: they are innocuous, and an untrusted schema can do no harm with them.
CREATE VIEW parts AS SELECT name FROM jwt_parts('e30.e30.');
INSERT INTO test SELECT 'jwt_parts in a view of an untrusted schema', count(*), 3 FROM parts;
-- SQLITE_DETERMINISTIC is 0x800, SQLITE_DIRECTONLY 0x80000, SQLITE_INNOCUOUS 0x200000.
INSERT INTO test SELECT 'functions that are ' || title, (SELECT group_concat(name, ' ')
  FROM (SELECT DISTINCT name FROM pragma_function_list WHERE (name GLOB 'jw[kst]*_*' OR name GLOB 'base64url_*' OR name GLOB 'dpop_*'
  OR name GLOB 'password_*' OR name GLOB 'pkce_*' OR name GLOB 'token_*') AND flags & 0x280800 = wanted ORDER BY name)), names
  FROM (SELECT 'pure' AS title, 0x200800 AS wanted,
    'base64url_decode base64url_encode ' ||
    'jwk_error jwk_public jwk_thumbprint jwk_thumbprint_uri jwk_to_pem jwks_group ' ||
    'jwt_hash jwt_header jwt_unverified jwt_version pkce_challenge ' ||
    'token_derive token_equal token_fingerprint token_hash token_id token_secret' AS names
        UNION ALL SELECT 'not for a schema', 0x80000,
          'jwk_from_pem jwk_from_secret jwk_generate jwk_to_private_pem jws_sign jwt_sign password_hash token_random'
        UNION ALL SELECT 'innocuous, as datetime(''now'') is', 0x200000, 'dpop_verify jws_verify jwt_error jwt_verify'
        UNION ALL SELECT 'neither', 0, 'password_verify');

INSERT INTO test SELECT 'RFC 9278 section 3: the thumbprint as a URI',
  jwk_thumbprint_uri('{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB"}'),
  'urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';

INSERT INTO test SELECT alg || ': RFC 7468 section 10: what jwk_to_private_pem writes, jwk_from_pem reads',
  json_remove(jwk_from_pem(jwk_to_private_pem(jwk), json_object('alg', alg)), '$.x'), json_remove(jwk, '$.x') FROM key WHERE alg NOT LIKE 'HS%';
INSERT INTO test SELECT 'RFC 7518 section 6.4: a secret as a key', jwk_from_secret(base64url_decode(jwk ->> 'k'), alg), jwk FROM key
  WHERE alg LIKE 'HS%';
INSERT INTO test VALUES ('no secret, no key', jwk_from_secret(NULL, 'HS256'), NULL);

.read tests/ext/end.sql
