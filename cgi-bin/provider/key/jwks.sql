-- The public halves of the keys: RFC 7517 section 5.

-- name: jwks_body
-- gives: body cache_control
SELECT j.jwks AS body, 'max-age=' || CAST(p.jwks_cache AS TEXT) AS cache_control
  FROM jwks AS j, provider_setting AS p;
