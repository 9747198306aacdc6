-- What is switched off here.  (Why a statement reads views and writes JSON: see the head of flow/flow.sql.)

-- name: protection_page
-- needs: @csrf
-- gives: model
-- `$name` is what a learner would type: one row.
SELECT json_object(
  'at_protections', 1, 'csrf', @csrf,
  'some_off', EXISTS (SELECT name FROM protection WHERE is_on = 0),
  'protections', (SELECT json_group_array(json_object(
                    'name', name, 'title', title, 'guards', guards, 'spec', spec, 'lab', lab, 'asks', asks, 'is_on', is_on = 1))
                    FROM protection),
  'sql', 'SELECT name, value, guards, spec, lab FROM protection;' || char(10) || char(10)
         || (SELECT group_concat('UPDATE setting SET value = ' || quote(CASE is_on WHEN 1 THEN word_off ELSE word_on END)
                                 || ' WHERE name = ' || quote(name) || ';', char(10)) FROM protection)) AS model;

-- local: protection_default
-- needs: :all
-- gives: event_detail
SELECT json_object('all', 'on') AS event_detail WHERE :all = 'on';

-- name: protection_all_on
UPDATE setting SET value = service WHERE name IN (SELECT name FROM protection WHERE is_on = 0);

-- name: protection_set
-- needs: :off :on
-- gives: event_detail
-- Switched off, it has its weaker word.  (The trigger protection_stays refuses it in a service.)
UPDATE setting
   SET value = (SELECT CASE WHEN p.name = :off THEN p.word_off ELSE p.word_on END FROM protection AS p WHERE p.name = setting.name)
 WHERE name = coalesce(:off, :on) AND name IN (SELECT name FROM protection)
RETURNING json_object(name, value) AS event_detail;

-- local: protection_again
-- needs: $mount
-- gives: location
SELECT $mount || '/protections' AS location;
