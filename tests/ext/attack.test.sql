-- What attackers send, RFC 8725 section 2, each by its name and refused for its own reason.
.read tests/ext/start.sql

CREATE TEMP TABLE secret AS SELECT jwk, CAST('a secret of more than 32 bytes, surely' AS BLOB) AS bytes FROM key WHERE alg = 'HS256';
CREATE TEMP TABLE good AS SELECT * FROM token;

-- A token of any header and claims, with the signature of nobody.
CREATE TEMP TABLE forged(title, header, claims, signature, want);
INSERT INTO forged
  SELECT 'RFC 8725 section 2.1: alg ' || quote(value), json_object('alg', value), '{"exp":2000}', '',
    iif(value LIKE 'none', 'alg_none', 'alg_unsupported')
    FROM json_each(json_array('none', 'None', 'NONE', 'nOnE', '', ' none', 'none ', 'hs256', 'HS256 ', 'HS1', 'RSA-OAEP', 'dir', 'A256GCM',
      'ES512K'));
INSERT INTO forged VALUES
  ('RFC 7515 section 4.1.1: no alg', '{}', '{"exp":2000}', '', 'alg_missing'),
  ('RFC 7515 section 4.1.1: alg as a number', '{"alg":256}', '{"exp":2000}', '', 'alg_missing'),
  ('RFC 7515 section 4.1.1: alg null', '{"alg":null}', '{"exp":2000}', '', 'alg_missing'),
  ('RFC 7515 section 4.1.1: alg as a list', '{"alg":["HS256"]}', '{"exp":2000}', '', 'alg_missing'),
  ('RFC 7515 section 4.1.1: ALG', '{"ALG":"HS256"}', '{"exp":2000}', '', 'alg_missing'),
  ('RFC 8725 section 2.1: alg none, escaped', '{"alg":"\u006eone"}', '{"exp":2000}', '', 'alg_none'),
  ('RFC 8725 section 2.1: alg nOne, escaped', '{"alg":"n\u004fne"}', '{"exp":2000}', '', 'alg_none'),
  ('RFC 7515 section 4.1.1: an alg that is unknown, escaped', '{"alg":"n\u006fn"}', '{"exp":2000}', '', 'alg_unsupported'),
  ('RFC 7515 section 4.1.9: typ as a number', '{"alg":"HS256","typ":1}', '{"exp":2000}', '', 'typ_mismatch'),
  ('RFC 7515 section 4.1.9: typ null', '{"alg":"HS256","typ":null}', '{"exp":2000}', '', 'typ_mismatch'),
  ('RFC 7515 section 4: alg twice', '{"alg":"HS256","alg":"none"}', '{"exp":2000}', '', 'duplicate_member'),
  ('RFC 7515 section 4: alg twice, once escaped', '{"alg":"HS256","\u0061lg":"none"}', '{"exp":2000}', '', 'duplicate_member'),
  ('RFC 7515 section 4: sub twice', '{"alg":"HS256"}', '{"exp":2000,"sub":"a","sub":"b"}', '', 'duplicate_member'),
  ('RFC 7515 section 5.2: a name twice in the header, and claims that are no JSON', '{"alg":"HS256","alg":"none"}', '{"exp":', '', 'bad_json'),
  ('RFC 7515 section 4.1.11: crit names the unknown', '{"alg":"HS256","crit":["exp2"],"exp2":1}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.11: crit is empty', '{"alg":"HS256","crit":[]}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.11: crit is a string', '{"alg":"HS256","crit":"exp"}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.11: crit is null', '{"alg":"HS256","crit":null}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.11: crit holds a number', '{"alg":"HS256","crit":[1]}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.11: crit names what is not there', '{"alg":"HS256","crit":["x"]}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.11: crit names a registered one', '{"alg":"HS256","crit":["alg"]}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.11: crit repeats', '{"alg":"HS256","crit":["x","x"],"x":1}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7797 section 6: b64 false with crit', '{"alg":"HS256","b64":false,"crit":["b64"]}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7797 section 6: b64 false without crit', '{"alg":"HS256","b64":false}', '{"exp":2000}', '', 'crit_unknown'),
  ('RFC 7515 section 4.1.4: kid as a number', '{"alg":"HS256","kid":1}', '{"exp":2000}', '', 'no_key'),
  ('RFC 7515 section 4.1.4: kid as a list', '{"alg":"HS256","kid":["a"]}', '{"exp":2000}', '', 'no_key'),
  ('RFC 7515 section 4.1.4: kid twice', '{"alg":"HS256","kid":"a","kid":"b"}', '{"exp":2000}', '', 'duplicate_member'),
  ('RFC 7515 section 4.1.4: kid with NUL', '{"alg":"HS256","kid":"a\u0000b"}', '{"exp":2000}', '', 'bad_json'),
  ('the header is no object', '[]', '{"exp":2000}', '', 'bad_json'),
  ('the header is nothing', '', '{"exp":2000}', '', 'bad_json'),
  ('RFC 7519 section 5.2: a token inside a token', '{"alg":"HS256","cty":"JWT"}', 'eyJhbGciOiJub25lIn0.e30.', '', 'bad_json'),
  ('an empty signature', '{"alg":"HS256"}', '{"exp":2000}', '', 'bad_signature'),
  ('a signature that is cut', '{"alg":"HS256"}', '{"exp":2000}', 'AAAA', 'bad_signature');
