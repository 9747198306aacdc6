-- schema/upgrade reads this in the older database.  Beside it, in the folder where it runs, stand
--     newest.db   an empty database of the present version, its state alone: no table of derived/
--     versions    the temporary table upgrade_version (old, new)
--     steps       reads state/step/N.sql of each version in between
--     derived     reads state/database.sql, which says the new version, and derived/ as the manifest orders it
-- and `script`, the statements that statements here write, and that are read at once: what differs is made as newest has it, and
-- no list of what changed is kept by hand.
PRAGMA foreign_keys = OFF;
PRAGMA legacy_alter_table = ON;
ATTACH 'newest.db' AS newest;
BEGIN IMMEDIATE;

-- What goes: of the same version what derived/ made and nothing else; of another one all that is no table of state.
.read versions
CREATE TABLE IF NOT EXISTS main.derived_object (name);
CREATE TEMP TABLE stale AS
SELECT type, name FROM main.sqlite_schema
 WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT IN (SELECT name FROM newest.sqlite_schema)
   AND (name IN (SELECT name FROM main.derived_object) OR NOT EXISTS (SELECT 1 FROM main.derived_object)
        OR (SELECT old <> new FROM upgrade_version));

-- What stays of the same version beside state: what its owner added.
CREATE TEMP TABLE owner_object AS
SELECT type, name, tbl_name, sql FROM main.sqlite_schema
 WHERE sql IS NOT NULL AND name NOT IN (SELECT name FROM newest.sqlite_schema) AND name NOT IN (SELECT name FROM stale)
   AND (SELECT old = new FROM upgrade_version);

-- Views and triggers are gone before the steps: what they read may not be there any more, and the past may be written.
.once script
SELECT 'DROP ' || type || ' main."' || name || '";' FROM stale WHERE type IN ('view', 'trigger') ORDER BY type;
.read script
.read steps

-- ---- state: a table that differs is made anew, and takes the rows over in the columns that both have ----
-- A column that is new takes its default; what cannot be guessed was done by the steps.
.once script
SELECT CASE WHEN old.name IS NOT NULL THEN 'ALTER TABLE main."' || new.name || '" RENAME TO "' || new.name || ' before";' || char(10) ELSE '' END
       || new.sql || ';' || char(10)
       || coalesce('INSERT INTO main."' || new.name || '" (' || both.list || ') SELECT ' || both.list || ' FROM main."' || new.name || ' before";'
                   || char(10) || 'DROP TABLE main."' || new.name || ' before";', '')
  FROM newest.sqlite_schema AS new
  LEFT JOIN main.sqlite_schema AS old ON old.type = 'table' AND old.name = new.name
  LEFT JOIN (SELECT t.name, group_concat('"' || c.name || '"', ', ') AS list
               FROM main.sqlite_schema AS t
               JOIN pragma_table_info(t.name, 'main') AS c
               JOIN pragma_table_info(t.name, 'newest') AS n ON n.name = c.name
              WHERE t.type = 'table' GROUP BY t.name) AS both ON both.name = new.name
 WHERE new.type = 'table' AND new.sql IS NOT old.sql
 ORDER BY new.rowid;
.read script

-- (An index of the owner's own stays in the same version, as a table does.)
.once script
SELECT 'DROP INDEX main."' || name || '";' FROM main.sqlite_schema AS old
 WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (SELECT name FROM newest.sqlite_schema)
   AND sql NOT IN (SELECT sql FROM newest.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL)
   AND (name IN (SELECT name FROM newest.sqlite_schema) OR (SELECT old <> new FROM upgrade_version));
.read script
.once script
SELECT sql || ';' FROM newest.sqlite_schema AS new
 WHERE type = 'index' AND sql IS NOT NULL AND NOT EXISTS (SELECT 1 FROM main.sqlite_schema AS old WHERE old.sql = new.sql);
.read script

-- ---- derived: the catalogues are made anew ----
-- A word that leaves its catalogue stays as long as a row of state bears it, as it was: history keeps its meaning.
CREATE TEMP TABLE bearer AS
SELECT t.name AS object, k."from" AS name, k."table" AS catalogue,
       coalesce(k."to", (SELECT name FROM pragma_table_info(k."table", 'main') WHERE pk = 1)) AS word
  FROM newest.sqlite_schema AS t JOIN pragma_foreign_key_list(t.name, 'newest') AS k
 WHERE t.type = 'table' AND k."table" IN (SELECT name FROM main.sqlite_schema) AND k."table" NOT IN (SELECT name FROM newest.sqlite_schema);
.once script
SELECT DISTINCT 'CREATE TEMP TABLE "' || catalogue || ' before" AS SELECT * FROM main."' || catalogue || '";' FROM bearer;
.read script
.once script
SELECT 'DROP TABLE IF EXISTS main."' || name || '";' FROM stale WHERE type = 'table';
.read script
.read derived
.once script
SELECT 'INSERT OR IGNORE INTO main."' || catalogue || '" (' || list || ') SELECT ' || list || ' FROM temp."' || catalogue || ' before"'
       || ' WHERE "' || word || '" IN (SELECT "' || name || '" FROM main."' || object || '");'
  FROM bearer
  JOIN (SELECT b.name AS before, group_concat('"' || c.name || '"', ', ') AS list
          FROM temp.sqlite_schema AS b JOIN pragma_table_info(b.name, 'temp') AS c
          JOIN pragma_table_info(substr(b.name, 1, length(b.name) - 7), 'main') AS n ON n.name = c.name
         WHERE b.name GLOB '* before' GROUP BY b.name) AS both ON both.before = catalogue || ' before';
.read script

-- (An index or a trigger on a table of state that was made anew went with the older one.)
.print what its owner added
.once script
SELECT sql || ';' FROM owner_object
 WHERE type IN ('index', 'trigger') AND tbl_name IN (SELECT name FROM newest.sqlite_schema) AND name NOT IN (SELECT name FROM main.sqlite_schema);
.read script

.print the check of what holds at the end
-- ---- what holds at the end: these temporary tables are walls, and a row that does not fit stops everything ----
CREATE TEMP TABLE state_differs (name CHECK (name IS NULL));
INSERT INTO state_differs
SELECT new.name FROM newest.sqlite_schema AS new
 WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_schema AS old WHERE old.type = new.type AND old.name = new.name AND old.sql IS new.sql);
CREATE TEMP TABLE row_without_parent (row CHECK (row IS NULL));
INSERT INTO row_without_parent SELECT "table" || ' ' || coalesce(rowid, parent) FROM pragma_foreign_key_check;
COMMIT;
