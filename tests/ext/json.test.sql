-- The strict JSON of header and claims, RFC 8259: what two parsers could read in two ways is refused.
.read tests/ext/start.sql

-- jwt_unverified shows the second part when it is good JSON, and nothing else.
CREATE TEMP TABLE text(title, json, good);
INSERT INTO text VALUES
  ('section 4: an empty object', '{}', 1),
  ('section 2: white space between tokens', ' {' || char(10) || '"a"' || char(9) || ': 1 ,' || char(13) || '"b":[ ] } ', 1),
  ('section 3: the three names', '[true,false,null]', 1),
  ('section 3: not in capitals', '[True]', 0),
  ('section 3: nor in other letters', '[trux]', 0), ('section 3: of any of them', '[falze]', 0), ('section 3: not one', '[nuls]', 0),
  ('section 6: numbers', '[0,-0,1,-1.5,1e5,1E+5,1e-5,0.1,123456789012345678901234567890]', 1),
  ('section 6: no leading zero', '[01]', 0),
  ('section 6: no leading plus', '[+1]', 0),
  ('section 6: a digit after the point', '[1.]', 0),
  ('section 6: a digit before the point', '[.5]', 0),
  ('section 6: a digit after the e', '[1e]', 0),
  ('section 6: not NaN', '[NaN]', 0),
  ('section 6: not Infinity', '[-Infinity]', 0),
  ('section 6: not hexadecimal', '[0x10]', 0),
  ('section 6: a minus alone', '[-]', 0),
  ('section 7: escapes', '["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"]', 1),
  ('section 7: no other escape', '["\x41"]', 0),
  ('section 7: four hexadecimal digits', '["\u12g4"]', 0),
  ('section 7: not fewer', '["\u12"]', 0),
  ('section 7: nor what stands beside the digits', '["\u12/4"]', 0), ('section 7: nor behind them', '["\u12:4"]', 0),
    ('section 7: nor beside the letters', '["\u12@4"]', 0), ('section 7: nor the small ones', '["\u12`4"]', 0),
  ('section 7: nor behind them', '["\u12G4"]', 0), ('section 7: nor a space', '["\u12 4"]', 0), ('section 7: nor a sign', '["\u-123"]', 0),
    ('section 7: the letters are of either case', '["\uaAfF\u0aF9"]', 1),
  ('section 7: a high surrogate alone', '["\ud83d"]', 0),
  ('section 7: a low surrogate alone', '["\ude00"]', 0),
  ('section 7: two high surrogates', '["\ud83d\ud83d"]', 0),
  ('section 7: two low surrogates', '["\ude00\ude00"]', 0),
  ('section 7: surrogates in the wrong order', '["\ude00\ud83d"]', 0),
  ('section 7: a control character must be escaped', '["' || char(1) || '"]', 0),
  ('section 7: so must a line end', '["' || char(10) || '"]', 0),
  ('section 7: U+007F is no control character of JSON', '["' || char(127) || '"]', 1),
  ('section 7: a string ends', '["abc]', 0),
  ('section 7: not on a backslash', '["abc\', 0),
  ('section 7: single quotes are no quotes', '[''a'']', 0),
  ('RFC 7515 section 4: NUL, by which C would cut a name short', '{"a\u0000b":1}', 0),
  ('section 8.1: UTF-8', '["é€😀"]', 1),
  ('section 8.1: no byte order mark', char(0xfeff) || '{}', 0),
  ('section 4: a name is a string', '{a:1}', 0),
  ('section 4: a number is no name', '{1:1}', 0),
  ('section 4: nor is true', '{true:1}', 0),
  ('section 4: nor a list', '{[]:1}', 0),
  ('section 4: a colon', '{"a" 1}', 0),
  ('section 4: a value', '{"a":}', 0),
  ('section 4: no comma at the end', '{"a":1,}', 0),
  ('section 5: no comma at the end', '[1,]', 0),
  ('section 5: no comma alone', '[,]', 0),
  ('section 5: brackets match', '[1}', 0),
  ('section 2: nothing after the end', '{}x', 0),
  ('section 2: not even another text', '{}{}', 0),
  ('section 2: no comments', '{}/**/', 0),
  ('section 2: something at all', '', 0),
  ('section 2: white space is nothing', '  ', 0),
  ('RFC 7515 section 4: the same name twice', '{"a":1,"a":1}', 0),
  ('RFC 7515 section 4: and when one is escaped', '{"a":1,"\u0061":2}', 0),
  ('RFC 7515 section 4: and in an object inside', '{"a":[{"b":1,"b":2}]}', 0),
  ('RFC 7515 section 4: and when it is the empty name', '{"":1,"":2}', 0),
  ('RFC 7515 section 4: and beyond the basic plane', '{"😀":1,"\ud83d\ude00":2}', 0),
  ('the same name in two objects is none', '{"a":{"a":{"a":1}},"b":{"a":1}}', 1),
  ('names differ in case', '{"exp":1,"Exp":2}', 1),
  ('__proto__ is a name as any other', '{"__proto__":1}', 1),
  ('section 9: 32 levels', replace(hex(zeroblob(16)), '0', '[') || replace(hex(zeroblob(16)), '0', ']'), 1),
  ('section 9: not 33', '[' || replace(hex(zeroblob(16)), '0', '[') || replace(hex(zeroblob(16)), '0', ']') || ']', 0),
  ('section 9: a bomb of 10,000 levels', replace(hex(zeroblob(5000)), '0', '['), 0);
INSERT INTO test SELECT 'RFC 8259 ' || title, jwt_unverified('e30.' || base64url_encode(json) || '.') IS NOT NULL, good FROM text;

-- RFC 3629 section 4, byte for byte inside a string.
CREATE TEMP TABLE bytes(title, bytes BLOB, good);
INSERT INTO bytes VALUES
  ('two bytes', x'c2a9', 1), ('three bytes', x'e282ac', 1), ('four bytes', x'f09f9880', 1),
  ('the last character', x'f48fbfbf', 1), ('above the last character', x'f4908080', 0),
  ('overlong two', x'c0af', 0), ('overlong three', x'e080af', 0), ('overlong four', x'f08080af', 0),
  ('a surrogate', x'eda080', 0), ('the character before the surrogates', x'ed9fbf', 1),
  ('a tail alone', x'80', 0), ('a head alone', x'c2', 0), ('a head before ASCII', x'c241', 0),
  ('ASCII in the place of a tail', x'e28241', 0), ('and of the second of four', x'f09f4180', 0), ('and of the third', x'f09f9841', 0),
    ('a head in the place of a tail', x'e282c2', 0),
  ('cut after two of three', x'e282', 0), ('cut after three of four', x'f09f98', 0),
  ('five bytes', x'f888808080', 0), ('0xff', x'ff', 0), ('Latin-1', x'e9', 0);
INSERT INTO test SELECT 'RFC 3629 section 4: ' || title,
  jwt_unverified('e30.' || base64url_encode(CAST(x'5b22' || bytes || x'225d' AS BLOB)) || '.') IS NOT NULL, good FROM bytes;

INSERT INTO test VALUES
  ('RFC 8259 section 8.1: UTF-16 is not UTF-8', jwt_unverified('e30.' || base64url_encode(x'7b007d00') || '.'), NULL),
  ('a raw NUL is no white space', jwt_unverified('e30.' || base64url_encode(x'7b007d') || '.'), NULL);

-- RFC 8259 section 6: what a number is worth, in whatever way it is written.  nbf has come at 1500; a number that no date can be is of the wrong
-- type.
CREATE TEMP TABLE number(nbf, want);
INSERT INTO number VALUES
  ('1500', NULL), ('1501', 'not_yet_valid'), ('1500.0', NULL), ('1500.000000000000000000000000000', NULL), ('1500.5', 'not_yet_valid'),
    ('1.5e3', NULL), ('15010E-1', 'not_yet_valid'),
  ('0.0015e+6', NULL), ('150100000000000000000000000000000e-29', 'not_yet_valid'), ('-0', NULL), ('0e99999999999', NULL), ('-1e-9', 'claim_type'),
    ('1e-99999', NULL),
  ('0.' || printf('%010000d', 0) || '1e20000', 'claim_type'), ('0.' || printf('%010000d', 0) || '15e10004', NULL),
    ('0.' || printf('%010000d', 0) || '1501e10004', 'not_yet_valid'),
  ('15' || printf('%010000d', 0) || 'e-9998', NULL), ('1501' || printf('%010000d', 0) || 'e-10000', 'not_yet_valid'),
    ('1e99999999999999999999', 'claim_type'), ('1e-99999999999999999999', 'claim_type'),
  ('9007199254740992', 'not_yet_valid'), ('9007199254740992.0', 'not_yet_valid'), ('9007199254740993', 'claim_type'),
    ('9007199254740992.5', 'claim_type');
INSERT INTO test SELECT 'RFC 8259 section 6: nbf ' || substr(nbf, 1, 40) || ', ' || length(nbf) || ' characters',
  jwt_error(jws_sign('{"exp":9e15,"nbf":' || nbf || '}', jwk), jwk, '{"now":1500}'), want FROM number, key WHERE alg = 'HS256';

-- And when two of them are one.
CREATE TEMP TABLE pair(a, b, want);
INSERT INTO pair VALUES
  ('1', '1.0', NULL), ('1', '10e-1', NULL), ('100', '1E2', NULL), ('0', '-0', NULL), ('0', '0.0e7', NULL), ('0.1', '1e-1', NULL),
    ('-2.50', '-25e-1', NULL), ('9007199254740993', '9007199254740993.0', NULL),
  ('9007199254740993', '9007199254740992', 'claim_mismatch'), ('9007199254740993', '9007199254740992.0', 'claim_mismatch'),
    ('1', '1.0000000000000000000000000001', 'claim_mismatch'),
  ('1.5', '1', 'claim_mismatch'), ('0.1000000000000000055', '0.1', 'claim_mismatch'), ('12e-1', '1', 'claim_mismatch'),
    ('1e-999', '0', 'claim_mismatch'),
  ('0.1', '0.1000000000000000055', 'claim_mismatch'), ('1', '-1', 'claim_mismatch'), ('1', '10', 'claim_mismatch'), ('12', '1', 'claim_mismatch'),
    ('1', '12e-1', 'claim_mismatch'), ('0', '1e-999', 'claim_mismatch');
INSERT INTO test SELECT 'RFC 8259 section 6: the claim ' || a || ' against ' || b,
  jwt_error(jws_sign('{"exp":2000,"n":' || a || '}', jwk), jwk, '{"now":1500,"claims":{"n":' || b || '}}'), want FROM pair, key WHERE alg = 'HS256';

-- RFC 8259 section 4 says that names SHOULD be unique; finding the one pair among many takes no quadratic time.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000),
  many(members) AS MATERIALIZED (SELECT group_concat('"m' || i || '":1') FROM n)
INSERT INTO test
  SELECT '4,000 names are each their own', jwt_unverified('e30.' || base64url_encode('{' || members || '}') || '.') IS NOT NULL, 1 FROM many
  UNION ALL
  SELECT 'one of 4,000 names stands twice', jwt_unverified('e30.' || base64url_encode('{' || members || ',"m\u0031":1}') || '.'), NULL FROM many;

.read tests/ext/end.sql
