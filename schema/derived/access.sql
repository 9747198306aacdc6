-- Who may touch what.  Each program opens the database under an authorizer made of its rows here: what is not listed
-- is refused when a statement is prepared.  A view that may be read lets through what it reads, and a trigger what it writes.
-- No program may write this table, or read the schema.
CREATE TABLE program_access (
  program TEXT NOT NULL CHECK (program IN ('provider', 'api', 'client', 'workshop')),
  object  TEXT NOT NULL, -- a table, a view, or table.column
  verb    TEXT NOT NULL CHECK (verb IN ('read', 'insert', 'update', 'delete')),
  PRIMARY KEY (program, object, verb)
) STRICT, WITHOUT ROWID;

-- All of them begin an exchange, look up reasons, and append to the flow record.  (event_id: RETURNING reads it, and so does
-- the foreign key of flow_token when an event is forgotten.)  The table-valued functions hold nothing of the database.
WITH every (program) AS (VALUES ('provider'), ('api'), ('client'), ('workshop')),
may (object, verb) AS (VALUES
  ('common_setting', 'read'), ('fingerprint_key', 'read'), ('served_host', 'read'), ('program_place', 'read'), ('reason', 'read'),
  ('flow_kind', 'read'), ('flow_event', 'insert'), ('flow_event.event_id', 'read'), ('flow_token', 'insert'), ('flow_token.event_id', 'read'),
  ('json_each', 'read'), ('jwt_check', 'read'))
INSERT INTO program_access (program, object, verb) SELECT program, object, verb FROM every, may;
