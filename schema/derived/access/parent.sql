-- Who inserts a row reads the keys that its foreign keys name.
INSERT OR IGNORE INTO program_access (program, object, verb)
SELECT a.program, k."table" || '.' || coalesce(k."to", (SELECT p.name FROM pragma_table_info(k."table", 'main') AS p WHERE p.pk = 1)), 'read'
  FROM program_access AS a JOIN pragma_foreign_key_list(a.object, 'main') AS k
 WHERE a.verb = 'insert';
