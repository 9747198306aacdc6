-- What is asked about a token, or done with it: introspection, revocation, userinfo.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('token_several', 'invalid_request', 400, 'RFC 6750 2',
   'The token came in two places, the header Authorization and the body.  Which one counts would be a guess.',
   'Send the token once, in the header Authorization.'),
  ('refresh_leaked', 'invalid_grant', 400, 'RFC 9700 4.14.2',
   'An API was given this refresh token and handed it in.', NULL),
  ('token_other_client', 'invalid_grant', 400, 'RFC 7009 2.1',
   'A client may revoke its own tokens only.', 'The token was issued to another client.'),
  ('token_parameter_missing', 'invalid_request', 400, 'RFC 7662 2.1',
   'The parameter token is missing.', 'The parameter token is missing.'),
  ('opaque_unknown', 'invalid_token', 401, 'RFC 6750 3.1',
   'There is no such opaque access token (table opaque_token), or it ended a while ago.', NULL),
  ('token_revoked', 'invalid_token', 401, 'RFC 7009 2',
   'The token, its grant or its session has ended; only a question to this server shows that.', 'The token is not valid.'),
  ('openid_scope_missing', 'insufficient_scope', 403, 'OIDC Core 5.3.1',
   'UserInfo is for access tokens whose scope has openid.', 'The token lacks the scope openid.');