INSERT INTO test SELECT title, jwt_error(base64url_encode(header) || '.' || base64url_encode(claims) || '.' || signature, jwk, '{"now":1500}'), want
  FROM forged, secret;

-- RFC 8725 section 2.1: the public key as a secret.
CREATE TEMP TABLE public AS SELECT alg, jwk, verifier, token, jwk_to_pem(jwk) AS pem FROM token WHERE alg IN ('RS256', 'ES256', 'EdDSA');
CREATE TEMP TABLE der AS SELECT alg, pem, base64url_decode(rtrim(replace(replace(replace(replace(replace(pem, '-----BEGIN PUBLIC KEY-----', ''),
  '-----END PUBLIC KEY-----', ''), char(10), ''), '+', '-'), '/', '_'), '=')) AS der FROM public;
INSERT INTO test SELECT 'RFC 8725 section 2.1: an HS256 token against a public key of ' || p.alg,
  jwt_error(jws_sign('{"exp":2000}', s.bytes), p.verifier, '{"now":1500}'), 'alg_key_mismatch' FROM public AS p, secret AS s;
INSERT INTO test SELECT 'RFC 8725 section 2.1: also as PEM, ' || p.alg, jwt_error(jws_sign('{"exp":2000}', s.bytes), p.pem, '{"now":1500}'),
  'alg_key_mismatch' FROM public AS p, secret AS s;
INSERT INTO test SELECT 'RFC 8725 section 2.1: bytes that are a PEM file are no secret, ' || alg,
  jwt_error(jws_sign('{"exp":2000}', s.bytes), CAST(pem AS BLOB), '{"now":1500}'), 'key_invalid' FROM public, secret AS s;
INSERT INTO test SELECT 'RFC 8725 section 2.1: bytes that are a DER file are no secret, ' || alg,
  jwt_error(jws_sign('{"exp":2000}', s.bytes), der, '{"now":1500}'), 'key_invalid' FROM der, secret AS s;
INSERT INTO test SELECT 'RFC 8725 section 2.1: bytes that are a JWK are no secret, ' || alg,
  jwt_error(jws_sign('{"exp":2000}', s.bytes), CAST(verifier AS BLOB), '{"now":1500}'), 'key_invalid' FROM public, secret AS s;
