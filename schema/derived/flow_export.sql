-- A flow as text that other tools read.  What strangers wrote (paths, client_ids) stands in it in a form that no tool takes for its own.

-- flow_mermaid: a sequence diagram for Mermaid, a line a row, in order of place, moment, event_id, part.  Solid is the back channel, dashed
-- the front channel; an arrow with a cross was refused, and the note says why.
CREATE VIEW flow_mermaid AS
WITH said AS (
  SELECT flow_id, 3 AS place, moment, event_id, 1 AS part,
         actor_from || CASE channel WHEN 'front' THEN '-' ELSE '' END || CASE decision WHEN 'deny' THEN '-x' ELSE '->>' END || actor_to || ': '
           AS head,
         says || coalesce(': ' || method || ' ' || path, '') || coalesce(', ' || token, '') AS words
    FROM flow_step
  UNION ALL
  SELECT flow_id, 3, moment, event_id, 2, 'Note over ' || actor_to || ': ', 'refused: ' || reason || coalesce(', ' || spec, '')
    FROM flow_step WHERE decision = 'deny'
  UNION ALL
  SELECT flow_id, 1, 0, 0, 1, 'title ', title FROM flow_list
  UNION ALL
  SELECT f.flow_id, 2, 0, a.place, 1, 'participant ' || a.actor || ' as ', a.title
    FROM flow_actor AS a CROSS JOIN (SELECT DISTINCT flow_id FROM flow_trace) AS f
   WHERE a.place <= 4
      OR EXISTS (SELECT e.event_id FROM flow_trace AS t JOIN flow_event AS e ON e.trace_id = t.trace_id
                  WHERE t.flow_id = f.flow_id AND a.actor IN (e.actor_from, e.actor_to)))
SELECT DISTINCT flow_id, 0 AS place, 0 AS moment, 0 AS event_id, 0 AS part, 'sequenceDiagram' AS line FROM flow_trace
UNION ALL
SELECT flow_id, place, moment, event_id, part, '  ' || head
       || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(words,
            '#', char(1)), ';', char(2)), '&', '#38;'), '<', '#60;'), '>', '#62;'), '"', '#34;'), '%', '#37;'), '{', '#123;'),
            char(10), ' '), char(13), ' '), char(1), '#35;'), char(2), '#59;')
  FROM said;

-- flow_table: the steps of a flow, once for each token that a step saw, for a spreadsheet.
CREATE VIEW flow_table AS
SELECT s.flow_id, s.moment, s.event_id, strftime('%Y-%m-%dT%H:%M:%SZ', e.at, 'unixepoch') AS time, s.actor_from, s.actor_to, s.channel, s.kind,
       s.method, s.path, s.status, s.decision, s.reason, s.spec, s.client_id, s.subject, s.trace_id,
       t.tag AS token, t.fingerprint, t.role, t.place, t.verdict
  FROM flow_step AS s
  JOIN flow_event AS e ON e.event_id = s.event_id
  LEFT JOIN flow_step_token AS t ON t.flow_id = s.flow_id AND t.event_id = s.event_id;
