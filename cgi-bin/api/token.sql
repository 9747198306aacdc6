-- local: token_in_query
-- needs: :access_token
-- gives: token_in_query
-- RFC 9700 section 4.3.2.
SELECT 1 AS token_in_query
 WHERE :access_token IS NOT NULL;

-- local: token_read
-- needs: @bearer @fingerprint_key
-- gives: token_fingerprint token_type token_alg token_typ token_kid token_iss token_aud token_scope token_iat token_exp token_is_refresh
-- What the token says of itself, for the record.  Nothing of it is verified: texts are cut, and a number is only taken where it is one.
WITH said AS MATERIALIZED (SELECT jwt_header(@bearer) AS header, jwt_unverified(@bearer) AS claims)
SELECT token_fingerprint(@fingerprint_key, @bearer) AS token_fingerprint,
       CASE WHEN @bearer GLOB 'rt_*' THEN 'refresh'
            WHEN lower(header ->> '$.typ') IN ('at+jwt', 'application/at+jwt') THEN 'access'
            WHEN claims ->> '$.nonce' IS NOT NULL OR claims ->> '$.at_hash' IS NOT NULL THEN 'id'
            ELSE 'access' END AS token_type,
       substr(header ->> '$.alg', 1, 200) AS token_alg,
       substr(header ->> '$.typ', 1, 200) AS token_typ,
       substr(header ->> '$.kid', 1, 200) AS token_kid,
       substr(claims ->> '$.iss', 1, 200) AS token_iss,
       substr(claims ->> '$.aud', 1, 200) AS token_aud,
       substr(claims ->> '$.scope', 1, 200) AS token_scope,
       CASE WHEN typeof(claims ->> '$.iat') = 'integer' THEN claims ->> '$.iat' END AS token_iat,
       CASE WHEN typeof(claims ->> '$.exp') = 'integer' THEN claims ->> '$.exp' END AS token_exp,
       @bearer GLOB 'rt_*' AS token_is_refresh
  FROM said;

-- local: token_presented
-- needs: @token_type @token_fingerprint @reason @token_alg @token_typ @token_kid @token_iss @token_aud @token_scope @token_iat @token_exp
-- gives: role type fingerprint place verdict alg typ kid iss aud scope iat exp
-- RFC 6750 section 2.1.  What becomes of it is known when the record is written.
SELECT 'presented' AS role, @token_type AS type, @token_fingerprint AS fingerprint, 'header' AS place, coalesce(@reason, 'ok') AS verdict,
       @token_alg AS alg, @token_typ AS typ, @token_kid AS kid, @token_iss AS iss, @token_aud AS aud, @token_scope AS scope,
       @token_iat AS iat, @token_exp AS exp;

-- local: token_refresh_detail
-- gives: detail
SELECT json_object('given', 'a refresh token: it goes back and forth between the client and the authorization server, and nowhere else') AS detail;

-- name: token_issuer_trusted
-- needs: @resource @token_iss
-- gives: authorization_server algs
SELECT issuer AS authorization_server, algs
  FROM trusted_issuer
 WHERE resource = @resource
   AND issuer = @token_iss;

-- name: token_issuer_expected
-- needs: @resource
-- gives: authorization_server algs jwks
-- There is no key for a token of another issuer, so nothing of what it says is believed.
SELECT issuer AS authorization_server, algs, '{"keys":[]}' AS jwks
  FROM trusted_issuer
 WHERE resource = @resource
 ORDER BY issuer
 LIMIT 1;

-- local: token_judge
-- needs: @bearer @jwks @algs @authorization_server @resource @leeway @now @fingerprint_key @record @token_type @token_aud
-- gives: token_flaw claims detail
-- RFC 9068 section 4 in one walk, also the steps behind the first that failed.  Where none failed and the signature was verified, the
-- claims are the token's.
WITH checked AS MATERIALIZED (
  SELECT step, name, part, status, expected, actual, detail, spec
    FROM jwt_check(@bearer, @jwks,
           json_object('algs', json(@algs), 'typ', 'at+jwt', 'iss', @authorization_server, 'aud', @resource,
                       'require', json_array('sub', 'client_id', 'iat', 'jti'), 'leeway', @leeway, 'now', @now))),
