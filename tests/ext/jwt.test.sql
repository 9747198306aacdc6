-- Validating a JSON Web Token, RFC 7519 section 7.2, OpenID Connect Core section 3.1.3.7: each option and its reason.
.read tests/ext/start.sql

CREATE TEMP TABLE secret AS SELECT jwk FROM key WHERE alg = 'HS256';

-- Claims are signed as they stand (jws_sign asks nothing of them); now is 1500.
CREATE TEMP TABLE claim_case(title, claims, options, want);
INSERT INTO claim_case VALUES
  ('RFC 7519 section 7.2: a good token', '{"exp":2000}', '{}', NULL),
  ('section 4.1.4: exp is missing', '{}', '{}', 'exp_missing'),
  ('section 4.1.4: exp may be missing when the caller says so', '{}', '{"exp":"optional"}', NULL),
  ('section 4.1.4: but when it is there, it counts', '{"exp":1}', '{"exp":"optional"}', 'expired'),
  ('section 4.1.4: unless it is ignored', '{"exp":1}', '{"exp":"ignored"}', NULL),
  ('section 4.1.4: one second before exp', '{"exp":1501}', '{}', NULL),
  ('section 4.1.4: on exp it is over', '{"exp":1500}', '{}', 'expired'),
  ('section 4.1.4: a little leeway', '{"exp":1500}', '{"leeway":1}', NULL),
  ('section 4.1.4: and not more', '{"exp":1499}', '{"leeway":1}', 'expired'),
  ('section 2: a NumericDate may have a fraction', '{"exp":1500.5}', '{}', NULL),
  ('section 2: and an exponent', '{"exp":2.0e3}', '{}', NULL),
  ('after 2038', '{"exp":4102444800}', '{}', NULL),
  ('far after 2038', '{"exp":9007199254740992}', '{}', NULL),
  ('exp as a string', '{"exp":"2000"}', '{}', 'claim_type'),
  ('exp as a string, when exp is optional', '{"exp":"2000"}', '{"exp":"optional"}', 'claim_type'),
  ('exp null', '{"exp":null}', '{}', 'claim_type'),
  ('exp true', '{"exp":true}', '{}', 'claim_type'),
  ('exp as a list', '{"exp":[2000]}', '{}', 'claim_type'),
  ('exp 1e999', '{"exp":1e999}', '{}', 'claim_type'),
  ('exp -1', '{"exp":-1}', '{}', 'claim_type'),
  ('exp 2^63', '{"exp":9223372036854775808}', '{}', 'claim_type'),
  ('exp 2^53 + 2', '{"exp":9007199254740994}', '{}', 'claim_type'),
  ('Exp is not exp', '{"Exp":2000}', '{}', 'exp_missing'),
  ('exp by an escape is exp', '{"e\u0078p":2000}', '{}', NULL),
  ('section 4.1.5: nbf has come', '{"exp":2000,"nbf":1500}', '{}', NULL),
  ('section 4.1.5: nbf has not come', '{"exp":2000,"nbf":1501}', '{}', 'not_yet_valid'),
  ('section 4.1.5: with leeway it has', '{"exp":2000,"nbf":1501}', '{"leeway":1}', NULL),
  ('section 4.1.5: nbf as a string', '{"exp":2000,"nbf":"1"}', '{}', 'claim_type'),
  ('section 4.1.6: iat in the future', '{"exp":2000,"iat":1501}', '{}', 'issued_in_future'),
  ('section 4.1.6: within leeway', '{"exp":2000,"iat":1501}', '{"leeway":1}', NULL),
  ('section 4.1.6: iat as a string', '{"exp":2000,"iat":"1"}', '{}', 'claim_type'),
  ('max_token_age: young enough', '{"exp":2000,"iat":1440}', '{"max_token_age":60}', NULL),
  ('max_token_age: too old', '{"exp":2000,"iat":1439}', '{"max_token_age":60}', 'too_old'),
  ('max_token_age: with leeway', '{"exp":2000,"iat":1439}', '{"max_token_age":60,"leeway":1}', NULL),
  ('max_token_age: needs iat', '{"exp":2000}', '{"max_token_age":60}', 'claim_missing'),
  ('OpenID Connect Core section 3.1.2.1: max_age, fresh', '{"exp":2000,"auth_time":1440}', '{"max_auth_age":60}', NULL),
  ('OpenID Connect Core section 3.1.2.1: max_age, stale', '{"exp":2000,"auth_time":1439}', '{"max_auth_age":60}', 'too_old'),
  ('OpenID Connect Core section 3.1.2.1: max_age needs auth_time', '{"exp":2000}', '{"max_auth_age":60}', 'claim_missing'),
  ('a login of tomorrow is not too old, but it is none either', '{"exp":2000,"auth_time":1501}', '{"max_auth_age":60}', 'issued_in_future'),
  ('a login of tomorrow, within leeway', '{"exp":2000,"auth_time":1501}', '{"max_auth_age":60,"leeway":1}', NULL),
  ('a login of tomorrow, when nobody asks', '{"exp":2000,"auth_time":1501}', '{}', NULL),
  ('a login of tomorrow, and a token too', '{"exp":2000,"iat":1501,"auth_time":1501}', '{"max_auth_age":60}', 'issued_in_future'),
  ('both ages: the token is too old', '{"exp":2000,"iat":1439,"auth_time":1500}', '{"max_token_age":60,"max_auth_age":60}', 'too_old'),
  ('both ages: the login is too old', '{"exp":2000,"iat":1500,"auth_time":1439}', '{"max_token_age":60,"max_auth_age":60}', 'too_old'),
  ('both ages: neither', '{"exp":2000,"iat":1500,"auth_time":1440}', '{"max_token_age":60,"max_auth_age":60}', NULL),
  ('section 4.1.1: iss', '{"exp":2000,"iss":"https://a"}', '{"iss":"https://a"}', NULL),
  ('section 4.1.1: iss of another', '{"exp":2000,"iss":"https://b"}', '{"iss":"https://a"}', 'iss_mismatch'),
  ('RFC 8725 section 3.8: iss is exact', '{"exp":2000,"iss":"https://a/"}', '{"iss":"https://a"}', 'iss_mismatch'),
  ('RFC 8725 section 3.8: iss is exact in case', '{"exp":2000,"iss":"https://A"}', '{"iss":"https://a"}', 'iss_mismatch'),
  ('naming an option makes its claim required', '{"exp":2000}', '{"iss":"https://a"}', 'iss_mismatch'),
  ('iss as a list', '{"exp":2000,"iss":["https://a"]}', '{"iss":"https://a"}', 'iss_mismatch'),
  ('iss as a list, when nobody asks', '{"exp":2000,"iss":["https://a"]}', '{}', 'claim_type'),
  ('RFC 8725 section 3.8: one of the issuers that are trusted', '{"exp":2000,"iss":"https://b"}', '{"iss":["https://a","https://b"]}', NULL),
  ('RFC 8725 section 3.8: one of them, by an escape', '{"exp":2000,"iss":"https:\/\/b"}', '{"iss":["https://a","https://b"]}', NULL),
  ('RFC 8725 section 3.8: a list of one', '{"exp":2000,"iss":"https://a"}', '{"iss":["https://a"]}', NULL),
  ('RFC 8725 section 3.8: none of them', '{"exp":2000,"iss":"https://c"}', '{"iss":["https://a","https://b"]}', 'iss_mismatch'),
  ('RFC 8725 section 3.8: a part of one of them', '{"exp":2000,"iss":"https://"}', '{"iss":["https://a","https://b"]}', 'iss_mismatch'),
  ('RFC 8725 section 3.8: nobody is trusted', '{"exp":2000,"iss":"https://a"}', '{"iss":[]}', 'iss_mismatch'),
  ('RFC 8725 section 3.8: several are trusted, and the token names none', '{"exp":2000}', '{"iss":["https://a"]}', 'iss_mismatch'),
  ('iss as the very list', '{"exp":2000,"iss":["https://a"]}', '{"iss":["https://a"]}', 'iss_mismatch'),
  ('iss as an object', '{"exp":2000,"iss":{"a":1}}', '{}', 'claim_type'),
  ('iss by an escape is iss', '{"exp":2000,"iss":"https:\/\/a"}', '{"iss":"https://a"}', NULL),
  ('section 4.1.3: aud', '{"exp":2000,"aud":"api"}', '{"aud":"api"}', NULL),
  ('section 4.1.3: aud in a list', '{"exp":2000,"aud":["x","api"]}', '{"aud":"api"}', NULL),
  ('section 4.1.3: one of the caller''s names', '{"exp":2000,"aud":["x","api"]}', '{"aud":["y","api"]}', NULL),
  ('section 4.1.3: none of the caller''s names', '{"exp":2000,"aud":["x","api"]}', '{"aud":["y","z"]}', 'aud_mismatch'),
  ('section 4.1.3: aud of another', '{"exp":2000,"aud":"x"}', '{"aud":"api"}', 'aud_mismatch'),
  ('section 4.1.3: a part of aud is not aud', '{"exp":2000,"aud":"api2"}', '{"aud":"api"}', 'aud_mismatch'),
  ('section 4.1.3: an empty list is nobody', '{"exp":2000,"aud":[]}', '{"aud":"api"}', 'aud_mismatch'),
  ('section 4.1.3: who is in aud must say who it is', '{"exp":2000,"aud":"api"}', '{}', 'aud_mismatch'),
  ('RFC 8725 section 3.9: aud is missing', '{"exp":2000}', '{"aud":"api"}', 'aud_missing'),
  ('aud as an object', '{"exp":2000,"aud":{"api":1}}', '{"aud":"api"}', 'aud_mismatch'),
  ('aud null', '{"exp":2000,"aud":null}', '{"aud":"api"}', 'aud_mismatch'),
  ('aud as a list with a number', '{"exp":2000,"aud":["api",1]}', '{"aud":"api"}', 'claim_type'),
  ('section 4.1.2: sub', '{"exp":2000,"sub":"alice"}', '{"sub":"alice"}', NULL),
  ('section 4.1.2: sub of another', '{"exp":2000,"sub":"bob"}', '{"sub":"alice"}', 'sub_mismatch'),
  ('section 4.1.2: sub is missing', '{"exp":2000}', '{"sub":"alice"}', 'sub_mismatch'),
  ('section 4.1.2: sub as a number', '{"exp":2000,"sub":1}', '{}', 'claim_type'),
  ('OpenID Connect Core section 3.1.3.7: nonce', '{"exp":2000,"nonce":"n"}', '{"nonce":"n"}', NULL),
  ('OpenID Connect Core section 3.1.3.7: nonce of another', '{"exp":2000,"nonce":"m"}', '{"nonce":"n"}', 'nonce_mismatch'),
  ('OpenID Connect Core section 3.1.3.7: nonce is missing', '{"exp":2000}', '{"nonce":"n"}', 'nonce_mismatch'),
  ('OpenID Connect Core section 3.1.3.7: azp', '{"exp":2000,"azp":"c"}', '{"azp":"c"}', NULL),
  ('OpenID Connect Core section 3.1.3.7: azp of another', '{"exp":2000,"azp":"d"}', '{"azp":"c"}', 'azp_mismatch'),
  ('section 4.1.7: jti', '{"exp":2000,"jti":"1"}', '{"jti":"1"}', NULL),
  ('section 4.1.7: jti of another', '{"exp":2000,"jti":"2"}', '{"jti":"1"}', 'jti_mismatch'),
  ('require', '{"exp":2000,"scope":"a"}', '{"require":["scope"]}', NULL),
  ('require: missing', '{"exp":2000}', '{"require":["exp","scope"]}', 'claim_missing'),
  ('absent', '{"exp":2000}', '{"absent":["nonce"]}', NULL),
  ('absent: OpenID Connect Back-Channel Logout section 2.4: there', '{"exp":2000,"nonce":"n"}', '{"absent":["nonce"]}', 'claim_mismatch'),
  ('claims', '{"exp":2000,"a":{"b":[1,"x",null,true]}}', '{"claims":{"a":{"b":[1,"x",null,true]}}}', NULL),
  ('claims: in another order and writing', '{"exp":2000,"a":{"b":"\u0031","c":1.0}}', '{"claims":{"a":{"c":1,"b":"1"}}}', NULL),
  ('claims: missing', '{"exp":2000}', '{"claims":{"a":1}}', 'claim_missing'),
  ('claims: another value', '{"exp":2000,"a":2}', '{"claims":{"a":1}}', 'claim_mismatch'),
  ('claims: another type', '{"exp":2000,"a":"1"}', '{"claims":{"a":1}}', 'claim_mismatch'),
  ('claims: one member more', '{"exp":2000,"a":{"b":1,"c":2}}', '{"claims":{"a":{"b":1}}}', 'claim_mismatch'),
  ('claims: another name', '{"exp":2000,"a":{"c":1}}', '{"claims":{"a":{"b":1}}}', 'claim_mismatch'),
  ('claims: a list in another order', '{"exp":2000,"a":[1,2]}', '{"claims":{"a":[2,1]}}', 'claim_mismatch'),
  ('claims: beyond 2^53 digits count', '{"exp":2000,"a":9007199254740993}', '{"claims":{"a":9007199254740992}}', 'claim_mismatch'),
  ('claims: an exponent that nobody means is itself', '{"exp":2000,"a":[-9e999999999999999999]}', '{"claims":{"a":[-9e999999999999999999]}}', NULL),
  ('claims: and no other', '{"exp":2000,"a":9e999999999999999999}', '{"claims":{"a":9e9999999999999999990}}', 'claim_mismatch'),
  ('claims: false is not null', '{"exp":2000,"a":false}', '{"claims":{"a":null}}', 'claim_mismatch'),
  ('the order: the signature comes first, then expiry, then the issuer', '{"exp":1,"iss":"b"}', '{"iss":"a"}', 'expired'),
  ('no JSON', 'hello', '{}', 'bad_json'),
  ('no object', '[1]', '{}', 'bad_json'),
  ('a name twice', '{"exp":1,"exp":2000}', '{}', 'duplicate_member');
