-- walls.sql: every step that somebody could take on every table, and whether this program may (:program).
--   title TAB allowed|refused TAB sql
WITH object AS (
  SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
), member AS (
  SELECT o.name AS object, o.type, c.name AS member, c.hidden = 0 AS writable,
         c.pk = 1 AND c.type = 'INTEGER' AS is_rowid FROM object AS o, pragma_table_xinfo(o.name) AS c
), step (object, member, verb, sql) AS (
  SELECT name, '', 'read', printf('SELECT count(*) FROM "%w"', name) FROM object
  UNION ALL
  SELECT object, member, 'read', printf('SELECT "%w" FROM "%w" LIMIT 0', member, object) FROM member WHERE NOT is_rowid -- SQLite takes it for no column
  UNION ALL
  SELECT object, '', 'insert', printf('INSERT INTO "%w" ("%w") SELECT NULL WHERE 0', object, min(member)) FROM member
   WHERE type = 'table' AND writable GROUP BY object
  UNION ALL
  SELECT object, member, 'update', printf('UPDATE "%w" SET "%w" = NULL WHERE 0', object, member) FROM member WHERE type = 'table' AND writable
  UNION ALL
  SELECT name, '', 'delete', printf('DELETE FROM "%w" WHERE 0', name) FROM object WHERE type = 'table'
), always (title, sql) AS (VALUES
  ('look into the schema', 'SELECT name FROM sqlite_schema'),
  ('attach another file', 'ATTACH '':memory:'' AS other'),
  ('make a table', 'CREATE TABLE other (a)'),
  ('make a trigger', 'CREATE TEMP TRIGGER other AFTER INSERT ON flow_event BEGIN SELECT 1; END'),
  ('drop the record', 'DROP TABLE flow_event'),
  ('ask a pragma', 'PRAGMA table_info(client)'),
  ('open its walls', 'PRAGMA writable_schema = ON'),
  ('load another extension', 'SELECT load_extension(''jwt'')'))
SELECT printf('%s may %s%s %s', :program, iif(any_allowed, '', 'not '), verb, object) AS title, iif(allowed, 'allowed', 'refused'), sql
  FROM (SELECT *, max(allowed) OVER (PARTITION BY verb, object) AS any_allowed
          FROM (SELECT s.*, EXISTS (SELECT 1 FROM program_access AS a
                                     WHERE a.program = :program AND a.verb = s.verb AND a.object IN (s.object, s.object || '.' || s.member)) AS allowed
                  FROM step AS s))
UNION ALL
SELECT printf('%s may not %s', :program, title), 'refused', sql
  FROM always
 ORDER BY title;
