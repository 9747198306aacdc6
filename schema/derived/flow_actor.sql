-- The parties, from left to right as every picture has them; and which of them are programs, that prove it to each other by a key of
-- this database.  A program that is mounted as /api2 is api2.  The part is what a party does, in a few words under its name.
CREATE TABLE flow_actor (
  actor   TEXT PRIMARY KEY,
  title   TEXT NOT NULL,
  part    TEXT NOT NULL,
  place   INTEGER NOT NULL UNIQUE,
  program INTEGER NOT NULL DEFAULT 0 CHECK (program IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO flow_actor (actor, title, part, place, program) VALUES
  ('browser',   'browser',              'you',                      1, 0),
  ('client',    'client',               'acts for you',             2, 1),
  ('provider',  'authorization server', 'knows you, issues tokens', 3, 1),
  ('api',       'API',                  'judges the token alone',   4, 1),
  ('provider2', 'second server',        'issues tokens as well',    5, 0),
  ('api2',      'second API',           'asks the issuer',          6, 1),
  ('shell',     'shell',                'you, with curl',           7, 0),
  ('attacker',  'attacker',             'takes what is left lying', 8, 0),
  ('workshop',  'workshop',             'stands in for a client',   9, 1),
  ('administrator', 'administrator',    'runs the server',         10, 0);
