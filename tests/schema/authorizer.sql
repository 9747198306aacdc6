-- authorizer.sql: every step that somebody could take on every table, and whether this program may (:program).
--   title TAB allowed|refused TAB sql
WITH object AS (
  SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
), table_function AS (
  SELECT DISTINCT object AS name FROM program_access WHERE instr(object, '.') = 0 AND object NOT IN (SELECT name FROM object)
), member AS (
  SELECT o.name AS object, o.type, c.name AS member, c.hidden = 0 AS writable,
         c.pk = 1 AND c.type = 'INTEGER' AS is_rowid FROM object AS o, pragma_table_xinfo(o.name) AS c
), step (object, member, verb, sql) AS (
  SELECT name, '', 'read', printf('SELECT count(*) FROM "%w"', name) FROM object
  UNION ALL
  SELECT name, '', 'read', printf('SELECT 1 FROM "%w" LIMIT 0', name) FROM table_function
  UNION ALL
  SELECT object, member, 'read', printf('SELECT "%w" FROM "%w" LIMIT 0', member, object) FROM member WHERE NOT is_rowid -- SQLite takes it for no column
  UNION ALL
  SELECT object, '', 'insert', printf('INSERT INTO "%w" ("%w") SELECT NULL WHERE 0', object, min(member)) FROM member
   WHERE (type = 'table' OR object IN (SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND instr(sql, 'INSTEAD OF INSERT') > 0))
     AND writable GROUP BY object
  UNION ALL
  SELECT object, member, 'update', printf('UPDATE "%w" SET "%w" = NULL WHERE 0', object, member) FROM member WHERE type = 'table' AND writable
  UNION ALL
  SELECT name, '', 'delete', printf('DELETE FROM "%w" WHERE 0', name) FROM object WHERE type = 'table'
), disguise (form) AS (VALUES -- of a common table expression that bears another's name: %2$s AS (SELECT …)
  ('WITH %2$s AS (%1$s) SELECT * FROM %2$s'),
  ('WITH %2$s AS MATERIALIZED (%1$s) SELECT * FROM %2$s'),
  ('WITH %2$s AS NOT MATERIALIZED (%1$s) SELECT * FROM %2$s'),
  ('WITH RECURSIVE %2$s(x) AS (%1$s) SELECT x FROM %2$s'),
  ('WITH "%2$s" AS (%1$s) SELECT * FROM %2$s'),
  ('WITH [%2$s]/**/AS/* */(%1$s) SELECT * FROM %2$s'),
  ('WITH `%2$s`AS(%1$s)SELECT*FROM %2$s'),
  ('WITH "into"(x) AS (SELECT 1), %2$s(x) AS (%1$s) SELECT x FROM %2$s'),
  ('WITH ''%2$s'' AS (%1$s) SELECT * FROM %2$s'),
  ('WITH %3$s As (%1$s) SELECT * FROM %2$s'),
  ('WITH other AS (SELECT 1), %2$s AS (%1$s) SELECT * FROM %2$s'),
  ('SELECT * FROM (WITH %2$s AS (%1$s) SELECT * FROM %2$s)'),
  ('SELECT (WITH %2$s(x) AS (%1$s) SELECT max(x) FROM %2$s)'),
  ('SELECT '' -- '', "a""b" /* '' */, (WITH %2$s(x) AS (%1$s) SELECT max(x) FROM %2$s)'),
  ('WITH "%2$s"' || char(0xfeff) || 'AS (%1$s) SELECT * FROM %2$s')
), always (title, sql) AS (VALUES
  ('look into the schema', 'SELECT name FROM sqlite_schema'),
  ('attach another file', 'ATTACH '':memory:'' AS other'),
  ('make a table', 'CREATE TABLE other (a)'),
  ('make a trigger', 'CREATE TEMP TRIGGER other AFTER INSERT ON flow_event BEGIN SELECT 1; END'),
  ('drop the record', 'DROP TABLE flow_event'),
  ('ask a pragma', 'PRAGMA table_info(client)'),
  ('write the schema', 'PRAGMA writable_schema = ON'),
  ('load another extension', 'SELECT load_extension(''jwt'')'))
SELECT printf('%s may %s%s %s', :program, iif(any_allowed, '', 'not '), verb, object) AS title, iif(allowed, 'allowed', 'refused'), sql
  FROM (SELECT *, max(allowed) OVER (PARTITION BY verb, object) AS any_allowed
          FROM (SELECT s.*, EXISTS (SELECT 1 FROM program_access AS a
                                     WHERE a.program = :program AND a.verb = s.verb AND a.object IN (s.object, s.object || '.' || s.member)) AS allowed
                  FROM step AS s))
UNION ALL
SELECT printf('%s may not read more in the name of the %s %s', :program, s.type, s.name), 'refused',
       replace(replace(replace(form, '%1$s', m.sql), '%2$s', s.name), '%3$s', upper(s.name))
  FROM sqlite_schema AS s, disguise,
       (SELECT printf('SELECT "%w" FROM "%w"', member, object) AS sql, row_number() OVER (PARTITION BY type) AS first FROM member AS m
         WHERE type = 'table' AND NOT is_rowid
           AND NOT EXISTS (SELECT 1 FROM program_access AS a WHERE a.program = :program AND a.object IN (m.object, m.object || '.' || m.member))) AS m
 WHERE s.type IN ('table', 'view', 'trigger') AND s.name NOT LIKE 'sqlite_%' AND m.first = 1
UNION ALL
SELECT printf('%s may not %s', :program, title), 'refused', sql
  FROM always
 ORDER BY title;
