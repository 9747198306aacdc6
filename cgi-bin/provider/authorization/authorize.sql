-- The authorization request: RFC 6749 section 4.1.1, OIDC Core section 3.1.2.1.

-- local: authorize_parameters
-- All of it is kept until somebody has signed in, and anybody can send it: 4 KiB together, in bytes.  A state that is longer than
-- that alone does not go back either.
SELECT CASE WHEN length(CAST(coalesce(:state, '') || coalesce(:nonce, '') || coalesce(:login_hint, '') || coalesce(:prompt, '') || coalesce(:claims, '')
                             || coalesce(:scope, '') || coalesce(:redirect_uri, '') AS BLOB)) > 4096 THEN 1 ELSE 0 END AS too_long,
       CASE WHEN :response_mode IN ('query', 'fragment', 'form_post') THEN :response_mode ELSE 'query' END AS answer_mode,
       CASE WHEN length(CAST(:state AS BLOB)) <= 4096 THEN :state END AS answer_state,
       ' ' || coalesce(:prompt, '') || ' ' AS prompt_words,
       CASE WHEN length(:max_age) <= 9 AND :max_age NOT GLOB '*[^0-9]*' THEN CAST(:max_age AS INTEGER) END AS max_age,
       json_patch('{}', json_object('state', token_fingerprint(@fingerprint_key, :state), 'nonce', token_fingerprint(@fingerprint_key, :nonce),
                                    'response_mode', substr(:response_mode, 1, 200), 'prompt', substr(:prompt, 1, 200),
                                    'max_age', substr(:max_age, 1, 200), 'code_challenge_method', substr(:code_challenge_method, 1, 200))) AS detail;

-- name: authorize_client
SELECT c.client_id, c.client_name, c.default_scope, c.pkce_required,
       CASE WHEN EXISTS (SELECT 1 FROM client_grant_type AS g
                          WHERE g.client_id = c.client_id AND g.grant_type = 'authorization_code') THEN 1 ELSE 0 END AS grant_allowed,
       CASE WHEN c.trusted = 1 OR CAST(@session_id AS TEXT) IS NOT NULL OR @prompt_words LIKE '% none %' THEN 1 ELSE 0 END AS answer_allowed
  FROM active_client AS c
 WHERE c.client_id = :client_id;

-- name: authorize_why
SELECT CASE WHEN CAST(:client_id AS TEXT) IS NULL                                   THEN 'client_id_missing'
            WHEN NOT EXISTS (SELECT 1 FROM client WHERE client_id = :client_id)      THEN 'client_id_unknown'
            WHEN NOT EXISTS (SELECT 1 FROM active_client WHERE client_id = :client_id) THEN 'client_id_suspended'
            WHEN CAST(:redirect_uri AS TEXT) IS NULL                                THEN 'redirect_uri_missing'
            ELSE 'redirect_uri_unknown' END AS reason;

-- name: authorize_redirect_uri
-- From here on, errors go to the client.
SELECT :redirect_uri AS answer_uri
  FROM client_redirect_uri
 WHERE client_id = @client_id
   AND (redirect_uri = :redirect_uri OR redirect_uri = @uri_portless);

