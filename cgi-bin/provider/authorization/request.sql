-- An authorization request on its way through login and consent.

-- local: request_new
-- gives: request_id request_secret cookie_hash
WITH made AS MATERIALIZED (SELECT token_random(32) AS secret)
SELECT token_random(24) AS request_id, secret AS request_secret, token_hash(secret) AS cookie_hash FROM made;

-- name: request_insert
-- needs: @request_id @cookie_hash @client_id @redirect_uri @registered_uri @response_mode @scope @resource @state @prompt @max_age @hint_subject
--        @claims @claims_beyond @trace_id @now :nonce :code_challenge :dpop_jkt :acr_values :login_hint :ui_locales
-- gives: request_seconds provider_key
-- Without a cookie it is a pushed one, and has less time: RFC 9126 section 2.2.  What it does not say its client may have said for all:
-- OIDC Registration section 2.
INSERT INTO authorization_request (request_id, cookie_hash, client_id, redirect_uri, registered_uri, response_mode, scope, resource, state,
                                   nonce, code_challenge, dpop_jkt, prompt, max_age, acr_values, login_hint, hint_subject, claims,
                                   claims_beyond, ui_locales, trace_id, created_at, expires_at)
SELECT @request_id, @cookie_hash, @client_id, @redirect_uri, @registered_uri, @response_mode, @scope, @resource, @state, :nonce,
       :code_challenge, :dpop_jkt, @prompt, coalesce(@max_age, c.default_max_age), coalesce(:acr_values, c.default_acr_values), :login_hint,
       @hint_subject, @claims, @claims_beyond, :ui_locales, @trace_id, @now,
       @now + CASE @cookie_hash WHEN '' THEN p.pushed_lifetime ELSE p.request_lifetime END
  FROM provider_setting AS p, client AS c
 WHERE c.client_id = @client_id
RETURNING expires_at - created_at AS request_seconds, (SELECT provider_key FROM provider_key) AS provider_key;

-- local: request_cookie
-- needs: $request_cookie
-- gives: request_secret cookie_hash
SELECT $request_cookie AS request_secret, token_hash(coalesce($request_cookie, '')) AS cookie_hash;

-- name: request_presented
-- needs: @cookie_hash @now :request
-- gives: request_id client_id client_name sector_identifier redirect_uri response_mode state redirect_allowed scope claims_beyond login_hint
--        trace_continued answered request_flaw page_locales provider_key
-- What of it still stands; it may be answered already: then a form that comes again gets that answer again.  A client that registered itself
-- can take away what its request rests on, whenever it likes; by that it sends nobody on: RFC 9700 section 4.11.2.
SELECT r.request_id, r.client_id, c.client_name, c.sector_identifier, l.redirect_uri, r.response_mode,
       r.state, CASE WHEN l.flaw IS NULL OR c.trusted = 1 THEN 1 ELSE 0 END AS redirect_allowed, l.scope, r.claims_beyond, r.login_hint,
       r.trace_id AS trace_continued, CASE WHEN r.answered_at IS NULL THEN 0 ELSE 1 END AS answered, l.flaw AS request_flaw,
       r.ui_locales AS page_locales, (SELECT provider_key FROM provider_key) AS provider_key
  FROM authorization_request AS r
  JOIN request_life AS l ON l.request_id = r.request_id
  LEFT JOIN client AS c ON c.client_id = r.client_id
 WHERE r.request_id = :request AND r.cookie_hash = @cookie_hash AND r.expires_at > @now;

-- name: request_falls
-- needs: @now @request_flaw @request_id
-- What it rests on was taken back: that is its answer, also when it is given again.
UPDATE authorization_request
   SET answered_at = @now, refusal = @request_flaw
 WHERE request_id = @request_id AND answered_at IS NULL;

-- name: request_why
-- needs: @now :request
-- gives: reason
SELECT CASE WHEN r.request_id IS NULL THEN 'request_expired' ELSE 'request_cookie_missing' END AS reason
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN authorization_request AS r ON r.request_id = :request AND r.expires_at > @now;

-- local: request_csrf
-- needs: @provider_key @request_id @request_secret
-- gives: csrf
SELECT token_derive(@provider_key, 'csrf ' || @request_id || ' ' || @request_secret) AS csrf;

-- local: request_redirect_host
-- needs: @redirect_uri
-- gives: redirect_host redirect_is_loopback
-- Where the answer goes, by the name that a user can judge: the host.  An app's own scheme has none, and is named itself; a
-- loopback address is any program on this machine.
WITH address AS (
  SELECT @redirect_uri AS uri,
         CASE WHEN instr(@redirect_uri, '://') > 0 THEN replace(substr(@redirect_uri, instr(@redirect_uri, '://') + 3), '?', '/')
              ELSE replace(@redirect_uri, ':', '/') END || '/' AS host_and_path)
SELECT substr(host_and_path, 1, instr(host_and_path, '/') - 1) AS redirect_host,
       uri GLOB 'http://127.0.0.1[:/]*' OR uri GLOB 'http://[[]::1][:/]*' OR uri GLOB 'http://localhost[:/]*' AS redirect_is_loopback
  FROM address;

-- name: request_client
-- needs: @client_id
-- gives: client_uri policy_uri tos_uri document_uri has_logo
-- What the client says of itself, for people; and whether this server has its picture.
SELECT c.client_uri, c.policy_uri, c.tos_uri, CASE WHEN c.origin = 'document' THEN c.client_id END AS document_uri,
       CASE WHEN EXISTS (SELECT 1 FROM client_logo AS g WHERE g.client_id = c.client_id) THEN 1 ELSE 0 END AS has_logo
  FROM client AS c
 WHERE c.client_id = @client_id;

-- local: request_face
-- needs: @client_id @request_client
-- gives: client_face
-- A page of this server's own has no client.
SELECT json_patch('{}', json_object(
         'described', json(CASE WHEN coalesce(face ->> 'client_uri', face ->> 'policy_uri', face ->> 'tos_uri', face ->> 'document_uri') IS NOT NULL
                                THEN 'true' END),
         'client_uri', face ->> 'client_uri', 'policy_uri', face ->> 'policy_uri', 'tos_uri', face ->> 'tos_uri',
         'document_host', substr(face ->> 'document_uri', 9, instr(substr(replace(face ->> 'document_uri', '?', '/'), 9), '/') - 1),
         'logo', CASE WHEN face ->> 'has_logo' = 1
                      THEN 'logo?client_id=' || replace(replace(replace(@client_id, '%', '%25'), '&', '%26'), '+', '%2B') END)) AS client_face
  FROM (SELECT coalesce(@request_client -> '$[0]', '{}') AS face) AS one;

-- name: request_scopes
-- needs: @request_id
-- gives: scope description
SELECT s.scope, s.description
  FROM request_scope AS w JOIN scope AS s ON s.scope = w.scope
 WHERE w.request_id = @request_id
 ORDER BY CASE WHEN s.resource IS NULL THEN 0 ELSE 1 END, s.scope;
