-- What each database makes for itself, once, when schema/create has made the tables: its secrets and its signing keys.
-- Needs the extension.  Nobody has fetched a JWKS of this database yet, so its first keys are announced and active at once.
INSERT INTO database_key (purpose, key)
SELECT purpose, token_random(32)
  FROM (SELECT 'fingerprint' AS purpose UNION ALL SELECT 'provider' UNION ALL SELECT 'api' UNION ALL SELECT 'client' UNION ALL SELECT 'workshop');

-- RS256, for OIDC Core section 3.1.3.7 makes it the default of ID tokens; ES256 for access tokens.
INSERT INTO signing_key (kid, alg, jwk, public_jwk, announced_at, active_at, longest_token, longest_session)
WITH made AS MATERIALIZED (
  SELECT jwk_generate('RS256', '{"use":"sig"}') AS jwk
  UNION ALL
  SELECT jwk_generate('ES256', '{"use":"sig"}'))
SELECT json_extract(jwk, '$.kid'), json_extract(jwk, '$.alg'), jwk, jwk_public(jwk), unixepoch(), unixepoch(), longest_token, longest_session
  FROM made, longest_life;

-- A password that nobody has, at the cost of a real one: the login of an unknown user is checked against it.
INSERT INTO password_decoy (password_hash) SELECT password_hash(token_random(32));
