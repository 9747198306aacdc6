-- What is done to a copy of this database before somebody else gets it: what raw_column lists and every hash is replaced by something of
-- the same form that opens nothing.  All else stays: the record, the views, the catalogues.  (Triggers stand aside meanwhile: they would
-- keep the past as it was.)  Each row is one statement.
CREATE TABLE copy_step (
  step INTEGER PRIMARY KEY,
  sql  TEXT NOT NULL
) STRICT;

INSERT INTO copy_step (sql)
SELECT 'DROP TRIGGER "' || name || '"' FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY name;

INSERT INTO copy_step (sql)
SELECT 'UPDATE "' || object || '" SET "' || name || '" = '
       || CASE name WHEN 'password_hash' THEN '''$scrypt$removed''' WHEN 'jwk' THEN '''{"removed":"'' || hex(randomblob(9)) || ''"}'''
                    ELSE '''removed'' || lower(hex(randomblob(18)))' END
       || ' WHERE "' || name || '" <> '''''
  FROM (SELECT object, name FROM raw_column
        UNION
        SELECT t.name, c.name FROM main.sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND c.name GLOB '*_hash')
 ORDER BY object, name;

INSERT INTO copy_step (sql)
SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY name;
