-- UserInfo: OIDC Core section 5.3, RFC 6750.

-- local: userinfo_token
-- needs: @bearer :access_token $method
-- gives: presented_token userinfo_flaw
-- One of two places, and never the query: RFC 6750 sections 2.1 and 2.2, RFC 9700 section 4.3.2.
SELECT coalesce(@bearer, CASE WHEN $method = 'POST' THEN :access_token END) AS presented_token,
       CASE WHEN :access_token IS NOT NULL AND $method <> 'POST'           THEN 'token_in_query'
            WHEN :access_token IS NOT NULL AND @bearer IS NOT NULL         THEN 'token_several'
            WHEN coalesce(@bearer, :access_token) IS NULL                  THEN 'token_missing' END AS userinfo_flaw;

-- name: userinfo_client
-- needs: @access_client_id
-- gives: client_id userinfo_signed_response_alg userinfo_key
SELECT CAST(@access_client_id AS TEXT) AS client_id, c.userinfo_signed_response_alg,
       (SELECT k.jwk FROM signing_now AS k WHERE k.alg = c.userinfo_signed_response_alg) AS userinfo_key
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN client AS c ON c.client_id = @access_client_id;

-- local: userinfo_allowed
-- needs: @scope_left
-- gives: userinfo_allowed
SELECT instr(' ' || @scope_left || ' ', ' openid ') > 0 AS userinfo_allowed;

-- local: userinfo_claims
-- needs: @access_sub @user_claims @scope_left @claim_scopes @claims_beyond @claims
-- gives: userinfo_claims
-- By scope (section 5.4), or by a name that the user consented to (section 5.5).
SELECT json_patch(json_object('sub', @access_sub),
         (SELECT json_group_object(c.key, json(@user_claims -> ('$.' || c.key)))
            FROM json_each(@user_claims) AS c
           WHERE instr(' ' || @scope_left || ' ', ' ' || (@claim_scopes ->> c.key) || ' ') > 0
              OR (instr(' ' || @claims_beyond || ' ', ' ' || c.key || ' ') > 0
                  AND c.key IN (SELECT key FROM json_each(@claims, '$.userinfo'))))) AS userinfo_claims;

-- local: userinfo_body
-- needs: @userinfo_claims
-- gives: body
SELECT @userinfo_claims AS body;

-- local: userinfo_signed
-- needs: @userinfo_claims @issuer @client_id @userinfo_key @now
-- gives: body
-- Section 5.3.2: iss and aud say from whom and for whom.  It has no exp, so nobody takes it for an ID token.
SELECT jwt_sign(json_patch(@userinfo_claims, json_object('iss', @issuer, 'aud', @client_id)), @userinfo_key,
                json_object('exp', 'optional', 'now', @now)) AS body;

-- local: userinfo_challenge
-- needs: @error @error_status
-- gives: challenge_attributes challenge_dpop
SELECT CASE WHEN @error = 'insufficient_scope' THEN 'scope="openid"' END AS challenge_attributes, 1 AS challenge_dpop
 WHERE @error_status IN (400, 401, 403);
