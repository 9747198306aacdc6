-- name: resource_here
-- needs: $mount
-- gives: resource resource_name resource_metadata
SELECT resource, resource_name, resource_metadata
  FROM api_resource
 WHERE mount = $mount OR mount IS NULL
 ORDER BY CASE WHEN mount IS NULL THEN 1 ELSE 0 END
 LIMIT 1;

-- name: resource_issuers
-- needs: @resource
-- gives: issuer
SELECT issuer
  FROM trusted_issuer
 WHERE resource = @resource
 ORDER BY issuer;

-- local: resource_metadata
-- needs: @resource @resource_name @issuers
-- gives: body cache_control
-- RFC 9728 section 2.
SELECT json_object('resource', @resource,
                   'resource_name', @resource_name,
                   'authorization_servers', (SELECT json_group_array(value ->> 'issuer') FROM json_each(@issuers)),
                   'scopes_supported', json_array('notes:read', 'notes:write'),
                   'bearer_methods_supported', json_array('header')) AS body,
       'public, max-age=300' AS cache_control;

-- local: resource_challenge
-- needs: @error @scope_needed @max_age @resource_metadata @error_status @reason
-- gives: challenge_attributes
-- RFC 9470 section 3, RFC 9728 section 5.1.
SELECT CASE @error WHEN 'insufficient_scope'                THEN 'scope="' || @scope_needed || '", '
                   WHEN 'insufficient_user_authentication'  THEN 'max_age="' || @max_age || '", '
                   ELSE '' END
       || 'resource_metadata="' || @resource_metadata || '"' AS challenge_attributes
 WHERE @error_status IN (401, 403) OR @reason = 'token_in_query';
