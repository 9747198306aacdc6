-- What there is to look up.  Each page is a catalogue of the database, as it is.

-- name: look_up_start
-- gives: model
SELECT json_object(
  'at_reference', 1,
  'reasons', (SELECT count(*) FROM reason), 'functions', (SELECT count(*) FROM sql_function), 'objects', (SELECT count(*) FROM sql_object),
  'terms', (SELECT count(*) FROM glossary), 'settings', (SELECT count(*) FROM setting), 'kinds', (SELECT count(*) FROM token_kind),
  'relaxations', (SELECT count(*) FROM relaxation),
  'sql', 'SELECT reason, status, spec, help FROM reason;' || char(10) || 'SELECT call, says FROM sql_function ORDER BY place;' || char(10)
         || 'SELECT term, says, spec FROM glossary;') AS model;

-- name: look_up_reasons
-- needs: :word
-- gives: model
-- :word is looked for in everything that a row says.
WITH found AS MATERIALIZED (
  SELECT * FROM reason
   WHERE :word IS NULL OR instr(lower(reason || ' ' || error || ' ' || status || ' ' || spec || ' ' || help), lower(:word)) > 0)
SELECT json_object(
  'at_reference', 1, 'word', :word, 'found', (SELECT count(reason) FROM found),
  'reasons', (SELECT json_group_array(json_object('reason', f.reason, 'error', f.error, 'status', f.status, 'spec', f.spec, 'help', f.help,
                'told', f.told,
                'times', (SELECT count(*) FROM why WHERE why.reason = f.reason)))
                FROM (SELECT * FROM found ORDER BY reason) AS f),
  'sql', 'SELECT reason, error, status, spec, help, told' || char(10) || '  FROM reason'
         || coalesce(char(10) || ' WHERE instr(lower(reason || '' '' || error || '' '' || status || '' '' || spec || '' '' || help), lower('
                     || quote(:word) || ')) > 0', '') || char(10) || ' ORDER BY reason;') AS model;

-- name: look_up_functions
-- gives: model
WITH family(place, family, name) AS (
  VALUES (1, 'token', 'Tokens'), (2, 'key', 'Keys'), (3, 'beside', 'Beside tokens'))
SELECT json_object(
  'at_reference', 1,
  'families', (SELECT json_group_array(json_object('name', f.name,
                 'functions', (SELECT json_group_array(json_object('function', function, 'call', call, 'is_table', is_table, 'says', says))
                                 FROM (SELECT * FROM sql_function WHERE family = f.family ORDER BY place))))
                 FROM (SELECT * FROM family ORDER BY place) AS f),
  'sql', 'SELECT call, is_table, says' || char(10) || '  FROM sql_function' || char(10) || ' ORDER BY place;') AS model;

-- name: look_up_tables
-- gives: model
WITH family(place, family, name) AS (
  VALUES (1, 'answer', 'Views that answer'), (2, 'record', 'What happened'), (3, 'provider', 'The authorization server''s'),
         (4, 'api', 'The API''s'), (5, 'client', 'The client''s'), (6, 'catalogue', 'Catalogues'))
SELECT json_object(
  'at_reference', 1,
  'families', (SELECT json_group_array(json_object('name', f.name,
                 'objects', (SELECT json_group_array(json_object('name', name, 'says', says, 'columns', columns))
                               FROM (SELECT * FROM sql_object WHERE family = f.family ORDER BY place))))
                 FROM (SELECT * FROM family ORDER BY place) AS f),
  'sql', 'SELECT name, says, columns' || char(10) || '  FROM sql_object' || char(10) || ' ORDER BY place;') AS model;

-- name: look_up_glossary
-- gives: model
SELECT json_object(
  'at_reference', 1,
  'terms', (SELECT json_group_array(json_object('term', term, 'anchor', replace(term, ' ', '-'), 'says', says, 'spec', spec))
              FROM (SELECT * FROM glossary ORDER BY term COLLATE NOCASE)),
  'sql', 'SELECT term, says, spec' || char(10) || '  FROM glossary' || char(10) || ' ORDER BY term COLLATE NOCASE;') AS model;

-- name: look_up_settings
-- gives: model
SELECT json_object(
  'at_reference', 1,
  'settings', (SELECT json_group_array(json_object('name', name, 'value', value || '', 'unit', unit, 'meaning', meaning, 'spec', spec,
                 'bounds', coalesce(replace(words, ',', ', '), smallest || ' … ' || largest), 'service', service || ''))
                 FROM (SELECT * FROM setting ORDER BY name)),
  'relaxations', (SELECT json_group_array(json_object('relaxation', relaxation, 'spec', spec, 'says', says, 'value', value || '',
                                                              'instead', instead || '')) FROM relaxation),
  'sql', 'SELECT name, value, unit, meaning FROM setting;' || char(10) || 'SELECT * FROM relaxation;') AS model;

-- name: look_up_tokens
-- gives: model
SELECT json_object(
  'at_reference', 1,
  'kinds', (SELECT json_group_array(json_object('kind', k.kind, 'name', k.name, 'tag', y.tag, 'class', lower(y.tag),
              'sign', coalesce(k.pattern, k.typ),
              'made_by', k.made_by, 'read_by', k.read_by, 'ends', k.ends, 'spec', k.spec, 'lifetime', s.name, 'seconds', s.value))
              FROM (SELECT * FROM token_kind ORDER BY place) AS k
              LEFT JOIN flow_token_type AS y ON y.type = k.type LEFT JOIN setting AS s ON s.name = k.lifetime),
  'claims', (SELECT json_group_array(json_object('name', claim, 'part', part, 'meaning', meaning, 'reader', reader, 'spec', spec))
               FROM (SELECT * FROM claim_meaning ORDER BY part DESC, claim)),
  'sql', 'SELECT name, made_by, read_by, ends, spec FROM token_kind ORDER BY place;' || char(10)
         || 'SELECT part, claim, meaning, reader, spec FROM claim_meaning ORDER BY part DESC, claim;') AS model;
