-- name: provider_silent
SELECT silent_until
  FROM client_silence
 WHERE issuer = @provider
   AND silent_until > $clock;

-- name: silence_probe
-- A silence has just ended: one asks, and the others do not wait meanwhile.
UPDATE client_silence
   SET silent_until = CAST($clock AS BIGINT) + 6
 WHERE issuer = @provider
   AND silent_until <= $clock
   AND silent_until > CAST($clock AS BIGINT) - 60
RETURNING silent_until AS probe_until;

-- name: silence_over
DELETE FROM client_silence
 WHERE issuer = @provider
RETURNING issuer AS issuer_heard;

-- local: silence_clock
-- $clock is when the request came, and it has waited since.
SELECT unixepoch() AS silence_clock;

-- name: silence_begin
INSERT INTO client_silence (issuer, silent_until)
VALUES (@provider, CAST(@silence_clock AS BIGINT) + (SELECT provider_silence FROM client_setting))
ON CONFLICT (issuer) DO UPDATE
   SET silent_until = excluded.silent_until
RETURNING silent_until AS silence_ends_at;

-- name: metadata_kept
SELECT authorization_endpoint, token_endpoint, end_session_endpoint, jwks_uri, iss_in_response
  FROM client_provider, client_setting
 WHERE issuer = @provider
   AND fetched_at > CAST($clock AS BIGINT) - jwks_cache;

-- local: metadata_request
-- OIDC Discovery 4.1: an issuer may end with a slash, and its metadata's address has one only.
SELECT rtrim(@provider, '/') || '/.well-known/openid-configuration' AS url, 'configured' AS reach;

-- local: metadata_detail
SELECT json_object('asked', 'metadata', 'status', @metadata_status, 'no_answer', substr(@metadata_error, 1, 200),
                   'issuer', substr(CASE WHEN json_valid(@metadata_body) THEN @metadata_body ->> '$.issuer' END, 1, 200)) AS detail;

-- local: metadata_read
-- OIDC Discovery 4.3: the issuer in it must be the one that was asked.  Its endpoints are addresses, and as safe as the issuer's.
WITH answer AS MATERIALIZED (
  SELECT CASE WHEN @metadata_status = 200 AND json_valid(@metadata_body) THEN @metadata_body END AS body),
said AS MATERIALIZED (
  SELECT body ->> '$.authorization_endpoint' AS authorization_endpoint,
         body ->> '$.token_endpoint' AS token_endpoint,
         body ->> '$.end_session_endpoint' AS end_session_endpoint,
         body ->> '$.jwks_uri' AS jwks_uri,
         coalesce(body ->> '$.authorization_response_iss_parameter_supported', 0) = 1 AS iss_in_response
    FROM answer
   WHERE body ->> '$.issuer' = @provider)
SELECT authorization_endpoint, token_endpoint, end_session_endpoint, jwks_uri, iss_in_response
  FROM said
 WHERE NOT EXISTS (
         SELECT 1 FROM json_each(json_array(authorization_endpoint, token_endpoint, jwks_uri, coalesce(end_session_endpoint, jwks_uri)))
          WHERE (value GLOB 'https://?*' OR value GLOB 'http://?*' AND @provider GLOB 'http:*') IS NOT 1 OR value GLOB '*[^!-~]*'
             OR value GLOB '*[@\]*' OR value GLOB '*:///*' OR instr(substr(value, 9) || '?', '?') < instr(substr(value, 9) || '/', '/'));

-- name: metadata_keep
INSERT INTO client_provider (issuer, authorization_endpoint, token_endpoint, end_session_endpoint, jwks_uri, iss_in_response, fetched_at)
VALUES (@provider, @authorization_endpoint, @token_endpoint, @end_session_endpoint, @jwks_uri, @iss_in_response, $clock)
ON CONFLICT (issuer) DO UPDATE
   SET authorization_endpoint = excluded.authorization_endpoint, token_endpoint = excluded.token_endpoint,
       end_session_endpoint = excluded.end_session_endpoint, jwks_uri = excluded.jwks_uri,
       iss_in_response = excluded.iss_in_response, fetched_at = excluded.fetched_at
RETURNING fetched_at AS metadata_fetched_at;

-- name: keys_kept
SELECT jwks AS kept_jwks, jwks_fetched_at AS kept_fetched_at, jwks_asked_at AS kept_asked_at, jwks_cache
  FROM client_provider, client_setting
 WHERE issuer = @provider;

-- local: keys_fit
-- Fresh, and with the key that the ID token names.
SELECT @kept_jwks AS jwks
 WHERE @kept_fetched_at > $clock - @jwks_cache
   AND (@id_token_kid IS NULL
        OR EXISTS (SELECT 1 FROM json_each(@kept_jwks, '$.keys') AS k WHERE k.value ->> '$.kid' = @id_token_kid));

-- name: keys_ask
-- The one who may ask now: whoever finds no fresh keys; for an unknown kid one in 10 s.
UPDATE client_provider
   SET jwks_asked_at = $clock
 WHERE issuer = @provider
   AND (jwks_fetched_at IS NULL
        OR jwks_fetched_at <= CAST($clock AS BIGINT) - @jwks_cache
        OR jwks_asked_at <= CAST($clock AS BIGINT) - 10)
RETURNING jwks_asked_at AS keys_asked_at;

-- local: keys_stand
-- The provider was asked a moment ago, and answered: the key does not exist.
SELECT @kept_jwks AS jwks
 WHERE @kept_fetched_at >= @kept_asked_at;

-- local: keys_request
SELECT @jwks_uri AS url, 'application/jwk-set+json, application/json' AS accept, 'configured' AS reach;

-- local: keys_detail
SELECT json_object('asked', 'jwks_uri', 'status', @keys_status, 'no_answer', substr(@keys_error, 1, 200)) AS detail;

-- local: keys_read
WITH answer AS MATERIALIZED (SELECT CASE WHEN @keys_status = 200 AND json_valid(@keys_body) THEN @keys_body END AS body)
SELECT json(body) AS jwks
  FROM answer
 WHERE json_type(body, '$.keys') = 'array';

-- name: keys_keep
UPDATE client_provider
   SET jwks = @jwks, jwks_fetched_at = $clock
 WHERE issuer = @provider
RETURNING jwks_fetched_at AS keys_fetched_at;

-- local: token_response
-- RFC 6749 section 5.1, OIDC Core 3.1.3.3.  expires_in may be missing, and one beyond ten years says nothing; members that are unknown are ignored.
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
   AND lower(body ->> '$.token_type') = 'bearer';

-- local: token_detail
SELECT json_object('asked', 'token_endpoint', 'status', @token_status, 'no_answer', substr(@token_error, 1, 200),
                   'error', substr(CASE WHEN json_valid(@token_body) THEN @token_body ->> '$.error' END, 1, 200)) AS detail;
