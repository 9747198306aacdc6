-- local: logout_state
WITH made AS MATERIALIZED (SELECT 'lo_' || token_random(24) AS state)
SELECT state AS logout_state, token_hash(state) AS logout_state_hash
  FROM made;

-- name: session_leave
UPDATE client_session
   SET ended_at = @now, ended_reason = 'logout', logout_state_hash = @logout_state_hash
 WHERE session_id = @session_id
   AND ended_at IS NULL
RETURNING ended_reason;

-- local: end_session
-- RP-Initiated Logout 1.0 section 2.
SELECT @end_session_endpoint AS location,
       json_object('id_token_hint', @kept_id_token, 'client_id', @client_id, 'post_logout_redirect_uri', @post_logout_redirect_uri,
                   'state', @logout_state) AS query;

-- local: left
SELECT $mount || '/' AS location, json_object('state', @logout_state) AS query;
