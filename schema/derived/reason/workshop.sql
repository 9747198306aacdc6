-- The workshop's own refusals.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('cli_unregistered', 'not_found', 404, 'RFC 8252 8.4',
   'demo-cli has no redirect URI that ends with the address of this page and /callback.  It is one row: INSERT INTO client_redirect_uri ' ||
   '(client_id, redirect_uri) VALUES (''demo-cli'', ''http://localhost:8080/workshop/cli/callback''), with the address that you use.',
   'demo-cli is not registered for this address.'),
  ('cli_code_malformed', 'invalid_request', 400, 'RFC 6749 4.1.2',
   'What came as a code has characters that no code of this server has.  It would be copied into a shell, so it is not shown.',
   'This is no code.'),
  ('flow_unknown', 'not_found', 404, 'RFC 9110 15.5.5',
   'The flow record holds no such trace: it was never there, or it is forgotten already.', 'There is no such flow, or it is forgotten already.'),
  ('record_closed', 'not_found', 404, 'RFC 6749 5.2',
   'The flow record says which of the conditions failed, and callers shall not hear that: its pages are for the profile workshop.  In a ' ||
   'service its owner asks the database.',
   'There is nothing at this address.');