INSERT INTO test
  SELECT title, jwt_error(jws_sign(claims, jwk), jwk, json_set(options, '$.now', 1500)), want FROM claim_case, secret;
INSERT INTO test
  SELECT 'jwt_verify agrees: ' || title, jwt_verify(jws_sign(claims, jwk), jwk, json_set(options, '$.now', 1500)), iif(want IS NULL, claims, NULL)
    FROM claim_case, secret;
INSERT INTO test
  SELECT 'jwt_check agrees: ' || title,
    (SELECT name FROM jwt_check(jws_sign(claims, jwk), jwk, json_set(options, '$.now', 1500)) WHERE status = 'fail' ORDER BY step LIMIT 1), want
      FROM claim_case, secret;

-- RFC 7519 section 2: a NumericDate may have a fraction, and so may now; each is what is written, digit by digit.
CREATE TEMP TABLE fraction_case(title, claims, options, want);
INSERT INTO fraction_case VALUES
  ('exp half a second from now', '{"exp":1500.5}', '{"now":1500}', NULL),
  ('exp half a second ago', '{"exp":1500}', '{"now":1500.5}', 'expired'),
  ('on exp it is over', '{"exp":1500.5}', '{"now":1500.5}', 'expired'),
  ('a billionth before exp', '{"exp":1500.500000001}', '{"now":1500.5}', NULL),
  ('less than that before exp', '{"exp":1500.50000000000000000001}', '{"now":1500.5}', NULL),
  ('less than that after exp', '{"exp":1500.5}', '{"now":1500.50000000000000000001}', 'expired'),
  ('a tenth is a tenth', '{"exp":1500.3}', '{"now":1500.30}', 'expired'),
  ('however it is written', '{"exp":15003e-1}', '{"now":1.5003e3}', 'expired'),
  ('with leeway', '{"exp":1500.5}', '{"now":1501.25,"leeway":1}', NULL),
  ('and not more', '{"exp":1500.25}', '{"now":1501.25,"leeway":1}', 'expired'),
  ('issued now', '{"exp":2000,"iat":1500.4}', '{"now":1500.4}', NULL),
  ('issued a moment ago, in the second that is now', '{"exp":2000,"iat":1500.4}', '{"now":1500.8}', NULL),
  ('issued a moment from now', '{"exp":2000,"iat":1500.401}', '{"now":1500.4}', 'issued_in_future'),
  ('begun now', '{"exp":2000,"nbf":1500.4}', '{"now":1500.4}', NULL),
  ('begun a moment from now', '{"exp":2000,"nbf":1500.4000000001}', '{"now":1500.4}', 'not_yet_valid'),
  ('as old as the caller allows', '{"exp":2000,"iat":1440.25}', '{"now":1500.25,"max_token_age":60}', NULL),
  ('and a little older', '{"exp":2000,"iat":1440.2499999999}', '{"now":1500.25,"max_token_age":60}', 'too_old'),
  ('a login as old as the caller allows', '{"exp":2000,"auth_time":1440.25}', '{"now":1500.25,"max_auth_age":60}', NULL),
  ('before the leeway began, there was no time', '{"exp":0.75}', '{"now":0.25,"leeway":600}', NULL),
  ('2^53 - 1, which a double still has', '{"exp":9007199254740991}', '{"now":9007199254740990.5}', NULL),
  ('2^53, which it has too', '{"exp":9007199254740992}', '{"now":9007199254740991.999999999}', NULL),
  ('and what it has not', '{"exp":9007199254740991.75}', '{"now":9007199254740991.5}', NULL),
  ('and what it has not, when it is over', '{"exp":9007199254740991.25}', '{"now":9007199254740991.5}', 'expired'),
  ('2^53 with leeway', '{"exp":9007199254740992,"nbf":9007199254740992}', '{"now":9007199254740991.5,"leeway":600}', NULL),
  ('a little over 2^53', '{"exp":9007199254740992.000000001}', '{"now":1500}', 'claim_type'),
  ('a little before 1970', '{"exp":-0.000000000001}', '{"now":0,"exp":"ignored"}', 'claim_type'),
  ('1970', '{"exp":-0.0}', '{"now":0,"exp":"ignored"}', NULL);
