-- local: discovery_request
-- needs: @authorization_server
-- gives: url reach
-- OIDC Discovery 4.1: an issuer may end with a slash, and its metadata's address has one only.
SELECT rtrim(@authorization_server, '/') || '/.well-known/openid-configuration' AS url, 'configured' AS reach;

-- local: discovery_read
-- needs: @metadata_status @metadata_body @authorization_server
-- gives: authorization_endpoint token_endpoint jwks_uri revocation_endpoint introspection_endpoint end_session_endpoint userinfo_endpoint
--        authorization_response_iss_parameter_supported
-- RFC 8414 section 3.3: the issuer in it must be the one that was asked.  Its endpoints are addresses, and as safe as the issuer's.
WITH answer AS MATERIALIZED (
  SELECT CASE WHEN @metadata_status = 200 AND json_valid(@metadata_body) THEN @metadata_body END AS metadata),
said AS MATERIALIZED (
  SELECT metadata ->> '$.authorization_endpoint' AS authorization_endpoint,
         metadata ->> '$.token_endpoint' AS token_endpoint,
         metadata ->> '$.jwks_uri' AS jwks_uri,
         metadata ->> '$.revocation_endpoint' AS revocation_endpoint,
         metadata ->> '$.introspection_endpoint' AS introspection_endpoint,
         metadata ->> '$.end_session_endpoint' AS end_session_endpoint,
         metadata ->> '$.userinfo_endpoint' AS userinfo_endpoint,
         coalesce(metadata ->> '$.authorization_response_iss_parameter_supported', 0) = 1 AS authorization_response_iss_parameter_supported
    FROM answer
   WHERE metadata ->> '$.issuer' = @authorization_server)
SELECT authorization_endpoint, token_endpoint, jwks_uri, revocation_endpoint, introspection_endpoint, end_session_endpoint, userinfo_endpoint,
       authorization_response_iss_parameter_supported
  FROM said
 WHERE jwks_uri IS NOT NULL
   AND NOT EXISTS (
         SELECT 1 FROM json_each(json_array(authorization_endpoint, token_endpoint, jwks_uri, revocation_endpoint, introspection_endpoint,
                                            end_session_endpoint, userinfo_endpoint))
          WHERE value IS NOT NULL
            AND (NOT (value GLOB 'https://?*' OR value GLOB 'http://?*' AND @authorization_server GLOB 'http:*')
                 OR value GLOB '*[^!-~]*' OR value GLOB '*[@\]*' OR value GLOB '*:///*'
                 OR instr(substr(value, 9) || '?', '?') < instr(substr(value, 9) || '/', '/')));

-- local: discovery_detail
-- needs: @metadata_status @metadata_error @metadata_body
-- gives: detail
-- For the record: what came instead.
SELECT json_object('asked', 'metadata', 'status', @metadata_status, 'no_answer', substr(@metadata_error, 1, 200),
                   'issuer', substr(CASE WHEN json_valid(@metadata_body) THEN @metadata_body ->> '$.issuer' END, 1, 200)) AS detail;