CREATE TEMP TABLE key_file(title, bytes);
INSERT INTO key_file
  SELECT 'PEM of ' || alg, pem FROM der
  UNION ALL SELECT 'PEM of ' || alg || ' with text before (RFC 7468 section 2)', 'Bag Attributes: <none>' || char(13, 10) || pem FROM der
  UNION ALL SELECT 'PEM of ' || alg || ' after spaces and a byte order mark', x'efbbbf' || '  ' || pem FROM der
  UNION ALL SELECT 'any PEM', 'x' || char(10) || '-----BEGIN CERTIFICATE REQUEST-----'
  UNION ALL SELECT 'DER of ' || alg, der FROM der
  UNION ALL SELECT 'DER of ' || alg || ' in base64, without lines', replace(replace(base64url_encode(der), '-', '+'), '_', '/') || '==' FROM der
  UNION ALL SELECT 'DER of ' || alg || ' in base64, with lines', substr(base64url_encode(der), 1, 40) || char(13, 10)
    || substr(base64url_encode(der), 41) || char(10) FROM der
  UNION ALL SELECT 'a SEQUENCE of ' || length(CAST(column1 AS BLOB)) || ' bytes, as PKCS#10 and PKCS#12', column1
    FROM (VALUES (x'3081ff' || zeroblob(255)), (x'30820251' || zeroblob(593)), (x'3083010000' || zeroblob(65536)))
  UNION ALL SELECT 'OpenSSH: ssh-dss', 'ssh-dss AAAAB3NzaC1kc3MAAACBAJk4xQ'
  UNION ALL SELECT 'a SEQUENCE whose length has four bytes', x'308400000100' || zeroblob(256)
  UNION ALL SELECT 'PKCS#8 of Ed25519 (RFC 8410 section 7)', x'302e020100300506032b657004220420' || zeroblob(31) || x'09'
  UNION ALL SELECT 'a key of SEC 1 (RFC 5915)', x'30770201010420' || zeroblob(32) || x'a00a06082a8648ce3d030107a144034200' || zeroblob(65)
  UNION ALL SELECT 'a key to encrypt with (RFC 8410)', x'302a300506032b656e032100' || zeroblob(31) || x'09'
  UNION ALL SELECT 'a JWK of ' || alg, verifier FROM public
  UNION ALL SELECT 'a JWK of ' || alg || ' after a byte order mark', x'efbbbf' || verifier FROM public
  UNION ALL SELECT 'a JWK of ' || alg || ' with the NUL of C', char(10) || verifier || char(10) || x'00' FROM public
  UNION ALL SELECT 'a JWK of ' || alg || ' with a name twice', '{"kty":"x",' || substr(verifier, 2) FROM public
  UNION ALL SELECT 'JWKs of ' || alg || ' in an array', '[' || verifier || ']' FROM public
  UNION ALL SELECT 'a JWKS', '{"keys":[' || group_concat(verifier) || ']}' FROM public
  UNION ALL SELECT 'OpenSSH: ' || value, value FROM json_each(json_array('ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA', 'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTI', '---- BEGIN SSH2 PUBLIC KEY ----'));
INSERT INTO key_file
  SELECT 'a JWK of ' || alg || ' that is too deep for some', substr(verifier, 1, length(verifier) - 1) || ',"a":'
    || replace(hex(zeroblob(20)), '0', '[') || replace(hex(zeroblob(20)), '0', ']') || '}' FROM public
  UNION ALL SELECT 'a JWK of ' || alg || ' with half a surrogate', substr(verifier, 1, length(verifier) - 1) || ',"a":"\ud800"}' FROM public
  UNION ALL SELECT 'PEM of ' || alg || ' as a JSON string', json_quote(pem) FROM der
  UNION ALL SELECT 'PEM of ' || alg || ' as a JSON string in a JSON string', char(10) || json_quote(json_quote(pem)) FROM der;
-- What CAST(key AS BLOB) gives in a database in UTF-16, and what other systems write.
CREATE TEMP TABLE wide(title, before, after, mark);
INSERT INTO wide VALUES ('UTF-16LE', '', char(0), ''), ('UTF-16LE with its mark', '', char(0), x'fffe'), ('UTF-16BE', char(0), '', ''),
  ('UTF-16BE with its mark', char(0), '', x'feff'),
  ('UTF-32LE', '', char(0, 0, 0), x'fffe0000'), ('UTF-32BE', char(0, 0, 0), '', x'0000feff');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600),
  narrow(title, text) AS (SELECT 'PEM of ' || alg, pem FROM der UNION ALL SELECT 'a JWK of ' || alg, verifier FROM public)
INSERT INTO key_file SELECT narrow.title || ' in ' || wide.title, mark
  || (SELECT group_concat(before || substr(text, i, 1) || after, '') FROM n WHERE i <= length(text)) FROM narrow, wide;
