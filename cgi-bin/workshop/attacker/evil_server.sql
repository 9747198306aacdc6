-- The attacker's authorization server.

-- local: evil_server_speaks
-- needs: @profile
-- gives: event_to
SELECT 'attacker' AS event_to WHERE @profile = 'workshop';

-- name: evil_server_metadata
-- needs: @issuer
-- gives: body
-- RFC 8414 section 2.  It does not promise iss; a client that asks for none learns nothing (RFC 9207 section 2.4).
SELECT json_object('issuer', workshop_url || 'attacker',
                   'authorization_endpoint', workshop_url || 'attacker/authorize',
                   'token_endpoint', workshop_url || 'attacker/token',
                   'jwks_uri', @issuer || '/jwks',
                   'response_types_supported', json_array('code'),
                   'authorization_response_iss_parameter_supported', json('false')) AS body
  FROM program_place;

-- name: evil_server_victim
-- needs: @fingerprint_key :state :redirect_uri
-- gives: client_id detail
-- What the client is called at the honest server is no secret: it stands in the address bar of each of its users.
SELECT r.client_id, json_object('state', token_fingerprint(@fingerprint_key, :state)) AS detail
  FROM client_redirect_uri AS r
 WHERE r.redirect_uri = :redirect_uri
 ORDER BY r.client_id
 LIMIT 1;

-- local: evil_server_sends_on
-- needs: @issuer @client_id :response_type :redirect_uri :scope :resource :state :nonce :code_challenge :code_challenge_method :claims :prompt
--        :max_age
-- gives: location query
SELECT @issuer || '/authorize' AS location,
       json_patch('{}', json_object('response_type', :response_type, 'client_id', @client_id, 'redirect_uri', :redirect_uri, 'scope', :scope,
                                    'resource', :resource, 'state', :state, 'nonce', :nonce, 'code_challenge', :code_challenge,
                                    'code_challenge_method', :code_challenge_method, 'claims', :claims, 'prompt', :prompt,
                                    'max_age', :max_age)) AS query;

-- local: evil_server_code
-- needs: @fingerprint_key :code
-- gives: role type fingerprint place
SELECT 'presented' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :code) AS fingerprint, 'body' AS place;

-- local: evil_server_regrets
-- gives: body
-- RFC 6749 section 5.2.
SELECT json_object('error', 'invalid_grant') AS body;