-- local: authorize_flaw
-- What can be said of the parameters by themselves, in the order in which a developer would mend them.
SELECT CASE
  WHEN @too_long = 1                                                                THEN 'parameter_too_long'
  WHEN :request IS NOT NULL                                                         THEN 'request_unsupported'
  WHEN :request_uri IS NOT NULL                                                     THEN 'request_uri_unsupported'
  WHEN :registration IS NOT NULL                                                    THEN 'registration_unsupported'
  WHEN :response_type IS NULL                                                       THEN 'response_type_missing'
  WHEN :response_type <> 'code'                                                     THEN 'response_type_unsupported'
  WHEN :response_mode <> @answer_mode                                               THEN 'response_mode_unsupported'
  WHEN @grant_allowed = 0                                                           THEN 'grant_forbidden'
  WHEN :code_challenge IS NULL AND (@pkce_required = 1 OR :code_challenge_method IS NOT NULL) THEN 'pkce_required'
  WHEN :code_challenge IS NOT NULL AND coalesce(:code_challenge_method, 'plain') <> 'S256'    THEN 'pkce_method_unsupported'
  WHEN length(:code_challenge) <> 43 OR :code_challenge GLOB '*[^A-Za-z0-9_-]*'     THEN 'pkce_challenge_malformed'
  WHEN trim(replace(replace(replace(replace(@prompt_words, ' none ', ' '), ' login ', ' '), ' consent ', ' '), ' select_account ', ' ')) <> ''
    OR @prompt_words LIKE '% none %' AND trim(@prompt_words) <> 'none'              THEN 'prompt_invalid'
  WHEN :max_age IS NOT NULL AND @max_age IS NULL                                    THEN 'max_age_invalid'
  WHEN @hint_valid = 0                                                              THEN 'id_token_hint_invalid'
  WHEN @claims_valid = 0                                                            THEN 'claims_invalid'
  WHEN @acr_met = 0                                                                 THEN 'acr_unmet'
  END AS flaw;

-- local: authorize_claims
-- OIDC Core section 5.5: an object of objects.  It may insist on one user (sub), or on a class of authentication (acr).
WITH asked AS (SELECT CASE WHEN :claims IS NULL THEN '{}' WHEN json_valid(:claims) THEN :claims ELSE '[]' END AS claims)
SELECT CASE WHEN json_type(claims) = 'object'
             AND coalesce(json_type(claims, '$.id_token'), 'object') IN ('object', 'null')
             AND coalesce(json_type(claims, '$.userinfo'), 'object') IN ('object', 'null') THEN 1 ELSE 0 END AS claims_valid,
       CASE WHEN :claims IS NOT NULL THEN json(claims) END AS claims_asked,
       coalesce(@hint_user, json_extract(claims, '$.id_token.sub.value')) AS hint_subject,
       CASE WHEN json_extract(claims, '$.id_token.acr.essential') = 1
             AND coalesce(json_extract(claims, '$.id_token.acr.value'), '1') = '1'
             AND coalesce(json_type(claims, '$.id_token.acr.values'), 'null') <> 'array' THEN 1
            WHEN json_extract(claims, '$.id_token.acr.essential') = 1
            THEN EXISTS (SELECT 1 FROM json_each(claims, '$.id_token.acr.values') WHERE value = '1')
            ELSE 1 END AS acr_met
  FROM asked;

-- local: hint_absent
SELECT 1 AS hint_valid, NULL AS hint_user;

-- local: hint_refused
SELECT 0 AS hint_valid, NULL AS hint_user;

-- local: hint_accepted
-- A client speaks of its own user, not of one that another client knows.
SELECT CASE WHEN @hint_client_id = @client_id THEN 1 ELSE 0 END AS hint_valid;

-- local: authorize_new
WITH made AS MATERIALIZED (SELECT token_random(32) AS secret)
SELECT token_random(24) AS request_id, secret AS request_secret, token_hash(secret) AS cookie_hash FROM made;

-- name: authorize_store
INSERT INTO authorization_request (request_id, cookie_hash, client_id, redirect_uri, response_mode, scope, resource, state,
                                   nonce, code_challenge, prompt, max_age, login_hint, hint_subject, claims, claims_beyond, trace_id, created_at, expires_at)
SELECT @request_id, @cookie_hash, @client_id, :redirect_uri, @answer_mode, @scope, @resource, :state, :nonce, :code_challenge,
       @prompt_words, @max_age, :login_hint, @hint_subject, @claims_asked, @claims_beyond, @trace_id, @now, @now + p.request_lifetime
  FROM provider_setting AS p
RETURNING expires_at AS request_expires_at, (SELECT provider_key FROM provider_key) AS provider_key;
