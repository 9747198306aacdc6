-- A new password: by whoever knows the old one.

-- local: password_address
-- gives: page page_max_age
SELECT '/account/password' AS page, NULL AS page_max_age;

-- local: password_flaw
-- needs: @username :new_password :again
-- gives: password_flaw
-- NIST SP 800-63B section 5.1.1.2: a length, and no rules of what it is made of; what everybody would try first is none.
SELECT CASE WHEN length(coalesce(:new_password, '')) < 8    THEN 'password_short'
            WHEN length(:new_password) > 256                THEN 'password_long'
            WHEN lower(:new_password) = lower(@username)    THEN 'password_is_username'
            WHEN :new_password IS NOT :again                THEN 'password_differs' END AS password_flaw;

-- name: password_old
-- needs: @subject
-- gives: username old_password_hash
SELECT username, password_hash AS old_password_hash FROM active_user WHERE subject = @subject;

-- local: password_throttle
-- needs: @fingerprint_key @subject
-- gives: throttle_pair throttle_account throttle_network
-- Only who is signed in can try, so it keeps nobody else waiting.
SELECT token_fingerprint(@fingerprint_key, 'password ' || @subject) AS throttle_pair, NULL AS throttle_account, NULL AS throttle_network;

-- local: password_verify
-- needs: @old_password_hash :password
-- gives: password_right
SELECT password_verify(coalesce(:password, ''), @old_password_hash) AS password_right;

-- local: password_hash
-- needs: :new_password
-- gives: password_hash
SELECT password_hash(:new_password) AS password_hash;

-- name: password_store
-- needs: @password_hash @subject @old_password_hash
-- gives: password_changed
-- All that was open ends with it, by trigger.
UPDATE end_user
   SET password_hash = @password_hash
 WHERE subject = @subject AND password_hash = @old_password_hash AND suspended_at IS NULL
RETURNING 1 AS password_changed;

-- local: password_session
-- needs: @new_session_id
-- gives: renewed_hash renewed_cookie
WITH made AS MATERIALIZED (SELECT token_random(32) AS secret)
SELECT token_hash(secret) AS renewed_hash, 'ss_' || @new_session_id || '.' || secret AS renewed_cookie FROM made;

-- name: password_keeps_session
-- needs: @new_session_id @renewed_hash @subject @now
-- The browser in which it was changed stays signed in, with a session of its own.
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
SELECT @new_session_id, @renewed_hash, @subject, @now, @now, @now + p.session_idle, @now + p.session_absolute
  FROM provider_setting AS p;

-- local: password_renewed
-- needs: @fingerprint_key @renewed_cookie
-- gives: role type fingerprint place
SELECT 'issued' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, @renewed_cookie) AS fingerprint, 'cookie' AS place;

-- local: password_page
-- needs: @user_name @csrf $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'csrf', @csrf, 'action', $mount || '/account/password') AS model;

-- local: password_page_again
-- needs: @user_name @csrf @error_told $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'csrf', @csrf, 'action', $mount || '/account/password', 'told', @error_told) AS model;

-- local: password_page_waits
-- needs: @user_name @csrf @error_told @wait $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'csrf', @csrf, 'action', $mount || '/account/password', 'told', @error_told,
                   'wait', @wait) AS model;

-- local: password_refused
-- needs: @reason
-- gives: said_on_page
SELECT @reason IN ('password_short', 'password_long', 'password_is_username', 'password_differs', 'password_wrong', 'password_throttled')
       AS said_on_page;

-- local: password_changed
-- gives: model
SELECT json_object('own', json('true')) AS model;

-- local: password_whose
-- gives: stale_client_id stale_again
SELECT NULL AS stale_client_id, 'account/password' AS stale_again;
