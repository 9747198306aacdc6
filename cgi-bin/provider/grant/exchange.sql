-- Token exchange: RFC 8693.

-- local: exchange_presented
-- needs: @presented_method :subject_token :subject_token_type :requested_token_type :actor_token :actor_token_type
-- gives: event_kind presented_token exchange_flaw
-- What is asked for, before any token is looked at.  An access token of this server for another one, and nothing else: an ID token is the
-- client's, a refresh token was never for the caller, and who acts is who authenticated (section 1.1).
SELECT 'token.exchange' AS event_kind, :subject_token AS presented_token,
       CASE WHEN @presented_method = 'none'                                           THEN 'grant_forbidden'
            WHEN :subject_token IS NULL                                               THEN 'exchange_subject_missing'
            WHEN :subject_token_type IS NULL                                          THEN 'exchange_type_missing'
            WHEN :subject_token_type = 'urn:ietf:params:oauth:token-type:id_token'    THEN 'exchange_of_id_token'
            WHEN :subject_token_type = 'urn:ietf:params:oauth:token-type:refresh_token' OR :subject_token GLOB 'rt_*'
                                                                                      THEN 'exchange_of_refresh_token'
            WHEN :subject_token_type <> 'urn:ietf:params:oauth:token-type:access_token'   THEN 'exchange_type_unsupported'
            WHEN :requested_token_type <> 'urn:ietf:params:oauth:token-type:access_token' THEN 'exchange_wish_unsupported'
            WHEN :actor_token IS NOT NULL OR :actor_token_type IS NOT NULL            THEN 'exchange_actor_unsupported' END AS exchange_flaw;

-- local: exchange_subject
-- needs: @access_error @access_audience @client_resource @grant_id
-- gives: subject_flaw
-- Whether the token is one that the caller was given to be called with.  An ID token that is said to be an access token is known by its typ.
SELECT CASE WHEN @access_error = 'typ_mismatch'           THEN 'exchange_of_id_token'
            WHEN @access_error IS NOT NULL                THEN 'exchange_subject_invalid'
            WHEN @access_audience IS NOT @client_resource THEN 'exchange_other_audience'
            WHEN @grant_id IS NULL                        THEN 'exchange_without_user' END AS subject_flaw;

-- local: exchange_asked
-- needs: :resource :audience :scope
-- gives: scope_given scope_list scope_malformed resource_asked resources_asked
-- As everywhere (scope_asked), but that the API may be named by audience as well (section 2.1), and that there is no default_scope.
WITH target AS MATERIALIZED (
  SELECT value FROM json_each(coalesce(:resource, '[]')) UNION ALL SELECT value FROM json_each(coalesce(:audience, '[]')))
SELECT given AS scope_given, given AS scope_list,
       CASE WHEN given GLOB '*[^] !#-[^-~]*' THEN 1 ELSE 0 END AS scope_malformed,
       (SELECT min(value) FROM target) AS resource_asked, (SELECT count(DISTINCT value) FROM target) AS resources_asked
  FROM (SELECT nullif(trim(:scope), '') AS given);

-- name: exchange_target
-- needs: @client_id @resource
-- gives: audience
SELECT resource AS audience
  FROM exchange_allowed
 WHERE client_id = @client_id AND resource = @resource;

-- name: exchange_keys
-- needs: @client_id
-- gives: access_lifetime access_key
SELECT l.access_lifetime, a.access_key
  FROM client_lifetime AS l, access_key AS a
 WHERE l.client_id = @client_id AND a.access_key IS NOT NULL;

-- local: exchange_token
-- needs: @dpop_jkt @access_key @now @issuer @access_sub @audience @client_id @grant_id @scope @access_claims @act @access_lifetime @access_expires_at
-- gives: access_token token_expires_at
-- The same user and the same grant, which it dies with; no later than the token that it was traded for.  Section 4.1: who acts now stands
-- before who acted then.
SELECT jwt_sign(CASE WHEN @dpop_jkt IS NULL THEN claims ELSE json_set(claims, '$.cnf', json_object('jkt', @dpop_jkt)) END,
         @access_key, json_object('typ', 'at+jwt', 'now', @now)) AS access_token, exp AS token_expires_at
  FROM (SELECT exp, json_patch('{}', json_object(
                 'iss', @issuer, 'sub', @access_sub, 'aud', @audience, 'client_id', @client_id, 'exp', exp,
                 'jti', @grant_id || '.' || token_random(12), 'scope', @scope, 'auth_time', @access_claims -> 'auth_time',
                 'acr', @access_claims -> 'acr', 'act', json_patch('{}', json_object('sub', @client_id, 'act', json(@act))))) AS claims
          FROM (SELECT min(@now + @access_lifetime, @access_expires_at) AS exp));

-- local: exchange_response
-- needs: @given_token @dpop_jkt @token_expires_at @now @scope
-- gives: body
-- Section 2.2.1.  No refresh token: whoever is called again is given a token again.
SELECT json_object('access_token', @given_token, 'issued_token_type', 'urn:ietf:params:oauth:token-type:access_token',
                   'token_type', CASE WHEN @dpop_jkt IS NULL THEN 'Bearer' ELSE 'DPoP' END,
                   'expires_in', max(@token_expires_at - @now, 0), 'scope', @scope) AS body;

-- local: exchange_issued
-- needs: @fingerprint_key @given_token @issuer @audience @scope @now @token_expires_at
-- gives: role type fingerprint place alg typ kid iss aud scope iat exp
SELECT 'issued' AS role, 'access' AS type, token_fingerprint(@fingerprint_key, @given_token) AS fingerprint, 'body' AS place,
       header ->> 'alg' AS alg, header ->> 'typ' AS typ, header ->> 'kid' AS kid, @issuer AS iss, @audience AS aud, @scope AS scope,
       @now AS iat, @token_expires_at AS exp
  FROM (SELECT jwt_header(@given_token) AS header) AS access;
