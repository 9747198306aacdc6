-- Where did each token go?  Which requests belong together, and views that answer.  Nothing here decides anything.
--
-- A trace is one journey of requests (W3C Trace Context); a login is several, for the browser carries no trace from
-- one party to the next.  A flow joins the traces that saw the same state, the same code, the same token or the same
-- client session: it is a login, or a machine's request for a token, with everything that its tokens did afterwards.
-- The provider's own session joins nothing: single sign-on would make one flow of all the logins of a day.

-- Two flows become one: the one with few traces takes the name of the other; of two small ones the younger that of the older.  No
-- more than 32 traces are named anew, so that a step costs the same whatever somebody sent before; and where both are larger, they
-- stay two: one request that shows a token of each is no reason to write thousands of rows while others wait for the lock.
-- (Nothing reads this view: it is the one door of both triggers below, and its own trigger knows the two names.)
CREATE VIEW flow_meeting AS SELECT NULL AS older, NULL AS younger WHERE 0;
CREATE TRIGGER flow_meeting_joins INSTEAD OF INSERT ON flow_meeting WHEN new.older < new.younger
BEGIN
  UPDATE flow_trace SET flow_id = new.older
   WHERE flow_id = CASE WHEN (SELECT count(*) FROM (SELECT trace_id FROM flow_trace WHERE flow_id = new.younger LIMIT 33)) <= 32 THEN new.younger END;
  UPDATE flow_trace SET flow_id = new.younger
   WHERE flow_id = CASE WHEN EXISTS (SELECT trace_id FROM flow_trace WHERE flow_id = new.younger)
                         AND (SELECT count(*) FROM (SELECT trace_id FROM flow_trace WHERE flow_id = new.older LIMIT 33)) <= 32 THEN new.older END;
END;

-- Where only some of what happens is recorded (setting record), no step of a login is beside another: nothing is joined.
--
-- A new trace is a flow of its own; one with a state that was seen before belongs to that login, which may have no code
-- yet, and perhaps never has one (RFC 6749 section 4.1.2.1).  The first event of a state speaks for all.
-- The workshop's pages are no flow: a look at the record does not stand in it.  What it does in the place of another party is one.
CREATE TRIGGER flow_event_joins AFTER INSERT ON flow_event
WHEN new.actor_to <> 'workshop' AND (SELECT value FROM setting WHERE name = 'record') = 'all'
BEGIN
  INSERT INTO flow_trace (trace_id, flow_id)
  SELECT new.trace_id, new.event_id
   WHERE NOT EXISTS (SELECT trace_id FROM flow_trace WHERE trace_id = new.trace_id);
  INSERT INTO flow_meeting (older, younger)
  SELECT min(f.flow_id), max(f.flow_id)
    FROM flow_event AS e JOIN flow_trace AS f ON f.trace_id = e.trace_id
   WHERE new.detail GLOB '{"state":"*'
     AND e.event_id IN (new.event_id, (SELECT event_id FROM flow_event
                                        WHERE detail GLOB '{"state":"*' AND substr(detail, 11, 16) = substr(new.detail, 11, 16)
                                        ORDER BY event_id LIMIT 1));
END;

-- A token that was seen before brings two flows together as well.
CREATE TRIGGER flow_token_joins AFTER INSERT ON flow_token
WHEN (SELECT value FROM setting WHERE name = 'record') = 'all'
 AND (new.type <> 'session' OR (SELECT recorder FROM flow_event WHERE event_id = new.event_id) NOT IN ('provider', 'provider2'))
BEGIN
  INSERT INTO flow_meeting (older, younger)
  SELECT min(f.flow_id), max(f.flow_id)
    FROM flow_event AS e JOIN flow_trace AS f ON f.trace_id = e.trace_id
   WHERE e.event_id IN (new.event_id, (SELECT event_id FROM flow_token WHERE fingerprint = new.fingerprint ORDER BY event_id LIMIT 1));
END;

-- What is forgotten leaves no name behind.
CREATE TRIGGER flow_event_leaves AFTER DELETE ON flow_event
BEGIN
  DELETE FROM flow_trace
   WHERE trace_id = old.trace_id
     AND NOT EXISTS (SELECT event_id FROM flow_event WHERE trace_id = old.trace_id);
END;

