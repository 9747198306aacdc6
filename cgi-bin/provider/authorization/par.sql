-- Pushed authorization requests: RFC 9126.

-- local: par_new
-- gives: request_id cookie_hash
-- Like any stored request, but no browser has it: there is no cookie.
SELECT token_random(24) AS request_id, '' AS cookie_hash;

-- local: par_key
-- needs: @dpop_jkt :dpop_jkt
-- gives: par_key_differs par_key
SELECT coalesce(:dpop_jkt <> @dpop_jkt, 0) AS par_key_differs,
       CASE WHEN @dpop_jkt IS NULL THEN '{}' ELSE json_object('dpop_jkt', @dpop_jkt) END AS par_key;

-- name: par_why
-- needs: :redirect_uri
-- gives: reason
SELECT CASE WHEN CAST(:redirect_uri AS TEXT) IS NULL THEN 'redirect_uri_missing' ELSE 'redirect_uri_unknown' END AS reason;

-- local: par_body
-- needs: @request_id @request_seconds
-- gives: body
-- Section 2.2.
SELECT json_object('request_uri', 'urn:ietf:params:oauth:request_uri:' || @request_id, 'expires_in', @request_seconds) AS body;

-- local: par_named
-- needs: :request_uri
-- gives: pushed_id
SELECT substr(:request_uri, length(prefix) + 1) AS pushed_id
  FROM (SELECT 'urn:ietf:params:oauth:request_uri:' AS prefix)
 WHERE substr(:request_uri, 1, length(prefix)) = prefix;

-- name: par_visit
-- needs: @pushed_id @now :client_id
-- gives: redirect_uri scope request_flaw response_mode state prompt page_locales trace_continued
-- Its time counts to the first visit.  From there it lives as long as any request, for a browser may come twice; it is spent with the code.
UPDATE authorization_request
   SET expires_at = created_at + (SELECT request_lifetime FROM provider_setting)
 WHERE request_id = @pushed_id AND cookie_hash = '' AND client_id = :client_id AND answered_at IS NULL AND expires_at > @now
   AND client_id IN (SELECT c.client_id FROM active_client AS c)
RETURNING (SELECT l.redirect_uri FROM request_life AS l WHERE l.request_id = authorization_request.request_id) AS redirect_uri,
          (SELECT l.scope FROM request_life AS l WHERE l.request_id = authorization_request.request_id) AS scope,
          (SELECT l.flaw FROM request_life AS l WHERE l.request_id = authorization_request.request_id) AS request_flaw,
          response_mode, state, prompt, ui_locales AS page_locales, trace_id AS trace_continued;

-- name: par_visit_why
-- needs: @pushed_id :client_id
-- gives: reason
SELECT CASE WHEN CAST(:client_id AS TEXT) IS NULL THEN 'client_id_missing'
            WHEN c.client_id IS NULL              THEN 'client_id_unknown'
            WHEN c.suspended_at IS NOT NULL       THEN 'client_id_suspended'
            WHEN r.request_id IS NULL             THEN 'pushed_request_unknown'
            WHEN r.client_id <> c.client_id       THEN 'pushed_request_other_client'
            WHEN r.answered_at IS NOT NULL        THEN 'pushed_request_spent'
            ELSE 'pushed_request_expired' END AS reason
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN client AS c ON c.client_id = :client_id
  LEFT JOIN authorization_request AS r ON r.request_id = @pushed_id AND r.cookie_hash = '';

-- name: par_copy
-- needs: @request_id @cookie_hash @now @pushed_id
-- gives: provider_key
-- This browser's own, with all that was pushed.
INSERT INTO authorization_request (request_id, cookie_hash, pushed_id, client_id, redirect_uri, registered_uri, response_mode, scope, resource,
                                   state, nonce, code_challenge, dpop_jkt, prompt, max_age, acr_values, login_hint, hint_subject, claims,
                                   claims_beyond, ui_locales, trace_id, created_at, expires_at)
SELECT @request_id, @cookie_hash, r.request_id, r.client_id, r.redirect_uri, r.registered_uri, r.response_mode, r.scope, r.resource,
       r.state, r.nonce, r.code_challenge, r.dpop_jkt, r.prompt, r.max_age, r.acr_values, r.login_hint, r.hint_subject, r.claims, r.claims_beyond,
       r.ui_locales, r.trace_id, @now, @now + p.request_lifetime
  FROM authorization_request AS r, provider_setting AS p
 WHERE r.request_id = @pushed_id
RETURNING (SELECT provider_key FROM provider_key) AS provider_key;
