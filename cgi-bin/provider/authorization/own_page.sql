-- Pages of this server for somebody who is signed in.

-- local: own_page_fresh
-- needs: @session_id @now @auth_time @page_max_age :ui_locales
-- gives: own_page_fresh page_locales
-- Signed in, and (where the page asks for it) not long ago: OIDC Core section 3.1.2.1, max_age.
SELECT CASE WHEN @session_id IS NULL OR @now - @auth_time > @page_max_age THEN 0 ELSE 1 END AS own_page_fresh,
       :ui_locales AS page_locales;

-- name: own_page_store
-- needs: @request_id @cookie_hash @page @page_max_age @trace_id @now :ui_locales
-- gives: client_id provider_key
-- A request that no client sent.
INSERT INTO authorization_request (request_id, cookie_hash, redirect_uri, response_mode, scope, prompt, max_age, ui_locales, trace_id,
                                   created_at, expires_at)
SELECT @request_id, @cookie_hash, @page, 'query', '', ' ', @page_max_age, :ui_locales, @trace_id, @now, @now + p.request_lifetime
  FROM provider_setting AS p
RETURNING client_id, (SELECT provider_key FROM provider_key) AS provider_key;

-- name: own_page_key
-- gives: provider_key
SELECT provider_key FROM provider_key;

-- local: own_page_csrf
-- needs: @provider_key @session_id @cookie_session_hash
-- gives: csrf
SELECT token_derive(@provider_key, 'page ' || @session_id || ' ' || @cookie_session_hash) AS csrf;
