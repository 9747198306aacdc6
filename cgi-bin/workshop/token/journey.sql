-- Where a token has been, as far as this database saw it.

-- name: journey_hops
-- needs: @token_fingerprint
-- gives: journey
-- The last 50 hops, in order; and which step of its flow's picture each is (the picture has the last 200).
WITH hop AS MATERIALIZED (
  SELECT j.*, e.decision, e.status, e.reason FROM token_journey AS j JOIN flow_event AS e ON e.event_id = j.event_id
   WHERE j.fingerprint = @token_fingerprint ORDER BY j.event_id DESC LIMIT 50),
place AS MATERIALIZED (
  SELECT s.event_id, row_number() OVER steps - max(0, count(s.event_id) OVER (PARTITION BY s.flow_id) - 200) AS step
    FROM (SELECT DISTINCT f.flow_id FROM hop AS h JOIN flow_trace AS f ON f.trace_id = h.trace_id) AS flow
   CROSS JOIN flow_step AS s ON s.flow_id = flow.flow_id
  WINDOW steps AS (PARTITION BY s.flow_id ORDER BY s.moment, s.event_id)),
sorted AS (
  SELECT h.*, n.step, f.title AS title_from, o.title AS title_to, k.says
    FROM hop AS h JOIN flow_actor AS f ON f.actor = h.actor_from JOIN flow_actor AS o ON o.actor = h.actor_to JOIN flow_kind AS k ON k.kind = h.kind
    LEFT JOIN place AS n ON n.event_id = h.event_id
   ORDER BY h.event_id)
SELECT json_group_array(json_object(
         'time', time, 'from', title_from, 'to', title_to, 'channel', channel, 'what', says, 'role', role, 'place', place, 'decision', decision,
         'outcome', coalesce(status, decision), 'reason', reason, 'step', step,
         'trace_id', CASE WHEN step IS NOT NULL THEN trace_id END)) AS journey
  FROM sorted;

-- name: journey_holders
-- needs: @token_fingerprint
-- gives: holders
SELECT json_group_array(json_object('name', a.title, 'since', h.since, 'issued', h.issued, 'refused', h.refused,
         'class', CASE WHEN h.refused > 0 THEN 'fail' WHEN h.issued = 1 THEN 'made' ELSE 'held' END)) AS holders
  FROM (SELECT * FROM token_holder WHERE fingerprint = @token_fingerprint ORDER BY first_event) AS h JOIN flow_actor AS a ON a.actor = h.holder;
