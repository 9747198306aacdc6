-- Where a token has been, as far as this database saw it.

-- name: journey_hops
-- needs: @token_fingerprint
-- gives: journey
-- The last 50 hops, in order.
SELECT json_group_array(json_object(
         'time', h.time, 'from', f.title, 'to', o.title, 'channel', h.channel, 'what', k.says, 'role', h.role, 'place', h.place,
         'decision', h.decision, 'outcome', coalesce(h.status, h.decision), 'reason', h.reason,
         'trace_id', h.trace_id, 'event_id', h.event_id)) AS journey
  FROM (SELECT * FROM (SELECT j.*, e.decision, e.status, e.reason FROM token_journey AS j JOIN flow_event AS e ON e.event_id = j.event_id
                        WHERE j.fingerprint = @token_fingerprint ORDER BY j.event_id DESC LIMIT 50) ORDER BY event_id) AS h
  JOIN flow_actor AS f ON f.actor = h.actor_from JOIN flow_actor AS o ON o.actor = h.actor_to JOIN flow_kind AS k ON k.kind = h.kind;

-- name: journey_holders
-- needs: @token_fingerprint
-- gives: holders
SELECT json_group_array(json_object('name', a.title, 'since', h.since, 'issued', h.issued, 'refused', h.refused,
         'class', CASE WHEN h.refused > 0 THEN 'fail' WHEN h.issued = 1 THEN 'made' ELSE 'held' END)) AS holders
  FROM (SELECT * FROM token_holder WHERE fingerprint = @token_fingerprint ORDER BY first_event) AS h JOIN flow_actor AS a ON a.actor = h.holder;
