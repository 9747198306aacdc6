-- Who is signed in at this browser, by its cookie ss_<session_id>.<secret>.

-- local: session_split
-- needs: $cookie
-- gives: cookie_session_id cookie_session_hash
SELECT token_id('ss', $cookie) AS cookie_session_id, token_hash(token_secret('ss', $cookie)) AS cookie_session_hash;

-- name: session_presented
-- needs: @cookie_session_id @cookie_session_hash @now
-- gives: session_id subject auth_time
SELECT s.session_id, s.subject, s.auth_time
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN open_session AS s
    ON s.session_id = @cookie_session_id AND s.secret_hash = @cookie_session_hash AND s.ends_at > @now;

-- local: session_seen
-- needs: @fingerprint_key @session_id $cookie
-- gives: role type fingerprint place
SELECT 'presented' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, $cookie) AS fingerprint, 'cookie' AS place
 WHERE @session_id IS NOT NULL;

-- name: session_user
-- needs: @subject
-- gives: user_name is_administrator
SELECT coalesce(name, username) AS user_name, administrator AS is_administrator FROM end_user WHERE subject = @subject;

-- name: session_again
-- needs: @login_session_id @session_hash
-- gives: session_id subject auth_time
-- It was begun before, with this very secret.
SELECT session_id, subject, auth_time
  FROM login_session
 WHERE session_id = @login_session_id AND secret_hash = @session_hash;

-- name: session_store
-- needs: @login_session_id @session_hash @now @login_subject @password_hash
-- gives: session_id subject auth_time
-- The same user again: the session goes on with a new secret and a new auth_time.
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
SELECT @login_session_id, @session_hash, u.subject, @now, @now, @now + p.session_idle, @now + p.session_absolute
  FROM provider_setting AS p JOIN active_user AS u ON u.subject = @login_subject AND u.password_hash = @password_hash
 WHERE true
ON CONFLICT (session_id) DO UPDATE
   SET secret_hash = excluded.secret_hash, auth_time = excluded.auth_time,
       idle_expires_at = excluded.idle_expires_at, expires_at = excluded.expires_at
RETURNING session_id, subject, auth_time;

-- name: session_replace
-- needs: @now @cookie_session_id @cookie_session_hash @session_id
-- Two users do not share a browser's session, nor does one user leave a second one behind.
UPDATE login_session
   SET ended_at = @now, ended_reason = 'replaced'
 WHERE session_id = @cookie_session_id AND secret_hash = @cookie_session_hash AND session_id <> @session_id AND ended_at IS NULL;

-- local: session_issued
-- needs: @fingerprint_key @session_cookie
-- gives: role type fingerprint place
SELECT 'issued' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, @session_cookie) AS fingerprint, 'cookie' AS place;

-- name: session_used
-- needs: @now @session_id
UPDATE login_session
   SET idle_expires_at = @now + (SELECT session_idle FROM provider_setting)
 WHERE session_id = @session_id AND ended_at IS NULL;

-- local: session_op_state
-- needs: @fingerprint_key @session_id @auth_time
-- gives: op_state
-- OIDC Session Management section 4.2: what the browser knows of its session, and its pages may read.  It changes with each login, and is
-- gone after a logout; who has it can do nothing with it.
SELECT token_derive(@fingerprint_key, 'op_state ' || @session_id || ' ' || @auth_time) AS op_state;
