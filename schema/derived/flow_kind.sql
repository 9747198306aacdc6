-- The kinds of events: over which channel one comes, what it says with its sender as the subject, and what a flow is called in
-- which it is the weightiest.  The channel is front (by way of the browser), back (from machine to machine) or local (inside).
CREATE TABLE flow_kind (
  kind    TEXT PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('front', 'back', 'local')),
  sign_in INTEGER NOT NULL CHECK (sign_in IN (0, 1)), -- somebody signs in, or tries to, or a session ends: setting record, word logins
  weight  INTEGER NOT NULL,
  names   TEXT NOT NULL,
  says    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX flow_kind_sign_in ON flow_kind (kind) WHERE sign_in = 1;
INSERT INTO flow_kind (kind, channel, sign_in, weight, names, says) VALUES
  ('authorize.request',   'front', 0,  90, 'Sign-in',                       'asks to have the user signed in'),
  ('authorize.callback',  'front', 0,  90, 'Sign-in',                       'brings the answer back'),
  ('authorize.response',  'front', 0,  90, 'Sign-in',                       'sends the browser back with the answer'),
  ('login.form',          'front', 0,  90, 'Sign-in',                       'opens the sign-in page'),
  ('login.ok',            'front', 1,  90, 'Sign-in',                       'signs in'),
  ('login.fail',          'front', 1,  90, 'Sign-in',                       'tries a wrong password'),
  ('consent.form',        'front', 0,  90, 'Sign-in',                       'opens the consent page'),
  ('consent.granted',     'front', 0,  90, 'Sign-in',                       'consents'),
  ('consent.denied',      'front', 0,  90, 'Sign-in',                       'refuses consent'),
  ('session.start',       'front', 0,  85, 'Sign-in',                       'begins a session'),
  ('logout',              'front', 0,  80, 'Sign-out',                      'signs out'),
  ('session.end',         'front', 1,  80, 'Sign-out',                      'ends the session'),
  ('token.request',       'back',  0,  70, 'A token',                       'asks for tokens'),
  ('token.response',      'back',  0,  70, 'A token',                       'hands out tokens'),
  ('token.refresh',       'back',  0,  65, 'A refresh',                     'asks for the next access token'),
  ('token.revoke',        'back',  0,  60, 'A token handed back',           'hands a token back'),
  ('grant.revoked',       'local', 0,  60, 'A grant taken back',            'takes the grant back'),
  ('api.request',         'back',  0,  50, 'An API call',                   'calls the API'),
  ('api.response',        'back',  0,  50, 'An API call',                   'answers the call'),
  ('userinfo.request',    'back',  0,  45, 'Who is the user?',              'asks who the user is'),
  ('token.introspect',    'back',  0,  40, 'Is a token live?',              'asks whether a token is live'),
  ('client.request',      'front', 0,  30, 'At the client',                 'asks the client'),
  ('discovery.get',       'back',  0,  15, 'Metadata',                      'asks where things are'),
  ('jwks.get',            'back',  0,  15, 'Public keys',                   'asks for the public keys'),
  ('lab.predict',         'front', 0,  12, 'A lab',                         'predicts what will happen'),
  ('lab.answer',          'front', 0,  12, 'A lab',                         'answers a question'),
  ('page.get',            'front', 0,  10, 'A page',                        'opens a page'),
  ('unknown',             'back',  0,   5, 'An address that is not there',  'asks for what is not there');
