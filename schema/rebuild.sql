-- schema/upgrade reads this with the older database as main and an empty one of the present version as newest, inside one
-- transaction, with foreign keys off and legacy_alter_table on.  Each statement here writes statements, and they are read at once:
-- what differs is made anew as newest has it, and no list of what changed is kept by hand.  $script is a file for them.

-- ---- tables ----
-- One that differs is made anew, and takes the rows over in the columns that both have.  A column that is new takes its default;
-- what cannot be guessed was done by the steps of state/step.
.once $script
SELECT CASE WHEN old.name IS NOT NULL THEN 'ALTER TABLE main."' || new.name || '" RENAME TO "' || new.name || ' before";' || char(10) ELSE '' END
       || new.sql || ';' || char(10)
       || coalesce('INSERT INTO main."' || new.name || '" (' || both.list || ') SELECT ' || both.list || ' FROM main."' || new.name || ' before";' || char(10)
                   || 'DROP TABLE main."' || new.name || ' before";', '')
  FROM newest.sqlite_schema AS new
  LEFT JOIN main.sqlite_schema AS old ON old.type = 'table' AND old.name = new.name
  LEFT JOIN (SELECT t.name, group_concat('"' || c.name || '"', ', ') AS list
               FROM main.sqlite_schema AS t JOIN pragma_table_info(t.name, 'main') AS c JOIN pragma_table_info(t.name, 'newest') AS n ON n.name = c.name
              WHERE t.type = 'table' GROUP BY t.name) AS both ON both.name = new.name
 WHERE new.type = 'table' AND new.sql IS NOT old.sql
 ORDER BY new.rowid;
.read $script

.once $script
SELECT 'DROP TABLE main."' || name || '";' FROM main.sqlite_schema
 WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT IN (SELECT name FROM newest.sqlite_schema);
.read $script

-- ---- rows that stand in every database ----
-- Of a catalogue, which nobody but this schema fills, newest knows all rows; to the other tables it gives what they lack.
.once $script
WITH catalogue (name) AS (VALUES ('reason'), ('program_access'), ('raw_column'), ('flow_actor'), ('flow_token_type'), ('flow_kind'))
SELECT CASE WHEN name IN (SELECT name FROM catalogue) THEN 'DELETE FROM main."' || name || '";' || char(10) ELSE '' END
       || 'INSERT OR IGNORE INTO main."' || name || '" (' || list || ') SELECT ' || list || ' FROM newest."' || name || '";'
  FROM (SELECT t.name, group_concat('"' || c.name || '"', ', ') AS list
          FROM newest.sqlite_schema AS t JOIN pragma_table_info(t.name, 'newest') AS c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND t.name <> 'setting' GROUP BY t.name);
.read $script

-- A setting keeps its value; a new one is what the profile says.
CREATE TEMP TABLE setting_value AS SELECT name, value FROM main.setting;
DELETE FROM main.setting;
INSERT INTO main.setting SELECT * FROM newest.setting;
UPDATE main.setting
   SET value = coalesce((SELECT kept.value FROM setting_value AS kept WHERE kept.name = setting.name),
                        CASE (SELECT value FROM setting_value WHERE name = 'profile') WHEN 'service' THEN service ELSE workshop END,
                        value);

-- ---- indexes, triggers, views ----
.once $script
SELECT 'DROP INDEX main."' || name || '";' FROM main.sqlite_schema
 WHERE type = 'index' AND sql IS NOT NULL AND sql NOT IN (SELECT sql FROM newest.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL);
.read $script

.once $script
SELECT sql || ';' FROM newest.sqlite_schema AS new
 WHERE sql IS NOT NULL AND type IN ('index', 'view', 'trigger')
   AND NOT EXISTS (SELECT 1 FROM main.sqlite_schema AS old WHERE old.type = new.type AND old.name = new.name)
 ORDER BY new.rowid;
.read $script

-- ---- what holds at the end: these temporary tables are walls, and a row that does not fit stops everything ----
CREATE TEMP TABLE differs_from_newest (name CHECK (name IS NULL));
INSERT INTO differs_from_newest
SELECT coalesce(new.name, old.name)
  FROM (SELECT type, name, sql FROM newest.sqlite_schema) AS new FULL JOIN (SELECT type, name, sql FROM main.sqlite_schema) AS old USING (type, name)
 WHERE new.sql IS NOT old.sql;
CREATE TEMP TABLE row_without_parent (row CHECK (row IS NULL));
INSERT INTO row_without_parent SELECT "table" || ' ' || coalesce(rowid, parent) FROM pragma_foreign_key_check;
