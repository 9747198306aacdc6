-- The API: its issuers, their keys, its notes.
INSERT INTO program_access (program, object, verb) VALUES
  ('api', 'api_resource', 'read'), ('api', 'api_allowed_origin', 'read'), ('api', 'api_setting', 'read'), ('api', 'trusted_issuer', 'read'),
  ('api', 'issuer_keys', 'read'), ('api', 'issuer_keys', 'insert'), ('api', 'issuer_keys', 'update'),
  ('api', 'refresh_handed_in', 'read'), ('api', 'refresh_handed_in', 'insert'), ('api', 'refresh_handed_in', 'delete'),
  ('api', 'note', 'read'), ('api', 'note', 'insert'), ('api', 'note', 'delete');
