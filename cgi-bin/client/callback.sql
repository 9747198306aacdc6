-- local: login_named
-- The cookie of the way there; or that of a session which another tab began with it in the meantime.
SELECT token_hash(:state) AS state_hash, token_hash($cookie) AS browser_hash,
       CASE WHEN $cookie GLOB 'cs_?*.?*' THEN substr($cookie, 1, instr($cookie, '.') - 1) END AS cookie_id,
       token_hash(substr($cookie, instr($cookie, '.') + 1)) AS cookie_hash
 WHERE :state IS NOT NULL;

-- name: login_take
-- RFC 9700 section 4.7: one login, once, in the browser that began it.
DELETE FROM client_login
 WHERE state_hash = @state_hash
   AND (browser_hash = @browser_hash
        OR browser_hash = (SELECT s.browser_hash FROM client_session AS s WHERE s.session_id = @cookie_id AND s.secret_hash = @cookie_hash))
   AND expires_at > @now
RETURNING client_app_id AS login_app_id, issuer AS login_issuer, nonce, code_verifier, return_path, trace_id AS trace_continued;

-- name: app_of_login
SELECT client_app_id, issuer AS provider, client_id, client_secret, redirect_uri, id_token_signed_response_alg, session_lifetime
  FROM client_app
 WHERE client_app_id = @login_app_id
   AND issuer = @login_issuer;

-- local: answer_is_from_provider
-- Where the provider's metadata promises iss, its absence is as bad as another one.
SELECT 1 AS answer_is_from_provider
 WHERE :iss = @provider
    OR (:iss IS NULL AND @iss_in_response = 0);

-- local: answer_has_code
SELECT 1 AS answer_has_code
 WHERE :code IS NOT NULL
   AND :error IS NULL;

-- local: answer_why
SELECT CASE WHEN :error IS NULL THEN 'code_missing' WHEN :error = 'access_denied' THEN 'access_denied' ELSE 'login_refused' END AS reason;

-- local: token_request
SELECT @token_endpoint AS url, 'POST' AS method, @client_id AS basic_user, @client_secret AS basic_password,
       json_object('grant_type', 'authorization_code', 'code', :code, 'redirect_uri', @redirect_uri, 'code_verifier', @code_verifier) AS form,
       'configured' AS reach;

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
   AND json_type(body, '$.id_token') = 'text'
   AND lower(body ->> '$.token_type') = 'bearer';

-- local: token_response_detail
SELECT json_object('status', @token_status, 'error', substr(CASE WHEN json_valid(@token_body) THEN @token_body ->> '$.error' END, 1, 200),
                   'no_answer', @token_error) AS detail;

-- local: token_response_why
SELECT CASE WHEN @token_status = 200 THEN 'token_response_invalid'
            WHEN @token_status BETWEEN 400 AND 499 THEN 'token_request_refused'
            ELSE 'provider_unreachable' END AS reason;

-- local: id_token_rules
SELECT json_object('alg', @id_token_signed_response_alg, 'iss', @provider, 'aud', @client_id, 'nonce', @nonce,
                   'max_token_age', 600, 'require', json_array('sub'), 'leeway', @leeway, 'now', @now) AS id_token_rules;

-- local: id_token_claims
-- The nonce has done its work, and is not kept.
WITH verified AS MATERIALIZED (SELECT jwt_verify(@id_token, @jwks, @id_token_rules) AS claims)
SELECT claims, json_remove(claims, '$.nonce') AS kept_claims, claims ->> '$.sub' AS sub, claims ->> '$.sub' AS subject
  FROM verified
 WHERE claims IS NOT NULL;

-- local: id_token_fits
-- No audience that this client does not know, no other client's token, and the access token that it came with.
SELECT 1 AS id_token_fits
 WHERE json_extract(@claims, '$.aud') IN (@client_id, json_array(@client_id))
   AND coalesce(json_extract(@claims, '$.azp'), @client_id) = @client_id
   AND coalesce(json_extract(@claims, '$.at_hash'), '') IN ('', jwt_hash(@access_token, @id_token_signed_response_alg));

-- local: id_token_why
WITH said AS MATERIALIZED (SELECT jwt_unverified(@id_token) AS claims)
SELECT coalesce(jwt_error(@id_token, @jwks, @id_token_rules),
                CASE WHEN claims ->> '$.aud' NOT IN (@client_id, json_array(@client_id)) THEN 'aud_mismatch'
                     WHEN claims ->> '$.azp' <> @client_id THEN 'azp_mismatch'
                     ELSE 'at_hash_mismatch' END) AS reason
  FROM said;

-- local: session_secrets
WITH made AS MATERIALIZED (SELECT 'cs_' || token_random(12) AS session_id, token_random(32) AS secret)
SELECT session_id, token_hash(secret) AS session_secret_hash, session_id || '.' || secret AS session_cookie
  FROM made;

-- name: session_insert
INSERT INTO client_session (session_id, secret_hash, browser_hash, client_app_id, issuer, sub, claims, id_token, created_at, expires_at)
VALUES (@session_id, @session_secret_hash, @browser_hash, @client_app_id, @provider, @sub, @kept_claims, @id_token, @now,
        CAST(@now AS BIGINT) + @session_lifetime)
RETURNING expires_at AS session_expires_at;

-- name: session_tokens
INSERT INTO client_token (session_id, access_token, scope, issued_at, expires_at, refresh_token, refresh_expires_at)
VALUES (@session_id, @access_token, @scope, @now, @token_expires_at, @refresh_token, @refresh_expires_at)
RETURNING generation;

-- name: session_before
UPDATE client_session
   SET ended_at = @now, ended_reason = 'new_login'
 WHERE session_id = @cookie_id
   AND secret_hash = @cookie_hash
   AND ended_at IS NULL
RETURNING session_id AS session_id_before;

-- local: session_issued
SELECT 'issued' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, @session_cookie) AS fingerprint, 'cookie' AS place;

-- local: code_presented
SELECT 'presented' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :code) AS fingerprint,
       CASE WHEN $method = 'POST' THEN 'body' ELSE 'query' END AS place;

-- local: back
SELECT $mount || @return_path AS location;

-- local: callback_is_short
SELECT 1 AS callback_is_short
 WHERE length(coalesce(:code, '') || coalesce(:state, '') || coalesce(:iss, '') || coalesce(:error, '')
              || coalesce(:error_description, '')) <= 8192;

-- local: callback_again
SELECT $mount || '/callback' AS location,
       json_object('code', :code, 'state', :state, 'iss', :iss, 'error', :error, 'error_description', :error_description) AS query;
