-- Who registers, RFC 7591 section 3, and who changes what it registered, RFC 7592 section 2.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('registration_off', 'access_denied', 403, 'RFC 7591 3',
   'Clients do not register themselves here: setting registration.', 'This server registers no clients: ask its administrator.'),
  ('registration_token_bad', 'invalid_token', 401, 'RFC 7591 3',
   'The token is none of ours: no initial access token that is not used up and has not ended, or not the registration access token of this client.',
   'The token is not valid.'),
  ('registration_throttled', 'temporarily_unavailable', 429, 'RFC 7591 5',
   'Too many registrations from this network, or from all together, within login_wait: settings login_attempts_network, login_attempts_account.',
   'Too many registrations: wait.'),
  ('registration_client_id', 'invalid_client_metadata', 400, 'RFC 7592 2.2',
   'A change names the client_id that it is for, and a client_secret only if it is the one that the client has.',
   'client_id must be the one of this client, and so must client_secret.');