INSERT INTO test SELECT 'RFC 7519 section 2: ' || title, jwt_error(jws_sign(claims, jwk), jwk, options), want FROM fraction_case, secret;
INSERT INTO test SELECT 'jwt_check shows of ' || title, (SELECT group_concat(expected || ', ' || actual || ', ' || detail, '; ')
  FROM jwt_check(jws_sign(claims, jwk), jwk, options) WHERE status = 'fail'), want
  FROM secret, (SELECT 'half a second' AS title, '{"exp":1500}' AS claims, '{"now":1500.5}' AS options,
    'exp after 1500.5, 1500, exp has passed: 0.5 seconds ago' AS want
    UNION ALL SELECT 'what is left over', '{"exp":1498.75}', '{"now":1500.1,"leeway":1}',
      'exp after 1499.1, leeway 1, 1498.75, exp has passed: 1.35 seconds ago'
    UNION ALL SELECT 'a bound before 1970', '{"exp":9,"iat":0.5}', '{"now":0.25}',
      'iat at most 0.25, 0.5, iat or auth_time is in the future: 0.25 seconds from now'
    UNION ALL SELECT 'a negative bound', '{"exp":9,"iat":1.1,"auth_time":0}', '{"now":0.25}',
      'iat at most 0.25, 1.1, iat or auth_time is in the future: 0.85 seconds from now');
