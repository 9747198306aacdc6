-- How many are there of what strangers can make?  To count them when somebody asks would cost more the more there are; so
-- each row that comes or goes is counted here, by triggers that stand beside its table.  Whatever is over its bound goes, the
-- oldest first, a few with each row that comes: so the file does not grow by what strangers do, and no request pays for all.
CREATE TABLE tally (
  object TEXT PRIMARY KEY,                                   -- a table; or the part of one that has a bound of its own
  number INTEGER NOT NULL DEFAULT 0,
  bytes  INTEGER NOT NULL DEFAULT 0                          -- where the bound is one of bytes too
) STRICT, WITHOUT ROWID;
INSERT INTO tally (object) VALUES ('flow_event'), ('flow_event unknown'), ('authorization_request'), ('client_login'), ('logout_request');
