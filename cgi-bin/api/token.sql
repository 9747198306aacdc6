-- local: token_in_query
-- needs: :access_token
-- gives: token_in_query
-- RFC 9700 section 4.3.2.
SELECT 1 AS token_in_query
 WHERE :access_token IS NOT NULL;

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
-- needs: @record @resource @token_iss
-- gives: authorization_server algs keeps_steps
SELECT issuer AS authorization_server, algs, CASE WHEN @record = 'all' THEN 1 ELSE 0 END AS keeps_steps
  FROM trusted_issuer
 WHERE resource = @resource
   AND issuer = @token_iss;

-- name: token_issuer_expected
-- needs: @resource
-- gives: authorization_server algs jwks keeps_steps
-- There is no key for a token of another issuer, so nothing of what it says is believed.
SELECT issuer AS authorization_server, algs, '{"keys":[]}' AS jwks, 1 AS keeps_steps
  FROM trusted_issuer
 WHERE resource = @resource
 ORDER BY issuer
 LIMIT 1;

-- local: token_claims
-- needs: @claims @dpop_use $authorization_scheme
-- gives: iss sub subject client_id scope auth_time grant_id cnf sender_flaw
SELECT @claims ->> '$.iss' AS iss,
       @claims ->> '$.sub' AS sub,
       @claims ->> '$.sub' AS subject,
       @claims ->> '$.client_id' AS client_id,
       coalesce(@claims ->> '$.scope', '') AS scope,
       @claims ->> '$.auth_time' AS auth_time,
       'g_' || token_id('g', @claims ->> '$.jti') AS grant_id,
       @claims -> '$.cnf' AS cnf,
       CASE WHEN @dpop_use = 'refused' AND (@claims -> '$.cnf' IS NOT NULL OR $authorization_scheme = 'dpop') THEN 'dpop_refused'
            WHEN @dpop_use = 'required' AND @claims -> '$.cnf' IS NULL                                         THEN 'dpop_required' END AS sender_flaw
 WHERE @claims IS NOT NULL;

-- local: token_why
-- needs: @token_flaw
-- gives: reason
SELECT @token_flaw AS reason;

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
