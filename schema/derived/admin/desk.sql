-- The pages below /provider/admin, which are called desks, and what can be done at each.  A desk is a list of rows (a view desk_NAME, in
-- desk/) and forms; a form is a deed, whose fields are the columns of the view that does it.
CREATE TABLE desk (
  desk  TEXT PRIMARY KEY,
  place INTEGER,                                             -- in the navigation; NULL: another desk leads there
  title TEXT NOT NULL,
  about INTEGER NOT NULL DEFAULT 0 CHECK (about IN (0, 1)),  -- 1: about one row, which id names
  newest_first INTEGER NOT NULL DEFAULT 0 CHECK (newest_first IN (0, 1)) -- 1: its places are numbers, and the largest is the first
) STRICT, WITHOUT ROWID;
INSERT INTO desk (desk, place, title, about) VALUES
  ('start',      1, 'Administration', 0), ('deeds', NULL, 'What was done', 0), ('clients', 2, 'Clients', 0), ('client', NULL, 'Client', 1),
  ('apis',       3, 'APIs', 0),
  ('users',      4, 'Users', 0), ('user', NULL, 'User', 1), ('groups', 5, 'Groups', 0), ('group', NULL, 'Group', 1),
  ('sessions',   6, 'Sessions', 0), ('grants', 7, 'Grants', 0), ('keys', 8, 'Keys', 0),
  ('settings',   9, 'Settings', 0), ('setting', NULL, 'Setting', 1),
  ('relaxation', 10, 'Relaxations', 0), ('why', 11, 'Refusals', 0), ('health', 12, 'Health', 0);
UPDATE desk SET newest_first = 1 WHERE desk IN ('why', 'deeds');

CREATE TABLE deed (
  deed    TEXT PRIMARY KEY,                                  -- as its view
  desk    TEXT NOT NULL REFERENCES desk,                     -- where it is done
  place   INTEGER,                                           -- of its form there; NULL: a row has a button for it
  heading TEXT,                                              -- over its form; NULL: it has no fields, and is a button alone
  says    TEXT NOT NULL,                                     -- on its button
  back    TEXT NOT NULL REFERENCES desk,                     -- where it leads
  shown   TEXT CHECK (shown IN ('client_secret', 'link', 'token')) -- what is shown once, when it is done
) STRICT, WITHOUT ROWID;
INSERT INTO deed (deed, desk, place, heading, says, back, shown) VALUES
  ('client_add',               'clients',  1,    'Add a client',                  'Add',                                'clients',  'client_secret'),
  ('initial_access_token_add', 'clients',  2,    'Let a client register itself',  'Make a token',                       'clients',  'token'),
  ('client_member_add',        'client',   1,    'Add to a list',                 'Add',                                'client',   NULL),
  ('client_member_end',        'client',   NULL, NULL,                            'Take away',                          'client',   NULL),
  ('client_secret_new',        'client',   2,    NULL,                            'Give it a new secret',               'client',   'client_secret'),
  ('client_secret_end',        'client',   3,    NULL,                            'End the old secret',                 'client',   NULL),
  ('client_suspend',           'client',   4,    NULL,                            'Suspend',                            'client',   NULL),
  ('client_resume',            'client',   5,    NULL,                            'Let in again',                       'client',   NULL),
  ('client_end',               'client',   6,    'Remove for ever',               'Remove the client',                  'clients',  NULL),
  ('api_add',                  'apis',     1,    'Add an API',                    'Add',                                'apis',     'client_secret'),
  ('scope_add',                'apis',     2,    'Add a scope',                   'Add',                                'apis',     NULL),
  ('api_end',                  'apis',     3,    'Remove for ever',               'Remove the API',                     'apis',     NULL),
  ('user_add',                 'users',    1,    'Add a user',                    'Add',                                'users',    NULL),
  ('user_invite',              'user',     1,    NULL,                            'Make an invitation',                 'user',     'link'),
  ('user_reset',               'user',     2,    NULL,                            'Make a link for another password',   'user',     'link'),
  ('user_sessions_end',        'user',     3,    NULL,                            'Sign out everywhere',                'user',     NULL),
  ('user_suspend',             'user',     4,    NULL,                            'Suspend',                            'user',     NULL),
  ('user_resume',              'user',     5,    NULL,                            'Let in again',                       'user',     NULL),
  ('administrator_add',        'user',     6,    NULL,                            'Make an administrator',              'user',     NULL),
  ('administrator_end',        'user',     7,    NULL,                            'Take administration away',           'user',     NULL),
  ('user_end',                 'user',     8,    'Remove for ever',               'Remove the user',                    'users',    NULL),
  ('group_add',                'groups',   1,    'Add a group',                   'Add',                                'groups',   NULL),
  ('group_join',               'group',    1,    'Add a user',                    'Add',                                'group',    NULL),
  ('group_leave',              'group',    NULL, NULL,                            'Take away',                          'group',    NULL),
  ('group_end',                'group',    2,    'Remove for ever',               'Remove the group',                   'groups',   NULL),
  ('session_end',              'sessions', NULL, NULL,                            'End',                                'sessions', NULL),
  ('grant_end',                'grants',   NULL, NULL,                            'End',                                'grants',   NULL),
  ('key_rotate',               'keys',     1,    'Announce another key',          'Announce',                           'keys',     NULL),
  ('key_compromised',          'keys',     2,    'A key is compromised',          'End this key at once',               'keys',     NULL),
  ('setting_set',              'setting',  1,    'Change the setting',            'Change',                             'settings', NULL);

