-- bound: what strangers, clients and users can make grow, and where that ends.  A table that a program writes stands here, or a test says so
-- (tests/schema/bound.test.py).  What is counted has its number here; health counts the rest.
CREATE TABLE table_bound (
  object   TEXT PRIMARY KEY,
  -- By whom at worst: somebody who need not say who that is, a client that proved itself, a user who signed in, or an administrator.
  made_by  TEXT NOT NULL CHECK (made_by IN ('anybody', 'client', 'user', 'administrator')),
  setting  TEXT,                                             -- so many rows
  bytes_setting TEXT,                                        -- so many bytes
  bound    TEXT NOT NULL                                     -- what happens then, or why there are no more
) STRICT, WITHOUT ROWID;
INSERT INTO table_bound (object, made_by, setting, bytes_setting, bound) VALUES
  ('authorization_request', 'anybody', 'pending_largest', NULL, 'the oldest without a user goes; 4 KiB each'),
  ('device_authorization',  'anybody', 'pending_largest', NULL, 'the oldest that waits goes'),
  ('logout_request',        'anybody', 'pending_largest', NULL, 'the oldest goes; 8 KiB each'),
  ('client_login',          'anybody', 'pending_largest', NULL, 'the oldest goes'),
  ('throttle',              'anybody', 'remembered_largest', NULL, 'the oldest of those goes who need not wait'),
  ('dpop_proof',            'anybody', 'remembered_largest', NULL, 'no more are taken (proofs_full); each is gone after 80 s'),
  ('client_assertion',      'client',  'remembered_largest', NULL, 'no more are taken (proofs_full), of one client half; gone at its end'),
  ('flow_event',            'anybody', 'record_largest', 'record_bytes', 'the oldest goes, before it what hit no endpoint'),
  ('flow_token',            'anybody', NULL, 'record_bytes', 'goes with its event'),
  ('flow_trace',            'anybody', 'record_largest', NULL, 'goes with the last of its events'),
  -- A client that came by itself, and all that hangs on it.
  ('client',                'anybody', 'registered_largest', NULL, 'of those without a user the oldest goes'),
  ('client_registration',   'anybody', 'registered_largest', 'registered_bytes', 'one for each client that came by itself'),
  ('client_document',       'anybody', 'registered_largest', NULL, 'one for each client that has one, or is fetched now'),
  ('client_logo',           'anybody', 'registered_largest', 'registered_bytes', 'one for each client, 64 KiB'),
  ('client_key_set',        'anybody', 'registered_largest', 'registered_bytes', 'one for each client, 64 KiB'),
  ('client_redirect_uri',   'anybody', NULL, NULL, 'in 32 KiB of one registration'),
  ('client_post_logout_redirect_uri', 'anybody', NULL, NULL, 'in 32 KiB of one registration'),
  ('client_request_uri',    'anybody', NULL, NULL, 'in 32 KiB of one registration'),
  ('client_allowed_origin', 'anybody', NULL, NULL, 'in 32 KiB of one registration'),
  ('client_grant_type',     'anybody', NULL, NULL, 'those that there are, for each client'),
  ('client_scope',          'anybody', NULL, NULL, 'those that there are, for each client'),
  -- What a user, or a client with a user, makes.
  ('login_session',         'user',    'sessions_largest', NULL, 'of one user; the oldest ends, and is gone a day later'),
  ('authorization_grant',   'user',    'grants_largest_user', NULL, 'of one client, fewer in one session (grants_largest); the oldest ends'),
  ('authorization_code',    'user',    NULL, NULL, 'one for each grant'),
  ('refresh_token',         'user',    'refresh_rate', NULL, 'in a minute of one grant; gone with the grant'),
  ('consent',               'user',    NULL, NULL, 'one for each scope of a client'),
  ('backchannel_logout',    'user',    NULL, NULL, 'a hundred that wait for one client; gone after a day'),
  ('revoked_token',         'client',  NULL, NULL, 'one for each access token; gone 600 s after its end'),
  ('opaque_token',          'client',  NULL, NULL, 'one for each access token; gone 600 s after its end'),
  -- The sample API and the sample client.
  ('api_dpop_proof',        'client',  NULL, NULL, 'one for each call with a token; gone after 80 s'),
  ('api_discovery',         'administrator', NULL, NULL, 'one for each trusted_issuer'),
  ('refresh_handed_in',     'anybody', NULL, NULL, 'ten in a minute; gone after an hour'),
  ('note',                  'user',    NULL, NULL, 'fifty of one user'),
  ('client_session',        'user',    NULL, NULL, 'one for each sign-in; gone a day after its end'),
  ('client_token',          'user',    NULL, NULL, 'one for each client_session'),
  ('client_logout_token',   'client',  NULL, NULL, 'of the provider alone; gone 600 s after its end'),
  ('client_discovery',      'administrator', NULL, NULL, 'one for each issuer of client_app'),
  ('client_app_key',        'administrator', NULL, NULL, 'one for each client_app'),
  ('signing_key',           'administrator', NULL, NULL, 'one in each key_lifetime of each algorithm');

CREATE VIEW bound AS
SELECT b.object, b.made_by, t.number, s.value AS largest, t.bytes, z.value AS bytes_largest, coalesce(b.setting, b.bytes_setting) AS setting, b.bound
  FROM table_bound AS b
  LEFT JOIN tally AS t ON t.object = b.object
  LEFT JOIN setting AS s ON s.name = b.setting
  LEFT JOIN setting AS z ON z.name = b.bytes_setting
 ORDER BY b.made_by, b.object;
