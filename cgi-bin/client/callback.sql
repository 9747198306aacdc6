-- local: callback_login_named
-- needs: :state $login_cookie
-- gives: state_hash browser_hash
SELECT token_hash(:state) AS state_hash, token_hash($login_cookie) AS browser_hash;

-- name: callback_login_take
-- needs: @state_hash @browser_hash @now
-- gives: login_app_id login_issuer nonce code_verifier return_path trace_continued
-- RFC 9700 section 4.7: one login, once, in the browser that began it.
DELETE FROM client_login
 WHERE state_hash = @state_hash
   AND browser_hash = @browser_hash
   AND expires_at > @now
RETURNING client_app_id AS login_app_id, issuer AS login_issuer, nonce, code_verifier, return_path, trace_id AS trace_continued;

-- name: callback_login_unchecked
-- needs: $mount
-- gives: login_app_id login_issuer nonce code_verifier return_path
-- Setting state_check: the answer of no login, taken all the same; there is no nonce and no verifier to go with it.
SELECT client_app_id AS login_app_id, issuer AS login_issuer, NULL AS nonce, NULL AS code_verifier, '/' AS return_path
  FROM client_app
 WHERE (mount = $mount OR mount IS NULL)
   AND (SELECT state_check FROM client_setting) = 'off'
 ORDER BY CASE WHEN mount IS NULL THEN 1 ELSE 0 END, client_app_id
 LIMIT 1;

-- name: callback_login_why
-- needs: @state_hash :state :code :error $cookie $login_cookie
-- gives: reason
-- The login is under way, but this browser brings no cookie: it keeps none, or has another name for this host.
SELECT CASE WHEN CAST(:state AS TEXT) IS NULL AND CAST(:code AS TEXT) IS NULL AND CAST(:error AS TEXT) IS NULL THEN 'callback_bare'
            WHEN CAST($cookie AS TEXT) IS NULL AND CAST($login_cookie AS TEXT) IS NULL
             AND EXISTS (SELECT 1 FROM client_login WHERE state_hash = @state_hash)                      THEN 'cookie_missing'
            ELSE 'state_mismatch' END AS reason;

-- name: callback_app
-- needs: @login_app_id @login_issuer
-- gives: client_app_id authorization_server client_id client_secret token_endpoint_auth_method resource redirect_uri id_token_signed_response_alg
--        session_lifetime asks_userinfo own_jwk provider_nonce iss_check
SELECT a.client_app_id, issuer AS authorization_server, client_id, client_secret, token_endpoint_auth_method, resource, redirect_uri,
       id_token_signed_response_alg, session_lifetime, asks_userinfo, k.own_jwk, k.provider_nonce,
       (SELECT iss_check FROM client_setting) AS iss_check
  FROM client_app AS a LEFT JOIN own_key AS k ON k.client_app_id = a.client_app_id
 WHERE a.client_app_id = @login_app_id
   AND issuer = @login_issuer;

-- local: callback_is_from_provider
-- needs: @authorization_server @authorization_response_iss_parameter_supported @iss_check :iss
-- gives: answer_is_from_provider
-- Where the provider's metadata promises iss, a missing one is as bad as a wrong one.
SELECT 1 AS answer_is_from_provider
 WHERE :iss = @authorization_server
    OR (:iss IS NULL AND @authorization_response_iss_parameter_supported = 0)
    OR @iss_check = 'off';

-- local: callback_has_code
-- needs: :code :error
-- gives: answer_has_code
SELECT 1 AS answer_has_code
 WHERE :code IS NOT NULL
   AND :error IS NULL;

-- local: callback_why
-- needs: :error
-- gives: reason
SELECT CASE WHEN :error IS NULL THEN 'code_missing' WHEN :error = 'access_denied' THEN 'access_denied' ELSE 'login_refused' END AS reason;

