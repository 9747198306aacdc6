-- The teacher's guide.  (Why a statement reads views and writes JSON: see the head of flow/flow.sql.)

-- name: guide_run
-- needs: @language :run
-- gives: run guide_file
-- A word that is no running order is the shortest one.
SELECT coalesce((SELECT run FROM lab_run WHERE run = :run), 'hour') AS run, 'workshop/lab/' || @language || '/guide.html' AS guide_file;

-- name: guide_page
-- needs: @run
-- gives: model
SELECT json_object(
  'at_labs', 1,
  'runs', (SELECT json_group_array(json_object('run', run, 'title', title, 'is_chosen', run = @run)) FROM (SELECT * FROM lab_run ORDER BY place)),
  'plan', (SELECT json_group_array(json_object(
             'begins', printf('%d:%02d', p.begins / 60, p.begins % 60), 'minutes', p.minutes, 'title', p.title,
             'lab', CASE p.part WHEN 1 THEN p.lab END, 'question', l.question, 'point', CASE p.part WHEN 1 THEN g.point END))
             FROM (SELECT * FROM lab_plan WHERE run = @run ORDER BY begins, lab, part) AS p
             LEFT JOIN lab AS l ON l.lab = p.lab AND p.part = 1 LEFT JOIN lab_guide AS g ON g.lab = p.lab),
  'labs', (SELECT json_group_array(json_object('lab', l.lab, 'title', l.title, 'wrong', g.wrong, 'point', g.point, 'tell', g.tell,
                   'right', (SELECT says FROM lab_choice AS c WHERE c.lab = l.lab AND c.is_right = 1)))
             FROM (SELECT o.lab FROM lab_order AS o WHERE o.run = @run ORDER BY o.lab) AS o
             JOIN lab AS l ON l.lab = o.lab LEFT JOIN lab_guide AS g ON g.lab = l.lab),
  'sql', 'SELECT begins, minutes, lab, title' || char(10) || '  FROM lab_plan' || char(10) || ' WHERE run = ''' || @run || ''';') AS model;
