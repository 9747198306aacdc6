-- Signing out: OIDC RP-Initiated Logout.

-- local: logout_new
-- needs: @fingerprint_key :post_logout_redirect_uri :state
-- gives: logout_id uri detail
SELECT token_random(24) AS logout_id, :post_logout_redirect_uri AS uri,
       CASE WHEN :state IS NOT NULL THEN json_object('state', token_fingerprint(@fingerprint_key, :state)) END AS detail;

-- name: logout_client
-- needs: @hint_client_id :client_id
-- gives: client_id client_name
-- Which client says that its user leaves: the hint's audience, or client_id; when both are there, they are the same.
SELECT c.client_id, c.client_name
  FROM client AS c
 WHERE c.client_id = coalesce(CAST(@hint_client_id AS TEXT), CAST(:client_id AS TEXT))
   AND (CAST(:client_id AS TEXT) IS NULL OR c.client_id = :client_id);

-- local: logout_client_absent
-- needs: @hint_client_id :client_id
-- gives: client_id client_name
SELECT NULL AS client_id, NULL AS client_name WHERE @hint_client_id IS NULL AND :client_id IS NULL;

-- name: logout_return
-- needs: @uri @client_id @uri_portless
-- gives: post_logout_redirect_uri
SELECT @uri AS post_logout_redirect_uri
  FROM client_post_logout_redirect_uri
 WHERE client_id = @client_id
   AND (post_logout_redirect_uri = @uri OR post_logout_redirect_uri = @uri_portless)
 LIMIT 1;

-- local: logout_return_absent
-- needs: @uri
-- gives: post_logout_redirect_uri
SELECT NULL AS post_logout_redirect_uri WHERE @uri IS NULL;

-- name: logout_store
-- needs: @logout_id @client_id @post_logout_redirect_uri @hint_sid @trace_id @now :state
-- gives: logout_expires_at
-- A cross-site POST has no cookie: what was asked is stored, and the browser comes for the page by GET.
INSERT INTO logout_request (logout_id, client_id, post_logout_redirect_uri, state, hint_sid, trace_id, created_at, expires_at)
SELECT @logout_id, CAST(@client_id AS TEXT), CAST(@post_logout_redirect_uri AS TEXT), CAST(:state AS TEXT), CAST(@hint_sid AS TEXT), @trace_id,
       @now, @now + p.request_lifetime
  FROM provider_setting AS p
RETURNING expires_at AS logout_expires_at;

-- local: logout_page_of
-- needs: @logout_id $mount
-- gives: location query
SELECT $mount || '/logout' AS location, json_object('logout', @logout_id) AS query;

-- name: logout_presented
-- needs: @now :logout :stay
-- gives: logout_id client_id client_name state hint_sid ended_session_id trace_continued post_logout_redirect_uri client_trusted provider_key
-- Nobody is sent to a client that is suspended or gone; a user who wants to sign out does so all the same.
SELECT l.logout_id, l.client_id, c.client_name, l.state, l.hint_sid, l.ended_session_id, l.trace_id AS trace_continued,
       CASE WHEN c.client_id = l.client_id AND c.suspended_at IS NULL THEN l.post_logout_redirect_uri END AS post_logout_redirect_uri,
       coalesce(c.trusted, 0) AS client_trusted,
       (SELECT provider_key FROM provider_key) AS provider_key
  FROM logout_request AS l LEFT JOIN client AS c ON c.client_id = l.client_id
 WHERE l.logout_id = coalesce(CAST(:logout AS TEXT), CAST(:stay AS TEXT)) AND l.expires_at > @now;

-- local: logout_step
-- needs: @session_id @hint_sid @sid
-- gives: step
-- The hint names this very session: then nobody needs to be asked (section 2); else the user is.
SELECT CASE WHEN @session_id IS NULL THEN 'done' WHEN @hint_sid = @sid THEN 'end' ELSE 'ask' END AS step;

-- local: logout_offered
-- needs: @return_allowed @post_logout_redirect_uri :stay
-- gives: redirect_uri
SELECT CASE WHEN @return_allowed = 0 AND :stay IS NULL THEN @post_logout_redirect_uri END AS redirect_uri;

-- local: logout_csrf
-- needs: @provider_key @logout_id @session_id
-- gives: csrf
SELECT token_derive(@provider_key, 'csrf ' || @logout_id || ' ' || coalesce(@session_id, '')) AS csrf;

-- local: logout_browser
-- needs: @provider_key @logout_id @session_id @client_trusted @hint_sid @ended_session_id $logout_cookie
-- gives: logout_receipt ended_here return_allowed
-- The browser whose session it ended has a receipt; whoever else has the address does not hear which clients the session had.  Section 3: by
-- itself it goes to a client that an administrator vouches for, or whose own hint has ended the session: else whoever registers has a
-- redirector, for they can sign out themselves and hand the address around.
SELECT token_derive(@provider_key, 'receipt ' || @logout_id || ' ' || @session_id) AS logout_receipt, ended_here,
       CASE WHEN @client_trusted = 1 OR (ended_here AND @hint_sid IS NOT NULL) THEN 1 ELSE 0 END AS return_allowed
  FROM (SELECT coalesce(token_equal($logout_cookie, token_derive(@provider_key, 'receipt ' || @logout_id || ' ' || @ended_session_id)), 0) = 1
               AS ended_here) AS judged;

-- local: logout_page
-- needs: @user_name @client_name @csrf @logout_id $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'client_name', @client_name, 'csrf', @csrf, 'logout', @logout_id,
                   'action', $mount || '/logout') AS model;

-- name: logout_end
-- needs: @now @session_id
-- Its online grants end with it, by trigger; what the user allowed to go on offline goes on.
UPDATE login_session
   SET ended_at = @now, ended_reason = 'logout'
 WHERE session_id = @session_id AND ended_at IS NULL;

-- name: logout_ended
-- needs: @session_id @sid @logout_id
-- What is told of it belongs to this journey.  A hint that named another session is none any more.
UPDATE logout_request
   SET ended_session_id = @session_id, hint_sid = CASE WHEN hint_sid = CAST(@sid AS TEXT) THEN hint_sid END
 WHERE logout_id = @logout_id;

-- local: logout_return_to
-- needs: @post_logout_redirect_uri @state
-- gives: location query
SELECT @post_logout_redirect_uri AS location, json_object('state', @state) AS query;

-- local: logout_signed_out
-- needs: @client_name @redirect_host @csrf @logout_id :stay $mount
-- gives: model
SELECT json_object('client_name', @client_name, 'stayed', json(CASE WHEN :stay IS NULL THEN 'false' ELSE 'true' END),
                   'host', @redirect_host, 'csrf', @csrf, 'logout', @logout_id, 'action', $mount || '/logout') AS model;

-- local: logout_session
-- needs: @fingerprint_key $cookie
-- gives: role type fingerprint place
SELECT 'revoked' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, $cookie) AS fingerprint, 'cookie' AS place;

-- name: logout_whose
-- needs: :logout :stay
-- gives: stale_client_id stale_again
-- Which application sent the browser here, and where it goes on.
SELECT l.client_id AS stale_client_id, 'logout?logout=' || l.logout_id AS stale_again
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN logout_request AS l ON l.logout_id = coalesce(CAST(:logout AS TEXT), CAST(:stay AS TEXT));
