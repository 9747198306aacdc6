-- UserInfo: OIDC Core section 5.3, RFC 6750.

-- local: userinfo_token
-- needs: @bearer :access_token $method
-- gives: presented_token userinfo_flaw
-- One of two places, and never the query: RFC 6750 sections 2.1 and 2.2, RFC 9700 section 4.3.2.
SELECT coalesce(@bearer, CASE WHEN $method = 'POST' THEN :access_token END) AS presented_token,
       CASE WHEN :access_token IS NOT NULL AND $method <> 'POST'           THEN 'token_in_query'
            WHEN :access_token IS NOT NULL AND @bearer IS NOT NULL         THEN 'token_several'
            WHEN coalesce(@bearer, :access_token) IS NULL                  THEN 'token_missing' END AS userinfo_flaw;

-- local: userinfo_client
-- needs: @access_client_id
-- gives: client_id
SELECT @access_client_id AS client_id;

-- local: userinfo_allowed
-- needs: @scope_left
-- gives: userinfo_allowed
SELECT instr(' ' || @scope_left || ' ', ' openid ') > 0 AS userinfo_allowed;

-- local: userinfo_body
-- needs: @access_sub @user_claims @scope_left @claim_scopes @claims_beyond @claims
-- gives: body
-- By scope (section 5.4), or by a name that the user consented to (section 5.5).
SELECT json_patch(json_object('sub', @access_sub),
         (SELECT json_group_object(c.key, json(@user_claims -> ('$.' || c.key)))
            FROM json_each(@user_claims) AS c
           WHERE instr(' ' || @scope_left || ' ', ' ' || (@claim_scopes ->> c.key) || ' ') > 0
              OR (instr(' ' || @claims_beyond || ' ', ' ' || c.key || ' ') > 0
                  AND c.key IN (SELECT key FROM json_each(@claims, '$.userinfo'))))) AS body;

-- local: userinfo_challenge
-- needs: @error @error_status
-- gives: challenge_attributes challenge_dpop
SELECT CASE WHEN @error = 'insufficient_scope' THEN 'scope="openid"' END AS challenge_attributes, 1 AS challenge_dpop
 WHERE @error_status IN (400, 401, 403);
