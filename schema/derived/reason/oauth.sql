-- What every party of OAuth refuses alike: how a token comes, RFC 6750, and what its scope allows.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('authorization_malformed', 'invalid_request', 400, 'RFC 9110 11.6.2',
   'The Authorization header is not what its scheme says.', 'The Authorization header is malformed.'),
  ('token_missing', 'invalid_request', 401, 'RFC 6750 3.1',
   'There is no access token in the header Authorization, scheme Bearer.  The challenge names no error then.',
   'This is a protected resource: send an access token in the header Authorization.'),
  ('token_in_query', 'invalid_request', 400, 'RFC 9700 4.3.2',
   'The token stands in the address.  There it ends up in logs, histories and Referer headers; only the header Authorization counts.',
   'Send the token in the header Authorization, never in the address.'),
  ('insufficient_scope', 'insufficient_scope', 403, 'RFC 6750 3.1',
   'The token is good, but its scope does not allow this.  The client may ask the user for more.', 'The token does not allow this.');
