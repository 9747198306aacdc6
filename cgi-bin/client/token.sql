-- local: lease_name
SELECT token_random(12) AS lease_id;

-- name: lease_take
-- The tokens are still those that were read, and nobody else renews them.
UPDATE client_token
   SET lease_id = @lease_id, lease_until = CAST($clock AS BIGINT) + 12
 WHERE session_id = @session_id
   AND generation = @generation
   AND (lease_until IS NULL OR lease_until <= $clock)
RETURNING refresh_token;

-- name: lease_return
UPDATE client_token
   SET lease_id = NULL, lease_until = NULL
 WHERE session_id = @session_id
   AND lease_id = @lease_id
RETURNING generation AS lease_returned;

-- local: refresh_request
-- RFC 6749 section 6.
SELECT @token_endpoint AS url, 'POST' AS method, @client_id AS basic_user, @client_secret AS basic_password,
       json_object('grant_type', 'refresh_token', 'refresh_token', @refresh_token) AS form, 'configured' AS reach;

-- local: attempt_stands
SELECT @attempt_status AS refresh_status, @attempt_body AS refresh_body
 WHERE @attempt_status BETWEEN 200 AND 499;

-- local: refresh_arrived
SELECT 1 AS refresh_arrived
 WHERE @refresh_status > 0;

-- local: refresh_read
-- RFC 6749 section 5.1: a refresh token that does not come along stays as it is.
WITH answer AS MATERIALIZED (SELECT CASE WHEN @refresh_status = 200 AND json_valid(@refresh_body) THEN @refresh_body END AS body)
SELECT body ->> '$.access_token' AS new_access_token,
       coalesce(body ->> '$.refresh_token', @refresh_token) AS new_refresh_token,
       CASE WHEN json_type(body, '$.expires_in') = 'integer' AND json_extract(body, '$.expires_in') BETWEEN 0 AND 315360000
            THEN @now + json_extract(body, '$.expires_in') END AS new_expires_at,
       CASE WHEN json_type(body, '$.refresh_expires_in') = 'integer' AND json_extract(body, '$.refresh_expires_in') BETWEEN 0 AND 315360000
            THEN @now + json_extract(body, '$.refresh_expires_in') END AS new_refresh_expires_at,
       body ->> '$.id_token' AS new_id_token
  FROM answer
 WHERE json_type(body, '$.access_token') = 'text'
   AND lower(body ->> '$.token_type') = 'bearer';

-- local: refresh_denied
-- RFC 6749 section 5.2: this, and nothing else, says that the tokens are renewed no more.
WITH answer AS MATERIALIZED (SELECT CASE WHEN @refresh_status = 400 AND json_valid(@refresh_body) THEN @refresh_body END AS body)
SELECT 1 AS refresh_denied
  FROM answer
 WHERE body ->> '$.error' = 'invalid_grant';

-- name: keys_at_hand
SELECT jwks FROM client_provider WHERE issuer = @provider;

-- local: id_token_renewed
-- OIDC Core 12.2: same issuer, same subject, same audience.
WITH verified AS MATERIALIZED (
  SELECT jwt_verify(@new_id_token, @jwks,
                    json_object('alg', @id_token_signed_response_alg, 'iss', @provider, 'aud', @client_id, 'sub', @sub,
                                'max_token_age', 600, 'leeway', @leeway, 'now', @now)) AS claims)
SELECT CASE WHEN claims IS NULL THEN @id_token ELSE @new_id_token END AS renewed_id_token,
       coalesce(json_remove(claims, '$.nonce'), @claims) AS renewed_claims
  FROM verified;

-- name: token_replace
UPDATE client_token
   SET generation = generation + 1, access_token = @new_access_token, refresh_token = @new_refresh_token,
       issued_at = @now, expires_at = @new_expires_at, refresh_expires_at = @new_refresh_expires_at,
       lease_id = NULL, lease_until = NULL
 WHERE session_id = @session_id
   AND generation = @generation
   AND lease_id = @lease_id
RETURNING access_token AS renewed_token;

-- name: identity_replace
UPDATE client_session
   SET id_token = @renewed_id_token, claims = @renewed_claims
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING session_id AS renewed_session_id;

-- name: session_refused
UPDATE client_session
   SET ended_at = @now, ended_reason = 'refresh_refused'
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING ended_reason;

-- name: session_not_renewable
UPDATE client_session
   SET ended_at = @now, ended_reason = 'not_renewable'
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING ended_reason;

-- name: session_over
SELECT ended_reason
  FROM client_session
 WHERE session_id = @session_id
   AND ended_at IS NOT NULL;

-- name: token_of_others
SELECT access_token AS renewed_token
  FROM client_token
 WHERE session_id = @session_id
   AND generation > @generation;