INSERT INTO test SELECT 'jwt_check shows a bound before 1970',
  (SELECT expected FROM jwt_check(jws_sign('{"exp":1}', jwk), jwk, '{"now":0.25,"leeway":1}') WHERE name = 'expired'), 'exp after -0.75, leeway 1'
  FROM secret;
INSERT INTO test SELECT 'the clock is SQLite''s, with its milliseconds: what was issued a moment ago is not of the future',
  jwt_error(jws_sign(json_object('exp', 9e9, 'iat', (julianday('now') - 2440587.5) * 86400 - 0.001), jwk), jwk), NULL FROM secret;

-- The header.
CREATE TEMP TABLE header_case(title, header, options, want);
INSERT INTO header_case VALUES
  ('RFC 8725 section 3.11: typ', '{"typ":"at+jwt"}', '{"typ":"at+jwt"}', NULL),
  ('RFC 7515 section 4.1.9: application/ may be there', '{"typ":"application/at+jwt"}', '{"typ":"at+jwt"}', NULL),
  ('RFC 7515 section 4.1.9: also when it is escaped', '{"typ":"application\/at+jwt"}', '{"typ":"at+jwt"}', NULL),
  ('RFC 7515 section 4.1.9: in the option as well', '{"typ":"at+jwt"}', '{"typ":"application/at+jwt"}', NULL),
  ('RFC 2045 section 5.1: case does not matter', '{"typ":"AT+JWT"}', '{"typ":"at+jwt"}', NULL),
  ('RFC 8725 section 3.11: another typ', '{"typ":"JWT"}', '{"typ":"at+jwt"}', 'typ_mismatch'),
  ('RFC 8725 section 3.11: no typ', '{}', '{"typ":"at+jwt"}', 'typ_mismatch'),
  ('RFC 8725 section 3.1: an allowed alg', '{}', '{"algs":["RS256","HS256"]}', NULL),
  ('RFC 8725 section 3.1: the allowed alg', '{}', '{"alg":"HS256"}', NULL),
  ('RFC 8725 section 3.1: an alg that is not allowed', '{}', '{"algs":["RS256","HS384"]}', 'alg_not_allowed');