UPDATE key_file SET bytes = CAST(bytes AS BLOB);
-- An attacker signs by himself: token_derive is HMAC-SHA-256 under any bytes.
INSERT INTO test SELECT 'RFC 8725 section 2.1: no secret is ' || title, jwt_error(input || '.' || token_derive(bytes, input), bytes, '{"now":1500}'),
  'key_invalid'
  FROM key_file, (SELECT base64url_encode('{"alg":"HS256"}') || '.' || base64url_encode('{"exp":2000}') AS input);
-- A secret made at random is none of these, also of letters alone.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
INSERT INTO test SELECT 'RFC 8725 section 2.1: secrets made at random, between ' || column1 || ' and ' || column2,
  sum(jwk_error(CAST(column1 || substr(hex(randomblob(32)), 1, 40 + i % 20) || column2 AS BLOB)) IS NOT NULL), 0 FROM n,
  (VALUES ('{', '}'), ('[', ']'), ('0', '0'), (x'3020', ''), (x'02', x'30')) GROUP BY column1;
INSERT INTO test SELECT 'RFC 8725 section 2.1: nor as the k of a JWK, ' || title, jwk_error(json_object('kty', 'oct', 'k', base64url_encode(bytes))),
  'key_invalid' FROM key_file;
INSERT INTO test SELECT 'RFC 8725 section 2.1: nor for jwk_check, which says so, ' || title,
  (SELECT detail FROM jwk_check(json_object('kty', 'oct', 'k', base64url_encode(bytes))) WHERE status = 'fail'),
  'the key is malformed or incomplete: its k is a key file, not a secret' FROM key_file WHERE title LIKE 'OpenSSH%';
INSERT INTO test SELECT 'jws_verify: no secret is ' || title, jws_verify(input || '.' || token_derive(bytes, input), bytes), NULL
  FROM key_file, (SELECT base64url_encode('{"alg":"HS256"}') || '.' || base64url_encode('x') AS input);
INSERT INTO test SELECT 'a secret is ' || quote(s), jwt_error(jws_sign('{"exp":2000}', s), s, '{"now":1500}'), NULL
  FROM (SELECT CAST(value AS BLOB) AS s FROM json_each(json_array('MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA',
    '{"a secret that is only nearly JSON"', 'ssh-keys are not what this secret is', 'the line -----BEGIN PUBLIC KEY----- says',
    '"a secret of more than 32 bytes in quotes"', '[a list that does not end, by 32 bytes', '[my secret passphrase, long enough!]',
    '{more than 32 bytes in other brackets}', '0123456789012345678901234567890123456789')))
  UNION ALL SELECT 'zero bytes among others', NULL, jwt_error(jws_sign('{"exp":2000}', s), s, '{"now":1500}')
    FROM (SELECT CAST(x'00ff00fe' || 'some more than thirty-two bytes' || x'00' AS BLOB) AS s)
  UNION ALL SELECT 'in brackets, but no text', NULL, jwt_error(jws_sign('{"exp":2000}', s), s, '{"now":1500}')
    FROM (SELECT CAST('{some more than thirty-two bytes' || x'01' || '}' AS BLOB) AS s)
  UNION ALL SELECT '0 and random bytes', NULL, jwt_error(jws_sign('{"exp":2000}', s), s, '{"now":1500}')
    FROM (SELECT CAST(x'3020' || zeroblob(32) AS BLOB) AS s);
INSERT INTO test SELECT 'bytes that are nearly a DER file are a secret',
  jwt_error(jws_sign('{"exp":2000}', CAST(der || x'00' AS BLOB)), CAST(der || x'00' AS BLOB), '{"now":1500}'), NULL FROM der WHERE alg = 'RS256';

-- RFC 7518 section 3.2: secrets that can be guessed.
INSERT INTO test SELECT 'RFC 7518 section 3.2: a secret of ' || length(value) || ' bytes',
  jwt_error(jws_sign('{"exp":2000}', bytes), CAST(value AS BLOB), '{"now":1500}'), 'key_weak'
  FROM secret, json_each(json_array('', 'secret', '0123456789012345678901234567890'));
INSERT INTO test SELECT 'RFC 7518 section 3.2: 32 bytes are too few for HS512',
  jwt_error(jws_sign('{"exp":2000}', k.jwk), zeroblob(32), '{"now":1500,"alg":"HS512"}'), 'key_weak' FROM key AS k WHERE alg = 'HS512';

