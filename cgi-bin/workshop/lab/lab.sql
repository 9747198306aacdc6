-- The pages about labs.  (Why a statement reads views and writes JSON: see the head of flow/flow.sql.)

-- name: lab_list_page
-- gives: model
WITH said AS MATERIALIZED (
  SELECT * FROM lab_progress ORDER BY lab)
SELECT json_object(
  'at_labs', 1,
  'done', (SELECT count(lab) FROM said WHERE event_id IS NOT NULL), 'all', (SELECT count(lab) FROM said),
  'labs', (SELECT json_group_array(json_object(
             'lab', s.lab, 'title', s.title, 'question', s.question, 'minutes', s.minutes,
             'is_done', s.event_id IS NOT NULL, 'is_begun', s.event_id IS NULL AND s.predict_id IS NOT NULL,
             'hour', s.run = 'hour', 'half', s.run IN ('hour', 'half'))) FROM said AS s),
  'runs', (SELECT json_group_array(json_object('run', r.run, 'title', r.title, 'labs', o.labs))
             FROM (SELECT * FROM lab_run ORDER BY place) AS r
             JOIN (SELECT run, group_concat(lab, ' ') AS labs FROM (SELECT * FROM lab_order ORDER BY lab) GROUP BY run) AS o ON o.run = r.run),
  'sql', 'SELECT p.lab, p.title, p.event_id' || char(10) || '  FROM lab_progress AS p' || char(10) || ' ORDER BY p.lab;') AS model;

-- name: lab_named
-- needs: @language $rest
-- gives: lab run lab_minutes lab_spec lab_title lab_question lab_proof lab_page
SELECT lab, run, minutes AS lab_minutes, spec AS lab_spec, title AS lab_title, question AS lab_question, proof AS lab_proof,
       'workshop/lab/' || @language || '/' || lab || '.html' AS lab_page
  FROM lab
 WHERE lab = $rest;

-- name: lab_way
-- needs: :with :print
-- gives: way sheet
-- A word that is no way is none.  :print makes a sheet of paper of the page.
SELECT coalesce((SELECT way FROM lab_way WHERE way = :with), 'browser') AS way,
       CASE WHEN :print IN ('handout', 'answers') THEN :print END AS sheet;

-- name: lab_steps
-- needs: @lab @way
-- gives: steps_shown
WITH step AS (
  SELECT step, says FROM lab_step WHERE lab = @lab AND way = @way ORDER BY step),
task AS (
  SELECT step, place, verb, text FROM lab_task WHERE lab = @lab AND way = @way ORDER BY step, place)
SELECT json_group_array(json_object('number', step, 'says', says,
         'commands', (SELECT json_group_array(CASE verb
             WHEN 'wait' THEN json_object('wait', CAST(text / 60 AS INTEGER))
             WHEN 'copy' THEN json_object('copy', text, 'from', (SELECT client FROM lab_address) || '/reveal')
             ELSE json_object(replace(verb, ' ', '_'), text) END)
           FROM task WHERE task.step = step.step))) AS steps_shown
  FROM step;

-- name: lab_prediction
-- needs: @lab
-- gives: predicted letters holder
-- What was said here last.  One row in any case.
SELECT (SELECT detail ->> '$.choice' FROM flow_event WHERE kind = 'lab.predict' AND lab = @lab ORDER BY event_id DESC LIMIT 1) AS predicted,
       (SELECT detail ->> '$.fingerprint' FROM flow_event WHERE kind = 'lab.answer' AND lab = @lab ORDER BY event_id DESC LIMIT 1) AS letters,
       (SELECT detail ->> '$.holder' FROM flow_event WHERE kind = 'lab.answer' AND lab = @lab ORDER BY event_id DESC LIMIT 1) AS holder;

-- name: lab_evidence
-- needs: @lab
-- gives: evidence proved_by last_refusal
-- The newest proof, event by event; and what was refused last, where there is none yet.  In the picture of its flow each has a number.
WITH proof AS MATERIALIZED (
  SELECT event_id, beside_id FROM lab_pass WHERE lab = @lab ORDER BY event_id DESC LIMIT 1),
last AS MATERIALIZED (
  SELECT event_id, trace_id, reason, help FROM why
   WHERE kind NOT GLOB 'lab.*' AND reason NOT IN ('lab_unknown', 'not_found') AND NOT EXISTS (SELECT event_id FROM proof)
   ORDER BY event_id DESC LIMIT 1),
chosen AS MATERIALIZED (
  SELECT event_id FROM proof UNION ALL SELECT beside_id FROM proof UNION ALL SELECT event_id FROM last),
place AS MATERIALIZED (
  SELECT s.event_id, row_number() OVER steps - max(0, count(s.event_id) OVER (PARTITION BY s.flow_id) - 200) AS step
    FROM (SELECT DISTINCT f.flow_id FROM chosen AS c JOIN flow_event AS e ON e.event_id = c.event_id
            JOIN flow_trace AS f ON f.trace_id = e.trace_id) AS flow
   CROSS JOIN flow_step AS s ON s.flow_id = flow.flow_id
  WINDOW steps AS (PARTITION BY s.flow_id ORDER BY s.moment, s.event_id)),
seen AS (
  SELECT e.*, f.title AS title_from, o.title AS title_to, k.says, n.step
    FROM flow_event AS e JOIN flow_actor AS f ON f.actor = e.actor_from JOIN flow_actor AS o ON o.actor = e.actor_to
    JOIN flow_kind AS k ON k.kind = e.kind
    LEFT JOIN place AS n ON n.event_id = e.event_id
   WHERE e.event_id IN (SELECT event_id FROM proof UNION ALL SELECT beside_id FROM proof)
   ORDER BY e.event_id)
