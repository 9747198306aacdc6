-- Signing in: a page, a password, a session.

-- local: login_page
SELECT json_object('client_name', @client_name, 'scopes', json(@scopes), 'request', @request_id, 'csrf', @csrf,
                   'username', coalesce(:username, @login_hint), 'action', $mount || '/login') AS model;

-- local: login_page_again
SELECT json_object('client_name', @client_name, 'scopes', json(@scopes), 'request', @request_id, 'csrf', @csrf,
                   'username', coalesce(:username, @login_hint), 'action', $mount || '/login',
                   'failed', json(CASE WHEN @reason = 'login_failed' THEN 'true' ELSE 'false' END),
                   'suspended', json(CASE WHEN @reason = 'login_suspended' THEN 'true' ELSE 'false' END),
                   'wait', CASE WHEN @reason = 'login_throttled' THEN @wait END) AS model;

-- name: login_user
-- An unknown user has the decoy's password, which nobody knows: the answer takes as long.
SELECT u.subject AS login_subject, coalesce(u.password_hash, d.password_hash) AS password_hash,
       CASE WHEN u.suspended_at IS NOT NULL THEN 1 ELSE 0 END AS login_suspended
  FROM password_decoy AS d LEFT JOIN end_user AS u ON u.username = :username;

-- local: login_throttle
SELECT token_fingerprint(@fingerprint_key, 'account ' || lower(coalesce(:username, ''))) AS throttle_first,
       token_fingerprint(@fingerprint_key, 'address ' || $remote_address) AS throttle_second;

-- local: login_verify
SELECT CASE WHEN password_verify(coalesce(:password, ''), @password_hash) = 1 AND @login_subject IS NOT NULL THEN 1 ELSE 0 END AS login_right;

-- local: login_failed
SELECT 'login.fail' AS event_kind;
