-- Whether a code can answer an authorization request: RFC 6749 section 4.1.1, OIDC Core section 3.1.2.1.

-- local: check_parameters
-- needs: @fingerprint_key :state :prompt :redirect_uri :max_age :nonce :response_mode :code_challenge_method
-- gives: state prompt uri max_age detail
-- What counts of the parameters, and what the record keeps of them.
SELECT :state AS state, ' ' || coalesce(:prompt, '') || ' ' AS prompt, :redirect_uri AS uri,
       CASE WHEN length(:max_age) <= 9 AND :max_age NOT GLOB '*[^0-9]*' THEN CAST(:max_age AS INTEGER) END AS max_age,
       json_patch('{}', json_object('state', token_fingerprint(@fingerprint_key, :state), 'nonce', token_fingerprint(@fingerprint_key, :nonce),
                                    'response_mode', :response_mode, 'prompt', :prompt, 'max_age', :max_age,
                                    'code_challenge_method', :code_challenge_method)) AS detail;

-- name: check_client
-- needs: :client_id
-- gives: client_id client_name default_scope sector_identifier trusted
SELECT c.client_id, c.client_name, c.default_scope, c.sector_identifier, c.trusted
  FROM active_client AS c
 WHERE c.client_id = :client_id;

-- name: check_redirect_uri
-- needs: @uri @client_id @uri_portless :response_mode
-- gives: redirect_uri registered_uri response_mode code_allowed pkce_required acr pushed_required
-- As it was sent, with its port; and what this client and this server have for an answer there.
SELECT @uri AS redirect_uri, r.redirect_uri AS registered_uri,
       coalesce((SELECT m.response_mode FROM response_mode AS m WHERE m.response_mode = :response_mode), 'query') AS response_mode,
       CASE WHEN EXISTS (SELECT 1 FROM client_grant_type AS g
                          WHERE g.client_id = c.client_id AND g.grant_type = 'authorization_code') THEN 1 ELSE 0 END AS code_allowed,
       CASE s.pkce_check WHEN 'on' THEN c.pkce_required ELSE 0 END AS pkce_required, u.acr,
       CASE WHEN c.require_pushed_authorization_requests = 1 OR s.pushed_required = 1 THEN 1 ELSE 0 END AS pushed_required
  FROM client_redirect_uri AS r JOIN client AS c ON c.client_id = r.client_id, authentication AS u, provider_setting AS s
 WHERE r.client_id = @client_id AND (r.redirect_uri = @uri OR r.redirect_uri = @uri_portless
                                     OR s.redirect_uri_match = 'prefix' AND substr(@uri, 1, length(r.redirect_uri)) = r.redirect_uri)
 LIMIT 1;

-- local: check_redirect_allowed
-- needs: @trusted @session_id @prompt
-- gives: redirect_allowed
-- RFC 9700 section 4.11.2: an error goes to the client without asking the user.
SELECT @trusted = 1 OR @session_id IS NOT NULL OR instr(@prompt, ' none ') > 0 AS redirect_allowed;

-- local: check_claims
-- needs: @hint_user @acr :claims
-- gives: claims_valid claims hint_subject acr_met
-- OIDC Core section 5.5: an object of objects.  It may insist on one user (sub), or on a class of authentication (acr).  One that the hint
-- does not mean makes two, and nobody is both.
WITH asked AS (SELECT CASE WHEN :claims IS NULL THEN '{}' WHEN json_valid(:claims) THEN :claims ELSE '[]' END AS claims)
SELECT CASE WHEN json_type(claims) = 'object'
             AND coalesce(json_type(claims, '$.id_token'), 'object') IN ('object', 'null')
             AND coalesce(json_type(claims, '$.userinfo'), 'object') IN ('object', 'null') THEN 1 ELSE 0 END AS claims_valid,
       CASE WHEN :claims IS NOT NULL THEN json(claims) END AS claims,
       CASE WHEN @hint_user <> json_extract(claims, '$.id_token.sub.value') THEN ''
            ELSE coalesce(@hint_user, json_extract(claims, '$.id_token.sub.value')) END AS hint_subject,
       CASE WHEN json_extract(claims, '$.id_token.acr.essential') = 1
             AND coalesce(json_extract(claims, '$.id_token.acr.value'), @acr) = @acr
             AND coalesce(json_type(claims, '$.id_token.acr.values'), 'null') <> 'array' THEN 1
            WHEN json_extract(claims, '$.id_token.acr.essential') = 1
            THEN EXISTS (SELECT 1 FROM json_each(claims, '$.id_token.acr.values') WHERE value = @acr)
            ELSE 1 END AS acr_met
  FROM asked;