SELECT (SELECT json_group_array(json_object(
           'step', step, 'time', strftime('%H:%M:%S', at, 'unixepoch'), 'from', title_from, 'to', title_to, 'channel', channel,
           'what', says, 'method', method, 'path', path, 'decision', decision, 'outcome', coalesce(status, decision), 'reason', reason,
           'trace_id', CASE WHEN step IS NOT NULL THEN trace_id END,
           'tokens', (SELECT json_group_array(json_object('tag', y.tag, 'class', lower(y.tag), 'short', substr(t.fingerprint, 1, 4)))
                        FROM flow_token AS t JOIN flow_token_type AS y ON y.type = t.type
                       WHERE t.event_id = seen.event_id)))
          FROM seen) AS evidence,
       (SELECT event_id FROM proof) AS proved_by,
       (SELECT json_object('reason', l.reason, 'help', l.help, 'trace_id', l.trace_id, 'step', n.step)
          FROM last AS l LEFT JOIN place AS n ON n.event_id = l.event_id) AS last_refusal;

-- name: lab_queries
-- needs: @lab
-- gives: check_sql check_curl
SELECT (SELECT sql || ';' FROM lab_check WHERE lab = @lab) || char(10) || char(10) || 'SELECT * FROM lab_' || @lab || ';' AS check_sql,
       (SELECT group_concat(text, char(10)) FROM (SELECT text FROM lab_task WHERE lab = @lab AND way = 'curl' AND verb = 'run'
                                                   ORDER BY step, place)) AS check_curl;

-- name: lab_page
-- needs: @lab @lab_spec @lab_minutes @csrf @way @lab_title @lab_question @lab_proof @sheet @predicted @letters @holder @steps_shown @here @seat_here
--        @proved_by @evidence @last_refusal @check_sql @check_curl
-- gives: model
SELECT json_object(
  'at_labs', 1, 'lab', @lab, 'spec', @lab_spec, 'minutes', @lab_minutes, 'csrf', @csrf, 'way', @way,
  'title', @lab_title, 'question', @lab_question, 'proof', @lab_proof,
  'screen', @sheet IS NULL, 'handout', @sheet IS 'handout', 'answers', @sheet IS 'answers',
  'not_handout', @sheet IS NOT 'handout', 'not_answers', @sheet IS NOT 'answers',
  'choices', (SELECT json_group_array(json_object('choice', c.choice, 'says', c.says, 'is_right', c.is_right,
                       'is_chosen', c.choice IS @predicted, 'is_wrong', c.is_right = 0))
                FROM (SELECT * FROM lab_choice WHERE lab = @lab ORDER BY choice) AS c),
  'predicted', @predicted, 'letters', @letters, 'held', (SELECT title FROM flow_actor WHERE actor = @holder),
  'asks', EXISTS (SELECT lab FROM lab_command WHERE lab = @lab AND verb = 'answer'),
  'holders', (SELECT json_group_array(json_object('actor', actor, 'title', title))
                FROM (SELECT * FROM flow_actor WHERE place <= 4 ORDER BY place)),
  'ways', (SELECT json_group_array(json_object('way', way, 'title', title, 'is_chosen', way = @way))
             FROM (SELECT * FROM lab_way AS w WHERE EXISTS (SELECT lab FROM lab_step WHERE lab = @lab AND way = w.way) ORDER BY place)),
  'steps', json(@steps_shown),
  'shell', @way = 'curl', 'console', @way = 'sqlite3',
  'seat', @here = 'seat', 'own_shell', @here = 'seat' AND @way = 'curl', 'own_console', @here = 'seat' AND @way = 'sqlite3',
  'file', 'oidc-seat-' || @seat_here || '.db',
  'database', CASE @here WHEN 'seat' THEN 'data/room/seats/' || @seat_here || '/oidc.db' ELSE 'data/oidc.db' END,
  'is_done', @proved_by IS NOT NULL, 'evidence', json(@evidence), 'last', json(@last_refusal),
  'before', (SELECT max(lab) FROM lab WHERE lab < @lab), 'after', (SELECT min(lab) FROM lab WHERE lab > @lab),
  'sql', @check_sql, 'curl', @check_curl) AS model;

-- name: lab_predicted
-- needs: @lab :choice
-- gives: event_kind detail
SELECT 'lab.predict' AS event_kind, json_object('choice', choice) AS detail
  FROM lab_choice
 WHERE lab = @lab AND choice = :choice;

-- name: lab_answered
-- needs: @lab :fingerprint :holder
-- gives: event_kind detail
-- A token by its first letters, and an actor: nothing else is kept.
WITH said AS (SELECT lower(trim(replace(upper(:fingerprint), 'ID', ''))) AS letters)
SELECT 'lab.answer' AS event_kind, json_object('fingerprint', letters, 'holder', actor) AS detail
  FROM said JOIN flow_actor ON actor = :holder
 WHERE length(letters) BETWEEN 4 AND 16
   AND letters NOT GLOB '*[^0-9a-f]*'
   AND EXISTS (SELECT lab FROM lab_command WHERE lab = @lab AND verb = 'answer');

-- name: lab_again
-- needs: @lab :with :choice $mount
-- gives: location
SELECT $mount || '/lab/' || @lab || '?with=' || coalesce((SELECT way FROM lab_way WHERE way = :with), 'browser')
       || CASE WHEN :choice IS NULL THEN '#check' ELSE '#predict' END AS location;
