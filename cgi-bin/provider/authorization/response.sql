-- The answer to the client: RFC 6749 section 4.1.2.

-- local: response_error
-- needs: @error @error_told @state @issuer
-- gives: response_parameters
-- RFC 6749 section 4.1.2.1; iss also here: RFC 9207 section 2.
SELECT json_object('error', @error, 'error_description', @error_told, 'state', @state, 'iss', @issuer) AS response_parameters;

-- name: response_whose
-- needs: :client_id :request
-- gives: stale_client_id stale_again
-- Which application sent the browser here?  The request knows; when it is forgotten, the page's address names the client.
SELECT coalesce(r.client_id, CAST(:client_id AS TEXT)) AS stale_client_id, 'continue?request=' || r.request_id AS stale_again
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN authorization_request AS r ON r.request_id = :request;

-- local: response_redirect
-- needs: @redirect_uri @response_mode @response_parameters
-- gives: location query fragment
SELECT @redirect_uri AS location,
       CASE WHEN @response_mode = 'query'    THEN @response_parameters END AS query,
       CASE WHEN @response_mode = 'fragment' THEN @response_parameters END AS fragment;

-- local: response_form_post
-- needs: @redirect_uri @response_parameters
-- gives: model
-- OAuth 2.0 Form Post Response Mode section 2.
SELECT json_object('action', @redirect_uri,
                   'parameters', (SELECT json_group_array(json_object('name', key, 'value', value))
                                    FROM json_each(@response_parameters) WHERE value IS NOT NULL)) AS model;

-- local: response_page
-- needs: @error @error_status @reason @error_told @client_name @redirect_host @redirect_uri @response_mode @response_parameters
-- gives: model
-- RFC 9700 section 4.11.2: no administrator vouches for this client and nobody is signed in, so the user decides whether to go there.
SELECT json_object('error', @error, 'status', @error_status, 'reason', @reason, 'told', @error_told, 'party', 'authorization server',
                   'client_name', @client_name, 'host', @redirect_host,
                   'action', CASE WHEN instr(@redirect_uri, '?') = 0 THEN @redirect_uri END, -- a form would drop its query
                   'method', CASE WHEN @response_mode = 'form_post' THEN 'post' ELSE 'get' END,
                   'parameters', (SELECT json_group_array(json_object('name', key, 'value', value))
                                    FROM json_each(@response_parameters) WHERE value IS NOT NULL)) AS model;
