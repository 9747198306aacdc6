-- The second half of each condition: what stands beside what the other files test, each for the branch that nothing else takes.
.read tests/ext/start.sql

CREATE TEMP TABLE secret AS SELECT jwk FROM key WHERE alg = 'HS256';
CREATE TEMP TABLE public AS SELECT jwk, verifier FROM key WHERE alg = 'ES256';

-- RFC 8259: a text that ends too early, wherever it ends.
INSERT INTO test SELECT 'RFC 8259 section 2: ' || quote(value) || ' has no end', jwt_unverified('e30.' || base64url_encode(value) || '.'), NULL
  FROM json_each(json_array('[', '{', '{"a"', '{"a":', '{"a":1', '[1', '[1,', '-', '1.', '1e', '1e+', '"', '"a', '"\', '"\u', '"\u00', '"\ud83d',
    '"\ud83d\', '"\ud83d\u00', 't', 'tru', 'nul', 'fals', '{"a" ', '[ '));
INSERT INTO test VALUES
  ('RFC 8259 section 7: no escaped NUL byte', jwt_unverified('e30.' || base64url_encode(x'5b225c00225d') || '.'), NULL),
  ('RFC 8259 section 7: a low surrogate that is none', jwt_unverified('e30.' || base64url_encode('["\ud83d\u0041"]') || '.'), NULL),
  ('RFC 8259 section 7: nor above them', jwt_unverified('e30.' || base64url_encode('["\ud83d\uffff"]') || '.'), NULL),
  ('RFC 8259 section 7: U+E000 is no surrogate', jwt_unverified('e30.' || base64url_encode('["\ue000"]') || '.'), '["\ue000"]'),
  ('RFC 8259 section 7: the edges of the surrogates, alone',
    (SELECT count(*) FROM json_each('["d800","dbff","dc00","dfff"]')
    WHERE jwt_unverified('e30.' || base64url_encode('["\u' || value || '"]') || '.') IS NOT NULL), 0),
  ('RFC 8259 section 7: and what stands beside them', (SELECT count(*) FROM json_each('["d7ff","e000"]')
    WHERE jwt_unverified('e30.' || base64url_encode('["\u' || value || '"]') || '.') IS NOT NULL), 2),
  ('RFC 8259 section 7: the first and the last pair of surrogates', jwt_unverified('e30.' || base64url_encode('["\ud800\udc00\udbff\udfff"]') || '.'),
    '["\ud800\udc00\udbff\udfff"]'),
  ('RFC 8259 section 9: 33 objects', jwt_unverified('e30.' || base64url_encode(replace(hex(zeroblob(16)), '0', '{"a":') || '{"a":0'
    || replace(hex(zeroblob(16)), '0', '}') || '}') || '.'), NULL),
  ('RFC 8259 section 4: a member without a comma', jwt_unverified('e30.' || base64url_encode('{"a":1 "b":2}') || '.'), NULL),
  ('RFC 8259 section 6: numbers of every kind', jwt_unverified('e30.' || base64url_encode('[-1,0.5e-7]') || '.'), '[-1,0.5e-7]');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
INSERT INTO test SELECT '60 elements, more than fit without an allocation',
  length(jwt_unverified('e30.' || base64url_encode(json_group_array(i)) || '.')), 172 FROM n;

-- Claims: what two spellings have in common.
CREATE TEMP TABLE claim_case(title, claims, options, want);
INSERT INTO claim_case VALUES
  ('RFC 8259 section 8.3: a string is its characters', '"iss":"\u20ac\u00e9\ue000\/\n"', '"iss":"€é' || char(0xe000) || '/\n"', NULL),
  ('RFC 8259 section 8.3: one is the start of the other', '"iss":"\u0061b"', '"iss":"abc"', 'iss_mismatch'),
  ('RFC 8259 section 8.3: and the other way round', '"iss":"\u0061bc"', '"iss":"ab"', 'iss_mismatch'),
  ('RFC 8259 section 8.3: two different characters', '"iss":"\u0061"', '"iss":"b"', 'iss_mismatch'),
  ('RFC 8259 section 8.3: two characters beyond the basic plane', '"iss":"\ud83d\ude00"', '"iss":"\ud83d\ude01"', 'iss_mismatch'),
  ('an escaped name is that name', '"\u0069ss":"a"', '"iss":"a"', NULL),
  ('an escaped name that begins as one', '"\u0069sst":"a"', '"iss":"a"', 'iss_mismatch'),
  ('an escaped name that is shorter', '"\u0069s":"a"', '"iss":"a"', 'iss_mismatch'),
  ('RFC 7519 section 2: exp as 2e3', '"exp":2e3', '', NULL),
  ('RFC 7519 section 2: exp as 2E+3', '"exp":2E+3', '', NULL),
  ('RFC 7519 section 2: exp as 20000e-1', '"exp":20000e-1', '', NULL),
  ('RFC 7519 section 2: exp with a long fraction', '"exp":1999.99999999999999999999999999', '', NULL),
  ('RFC 7519 section 2: exp of next to nothing', '"exp":1e-5000', '', 'expired'),
  ('RFC 7519 section 2: exp of nothing, times much', '"exp":0e5000', '', 'expired'),
  ('RFC 7519 section 2: exp of 30 digits', '"exp":200000000000000000000000000000', '', 'claim_type'),
  ('RFC 7519 section 2: exp above 2^53', '"exp":9007199254740993', '', 'claim_type'),
  ('RFC 7519 section 2: exp of 1e99999', '"exp":1e99999', '', 'claim_type'),
  ('RFC 7519 section 2: nbf before 1970', '"nbf":-1', '', 'claim_type'),
  ('RFC 8259 section 6: 1.0 is 1', '"n":1.0', '"claims":{"n":1}', NULL),
  ('RFC 8259 section 6: 1 is not 2', '"n":1', '"claims":{"n":2}', 'claim_mismatch'),
  ('RFC 8259 section 6: what no double holds is compared by its digits', '"n":1e16', '"claims":{"n":10000000000000000}', NULL),
  ('RFC 8259 section 6: also below zero', '"n":-1e16', '"claims":{"n":-10000000000000000}', NULL),
  ('RFC 8259 section 6: 2^53 itself', '"n":9007199254740992.0', '"claims":{"n":9007199254740992}', NULL),
  ('RFC 8259 section 6: and its negative', '"n":-9007199254740992.0', '"claims":{"n":-9007199254740992}', NULL),
  ('a list that is longer', '"l":[1,2]', '"claims":{"l":[1]}', 'claim_mismatch'),
  ('a list in another order', '"l":[1,2]', '"claims":{"l":[2,1]}', 'claim_mismatch'),
  ('an object in another order', '"o":{"a":1,"b":[true,null]}', '"claims":{"o":{"b":[true,null],"\u0061":1}}', NULL),
  ('an object with another name', '"o":{"a":1}', '"claims":{"o":{"b":1}}', 'claim_mismatch'),
  ('another type', '"o":{"a":1}', '"claims":{"o":[1]}', 'claim_mismatch'),
  ('aud that is a number', '"aud":1', '"aud":"1"', 'aud_mismatch'),
  ('aud with a number in it', '"aud":[1,"a"]', '"aud":"a"', 'claim_type'),
  ('none of several audiences', '"aud":["a","b"]', '"aud":["c","d"]', 'aud_mismatch'),
  ('OpenID Connect Core section 3.1.3.7: an old login', '"auth_time":100', '"max_auth_age":60', 'too_old'),
  ('OpenID Connect Core section 3.1.3.7: a fresh one', '"auth_time":1499', '"max_auth_age":60', NULL),
  ('an old token and an old login', '"iat":100,"auth_time":100', '"max_auth_age":60,"max_token_age":60', 'too_old'),
  ('a fresh token and an old login', '"iat":1499,"auth_time":100', '"max_auth_age":60,"max_token_age":60', 'too_old'),
  ('exp required, as it is anyway', '', '"exp":"required"', NULL),
  ('RFC 7515 section 4.1.9: typ escaped', '', '"typ":"\u004aWT"', NULL);
INSERT INTO test SELECT title,
  jwt_error(jws_sign('{' || iif(claims LIKE '%"exp"%', '', '"exp":2000' || iif(claims = '', '', ',')) || claims || '}', jwk, '{"typ":"JWT"}'), jwk,
    '{"now":1500' || iif(options = '', '', ',') || options || '}'), want
  FROM claim_case, secret;

-- RFC 7515 section 4.1.11, RFC 7797: crit and b64.
CREATE TEMP TABLE crit_case(title, header, options, detached, want);
INSERT INTO crit_case VALUES
  ('RFC 7515 section 4.1.11: known to the caller', '{"alg":"HS256","crit":["x"],"x":1}', '{"crit":["x"]}', NULL, 1),
  ('RFC 7515 section 4.1.11: the caller knows another', '{"alg":"HS256","crit":["x"],"x":1}', '{"crit":["y"]}', NULL, 0),
  ('RFC 7515 section 4.1.11: one of two is known', '{"alg":"HS256","crit":["x","y"],"x":1,"y":2}', '{"crit":["x"]}', NULL, 0),
  ('RFC 7515 section 4.1.11: both are', '{"alg":"HS256","crit":["x","y"],"x":1,"y":2}', '{"crit":["x","y"]}', NULL, 1),
  ('RFC 7515 section 4.1.11: a name twice', '{"alg":"HS256","crit":["x","x"],"x":1}', '{"crit":["x"]}', NULL, 0),
  ('RFC 7515 section 4.1.11: crit holds a list, however the names are written', '{"alg":"HS256","crit":[[1]],"\u0031":1}', '{"crit":["\u0031"]}',
    NULL, 0),
  ('RFC 7515 section 4.1.11: crit is an object', '{"alg":"HS256","crit":{"a":"x"},"x":1}', '{"crit":["x"]}', NULL, 0),
  ('RFC 7797 section 3: b64 true', '{"alg":"HS256","crit":["b64"],"b64":true}', '{}', NULL, 1),
  ('RFC 7797 section 3: b64 false in the token', '{"alg":"HS256","crit":["b64"],"b64":false}', '{}', NULL, 0),
  ('RFC 7797 section 6: crit that leaves b64 out', '{"alg":"HS256","crit":["x"],"x":1,"b64":true}', '{"crit":["x"]}', NULL, 0);
-- jwt_check shows the step of the header, whatever the signature is; a JWT knows no b64 (RFC 7797 section 7).
INSERT INTO test SELECT title || ', as jwt_check tells',
  (SELECT status = 'pass' FROM jwt_check(base64url_encode(header) || '.e30.AAAA', jwk, options) WHERE name = 'crit_unknown'), want
    AND header NOT LIKE '%b64%' FROM crit_case, secret;
INSERT INTO test SELECT 'jws_verify: ' || title, jws_verify(base64url_encode(header) || '.e30.' || base64url_encode(zeroblob(32)), jwk, options), NULL
  FROM crit_case, secret;
-- The same, signed: token_derive is HMAC-SHA-256, so the refusal is that of the header.
INSERT INTO test SELECT 'jws_verify, well signed: ' || title, jws_verify(input || '.' || token_derive(secret, input), secret, options) IS NOT NULL,
  want
  FROM (SELECT *, base64url_encode(header) || '.e30' AS input, CAST('a secret of more than 32 bytes, surely' AS BLOB) AS secret FROM crit_case);
INSERT INTO test SELECT 'RFC 7515 section 4.1.11: ' || value || ' is the RFC''s own, whatever the caller knows',
  (SELECT c.status FROM jwt_check(base64url_encode(json_object('alg', 'HS256', 'crit', json_array(value), value, 1)) || '.e30.AAAA', jwk,
    json_object('crit', json_array(value))) AS c WHERE c.name = 'crit_unknown'), 'fail'
  FROM secret, json_each('["jku","jwk","kid","x5u","x5c","x5t","x5t#S256","typ","cty","enc","zip"]');
INSERT INTO test SELECT 'RFC 7515 section 4.1.11: ' || value || ' is the RFC''s own, whatever the caller knows',
  (SELECT c.status FROM jwt_check(base64url_encode(json_object('alg', 'HS256', 'crit', json_array(value))) || '.e30.AAAA', jwk,
    json_object('crit', json_array(value))) AS c WHERE c.name = 'crit_unknown'), 'fail'
  FROM secret, json_each('["alg","crit"]');

-- Keys.
CREATE TEMP TABLE mistake(title, jwk, code);
INSERT INTO mistake
  SELECT 'RFC 7517 section 4.3: key_ops that holds a number', json_set(json_remove(jwk, '$.use'), '$.key_ops', json('[1]')), 'key_invalid' FROM public
  UNION ALL SELECT 'RFC 7517 section 4.3: key_ops of ' || value, json_set(json_remove(jwk, '$.use'), '$.key_ops', json_array(value)), NULL
    FROM public, json_each('["sign","verify"]')
  UNION ALL SELECT 'RFC 7517 section 4.3: key_ops of both', json_set(json_remove(jwk, '$.use'), '$.key_ops', json('["sign","verify"]')), NULL
    FROM public
  UNION ALL SELECT 'RFC 7518 section 6.2.1: no x', json_remove(jwk, '$.x'), 'key_invalid' FROM public
  UNION ALL SELECT 'RFC 7518 section 6.2.1: no x, where x = 0 is a point', '{"kty":"EC","crv":"P-256","y":"'
    || base64url_encode(x'66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4') || '"}', 'key_invalid'
  UNION ALL SELECT 'RFC 7518 section 6.2.1: which it is', '{"kty":"EC","crv":"P-256","x":"' || base64url_encode(zeroblob(32)) || '","y":"'
    || base64url_encode(x'66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4') || '"}', NULL
  UNION ALL SELECT 'RFC 7518 section 6.2.1: x that is a number', json_set(jwk, '$.x', 1), 'key_invalid' FROM public
  UNION ALL SELECT 'RFC 7518 section 6.2.1: x that is no base64url', json_set(jwk, '$.x', '='), 'key_invalid' FROM public
  UNION ALL SELECT 'RFC 7518 section 6.2.1.2, RFC 8037 section 2: ' || alg || ', a byte after ' || value,
    json_set(jwk, '$.' || value, base64url_encode(CAST(base64url_decode(jwk ->> value) || x'00' AS BLOB))), 'key_invalid' FROM key,
    json_each('["x","y","d"]') WHERE alg IN ('ES256', 'EdDSA') AND jwk ->> value IS NOT NULL
  UNION ALL SELECT 'RFC 8037 section 2: no x', json_remove(jwk, '$.x'), 'key_invalid' FROM key WHERE alg = 'EdDSA'
  UNION ALL SELECT 'RFC 8037 section 2: no crv', json_remove(jwk, '$.crv'), 'key_invalid' FROM key WHERE alg = 'EdDSA'
  UNION ALL SELECT 'RFC 7518 section 6.3.1: an empty n', json_set(verifier, '$.n', ''), 'key_invalid' FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.1: no n', json_remove(verifier, '$.n'), 'key_invalid' FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.2: d alone', json_remove(jwk, '$.p', '$.q', '$.dp', '$.dq', '$.qi'), NULL FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7518 section 6.3.1: a modulus of 20,000 bits',
    json_set(verifier, '$.n', base64url_encode(CAST(x'ff' || zeroblob(2498) || x'01' AS BLOB))), 'key_weak' FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 7517 section 4.5: a key among whose members is keys', json_set(jwk, '$.keys', json('[]')), NULL FROM public
  UNION ALL SELECT 'RFC 7517 section 5: keys with what is no key', '{"keys":[7,null,"x"]}', 'key_invalid'
  UNION ALL SELECT 'RFC 5958: X25519 does not sign', '-----BEGIN PUBLIC KEY-----' || char(10)
    || 'MCowBQYDK2VuAyEAndXxICHYkhUk3i2JyaXHQASB+mKTV/239CVWe0tgA1o=' || char(10) || '-----END PUBLIC KEY-----', 'key_invalid'
  UNION ALL SELECT 'RFC 5480 section 2.1.1: a curve that no algorithm names', '-----BEGIN PUBLIC KEY-----' || char(10)
    || 'MFowFAYHKoZIzj0CAQYJKyQDAwIIAQEHA0IABAr2utb2fYjoaikVKzy2GXbXahkl' || char(10)
    || 'F4tzwM/WPrHjXDCzEa62tl0uPgXl41PcQsZqsvW4BjJTKF+mUEdZwbxifcc=' || char(10) || '-----END PUBLIC KEY-----', 'key_invalid'
  UNION ALL SELECT 'RFC 7468 section 2: a label that is unknown', '-----BEGIN HELLO-----' || char(10) || 'AAAA' || char(10) || '-----END HELLO-----',
    'key_invalid'
  UNION ALL SELECT 'RFC 1421 section 4.6: a header', '-----BEGIN PUBLIC KEY-----' || char(10) || 'Proc-Type: 4,ENCRYPTED' || char(10, 10) || 'AAAA'
    || char(10) || '-----END PUBLIC KEY-----', 'key_invalid'
  UNION ALL SELECT 'RFC 5915 section 3: a key of SEC 1', '-----BEGIN EC PRIVATE KEY-----' || char(10)
    || replace(replace(base64url_encode(CAST(x'30770201010420' || base64url_decode(jwk ->> 'd') || x'a00a06082a8648ce3d030107a14403420004'
    || base64url_decode(jwk ->> 'x') || base64url_decode(jwk ->> 'y') AS BLOB)), '-', '+'), '_', '/') || '==' || char(10)
    || '-----END EC PRIVATE KEY-----' || char(10), NULL FROM public
  UNION ALL SELECT 'RFC 8017 appendix A.1.1: a key of RSA alone', '-----BEGIN RSA PUBLIC KEY-----' || char(10)
    || replace(replace(base64url_encode(CAST(x'3082010a0282010100' || base64url_decode(verifier ->> 'n') || x'0203010001' AS BLOB)), '-', '+'), '_',
    '/') || char(10) || '-----END RSA PUBLIC KEY-----' || char(10), NULL FROM key WHERE alg = 'RS256'
  UNION ALL SELECT 'RFC 1421 section 4.6: a header, before what could be read',
    replace(jwk_to_pem(jwk), 'KEY-----' || char(10) || 'M', 'KEY-----' || char(10) || 'Proc-Type: 4,ENCRYPTED' || char(10, 10) || 'M'), 'key_invalid'
    FROM public
  UNION ALL SELECT 'RFC 7468 section 2: white space before it', char(9, 13, 32, 10) || jwk_to_pem(jwk), NULL FROM public
  UNION ALL SELECT 'RFC 7468: more than a key in it', '-----BEGIN PUBLIC KEY-----' || char(10)
    || 'MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA' || char(10) || '-----END PUBLIC KEY-----' || char(10), 'key_invalid'
  UNION ALL SELECT 'RFC 8725 section 3.5: PEM with a modulus of 20,000 bits', '-----BEGIN PUBLIC KEY-----' || char(10)
    || replace(replace(base64url_encode(CAST(x'308209e6300d06092a864886f70d0101010500038209d300308209ce028209c500ff' || zeroblob(2498)
    || x'010203010001' AS BLOB)), '-', '+'), '_', '/') || char(10) || '-----END PUBLIC KEY-----' || char(10), 'key_invalid'
  UNION ALL SELECT 'RFC 8017 appendix A.1.2: more than two primes', '-----BEGIN RSA PRIVATE KEY-----' || char(10)
    || 'MCgCAQECAWkCAQUCAQUCAQMCAQUCAQECAQECAQIwCzAJAgEHAgEFAgEB' || char(10) || '-----END RSA PRIVATE KEY-----' || char(10), 'key_invalid'
  UNION ALL SELECT 'white space and no more', '  ' || char(10), 'key_invalid'
  UNION ALL SELECT 'a PEM file of 2 MB', '-----BEGIN PUBLIC KEY-----' || replace(hex(zeroblob(1000000)), '0', 'A'), 'key_invalid';
INSERT INTO test SELECT 'jwk_error: ' || title, jwk_error(jwk), code FROM mistake;
INSERT INTO test SELECT 'RFC 7518 section 6.3.2: d alone signs', jwt_error(jwt_sign('{}', m.jwk, '{"expires_in":9}'), verifier), NULL
  FROM mistake AS m, key WHERE title LIKE '%d alone' AND alg = 'RS256';
INSERT INTO test SELECT 'jwk_check: ' || title, (SELECT name FROM jwk_check(jwk) WHERE status = 'fail'), code FROM mistake;
INSERT INTO test SELECT 'jwk_check: a key for encryption may do neither',
  (SELECT actual FROM jwk_check(json_set(jwk, '$.use', 'enc')) WHERE name = 'key_use'), NULL FROM public;
INSERT INTO test SELECT 'jwk_check: a key that only signs', (SELECT actual
  FROM jwk_check(json_set(json_remove(jwk, '$.use'), '$.key_ops', json('["sign"]'))) WHERE name = 'key_use'), 'sign' FROM public;
INSERT INTO test SELECT 'jwk_check: an RSA key has no curve', (SELECT actual FROM jwk_check(verifier) WHERE name = 'key_invalid'), 'RSA' FROM key
  WHERE alg = 'RS256';
INSERT INTO test SELECT 'bytes that are JSON but no object and no list are a secret', jwt_error(jwt_sign('{}', s, '{"expires_in":9}'), s), NULL
  FROM (SELECT CAST('"1234567890123456789012345678901"' AS BLOB) AS s);
INSERT INTO test SELECT 'bytes over 1 MiB are no secret', jwt_error(jwt_sign('{}', jwk, '{"expires_in":9}'), zeroblob(1048577)), 'key_invalid'
  FROM secret;
INSERT INTO test SELECT 'text over 1 MiB is no key for ' || value, jwk_error(replace(hex(zeroblob(600000)), '0', ' ')), 'key_invalid'
  FROM json_each('["anybody"]');
INSERT INTO test SELECT 'a key of ' || (1048576 + value) || ' characters', jwk_error(printf('%-*s', 1048576 + value, verifier)),
  iif(value, 'key_invalid', NULL) FROM public, json_each('[0,1]');
INSERT INTO test SELECT 'a key of ' || (1048576 + value) || ' characters to verify with',
  jwt_error(token, printf('%-*s', 1048576 + value, verifier), '{"now":1500}'), iif(value, 'key_invalid', NULL) FROM token, json_each('[0,1]')
  WHERE alg = 'ES256';

-- Which key of a set.
CREATE TEMP TABLE chosen(title, member, want);
INSERT INTO chosen
  SELECT 'RFC 7517 section 5: a broken key that the token names', json_set(verifier, '$.x', ''), 'key_invalid' FROM public
  UNION ALL SELECT 'RFC 7515 section 4.1.4: a key without kid is not the one of that kid', json_remove(verifier, '$.kid'), 'no_key' FROM public
  UNION ALL SELECT 'RFC 7517 section 4.3: a key that may only sign', json_set(json_remove(verifier, '$.use'), '$.key_ops', json('["sign"]')), 'no_key'
    FROM public
  UNION ALL SELECT 'RFC 7517 section 4.4: a key of another algorithm',
    json_object('kty', 'EC', 'crv', 'P-384', 'kid', verifier ->> 'kid', 'x', 'AA', 'y', 'AA'), 'no_key' FROM public;
INSERT INTO test SELECT title, jwt_error(token, json_object('keys', json_array(json(member))), '{"now":1500}'), want FROM chosen, token
  WHERE alg = 'ES256';
-- Beside a good key another: the token that names both, and the same token without a name.
CREATE TEMP TABLE beside(title, alg, other, named, nameless);
INSERT INTO beside
  SELECT 'broken', alg, json_set(verifier, '$.x', ''), NULL, NULL FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'broken by its use', alg, json_set(verifier, '$.use', 7), NULL, NULL FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'weak', alg, json_set(verifier, '$.n', '_wE'), 'ambiguous_key', NULL FROM token WHERE alg = 'RS256'
  UNION ALL SELECT 'too weak for its alg', alg, json_set(verifier, '$.k', base64url_encode(zeroblob(40))), 'ambiguous_key', NULL FROM token
    WHERE alg = 'HS512'
  UNION ALL SELECT 'too weak for the alg of the token', alg, json_remove(json_set(verifier, '$.k', base64url_encode(zeroblob(40))), '$.alg'),
    'ambiguous_key', NULL FROM token WHERE alg = 'HS512'
  UNION ALL SELECT 'of an alg for encryption', alg, json_set(verifier, '$.alg', 'RSA-OAEP'), NULL, NULL FROM token WHERE alg = 'RS256'
  UNION ALL SELECT 'broken and of an alg for encryption', alg, json_set(verifier, '$.alg', 'RSA-OAEP', '$.n', ''), NULL, NULL FROM token
    WHERE alg = 'RS256'
  UNION ALL SELECT 'the same key', alg, verifier, NULL, NULL FROM token WHERE alg = 'ES256'
  UNION ALL SELECT 'another key', alg, json_set(jwk_public(jwk_generate('ES256')), '$.kid', verifier ->> 'kid'), 'ambiguous_key', 'ambiguous_key'
    FROM token WHERE alg = 'ES256';
CREATE TEMP TABLE pair AS
  SELECT title, alg, named, nameless, jwk, token, '{"keys":[' || other || ',' || verifier || ']}' AS keys, 'before it' AS place FROM beside
    JOIN token USING (alg)
  UNION ALL SELECT title, alg, named, nameless, jwk, token, '{"keys":[' || verifier || ',' || other || ']}', 'after it' FROM beside
    JOIN token USING (alg);
INSERT INTO test SELECT 'RFC 7517 section 4.5: ' || place || ' one of the same name that is ' || title,
  jwt_error(token, keys, json_object('now', 1500, 'alg', alg)), named FROM pair;
INSERT INTO test SELECT 'RFC 7517 section 5: nobody asks for a name, and ' || place || ' stands one that is ' || title,
  jwt_error(jwt_sign('{}', json_remove(jwk, '$.kid'), json_object('expires_in', 9, 'alg', alg)), keys, json_object('alg', alg)), nameless FROM pair;
INSERT INTO test SELECT 'RFC 7517 section 5: nobody asks for a name, and all there is are two that are ' || title,
  jwt_error(jwt_sign('{}', json_remove(jwk, '$.kid'), json_object('expires_in', 9, 'alg', alg)), '{"keys":[' || other || ',' || other || ']}',
    json_object('alg', alg)),
  CASE WHEN title LIKE 'broken%' OR title LIKE '%encryption' THEN 'no_key' WHEN title = 'the same key' THEN NULL
    WHEN title = 'another key' THEN 'bad_signature' ELSE 'key_weak' END FROM beside JOIN token USING (alg);
INSERT INTO test SELECT 'RFC 7517 section 4.3: key_ops count before an alg that is unknown',
  jwt_error(token, json_set(json_remove(verifier, '$.use'), '$.key_ops', json('["sign"]'), '$.alg', 'X'), '{"now":1500}'), 'key_use' FROM token
    WHERE alg = 'ES256';
INSERT INTO test SELECT 'RFC 7518 section 3.2: weakness counts before key_ops',
  jwt_error(token, '{"kty":"oct","key_ops":["sign"],"k":"' || base64url_encode(zeroblob(40)) || '"}', '{"now":1500,"alg":"HS512"}'), 'key_weak'
    FROM token WHERE alg = 'HS512';
INSERT INTO test SELECT 'RFC 7517 section 4.4: a key of ' || alg || ' that says it is for ' || value,
  jwt_error(token, json_set(verifier, '$.alg', value), '{"now":1500}'), 'alg_key_mismatch' FROM token,
    json_each('["ECDH-ES","A256KW","RSA-OAEP","none",""]') WHERE alg IN ('HS256', 'RS256', 'ES256', 'EdDSA');
INSERT INTO test SELECT 'RFC 8725 section 3.1: RS256 in the key, PS256 in the token',
  jwt_error(jwt_sign('{}', json_set(jwk, '$.alg', 'PS256'), '{"expires_in":9}'), json_object('keys', json_array(json(verifier)))), 'no_key' FROM key
  WHERE alg = 'RS256';
INSERT INTO test SELECT 'RFC 8725 section 3.1: the set does not say, the caller does',
  jwt_error(jwt_sign('{}', jwk, '{"expires_in":9}'), json_object('keys', json_array(json_remove(verifier, '$.alg'))), '{"alg":"RS256"}'), NULL
  FROM key WHERE alg = 'RS256';

-- Arguments that are NULL or left out.
INSERT INTO test VALUES
  ('jwt_check()', (SELECT count(*) FROM jwt_check), 35), ('dpop_check()', (SELECT count(*) > 20 FROM dpop_check), 1),
    ('jwt_parts()', (SELECT count(*) FROM jwt_parts), 0),
  ('jwks_each()', (SELECT count(*) FROM jwks_each), 0), ('jwk_check()', (SELECT count(*) FROM jwk_check), 5),
  ('jwt_check: a token is not shown again', (SELECT count(argument_token) + count(argument_key) FROM jwt_check('a', 'b')), 0),
  ('jwt_parts: an argument is given, not sought', (SELECT count(*) FROM jwt_parts('e30.e30.') WHERE argument_token > 'a'), 0),
  ('jwt_hash', jwt_hash('x', NULL), NULL), ('jwk_thumbprint', jwk_thumbprint('{}', NULL), NULL),
    ('jwk_thumbprint_uri', jwk_thumbprint_uri(NULL), NULL),
  ('jwk_from_pem', jwk_from_pem(NULL), NULL), ('jwk_to_pem', jwk_to_pem(NULL), NULL), ('jwk_from_secret', jwk_from_secret(zeroblob(32), NULL), NULL),
  ('jwk_public', jwk_public(NULL), NULL), ('token_equal', token_equal('a', NULL), NULL), ('token_id', token_id(NULL, 'a_b.c'), NULL),
    ('token_secret', token_secret('a', NULL), NULL), ('pkce_challenge', pkce_challenge(printf('%.43c', 'a'), NULL), NULL),
  ('password_hash', password_hash(NULL), NULL), ('password_verify', password_verify('x', NULL), NULL),
    ('token_fingerprint', token_fingerprint(NULL, 'x'), NULL),
  ('jwt_header of what is too large', jwt_header(replace(hex(zeroblob(40000)), '0', 'A') || '..'), NULL),
  ('jwt_header of what is no base64url', jwt_header('e3=.e30.'), NULL), ('jwt_header of two parts', jwt_header('e30.e30'), NULL),
  ('jwks_each: no keys', (SELECT count(*) FROM jwks_each('{"keys":[]}')), 0);

INSERT INTO test SELECT 'RFC 7515 section 4.1.4: the kid of the header stands for that of the key',
  jwt_header(jwt_sign('{}', jwk, '{"expires_in":9,"exp":"required","header":{"kid":"x"}}')) ->> 'kid', 'x' FROM secret;
INSERT INTO test SELECT 'RFC 7515 section 4.1.1: an alg as long as none', jwt_error(base64url_encode('{"alg":"nine"}') || '.e30.', jwk),
  'alg_unsupported' FROM secret;
INSERT INTO test SELECT 'RFC 7517 section 5: a broken key that nobody names',
  jwt_error(jwt_sign('{}', json_remove(jwk, '$.kid'), '{"expires_in":9}'), json_object('keys', json_array(json_set(verifier, '$.x', '')))), 'no_key'
  FROM public;
INSERT INTO test SELECT 'RFC 7517 section 4.2: use sig by name', jwk_generate('ES256', '{"use":"sig"}') ->> 'use', 'sig';
INSERT INTO test SELECT 'jwt_parts of what is too large', count(*), 0 FROM jwt_parts(replace(hex(zeroblob(40000)), '0', 'A') || '..');

-- Passwords: costs that nobody here would have chosen.
INSERT INTO test SELECT 'password_verify: ' || value, password_verify('x', value
  || '$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), 0
  FROM json_each(json_array('$scrypt$ln=0,r=8,p=1', '$scrypt$ln=4,r=33,p=1', '$scrypt$ln=4,r=8,p=0', '$scrypt$ln=4,r=8,p=17',
    '$scrypt$ln=20,r=32,p=1', '$scrypt$ln=4,r=8'));
INSERT INTO test VALUES
  ('password_verify: base64 is not base64url', password_verify('x',
    '$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAA-A$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), 0),
  -- Right ones, by Python's hashlib.scrypt, of a cost that is not paid.
  ('password_verify: r = 33', password_verify('x', '$scrypt$ln=4,r=33,p=1$AAAAAAAAAAAAAAAAAAAAAA$O28zoXExHqk4k5TV1XYi3CoAJxeToJ/GBY3uy+WRtCo'), 0),
  ('password_verify: p = 17', password_verify('x', '$scrypt$ln=4,r=8,p=17$AAAAAAAAAAAAAAAAAAAAAA$CNQE30YKtpZryxqQGqoD1TuTk0YBKYNgi9aw3nouoPc'), 0),
  ('password_verify: spare bits in the salt', password_verify('x',
    '$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAB$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), 0),
  ('password_verify: a salt too short', password_verify('x', '$scrypt$ln=4,r=8,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), 0);

.read tests/ext/end.sql
