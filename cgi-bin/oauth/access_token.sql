-- An access token as an API judges it: these very statements decide at the API, and show at the workshop how it decides.

-- local: access_token_read
-- needs: @bearer @fingerprint_key
-- gives: token_fingerprint token_type token_alg token_typ token_kid token_iss token_aud token_scope token_iat token_exp token_is_refresh
--        token_is_opaque
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
       @bearer GLOB 'rt_*' AS token_is_refresh, @bearer GLOB 'at_*' AS token_is_opaque
  FROM said;

-- local: access_token_judge
-- needs: @bearer @jwks @algs @authorization_server @resource @leeway @now @fingerprint_key @keeps_steps @token_iss @token_type @token_aud
-- gives: token_flaw claims detail
-- RFC 9068 section 4 in one walk, also the steps behind the first that failed.  Where none failed and the signature was verified, the
-- claims are the token's.  That the issuer is unknown comes first, where the token can be read at all.
WITH checked AS MATERIALIZED (
  SELECT step, name, part, status, expected, actual, detail, spec
    FROM jwt_check(@bearer, @jwks,
           json_object('algs', json(@algs), 'typ', 'at+jwt', 'iss', @authorization_server, 'aud', @resource,
                       'require', json_array('sub', 'client_id', 'iat', 'jti'), 'leeway', @leeway, 'now', @now))),
judged AS MATERIALIZED (
  SELECT (SELECT name FROM checked WHERE status = 'fail' ORDER BY step LIMIT 1) AS flaw,
         EXISTS (SELECT 1 FROM checked WHERE name = 'bad_signature' AND status = 'pass') AS is_signed),
-- For the record, which keeps the steps of a good token only where it keeps all (@keeps_steps).  It gets no value that is long, and none
-- that others could use: of nonce and jti it has fingerprints.
kept AS MATERIALIZED (
  SELECT step, name, part, status, spec, substr(detail, 1, 200) AS detail,
         CASE WHEN name IN ('nonce_mismatch', 'jti_mismatch') THEN token_fingerprint(@fingerprint_key, expected)
              ELSE substr(expected, 1, 200) END AS expected,
         CASE WHEN name IN ('nonce_mismatch', 'jti_mismatch') THEN token_fingerprint(@fingerprint_key, actual)
              ELSE substr(actual, 1, 200) END AS actual
    FROM judged, checked
   WHERE flaw IS NOT NULL OR @keeps_steps = 1),
list AS MATERIALIZED (
  SELECT json_group_array(json_patch('{}', json_object('step', step, 'name', name, 'part', part, 'status', status, 'expected', expected,
                                                       'actual', actual, 'detail', detail, 'spec', spec))) AS checks
    FROM kept)
SELECT CASE WHEN flaw IS NULL OR @token_iss IS @authorization_server OR jwt_unverified(@bearer) IS NULL THEN flaw
            ELSE 'issuer_unknown' END AS token_flaw,
       CASE WHEN flaw IS NULL AND is_signed THEN jwt_unverified(@bearer) END AS claims,
       json_object('given', CASE WHEN @token_type = 'id'
                                 THEN 'an ID token: it tells the client who signed in, and its journey ends there; an API takes access tokens'
                                 WHEN @token_aud IS NOT NULL AND instr(@token_aud, @resource) = 0 THEN 'a token for ' || @token_aud
                                 ELSE 'a token for this API' END,
                   'checks', json(CASE WHEN length(checks) < 15000 THEN checks ELSE '[]' END)) AS detail
  FROM judged, list;
