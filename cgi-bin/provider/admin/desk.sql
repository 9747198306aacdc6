-- The desks: a view for each.  Lists have fifty rows at a time.

-- name: desk_known
-- needs: @desk
-- gives: desk_title desk_about desk_newest_first
SELECT title AS desk_title, about AS desk_about, newest_first AS desk_newest_first FROM desk WHERE desk = @desk;

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
   AND NOT EXISTS (SELECT 1 FROM deed_idle AS i WHERE i.deed = d.deed AND i.about = :id)
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

-- local: desk_way
-- needs: @desk_newest_first :before :after
-- gives: desk_rises desk_place
-- In which direction the places are read, and from which on.  Where the newest is first they are numbers, and fall.
WITH asked AS (SELECT coalesce(:before, :after) AS place, (:before IS NULL) = (@desk_newest_first = 0) AS rises)
SELECT rises AS desk_rises,
       CASE WHEN @desk_newest_first = 0 THEN coalesce(place, '')
            WHEN place NOT GLOB '*[^0-9]*' AND length(place) < 16 THEN CAST(place AS INTEGER)
            WHEN rises THEN 0 ELSE 9223372036854775807 END AS desk_place
  FROM asked;

-- name: desk_{}_rising
-- needs: @desk_place :search
-- gives: place section name says told mark desk id word deed button
-- for {}: clients apis users groups sessions grants keys settings relaxation why deeds health
-- With :search, those that have it in the words by which they are found.  They are read in their order until there are enough.
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_{} AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place > @desk_place
   AND (CAST(:search AS TEXT) IS NULL OR replace(r.found, lower(:search), '') <> r.found)
 ORDER BY r.place LIMIT 51;

-- name: desk_{}_falling
-- needs: @desk_place :search
-- gives: place section name says told mark desk id word deed button
-- for {}: clients apis users groups sessions grants keys settings relaxation why deeds health
SELECT r.place, r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_{} AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.place < @desk_place
   AND (CAST(:search AS TEXT) IS NULL OR replace(r.found, lower(:search), '') <> r.found)
 ORDER BY r.place DESC LIMIT 51;

-- name: desk_{}_about
-- needs: :id
-- gives: section name says told mark desk id word deed button
-- for {}: client user group setting
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_{} AS r LEFT JOIN deed AS d ON d.deed = r.deed
 WHERE r.about = :id
 LIMIT 500;

-- name: desk_start
-- gives: section name says told mark desk id word deed button
SELECT r.section, r.name, r.says, r.told, r.mark, r.desk, r.id, r.word, r.deed, d.says AS button
  FROM desk_start AS r LEFT JOIN deed AS d ON d.deed = r.deed;

-- local: desk_page
-- needs: @rows @desk_about @desk_title @desk @administrator_name @csrf @desks @forms @choices @fields :before :id :search :after
-- gives: model
-- Rows under the same heading stand together.  The last of 51 is not shown: it says that there are more.  A page that was read backwards is
-- turned round.
WITH listed AS MATERIALIZED (
  SELECT CAST(key AS INTEGER) * CASE WHEN :before IS NULL THEN 1 ELSE -1 END AS number, value AS item,
         coalesce(value ->> 'section', '') AS section
    FROM json_each(@rows)
   WHERE @desk_about = 1 OR key < 50),
ends AS (
  SELECT @rows ->> '$[0].place' AS nearest,
         CASE WHEN @desk_about = 0 AND json_array_length(@rows) = 51 THEN @rows ->> '$[49].place' END AS farthest)
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
  'search', :search, 'earlier', earlier, 'later', later, 'turns', json(CASE WHEN coalesce(earlier, later) IS NULL THEN 'false' ELSE 'true' END),
  'searches', json(CASE WHEN coalesce(earlier, later, :search) IS NULL THEN 'false' ELSE 'true' END)) AS model
  FROM (SELECT CASE WHEN :before IS NOT NULL THEN farthest WHEN :after IS NOT NULL THEN nearest END AS earlier,
               CASE WHEN :before IS NOT NULL THEN nearest ELSE farthest END AS later
          FROM ends);
