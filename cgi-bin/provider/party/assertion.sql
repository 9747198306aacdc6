-- A client proves who it is by a JWT of its own: RFC 7523 section 3, OIDC Core section 9.

-- name: assertion_client
-- needs: @client_id
-- gives: secret_jwk assertion_algs token_endpoint_auth_signing_alg assertion_audience assertion_longest
-- What this client may sign by, and for how long ahead.
SELECT c.secret_jwk, a.algs AS assertion_algs, c.token_endpoint_auth_signing_alg, c.assertion_audience, s.assertion_longest
  FROM client AS c
  JOIN client_algs AS a ON a.token_endpoint_auth_method = c.token_endpoint_auth_method
 CROSS JOIN provider_setting AS s
 WHERE c.client_id = @client_id;

-- local: assertion_kids
-- needs: :client_assertion :request
-- gives: wanted_kids
-- A request object that comes with it is of the same keys.
SELECT json_array(CAST(jwt_header(:client_assertion) ->> 'kid' AS TEXT), CAST(jwt_header(:request) ->> 'kid' AS TEXT)) AS wanted_kids;

-- local: assertion_secret
-- needs: @secret_jwk
-- gives: assertion_key
SELECT @secret_jwk AS assertion_key;

-- local: assertion_public
-- needs: @client_jwks
-- gives: assertion_key
SELECT @client_jwks AS assertion_key;

-- local: assertion_verify
-- needs: @assertion_key @token_endpoint_auth_signing_alg @assertion_algs @leeway @now :client_assertion
-- gives: assertion_error assertion_claims assertion_typ jti_hash assertion_expires_at
-- The signature first.  Which audience is right, and whose it is, assertion_flaw says.
WITH said AS MATERIALIZED (
  SELECT jwt_unverified(:client_assertion) AS claims, jwt_header(:client_assertion) AS header)
SELECT jwt_error(:client_assertion, @assertion_key,
         json_object('algs', CASE WHEN @token_endpoint_auth_signing_alg IS NULL THEN json(@assertion_algs)
                                  ELSE json_array(@token_endpoint_auth_signing_alg) END,
                     'aud', CAST(coalesce(claims ->> '$.aud[0]', claims ->> 'aud', '') AS TEXT), 'leeway', @leeway, 'now', @now)) AS assertion_error,
       claims AS assertion_claims, header ->> 'typ' AS assertion_typ,
       token_hash(CAST(claims ->> 'jti' AS TEXT)) AS jti_hash, CAST(claims ->> 'exp' AS INTEGER) AS assertion_expires_at
  FROM said;

-- local: assertion_flaw
-- needs: @assertion_claims @assertion_error @assertion_typ @client_id @issuer @assertion_audience @assertion_expires_at @now @assertion_longest
--        @leeway :client_assertion_type
-- gives: assertion_flaw
-- In the order of the checks; the first that fails is the reason.  RFC 7523 section 3; aud is this server and nobody else
-- (RFC 7523bis: one that was meant for another server is of no use here), and it ends soon.
WITH checks (reason, failed) AS (VALUES
  ('assertion_type_unknown',     :client_assertion_type IS NOT 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  ('assertion_malformed',        @assertion_claims IS NULL),
  ('assertion_alg_refused',      @assertion_error IN ('alg_missing', 'alg_none', 'alg_unsupported', 'alg_not_allowed', 'alg_key_mismatch')),
  ('assertion_key_unknown',      @assertion_error IN ('no_key', 'ambiguous_key', 'key_invalid', 'key_weak', 'key_use')),
  ('assertion_signature_wrong',  @assertion_error = 'bad_signature'),
  ('assertion_exp_missing',      @assertion_error = 'exp_missing'),
  ('assertion_expired',          @assertion_error = 'expired'),
  ('assertion_early',            @assertion_error IN ('not_yet_valid', 'issued_in_future')),
  ('assertion_audience_wrong',   @assertion_error IN ('aud_missing', 'aud_mismatch')),
  ('assertion_malformed',        @assertion_error IS NOT NULL),
  ('assertion_typ_wrong',        lower(coalesce(@assertion_typ, 'JWT')) NOT IN ('jwt', 'client-authentication+jwt')),
  ('assertion_issuer_wrong',     @assertion_claims ->> 'iss' IS NOT @client_id),
  ('assertion_audience_wrong',   json_type(@assertion_claims, '$.aud') IS NOT 'text'
                                 OR @assertion_claims ->> 'aud' <> @issuer
                                    AND (@assertion_audience <> 'token_endpoint' OR @assertion_claims ->> 'aud' <> @issuer || '/token')),
  ('assertion_exp_far',          @assertion_expires_at > @now + @assertion_longest + @leeway),
  ('assertion_jti_missing',      coalesce(@assertion_claims ->> 'jti', '') = ''))
SELECT (SELECT reason FROM checks WHERE failed LIMIT 1) AS assertion_flaw;

-- local: assertion_detail
-- needs: @token_endpoint_auth_method @assertion_error :client_assertion
-- gives: detail
-- For the record: what the signature's check said.
SELECT json_patch('{}', json_object('method', @token_endpoint_auth_method, 'error', @assertion_error,
                                    'alg', substr(jwt_header(:client_assertion) ->> 'alg', 1, 100),
                                    'kid', substr(jwt_header(:client_assertion) ->> 'kid', 1, 100)))
       AS detail;

-- name: assertion_used
-- needs: @client_id @jti_hash
-- gives: assertion_used
SELECT expires_at AS assertion_used FROM client_assertion WHERE client_id = @client_id AND jti_hash = @jti_hash;

-- name: assertion_spend
-- needs: @client_id @jti_hash @assertion_expires_at @leeway
-- gives: assertion_spent
-- Once: RFC 7523 section 3.  It is remembered until it would be refused anyway.
INSERT INTO client_assertion (client_id, jti_hash, expires_at)
VALUES (@client_id, @jti_hash, CAST(@assertion_expires_at AS BIGINT) + CAST(@leeway AS BIGINT))
ON CONFLICT (client_id, jti_hash) DO NOTHING
RETURNING jti_hash AS assertion_spent;

-- name: assertion_return
-- needs: @client_id @jti_hash
DELETE FROM client_assertion WHERE client_id = @client_id AND jti_hash = @jti_hash;
