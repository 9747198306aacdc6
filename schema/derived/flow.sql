-- The flow record: it is append-only, forgets what is too old or too much, and answers who signed in and why a request was refused.

-- Nobody rewrites the past, not by UPDATE and not by INSERT OR REPLACE.
CREATE TRIGGER flow_event_kept BEFORE UPDATE ON flow_event
BEGIN SELECT raise(ABORT, 'the flow record is append-only'); END;
CREATE TRIGGER flow_event_once BEFORE INSERT ON flow_event WHEN EXISTS (SELECT 1 FROM flow_event WHERE event_id = new.event_id)
BEGIN SELECT raise(ABORT, 'the flow record is append-only'); END;
CREATE TRIGGER flow_token_kept BEFORE UPDATE ON flow_token
BEGIN SELECT raise(ABORT, 'the flow record is append-only'); END;

-- (A cascade would be SQLite's own step, which the authorizer of a program does not let through; a trigger is ours.)
CREATE TRIGGER flow_event_takes_tokens BEFORE DELETE ON flow_event
BEGIN DELETE FROM flow_token WHERE event_id = old.event_id; END;

-- How much there is: in all, and of what hit no endpoint.
CREATE TRIGGER flow_event_comes AFTER INSERT ON flow_event
BEGIN
  UPDATE tally SET number = number + 1, bytes = bytes + new.bytes
   WHERE object IN ('flow_event', CASE new.kind WHEN 'unknown' THEN 'flow_event unknown' END);
END;
CREATE TRIGGER flow_event_goes AFTER DELETE ON flow_event
BEGIN
  UPDATE tally SET number = number - 1, bytes = bytes - old.bytes
   WHERE object IN ('flow_event', CASE old.kind WHEN 'unknown' THEN 'flow_event unknown' END);
END;
CREATE TRIGGER flow_token_comes AFTER INSERT ON flow_token
BEGIN UPDATE tally SET bytes = bytes + new.bytes WHERE object = 'flow_event'; END;
CREATE TRIGGER flow_token_goes AFTER DELETE ON flow_token
BEGIN UPDATE tally SET bytes = bytes - old.bytes WHERE object = 'flow_event'; END;

-- It forgets by number and by bytes, a few with each event that comes, so that no request pays for all; by age: derived/cleaning.sql.  Anybody can
-- ask for addresses that are not there, a thousand times a second: that has a tenth of the room, and goes before anything else.
CREATE TRIGGER flow_event_forgets_unknown AFTER INSERT ON flow_event
WHEN EXISTS (SELECT 1 FROM tally AS u, tally AS t
              WHERE u.object = 'flow_event unknown' AND t.object = 'flow_event' AND u.number > 0
                AND (u.number * 10 > (SELECT value FROM setting WHERE name = 'record_largest')
                     OR u.bytes * 10 > (SELECT value FROM setting WHERE name = 'record_bytes')
                     OR t.number > (SELECT value FROM setting WHERE name = 'record_largest')
                     OR t.bytes > (SELECT value FROM setting WHERE name = 'record_bytes')))
BEGIN
  DELETE FROM flow_event
   WHERE event_id IN (SELECT event_id FROM flow_event WHERE kind = 'unknown' ORDER BY event_id LIMIT 4);
END;
CREATE TRIGGER flow_event_forgets AFTER INSERT ON flow_event
WHEN EXISTS (SELECT 1 FROM tally AS u, tally AS t
              WHERE u.object = 'flow_event unknown' AND t.object = 'flow_event' AND u.number = 0
                AND (t.number > (SELECT value FROM setting WHERE name = 'record_largest')
                     OR t.bytes > (SELECT value FROM setting WHERE name = 'record_bytes')))
BEGIN
  DELETE FROM flow_event
   WHERE event_id IN (SELECT event_id FROM flow_event ORDER BY event_id LIMIT 4);
END;
-- sign_in: who signed in, who tried in vain, and whose session ended, here or at the client (recorder); from where, as far as setting
-- record_address lets it be known.
CREATE VIEW sign_in AS
SELECT datetime(e.at, 'unixepoch') AS time, e.recorder, e.kind, e.decision, e.reason, u.username, e.subject, e.client_id, e.address,
       e.event_id, e.trace_id
  FROM flow_event AS e JOIN flow_kind AS k ON k.kind = e.kind LEFT JOIN end_user AS u ON u.subject = e.subject
 WHERE k.sign_in = 1
 ORDER BY e.event_id DESC;

-- why: each refusal, its reason in words, the clause that demands it.  The newest first.
CREATE VIEW why AS
SELECT e.event_id, strftime('%H:%M:%S', e.at, 'unixepoch') AS time, e.actor_from, e.actor_to, e.kind, e.path, e.status,
       (SELECT group_concat(t.type || ' ' || substr(t.fingerprint, 1, 4), ', ') FROM flow_token AS t WHERE t.event_id = e.event_id) AS token,
       e.reason, coalesce(e.spec, r.spec) AS spec, r.help, e.client_id, e.subject, e.trace_id
  FROM flow_event AS e JOIN reason AS r USING (reason)
 WHERE e.decision = 'deny'
 ORDER BY e.event_id DESC;
