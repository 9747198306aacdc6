-- The pages of the token inspector.  (Why a statement reads views and writes JSON: see the head of flow/flow.sql.)

-- name: inspector_start
-- needs: @csrf
-- gives: model
-- The form, and the tokens that the record saw last.
WITH newest AS MATERIALIZED (
  SELECT fingerprint, type, max(event_id) AS event_id
    FROM (SELECT fingerprint, type, event_id FROM flow_token ORDER BY event_id DESC LIMIT 100)
   GROUP BY fingerprint, type ORDER BY event_id DESC LIMIT 24)
SELECT json_object(
  'at_token', 1, 'csrf', @csrf,
  'tokens', (SELECT json_group_array(json_object('tag', y.tag, 'class', lower(y.tag), 'short', substr(n.fingerprint, 1, 4),
                                                    'fingerprint', n.fingerprint))
               FROM newest AS n JOIN flow_token_type AS y ON y.type = n.type),
  'sql', 'SELECT DISTINCT token, fingerprint' || char(10) || '  FROM token_journey' || char(10) || ' ORDER BY event_id DESC LIMIT 24;') AS model;

-- name: inspector_known
-- needs: :fingerprint
-- gives: token_fingerprint known_type known_tag known_alg known_typ known_kid known_iss known_aud known_scope known_iat known_exp
-- What the record has of a token, without its text; from the event that says most.
SELECT t.fingerprint AS token_fingerprint, t.type AS known_type, y.tag AS known_tag, t.alg AS known_alg, t.typ AS known_typ, t.kid AS known_kid,
       t.iss AS known_iss, t.aud AS known_aud, t.scope AS known_scope, t.iat AS known_iat, t.exp AS known_exp
  FROM flow_token AS t JOIN flow_token_type AS y ON y.type = t.type
 WHERE t.fingerprint = :fingerprint
 ORDER BY CASE WHEN t.iss IS NULL THEN 1 ELSE 0 END, t.event_id
 LIMIT 1;

-- name: inspector_known_page
-- needs: @csrf @known_tag @token_fingerprint @known_alg @known_typ @known_kid @known_iss @known_aud @known_scope @known_iat @known_exp @now @journey
--        @holders @known_type
-- gives: model
SELECT json_object(
  'at_token', 1, 'csrf', @csrf, 'tag', @known_tag, 'class', lower(@known_tag), 'short', substr(@token_fingerprint, 1, 4),
  'name', k.name, 'made_by', k.made_by, 'read_by', k.read_by, 'ends', k.ends, 'spec', k.spec,
  'alg', @known_alg, 'typ', @known_typ, 'kid', @known_kid, 'iss', @known_iss, 'aud', @known_aud, 'scope', @known_scope,
  'issued', strftime('%Y-%m-%d %H:%M:%S UTC', @known_iat, 'unixepoch'), 'expires', strftime('%Y-%m-%d %H:%M:%S UTC', @known_exp, 'unixepoch'),
  'is_over', @known_exp <= @now, 'journey', json(@journey), 'holders', json(@holders),
  'sql', 'SELECT *' || char(10) || '  FROM token_journey' || char(10) || ' WHERE fingerprint = ' || quote(@token_fingerprint) || ';') AS model
  FROM token_kind AS k
 WHERE k.type = @known_type
 ORDER BY k.place
 LIMIT 1;

-- name: inspector_verdict
-- needs: @kind @client_flaw @token_flaw @bearer @token_exp @now @client_checks @api_checks @language @token_aud @token_iss @judging_client
-- gives: verdict_class verdict_next verdict_flaw verdict_help verdict_spec verdict_evidence verdict_says
-- The first line.  Of an ID token the client's word counts, of everything else the API's.
WITH flaw AS (
  SELECT coalesce(CASE @kind WHEN 'id' THEN @client_flaw ELSE @token_flaw END, 'none') AS flaw, jwt_unverified(@bearer) AS claims),
-- A flaw of all kinds is said before a kind that has no words of its own for it.
told AS MATERIALIZED (
  SELECT v.class, v.says, v.next, f.flaw, f.claims
    FROM flaw AS f CROSS JOIN token_verdict AS v
   WHERE v.kind IN (@kind, '') AND v.flaw IN (f.flaw, '')
   ORDER BY CASE v.kind WHEN '' THEN 1 ELSE 0 END, CASE v.flaw WHEN '' THEN 1 ELSE 0 END
   LIMIT 1),
