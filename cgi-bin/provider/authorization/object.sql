-- Request objects: OIDC Core section 6.

-- name: object_client
-- needs: @request_uri_plain @client_id $clock
-- gives: object_algs request_object_signing_alg object_has_key request_uri_registered request_uri_waits
-- By what this client may sign, and whether it has keys at all; whether it registered this address (a fragment is no part of it), and
-- whether that server kept us waiting a moment ago.
SELECT a.algs AS object_algs, c.request_object_signing_alg, CASE WHEN c.jwks IS NULL AND c.jwks_uri IS NULL THEN 0 ELSE 1 END AS object_has_key,
       CASE WHEN u.request_uri IS NULL THEN 0 ELSE 1 END AS request_uri_registered,
       CASE WHEN u.backoff_until > $clock THEN 1 ELSE 0 END AS request_uri_waits
  FROM client AS c
  JOIN client_algs AS a ON a.token_endpoint_auth_method = 'private_key_jwt'
  LEFT JOIN client_request_uri AS u ON u.client_id = c.client_id AND u.request_uri = @request_uri_plain
 WHERE c.client_id = @client_id;

-- local: object_address
-- needs: :request_uri
-- gives: request_uri_plain
SELECT CASE instr(:request_uri, '#') WHEN 0 THEN :request_uri ELSE substr(:request_uri, 1, instr(:request_uri, '#') - 1) END AS request_uri_plain;

-- local: object_sent
-- needs: @request_uri_registered @request_uri_waits :request_uri :request $endpoint
-- gives: object_sent_flaw
-- Sections 6.1 and 6.2: one of the two; and an address only if it is registered.
SELECT CASE WHEN :request_uri IS NOT NULL AND $endpoint = '/par'          THEN 'request_uri_pushed'
            WHEN :request IS NOT NULL AND :request_uri IS NOT NULL        THEN 'request_twice'
            WHEN :request_uri IS NOT NULL AND @request_uri_registered = 0 THEN 'request_uri_unregistered'
            WHEN :request_uri IS NOT NULL AND @request_uri_waits = 1      THEN 'request_uri_unreachable' END AS object_sent_flaw;

-- local: object_request
-- needs: @request_uri_plain
-- gives: url accept
SELECT @request_uri_plain AS url, 'application/oauth-authz-req+jwt, application/jwt' AS accept;

-- name: object_backoff
-- needs: @client_id @request_uri_plain $clock
UPDATE client_request_uri SET backoff_until = CAST($clock AS BIGINT) + 30 WHERE client_id = @client_id AND request_uri = @request_uri_plain;

-- local: object_by_value
-- needs: :request
-- gives: object
SELECT :request AS object;

-- local: object_by_reference
-- needs: @reference_status @reference_body
-- gives: object
SELECT CASE WHEN @reference_status = 200 THEN trim(@reference_body, ' ' || char(9, 10, 13)) END AS object;

-- local: object_unverified
-- needs: @object @object_has_key :request_uri
-- gives: object_unverified_flaw
-- What is wrong with it is known without any key.
SELECT CASE WHEN @object IS NULL                                                              THEN 'request_uri_unreachable'
            WHEN lower(jwt_header(@object) ->> 'alg') = 'none' AND :request_uri IS NOT NULL   THEN 'request_uri_unsigned'
            WHEN lower(jwt_header(@object) ->> 'alg') = 'none'                                THEN 'request_unsigned'
            WHEN jwt_unverified(@object) IS NULL                                              THEN 'object_malformed'
            WHEN @object_has_key = 0                                                          THEN 'object_key_unknown' END AS object_unverified_flaw;

-- local: object_kids
-- needs: @object
-- gives: wanted_kids
SELECT json_array(CAST(jwt_header(@object) ->> 'kid' AS TEXT)) AS wanted_kids;

-- local: object_verify
-- needs: @object @client_jwks @request_object_signing_alg @object_algs @issuer @leeway @now
-- gives: object_error object_claims
-- iss and aud count where they are there, and so does exp: section 6.1.
WITH said AS MATERIALIZED (SELECT jwt_unverified(@object) AS claims)
SELECT jwt_error(@object, @client_jwks,
         json_patch('{}', json_object('algs', CASE WHEN @request_object_signing_alg IS NULL THEN json(@object_algs)
                                                   ELSE json_array(@request_object_signing_alg) END,
                                      'aud', CASE WHEN json_type(claims, '$.aud') IS NOT NULL THEN @issuer END,
                                      'exp', 'optional', 'leeway', @leeway, 'now', @now))) AS object_error,
       claims AS object_claims
  FROM said;

-- local: object_judge
-- needs: @object_error @object_claims @object @client_id :response_type
-- gives: object_judged_flaw object_is_genuine
-- In the order of the checks.  What the query says twice it says alike: section 6.1.  No other request stands in it.  A JWT of another kind
-- is none: RFC 8725 section 3.11, and one whose sub is the client is an assertion, RFC 9101 section 10.8.  One of the right kind and
-- signature is what the client said, refused or not.
WITH checks (reason, failed) AS (VALUES
  ('object_alg_refused',         @object_error IN ('alg_missing', 'alg_none', 'alg_unsupported', 'alg_not_allowed', 'alg_key_mismatch')),
  ('object_key_unknown',         @object_error IN ('no_key', 'ambiguous_key', 'key_invalid', 'key_weak', 'key_use')),
  ('object_signature_wrong',     @object_error = 'bad_signature'),
  ('object_expired',             @object_error = 'expired'),
  ('object_early',               @object_error IN ('not_yet_valid', 'issued_in_future')),
  ('object_audience_wrong',      @object_error = 'aud_mismatch'),
  ('object_malformed',           @object_error IS NOT NULL OR json_type(@object_claims) <> 'object'),
  ('object_kind_wrong',          lower(coalesce(jwt_header(@object) ->> 'typ', 'JWT')) NOT IN ('jwt', 'oauth-authz-req+jwt')
                                 OR @object_claims ->> 'sub' = @client_id),
  ('object_issuer_wrong',        @object_claims ->> 'iss' <> @client_id),
  ('object_client_mismatch',     @object_claims ->> 'client_id' <> @client_id),
  ('object_response_mismatch',   @object_claims ->> 'response_type' <> :response_type),
  ('object_nested',              json_type(@object_claims, '$.request') IS NOT NULL OR json_type(@object_claims, '$.request_uri') IS NOT NULL))
SELECT flaw AS object_judged_flaw,
       flaw IN ('object_expired', 'object_early', 'object_audience_wrong', 'object_issuer_wrong', 'object_client_mismatch',
                'object_response_mismatch', 'object_nested') OR flaw IS NULL AS object_is_genuine
  FROM (SELECT (SELECT reason FROM checks WHERE failed LIMIT 1) AS flaw);

-- local: object_parameters
-- needs: @object_claims @object_is_genuine @object_judged_flaw
-- gives: object_parameters
-- Its members as parameters: texts (|| '' makes one of JSON); resource is a list.  How the client proves itself it says in no object.  Of one
-- that is refused those say where and how the client hears of it: RFC 6749 section 4.1.2.1.
SELECT json_group_object(key, CASE WHEN key = 'resource' AND type = 'text' THEN json_array(value)
                                   WHEN type IN ('true', 'false')          THEN type
                                   ELSE value END || '') AS object_parameters
  FROM json_each(@object_claims)
 WHERE @object_is_genuine AND type <> 'null' AND key NOT IN ('client_secret', 'client_assertion', 'client_assertion_type')
   AND (@object_judged_flaw IS NULL OR key IN ('redirect_uri', 'response_mode', 'state'));
