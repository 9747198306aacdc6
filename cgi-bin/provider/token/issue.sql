-- What comes out of the token endpoint: RFC 6749 section 5.1, RFC 9068, OIDC Core section 2.

-- name: issue_grant
-- needs: @issuer @grant_id
-- gives: subject session_id token_scope audience claims claims_beyond auth_time family_key
-- Of a code that was redeemed: what was granted, as far as it is left.
SELECT g.subject, g.session_id, l.scope AS token_scope, coalesce(g.resource, @issuer) AS audience, g.claims, g.claims_beyond, g.auth_time,
       g.family_key
  FROM authorization_grant AS g JOIN grant_life AS l ON l.grant_id = g.grant_id
 WHERE g.grant_id = @grant_id;

-- name: issue_keys
-- needs: @client_id @id_token_signed_response_alg
-- gives: access_lifetime id_lifetime access_key acr amr id_key provider_key
-- The keys that sign now, both or no row; lifetimes as the client or the setting says; how the user signed in.
SELECT l.access_lifetime, l.id_lifetime, a.access_key,
       (SELECT u.acr FROM authentication AS u) AS acr, (SELECT u.amr FROM authentication AS u) AS amr,
       i.jwk AS id_key, (SELECT provider_key FROM provider_key) AS provider_key
  FROM client_lifetime AS l, access_key AS a, signing_now AS i
 WHERE l.client_id = @client_id AND i.alg = @id_token_signed_response_alg;

-- local: issue_access
-- needs: @dpop_jkt @access_key @now @issuer @sub @audience @client_id @access_lifetime @grant_id @token_scope @auth_time @acr
-- gives: access_token
-- RFC 9068 section 2.2; bound to a key by cnf, RFC 9449 section 6.1.  jti begins with the grant's public id: whoever asks this server
-- sees what was revoked.
SELECT jwt_sign(CASE WHEN @dpop_jkt IS NULL THEN claims ELSE json_set(claims, '$.cnf', json_object('jkt', @dpop_jkt)) END,
         @access_key, json_object('typ', 'at+jwt', 'now', @now)) AS access_token
  FROM (SELECT json_object('iss', @issuer, 'sub', @sub, 'aud', @audience, 'client_id', @client_id, 'exp', @now + @access_lifetime,
                           'jti', @grant_id || '.' || token_random(12), 'scope', @token_scope, 'auth_time', @auth_time, 'acr', @acr) AS claims);

-- local: issue_claims_none
-- gives: claims_given
SELECT '{}' AS claims_given;

-- local: issue_claims
-- needs: @user_claims @claims @token_scope @claim_scopes @claims_beyond
-- gives: claims_given
-- What `claims` asks for the ID token, as far as this token's scope covers it or the user consented to it by name.
SELECT json_group_object(c.key, json(@user_claims -> ('$.' || c.key))) AS claims_given
  FROM json_each(@user_claims) AS c
 WHERE c.key IN (SELECT key FROM json_each(@claims, '$.id_token'))
   AND (instr(' ' || @token_scope || ' ', ' ' || (@claim_scopes ->> c.key) || ' ') > 0
        OR instr(' ' || @claims_beyond || ' ', ' ' || c.key || ' ') > 0);

-- local: issue_id
-- needs: @token_scope @claims_given @issuer @sub @client_id @now @id_lifetime @auth_time @nonce @acr @amr @sid @given_token
--        @id_token_signed_response_alg @id_key
-- gives: id_token
-- OIDC Core sections 2, 3.1.3.6 and 12.2: only when openid was granted.
SELECT CASE WHEN instr(' ' || @token_scope || ' ', ' openid ') > 0 THEN
         jwt_sign(
           json_patch(@claims_given,
             json_object('iss', @issuer, 'sub', @sub, 'aud', @client_id, 'azp', @client_id, 'exp', @now + @id_lifetime,
                         'auth_time', @auth_time, 'nonce', @nonce, 'acr', @acr, 'amr', json(@amr), 'sid', @sid,
                         'at_hash', jwt_hash(@given_token, @id_token_signed_response_alg))),
           @id_key, json_object('now', @now)) END AS id_token;

-- local: issue_response
-- needs: @given_token @dpop_jkt @access_lifetime @token_scope @refresh_token @id_token
-- gives: body
SELECT json_patch('{}',
         json_object('access_token', @given_token, 'token_type', CASE WHEN @dpop_jkt IS NULL THEN 'Bearer' ELSE 'DPoP' END,
                     'expires_in', @access_lifetime, 'scope', @token_scope, 'refresh_token', @refresh_token, 'id_token', @id_token)) AS body;

-- local: issue_issued
-- needs: @fingerprint_key @given_token @issuer @audience @token_scope @now @access_lifetime @id_token @client_id @id_lifetime @refresh_token
-- gives: role type fingerprint place alg typ kid iss aud scope iat exp
SELECT 'issued' AS role, 'access' AS type, token_fingerprint(@fingerprint_key, @given_token) AS fingerprint, 'body' AS place,
       header ->> 'alg' AS alg, header ->> 'typ' AS typ, header ->> 'kid' AS kid, @issuer AS iss, @audience AS aud, @token_scope AS scope,
       @now AS iat, @now + @access_lifetime AS exp
  FROM (SELECT jwt_header(@given_token) AS header) AS access
UNION ALL
SELECT 'issued', 'id', token_fingerprint(@fingerprint_key, @id_token), 'body',
       header ->> 'alg', header ->> 'typ', header ->> 'kid', @issuer, @client_id, NULL, @now, @now + @id_lifetime
  FROM (SELECT jwt_header(@id_token) AS header) AS id
 WHERE @id_token IS NOT NULL
UNION ALL
SELECT 'issued', 'refresh', token_fingerprint(@fingerprint_key, @refresh_token), 'body',
       NULL, NULL, NULL, @issuer, @issuer, @token_scope, @now, NULL
 WHERE @refresh_token IS NOT NULL;
