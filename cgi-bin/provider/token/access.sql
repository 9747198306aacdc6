-- An access token of ours that comes back, to userinfo, introspection or revocation.

-- name: access_keys
-- gives: jwks
SELECT jwks FROM jwks;

-- local: access_read
-- needs: @opaque_claims @presented_token @leeway @now @jwks @issuer
-- gives: access_claims access_error access_jti grant_id access_sub access_client_id access_audience access_scope access_expires_at cnf act
-- RFC 9068 section 4, but for aud: any live token of this issuer may be asked about, so it is held against its own.  It is judged
-- once; where there is no error, what it says is so.  Of one that says nothing (opaque.c) the database does.
WITH said AS MATERIALIZED (SELECT coalesce(@opaque_claims, jwt_unverified(@presented_token)) AS claims),
judged AS MATERIALIZED (
  SELECT CASE WHEN @opaque_claims IS NOT NULL THEN CASE WHEN claims ->> 'exp' + @leeway <= @now THEN 'expired' END
              WHEN @presented_token GLOB 'at_*' THEN 'opaque_unknown'
              ELSE jwt_error(@presented_token, @jwks,
           json_object('iss', @issuer, 'aud', CAST(coalesce(claims ->> 'aud', '') AS TEXT), 'typ', 'at+jwt',
                       'require', json('["jti","client_id","scope"]'), 'leeway', @leeway, 'now', @now)) END AS error, claims
    FROM said),
verified AS MATERIALIZED (SELECT error, CASE WHEN error IS NULL THEN claims END AS claims FROM judged)
SELECT claims AS access_claims, error AS access_error,
       claims ->> 'jti' AS access_jti, 'g_' || token_id('g', claims ->> 'jti') AS grant_id,
       claims ->> 'sub' AS access_sub, claims ->> 'client_id' AS access_client_id, claims ->> 'aud' AS access_audience,
       claims ->> 'scope' AS access_scope, claims ->> 'exp' AS access_expires_at, claims -> 'cnf' AS cnf,
       claims -> 'act' AS act
  FROM verified;

-- name: access_grant_lives
-- needs: @grant_id @access_jti
-- gives: scope_alive claims claims_beyond subject username
-- What the grant behind it still gives, as long as this token was not given up.
SELECT l.scope AS scope_alive, g.claims, g.claims_beyond, g.subject, u.username
  FROM grant_life AS l
  JOIN authorization_grant AS g ON g.grant_id = l.grant_id
  JOIN end_user AS u ON u.subject = g.subject
 WHERE l.grant_id = @grant_id AND NOT EXISTS (SELECT 1 FROM revoked_token AS r WHERE r.jti = @access_jti);

-- name: access_exchanged_lives
-- needs: @access_client_id @access_audience @grant_id @access_jti
-- gives: scope_alive claims claims_beyond subject username
-- The same of one that an API got in exchange (RFC 8693): its scope is the API's own, as long as it may still call the other one.
SELECT (SELECT group_concat(o.scope, ' ')
          FROM client_scope AS o JOIN scope AS s ON s.scope = o.scope
         WHERE o.client_id = e.client_id AND s.resource = e.resource) AS scope_alive, NULL AS claims, NULL AS claims_beyond, g.subject, u.username
  FROM grant_life AS l
  JOIN authorization_grant AS g ON g.grant_id = l.grant_id
  JOIN end_user AS u ON u.subject = g.subject
  JOIN active_client AS c ON c.client_id = @access_client_id
  JOIN exchange_allowed AS e ON e.client_id = c.client_id AND e.resource = @access_audience
 WHERE l.grant_id = @grant_id AND NOT EXISTS (SELECT 1 FROM revoked_token AS r WHERE r.jti = @access_jti);

-- name: access_service_lives
-- needs: @access_client_id @access_jti
-- gives: scope_alive claims claims_beyond subject username
-- The same of a service's own token, which has no grant.
SELECT s.scope AS scope_alive, NULL AS claims, NULL AS claims_beyond, NULL AS subject, NULL AS username
  FROM service_life AS s
 WHERE s.client_id = @access_client_id AND NOT EXISTS (SELECT 1 FROM revoked_token AS r WHERE r.jti = @access_jti);

-- local: access_scope
-- needs: @access_scope @scope_alive
-- gives: scope_left
-- Of the token's scope what its client may still have and its user still allows; nothing left: no row.
SELECT scope_left
  FROM (SELECT group_concat(value, ' ') AS scope_left
          FROM json_each('["' || replace(@access_scope, ' ', '","') || '"]')
         WHERE instr(' ' || @scope_alive || ' ', ' ' || value || ' ') > 0)
 WHERE scope_left IS NOT NULL;

-- local: access_seen
-- needs: @fingerprint_key @presented_token @reason @access_error $authorization_scheme
-- gives: role type fingerprint place alg typ kid iss aud scope iat exp verdict
SELECT 'presented' AS role, 'access' AS type, token_fingerprint(@fingerprint_key, @presented_token) AS fingerprint,
       CASE WHEN $authorization_scheme IN ('bearer', 'dpop') THEN 'header' ELSE 'body' END AS place,
       header ->> 'alg' AS alg, header ->> 'typ' AS typ, header ->> 'kid' AS kid, claims ->> 'iss' AS iss, claims ->> 'aud' AS aud,
       claims ->> 'scope' AS scope, claims ->> 'iat' AS iat, claims ->> 'exp' AS exp, coalesce(@reason, @access_error, 'ok') AS verdict
  FROM (SELECT jwt_header(@presented_token) AS header, jwt_unverified(@presented_token) AS claims) AS said;
