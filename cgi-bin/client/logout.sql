-- local: logout_state
-- needs: @fingerprint_key $cookie
-- gives: logout_state logout_state_hash detail
-- It follows from the cookie, so both answers to a double click have the same: the browser that comes back with it has signed out.  By its
-- fingerprint the record joins what happens at the provider.
WITH made AS MATERIALIZED (SELECT 'lo_' || token_derive($cookie, 'logout') AS state)
SELECT state AS logout_state, token_hash(state) AS logout_state_hash,
       json_object('state', token_fingerprint(@fingerprint_key, state)) AS detail
  FROM made;

-- name: logout_session_leave
-- needs: @now @logout_state_hash @session_id
-- gives: ended_reason
UPDATE client_session
   SET ended_at = @now, ended_reason = 'logout', logout_state_hash = @logout_state_hash
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING ended_reason;

-- name: logout_session_left
-- needs: @cookie_id @cookie_hash @now
-- gives: authorization_server id_token_hint client_id post_logout_redirect_uri
-- Signed out a moment ago, by the same form.  The ID token is forgotten already, so the provider may ask the user.
SELECT s.issuer AS authorization_server, NULL AS id_token_hint, a.client_id, a.post_logout_redirect_uri
  FROM client_session AS s JOIN client_app AS a ON a.client_app_id = s.client_app_id AND a.issuer = s.issuer
 WHERE s.session_id = @cookie_id
   AND s.secret_hash = @cookie_hash
   AND s.ended_reason = 'logout'
   AND s.expires_at > @now;

-- local: logout_end_session
-- needs: @end_session_endpoint @id_token_hint @client_id @post_logout_redirect_uri @logout_state
-- gives: location query
-- RP-Initiated Logout 1.0 section 2.  Without a hint the provider asks the user.
SELECT @end_session_endpoint AS location,
       json_object('id_token_hint', @id_token_hint, 'client_id', @client_id, 'post_logout_redirect_uri', @post_logout_redirect_uri,
                   'state', @logout_state) AS query;

-- local: logout_left
-- needs: @logout_state $mount
-- gives: location query
SELECT $mount || '/' AS location, json_object('state', @logout_state) AS query;
