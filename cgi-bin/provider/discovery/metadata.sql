-- What this server says of itself: OIDC Discovery 1.0 section 3, RFC 8414 section 2.  True and complete: what is listed works,
-- what works is listed.

-- name: metadata_cache
SELECT 'max-age=' || CAST(jwks_cache AS TEXT) AS caching FROM provider_setting;

-- name: metadata_scopes
SELECT scope FROM scope ORDER BY CASE WHEN resource IS NULL THEN 0 ELSE 1 END, scope;

-- local: metadata_body
SELECT json_object(
         'issuer', @issuer,
         'authorization_endpoint', @issuer || '/authorize',
         'token_endpoint', @issuer || '/token',
         'userinfo_endpoint', @issuer || '/userinfo',
         'jwks_uri', @issuer || '/jwks',
         'introspection_endpoint', @issuer || '/introspect',
         'revocation_endpoint', @issuer || '/revoke',
         'end_session_endpoint', @issuer || '/end_session',
         'scopes_supported', (SELECT json_group_array(value ->> 'scope') FROM json_each(@scopes)),
         'response_types_supported', json_array('code'),
         'response_modes_supported', json_array('query', 'fragment', 'form_post'),
         'grant_types_supported', json_array('authorization_code', 'refresh_token', 'client_credentials'),
         'code_challenge_methods_supported', json_array('S256'),
         'token_endpoint_auth_methods_supported', json_array('client_secret_basic', 'client_secret_post', 'none'),
         'introspection_endpoint_auth_methods_supported', json_array('client_secret_basic', 'client_secret_post'),
         'revocation_endpoint_auth_methods_supported', json_array('client_secret_basic', 'client_secret_post', 'none'),
         'subject_types_supported', json_array('public'),
         'id_token_signing_alg_values_supported', json_array('RS256', 'ES256'),
         'acr_values_supported', json_array('1'),
         'display_values_supported', json_array('page'),
         'prompt_values_supported', json_array('none', 'login', 'consent', 'select_account'),
         'claim_types_supported', json_array('normal'),
         'claims_supported', json_array('sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'acr', 'amr', 'azp', 'sid', 'at_hash',
           'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website', 'gender',
           'birthdate', 'zoneinfo', 'locale', 'updated_at', 'email', 'email_verified', 'address', 'phone_number', 'phone_number_verified'),
         'claims_parameter_supported', json('true'),
         'request_parameter_supported', json('false'),
         'request_uri_parameter_supported', json('false'), -- absent would mean true
         'require_request_uri_registration', json('false'),
         'authorization_response_iss_parameter_supported', json('true')) AS body, -- RFC 9207 section 3
       @caching AS cache_control;
