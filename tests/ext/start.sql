-- What each test here starts with: the table of checks, and one key for each algorithm.
.bail on
PRAGMA trusted_schema = OFF;
CREATE TEMP TABLE test(title TEXT, got, want);

CREATE TEMP TABLE key AS
  WITH algorithm(alg) AS (VALUES
    ('HS256'), ('HS384'), ('HS512'), ('RS256'), ('RS384'), ('RS512'), ('PS256'), ('PS384'), ('PS512'),
    ('ES256'), ('ES384'), ('ES512'), ('ES256K'), ('EdDSA'), ('Ed25519'), ('Ed448')),
  made AS MATERIALIZED (SELECT alg, jwk_generate(alg) AS jwk FROM algorithm)
  SELECT alg, jwk, iif(alg LIKE 'HS%', jwk, jwk_public(jwk)) AS verifier FROM made;

-- A token for each of them: valid from 1000 until 2000.
CREATE TEMP TABLE token AS
  SELECT alg, jwk, verifier,
         jwt_sign('{"sub":"alice"}', jwk, '{"now":1000,"expires_in":1000}') AS token
    FROM key;
