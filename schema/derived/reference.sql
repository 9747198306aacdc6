-- A shell's foreign keys are off until somebody says PRAGMA foreign_keys = ON, as schema/shell does.  So triggers keep each foreign key
-- too, whatever the pragma says.  They have one shape for each rule, and are written here from the keys themselves: those of this system,
-- each of one column.  (An upgrade says what its owner added.)
CREATE TEMP TABLE IF NOT EXISTS owner_object (name);
CREATE TEMP TABLE reference AS
SELECT t.name AS child, k."from" AS name, k."table" AS parent,
       coalesce(k."to", (SELECT p.name FROM pragma_table_info(k."table", 'main') AS p WHERE p.pk = 1)) AS key, k.on_delete, k.on_update
  FROM main.sqlite_schema AS t JOIN pragma_foreign_key_list(t.name, 'main') AS k
 WHERE t.type = 'table' AND t.name NOT IN (SELECT name FROM owner_object);

.once script
-- ---- what hangs on a row ends with it ----
SELECT 'CREATE TRIGGER ' || parent || '_takes_' || child || '_by_' || name || ' AFTER DELETE ON ' || parent || char(10)
       || 'BEGIN DELETE FROM ' || child || ' WHERE ' || name || ' = old.' || key || '; END;'
  FROM reference WHERE on_delete = 'CASCADE'
UNION ALL
-- ---- or keeps it ----
SELECT 'CREATE TRIGGER ' || parent || '_stays_for_' || child || '_' || name || ' BEFORE DELETE ON ' || parent || char(10)
       || 'WHEN EXISTS (SELECT 1 FROM ' || child || ' WHERE ' || name || ' = old.' || key || ')' || char(10)
       || 'BEGIN SELECT raise(ABORT, ''a ' || child || ' names this ' || parent || ': delete that first''); END;'
  FROM reference WHERE on_delete = 'RESTRICT'
UNION ALL
-- ---- or moves with it ----
SELECT 'CREATE TRIGGER ' || parent || '_moves_' || child || '_' || name || ' AFTER UPDATE OF ' || key || ' ON ' || parent || char(10)
       || 'WHEN new.' || key || ' <> old.' || key || char(10)
       || 'BEGIN UPDATE ' || child || ' SET ' || name || ' = new.' || key || ' WHERE ' || name || ' = old.' || key || '; END;'
  FROM reference WHERE on_update = 'CASCADE'
UNION ALL
-- ---- what people write names what there is (programs have the pragma on: what they alone write needs no more; a client comes from both) ----
SELECT 'CREATE TRIGGER ' || child || '_' || name || verb || parent || ' BEFORE ' || moment
       || CASE moment WHEN 'UPDATE' THEN ' OF ' || name ELSE '' END || ' ON ' || child || char(10)
       || 'WHEN new.' || name || ' IS NOT NULL' || char(10)
       || ' AND NOT EXISTS (SELECT 1 FROM ' || parent || ' AS p WHERE p.' || key || ' = new.' || name || ')' || char(10)
       || 'BEGIN SELECT raise(ABORT, ''' || child || '.' || name || ' is no row of ' || parent || '''); END;'
  FROM reference, (SELECT 'INSERT' AS moment, '_names_' AS verb UNION ALL SELECT 'UPDATE', '_goes_on_naming_') AS moment
 WHERE child NOT IN (SELECT object FROM program_access WHERE verb = 'insert')
    OR child IN ('client', 'client_grant_type', 'client_scope', 'client_redirect_uri', 'client_post_logout_redirect_uri', 'client_allowed_origin');
.read script
DROP TABLE reference;

-- ---- so does each word of a list ----
CREATE TRIGGER client_default_scope_names_scope BEFORE INSERT ON client
  WHEN length(new.default_scope) - length(replace(new.default_scope, ' ', '')) + 1
       <> (SELECT count(*) FROM scope WHERE instr(' ' || new.default_scope || ' ', ' ' || scope || ' ') > 0)
BEGIN SELECT raise(ABORT, 'a word of client.default_scope is no row of scope'); END;
CREATE TRIGGER client_default_scope_goes_on_naming_scope BEFORE UPDATE OF default_scope ON client
  WHEN length(new.default_scope) - length(replace(new.default_scope, ' ', '')) + 1
       <> (SELECT count(*) FROM scope WHERE instr(' ' || new.default_scope || ' ', ' ' || scope || ' ') > 0)
BEGIN SELECT raise(ABORT, 'a word of client.default_scope is no row of scope'); END;

-- ---- a name that tokens bear stays ----
CREATE TRIGGER end_user_keeps_name BEFORE UPDATE OF subject ON end_user WHEN new.subject <> old.subject
BEGIN SELECT raise(ABORT, 'a subject stays as it is: tokens bear it'); END;
CREATE TRIGGER client_keeps_name BEFORE UPDATE OF client_id ON client WHEN new.client_id <> old.client_id
BEGIN SELECT raise(ABORT, 'a client_id stays as it is: tokens bear it'); END;
CREATE TRIGGER scope_keeps_name BEFORE UPDATE OF scope ON scope WHEN new.scope <> old.scope
BEGIN SELECT raise(ABORT, 'a scope stays as it is: tokens bear it'); END;
