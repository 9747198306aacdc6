-- Who may touch what.  Each program opens the database under an authorizer made of its rows here: what is not listed
-- is refused when a statement is prepared.  A view that may be read lets through what it reads, and a trigger what it writes.
-- No program may write this table, or read the schema.
CREATE TABLE program_access (
  program TEXT NOT NULL CHECK (program IN ('provider', 'api', 'client', 'workshop')),
  object  TEXT NOT NULL,                                     -- a table, a view, or table.column
  verb    TEXT NOT NULL CHECK (verb IN ('read', 'insert', 'update', 'delete')),
  PRIMARY KEY (program, object, verb)
) STRICT, WITHOUT ROWID;

-- All of them begin an exchange, look up reasons, and append to the flow record.  (event_id: RETURNING reads it, and so does
-- the foreign key of flow_token when an event is forgotten.)  The table-valued functions hold nothing of the database.
INSERT INTO program_access (program, object, verb)
SELECT program, object, verb
  FROM (SELECT 'provider' AS program UNION ALL SELECT 'api' UNION ALL SELECT 'client' UNION ALL SELECT 'workshop'),
       (SELECT 'common_setting' AS object, 'read' AS verb UNION ALL SELECT 'fingerprint_key', 'read'
        UNION ALL SELECT 'served_host', 'read'
        UNION ALL SELECT 'program_place', 'read' UNION ALL SELECT 'reason', 'read' UNION ALL SELECT 'flow_event', 'insert' UNION ALL SELECT 'flow_event.event_id', 'read'
        UNION ALL SELECT 'flow_token.event_id', 'read' UNION ALL SELECT 'flow_token', 'insert'
        UNION ALL SELECT 'json_each', 'read' UNION ALL SELECT 'jwt_check', 'read');

-- The authorization server: everything about keys, clients, users and grants.
INSERT INTO program_access (program, object, verb) VALUES
  ('provider', 'jwks', 'read'), ('provider', 'hint_jwks', 'read'), ('provider', 'signing_key', 'read'),
  ('provider', 'provider_setting', 'read'), ('provider', 'provider_key', 'read'), ('provider', 'client_lifetime', 'read'),
  ('provider', 'client', 'read'), ('provider', 'client_redirect_uri', 'read'), ('provider', 'client_post_logout_redirect_uri', 'read'),
  ('provider', 'client_grant_type', 'read'), ('provider', 'client_allowed_origin', 'read'), ('provider', 'client_scope', 'read'), ('provider', 'scope', 'read'),
  ('provider', 'end_user', 'read'), ('provider', 'password_decoy', 'read'),
  ('provider', 'throttle', 'read'), ('provider', 'throttle', 'insert'), ('provider', 'throttle', 'update'), ('provider', 'throttle', 'delete'),
  ('provider', 'login_session', 'read'), ('provider', 'login_session', 'insert'), ('provider', 'login_session', 'update'),
  ('provider', 'consent', 'read'), ('provider', 'consent', 'insert'), ('provider', 'consent', 'update'),
  ('provider', 'authorization_request', 'read'), ('provider', 'authorization_request', 'insert'), ('provider', 'authorization_request', 'update'),
  ('provider', 'authorization_grant', 'read'), ('provider', 'authorization_grant', 'insert'), ('provider', 'authorization_grant', 'update'),
  ('provider', 'grant_scope', 'read'), ('provider', 'grant_life', 'read'), ('provider', 'grant_flaw', 'read'), ('provider', 'refresh_grace', 'read'), ('provider', 'service_life', 'read'),
  ('provider', 'active_client', 'read'), ('provider', 'active_user', 'read'), ('provider', 'open_session', 'read'),
  ('provider', 'authorization_code', 'read'), ('provider', 'authorization_code', 'insert'), ('provider', 'authorization_code', 'update'),
  ('provider', 'refresh_token', 'read'), ('provider', 'refresh_token', 'insert'), ('provider', 'refresh_token', 'update'),
  ('provider', 'revoked_token', 'read'), ('provider', 'revoked_token', 'insert'),
  ('provider', 'logout_request', 'read'), ('provider', 'logout_request', 'insert'),
  ('provider', 'protected_resource', 'read'),                -- as the parent of a foreign key
  ('provider', 'authorization_grant', 'delete'), ('provider', 'authorization_code', 'delete'), -- by the cascade from what is forgotten
  ('provider', 'refresh_token', 'delete');

-- The API: its issuers, their keys, its notes.
INSERT INTO program_access (program, object, verb) VALUES
  ('api', 'api_resource', 'read'), ('api', 'api_allowed_origin', 'read'), ('api', 'api_setting', 'read'), ('api', 'trusted_issuer', 'read'),
  ('api', 'issuer_keys', 'read'), ('api', 'issuer_keys', 'insert'), ('api', 'issuer_keys', 'update'),
  ('api', 'refresh_handed_in', 'read'), ('api', 'refresh_handed_in', 'insert'), ('api', 'refresh_handed_in', 'delete'),
  ('api', 'note', 'read'), ('api', 'note', 'insert'), ('api', 'note', 'delete');

-- The client: its own tables, and nothing of the server's.
INSERT INTO program_access (program, object, verb) VALUES
  ('client', 'client_app', 'read'), ('client', 'client_setting', 'read'),
  ('client', 'client_provider', 'read'), ('client', 'client_provider', 'insert'), ('client', 'client_provider', 'update'),
  ('client', 'client_silence', 'read'), ('client', 'client_silence', 'insert'), ('client', 'client_silence', 'update'), ('client', 'client_silence', 'delete'),
  ('client', 'client_login', 'read'), ('client', 'client_login', 'insert'), ('client', 'client_login', 'delete'),
  ('client', 'client_session', 'read'), ('client', 'client_session', 'insert'), ('client', 'client_session', 'update'),
  ('client', 'client_token', 'read'), ('client', 'client_token', 'insert'), ('client', 'client_token', 'update'),
  ('client', 'client_token', 'delete'); -- by the cascade from a forgotten session

-- The workshop: reads the record and its views, and what is relaxed.  No table of the others: nothing raw stands in the record.
INSERT INTO program_access (program, object, verb) VALUES
  ('workshop', 'flow_event',      'read'), ('workshop', 'flow_token',      'read'), ('workshop', 'flow_trace',   'read'),
  ('workshop', 'flow_actor',      'read'), ('workshop', 'flow_token_type', 'read'), ('workshop', 'flow_kind',    'read'),
  ('workshop', 'flow_list',       'read'), ('workshop', 'flow_step',       'read'), ('workshop', 'flow_step_token', 'read'),
  ('workshop', 'token_journey',   'read'), ('workshop', 'token_holder',    'read'), ('workshop', 'why',          'read'),
  ('workshop', 'relaxation',      'read');