-- The steps of a flow, in order of moment, event_id.  (What a program sends on is recorded when its work is done, with the time at which
-- that began, so it comes after what the others did in between.  Of these the last fifty are looked at: with all of them a trace of
-- thousands would take the square of its length.)
CREATE VIEW flow_step AS
SELECT f.flow_id, e.event_id, strftime('%H:%M:%S', e.at, 'unixepoch') AS time, e.actor_from, e.actor_to, e.channel, e.kind, k.says,
       e.method, e.path, e.status, e.decision,
       (SELECT group_concat(seen.name, ', ')
          FROM (SELECT y.tag || ' ' || substr(t.fingerprint, 1, 4) AS name
                  FROM flow_token AS t JOIN flow_token_type AS y ON y.type = t.type
                 WHERE t.event_id = e.event_id
                 ORDER BY y.place) AS seen) AS token,
       e.reason, coalesce(e.spec, r.spec) AS spec, r.help, r.error, e.client_id, e.subject, e.trace_id,
       CASE WHEN e.actor_from = e.recorder
            THEN (SELECT max(p.at_us) FROM (SELECT at_us FROM flow_event WHERE trace_id = e.trace_id AND event_id <= e.event_id
                                             ORDER BY event_id DESC LIMIT 50) AS p)
            ELSE e.at_us END AS moment
  FROM flow_trace AS f
  JOIN flow_event AS e ON e.trace_id = f.trace_id
  JOIN flow_kind AS k ON k.kind = e.kind
  LEFT JOIN reason AS r ON r.reason = e.reason;

-- The tokens that the steps of a flow saw.
CREATE VIEW flow_step_token AS
SELECT f.flow_id, t.event_id, y.tag, y.place AS tag_place, t.type, t.fingerprint, t.role, t.place, t.verdict,
       e.recorder, e.actor_from, e.actor_to, e.decision, e.at
  FROM flow_trace AS f
  JOIN flow_event AS e ON e.trace_id = f.trace_id
  JOIN flow_token AS t ON t.event_id = e.event_id
  JOIN flow_token_type AS y ON y.type = t.type;

-- All flows, the newest first: when each began, what it is about, and what was refused in it.
CREATE VIEW flow_list AS
SELECT f.flow_id,
       (SELECT strftime('%H:%M:%S', min(e.at), 'unixepoch') FROM flow_trace AS m JOIN flow_event AS e ON e.trace_id = m.trace_id
         WHERE m.flow_id = f.flow_id) AS time,
       (SELECT k.names || coalesce(' for ' || max(e.client_id), '')
          FROM flow_trace AS m JOIN flow_event AS e ON e.trace_id = m.trace_id JOIN flow_kind AS k ON k.kind = e.kind
         WHERE m.flow_id = f.flow_id
         GROUP BY k.names
         ORDER BY max(k.weight) DESC LIMIT 1) AS title,
       (SELECT count(e.event_id) FROM flow_trace AS m JOIN flow_event AS e ON e.trace_id = m.trace_id WHERE m.flow_id = f.flow_id) AS steps,
       (SELECT count(e.reason) FROM flow_trace AS m JOIN flow_event AS e ON e.trace_id = m.trace_id
         WHERE m.flow_id = f.flow_id AND e.decision = 'deny') AS refused,
       (SELECT group_concat(DISTINCT e.reason) FROM flow_trace AS m JOIN flow_event AS e ON e.trace_id = m.trace_id
         WHERE m.flow_id = f.flow_id AND e.decision = 'deny') AS reason,
       coalesce((SELECT e.trace_id FROM flow_event AS e WHERE e.event_id = f.flow_id), f.trace_id) AS trace_id
  FROM flow_trace AS f
 WHERE f.trace_id = (SELECT min(m.trace_id) FROM flow_trace AS m WHERE m.flow_id = f.flow_id)
 ORDER BY f.flow_id DESC;

-- token_journey: the hops of each token in order, from whom to whom and by which road.
CREATE VIEW token_journey AS
SELECT y.tag || ' ' || substr(t.fingerprint, 1, 4) AS token, strftime('%H:%M:%S', e.at, 'unixepoch') AS time,
       e.actor_from, e.actor_to, e.channel, t.role, t.place, e.kind, t.verdict, t.aud, t.type, t.fingerprint, e.event_id, e.trace_id
  FROM flow_token AS t
  JOIN flow_event AS e ON e.event_id = t.event_id
  JOIN flow_token_type AS y ON y.type = t.type
 ORDER BY t.fingerprint, e.event_id;

-- token_holder: who has held which token, since when, and whether it was refused there.
CREATE VIEW token_holder AS
SELECT y.tag || ' ' || substr(t.fingerprint, 1, 4) AS token, a.actor AS holder,
       strftime('%H:%M:%S', min(e.at), 'unixepoch') AS since,
       max(CASE WHEN t.role = 'issued' AND a.actor = e.recorder THEN 1 ELSE 0 END) AS issued,
       count(t.event_id) AS events,
       sum(CASE WHEN e.decision = 'deny' AND a.actor = e.actor_to THEN 1 ELSE 0 END) AS refused,
       t.type, t.fingerprint, min(e.event_id) AS first_event
  FROM flow_token AS t
  JOIN flow_event AS e ON e.event_id = t.event_id
  JOIN flow_token_type AS y ON y.type = t.type
  JOIN flow_actor AS a ON a.actor IN (e.actor_from, e.actor_to)
 GROUP BY t.fingerprint, t.type, a.actor;
