-- Sign-out, OIDC RP-Initiated Logout.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('logout_expired', 'invalid_request', 400, 'OIDC RP-Initiated Logout 2',
   'There is no such logout going on.', 'This sign-out has expired: start again.'),
  ('logout_hint_invalid', 'invalid_request', 400, 'OIDC RP-Initiated Logout 4',
   'The id_token_hint is not an ID token of this server for this client; the user was not signed out.', 'The id_token_hint is invalid.'),
  ('logout_client_missing', 'invalid_request', 400, 'OIDC RP-Initiated Logout 3',
   'A post_logout_redirect_uri came, and neither an id_token_hint nor a client_id: nothing says whose it is; the browser is not redirected.',
   'The request has neither id_token_hint nor client_id.'),
  ('logout_client_unknown', 'invalid_request', 400, 'OIDC RP-Initiated Logout 2',
   'The client_id is unknown, or differs from that of the hint.', 'The client_id is invalid.'),
  ('post_logout_redirect_uri_unknown', 'invalid_request', 400, 'OIDC RP-Initiated Logout 3',
   'The post_logout_redirect_uri is not registered for the client; the browser is not redirected.',
   'The post_logout_redirect_uri is not registered.');