span AS (
  SELECT CASE WHEN abs(far) < 60     THEN printf('%d s', abs(far))
              WHEN abs(far) < 3600   THEN printf('%d min %d s', abs(far) / 60, abs(far) % 60)
              WHEN abs(far) < 172800 THEN printf('%d h %d min', abs(far) / 3600, abs(far) % 3600 / 60)
              ELSE printf('%d d', abs(far) / 86400) END AS text
    FROM (SELECT coalesce(@token_exp, @now) - @now AS far))
SELECT t.class AS verdict_class, t.next AS verdict_next, t.flaw AS verdict_flaw, r.help AS verdict_help, r.spec AS verdict_spec,
       (SELECT json_object('step', j.value ->> '$.step', 'asks', j.value ->> '$.asks', 'expected', j.value ->> '$.expected',
                           'actual', j.value ->> '$.actual')
          FROM json_each(CASE @kind WHEN 'id' THEN @client_checks ELSE @api_checks END) AS j
         WHERE j.value ->> '$.status' = 'fail' LIMIT 1) AS verdict_evidence,
       replace(replace(replace(replace(replace(
         coalesce((SELECT translated FROM translation WHERE language = @language AND phrase = t.says), t.says),
         '{aud}', coalesce(@token_aud, '–')), '{iss}', coalesce(@token_iss, '–')),
         '{client}', coalesce(@judging_client, @token_aud, '–')), '{rest}', s.text), '{ago}', s.text) AS verdict_says
  FROM told AS t CROSS JOIN span AS s LEFT JOIN reason AS r ON r.reason = t.flaw;

-- name: inspector_page
-- needs: @csrf @bearer @resource @pasted_with_header @pasted_with_spaces @tampered @verdict_class @verdict_says @verdict_next @verdict_help
--        @verdict_flaw @verdict_spec @verdict_evidence @kind_name @kind_tag @kind_class @token_fingerprint @made_by @read_by @ends @kind_spec
--        @kind_is_jwt @parts @claims_shown @moments @api_checks @token_flaw @resource_name @scopes_checked @asks_issuer @client_checks
--        @judging_client_name @journey @holders @kind_is_altered @api_sql @kind @issuer
-- gives: model
SELECT json_object(
  'at_token', 1, 'csrf', @csrf, 'token', @bearer, 'resource', @resource,
  'with_header', @pasted_with_header = 1, 'with_spaces', @pasted_with_spaces = 1, 'tampered', @tampered,
  'verdict', json_object('class', @verdict_class, 'text', @verdict_says, 'next', @verdict_next, 'help', @verdict_help, 'reason', @verdict_flaw,
                         'spec', @verdict_spec, 'is_flawed', @verdict_help IS NOT NULL, 'evidence', json(@verdict_evidence)),
  'kind', @kind_name, 'tag', @kind_tag, 'class', @kind_class, 'short', substr(@token_fingerprint, 1, 4), 'made_by', @made_by, 'read_by', @read_by,
  'ends', @ends, 'kind_spec', @kind_spec, 'is_jwt', @kind_is_jwt = 1,
  'parts', json(@parts), 'claims', json(@claims_shown), 'life', json(@moments),
  'checks', json(@api_checks), 'flaw', @token_flaw, 'api', @resource_name, 'scopes', json(@scopes_checked), 'asks_issuer', @asks_issuer = 1,
  'client_checks', json(@client_checks), 'client', @judging_client_name,
  'journey', json(@journey), 'holders', json(@holders),
  'altered', @kind_is_altered = 1, 'tampers', (SELECT json_group_array(json_object('tamper', tamper, 'title', title))
                FROM (SELECT * FROM token_tamper ORDER BY place)),
  'resources', (SELECT json_group_array(json_object('resource', resource, 'name', resource_name, 'is_chosen', resource = @resource))
                  FROM (SELECT DISTINCT resource, resource_name FROM access_token_reader ORDER BY length(resource), resource)),
  'sql', @api_sql,
  'curl', CASE WHEN @kind = 'refresh' THEN 'curl -i -d grant_type=refresh_token -d "refresh_token=$TOKEN" -d client_id=demo-cli '
                                           || @issuer || '/token'
               WHEN @resource IS NOT NULL THEN 'curl -i -H "Authorization: Bearer $TOKEN" ' || @resource || '/whoami' END) AS model;
