-- What each test here starts with: the table of checks, and one key for each algorithm.
.bail on
PRAGMA trusted_schema = OFF;
CREATE TEMP TABLE test(title TEXT, got, want);

CREATE TEMP TABLE key AS
  WITH made AS MATERIALIZED (SELECT alg, jwk_generate(alg) AS jwk FROM (SELECT DISTINCT alg FROM jwt_algs()))
  SELECT alg, jwk, iif(alg LIKE 'HS%', jwk, jwk_public(jwk)) AS verifier FROM made;

-- A token for each of them: valid from 1000 until 2000.
CREATE TEMP TABLE token AS
  SELECT alg, jwk, verifier,
         jwt_sign('{"sub":"alice"}', jwk, '{"now":1000,"expires_in":1000}') AS token
    FROM key;
