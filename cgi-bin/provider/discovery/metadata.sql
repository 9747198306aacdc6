-- What this server says of itself: OIDC Discovery 1.0 section 3, RFC 8414 section 2.  True and complete: what is listed works,
-- what works is listed.

-- name: metadata_cache
-- gives: caching pushed_required registration client_documents
SELECT 'max-age=' || CAST(jwks_cache AS TEXT) AS caching, pushed_required, r.registration, r.client_documents
  FROM provider_setting, registration_setting AS r;

-- name: metadata_supported
-- gives: member value
SELECT member, value FROM supported ORDER BY member, value;

-- local: metadata_body
-- needs: @issuer @pushed_required @client_documents @endpoints @registration @supported @caching
-- gives: body cache_control
-- Where the endpoints are (@endpoints, by their routes), a list for each member of @supported, and what is neither.
SELECT json_patch(json_patch(
         json_object('issuer', @issuer,
                     'claims_parameter_supported', json('true'),
                     'request_parameter_supported', json('true'),
                     'request_uri_parameter_supported', json('true'),
                     'require_request_uri_registration', json('true'),
                     'backchannel_logout_supported', json('true'),
                     'backchannel_logout_session_supported', json('true'),
                     'frontchannel_logout_supported', json('true'),
                     'frontchannel_logout_session_supported', json('true'),
                     'require_pushed_authorization_requests', json(CASE WHEN @pushed_required = 1 THEN 'true' ELSE 'false' END),
                     'client_id_metadata_document_supported', json(CASE WHEN @client_documents = 'off' THEN 'false' ELSE 'true' END),
                     'authorization_response_iss_parameter_supported', json('true')), -- RFC 9207 section 3
         (SELECT json_group_object(key, @issuer || value) FROM json_each(@endpoints)
           WHERE key <> 'registration_endpoint' OR @registration <> 'off')),
         (SELECT json_group_object(member, json(list))
            FROM (SELECT value ->> 'member' AS member, json_group_array(value ->> 'value') AS list FROM json_each(@supported) GROUP BY 1))) AS body,
       @caching AS cache_control;
