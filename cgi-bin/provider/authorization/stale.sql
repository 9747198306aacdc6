-- Pages that cannot go on: what is the matter, and where it goes on.

-- local: stale_cookie
SELECT token_id('ss', $cookie) AS stale_session_id, token_hash(token_secret('ss', $cookie)) AS stale_session_hash,
       @reason = 'csrf_mismatch' AS stale_forbidden;

-- name: stale_whose
-- Which application sent the browser here?  The request knows; when it is forgotten, the page's address names the client.  An
-- application that is a program on somebody's machine has no front door.
SELECT c.client_name AS stale_client_name, c.initiate_login_uri AS stale_initiate_login_uri,
       coalesce(u.name, u.username) AS stale_user_name,
       (SELECT min(w.redirect_uri) FROM client_redirect_uri AS w
         WHERE w.client_id = c.client_id
           AND (w.redirect_uri LIKE 'https://%' OR w.redirect_uri LIKE 'http://%')
           AND w.redirect_uri NOT LIKE 'http://127.0.0.1%' AND w.redirect_uri NOT LIKE 'http://[::1]%'
           AND w.redirect_uri NOT LIKE 'http://localhost/%') AS stale_redirect_uri
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN authorization_request AS r ON r.request_id = :request
  LEFT JOIN logout_request AS l ON l.logout_id = coalesce(CAST(:logout AS TEXT), CAST(:stay AS TEXT))
  LEFT JOIN active_client AS c ON c.client_id = coalesce(r.client_id, l.client_id, CAST(:client_id AS TEXT))
  LEFT JOIN open_session AS s
    ON s.session_id = @stale_session_id AND s.secret_hash = @stale_session_hash AND s.expires_at > @now AND s.idle_expires_at > @now
  LEFT JOIN end_user AS u ON u.subject = s.subject;

-- local: stale_page
-- OIDC Core section 4: a login begins at the client.  Without such an address its front door is the host that answers go to.
SELECT json_object('reason', @reason, 'status', CASE WHEN @stale_forbidden THEN 403 ELSE 400 END,
                   'answered', json(CASE @reason WHEN 'request_answered' THEN 'true' ELSE 'false' END),
                   'expired', json(CASE @reason WHEN 'request_expired' THEN 'true' ELSE 'false' END),
                   'cookieless', json(CASE @reason WHEN 'request_cookie_missing' THEN 'true' ELSE 'false' END),
                   'stale', json(CASE @reason WHEN 'csrf_mismatch' THEN 'true' ELSE 'false' END),
                   'logout', json(CASE @reason WHEN 'logout_expired' THEN 'true' ELSE 'false' END),
                   'client_name', @stale_client_name, 'user_name', @stale_user_name,
                   'again', CASE WHEN @reason = 'csrf_mismatch' THEN coalesce(:request, :logout, :stay) END,
                   'again_at', CASE WHEN :request IS NULL THEN 'logout?logout' ELSE 'continue?request' END,
                   'onward', CASE WHEN @stale_initiate_login_uri IS NOT NULL
                                  THEN @stale_initiate_login_uri || '?iss=' || replace(replace(replace(@issuer, '%', '%25'), '&', '%26'), '+', '%2B')
                                  WHEN @stale_redirect_uri IS NOT NULL
                                  THEN substr(@stale_redirect_uri, 1, 8 + instr(substr(@stale_redirect_uri, 9) || '/', '/') - 1) || '/' END,
                   'workshop', json(CASE WHEN @profile = 'workshop' THEN 'true' ELSE 'false' END)) AS model;
