-- Who may touch what.  Each program opens the database under an authorizer made of its rows here: what is not listed
-- is refused when a statement is prepared.  A view that may be read lets through what it reads, and a trigger what it writes.
-- No program may write this table, or read the schema.
-- The rows are in access/PROGRAM.sql: tests/lint/access writes them as the programs' statements need them.
-- (flow_event.event_id: RETURNING reads it.  flow_token.event_id: the foreign key does, when an event is forgotten.  A delete of
-- what no statement deletes is a cascade's.  json_each and its kin hold nothing of the database.)
CREATE TABLE program_access (
  program TEXT NOT NULL CHECK (program IN ('provider', 'api', 'client', 'workshop')),
  object  TEXT NOT NULL, -- a table, a view, or table.column
  verb    TEXT NOT NULL CHECK (verb IN ('read', 'insert', 'update', 'delete')),
  PRIMARY KEY (program, object, verb)
) STRICT, WITHOUT ROWID;
