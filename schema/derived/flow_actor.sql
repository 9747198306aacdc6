-- The parties, from left to right as every picture has them; and which of them are programs, that prove it to each other by a key of
-- this database.  A program that is mounted as /api2 is api2.
CREATE TABLE flow_actor (
  actor   TEXT PRIMARY KEY,
  title   TEXT NOT NULL,
  place   INTEGER NOT NULL UNIQUE,
  program INTEGER NOT NULL DEFAULT 0 CHECK (program IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO flow_actor (actor, title, place, program) VALUES
  ('browser',   'browser',              1, 0),
  ('client',    'client',               2, 1),
  ('provider',  'authorization server', 3, 1),
  ('api',       'API',                  4, 1),
  ('provider2', 'second server',        5, 0),
  ('api2',      'second API',           6, 1),
  ('shell',     'shell',                7, 0),
  ('attacker',  'attacker',             8, 0),
  ('workshop',  'workshop',             9, 1);