INSERT INTO test SELECT title, jwt_error(jws_sign('{"exp":2000}', jwk, json_object('header', json(header))), jwk, json_set(options, '$.now', 1500)),
  want FROM header_case, secret;
INSERT INTO test SELECT 'RFC 8725 section 3.11: typ that is no string',
  jwt_error(base64url_encode('{"alg":"HS256","typ":1}') || '.e30.', jwk, '{"typ":"at+jwt"}'), 'typ_mismatch' FROM secret;
INSERT INTO test SELECT 'RFC 8725 section 3.11: typ that is a list',
  jwt_error(base64url_encode('{"alg":"HS256","typ":[1]}') || '.e30.', jwk, '{"typ":"1"}'), 'typ_mismatch' FROM secret;

-- All algorithms.
INSERT INTO test SELECT alg || ': a token of one''s own', jwt_verify(token, verifier, '{"now":1500}'), '{"sub":"alice","iat":1000,"exp":2000}'
  FROM token;
INSERT INTO test SELECT alg || ': RFC 7518 section 3: the alg is written', jwt_header(token) ->> 'alg', alg FROM token;
INSERT INTO test SELECT alg || ': with the private key too', jwt_error(token, jwk, '{"now":1500}'), NULL FROM token;
INSERT INTO test SELECT alg || ': RFC 7519 section 7.2: nothing is said of the claims of a wrong signature',
  jwt_error(token, jwk_generate(alg), '{"now":9999,"iss":"other","aud":"other"}'), 'bad_signature' FROM token;
INSERT INTO test SELECT alg || ': RFC 7515 section 5.2: another key of its kind', jwt_error(token, jwk_generate(alg), '{"now":1500}'), 'bad_signature'
  FROM token;
INSERT INTO test SELECT alg || ': RFC 7515 section 5.2: a changed claim',
  jwt_error(replace(token, base64url_encode(jwt_unverified(token)), base64url_encode(replace(jwt_unverified(token), 'alice', 'mallo'))), verifier,
    '{"now":1500}'), 'bad_signature' FROM token;
INSERT INTO test SELECT alg || ': RFC 7515 section 5.2: no signature',
  jwt_error(substr(token, 1, instr(token, '.') + instr(substr(token, instr(token, '.') + 1), '.')), verifier, '{"now":1500}'), 'bad_signature'
  FROM token;
