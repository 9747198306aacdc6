-- The language of the workshop's pages: setting language.

-- name: language_set
-- gives: language_set
SELECT value AS language_set FROM setting WHERE name = 'language';

-- local: language_page
-- needs: @csrf @language_set
-- gives: model
SELECT json_object(
  'at_language', 1, 'csrf', @csrf,
  'is_browser', json(CASE @language_set WHEN 'browser' THEN 'true' ELSE 'false' END),
  'is_en', json(CASE @language_set WHEN 'en' THEN 'true' ELSE 'false' END),
  'is_de', json(CASE @language_set WHEN 'de' THEN 'true' ELSE 'false' END),
  'sql', 'UPDATE setting SET value = ''' || @language_set || ''' WHERE name = ''language'';') AS model;

-- name: language_change
-- needs: :language
-- gives: language_changed
UPDATE setting
   SET value = :language
 WHERE name = 'language'
   AND :language NOT LIKE '%,%'
   AND replace(',' || words || ',', ',' || CAST(:language AS TEXT) || ',', '') <> ',' || words || ','
RETURNING 1 AS language_changed;

-- local: language_again
-- needs: $path
-- gives: location
SELECT $path AS location;
