-- The browser and whoever is signed in there.  One cookie: bs_<id>.<secret> until somebody signs in, then ss_<session_id>.<secret>.

-- local: browser_presented
-- Who comes without a cookie gets one: an authorization request belongs to one browser.
WITH presented AS MATERIALIZED (
  SELECT CASE WHEN $cookie GLOB '[bs]s_?*.?*' AND length($cookie) <= 200 THEN $cookie
              ELSE 'bs_' || token_random(12) || '.' || token_random(32) END AS cookie)
SELECT cookie AS browser_cookie,
       substr(cookie, 4, instr(cookie, '.') - 4) AS browser_id,
       token_hash(substr(cookie, instr(cookie, '.') + 1)) AS browser_hash,
       CASE WHEN cookie GLOB 'bs_*' THEN 1 ELSE 0 END AS browser_anonymous
  FROM presented;

-- name: session_presented
SELECT s.session_id, s.subject, s.auth_time
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN open_session AS s
    ON s.session_id = @browser_id AND s.secret_hash = @browser_hash
   AND s.expires_at > @now AND s.idle_expires_at > @now;

-- local: session_seen
SELECT 'presented' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, $cookie) AS fingerprint, 'cookie' AS place
 WHERE @session_id IS NOT NULL;

-- local: session_new
WITH made AS MATERIALIZED (SELECT token_random(32) AS secret)
SELECT token_random(16) AS new_session_id, secret AS new_session_secret, token_hash(secret) AS new_session_hash FROM made;

-- name: session_renew
-- The same user again: the session goes on with a new secret and a new auth_time.
UPDATE login_session
   SET secret_hash = @new_session_hash, auth_time = @now,
       idle_expires_at = @now + (SELECT session_idle FROM provider_setting),
       expires_at = @now + (SELECT session_absolute FROM provider_setting)
 WHERE session_id = @browser_id AND secret_hash = @browser_hash AND subject = @login_subject
   AND ended_at IS NULL AND expires_at > @now AND idle_expires_at > @now
RETURNING session_id, subject, auth_time;

-- name: session_replace
-- Somebody else: two users do not share a session.
UPDATE login_session
   SET ended_at = @now, ended_reason = 'replaced'
 WHERE session_id = @browser_id AND secret_hash = @browser_hash AND ended_at IS NULL;

-- name: session_insert
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
SELECT @new_session_id, @new_session_hash, u.subject, @now, @now, @now + p.session_idle, @now + p.session_absolute
  FROM provider_setting AS p JOIN active_user AS u ON u.subject = @login_subject AND u.password_hash = @password_hash
RETURNING session_id, subject, auth_time;

-- name: session_takes_requests
-- All requests of this browser, in whichever tab, follow it into the session; this one's user has signed in.
UPDATE authorization_request
   SET browser_id = @session_id, browser_hash = @new_session_hash,
       login_subject = CASE WHEN request_id = @request_id THEN @subject ELSE login_subject END
 WHERE browser_id = @browser_id AND browser_hash = @browser_hash AND answered_at IS NULL;

-- local: session_cookie
SELECT 'ss_' || @session_id || '.' || @new_session_secret AS session_cookie;

-- local: session_issued
SELECT 'issued' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, @session_cookie) AS fingerprint, 'cookie' AS place;

-- name: session_used
UPDATE login_session
   SET idle_expires_at = @now + (SELECT session_idle FROM provider_setting)
 WHERE session_id = @session_id AND ended_at IS NULL;