INSERT INTO test SELECT 'RFC 8725 section 3.1: a token of ' || t.alg || ' against a key of ' || k.alg,
  jwt_error(t.token, k.verifier, '{"now":1500}'),
  CASE WHEN t.alg = k.alg THEN NULL
       WHEN t.alg = 'EdDSA' AND k.alg IN ('Ed25519', 'Ed448') THEN 'bad_signature' -- RFC 9864 section 2: EdDSA may be either
       WHEN t.alg = 'Ed25519' AND k.alg = 'EdDSA' THEN 'bad_signature'
       ELSE 'alg_key_mismatch' END
  FROM token AS t, key AS k;
INSERT INTO test SELECT 'RFC 9864 section 2.2: EdDSA and Ed25519 are one',
  jwt_error(token, json_set(verifier, '$.alg', 'Ed25519'), '{"now":1500}'), NULL FROM token WHERE alg = 'EdDSA';

-- Rules for all.
INSERT INTO test VALUES
  ('no token', jwt_error(NULL, 'x'), 'token_null'),
  ('no token verifies to nothing', jwt_verify(NULL, 'x'), NULL),
  ('no token has no header', jwt_header(NULL), NULL),
  ('no token claims nothing', jwt_unverified(NULL), NULL);
INSERT INTO test SELECT 'no key', jwt_error(token, NULL, '{"now":1500}'), 'no_key' FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'no key verifies nothing', jwt_verify(token, NULL, '{"now":1500}'), NULL FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'claims come back as they were signed, byte for byte',
  jwt_verify(jws_sign(' {"exp" : 2000,  "n":123456789012345678901234567890, "e":"\u00e9" } ', jwk), jwk, '{"now":1500}'),
    ' {"exp" : 2000,  "n":123456789012345678901234567890, "e":"\u00e9" } ' FROM secret;
INSERT INTO test SELECT 'verified claims are JSON, not a string', json_object('claims', jwt_verify(token, verifier, '{"now":1500}')),
  '{"claims":{"sub":"alice","iat":1000,"exp":2000}}' FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'so are generated keys', json_type(json_object('k', jwk_generate('EdDSA')), '$.k'), 'object';
INSERT INTO test SELECT 'the clock is SQLite''s', jwt_error(jwt_sign('{}', jwk, '{"expires_in":60}'), jwk), NULL FROM secret;
INSERT INTO test SELECT 'now may be as far as a double counts', jwt_error(token, jwk, '{"now":9007199254740992}'), 'expired' FROM token
  WHERE alg = 'HS256';
INSERT INTO test SELECT 'the clock is SQLite''s: iat', abs((jwt_unverified(jwt_sign('{}', jwk, '{"expires_in":60}')) ->> 'iat') - strftime('%s',
  'now')) <= 1, 1 FROM secret;
INSERT INTO test SELECT 'RFC 7515 section 5.2: an empty payload is one too', hex(jws_verify(jws_sign(x'', jwk), jwk)), '' FROM secret;
INSERT INTO test SELECT 'RFC 7515 section 5.2: any bytes are a payload', hex(jws_verify(jws_sign(x'00ff00', jwk), jwk)), '00FF00' FROM secret;
INSERT INTO test SELECT 'jws_verify of a bad signature', jws_verify(jws_sign(x'00', jwk), jwk_generate('HS256')), NULL FROM secret;
INSERT INTO test SELECT 'RFC 8725 section 3.1, 3.11: jws_verify with ' || column1,
  CAST(jws_verify(jws_sign('x', jwk, '{"typ":"a"}'), jwk, column1) AS TEXT), column2 FROM secret, (VALUES
  ('{"alg":"HS256"}', 'x'), ('{"alg":"HS384"}', NULL), ('{"algs":["RS256","HS256"]}', 'x'), ('{"algs":["RS256"]}', NULL), ('{"typ":"a"}', 'x'),
    ('{"typ":"b"}', NULL), ('{"crit":["y"]}', 'x'));

-- jwt_check.
INSERT INTO test SELECT 'jwt_check: 35 steps, whatever comes', (SELECT count(*) FROM jwt_check(value, NULL)), 35
  FROM json_each(json_array(NULL, '', 'a', 'a.b.c', 'a.b.c.d.e'));
INSERT INTO test SELECT 'jwt_check: claims after a bad signature are marked',
  (SELECT count(*) FROM jwt_check(token, jwk_generate('ES256'), '{"now":9999}') WHERE part = 'claims' AND status <> 'skip'
    AND detail NOT LIKE 'on unverified data%'), 0 FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_check: both faults of a token, in order',
  (SELECT group_concat(name) FROM jwt_check(token, jwk_generate('ES256'), '{"now":9999}') WHERE status = 'fail'), 'bad_signature,expired' FROM token
    WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_check: what was expected and what was there',
  (SELECT expected || ' / ' || actual FROM jwt_check(jws_sign('{"iss":"b"}', jwk), jwk, '{"iss":"a"}') WHERE name = 'iss_mismatch'), 'a / b'
    FROM secret;
