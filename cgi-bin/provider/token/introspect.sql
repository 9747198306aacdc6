-- Introspection: RFC 7662.

-- name: introspect_refresh
-- needs: @refresh_id @refresh_hash @client_id @now
-- gives: refresh_scope subject refresh_issued_at refresh_expires_at provider_key
-- The newest of its family, by its own client, as long as it can be used.
SELECT l.scope AS refresh_scope, g.subject, t.issued_at AS refresh_issued_at, l.ends_at AS refresh_expires_at,
       (SELECT provider_key FROM provider_key) AS provider_key
  FROM refresh_token AS t
  JOIN refresh_life AS l ON l.refresh_id = t.refresh_id
  JOIN authorization_grant AS g ON g.grant_id = t.grant_id
 WHERE t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash AND l.client_id = @client_id AND l.ends_at > @now;

-- local: introspect_refresh_body
-- needs: @refresh_scope @client_id @sub @refresh_expires_at @refresh_issued_at @issuer
-- gives: body
SELECT json_object('active', json('true'), 'scope', @refresh_scope, 'client_id', @client_id, 'sub', @sub,
                   'exp', @refresh_expires_at, 'iat', @refresh_issued_at, 'iss', @issuer) AS body;

-- local: introspect_permit
-- needs: @access_client_id @client_id @access_audience @client_resource
-- gives: introspect_permit
-- The client it was issued to, or the API it is for: section 4, so that nobody learns of others' tokens.
SELECT CASE WHEN @access_client_id = @client_id OR @access_audience = @client_resource THEN 1 ELSE 0 END AS introspect_permit;

-- local: introspect_access_body
-- needs: @access_claims @scope_left @cnf @access_audience @client_resource @access_sub @subject @username
-- gives: body
-- What the token is bound to, its own cnf says (RFC 9449 section 6.2).  The username is for the API that the token is for (RFC 7662
-- section 2.2), where the token itself calls the user so that all may know: of a pairwise name (OIDC Core section 8.1) it would say whose it
-- is.  A client hears of its user at userinfo.
SELECT json_patch(@access_claims, json_object('active', json('true'), 'scope', @scope_left,
                                              'token_type', CASE WHEN @cnf IS NULL THEN 'Bearer' ELSE 'DPoP' END,
                                              'username', CASE WHEN @access_audience = @client_resource AND @access_sub = @subject
                                                               THEN @username END)) AS body;

-- local: introspect_inactive_body
-- gives: body
SELECT json_object('active', json('false')) AS body;