CREATE TABLE deed_field (
  deed  TEXT NOT NULL REFERENCES deed,
  place INTEGER NOT NULL,
  field TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (deed, place)
) STRICT, WITHOUT ROWID;
INSERT INTO deed_field (deed, place, field, label) VALUES
  ('client_add', 1, 'client_id', 'What it is called in requests'),
  ('client_add', 2, 'client_name', 'What users read'),
  ('client_add', 3, 'redirect_uri', 'Where the browser comes back; several with a blank between'),
  ('client_add', 4, 'post_logout_redirect_uri', 'Where it goes after sign-out'),
  ('client_add', 5, 'scope', 'What it may ask for; several with a blank between'),
  ('client_add', 6, 'token_endpoint_auth_method', 'How it authenticates; none: it keeps no secret'),
  ('client_add', 7, 'jwks_uri', 'Where its public keys are, for private_key_jwt'),
  ('initial_access_token_add', 1, 'uses', 'How often; empty: once'),
  ('client_member_add', 1, 'member', 'Which list'),
  ('client_member_add', 2, 'value', 'What comes in; several with a blank between'),
  ('client_end', 1, 'client_id', 'The name once more, to be sure'),
  ('api_end', 1, 'resource', 'The address of the API'),
  ('user_end', 1, 'username', 'The name once more, to be sure'),
  ('group_end', 1, 'group_name', 'The name once more, to be sure'),
  ('key_compromised', 1, 'kid', 'Which key, by its kid'),
  ('api_add', 1, 'resource', 'Its address, which stands in aud'),
  ('api_add', 2, 'name', 'What it is'),
  ('api_add', 3, 'client_id', 'As which client it may introspect; empty: it does not'),
  ('scope_add', 1, 'resource', 'The address of its API'),
  ('scope_add', 2, 'scope', 'What it is called in requests'),
  ('scope_add', 3, 'description', 'What users read'),
  ('scope_add', 4, 'registrable', 'May clients that no administrator made have it?'),
  ('user_add', 1, 'username', 'Username'),
  ('user_add', 2, 'name', 'The whole name'),
  ('user_add', 3, 'email', 'The e-mail address'),
  ('group_add', 1, 'group_name', 'As it stands in the claim groups'),
  ('group_add', 2, 'description', 'What it is'),
  ('group_join', 1, 'username', 'Username'),
  ('key_rotate', 1, 'alg', 'Which algorithm'),
  ('setting_set', 1, 'value', 'What it is to be');
