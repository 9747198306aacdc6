-- An interaction: an authorization request on its way through login and consent.

-- local: request_cookie
SELECT $request_cookie AS request_secret, token_hash(coalesce($request_cookie, '')) AS cookie_hash;

-- name: request_presented
-- It may be answered already: then a form that comes again gets that answer again.
SELECT r.request_id, r.client_id, c.client_name, r.redirect_uri AS answer_uri, r.response_mode AS answer_mode,
       r.state AS answer_state, 1 AS answer_allowed, r.scope, r.claims_beyond, r.login_hint, r.trace_id AS trace_continued,
       CASE WHEN r.answered_at IS NULL THEN 0 ELSE 1 END AS answered
  FROM authorization_request AS r JOIN active_client AS c ON c.client_id = r.client_id
 WHERE r.request_id = :request AND r.cookie_hash = @cookie_hash AND r.expires_at > @now;

-- name: request_why
SELECT CASE WHEN r.request_id IS NULL THEN 'request_expired' ELSE 'request_cookie_missing' END AS reason
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN authorization_request AS r ON r.request_id = :request AND r.expires_at > @now;

-- name: request_key
SELECT provider_key FROM provider_key;

-- local: request_csrf
SELECT token_derive(@provider_key, 'csrf ' || @request_id || ' ' || @request_secret) AS csrf;

-- local: request_csrf_right
SELECT token_equal(:csrf, @csrf) AS csrf_right;

-- local: request_place
-- Where the answer goes, by the name that a person can judge: the host.  An app's own scheme has none, and is named itself; a
-- loopback address is any program on this machine.
WITH address AS (
  SELECT @answer_uri AS uri,
         CASE WHEN instr(@answer_uri, '://') > 0 THEN replace(substr(@answer_uri, instr(@answer_uri, '://') + 3), '?', '/')
              ELSE replace(@answer_uri, ':', '/') END || '/' AS host_and_path)
SELECT substr(host_and_path, 1, instr(host_and_path, '/') - 1) AS place,
       uri GLOB 'http://127.0.0.1[:/]*' OR uri GLOB 'http://[[]::1][:/]*' OR uri GLOB 'http://localhost[:/]*' AS place_is_loopback
  FROM address;

-- name: request_scopes
SELECT scope, description
  FROM scope
 WHERE replace(' ' || @scope || ' ', ' ' || scope || ' ', '') <> ' ' || @scope || ' '
 ORDER BY CASE WHEN resource IS NULL THEN 0 ELSE 1 END, scope;

-- name: request_step
-- What is left to do.  Who signed in or consented within this interaction has satisfied prompt and max_age (no loops); of a
-- public client the consent is asked each time, for nothing proves that it is itself (OAuth 2.1 section 7.3.1), and so is that
-- to single claims.
SELECT CASE WHEN login_needed = 1 AND prompt LIKE '% none %'     THEN 'login_required'
            WHEN login_needed = 1                                THEN 'login'
            WHEN hint_subject <> subject                         THEN 'login_other_user'
            WHEN consent_needed = 1 AND prompt LIKE '% none %'   THEN 'consent_required'
            WHEN consent_needed = 1                              THEN 'consent'
            ELSE 'answer' END AS step
  FROM (SELECT r.prompt, r.hint_subject, s.subject,
               CASE WHEN s.subject IS NULL THEN 1
                    WHEN r.login_subject = s.subject THEN 0
                    WHEN r.prompt LIKE '% login %' OR r.prompt LIKE '% select_account %' OR r.max_age = 0
                      OR @now - s.auth_time > r.max_age OR r.hint_subject <> s.subject THEN 1
                    ELSE 0 END AS login_needed,
               CASE WHEN r.consent_subject = s.subject THEN 0
                    WHEN r.prompt LIKE '% consent %' OR c.token_endpoint_auth_method = 'none' OR r.claims_beyond IS NOT NULL THEN 1
                    WHEN EXISTS (SELECT 1 FROM client_scope AS o
                                  WHERE o.client_id = r.client_id
                                    AND replace(' ' || r.scope || ' ', ' ' || o.scope || ' ', '') <> ' ' || r.scope || ' '
                                    AND NOT EXISTS (SELECT 1 FROM consent AS k
                                                     WHERE k.subject = s.subject AND k.client_id = r.client_id AND k.scope = o.scope))
                    THEN 1 ELSE 0 END AS consent_needed
          FROM authorization_request AS r
          JOIN active_client AS c ON c.client_id = r.client_id
          LEFT JOIN open_session AS s
            ON s.session_id = @session_id AND s.expires_at > @now AND s.idle_expires_at > @now
         WHERE r.request_id = @request_id) AS t;

-- local: request_page
-- The client stands in the address too: a bookmark of the page leads on when the request is long forgotten.
SELECT $mount || '/' || @step AS location, json_object('request', @request_id, 'client_id', @client_id) AS query;

-- local: request_resume
SELECT $mount || '/continue' AS location, json_object('request', @request_id) AS query;

-- local: request_denied
SELECT 'access_denied' AS step;

-- name: request_refused
-- Answered once; the same answer may be said again.
UPDATE authorization_request
   SET answered_at = coalesce(answered_at, @now), refusal = @step
 WHERE request_id = @request_id AND (answered_at IS NULL OR refusal = @step)
RETURNING refusal;

-- local: answer_error
-- RFC 6749 section 4.1.2.1; iss also here: RFC 9207 section 2.
SELECT json_object('error', @error, 'error_description', @error_told, 'state', @answer_state, 'iss', @issuer) AS answer_parameters;

-- local: answer_redirect
SELECT @answer_uri AS location,
       CASE WHEN @answer_mode = 'query'    THEN @answer_parameters END AS query,
       CASE WHEN @answer_mode = 'fragment' THEN @answer_parameters END AS fragment;

-- local: answer_form
-- OAuth 2.0 Form Post Response Mode section 2.
SELECT json_object('action', @answer_uri,
                   'parameters', (SELECT json_group_array(json_object('name', key, 'value', value))
                                    FROM json_each(@answer_parameters) WHERE value IS NOT NULL)) AS model;

-- local: answer_refused_page
-- RFC 9700 section 4.11.2: nobody vouches for this client and nobody is signed in, so the person decides whether to go there.
SELECT json_object('error', @error, 'status', @error_status, 'reason', @reason, 'told', @error_told, 'party', 'authorization server',
                   'client_name', @client_name, 'host', @place,
                   'action', CASE WHEN instr(@answer_uri, '?') = 0 THEN @answer_uri END, -- a form would drop its query
                   'method', CASE WHEN @answer_mode = 'form_post' THEN 'post' ELSE 'get' END,
                   'parameters', (SELECT json_group_array(json_object('name', key, 'value', value))
                                    FROM json_each(@answer_parameters) WHERE value IS NOT NULL)) AS model;
