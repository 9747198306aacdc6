-- The answer to the client.

-- local: answer_error
-- RFC 6749 section 4.1.2.1; iss also here: RFC 9207 section 2.
SELECT json_object('error', @error, 'error_description', @error_told, 'state', @answer_state, 'iss', @issuer) AS answer_parameters;

-- local: answer_redirect
SELECT @answer_uri AS location,
       CASE WHEN @answer_mode = 'query'    THEN @answer_parameters END AS query,
       CASE WHEN @answer_mode = 'fragment' THEN @answer_parameters END AS fragment;

-- local: answer_form
-- OAuth 2.0 Form Post Response Mode section 2.
SELECT json_object('action', @answer_uri,
                   'parameters', (SELECT json_group_array(json_object('name', key, 'value', value))
                                    FROM json_each(@answer_parameters) WHERE value IS NOT NULL)) AS model;

-- local: answer_refused_page
-- RFC 9700 section 4.11.2: nobody vouches for this client and nobody is signed in, so the person decides whether to go there.
SELECT json_object('error', @error, 'status', @error_status, 'reason', @reason, 'told', @error_told, 'party', 'authorization server',
                   'client_name', @client_name, 'host', @place,
                   'action', CASE WHEN instr(@answer_uri, '?') = 0 THEN @answer_uri END, -- a form would drop its query
                   'method', CASE WHEN @answer_mode = 'form_post' THEN 'post' ELSE 'get' END,
                   'parameters', (SELECT json_group_array(json_object('name', key, 'value', value))
                                    FROM json_each(@answer_parameters) WHERE value IS NOT NULL)) AS model;