judged AS MATERIALIZED (
  SELECT (SELECT name FROM checked WHERE status = 'fail' ORDER BY step LIMIT 1) AS flaw,
         EXISTS (SELECT 1 FROM checked WHERE name = 'bad_signature' AND status = 'pass') AS is_signed),
-- For the record, which keeps the steps of a good token only where it keeps all.  It gets no value that is long, and none that others
-- could use: of nonce and jti it has fingerprints.
kept AS MATERIALIZED (
  SELECT step, name, part, status, spec, substr(detail, 1, 200) AS detail,
         CASE WHEN name IN ('nonce_mismatch', 'jti_mismatch') THEN token_fingerprint(@fingerprint_key, expected)
              ELSE substr(expected, 1, 200) END AS expected,
         CASE WHEN name IN ('nonce_mismatch', 'jti_mismatch') THEN token_fingerprint(@fingerprint_key, actual)
              ELSE substr(actual, 1, 200) END AS actual
    FROM judged, checked
   WHERE flaw IS NOT NULL OR @record = 'all'),
list AS MATERIALIZED (
  SELECT json_group_array(json_patch('{}', json_object('step', step, 'name', name, 'part', part, 'status', status, 'expected', expected,
                                                       'actual', actual, 'detail', detail, 'spec', spec))) AS checks
    FROM kept)
SELECT flaw AS token_flaw,
       CASE WHEN flaw IS NULL AND is_signed THEN jwt_unverified(@bearer) END AS claims,
       json_object('given', CASE WHEN @token_type = 'id'
                                 THEN 'an ID token: it tells the client who signed in, and its journey ends there; an API takes access tokens'
                                 WHEN @token_aud IS NOT NULL AND instr(@token_aud, @resource) = 0 THEN 'a token for ' || @token_aud
                                 ELSE 'a token for this API' END,
                   'checks', json(CASE WHEN length(checks) < 15000 THEN checks ELSE '[]' END)) AS detail
  FROM judged, list;

-- local: token_claims
-- needs: @claims
-- gives: iss sub subject client_id scope auth_time grant_id
SELECT @claims ->> '$.iss' AS iss,
       @claims ->> '$.sub' AS sub,
       @claims ->> '$.sub' AS subject,
       @claims ->> '$.client_id' AS client_id,
       coalesce(@claims ->> '$.scope', '') AS scope,
       @claims ->> '$.auth_time' AS auth_time,
       'g_' || token_id('g', @claims ->> '$.jti') AS grant_id
 WHERE @claims IS NOT NULL;

-- local: token_why
-- needs: @token_iss @authorization_server @bearer @token_flaw
-- gives: reason
-- That the issuer is unknown comes first, where the token can be read at all.
SELECT CASE WHEN @token_iss IS @authorization_server OR jwt_unverified(@bearer) IS NULL THEN @token_flaw ELSE 'issuer_unknown' END AS reason;

-- local: token_suffices
-- needs: @scope_needed @scope @max_age @auth_time @leeway @now
-- gives: token_suffices
-- RFC 6750 section 3.1, RFC 9470 section 3.
SELECT 1 AS token_suffices
 WHERE (@scope_needed IS NULL OR instr(' ' || @scope || ' ', ' ' || @scope_needed || ' ') > 0)
   AND (@max_age IS NULL OR @auth_time + @max_age + @leeway >= @now);

-- local: token_lacks
-- needs: @scope_needed @scope
-- gives: reason
SELECT CASE WHEN @scope_needed IS NULL OR instr(' ' || @scope || ' ', ' ' || @scope_needed || ' ') > 0 THEN 'login_too_old'
            ELSE 'insufficient_scope' END AS reason;
