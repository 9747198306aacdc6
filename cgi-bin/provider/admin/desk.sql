-- The desks: a view for each, fifty rows at a time.

-- local: desk_before
-- needs: :after
-- gives: before
SELECT CASE WHEN :after NOT GLOB '*[^0-9]*' AND length(:after) < 16 THEN CAST(:after AS INTEGER) END AS before;

-- name: desk_known
-- needs: @desk
-- gives: desk_title desk_about
SELECT title AS desk_title, about AS desk_about FROM desk WHERE desk = @desk;

-- name: desk_list
-- gives: desk title
SELECT desk, title FROM desk WHERE place IS NOT NULL ORDER BY place;

-- name: desk_forms
-- needs: @desk :id
-- gives: deed heading button
-- Of the deeds that would do something.
SELECT d.deed, d.heading, d.says AS button
  FROM deed AS d
 WHERE d.desk = @desk AND d.place IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM client_deed_idle AS i WHERE i.deed = d.deed AND i.about = :id)
   AND NOT EXISTS (SELECT 1 FROM user_deed_idle AS i WHERE i.deed = d.deed AND i.about = :id)
 ORDER BY d.place;

-- name: desk_fields
-- needs: @desk
-- gives: deed field label
SELECT f.deed, f.field, f.label FROM deed_field AS f JOIN deed AS d ON d.deed = f.deed WHERE d.desk = @desk ORDER BY f.deed, f.place;

-- name: desk_choices
-- needs: @desk :id
-- gives: deed field value says chosen
SELECT c.deed, c.field, c.value, c.says, c.chosen
  FROM deed_choice AS c JOIN deed AS d ON d.deed = c.deed
 WHERE d.desk = @desk AND (c.about IS NULL OR c.about = :id)
 ORDER BY c.deed, c.field, c.place
 LIMIT 500;

-- local: desk_is_there
-- needs: @desk_about @rows
-- gives: desk_is_there
SELECT CASE WHEN @desk_about = 1 AND json_array_length(@rows) = 0 THEN 0 ELSE 1 END AS desk_is_there;

-- name: desk_clients
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_clients AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_apis
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_apis AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_users
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_users AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_groups
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_groups AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_sessions
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_sessions AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_grants
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_grants AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_keys
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_keys AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_settings
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_settings AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_relaxation
-- needs: :after
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_relaxation AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > coalesce(CAST(:after AS TEXT), '')
 ORDER BY r.place LIMIT 51;

-- name: desk_client
-- needs: :id
-- gives: section name says told mark desk id word deed button
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_client AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.about = :id
 LIMIT 500;

-- name: desk_user
-- needs: :id
-- gives: section name says told mark desk id word deed button
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_user AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.about = :id
 LIMIT 500;

-- name: desk_group
-- needs: :id
-- gives: section name says told mark desk id word deed button
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_group AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.about = :id
 LIMIT 500;

-- name: desk_setting
-- needs: :id
-- gives: section name says told mark desk id word deed button
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_setting AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.about = :id
 LIMIT 500;

-- name: desk_why
-- needs: @before
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_why AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE CAST(@before AS BIGINT) IS NULL OR r.place < @before
 ORDER BY r.place DESC LIMIT 51;

-- name: desk_deeds
-- needs: @before
-- gives: place section name says told mark desk id word deed button
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_deeds AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE CAST(@before AS BIGINT) IS NULL OR r.place < @before
 ORDER BY r.place DESC LIMIT 51;

-- name: desk_start
-- gives: section name says told mark desk id word deed button
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_start AS r LEFT JOIN deed AS d ON d.deed = r.deed;

-- name: desk_health
-- gives: section name says told mark desk id word deed button
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_health AS r LEFT JOIN deed AS d ON d.deed = r.deed;

-- local: desk_page
-- needs: @rows @desk_about @desk_title @desk @administrator_name @csrf @desks @forms @choices @fields :id
-- gives: model
-- Rows under the same heading stand together.  The last of 51 is not shown: it says that there are more.
WITH listed AS MATERIALIZED (
  SELECT CAST(key AS INTEGER) AS number, value AS item, coalesce(value ->> 'section', '') AS section FROM json_each(@rows)
   WHERE @desk_about = 1 OR key < 50)
