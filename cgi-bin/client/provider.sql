-- name: provider_backoff_active
-- needs: @authorization_server $clock
-- gives: backoff_until
SELECT backoff_until
  FROM client_discovery
 WHERE issuer = @authorization_server
   AND backoff_until > $clock;

-- name: provider_backoff_probe
-- needs: @authorization_server $clock
-- gives: probe_until
-- No other request asks for as long as this one may wait (fetch.h).
UPDATE client_discovery
   SET backoff_until = CAST($clock AS BIGINT) + 6
 WHERE issuer = @authorization_server
   AND backoff_until <= $clock
   AND backoff_until > CAST($clock AS BIGINT) - 60
RETURNING backoff_until AS probe_until;

-- name: provider_backoff_begin
-- needs: @authorization_server @backoff_clock
INSERT INTO client_discovery (issuer, backoff_until)
VALUES (@authorization_server, CAST(@backoff_clock AS BIGINT) + (SELECT provider_backoff FROM client_setting))
ON CONFLICT (issuer) DO UPDATE
   SET backoff_until = excluded.backoff_until;

-- name: provider_backoff_end
-- needs: @authorization_server
UPDATE client_discovery
   SET backoff_until = NULL
 WHERE issuer = @authorization_server;

-- name: provider_metadata_kept
-- needs: @authorization_server $clock
-- gives: authorization_endpoint token_endpoint end_session_endpoint userinfo_endpoint jwks_uri authorization_response_iss_parameter_supported
--        metadata_fetched_at
SELECT d.authorization_endpoint, d.token_endpoint, d.end_session_endpoint, d.userinfo_endpoint, d.jwks_uri,
       d.authorization_response_iss_parameter_supported, d.metadata_fetched_at
  FROM client_discovery AS d CROSS JOIN client_setting AS s
 WHERE d.issuer = @authorization_server
   AND d.metadata_fetched_at > CAST($clock AS BIGINT) - s.jwks_cache;

-- name: provider_metadata_keep
-- needs: @authorization_server @authorization_endpoint @token_endpoint @end_session_endpoint @userinfo_endpoint @jwks_uri
--        @authorization_response_iss_parameter_supported $clock
-- gives: metadata_fetched_at
-- No row where an endpoint is missing without which there is no login.
INSERT INTO client_discovery (issuer, authorization_endpoint, token_endpoint, end_session_endpoint, userinfo_endpoint, jwks_uri,
                              authorization_response_iss_parameter_supported, metadata_fetched_at)
SELECT CAST(@authorization_server AS TEXT), CAST(@authorization_endpoint AS TEXT), CAST(@token_endpoint AS TEXT),
       CAST(@end_session_endpoint AS TEXT), CAST(@userinfo_endpoint AS TEXT), CAST(@jwks_uri AS TEXT),
       CAST(@authorization_response_iss_parameter_supported AS BIGINT), CAST($clock AS BIGINT)
 WHERE CAST(@authorization_endpoint AS TEXT) IS NOT NULL
   AND CAST(@token_endpoint AS TEXT) IS NOT NULL
ON CONFLICT (issuer) DO UPDATE
   SET authorization_endpoint = excluded.authorization_endpoint, token_endpoint = excluded.token_endpoint,
       end_session_endpoint = excluded.end_session_endpoint, userinfo_endpoint = excluded.userinfo_endpoint, jwks_uri = excluded.jwks_uri,
       authorization_response_iss_parameter_supported = excluded.authorization_response_iss_parameter_supported,
       metadata_fetched_at = excluded.metadata_fetched_at
RETURNING metadata_fetched_at;

-- name: provider_jwks_kept
-- needs: @id_token_kid @authorization_server
-- gives: kept_jwks kept_fetched_at jwks_cache jwks_reach wanted_kid
SELECT d.jwks AS kept_jwks, d.jwks_fetched_at AS kept_fetched_at, s.jwks_cache, 'configured' AS jwks_reach, CAST(@id_token_kid AS TEXT) AS wanted_kid
  FROM client_setting AS s LEFT JOIN client_discovery AS d ON d.issuer = @authorization_server;

