-- How a token is judged.  The API's steps are made by the statement with which the API decides (oauth/access_token.sql).

-- name: check_api
-- needs: @token_iss @issuer @token_aud :resource
-- gives: resource authorization_server algs resource_name asks_issuer keeps_steps jwks
-- The API that was chosen, or else the one that the token is for, or else any.  The keys are those that this server publishes: a stranger's
-- token is judged against no key, as at the API.
SELECT r.resource, r.issuer AS authorization_server, r.algs, r.resource_name, CASE r.validation WHEN 'introspection' THEN 1 ELSE 0 END AS asks_issuer,
       1 AS keeps_steps, CASE WHEN r.issuer = @token_iss AND r.issuer = @issuer THEN j.jwks ELSE '{"keys":[]}' END AS jwks
  FROM access_token_reader AS r CROSS JOIN jwks AS j
 ORDER BY CASE WHEN r.resource = :resource THEN 0 WHEN :resource IS NULL AND instr('"' || @token_aud || '"', '"' || r.resource || '"') > 0 THEN 1
               ELSE 2 END, length(r.resource), r.resource, CASE r.issuer WHEN @token_iss THEN 0 ELSE 1 END, r.issuer
 LIMIT 1;

-- name: check_api_steps
-- needs: @detail @token_flaw
-- gives: api_checks
WITH step AS MATERIALIZED (
  SELECT j.value ->> '$.step' AS step, j.value ->> '$.name' AS name, j.value ->> '$.part' AS part, j.value ->> '$.status' AS status,
         j.value ->> '$.expected' AS expected, j.value ->> '$.actual' AS actual, j.value ->> '$.detail' AS detail, j.value ->> '$.spec' AS spec
    FROM json_each(@detail, '$.checks') AS j)
SELECT json_group_array(json_object(
         'step', s.step, 'name', s.name, 'asks', c.asks, 'part', s.part, 'status', s.status, 'expected', s.expected, 'actual', s.actual,
         'detail', s.detail, 'spec', s.spec, 'is_quiet', s.status IN ('skip', 'info'), 'is_first', s.name IS @token_flaw,
         'row', CASE s.status WHEN 'fail' THEN 'deny' END, 'class', CASE s.status WHEN 'pass' THEN 'pass' WHEN 'fail' THEN 'fail' ELSE 'held' END,
         'outcome', CASE s.status WHEN 'pass' THEN 'passed' WHEN 'fail' THEN 'failed' WHEN 'info' THEN 'not asked'
                                  ELSE 'nothing to check' END)) AS api_checks
  FROM step AS s LEFT JOIN token_check AS c ON c.name = s.name;

-- name: check_scopes
-- needs: @claims @resource
-- gives: scopes_checked
-- What the API asks after it: does the scope allow what is wanted?  That is 403, and no step of jwt_check.
SELECT json_group_array(json_object('scope', s.scope, 'description', s.description,
         'has', instr(' ' || (@claims ->> '$.scope') || ' ', ' ' || s.scope || ' ') > 0)) AS scopes_checked
  FROM (SELECT * FROM scope WHERE resource = @resource ORDER BY scope) AS s
 WHERE @claims IS NOT NULL;

-- local: check_api_none
-- gives: api_checks token_flaw resource resource_name asks_issuer scopes_checked
SELECT '[]' AS api_checks, NULL AS token_flaw, NULL AS resource, NULL AS resource_name, 0 AS asks_issuer, '[]' AS scopes_checked;

-- name: check_client
-- needs: @issuer @token_iss @token_aud
-- gives: judging_client judging_client_name judging_alg judging_issuer judging_jwks
-- The client that the token is for, or else the sample client.
SELECT c.client_id AS judging_client, c.client_name AS judging_client_name, c.id_token_signed_response_alg AS judging_alg, @issuer AS judging_issuer,
       CASE WHEN @token_iss = @issuer THEN j.jwks ELSE '{"keys":[]}' END AS judging_jwks
  FROM id_token_reader AS c CROSS JOIN jwks AS j
 ORDER BY CASE WHEN instr('"' || @token_aud || '"', '"' || c.client_id || '"') > 0 THEN 0 ELSE 1 END, c.place, c.client_id
 LIMIT 1;

-- name: check_client_steps
-- needs: @bearer @judging_jwks @judging_alg @judging_issuer @judging_client @leeway @now
-- gives: client_flaw client_checks
-- OIDC Core section 3.1.3.7.  The nonce is compared by the client that made it, and by nobody else.
WITH step AS MATERIALIZED (
  SELECT * FROM jwt_check(@bearer, @judging_jwks,
                          json_object('alg', @judging_alg, 'typ', 'JWT', 'iss', @judging_issuer, 'aud', @judging_client,
                                      'require', json_array('sub', 'iat'), 'leeway', @leeway, 'now', @now)))
SELECT (SELECT name FROM step WHERE status = 'fail' ORDER BY step LIMIT 1) AS client_flaw,
       (SELECT json_group_array(json_object(
                  'step', s.step, 'name', s.name, 'asks', c.asks, 'part', s.part, 'status', s.status, 'expected', substr(s.expected, 1, 200),
                  'actual', substr(s.actual, 1, 200), 'detail', s.detail, 'spec', s.spec, 'is_quiet', s.status IN ('skip', 'info'),
                  'row', CASE s.status WHEN 'fail' THEN 'deny' END,
                  'class', CASE s.status WHEN 'pass' THEN 'pass' WHEN 'fail' THEN 'fail' ELSE 'held' END,
                  'outcome', CASE s.status WHEN 'pass' THEN 'passed' WHEN 'fail' THEN 'failed' WHEN 'info' THEN 'not asked'
                                           ELSE 'nothing to check' END))
          FROM step AS s LEFT JOIN token_check AS c ON c.name = s.name) AS client_checks;

-- local: check_client_none
-- gives: client_checks client_flaw judging_client judging_client_name
SELECT '[]' AS client_checks, NULL AS client_flaw, NULL AS judging_client, NULL AS judging_client_name;

-- local: check_sql
-- needs: @jwks @algs @authorization_server @resource @leeway
-- gives: api_sql
-- The same in the shell, with a place for the token.
SELECT '.parameter set $token "''paste the token here''"' || char(10)
       || 'SELECT c.step, c.name, c.status, c.expected, c.actual, c.detail, c.spec' || char(10)
       || CASE WHEN @jwks = '{"keys":[]}' THEN '  FROM (SELECT ''{"keys":[]}'' AS jwks) AS k, clock AS t,'
               ELSE '  FROM jwks AS k, clock AS t,' END || char(10)
       || '       jwt_check($token, k.jwks, json_object(''algs'', json(''' || @algs || '''), ''typ'', ''at+jwt'',' || char(10)
       || '         ''iss'', ' || quote(@authorization_server) || ', ''aud'', ' || quote(@resource) || ',' || char(10)
       || '         ''require'', json_array(''sub'', ''client_id'', ''iat'', ''jti''), ''leeway'', ' || @leeway
       || ', ''now'', t.now)) AS c;' AS api_sql;

-- local: check_sql_none
-- gives: api_sql
SELECT NULL AS api_sql;
