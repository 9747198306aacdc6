-- The invariant: jwt_verify gives claims, jwt_error gives NULL and jwt_check has no failed row, or none of the three; on
-- 100,000 mutations of valid tokens, none of which is valid but those that are the token itself.  Under valgrind that takes
-- too long: with .parameter set @each 500 it is each 500th.
.read tests/ext/start.sql

CREATE TEMP TABLE tried(token, key, options);
-- Every character of every token, changed to five others.
WITH RECURSIVE at(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM at WHERE i < 600)
INSERT INTO tried SELECT substr(token, 1, i - 1) || c.value || substr(token, i + 1), verifier, '{"now":1500}'
  FROM token, at, json_each(json_array('A', 'Q', '_', '.', '=')) AS c WHERE i <= length(token);
-- Cut anywhere, doubled anywhere.
WITH RECURSIVE at(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM at WHERE i < 600)
INSERT INTO tried SELECT substr(token, 1, i), verifier, '{"now":1500}' FROM token, at WHERE i < length(token)
  UNION ALL SELECT substr(token, 1, i) || substr(token, i), verifier, '{"now":1500}' FROM token, at WHERE i < length(token);
-- Header, claims and signature of different tokens; different keys, times and wishes.
INSERT INTO tried SELECT rtrim(a.token, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
  || replace(b.token, rtrim(b.token, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'), ''), k.verifier, o.value
  FROM token AS a, token AS b, token AS k, json_each(json_array('{"now":1500}', '{"now":1}', '{"now":1500,"iss":"x"}')) AS o;
-- Random bytes in random places.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3200),
  pick AS MATERIALIZED (SELECT i, abs(random()) % 700 AS place, base64url_encode(randomblob(1 + abs(random()) % 6)) AS noise FROM n)
INSERT INTO tried SELECT substr(token, 1, place) || noise || substr(token, place + 1 + abs(random()) % 7), verifier, '{"now":1500}' FROM pick, token;

INSERT INTO test SELECT 'there are 100,000 of them', count(*) >= 100000, 1 FROM tried;
DELETE FROM tried WHERE rowid % @each <> 0 AND token NOT IN (SELECT token FROM token);
CREATE TEMP TABLE verdict AS
  SELECT tried.token, tried.key, jwt_verify(tried.token, tried.key, tried.options) AS claims,
    jwt_error(tried.token, tried.key, tried.options) AS error,
         (SELECT c.name FROM jwt_check(tried.token, tried.key, tried.options) AS c WHERE c.status = 'fail' LIMIT 1) AS first_failed
    FROM tried;
INSERT INTO test SELECT 'jwt_verify IS NOT NULL is jwt_error IS NULL', count(*), 0 FROM verdict WHERE (claims IS NULL) = (error IS NULL);
INSERT INTO test SELECT 'jwt_error is the first failed row of jwt_check', count(*), 0 FROM verdict WHERE error IS NOT first_failed;
INSERT INTO test SELECT 'RFC 7515 section 5.2: what was changed is refused; what is good is one of ours', count(*), 0 FROM verdict
  WHERE error IS NULL AND token NOT IN (SELECT token FROM token);
INSERT INTO test SELECT 'and ours are among them', count(*) > 0, 1 FROM verdict WHERE error IS NULL;

.read tests/ext/end.sql