-- name: provider_jwks_ask
-- needs: @authorization_server @jwks_cache $clock
-- gives: jwks_asked_at
-- A request that finds no fresh keys may ask.  For an unknown kid one request may, once in 10 s.
INSERT INTO client_discovery (issuer, jwks_asked_at)
VALUES (@authorization_server, $clock)
ON CONFLICT (issuer) DO UPDATE
   SET jwks_asked_at = excluded.jwks_asked_at
 WHERE client_discovery.jwks_fetched_at IS NULL
    OR client_discovery.jwks_fetched_at <= CAST($clock AS BIGINT) - @jwks_cache
    OR client_discovery.jwks_asked_at <= CAST($clock AS BIGINT) - 10
RETURNING jwks_asked_at;

-- name: provider_jwks_keep
-- needs: @jwks @authorization_server $clock
UPDATE client_discovery
   SET jwks = @jwks, jwks_fetched_at = $clock
 WHERE issuer = @authorization_server;

-- name: provider_jwks_stand
-- needs: @authorization_server
-- gives: jwks
SELECT jwks
  FROM client_discovery
 WHERE issuer = @authorization_server
   AND jwks_fetched_at >= jwks_asked_at;

-- local: provider_authentication
-- needs: @token_endpoint_auth_method @client_id @client_secret @resource
-- gives: client_basic_user client_basic_password client_form
-- RFC 6749 section 2.3.1: the client says who it is in the header or in the form.  RFC 8707 section 2.2: and which API the tokens are for.
SELECT CASE WHEN @token_endpoint_auth_method = 'client_secret_basic' THEN @client_id END AS client_basic_user,
       CASE WHEN @token_endpoint_auth_method = 'client_secret_basic' THEN @client_secret END AS client_basic_password,
       json_object('client_id', CASE WHEN @token_endpoint_auth_method <> 'client_secret_basic' THEN @client_id END,
                   'client_secret', CASE WHEN @token_endpoint_auth_method = 'client_secret_post' THEN @client_secret END,
                   'resource', @resource) AS client_form;

-- local: provider_token_response
-- needs: @token_status @token_body @now @own_jwk
-- gives: access_token refresh_token id_token id_token_kid scope token_expires_at refresh_expires_at
-- RFC 6749 section 5.1, OIDC Core 3.1.3.3.  expires_in may be missing, and one beyond ten years says nothing; members that are unknown are
-- ignored.
WITH answer AS MATERIALIZED (SELECT CASE WHEN @token_status = 200 AND json_valid(@token_body) THEN @token_body END AS body)
SELECT body ->> '$.access_token' AS access_token,
       body ->> '$.refresh_token' AS refresh_token,
       body ->> '$.id_token' AS id_token,
       jwt_header(body ->> '$.id_token') ->> '$.kid' AS id_token_kid,
       body ->> '$.scope' AS scope,
       CASE WHEN json_type(body, '$.expires_in') = 'integer' AND json_extract(body, '$.expires_in') BETWEEN 0 AND 315360000
            THEN @now + json_extract(body, '$.expires_in') END AS token_expires_at,
       CASE WHEN json_type(body, '$.refresh_expires_in') = 'integer' AND json_extract(body, '$.refresh_expires_in') BETWEEN 0 AND 315360000
            THEN @now + json_extract(body, '$.refresh_expires_in') END AS refresh_expires_at
  FROM answer
 WHERE json_type(body, '$.access_token') = 'text'
   AND lower(body ->> '$.token_type') = CASE WHEN @own_jwk IS NULL THEN 'bearer' ELSE 'dpop' END;

-- local: provider_token_detail
-- needs: @token_status @token_error @token_body
-- gives: detail
SELECT json_object('asked', 'token_endpoint', 'status', @token_status, 'no_answer', substr(@token_error, 1, 200),
                   'error', substr(CASE WHEN json_valid(@token_body) THEN @token_body ->> '$.error' END, 1, 200)) AS detail;
