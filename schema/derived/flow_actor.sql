-- The parties, from left to right as every picture has them.
CREATE TABLE flow_actor (
  actor TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  place INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
INSERT INTO flow_actor (actor, title, place) VALUES
  ('browser', 'browser', 1), ('client', 'client', 2), ('provider', 'authorization server', 3), ('api', 'API', 4),
  ('provider2', 'second server', 5), ('api2', 'second API', 6), ('shell', 'shell', 7), ('attacker', 'attacker', 8),
  ('workshop', 'workshop', 9);
