-- What the provider says of the user: OIDC Core section 5.3.

-- local: userinfo_unasked
-- needs: @id_token_claims
-- gives: session_claims
SELECT @id_token_claims AS session_claims;

-- local: userinfo_beside_id_token
-- needs: @id_token_sub @id_token_claims
-- gives: userinfo_sub userinfo_beside
SELECT @id_token_sub AS userinfo_sub, @id_token_claims AS userinfo_beside;

-- name: userinfo_beside_session
-- needs: @session_id
-- gives: userinfo_sub userinfo_beside
SELECT sub AS userinfo_sub, claims AS userinfo_beside
  FROM client_session
 WHERE session_id = @session_id
   AND ended_at IS NULL;

-- local: userinfo_request
-- needs: @userinfo_endpoint @own_jwk @access_token @provider_nonce $nonce
-- gives: url reach authorization header
-- RFC 6750 section 2.1: the token goes into a header, and in no address.
SELECT @userinfo_endpoint AS url, 'configured' AS reach, CASE WHEN @own_jwk IS NULL THEN 'Bearer ' ELSE 'DPoP ' END || @access_token AS authorization,
       CASE WHEN @own_jwk IS NOT NULL THEN 'DPoP: ' || jws_sign(
         json_patch(json_object('jti', token_random(12), 'htm', 'GET', 'htu', @userinfo_endpoint, 'iat', unixepoch(),
                                'ath', token_hash(@access_token)),
                    json_object('nonce', coalesce($nonce, @provider_nonce))),
         @own_jwk, json_object('typ', 'dpop+jwt', 'header', json_object('jwk', jwk_public(@own_jwk)))) END AS header;

-- local: userinfo_judge
-- needs: @userinfo_status @userinfo_body @userinfo_sub @userinfo_beside
-- gives: userinfo_flaw session_claims
-- Section 5.3.4: sub is there, and is the ID token's.  Of the login the ID token alone speaks.
WITH heard AS MATERIALIZED (
  SELECT CASE WHEN @userinfo_status = 200 AND json_valid(@userinfo_body) THEN @userinfo_body END AS userinfo),
judged AS MATERIALIZED (
  SELECT userinfo,
         CASE WHEN json_type(userinfo) IS NOT 'object' OR json_type(userinfo, '$.sub') IS NOT 'text' THEN 'userinfo_invalid'
              WHEN json_extract(userinfo, '$.sub') <> @userinfo_sub                                THEN 'userinfo_sub_mismatch'
         END AS flaw
    FROM heard)
SELECT flaw AS userinfo_flaw,
       CASE WHEN flaw IS NULL
            THEN json_patch(@userinfo_beside, json_remove(userinfo, '$.iss', '$.aud', '$.azp', '$.exp', '$.iat', '$.auth_time', '$.nonce', '$.acr',
                                                          '$.amr', '$.sid', '$.at_hash')) END AS session_claims
  FROM judged;

-- name: userinfo_keep
-- needs: @session_claims @session_id
UPDATE client_session
   SET claims = @session_claims
 WHERE session_id = @session_id
   AND ended_at IS NULL;

-- local: userinfo_is_of_another
-- needs: @userinfo_flaw
-- gives: userinfo_is_of_another
SELECT 1 AS userinfo_is_of_another
 WHERE @userinfo_flaw = 'userinfo_sub_mismatch';
