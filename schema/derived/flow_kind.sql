-- The kinds of events: over which channel one comes, what it says with its sender as the subject, and what a flow is called in
-- which it is the weightiest.  The chapter is what a picture of a flow calls the steps from here on; NULL: the step goes on with what was
-- begun.  The channel is front (by way of the browser), back (from machine to machine) or local (inside).
CREATE TABLE flow_kind (
  kind    TEXT PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('front', 'back', 'local')),
  sign_in INTEGER NOT NULL CHECK (sign_in IN (0, 1)), -- somebody signs in, or tries to, or a session ends: setting record, word logins
  weight  INTEGER NOT NULL,
  names   TEXT NOT NULL,
  chapter TEXT,
  says    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX flow_kind_sign_in ON flow_kind (kind) WHERE sign_in = 1;
INSERT INTO flow_kind (kind, channel, sign_in, weight, names, chapter, says) VALUES
  ('authorize.redirect',   'front', 0,  90, 'Sign-in',                       'Sign in',              'sends the browser to sign in'),
  ('authorize.request',    'front', 0,  90, 'Sign-in',                       'Sign in',              'asks to have the user signed in'),
  ('authorize.callback',   'front', 0,  90, 'Sign-in',                       'Code for tokens',      'brings the answer back'),
  ('authorize.response',   'front', 0,  90, 'Sign-in',                       NULL,                   'sends the browser back with the answer'),
  ('login.form',           'front', 0,  90, 'Sign-in',                       'Sign in',              'opens the sign-in page'),
  ('login.ok',             'front', 1,  90, 'Sign-in',                       'Sign in',              'signs in'),
  ('login.fail',           'front', 1,  90, 'Sign-in',                       'Sign in',              'tries a wrong password'),
  ('consent.form',         'front', 0,  90, 'Sign-in',                       'Sign in',              'opens the consent page'),
  ('consent.granted',      'front', 0,  90, 'Sign-in',                       'Sign in',              'consents'),
  ('consent.denied',       'front', 0,  90, 'Sign-in',                       'Sign in',              'refuses consent'),
  ('session.start',        'front', 0,  85, 'Sign-in',                       NULL,                   'begins a session'),
  ('logout',               'front', 0,  80, 'Sign-out',                      'Sign out',             'signs out'),
  ('session.end',          'front', 1,  80, 'Sign-out',                      NULL,                   'ends the session'),
  ('token.request',        'back',  0,  70, 'A token',                       'Code for tokens',      'asks for tokens'),
  ('token.response',       'back',  0,  70, 'A token',                       NULL,                   'hands out tokens'),
  ('token.refresh',        'back',  0,  65, 'A refresh',                     'A refresh',            'asks for the next access token'),
  ('token.revoke',         'back',  0,  60, 'A token handed back',           'A token handed back',  'hands a token back'),
  ('grant.revoked',        'local', 0,  60, 'A grant taken back',            NULL,                   'takes the grant back'),
  ('api.request',          'back',  0,  50, 'An API call',                   'An API call',          'calls the API'),
  ('api.response',         'back',  0,  50, 'An API call',                   NULL,                   'answers the call'),
  ('userinfo.request',     'back',  0,  45, 'Who is the user?',              'Who is the user?',     'asks who the user is'),
  ('userinfo.response',    'back',  0,  45, 'Who is the user?',              NULL,                   'says who the user is'),
  ('token.introspect',     'back',  0,  40, 'Is a token live?',              'Is a token live?',     'asks whether a token is live'),
  ('introspect.active',    'back',  0,  40, 'Is a token live?',              NULL,                   'says that it is live'),
  ('introspect.inactive',  'back',  0,  40, 'Is a token live?',              NULL,                   'says no more than: not active'),
  ('client.request',       'front', 0,  30, 'At the client',                 NULL,                   'asks the client'),
  ('client.response',      'front', 0,  30, 'At the client',                 NULL,                   'answers the browser'),
  ('discovery.get',        'back',  0,  15, 'Metadata',                      NULL,                   'asks where things are'),
  ('jwks.get',             'back',  0,  15, 'Public keys',                   NULL,                   'asks for the public keys'),
  ('lab.predict',          'front', 0,  12, 'A lab',                         NULL,                   'predicts what will happen'),
  ('lab.answer',           'front', 0,  12, 'A lab',                         NULL,                   'answers a question'),
  ('toggle.set',           'front', 0,  12, 'A protection',                  NULL,                   'switches a protection'),
  ('clock.jump',           'local', 0,  12, 'A jump of the clock',           NULL,                   'moves the clock ahead'),
  ('page.get',             'front', 0,  10, 'A page',                        NULL,                   'opens a page'),
  ('unknown',              'back',  0,   5, 'An address that is not there',  NULL,                   'asks for what is not there');
