-- Signing in: a page, a password, a session.

-- local: login_form
-- needs: @client_face @client_name @scopes @request_id @client_id @csrf @redirect_host @login_hint :username $mount
-- gives: login_form
SELECT json_patch(@client_face, json_object('client_name', @client_name, 'scopes', json(@scopes), 'request', @request_id, 'client_id', @client_id,
                   'csrf', @csrf, 'host', @redirect_host,
                   'username', coalesce(:username, @login_hint), 'action', $mount || '/login')) AS login_form;

-- local: login_page
-- needs: @login_form
-- gives: model
SELECT @login_form AS model;

-- local: login_refused
-- needs: @reason
-- gives: event_kind said_on_page
SELECT 'login.fail' AS event_kind, @reason IN ('login_failed', 'login_suspended', 'login_throttled') AS said_on_page;

-- local: login_page_again
-- needs: @login_form @reason @wait
-- gives: model
SELECT json_patch(@login_form, json_object('failed', json(CASE WHEN @reason = 'login_failed' THEN 'true' ELSE 'false' END),
                                           'suspended', json(CASE WHEN @reason = 'login_suspended' THEN 'true' ELSE 'false' END),
                                           'wait', CASE WHEN @reason = 'login_throttled' THEN @wait END)) AS model;

-- local: login_name
-- needs: @fingerprint_key :username
-- gives: username account
-- A name is what was typed, without the space that a keyboard puts behind a word; to SQLite's NOCASE it is the same in capitals.
WITH typed AS (SELECT trim(:username, char(9, 10, 11, 12, 13, 32, 160, 8203, 12288, 65279)) AS username)
SELECT username, token_fingerprint(@fingerprint_key, 'account ' || lower(coalesce(username, ''))) AS account FROM typed;

-- name: login_user
-- needs: @username
-- gives: login_subject password_hash login_suspended
-- An unknown user has the decoy's password, which nobody knows, and so has one who was invited: the answer takes as long.
SELECT CASE WHEN u.password_hash IS NOT NULL THEN u.subject END AS login_subject, coalesce(u.password_hash, d.password_hash) AS password_hash,
       CASE WHEN u.suspended_at IS NOT NULL THEN 1 ELSE 0 END AS login_suspended
  FROM password_decoy AS d LEFT JOIN end_user AS u ON u.username = @username;

-- local: login_browser
-- needs: @provider_key @login_subject @password_hash @request_id $account_cookie
-- gives: browser_known browser_cookie
-- Was this user signed in in this browser before?  Then the browser has a cookie that says so, until the password is a new one.
-- The cookie is good for being counted apart and for nothing else: there is no row for it here, and a thief still has to guess.
WITH proof AS (
  SELECT coalesce(token_equal(token_secret('kb', $account_cookie), token_derive(
           @provider_key, 'known ' || token_id('kb', $account_cookie) || ' ' || @login_subject || ' ' || @password_hash)), 0) AS known,
         'kb_' || substr(@request_id, 1, 16) || '.' || token_derive(
           @provider_key, 'known ' || substr(@request_id, 1, 16) || ' ' || @login_subject || ' ' || @password_hash) AS new_cookie)
SELECT known AS browser_known, CASE WHEN known = 1 THEN $account_cookie ELSE new_cookie END AS browser_cookie FROM proof;

-- local: login_throttle
-- needs: @browser_known @fingerprint_key @account $account_cookie $remote_network
-- gives: throttle_pair throttle_account throttle_network
-- A known browser counts by itself, so nobody keeps a user out of it; else the name at this network, the name, and the network.
SELECT CASE WHEN @browser_known = 1 THEN token_fingerprint(@fingerprint_key, 'browser ' || $account_cookie)
            ELSE token_fingerprint(@fingerprint_key, 'account ' || @account || ' ' || $remote_network) END AS throttle_pair,
       CASE WHEN @browser_known = 0 THEN token_fingerprint(@fingerprint_key, 'account ' || @account) END AS throttle_account,
       CASE WHEN @browser_known = 0 THEN token_fingerprint(@fingerprint_key, 'network ' || $remote_network) END AS throttle_network;

-- local: login_verify
-- needs: @password_hash @login_subject :password
-- gives: login_right
SELECT CASE WHEN password_verify(coalesce(:password, ''), @password_hash) = 1 AND @login_subject IS NOT NULL THEN 1 ELSE 0 END AS login_right;

-- name: login_of_request
-- needs: @login_subject @now @cookie_session_id @cookie_session_hash @new_session_id @request_id
-- gives: login_session_id
-- This request's user has signed in.  Into which session?  The one that this very form made before, if it comes again; the one that
-- this user has here already; or a new one.  An answered request makes none.
UPDATE authorization_request
   SET login_subject = @login_subject,
       login_session_id = coalesce(
         (SELECT s.session_id FROM open_session AS s
           WHERE s.session_id = authorization_request.login_session_id AND s.subject = @login_subject AND s.ends_at > @now),
         (SELECT s.session_id FROM open_session AS s
           WHERE s.session_id = @cookie_session_id AND s.secret_hash = @cookie_session_hash AND s.subject = @login_subject AND s.ends_at > @now),
         @new_session_id)
 WHERE request_id = @request_id
   AND (answered_at IS NULL
        OR login_subject = @login_subject
           AND EXISTS (SELECT 1 FROM open_session AS s
                        WHERE s.session_id = authorization_request.login_session_id AND s.subject = @login_subject AND s.ends_at > @now))
RETURNING login_session_id;

-- local: login_secret
-- needs: @provider_key @login_session_id @request_id @request_secret
-- gives: session_hash session_cookie
-- The secret is derived from the request that the login was for, and from its cookie: a form that comes twice, or twice at once, gets
-- the same session and the same cookie.
WITH derived AS MATERIALIZED (
  SELECT token_derive(@provider_key, 'session ' || @login_session_id || ' ' || @request_id || ' ' || @request_secret) AS secret)
SELECT token_hash(secret) AS session_hash, 'ss_' || @login_session_id || '.' || secret AS session_cookie FROM derived;
