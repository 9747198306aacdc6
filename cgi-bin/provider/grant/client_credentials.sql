-- A client acting for itself: RFC 6749 section 4.4.  Nothing is written: the token ends by its exp.

-- name: client_credentials_permit
-- needs: @client_id @scope_list @presented_method @scope_words @resources_asked @resource_asked
-- gives: access_lifetime access_key audience token_scope
-- All of the words, none of them twice, are the client's, none of them is about a user, and one API owns them or is named.
SELECT (SELECT l.access_lifetime FROM client_lifetime AS l WHERE l.client_id = @client_id) AS access_lifetime,
       a.access_key, w.audience, @scope_list AS token_scope
  FROM (SELECT min(s.resource) AS audience
          FROM client_scope AS c JOIN scope AS s ON s.scope = c.scope
         WHERE c.client_id = @client_id AND @presented_method <> 'none'
           AND replace(' ' || @scope_list || ' ', ' ' || c.scope || ' ', '') <> ' ' || @scope_list || ' '
         GROUP BY c.client_id
        HAVING count(s.resource) = @scope_words AND min(s.resource) = max(s.resource)
           AND @resources_asked <= 1 AND (CAST(@resource_asked AS TEXT) IS NULL OR min(s.resource) = @resource_asked)) AS w,
       access_key AS a;

-- name: client_credentials_rest
-- needs: @resource @scope @client_id @presented_method @scope_of_user
-- gives: access_lifetime access_key audience token_scope
-- The same for what was left of the words.
SELECT l.access_lifetime, a.access_key, @resource AS audience, @scope AS token_scope
  FROM client_lifetime AS l, access_key AS a
 WHERE l.client_id = @client_id AND @presented_method <> 'none' AND CAST(@scope_of_user AS TEXT) IS NULL;

-- local: client_credentials_why
-- needs: @presented_method @scope_of_user
-- gives: reason
SELECT CASE WHEN @presented_method = 'none' THEN 'grant_forbidden' WHEN @scope_of_user IS NOT NULL THEN 'scope_of_user' END AS reason;

-- local: client_credentials_token
-- needs: @dpop_jkt @access_key @now @issuer @client_id @audience @access_lifetime @token_scope
-- gives: access_token
-- RFC 9068 section 2.2: sub is the client, whose name no user can bear.
SELECT jwt_sign(CASE WHEN @dpop_jkt IS NULL THEN claims ELSE json_set(claims, '$.cnf', json_object('jkt', @dpop_jkt)) END,
         @access_key, json_object('typ', 'at+jwt', 'now', @now)) AS access_token
  FROM (SELECT json_object('iss', @issuer, 'sub', @client_id, 'aud', @audience, 'client_id', @client_id, 'exp', @now + @access_lifetime,
                           'jti', token_random(18), 'scope', @token_scope) AS claims);

-- local: client_credentials_response
-- needs: @given_token @dpop_jkt @access_lifetime @token_scope
-- gives: body
-- RFC 6749 section 4.4.3: no refresh token.
SELECT json_object('access_token', @given_token, 'token_type', CASE WHEN @dpop_jkt IS NULL THEN 'Bearer' ELSE 'DPoP' END,
                   'expires_in', @access_lifetime, 'scope', @token_scope) AS body;

-- local: client_credentials_issued
-- needs: @fingerprint_key @given_token @issuer @audience @token_scope @now @access_lifetime
-- gives: role type fingerprint place alg typ kid iss aud scope iat exp
SELECT 'issued' AS role, 'access' AS type, token_fingerprint(@fingerprint_key, @given_token) AS fingerprint, 'body' AS place,
       header ->> 'alg' AS alg, header ->> 'typ' AS typ, header ->> 'kid' AS kid, @issuer AS iss, @audience AS aud, @token_scope AS scope,
       @now AS iat, @now + @access_lifetime AS exp
  FROM (SELECT jwt_header(@given_token) AS header) AS access;