-- What a row says of the claim that it is about.
CREATE TEMP TABLE row_case(title, claims, options, name, want);
INSERT INTO row_case VALUES
  ('the token''s age', '{"exp":2000,"iat":1439,"auth_time":1500}', '{"max_token_age":60}', 'too_old',
    'fail|iat at least 1440|1439|iat or auth_time is longer ago than the caller allows: 61 seconds ago'),
  ('the login''s age', '{"exp":2000,"iat":1500,"auth_time":1439}', '{"max_auth_age":60}', 'too_old',
    'fail|auth_time at least 1440|1439|iat or auth_time is longer ago than the caller allows: 61 seconds ago'),
  ('the login''s age, young enough', '{"exp":2000,"iat":1,"auth_time":1440}', '{"max_auth_age":60}', 'too_old', 'pass|auth_time at least 1440|1440|'),
  ('the login''s age, which is missing', '{"exp":2000,"iat":1500}', '{"max_auth_age":60}', 'too_old', 'skip|||'),
  ('of two ages the one at fault', '{"exp":2000,"iat":1399,"auth_time":1500}', '{"max_auth_age":60,"max_token_age":100}', 'too_old',
    'fail|iat at least 1400|1399|iat or auth_time is longer ago than the caller allows: 101 seconds ago'),
  ('a login of tomorrow', '{"exp":2000,"iat":1500,"auth_time":1501}', '{"max_auth_age":60}', 'issued_in_future',
    'fail|auth_time at most 1500|1501|iat or auth_time is in the future: 1 seconds from now'),
  ('a date of the last century is none of milliseconds', '{"exp":99999999999}', '{}', 'expired', 'pass|exp after 1500|99999999999|'),
  ('milliseconds', '{"exp":1700000000000}', '{}', 'expired', 'pass|exp after 1500|1700000000000|exp looks like milliseconds, and is read as seconds'),
  ('the first date that looks like milliseconds', '{"exp":100000000000}', '{}', 'expired',
    'pass|exp after 1500|100000000000|exp looks like milliseconds, and is read as seconds'),
  ('milliseconds in the future', '{"exp":2000,"nbf":1700000000000}', '{}', 'not_yet_valid',
    'fail|nbf at most 1500|1700000000000|nbf has not come yet: nbf looks like milliseconds, and is read as seconds'),
  ('how long ago exp has passed', '{"exp":1473}', '{}', 'expired', 'fail|exp after 1500|1473|exp has passed: 27 seconds ago'),
  ('exp, and the leeway', '{"exp":1470}', '{"leeway":30}', 'expired', 'fail|exp after 1470, leeway 30|1470|exp has passed: 30 seconds ago'),
  ('nbf, and the leeway', '{"exp":2000,"nbf":1531}', '{"leeway":30}', 'not_yet_valid',
    'fail|nbf at most 1530, leeway 30|1531|nbf has not come yet: 31 seconds from now'),
  ('a nonce that is missing', '{"exp":2000}', '{"nonce":"n"}', 'nonce_mismatch', 'fail|n||nonce is not the one that was sent: there is none'),
  ('an issuer that is none of those trusted', '{"exp":2000,"iss":"c"}', '{"iss":["a","b"]}', 'iss_mismatch',
    'fail|["a","b"]|c|iss is not the issuer that the caller expects'),
  ('no issuer, of those trusted', '{"exp":2000}', '{"iss":["a","b"]}', 'iss_mismatch',
    'fail|["a","b"]||iss is not the issuer that the caller expects: there is none'),
  ('a subject of another type', '{"exp":2000,"sub":5}', '{"sub":"5"}', 'sub_mismatch', 'fail|"5"|5|sub is not the subject that the caller expects'),
  ('claims that are no JSON', '{', '{}', 'bad_json', 'fail|||the header or the claims are not a JSON object in UTF-8: claims: it ends too early'),
  ('a name that stands twice', '{"a":1,"a":2}', '{}', 'duplicate_member', 'fail|||a JSON object has one name twice: claims: "a"'),
  ('which claim is missing', '{"exp":2000}', '{"require":["exp","sc\u006fpe"]}', 'claim_missing',
    'fail|||a claim that the caller requires is missing: sc\u006fpe'),
  ('which claim is missing, and what it should be', '{"exp":2000}', '{"claims":{"a":[1]}}', 'claim_missing',
    'fail|[1]||a claim that the caller requires is missing: a'),
  ('iat is missing, for its age', '{"exp":2000,"auth_time":1}', '{"max_token_age":60,"max_auth_age":60}', 'claim_missing',
    'fail|||a claim that the caller requires is missing: iat'),
  ('auth_time is missing, for its age', '{"exp":2000,"iat":1}', '{"max_token_age":60,"max_auth_age":60}', 'claim_missing',
    'fail|||a claim that the caller requires is missing: auth_time'),
  ('which claim differs', '{"exp":2000,"a":1,"email":"b@x"}', '{"claims":{"a":1,"email":"a@x"}}', 'claim_mismatch',
    'fail|a@x|b@x|a claim is not what the caller expects: email'),
  ('which claim differs, in its type', '{"exp":2000,"a":"1"}', '{"claims":{"a":1}}', 'claim_mismatch',
    'fail|1|"1"|a claim is not what the caller expects: a'),
  ('which claim should not be there', '{"exp":2000,"nonce":"n"}', '{"absent":["nonce"]}', 'claim_mismatch',
    'fail||n|a claim is not what the caller expects: nonce'),
  ('which claim has another type', '{"exp":2000,"sub":1}', '{}', 'claim_type',
    'fail|sub: a string|1|a registered claim has a value of the wrong type, or out of its range');
