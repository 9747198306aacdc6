-- local: token_lease_name
-- gives: lease_id
SELECT token_random(12) AS lease_id;

-- name: token_lease_take
-- needs: @lease_id @session_id @generation $clock
-- gives: spent_refresh_token refresh_attempt
-- The tokens are still those that were read, and no other request renews them, or its lease has ended.
UPDATE client_token
   SET lease_id = @lease_id, lease_until = CAST($clock AS BIGINT) + (SELECT refresh_lease FROM client_setting)
 WHERE session_id = @session_id
   AND generation = @generation
   AND (lease_until IS NULL OR lease_until <= $clock)
RETURNING refresh_token AS spent_refresh_token, (SELECT refresh_attempt FROM client_setting) AS refresh_attempt;

-- name: token_lease_return
-- needs: @session_id @lease_id
-- gives: lease_returned
UPDATE client_token
   SET lease_id = NULL, lease_until = NULL
 WHERE session_id = @session_id
   AND lease_id = @lease_id
RETURNING generation AS lease_returned;

-- local: token_refresh_request
-- needs: @token_endpoint @client_basic_user @client_basic_password @client_form @spent_refresh_token @refresh_attempt @own_jwk @provider_nonce $nonce
-- gives: url method basic_user basic_password form seconds reach header
-- RFC 6749 section 6; a fresh proof for each attempt, RFC 9449 section 5.
SELECT @token_endpoint AS url, 'POST' AS method, @client_basic_user AS basic_user, @client_basic_password AS basic_password,
       json_patch(@client_form, json_object('grant_type', 'refresh_token', 'refresh_token', @spent_refresh_token)) AS form,
       @refresh_attempt AS seconds, 'configured' AS reach,
       CASE WHEN @own_jwk IS NOT NULL THEN 'DPoP: ' || jws_sign(
         json_patch(json_object('jti', token_random(12), 'htm', 'POST', 'htu', @token_endpoint, 'iat', unixepoch()),
                    json_object('nonce', coalesce($nonce, @provider_nonce))),
         @own_jwk, json_object('typ', 'dpop+jwt', 'header', json_object('jwk', jwk_public(@own_jwk)))) END AS header;

-- local: token_attempt_stands
-- needs: @attempt_status @attempt_body
-- gives: token_status token_body token_error
SELECT @attempt_status AS token_status, @attempt_body AS token_body, NULL AS token_error
 WHERE @attempt_status BETWEEN 200 AND 499;

-- local: token_refresh_denied
-- needs: @token_status @token_body
-- gives: refresh_denied
-- RFC 6749 section 5.2: this alone says that the tokens will not be renewed any more.
WITH answer AS MATERIALIZED (SELECT CASE WHEN @token_status = 400 AND json_valid(@token_body) THEN @token_body END AS body)
SELECT 1 AS refresh_denied
  FROM answer
 WHERE body ->> '$.error' = 'invalid_grant';

-- local: token_id_token_expected
-- needs: @sub
-- gives: nonce_expected sub_expected
-- OIDC Core 12.2: it is about the same user, and there need be no nonce.
SELECT NULL AS nonce_expected, @sub AS sub_expected;

-- local: token_identity_unsaid
-- gives: id_token_claims
SELECT NULL AS id_token_claims;

-- name: token_refresh_token_keep
-- needs: @refresh_token @session_id @lease_id
-- gives: generation_kept
-- The old one is spent.  The tokens beside the new one are not believed yet, so others have to be fetched with it.
UPDATE client_token
   SET refresh_token = COALESCE(CAST(@refresh_token AS TEXT), refresh_token), lease_id = NULL, lease_until = NULL
 WHERE session_id = @session_id
   AND lease_id = @lease_id
RETURNING generation AS generation_kept;

-- name: token_replace
-- needs: @access_token @refresh_token @scope @now @token_expires_at @refresh_expires_at @session_id @generation @lease_id
-- gives: renewed_token
-- RFC 6749 sections 5.1 and 6: a refresh token that is not in the answer stays as it is, and so does the scope.
UPDATE client_token
   SET generation = generation + 1, access_token = @access_token, refresh_token = COALESCE(CAST(@refresh_token AS TEXT), refresh_token),
       scope = COALESCE(CAST(@scope AS TEXT), scope), issued_at = @now, expires_at = @token_expires_at,
       refresh_expires_at = @refresh_expires_at, lease_id = NULL, lease_until = NULL
 WHERE session_id = @session_id
   AND generation = @generation
   AND lease_id = @lease_id
RETURNING access_token AS renewed_token;

-- name: token_identity_replace
-- needs: @id_token @id_token_claims @session_id
-- gives: renewed_session_id
UPDATE client_session
   SET id_token = COALESCE(CAST(@id_token AS TEXT), id_token), claims = COALESCE(CAST(@id_token_claims AS TEXT), claims)
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING session_id AS renewed_session_id;

-- name: token_session_refused
-- needs: @now @session_id
-- gives: ended_reason
UPDATE client_session
   SET ended_at = @now, ended_reason = 'refresh_refused'
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING ended_reason;

-- name: token_session_misled
-- needs: @now @session_id
-- gives: ended_reason
UPDATE client_session
   SET ended_at = @now, ended_reason = 'id_token_refused'
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING ended_reason;

-- name: token_session_not_renewable
-- needs: @now @session_id
-- gives: ended_reason
UPDATE client_session
   SET ended_at = @now, ended_reason = 'not_renewable'
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING ended_reason;

-- name: token_session_over
-- needs: @session_id
-- gives: ended_reason
SELECT ended_reason
  FROM client_session
 WHERE session_id = @session_id
   AND ended_at IS NOT NULL;

-- name: token_refresh_is_young
-- needs: @session_id $clock
-- gives: generation_awaited
-- The refresh began within the last two seconds, or is over already: it is worth waiting for.
SELECT generation AS generation_awaited
  FROM client_token
 WHERE session_id = @session_id
   AND (lease_until IS NULL OR lease_until - (SELECT refresh_lease FROM client_setting) >= CAST($clock AS BIGINT) - 1);

-- name: token_of_others
-- needs: @session_id @generation
-- gives: renewed_token
SELECT access_token AS renewed_token
  FROM client_token
 WHERE session_id = @session_id
   AND generation > @generation;
