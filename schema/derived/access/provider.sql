-- The authorization server: everything about keys, clients, users and grants.
INSERT INTO program_access (program, object, verb) VALUES
  ('provider', 'jwks', 'read'), ('provider', 'hint_jwks', 'read'), ('provider', 'signing_now', 'read'), ('provider', 'access_key', 'read'), ('provider', 'supported', 'read'), ('provider', 'claim_scopes', 'read'), ('provider', 'clock', 'read'),
  ('provider', 'provider_setting', 'read'), ('provider', 'provider_key', 'read'), ('provider', 'client_lifetime', 'read'),
  ('provider', 'client', 'read'), ('provider', 'client_redirect_uri', 'read'), ('provider', 'client_post_logout_redirect_uri', 'read'),
  ('provider', 'client_grant_type', 'read'), ('provider', 'client_allowed_origin', 'read'),
  ('provider', 'client_scope', 'read'), ('provider', 'scope', 'read'),
  ('provider', 'end_user', 'read'), ('provider', 'password_decoy', 'read'),
  ('provider', 'throttle', 'read'), ('provider', 'throttle', 'insert'), ('provider', 'throttle', 'update'), ('provider', 'throttle', 'delete'),
  ('provider', 'login_session', 'read'), ('provider', 'login_session', 'insert'), ('provider', 'login_session', 'update'),
  ('provider', 'consent', 'read'), ('provider', 'consent', 'insert'), ('provider', 'consent', 'update'),
  ('provider', 'authorization_request', 'read'), ('provider', 'authorization_request', 'insert'), ('provider', 'authorization_request', 'update'),
  ('provider', 'authorization_grant', 'read'), ('provider', 'authorization_grant', 'insert'), ('provider', 'authorization_grant', 'update'),
  ('provider', 'grant_scope', 'read'), ('provider', 'grant_life', 'read'), ('provider', 'grant_flaw', 'read'),
  ('provider', 'refresh_grace', 'read'), ('provider', 'service_life', 'read'),
  ('provider', 'active_client', 'read'), ('provider', 'active_user', 'read'), ('provider', 'open_session', 'read'),
  ('provider', 'authorization_code', 'read'), ('provider', 'authorization_code', 'insert'), ('provider', 'authorization_code', 'update'),
  ('provider', 'refresh_token', 'read'), ('provider', 'refresh_token', 'insert'), ('provider', 'refresh_token', 'update'),
  ('provider', 'revoked_token', 'read'), ('provider', 'revoked_token', 'insert'),
  ('provider', 'logout_request', 'read'), ('provider', 'logout_request', 'insert'),
  ('provider', 'authorization_grant', 'delete'), ('provider', 'authorization_code', 'delete'), -- by the cascade from what is forgotten
  ('provider', 'refresh_token', 'delete');
