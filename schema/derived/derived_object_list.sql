-- What stands in the schema behind derived_object was made since.
INSERT INTO derived_object (name)
SELECT name FROM main.sqlite_schema
 WHERE type IN ('table', 'view', 'trigger') AND rowid >= (SELECT rowid FROM main.sqlite_schema WHERE name = 'derived_object');
