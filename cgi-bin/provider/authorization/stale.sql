-- Pages that cannot go on: what is the matter, and where it goes on.

-- local: stale_reason
-- needs: @reason
-- gives: is_stale stale_as
-- What a pushed request has come to, RFC 9126 section 4, is to its user what any request comes to.
SELECT stale_as IN ('request_answered', 'request_expired', 'request_cookie_missing', 'csrf_mismatch', 'logout_expired') AS is_stale, stale_as
  FROM (SELECT CASE @reason WHEN 'pushed_request_spent'   THEN 'request_answered'
                            WHEN 'pushed_request_expired' THEN 'request_expired'
                            WHEN 'pushed_request_unknown' THEN 'request_expired' ELSE @reason END AS stale_as) AS reason;

-- local: stale_cookie
-- needs: $cookie
-- gives: stale_session_id stale_session_hash
-- Of the session, which may not have been looked at yet.
SELECT token_id('ss', $cookie) AS stale_session_id, token_hash(token_secret('ss', $cookie)) AS stale_session_hash;

-- name: stale_client
-- needs: @stale_client_id @stale_session_id @stale_session_hash @now
-- gives: stale_client_name initiate_login_uri stale_user_name stale_redirect_uri
-- The application that sent the browser here, and who is signed in.  An application that is a program on somebody's machine has no
-- front door.
SELECT c.client_name AS stale_client_name, c.initiate_login_uri, coalesce(u.name, u.username) AS stale_user_name,
       (SELECT min(w.redirect_uri) FROM client_redirect_uri AS w
         WHERE w.client_id = c.client_id
           AND (w.redirect_uri LIKE 'https://%' OR w.redirect_uri LIKE 'http://%')
           AND w.redirect_uri NOT LIKE 'http://127.0.0.1%' AND w.redirect_uri NOT LIKE 'http://[::1]%'
           AND w.redirect_uri NOT LIKE 'http://localhost/%') AS stale_redirect_uri
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN active_client AS c ON c.client_id = @stale_client_id
  LEFT JOIN open_session AS s
    ON s.session_id = @stale_session_id AND s.secret_hash = @stale_session_hash AND s.ends_at > @now
  LEFT JOIN end_user AS u ON u.subject = s.subject;

-- local: stale_page
-- needs: @reason @stale_as @stale_client_name @stale_user_name @stale_again @initiate_login_uri @issuer @stale_redirect_uri @profile
-- gives: model
-- OIDC Core section 4: a login begins at the client.  Without such an address its front door is the host that answers go to.
SELECT json_object('reason', @reason, @stale_as, json('true'), 'client_name', @stale_client_name, 'user_name', @stale_user_name,
                   'again', CASE WHEN @reason = 'csrf_mismatch' THEN @stale_again END,
                   'onward', CASE WHEN @initiate_login_uri IS NOT NULL
                                  THEN @initiate_login_uri || '?iss=' || replace(replace(replace(@issuer, '%', '%25'), '&', '%26'), '+', '%2B')
                                  WHEN @stale_redirect_uri IS NOT NULL
                                  THEN substr(@stale_redirect_uri, 1, 8 + instr(substr(@stale_redirect_uri, 9) || '/', '/') - 1) || '/' END,
                   'workshop', json(CASE WHEN @profile = 'workshop' THEN 'true' ELSE 'false' END)) AS model;
