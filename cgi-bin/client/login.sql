-- local: login_return_path
-- needs: :return_to
-- gives: return_path
-- Back to a page of this program and to no other place, RFC 9700 section 4.11.1.
SELECT CASE WHEN :return_to GLOB '/*' AND :return_to NOT GLOB '//*' AND :return_to NOT GLOB '*[^a-z0-9/_-]*' AND length(:return_to) <= 200
            THEN :return_to ELSE '/' END AS return_path;

-- local: login_is_for_anybody
-- needs: :client_app_id :iss :prompt :max_age :acr_values
-- gives: login_is_for_anybody
-- A user who is signed in need not do so again, unless the login has to be another or a recent one.
SELECT 1 AS login_is_for_anybody
 WHERE :client_app_id IS NULL AND :iss IS NULL AND :prompt IS NULL AND :max_age IS NULL AND :acr_values IS NULL;

-- local: login_signed_in_already
-- needs: @return_path $mount
-- gives: location
SELECT $mount || @return_path AS location;

-- name: login_app
-- needs: :client_app_id :iss $mount
-- gives: client_app_id authorization_server client_id resource scope claims_wanted redirect_uri dpop_bound_access_tokens kept_jwk
-- Another site may begin it, and name the issuer: OIDC Core section 4.
SELECT a.client_app_id, issuer AS authorization_server, client_id, resource, scope, claims AS claims_wanted, redirect_uri,
       dpop_bound_access_tokens, k.own_jwk AS kept_jwk
  FROM client_app AS a LEFT JOIN own_key AS k ON k.client_app_id = a.client_app_id
 WHERE (mount = $mount OR mount IS NULL)
   AND (a.client_app_id = :client_app_id OR CAST(:client_app_id AS TEXT) IS NULL)
   AND (issuer = :iss OR CAST(:iss AS TEXT) IS NULL)
 ORDER BY CASE WHEN mount IS NULL THEN 1 ELSE 0 END, a.client_app_id
 LIMIT 1;

-- local: login_secrets
-- needs: @fingerprint_key
-- gives: state state_hash code_verifier code_challenge nonce browser browser_hash detail
-- All of them are new for each login, and so is the cookie that the browser gets for it (RFC 9700 section 4.7).  By the fingerprint of
-- the state the record joins this login to what happens at the provider.
WITH made AS MATERIALIZED (
  SELECT 'st_' || token_random(32) AS state, token_random(32) AS code_verifier, 'bs_' || token_random(12) || '.' || token_random(32) AS browser)
SELECT state, token_hash(state) AS state_hash, code_verifier, pkce_challenge(code_verifier) AS code_challenge, token_random(32) AS nonce,
       browser, token_hash(browser) AS browser_hash,
       json_object('state', token_fingerprint(@fingerprint_key, state)) AS detail
  FROM made;

-- name: login_begin
-- needs: @state_hash @browser_hash @client_app_id @authorization_server @nonce @code_verifier @return_path @trace_id @now
-- gives: login_expires_at
INSERT INTO client_login (state_hash, browser_hash, client_app_id, issuer, nonce, code_verifier, return_path, trace_id, created_at, expires_at)
VALUES (@state_hash, @browser_hash, @client_app_id, @authorization_server, @nonce, @code_verifier, @return_path, @trace_id, @now,
        CAST(@now AS BIGINT) + 1800)
RETURNING expires_at AS login_expires_at;

-- local: login_authorization_request
-- needs: @authorization_endpoint @client_id @redirect_uri @scope @resource @state @nonce @code_challenge @claims_wanted @own_jwk :prompt :max_age
--        :acr_values :login_hint
-- gives: location query
-- OIDC Core 3.1.2.1, RFC 7636 section 4.3, RFC 8707 section 2.1.  A login that must be recent (RFC 9470) asks for max_age.
SELECT @authorization_endpoint AS location,
       json_object('response_type', 'code', 'client_id', @client_id, 'redirect_uri', @redirect_uri, 'scope', @scope,
                   'resource', @resource,
                   'state', @state, 'nonce', @nonce, 'code_challenge', @code_challenge, 'code_challenge_method', 'S256',
                   'claims', @claims_wanted, 'dpop_jkt', jwk_thumbprint(@own_jwk),
                   'prompt', CASE WHEN :prompt IN ('login', 'none', 'consent', 'select_account') THEN :prompt END,
                   'max_age', CASE WHEN :max_age GLOB '[0-9]*' AND :max_age NOT GLOB '*[^0-9]*' THEN :max_age END,
                   'acr_values', :acr_values, 'login_hint', :login_hint) AS query;