-- local: callback_token_request
-- needs: @token_endpoint @client_basic_user @client_basic_password @client_form @redirect_uri @code_verifier @own_jwk @provider_nonce :code $nonce
-- gives: url method basic_user basic_password form reach header
-- RFC 6749 section 4.1.3, RFC 9449 section 5.
SELECT @token_endpoint AS url, 'POST' AS method, @client_basic_user AS basic_user, @client_basic_password AS basic_password,
       json_patch(@client_form, json_object('grant_type', 'authorization_code', 'code', :code, 'redirect_uri', @redirect_uri,
                                            'code_verifier', @code_verifier)) AS form,
       'configured' AS reach,
       CASE WHEN @own_jwk IS NOT NULL THEN 'DPoP: ' || jws_sign(
         json_patch(json_object('jti', token_random(12), 'htm', 'POST', 'htu', @token_endpoint, 'iat', unixepoch()),
                    json_object('nonce', coalesce($nonce, @provider_nonce))),
         @own_jwk, json_object('typ', 'dpop+jwt', 'header', json_object('jwk', jwk_public(@own_jwk)))) END AS header;

-- local: callback_code_refused
-- needs: @token_status
-- gives: code_flaw
-- It answered, but not with tokens: asking again would not help.
SELECT CASE WHEN @token_status = 200 THEN 'token_response_invalid' ELSE 'token_request_refused' END AS code_flaw
 WHERE @token_status = 200
    OR @token_status BETWEEN 400 AND 499;

-- local: callback_id_token_expected
-- needs: @nonce
-- gives: nonce_expected nonce_hash sub_expected
SELECT @nonce AS nonce_expected, coalesce(token_hash(@nonce), '') AS nonce_hash, NULL AS sub_expected;

-- local: callback_session_secrets
-- needs: @id_token_sub
-- gives: session_id session_secret_hash session_cookie subject
WITH made AS MATERIALIZED (SELECT 'cs_' || token_random(12) AS session_id, token_random(32) AS secret)
SELECT session_id, token_hash(secret) AS session_secret_hash, session_id || '.' || secret AS session_cookie, @id_token_sub AS subject
  FROM made;

-- name: callback_session_insert
-- needs: @session_id @session_secret_hash @client_app_id @authorization_server @id_token_sub @id_token_sid @nonce_hash @session_claims @id_token @now
--        @session_lifetime
-- gives: session_expires_at
INSERT INTO client_session (session_id, secret_hash, client_app_id, issuer, sub, sid, nonce_hash, claims, id_token, created_at, expires_at)
VALUES (@session_id, @session_secret_hash, @client_app_id, @authorization_server, @id_token_sub, @id_token_sid, @nonce_hash, @session_claims,
        @id_token, @now, CAST(@now AS BIGINT) + @session_lifetime)
RETURNING expires_at AS session_expires_at;

-- name: callback_session_tokens
-- needs: @session_id @access_token @scope @now @token_expires_at @refresh_token @refresh_expires_at
-- gives: generation
INSERT INTO client_token (session_id, access_token, scope, issued_at, expires_at, refresh_token, refresh_expires_at)
VALUES (@session_id, @access_token, @scope, @now, @token_expires_at, @refresh_token, @refresh_expires_at)
RETURNING generation;

-- name: callback_session_before
-- needs: @now @cookie_id @cookie_hash
-- gives: session_id_before
UPDATE client_session
   SET ended_at = @now, ended_reason = 'new_login'
 WHERE session_id = @cookie_id
   AND secret_hash = @cookie_hash
   AND ended_at IS NULL
RETURNING session_id AS session_id_before;

-- local: callback_session_issued
-- needs: @fingerprint_key @session_cookie
-- gives: role type fingerprint place
SELECT 'issued' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, @session_cookie) AS fingerprint, 'cookie' AS place;

-- local: callback_code_presented
-- needs: @fingerprint_key :code $method
-- gives: role type fingerprint place
SELECT 'presented' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :code) AS fingerprint,
       CASE WHEN $method = 'POST' THEN 'body' ELSE 'query' END AS place;

-- local: callback_back
-- needs: @return_path $mount
-- gives: location
SELECT $mount || @return_path AS location;

-- local: callback_again
-- needs: :code :state :iss :error :error_description $mount
-- gives: location query
SELECT $mount || '/callback' AS location,
       json_object('code', :code, 'state', :state, 'iss', :iss, 'error', :error, 'error_description', :error_description) AS query;
