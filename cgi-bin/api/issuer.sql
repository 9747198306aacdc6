-- name: issuer_backoff_active
-- needs: @authorization_server $clock
-- gives: backoff_until
SELECT backoff_until
  FROM api_discovery
 WHERE issuer = @authorization_server
   AND backoff_until > $clock;

-- name: issuer_backoff_probe
-- needs: @authorization_server $clock
-- gives: probe_until
-- No other request asks for as long as this one may wait (fetch.h).
UPDATE api_discovery
   SET backoff_until = CAST($clock AS BIGINT) + 6
 WHERE issuer = @authorization_server
   AND backoff_until <= $clock
   AND backoff_until > CAST($clock AS BIGINT) - 60
RETURNING backoff_until AS probe_until;

-- name: issuer_backoff_begin
-- needs: @authorization_server @backoff_clock
INSERT INTO api_discovery (issuer, backoff_until)
VALUES (@authorization_server, CAST(@backoff_clock AS BIGINT) + 2)
ON CONFLICT (issuer) DO UPDATE
   SET backoff_until = excluded.backoff_until;

-- name: issuer_backoff_end
-- needs: @authorization_server
UPDATE api_discovery
   SET backoff_until = NULL
 WHERE issuer = @authorization_server;

-- name: issuer_metadata_kept
-- needs: @authorization_server $clock
-- gives: jwks_uri token_endpoint revocation_endpoint introspection_endpoint metadata_fetched_at
SELECT d.jwks_uri, d.token_endpoint, d.revocation_endpoint, d.introspection_endpoint, d.metadata_fetched_at
  FROM api_discovery AS d CROSS JOIN api_setting AS s
 WHERE d.issuer = @authorization_server
   AND d.metadata_fetched_at > CAST($clock AS BIGINT) - s.jwks_cache;

-- name: issuer_metadata_keep
-- needs: @authorization_server @jwks_uri @token_endpoint @revocation_endpoint @introspection_endpoint $clock
-- gives: metadata_fetched_at
INSERT INTO api_discovery (issuer, jwks_uri, token_endpoint, revocation_endpoint, introspection_endpoint, metadata_fetched_at)
VALUES (@authorization_server, @jwks_uri, @token_endpoint, @revocation_endpoint, @introspection_endpoint, $clock)
ON CONFLICT (issuer) DO UPDATE
   SET jwks_uri = excluded.jwks_uri, token_endpoint = excluded.token_endpoint, revocation_endpoint = excluded.revocation_endpoint,
       introspection_endpoint = excluded.introspection_endpoint, metadata_fetched_at = excluded.metadata_fetched_at
RETURNING metadata_fetched_at;

-- name: issuer_jwks_kept
-- needs: @token_kid @authorization_server
-- gives: kept_jwks kept_fetched_at jwks_cache jwks_reach wanted_kid
SELECT d.jwks AS kept_jwks, d.jwks_fetched_at AS kept_fetched_at, s.jwks_cache, 'configured' AS jwks_reach, CAST(@token_kid AS TEXT) AS wanted_kid
  FROM api_setting AS s LEFT JOIN api_discovery AS d ON d.issuer = @authorization_server;

-- name: issuer_jwks_ask
-- needs: @authorization_server @jwks_cache $clock
-- gives: jwks_asked_at
-- A request that finds no fresh keys may ask.  For an unknown kid one request may, once in 10 s.
INSERT INTO api_discovery (issuer, jwks_asked_at)
VALUES (@authorization_server, $clock)
ON CONFLICT (issuer) DO UPDATE
   SET jwks_asked_at = excluded.jwks_asked_at
 WHERE api_discovery.jwks_fetched_at IS NULL
    OR api_discovery.jwks_fetched_at <= CAST($clock AS BIGINT) - @jwks_cache
    OR api_discovery.jwks_asked_at <= CAST($clock AS BIGINT) - 10
RETURNING jwks_asked_at;

-- name: issuer_jwks_keep
-- needs: @jwks @authorization_server $clock
UPDATE api_discovery
   SET jwks = @jwks, jwks_fetched_at = $clock
 WHERE issuer = @authorization_server;

-- name: issuer_jwks_stand
-- needs: @authorization_server
-- gives: jwks
SELECT jwks
  FROM api_discovery
 WHERE issuer = @authorization_server
   AND jwks_fetched_at >= jwks_asked_at;
