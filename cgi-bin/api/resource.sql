-- name: resource_here
-- needs: @scope_needed $mount
-- gives: resource resource_name resource_metadata scopes_supported is_introspected dpop_use
-- The row with this mount point, or else the one whose path it is, or else any.  (replace: a word is in the list when taking it out
-- changes the list.)
SELECT resource, resource_name, resource_metadata, scopes_supported, CASE validation WHEN 'introspection' THEN 1 ELSE 0 END AS is_introspected,
       dpop AS dpop_use
  FROM api_resource
 WHERE resource = coalesce((SELECT resource FROM api_resource WHERE mount = $mount),
                           (SELECT min(resource) FROM api_resource WHERE path = $mount AND mount IS NULL),
                           (SELECT min(resource) FROM api_resource WHERE mount IS NULL))
   AND (CAST(@scope_needed AS TEXT) IS NULL
        OR replace(' ' || scopes_supported || ' ', ' ' || @scope_needed || ' ', '') <> ' ' || scopes_supported || ' ');

-- name: resource_why
-- needs: $mount
-- gives: reason
SELECT CASE WHEN EXISTS (SELECT 1 FROM api_resource WHERE mount = $mount OR mount IS NULL) THEN 'endpoint_elsewhere'
            ELSE 'resource_missing' END AS reason;

-- local: resource_itself
-- gives: scope_needed
-- What it says of itself needs no token.
SELECT NULL AS scope_needed;

-- name: resource_issuers
-- needs: @resource
-- gives: issuer
SELECT issuer
  FROM trusted_issuer
 WHERE resource = @resource
 ORDER BY issuer;

-- name: resource_algs
-- gives: dpop_algs
-- RFC 9449 section 5.1.
SELECT dpop_algs FROM dpop_algs;

-- local: resource_metadata
-- needs: @resource @resource_name @issuers @scopes_supported @dpop_use @dpop_algs
-- gives: body cache_control
-- RFC 9728 section 2.
SELECT json_patch('{}', json_object('resource', @resource,
                   'resource_name', @resource_name,
                   'authorization_servers', (SELECT json_group_array(value ->> 'issuer') FROM json_each(@issuers)),
                   'scopes_supported', json('["' || replace(@scopes_supported, ' ', '","') || '"]'),
                   'bearer_methods_supported', json_array('header'),
                   'dpop_signing_alg_values_supported', CASE WHEN @dpop_use <> 'refused' THEN json(@dpop_algs) END,
                   'dpop_bound_access_tokens_required', json(CASE @dpop_use WHEN 'required' THEN 'true' WHEN 'accepted' THEN 'false' END))) AS body,
       'public, max-age=300' AS cache_control;

-- local: resource_challenge
-- needs: @error @max_age @scope_needed @resource_metadata @dpop_use @error_status @reason
-- gives: challenge_attributes challenge_dpop
-- RFC 6750 section 3: what a client has to ask for, in 401 as in 403 (MCP's clients ask for just that).  RFC 9470 section 3, RFC 9728 section 5.1.
SELECT CASE WHEN @error = 'insufficient_user_authentication' THEN 'max_age="' || @max_age || '", '
            WHEN @scope_needed IS NOT NULL                   THEN 'scope="' || @scope_needed || '", '
            ELSE '' END
       || 'resource_metadata="' || @resource_metadata || '"' AS challenge_attributes,
       CASE @dpop_use WHEN 'refused' THEN 0 ELSE 1 END AS challenge_dpop
 WHERE @error_status IN (401, 403) OR @reason = 'token_in_query' OR @error IN ('invalid_dpop_proof', 'use_dpop_nonce');
