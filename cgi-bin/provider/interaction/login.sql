-- Signing in: a page, a password, a session.

-- local: login_form
SELECT json_object('client_name', @client_name, 'scopes', json(@scopes), 'request', @request_id, 'client_id', @client_id,
                   'csrf', @csrf, 'place', @place,
                   'username', coalesce(:username, @login_hint), 'action', $mount || '/login') AS login_form;

-- local: login_page
SELECT @login_form AS model;

-- local: login_refused
SELECT 'login.fail' AS event_kind, @reason IN ('login_failed', 'login_suspended', 'login_throttled') AS said_on_page;

-- local: login_page_again
SELECT json_patch(@login_form, json_object('failed', json(CASE WHEN @reason = 'login_failed' THEN 'true' ELSE 'false' END),
                                           'suspended', json(CASE WHEN @reason = 'login_suspended' THEN 'true' ELSE 'false' END),
                                           'wait', CASE WHEN @reason = 'login_throttled' THEN @wait END)) AS model;

-- local: login_name
-- A name is what was typed, without the space that a keyboard puts behind a word; to SQLite's NOCASE it is the same in capitals.
WITH typed AS (SELECT trim(:username, char(9, 10, 11, 12, 13, 32, 160, 8203, 12288, 65279)) AS username)
SELECT username, token_fingerprint(@fingerprint_key, 'account ' || lower(coalesce(username, ''))) AS account FROM typed;

-- name: login_user
-- An unknown user has the decoy's password, which nobody knows: the answer takes as long.
SELECT u.subject AS login_subject, coalesce(u.password_hash, d.password_hash) AS password_hash,
       CASE WHEN u.suspended_at IS NOT NULL THEN 1 ELSE 0 END AS login_suspended
  FROM password_decoy AS d LEFT JOIN end_user AS u ON u.username = @username;

-- local: login_browser
-- Was this user signed in in this browser before?  Then the browser has a cookie that says so, until the password is a new one.
-- The cookie is good for being counted apart and for nothing else: there is no row for it here, and a thief still has to guess.
WITH proof AS (
  SELECT coalesce(token_equal(token_secret('kb', $account_cookie), token_derive(
           @provider_key, 'known ' || token_id('kb', $account_cookie) || ' ' || @login_subject || ' ' || @password_hash)), 0) AS known,
         'kb_' || substr(@request_id, 1, 16) || '.' || token_derive(
           @provider_key, 'known ' || substr(@request_id, 1, 16) || ' ' || @login_subject || ' ' || @password_hash) AS new_cookie)
SELECT known AS browser_known, CASE WHEN known = 1 THEN $account_cookie ELSE new_cookie END AS browser_cookie FROM proof;

-- local: login_throttle
-- A known browser counts by itself, so nobody keeps a user out of it; else the name at this network, the name, and the network.
SELECT CASE WHEN @browser_known = 1 THEN token_fingerprint(@fingerprint_key, 'browser ' || $account_cookie)
            ELSE token_fingerprint(@fingerprint_key, 'account ' || @account || ' ' || coalesce($remote_network, '')) END AS throttle_pair,
       CASE WHEN @browser_known = 0 THEN token_fingerprint(@fingerprint_key, 'account ' || @account) END AS throttle_account,
       CASE WHEN @browser_known = 0 THEN token_fingerprint(@fingerprint_key, 'network ' || $remote_network) END AS throttle_network;

-- local: login_verify
SELECT CASE WHEN password_verify(coalesce(:password, ''), @password_hash) = 1 AND @login_subject IS NOT NULL THEN 1 ELSE 0 END AS login_right;
