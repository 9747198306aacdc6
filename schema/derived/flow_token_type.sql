-- The tokens, each with the tag that stands for it on every page.
CREATE TABLE flow_token_type (
  type  TEXT PRIMARY KEY,
  tag   TEXT NOT NULL UNIQUE,
  place INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
INSERT INTO flow_token_type (type, tag, place) VALUES
  ('code', 'CODE', 1), ('access', 'AT', 2), ('id', 'ID', 3), ('refresh', 'RT', 4), ('session', 'SID', 5), ('logout', 'LT', 6),
  ('dpop', 'DPOP', 7);