-- local: check_flaw
-- needs: @pushed_required @object_flaw @response_mode @code_allowed @pkce_required @prompt @max_age @hint_client_id @client_id @claims_valid @acr_met
--        @scope_flaw :state :nonce :login_hint :prompt :claims :ui_locales :scope :acr_values :redirect_uri :registration :response_type
--        :response_mode :code_challenge :code_challenge_method :dpop_jkt :max_age :id_token_hint $endpoint
-- gives: flaw
-- THE MATRIX.  Rows are checks, in the order in which a developer would mend them: the first that fails is the reason.  Columns are
-- endpoints: 1 where the check applies.  client_id and redirect_uri are judged before, for they decide who hears of the rest.
--
-- A new endpoint is a column here and a WHEN in the last line.  What one of them alone refuses is a row with 0 in the other column; how
-- the client hears of it is said by the route.  A request object is verified before; its members are then the parameters, at whichever
-- endpoint it came to.  /device_authorization (RFC 8628) has the last row alone, and calls scope_allowed.
WITH checks (authorize, par, reason, failed) AS (VALUES
  (1, 1, 'request_too_long',          length(CAST(coalesce(:state, '') || coalesce(:nonce, '') || coalesce(:login_hint, '') || coalesce(:prompt, '')
                                                  || coalesce(:claims, '') || coalesce(:ui_locales, '') || coalesce(:scope, '')
                                                  || coalesce(:acr_values, '') || coalesce(:redirect_uri, '') AS BLOB)) > 4096),
  (1, 0, 'pushed_request_required',   @pushed_required), -- RFC 9126 section 5
  (1, 1, @object_flaw,                @object_flaw IS NOT NULL), -- request and request_uri: object.sql
  (1, 1, 'registration_unsupported',  :registration IS NOT NULL),
  (1, 1, 'response_type_missing',     :response_type IS NULL),
  (1, 1, 'response_type_unsupported', :response_type <> 'code'),
  (1, 1, 'response_mode_unsupported', :response_mode <> @response_mode),
  (1, 1, 'grant_forbidden',           NOT @code_allowed),
  (1, 1, 'pkce_required',             :code_challenge IS NULL AND (@pkce_required OR :code_challenge_method IS NOT NULL)),
  (1, 1, 'pkce_method_unsupported',   :code_challenge IS NOT NULL AND coalesce(:code_challenge_method, 'plain') <> 'S256'),
  (1, 1, 'pkce_challenge_malformed',  length(:code_challenge) <> 43 OR :code_challenge GLOB '*[^A-Za-z0-9_-]*'),
  (1, 1, 'dpop_jkt_malformed',        length(:dpop_jkt) <> 43 OR :dpop_jkt GLOB '*[^A-Za-z0-9_-]*'), -- RFC 9449 section 10
  (1, 1, 'prompt_invalid',            trim(replace(replace(replace(replace(@prompt, ' none ', ' '), ' login ', ' '), ' consent ', ' '),
                                                   ' select_account ', ' ')) <> '' OR instr(@prompt, ' none ') > 0 AND trim(@prompt) <> 'none'),
  (1, 1, 'max_age_invalid',           :max_age IS NOT NULL AND @max_age IS NULL),
  (1, 1, 'id_token_hint_invalid',     :id_token_hint IS NOT NULL AND @hint_client_id IS NOT @client_id), -- a client speaks of its own user
  (1, 1, 'claims_invalid',            NOT @claims_valid),
  (1, 1, 'acr_unmet',                 NOT @acr_met),
  (1, 1, @scope_flaw,                 @scope_flaw IS NOT NULL)) -- scope and resource: scope.sql, which other endpoints share
SELECT (SELECT reason FROM checks WHERE failed AND CASE $endpoint WHEN '/authorize' THEN authorize WHEN '/par' THEN par END LIMIT 1) AS flaw;
