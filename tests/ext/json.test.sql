-- The strict JSON of header and claims, RFC 8259: what two parsers could read in two ways is refused.
.read tests/ext/start.sql

-- jwt_unverified shows the second part when it is good JSON, and nothing else.
CREATE TEMP TABLE text(title, json, good);
INSERT INTO text VALUES
  ('section 4: an empty object', '{}', 1),
  ('section 2: white space between tokens', ' {' || char(10) || '"a"' || char(9) || ': 1 ,' || char(13) || '"b":[ ] } ', 1),
  ('section 3: the three names', '[true,false,null]', 1),
  ('section 3: not in capitals', '[True]', 0),
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
  ('section 7: a high surrogate alone', '["\ud83d"]', 0),
  ('section 7: a low surrogate alone', '["\ude00"]', 0),
  ('section 7: two high surrogates', '["\ud83d\ud83d"]', 0),
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
  ('cut after two of three', x'e282', 0), ('cut after three of four', x'f09f98', 0),
  ('five bytes', x'f888808080', 0), ('0xff', x'ff', 0), ('Latin-1', x'e9', 0);
INSERT INTO test SELECT 'RFC 3629 section 4: ' || title,
  jwt_unverified('e30.' || base64url_encode(CAST(x'5b22' || bytes || x'225d' AS BLOB)) || '.') IS NOT NULL, good FROM bytes;

INSERT INTO test VALUES
  ('RFC 8259 section 8.1: UTF-16 is not UTF-8', jwt_unverified('e30.' || base64url_encode(x'7b007d00') || '.'), NULL),
  ('a raw NUL is no white space', jwt_unverified('e30.' || base64url_encode(x'7b007d') || '.'), NULL);

-- RFC 8259 section 4 says that names SHOULD be unique; finding the one pair among many takes no quadratic time.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000),
  many(members) AS MATERIALIZED (SELECT group_concat('"m' || i || '":1') FROM n)
INSERT INTO test
  SELECT '4,000 names are each their own', jwt_unverified('e30.' || base64url_encode('{' || members || '}') || '.') IS NOT NULL, 1 FROM many
  UNION ALL
  SELECT 'one of 4,000 names stands twice', jwt_unverified('e30.' || base64url_encode('{' || members || ',"m\u0031":1}') || '.'), NULL FROM many;

.read tests/ext/end.sql
