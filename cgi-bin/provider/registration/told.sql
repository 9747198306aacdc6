-- What is registered of a client: RFC 7591 section 3.2.1, RFC 7592 section 3.

-- name: told_client
-- needs: @new_client_id
-- gives: client_id client_name token_endpoint_auth_method id_token_signed_response_alg userinfo_signed_response_alg jwks jwks_uri
--        token_endpoint_auth_signing_alg request_object_signing_alg subject_type sector_identifier_uri require_pushed_authorization_requests
--        dpop_bound_access_tokens default_max_age default_acr_values client_uri logo_uri policy_uri tos_uri backchannel_logout_uri
--        backchannel_logout_session_required frontchannel_logout_uri frontchannel_logout_session_required initiate_login_uri scope
--        client_id_issued_at
-- A column is a member by its name.
SELECT c.client_id, c.client_name, c.token_endpoint_auth_method, c.id_token_signed_response_alg, c.userinfo_signed_response_alg, c.jwks,
       c.jwks_uri, c.token_endpoint_auth_signing_alg, c.request_object_signing_alg, c.subject_type, c.sector_identifier_uri,
       c.require_pushed_authorization_requests, c.dpop_bound_access_tokens, c.default_max_age, c.default_acr_values, c.client_uri, c.logo_uri,
       c.policy_uri, c.tos_uri, c.backchannel_logout_uri, c.backchannel_logout_session_required, c.frontchannel_logout_uri,
       c.frontchannel_logout_session_required, c.initiate_login_uri, c.default_scope AS scope, r.registered_at AS client_id_issued_at
  FROM client AS c JOIN client_registration AS r ON r.client_id = c.client_id
 WHERE c.client_id = @new_client_id;

-- name: told_redirect_uris
-- needs: @new_client_id
-- gives: value
SELECT redirect_uri AS value FROM client_redirect_uri WHERE client_id = @new_client_id ORDER BY redirect_uri;

-- name: told_logout_uris
-- needs: @new_client_id
-- gives: value
SELECT post_logout_redirect_uri AS value FROM client_post_logout_redirect_uri WHERE client_id = @new_client_id ORDER BY post_logout_redirect_uri;

-- name: told_request_uris
-- needs: @new_client_id
-- gives: value
SELECT request_uri AS value FROM client_request_uri WHERE client_id = @new_client_id ORDER BY request_uri;

-- name: told_grant_types
-- needs: @new_client_id
-- gives: value
SELECT grant_type AS value FROM client_grant_type WHERE client_id = @new_client_id ORDER BY grant_type;

-- name: told_scopes
-- needs: @new_client_id
-- gives: value
SELECT scope AS value FROM client_scope WHERE client_id = @new_client_id ORDER BY scope;

-- local: told_body
-- needs: @told_redirect_uris @told_logout_uris @told_request_uris @told_grant_types @told_scopes @new_client_secret @registration_access_token
--        @issuer @new_client_id @told_client
-- gives: body
-- No member is null, and a flag is a flag; the token that reads this is the one that was shown.
SELECT json_patch('{}', json_patch(client, json_object(
         'redirect_uris', (SELECT json_group_array(value ->> 'value') FROM json_each(@told_redirect_uris)),
         'post_logout_redirect_uris', (SELECT nullif(json_group_array(value ->> 'value'), '[]') FROM json_each(@told_logout_uris)),
         'request_uris', (SELECT nullif(json_group_array(value ->> 'value'), '[]') FROM json_each(@told_request_uris)),
         'grant_types', (SELECT json_group_array(value ->> 'value') FROM json_each(@told_grant_types)),
         'response_types', json_array('code'),
         'scope', coalesce(client ->> 'scope', (SELECT group_concat(value ->> 'value', ' ') FROM json_each(@told_scopes))),
         'jwks', json(client ->> 'jwks'),
         'default_acr_values', CASE WHEN client ->> 'default_acr_values' IS NOT NULL
                                    THEN json('[' || replace(json_quote(client ->> 'default_acr_values'), ' ', '","') || ']') END,
         'require_pushed_authorization_requests', json(iif(client ->> 'require_pushed_authorization_requests', 'true', 'false')),
         'dpop_bound_access_tokens', json(iif(client ->> 'dpop_bound_access_tokens', 'true', 'false')),
         'backchannel_logout_session_required',
         json(CASE WHEN client -> 'backchannel_logout_uri' <> 'null'
                   THEN iif(client ->> 'backchannel_logout_session_required', 'true', 'false') END),
         'frontchannel_logout_session_required',
         json(CASE WHEN client -> 'frontchannel_logout_uri' <> 'null'
                   THEN iif(client ->> 'frontchannel_logout_session_required', 'true', 'false') END),
         'client_secret', @new_client_secret,
         'client_secret_expires_at', CASE WHEN @new_client_secret IS NOT NULL THEN 0 END,
         'registration_access_token', @registration_access_token,
         'registration_client_uri', @issuer || '/register/' || @new_client_id))) AS body
  FROM (SELECT @told_client -> '$[0]' AS client) AS one;