-- RFC 8725 section 3.10: what the header says about keys is not followed.
INSERT INTO test SELECT 'RFC 8725 section 3.10: ' || member,
  jwt_error(jwt_sign('{}', evil.jwk, json_object('expires_in', 9, 'kid', good.jwk ->> 'kid', 'header', json_object(member, json(value)))),
    good.verifier), 'bad_signature'
  FROM good, (SELECT jwk, jwk_public(jwk) AS verifier FROM (SELECT jwk_generate('ES256') AS jwk)) AS evil,
       (SELECT 'jwk' AS member, jwk_public(jwk_generate('ES256')) AS value UNION ALL SELECT 'jku', '"https://evil.example/jwks"'
        UNION ALL SELECT 'x5u', '"https://evil.example/x5u"' UNION ALL SELECT 'x5c', '["MIIB"]') WHERE good.alg = 'ES256';
INSERT INTO test SELECT 'RFC 8725 section 3.10: kid ' || quote(value) || ' is only compared',
  jwt_error(jwt_sign('{}', good.jwk, json_object('expires_in', 9, 'kid', value)), json_object('keys', json_array(json(good.verifier)))), 'no_key'
  FROM good, json_each(json_array('../../dev/null', ''' OR 1=1 --', '', '*', '%', 'null', '0')) WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 7515 section 4.1.4: kid is case-sensitive',
  jwt_error(jwt_sign('{}', k.jwk, '{"expires_in":9,"kid":"A"}'), json_object('keys', json_array(json_set(k.jwk, '$.kid', 'a')))), 'no_key'
  FROM key AS k WHERE alg = 'HS256';

-- Signatures that are none.
CREATE TEMP TABLE es AS SELECT jwk, verifier, token, rtrim(token, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') AS input,
  base64url_decode(replace(token, rtrim(token, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'), '')) AS sig, alg FROM token;
CREATE TEMP TABLE not_signature(title, alg, bytes);
INSERT INTO not_signature
  SELECT 'CVE-2022-21449: r = 0 and s = 0', 'ES256', zeroblob(64)
  UNION ALL SELECT 'r = 0', alg, CAST(zeroblob(32) || substr(sig, 33) AS BLOB) FROM es WHERE alg = 'ES256'
  UNION ALL SELECT 's = 0', alg, CAST(substr(sig, 1, 32) || zeroblob(32) AS BLOB) FROM es WHERE alg = 'ES256'
  UNION ALL SELECT 'r = n', alg, CAST(x'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551' || substr(sig, 33) AS BLOB) FROM es
    WHERE alg = 'ES256'
  UNION ALL SELECT 's = n', alg, CAST(substr(sig, 1, 32) || x'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551' AS BLOB) FROM es
    WHERE alg = 'ES256'
  UNION ALL SELECT 'r and s change places', alg, CAST(substr(sig, 33) || substr(sig, 1, 32) AS BLOB) FROM es WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7518 section 3.4: DER instead of r and s', alg, CAST(x'30440220' || substr(sig, 1, 32) || x'0220' || substr(sig, 33) AS BLOB)
    FROM es WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7518 section 3.4: 63 bytes', alg, substr(sig, 1, 63) FROM es WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7518 section 3.4: 65 bytes', alg, CAST(sig || x'00' AS BLOB) FROM es WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7518 section 3.4: a zero byte before', alg, CAST(x'00' || sig AS BLOB) FROM es WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 8032 section 5.1.7: S is at least L', alg,
    CAST(substr(sig, 1, 32) || x'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010' AS BLOB) FROM es WHERE alg = 'EdDSA'
  UNION ALL SELECT 'RFC 8032 section 5.1.7: S of ones', alg,
    CAST(substr(sig, 1, 32) || x'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff' AS BLOB) FROM es WHERE alg = 'EdDSA'
  UNION ALL SELECT 'RFC 8032 section 5.1.7: 65 bytes', alg, CAST(sig || x'00' AS BLOB) FROM es WHERE alg = 'EdDSA'
  UNION ALL SELECT 'RFC 8032: nothing but zeros', alg, zeroblob(64) FROM es WHERE alg = 'EdDSA'
  UNION ALL SELECT 'RFC 8017 section 8.2.2: a byte less than the modulus', alg, substr(sig, 1, 255) FROM es WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 8017 section 8.2.2: a byte more', alg, CAST(sig || x'00' AS BLOB) FROM es WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 8017 section 8.2.2: a zero byte before', alg, CAST(x'00' || sig AS BLOB) FROM es WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 8017 section 5.2.2: not below the modulus', alg, CAST(replace(hex(zeroblob(256)), '00', '') || zeroblob(256) AS BLOB) FROM es
    WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 8017 section 8.2.2: 1', alg, CAST(zeroblob(255) || x'01' AS BLOB) FROM es WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 3.5: PS256 is not RS256', 'PS256', (SELECT sig FROM es WHERE alg = 'RS256')
  UNION ALL SELECT 'RFC 7518 section 3.2: half of the code', alg, substr(sig, 1, 16) FROM es WHERE alg = 'HS256'
  UNION ALL SELECT 'RFC 7518 section 3.2: nothing of the code', alg, x'' FROM es WHERE alg = 'HS256'
  UNION ALL SELECT 'RFC 7518 section 3.2: the code and more', alg, CAST(sig || x'00' AS BLOB) FROM es WHERE alg = 'HS256';
INSERT INTO test SELECT title, jwt_error(input || base64url_encode(bytes), verifier, '{"now":1500}'), 'bad_signature' FROM not_signature
  JOIN es USING (alg);

-- RFC 8725 section 3.4: points of the Edwards curves under which anybody signs, and bytes that are no point.
CREATE TEMP TABLE no_point(title, crv, x);
INSERT INTO no_point VALUES
  ('order 1', 'Ed25519', x'0100000000000000000000000000000000000000000000000000000000000000'),
  ('order 2', 'Ed25519', x'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'),
  ('order 4', 'Ed25519', zeroblob(32)),
  ('order 4, the other', 'Ed25519', x'0000000000000000000000000000000000000000000000000000000000000080'),
  ('order 8', 'Ed25519', x'26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  ('order 8, the second', 'Ed25519', x'26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'),
  ('order 8, the third', 'Ed25519', x'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
  ('order 8, the fourth', 'Ed25519', x'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'),
  ('order 1 with the sign of x', 'Ed25519', x'0100000000000000000000000000000000000000000000000000000000000080'),
  ('order 1, not reduced', 'Ed25519', x'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'),
  ('order 4, not reduced', 'Ed25519', x'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'),
  ('y = p + 3, not reduced', 'Ed25519', x'f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'),
  ('nothing but ones', 'Ed25519', x'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'),
  ('y = 2 is not on the curve', 'Ed25519', x'0200000000000000000000000000000000000000000000000000000000000000'),
  ('order 1', 'Ed448', x'010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'),
  ('order 2', 'Ed448', x'fefffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffffffffffffffffffffffffffffffffffffffffffffffffff00'),
  ('order 4', 'Ed448', zeroblob(57)),
  ('order 1, not reduced', 'Ed448',
    x'00000000000000000000000000000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff00'),
  ('nothing but ones', 'Ed448',
    x'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'),
  ('bits above y', 'Ed448', x'030000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004'),
  ('y = 2 is not on the curve', 'Ed448',
    x'020000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
CREATE TEMP TABLE no_point_key AS SELECT title, json_object('kty', 'OKP', 'crv', crv, 'x', base64url_encode(x)) AS jwk,
  base64url_encode(CAST(x'01' || zeroblob(iif(crv = 'Ed448', 113, 63)) AS BLOB)) AS signature FROM no_point;
INSERT INTO test SELECT 'RFC 8032 section 5.1.3: ' || title, jwk_error(jwk), 'key_invalid' FROM no_point_key;
INSERT INTO test SELECT 'RFC 8725 section 3.4: S = 0 under ' || title, jwt_error(input || '.' || signature, jwk, '{"now":1500}'), 'key_invalid'
  FROM no_point_key, (SELECT base64url_encode('{"alg":"EdDSA"}') || '.' || base64url_encode('{"exp":2000,"sub":"root"}') AS input);
INSERT INTO test SELECT 'RFC 9449 section 4.3: a proof under ' || title,
  dpop_verify(base64url_encode(json_object('typ', 'dpop+jwt', 'alg', 'EdDSA', 'jwk', json(jwk))) || '.' ||
    base64url_encode('{"jti":"1","htm":"GET","htu":"https://a.example/","iat":1500}') || '.' || signature, 'GET', 'https://a.example/',
      '{"now":1500}'), NULL
  FROM no_point_key;
INSERT INTO test SELECT 'RFC 8037 section 2: a private key does not make up for it, ' || title, jwk_error(json_set(k.jwk, '$.x', n.jwk ->> 'x')),
  'key_invalid'
  FROM no_point_key AS n, key AS k WHERE k.alg = 'EdDSA' AND n.jwk ->> 'crv' = 'Ed25519' LIMIT 1;
-- Among two hundred keys are all sorts of y, each with both signs of x.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200),
  made AS MATERIALIZED (SELECT alg, jwk_public(jwk_generate(alg)) AS jwk FROM n, (SELECT 'EdDSA' AS alg UNION SELECT 'Ed448'))
INSERT INTO test SELECT 'RFC 8032 section 5.1.5: keys as they are made, ' || alg, count(*), 200 FROM made WHERE jwk_error(jwk) IS NULL GROUP BY alg;

-- The shape.
CREATE TEMP TABLE shape(title, token, want);
INSERT INTO shape
  SELECT 'RFC 7515 section 7.1: nothing', '', 'malformed'
  UNION ALL SELECT 'RFC 7515 section 7.1: one part', 'abc', 'malformed'
  UNION ALL SELECT 'RFC 7515 section 7.1: two parts', 'abc.abc', 'malformed'
  UNION ALL SELECT 'RFC 7515 section 7.1: four parts', token || '.', 'malformed' FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7516 section 9: five parts', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA', 'is_jwe'
  UNION ALL SELECT 'RFC 7515 section 7.2: the JSON serialization', '{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AAAA"}',
    'malformed'
  UNION ALL SELECT 'a polyglot: JSON and compact', '{"a":"' || token || '"}', 'bad_base64url' FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7515 section 2: padding', replace(token, '.', '=.'), 'bad_base64url' FROM token WHERE alg = 'HS256'
  UNION ALL SELECT 'RFC 7515 section 2: a space before', ' ' || token, 'bad_base64url' FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7515 section 2: a line end after', token || char(10), 'bad_base64url' FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 7515 section 2: + and / for - and _', 'eyJhbGciOiJIUzI1NiJ9.e30.++//', 'bad_base64url'
  UNION ALL SELECT 'RFC 7515 section 2: per cent', token || '%3D', 'bad_base64url' FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'RFC 4648 section 3.5: spare bits in the signature', 'eyJhbGciOiJIUzI1NiJ9.e30.AB', 'bad_base64url'
  UNION ALL SELECT 'RFC 4648 section 3.5: spare bits in the header', 'eyJhbGciOiJIUzI1NiJ9AB.e30.AA', 'bad_base64url'
  UNION ALL SELECT 'UTF-16', base64url_encode(CAST(x'7b00220061006c006700220000' AS BLOB)) || '.e30.', 'bad_json'
  UNION ALL SELECT 'overlong UTF-8', base64url_encode(CAST('{"alg":"' || x'c1a1' || '"}' AS BLOB)) || '.e30.', 'bad_json'
  UNION ALL SELECT '10,000 dots', replace(hex(zeroblob(5000)), '0', '.'), 'malformed'
  UNION ALL SELECT 'a header of 10 MB', replace(hex(zeroblob(5000000)), '0', 'A') || '.e30.', 'too_large'
  UNION ALL SELECT 'a header of 9 KiB', replace(hex(zeroblob(6144)), '0', 'A') || '.e30.', 'too_large'
  UNION ALL SELECT '65,536 characters are not too many', 'eyJhbGciOiJIUzI1NiJ9.' || replace(hex(zeroblob(32757)), '0', 'A') || '.', 'bad_json'
  UNION ALL SELECT '65,537 are', 'eyJhbGciOiJIUzI1NiJ9.' || replace(hex(zeroblob(32757)), '0', 'A') || 'A.', 'too_large'
  UNION ALL SELECT 'a header of 8,192 bytes is not too large', replace(hex(zeroblob(5461)), '0', 'A') || 'A.e30.', 'bad_json'
  UNION ALL SELECT 'one of 8,193 is', replace(hex(zeroblob(5462)), '0', 'A') || '.e30.', 'too_large'
  UNION ALL SELECT 'a payload of 10 MB', 'e30.' || replace(hex(zeroblob(5000000)), '0', 'A') || '.', 'too_large'
  UNION ALL SELECT 'RFC 8259 section 9: a depth bomb', base64url_encode('{"alg":' || replace(hex(zeroblob(2000)), '0', '[')) || '.e30.', 'bad_json'
  UNION ALL SELECT 'a depth bomb that closes', base64url_encode('{"alg":"HS256","a":' || replace(hex(zeroblob(1000)), '0', '[')
    || replace(hex(zeroblob(1000)), '0', ']') || '}') || '.e30.', 'bad_json'
  UNION ALL SELECT 'just too large', 'eyJhbGciOiJIUzI1NiJ9.' || replace(hex(zeroblob(32768)), '0', 'A') || '.', 'too_large';
INSERT INTO test SELECT title, jwt_error(token, jwk, '{"now":1500}'), want FROM shape, secret;
INSERT INTO test SELECT 'jwt_verify: ' || title, jwt_verify(token, jwk, '{"now":1500}'), NULL FROM shape, secret;
INSERT INTO test SELECT 'jwt_check: ' || title, (SELECT name FROM jwt_check(token, jwk, '{"now":1500}') WHERE status = 'fail' LIMIT 1), want
  FROM shape, secret;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
INSERT INTO test SELECT '100,000 members', jwt_error('eyJhbGciOiJIUzI1NiJ9.'
  || base64url_encode('{' || (SELECT group_concat('"' || i || '":0') FROM n) || '}') || '.', jwk), 'too_large' FROM secret;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
INSERT INTO test SELECT '5,000 members that fit, in time linear in them',
  jwt_error(jws_sign('{"exp":2000,' || (SELECT group_concat('"' || i || '":0') FROM n) || '}', jwk), jwk, '{"now":1500}'), NULL FROM secret;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
INSERT INTO test SELECT 'a key of 100,000 members', jwt_error('eyJhbGciOiJIUzI1NiJ9.e30.',
  (SELECT '{' || group_concat('"' || i || '":0') || '}' FROM n), '{"exp":"optional"}'), 'key_invalid' FROM secret;
INSERT INTO test VALUES ('a key of 10 MB', jwt_error('eyJhbGciOiJIUzI1NiJ9.e30.', replace(hex(zeroblob(5000000)), '0', ' '), '{"exp":"optional"}'),
  'key_invalid');
INSERT INTO test VALUES ('a secret of 10 MB', jwt_error('eyJhbGciOiJIUzI1NiJ9.e30.', zeroblob(10000000), '{"exp":"optional"}'), 'key_invalid');
INSERT INTO test SELECT 'RFC 8725 section 3.5: an RSA modulus of 100,000 bits is not computed with',
  jwt_error(token, json_object('kty', 'RSA', 'e', 'AQAB', 'alg', 'RS256', 'n', base64url_encode(CAST(x'ff' || zeroblob(12500) || x'01' AS BLOB))),
    '{"now":1500}'), 'key_weak' FROM token WHERE alg = 'RS256';
INSERT INTO test SELECT 'RFC 8725 section 3.5: an RSA exponent as long as the modulus is not computed with',
  jwt_error(token, json_set(verifier, '$.e', verifier ->> 'n'), '{"now":1500}'), 'key_invalid' FROM token WHERE alg = 'RS256';

-- RFC 8725 section 3.12: one kind of token for another.
INSERT INTO test SELECT 'RFC 8725 section 3.12: an ID token at an API',
  jwt_error(jwt_sign('{"iss":"https://a","aud":"client","sub":"alice"}', jwk, '{"expires_in":9}'), verifier,
    '{"iss":"https://a","aud":"https://api","typ":"at+jwt"}'), 'typ_mismatch' FROM key WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 8725 section 3.12: an access token at a client',
  jwt_error(jwt_sign('{"iss":"https://a","aud":"https://api","sub":"alice"}', jwk, '{"expires_in":9,"typ":"at+jwt"}'), verifier,
    '{"iss":"https://a","aud":"client","typ":"JWT"}'), 'typ_mismatch' FROM key WHERE alg = 'ES256';

.read tests/ext/end.sql
