-- The client: its own tables, and nothing of the server's.
INSERT INTO program_access (program, object, verb) VALUES
  ('client', 'client_app', 'read'), ('client', 'client_setting', 'read'),
  ('client', 'client_provider', 'read'), ('client', 'client_provider', 'insert'), ('client', 'client_provider', 'update'),
  ('client', 'client_silence', 'read'), ('client', 'client_silence', 'insert'),
  ('client', 'client_silence', 'update'), ('client', 'client_silence', 'delete'),
  ('client', 'client_login', 'read'), ('client', 'client_login', 'insert'), ('client', 'client_login', 'delete'),
  ('client', 'client_session', 'read'), ('client', 'client_session', 'insert'), ('client', 'client_session', 'update'),
  ('client', 'client_token', 'read'), ('client', 'client_token', 'insert'), ('client', 'client_token', 'update'),
  ('client', 'client_token', 'delete'); -- by the cascade from a forgotten session
