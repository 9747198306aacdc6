-- name: introspection_client
-- needs: @resource @authorization_server
-- gives: own_client_id own_client_secret
SELECT client_id AS own_client_id, client_secret AS own_client_secret
  FROM trusted_issuer
 WHERE resource = @resource
   AND issuer = @authorization_server
   AND client_id IS NOT NULL;

-- name: introspection_issuer
-- needs: @resource
-- gives: authorization_server
-- A token that says nothing does not say who issued it: the issuer that knows this API as a client is asked.
SELECT issuer AS authorization_server
  FROM trusted_issuer
 WHERE resource = @resource AND client_id IS NOT NULL
 ORDER BY issuer
 LIMIT 1;

-- local: introspection_claims
-- needs: @introspection_body @authorization_server @resource
-- gives: claims
-- RFC 7662 section 2.2: what the issuer says of it are its claims.  For this API, as RFC 9068 section 4 has it.
WITH said AS MATERIALIZED (SELECT @introspection_body AS body)
SELECT body AS claims
  FROM said
 WHERE body ->> '$.iss' = @authorization_server AND json_type(body, '$.sub') = 'text' AND json_type(body, '$.client_id') = 'text'
   AND EXISTS (SELECT 1 FROM json_each(body, '$.aud') WHERE value = @resource);

-- local: introspection_request
-- needs: @introspection_endpoint @own_client_id @own_client_secret @bearer
-- gives: url method basic_user basic_password form reach
-- RFC 7662 section 2.1.
SELECT @introspection_endpoint AS url, 'POST' AS method, @own_client_id AS basic_user, @own_client_secret AS basic_password,
       json_object('token', @bearer, 'token_type_hint', 'access_token') AS form, 'configured' AS reach;

-- local: introspection_read
-- needs: @introspection_status @introspection_body
-- gives: introspection_active introspection_scope
-- RFC 7662 section 2.2: what is no answer is no yes.
WITH answer AS MATERIALIZED (
  SELECT CASE WHEN @introspection_status = 200 AND json_valid(@introspection_body) THEN @introspection_body END AS body)
SELECT body ->> '$.active' AS introspection_active, coalesce(body ->> '$.scope', '') AS introspection_scope
  FROM answer
 WHERE json_type(body, '$.active') IN ('true', 'false');

-- local: introspection_detail
-- needs: @detail @introspection_active
-- gives: event_detail
-- One more step behind those that were looked at here.
SELECT json_insert(@detail, '$.checks[#]',
                   json_object('step', json_array_length(@detail, '$.checks') + 1, 'name', 'token_inactive', 'part', 'introspection',
                               'status', CASE @introspection_active WHEN 1 THEN 'pass' ELSE 'fail' END, 'expected', 'active',
                               'actual', CASE @introspection_active WHEN 1 THEN 'active' ELSE 'inactive' END,
                               'spec', 'RFC 7662 2.2')) AS event_detail;

-- local: introspection_suffices
-- needs: @scope_needed @introspection_scope
-- gives: introspection_suffices
-- Its scope may have become smaller since the token was made.
SELECT 1 AS introspection_suffices
 WHERE @scope_needed IS NULL
    OR instr(' ' || @introspection_scope || ' ', ' ' || @scope_needed || ' ') > 0;

-- local: introspection_failed
-- needs: @authorization_server
-- gives: event_detail
SELECT json_object('asked', 'introspection_endpoint', 'of', @authorization_server) AS event_detail;
