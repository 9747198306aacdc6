-- base64url, RFC 4648 section 5 without padding, as RFC 7515 section 2 has it.
.read tests/ext/start.sql

INSERT INTO test(title, got, want) VALUES
  ('RFC 4648 section 10: empty', base64url_encode(''), ''),
  ('RFC 4648 section 10: f', base64url_encode('f'), 'Zg'),
  ('RFC 4648 section 10: fo', base64url_encode('fo'), 'Zm8'),
  ('RFC 4648 section 10: foo', base64url_encode('foo'), 'Zm9v'),
  ('RFC 4648 section 10: foobar', base64url_encode('foobar'), 'Zm9vYmFy'),
  ('RFC 7515 appendix C: bytes that need - and _', base64url_encode(x'03ecffe0c1'), 'A-z_4ME'),
  ('RFC 7515 appendix C: and back', base64url_decode('A-z_4ME'), x'03ecffe0c1'),
  ('nothing decodes to nothing, which is not NULL', base64url_decode(''), x''),
  ('NULL gives NULL', base64url_encode(NULL), NULL),
  ('NULL gives NULL', base64url_decode(NULL), NULL),
  ('RFC 7515 section 2: no padding', base64url_decode('Zg=='), NULL),
  ('RFC 4648 section 5: not the alphabet with + and /', base64url_decode('A+z/4ME'), NULL),
  ('RFC 4648 section 3.3: no spaces', base64url_decode('Zm9v YmFy'), NULL),
  ('RFC 4648 section 3.3: no line ends', base64url_decode('Zm9v' || char(10)), NULL),
  ('RFC 4648 section 3.5: two spare bits must be zero', base64url_decode('Zm9'), NULL),
  ('RFC 4648 section 3.5: four spare bits must be zero', base64url_decode('Zh'), NULL),
  ('one character is no byte', base64url_decode('Z'), NULL),
  ('one character too many', base64url_decode('Zm9vY'), NULL),
  ('a byte above 127 is in no alphabet', base64url_decode('Zm9é'), NULL);

WITH RECURSIVE size(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM size WHERE n < 300),
  sample AS MATERIALIZED (SELECT n, randomblob(n) AS bytes FROM size)
INSERT INTO test SELECT 'every length up to 300 comes back as it was',
  count(*), 301 FROM sample WHERE base64url_decode(base64url_encode(bytes)) = bytes AND base64url_encode(bytes) NOT LIKE '%=%';

WITH RECURSIVE byte(b) AS (SELECT 0 UNION ALL SELECT b + 1 FROM byte WHERE b < 255),
  text(t) AS (SELECT CAST(unhexed.b AS TEXT) FROM (SELECT substr(char(b), 1) AS b FROM byte WHERE b > 0 AND b < 128) AS unhexed)
INSERT INTO test SELECT 'RFC 4648 table 2: 64 characters are the alphabet, and no other',
  count(*), 64 FROM text WHERE base64url_decode(t || 'AAA') IS NOT NULL;

.read tests/ext/end.sql
