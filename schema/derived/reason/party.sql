-- Who asks: the authentication of a client, RFC 6749 section 2.3.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('client_authentication_missing', 'invalid_client', 401, 'RFC 6749 3.2.1',
   'The request names no client.', 'The client did not identify itself.'),
  ('client_unknown', 'invalid_client', 401, 'RFC 6749 5.2',
   'There is no client of this name.', 'Client authentication failed.'),
  ('client_suspended', 'invalid_client', 401, 'RFC 6749 5.2',
   'The client is suspended: client.suspended_at says since when.  NULL lets it go on, with the grants that it has.',
   'Client authentication failed.'),
  ('client_method_mismatch', 'invalid_client', 401, 'RFC 6749 2.3',
   'The client is registered for another token_endpoint_auth_method than it used: look at the column of client.', 'Client authentication failed.'),
  ('client_method_several', 'invalid_request', 400, 'RFC 6749 2.3',
   'A client uses one way to authenticate in a request, not two.', 'Use one client authentication method.'),
  ('client_id_mismatch', 'invalid_request', 400, 'RFC 6749 2.3',
   'The client_id of the body differs from that of the Authorization header.', 'The client_id differs from the authenticated client.'),
  ('client_secret_wrong', 'invalid_client', 401, 'RFC 6749 5.2',
   'The secret is not the one of this client.', 'Client authentication failed.'),
  ('client_throttled', 'invalid_client', 429, 'RFC 6749 2.3.1',
   'Too many wrong secrets of this client from this network, or of all clients and users from it: it has to wait (settings login_attempts, ' ||
   'login_attempts_network, login_wait).',
   'Too many failures: wait.'),
  ('client_public', 'invalid_client', 401, 'RFC 7662 2.1',
   'This endpoint wants a client that has a secret; token_endpoint_auth_method is none.', 'This endpoint is for confidential clients.');
