-- A client, a user or a scope that is gone, and left rows behind.  It is gone for everybody at once, whatever it had; its rows follow a few at a time
-- (derived/gone.sql, derived/cleaning.sql), for there may be a million, and nobody waits while they go.  So the tables that can hold many
-- name it by no foreign key.  Until its last row is gone, nobody else can have its name.
CREATE TABLE gone (
  object TEXT NOT NULL CHECK (object IN ('client', 'end_user', 'scope')),
  id     TEXT NOT NULL,
  PRIMARY KEY (object, id)
) STRICT, WITHOUT ROWID;