INSERT INTO test SELECT 'jwt_check says ' || title,
  (SELECT said FROM (SELECT status || '|' || ifnull(expected, '') || '|' || ifnull(actual, '') || '|' || ifnull(detail, '') AS said
    FROM jwt_check(jws_sign(claims, jwk), jwk, json_set(options, '$.now', 1500)) AS c WHERE c.name = row_case.name)), want FROM row_case, secret;
INSERT INTO test SELECT 'jwt_check: no step without a section', (SELECT count(*) FROM jwt_check(NULL, NULL) WHERE spec = ''), 0;
INSERT INTO test SELECT 'jwt_check: who names no alg expects none',
  (SELECT status || quote(expected) FROM jwt_check(token, verifier, '{"now":1500}') WHERE name = 'alg_not_allowed'), 'infoNULL' FROM token
  WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_check: an EC key without alg lacks none',
  (SELECT expected FROM jwt_check(t.token, json_remove(k.verifier, '$.alg'), '{"now":1500}') WHERE name = 'alg_key_mismatch'),
  'an algorithm for EC P-256' FROM token AS t, key AS k WHERE t.alg = 'RS256' AND k.alg = 'ES256';
INSERT INTO test SELECT 'jwt_check: an RSA key has no algorithm for ES256',
  (SELECT expected FROM jwt_check(t.token, json_remove(k.verifier, '$.alg'), '{"now":1500}') WHERE name = 'alg_key_mismatch'),
  'an algorithm for RSA keys' FROM token AS t, key AS k WHERE t.alg = 'ES256' AND k.alg = 'RS256';
INSERT INTO test SELECT 'jwt_check: what is no JSON has no names to stand twice',
  (SELECT group_concat(status) FROM jwt_check('e30.AA.', NULL) WHERE name IN ('bad_json', 'duplicate_member')), 'fail,skip';
INSERT INTO test SELECT 'jwt_check: a key that is ' || value || ', and the steps before and after',
  (SELECT group_concat(c.status) FROM jwt_check(token, value, '{"now":1500}') AS c WHERE c.part = 'key'), want
  FROM token, (SELECT '{"kty":"oct","k":"AA"}' AS value, 'pass,pass,pass,fail,skip,skip' AS want UNION ALL SELECT '{}',
    'pass,pass,fail,skip,skip,skip' UNION ALL SELECT '{"keys":[]}', 'fail,skip,skip,skip,skip,skip') WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_check: a key without kty fits no algorithm that could be named',
  (SELECT expected FROM jwt_check(token, '{}', '{"now":1500}') WHERE name = 'alg_key_mismatch'), NULL FROM token WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_check: ' || column1 || ' alone is looked at',
  (SELECT c.status FROM jwt_check(token, verifier, column1) AS c WHERE c.name = column2), column3 FROM token, (VALUES
  ('{"now":1500}', 'claim_missing', 'skip'), ('{"now":1500,"require":["sub"]}', 'claim_missing', 'pass'),
    ('{"now":1500,"claims":{"sub":"alice"}}', 'claim_missing', 'pass'),
  ('{"now":1500}', 'not_yet_valid', 'skip'), ('{"now":1500}', 'claim_mismatch', 'skip'),
    ('{"now":1500,"absent":["nonce"]}', 'claim_mismatch', 'pass'), ('{"now":1500,"claims":{"sub":"alice"}}', 'claim_mismatch', 'pass'))
    WHERE alg = 'ES256';
INSERT INTO test SELECT 'jwt_check: for each row of a table', count(*), (SELECT count(*) FROM token) FROM token,
  jwt_check(token, verifier, '{"now":1500}') WHERE name = 'bad_signature' AND status = 'pass';

.read tests/ext/end.sql