SELECT json_object(
  'title', @desk_title, 'desk', @desk, 'name', @administrator_name, 'csrf', @csrf, 'id', :id,
  'about', json(CASE WHEN @desk_about = 1 THEN 'true' ELSE 'false' END),
  'desks', (SELECT json_group_array(json_object('desk', value ->> 'desk', 'title', (value ->> 'title'),
              'here', json(CASE WHEN value ->> 'desk' = @desk THEN 'true' ELSE 'false' END))) FROM json_each(@desks)),
  'sections', (SELECT json_group_array(json_object('heading', s.section,
                 'rows', (SELECT json_group_array(json_patch('{}', json_object(
                            'name', item ->> 'name', 'text', (item ->> 'says') || '', 'told', (item ->> 'told'),
                            'mark', (item ->> 'mark'), 'verdict', CASE item ->> 'mark' WHEN 'met' THEN 'pass' WHEN 'signs' THEN 'pass'
                                                                                   WHEN 'not met' THEN 'fail' WHEN 'compromised' THEN 'fail' END,
                            'leads', item ->> 'desk', 'id', item ->> 'id', 'word', item ->> 'word', 'part', s.section,
                            'query', CASE WHEN coalesce(item ->> 'id', '') NOT GLOB '*[^A-Za-z0-9._~-]*' THEN item ->> 'id' ELSE (
                              WITH RECURSIVE byte (place) AS (
                                SELECT 1 UNION ALL SELECT place + 2 FROM byte WHERE place + 2 < length(hex(item ->> 'id')))
                              SELECT group_concat('%' || substr(hex(item ->> 'id'), place, 2), '') FROM byte) END,
                            'deed', item ->> 'deed', 'button', item ->> 'button')))
                            FROM (SELECT item FROM listed WHERE section = s.section ORDER BY number))))
                 FROM (SELECT section, min(number) AS first FROM listed GROUP BY section ORDER BY first) AS s),
  'has_deeds', json_array_length(@forms),
  'forms', (SELECT json_group_array(json_object(
              'deed', d.value ->> 'deed', 'over', (d.value ->> 'heading'), 'button', (d.value ->> 'button'), 'fields',
              (SELECT json_group_array(json_object('field', f.value ->> 'field', 'label', (f.value ->> 'label'),
                 'choices', (SELECT json_group_array(json(c.value)) FROM json_each(@choices) AS c
                              WHERE c.value ->> 'deed' = f.value ->> 'deed' AND c.value ->> 'field' = f.value ->> 'field'),
                 'typed', json(CASE WHEN EXISTS (SELECT 1 FROM json_each(@choices) AS c
                                                  WHERE c.value ->> 'deed' = f.value ->> 'deed' AND c.value ->> 'field' = f.value ->> 'field')
                                    THEN 'false' ELSE 'true' END)))
                 FROM json_each(@fields) AS f WHERE f.value ->> 'deed' = d.value ->> 'deed')))
              FROM json_each(@forms) AS d WHERE d.value ->> 'heading' IS NOT NULL),
  'has_buttons', (SELECT count(*) FROM json_each(@forms) AS d WHERE d.value ->> 'heading' IS NULL),
  'buttons', (SELECT json_group_array(json_object('deed', d.value ->> 'deed', 'button', (d.value ->> 'button')))
                FROM json_each(@forms) AS d WHERE d.value ->> 'heading' IS NULL),
  'after', (SELECT CASE WHEN (place || '') NOT GLOB '*[^A-Za-z0-9._~-]*' THEN place ELSE (
              WITH RECURSIVE byte (place) AS (SELECT 1 UNION ALL SELECT byte.place + 2 FROM byte WHERE byte.place + 2 < length(hex(last.place)))
              SELECT group_concat('%' || substr(hex(last.place), byte.place, 2), '') FROM byte) END
              FROM (SELECT json_extract(@rows, '$[49].place') AS place WHERE @desk_about = 0 AND json_array_length(@rows) = 51) AS last)) AS model;
