-- The picture of a flow, laid out: what stands where, in numbers.  One statement reads the record; the others compute from its rows, and
-- www/workshop/flow_svg.html writes what they give.
--
-- A step has a number n, and y grows with it.  A lane is a party.  A band is a chapter (flow_kind.chapter).  A thread is a token in a
-- party's hands, from the step with which it came to the step that ended it.

-- name: picture_read
-- needs: @flow_id @language
-- gives: picture_steps picture_tokens picture_parties
-- The last 200 steps of the flow in order, what they saw, and the parties: the four of every picture, and others that took part.
WITH shown AS MATERIALIZED (
  SELECT e.event_id FROM flow_trace AS f CROSS JOIN flow_event AS e ON e.trace_id = f.trace_id
   WHERE f.flow_id = @flow_id ORDER BY e.event_id DESC LIMIT 200),
step AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY s.moment, s.event_id) AS n, s.*, e.grant_id, e.at, e.at - e.at_us / 1000000 AS clock_offset,
         k.chapter, k.names
    FROM shown CROSS JOIN flow_step AS s ON s.event_id = shown.event_id
    JOIN flow_event AS e ON e.event_id = s.event_id JOIN flow_kind AS k ON k.kind = s.kind),
party AS (
  SELECT a.actor, a.part, a.place, coalesce((SELECT translated FROM translation WHERE language = @language AND phrase = a.title), a.title) AS title
    FROM flow_actor AS a
   WHERE a.place <= 4 OR a.actor IN (SELECT actor_from FROM step UNION SELECT actor_to FROM step))
SELECT (SELECT json_group_array(json_object(
           'n', n, 'event_id', event_id, 'at', at, 'clock_offset', clock_offset, 'time', time,
           'from', actor_from, 'to', actor_to, 'channel', channel, 'kind', kind,
           'says', says, 'method', method, 'path', path, 'status', status, 'decision', decision, 'reason', reason, 'error', error,
           'whose', coalesce(grant_id, client_id), 'chapter', chapter, 'names', names))
          FROM (SELECT * FROM step ORDER BY n)) AS picture_steps,
       (SELECT json_group_array(json_object(
           'n', n, 'tag', tag, 'place', place, 'type', type, 'fingerprint', fingerprint, 'role', role, 'exp', exp))
          FROM (SELECT s.n, y.tag, y.place, t.type, t.fingerprint, t.role, t.exp
                  FROM step AS s CROSS JOIN flow_token AS t ON t.event_id = s.event_id JOIN flow_token_type AS y ON y.type = t.type
                 ORDER BY s.n, y.place, t.fingerprint)) AS picture_tokens,
       (SELECT json_group_array(json_object('actor', actor, 'title', upper(substr(title, 1, 1)) || substr(title, 2), 'part', part))
          FROM (SELECT * FROM party ORDER BY place)) AS picture_parties;

-- local: picture_step
-- needs: @picture_steps :step
-- gives: picture_step picture_is_step picture_last
-- Up to which step: the one that is asked for, if it is one, or the last.
SELECT CASE WHEN asked BETWEEN 1 AND number THEN asked ELSE number END AS picture_step,
       coalesce(asked BETWEEN 1 AND number, 0) AS picture_is_step, number AS picture_last
  FROM (SELECT json_array_length(@picture_steps) AS number,
               CASE WHEN :step NOT GLOB '*[^0-9]*' AND length(:step) < 4 THEN CAST(:step AS INTEGER) END AS asked);

-- local: picture_rows
-- needs: @picture_steps @picture_tokens
-- gives: picture_rows
-- Where each step stands.  A step that begins no chapter goes on with the one before it; what the browser asks a client for belongs to what
-- its request led to.  A new band begins with another chapter, with a click, and where the clock was moved.
WITH step AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'from' AS sender, value ->> 'kind' AS kind, value ->> 'decision' AS decision,
         value ->> 'chapter' AS chapter, value ->> 'names' AS names, value ->> 'clock_offset' AS clock_offset, value ->> 'time' AS time
    FROM json_each(@picture_steps)),
saw AS MATERIALIZED (
  SELECT value ->> 'n' AS n, max(value ->> 'type' = 'code') AS a_code, max(value ->> 'type' IN ('id', 'refresh', 'code')) AS another_kind
    FROM json_each(@picture_tokens) GROUP BY value ->> 'n'),
opened AS MATERIALIZED (
  SELECT s.*, CASE WHEN chapter IS NULL THEN NULL
                   WHEN decision = 'deny' AND kind = 'api.request' AND another_kind THEN 'misunderstanding'
                   WHEN decision = 'deny' THEN 'refusal'
                   WHEN kind = 'token.request' AND NOT coalesce(a_code, 0) THEN names
                   ELSE chapter END AS opens
    FROM step AS s LEFT JOIN saw USING (n)),
placed AS MATERIALIZED (
  SELECT o.*, coalesce(opens,
           (SELECT a.opens FROM opened AS a
             WHERE o.sender = 'browser' AND a.n BETWEEN o.n + 1 AND o.n + 3 AND a.opens IS NOT NULL ORDER BY a.n LIMIT 1),
           (SELECT b.opens FROM opened AS b WHERE b.n < o.n AND b.opens IS NOT NULL ORDER BY b.n DESC LIMIT 1),
           (SELECT a.opens FROM opened AS a WHERE a.n > o.n AND a.opens IS NOT NULL ORDER BY a.n LIMIT 1), names) AS band
    FROM opened AS o),
parted AS (
  SELECT *, clock_offset - lag(clock_offset, 1, clock_offset) OVER by_n AS jump, lag(band) OVER by_n AS band_before,
         lag(time) OVER by_n IS NOT time AS time_changed
    FROM placed WINDOW by_n AS (ORDER BY n)),
broken AS (
  SELECT *, abs(jump) > 1 AS jumps,
         band IS NOT band_before OR abs(jump) > 1 OR (sender = 'browser' AND kind IN ('client.request', 'page.get') AND band <> 'Sign in') AS breaks
    FROM parted)
SELECT json_group_array(json_object(
         'n', n, 'y', y, 'band', band, 'breaks', breaks, 'jump', CASE WHEN jumps THEN jump END, 'time', CASE WHEN time_changed THEN time END))
         AS picture_rows
  FROM (SELECT *, 60 + sum(CASE WHEN jumps THEN 134 WHEN breaks THEN 98 ELSE 62 END) OVER (ORDER BY n)
                  - CASE WHEN first_value(jumps) OVER (ORDER BY n) THEN 36 ELSE 0 END - 40 AS y FROM broken);

-- local: picture_hands
-- needs: @picture_steps @picture_tokens
-- gives: picture_hands
-- Which token came into whose hands, with which step: what was issued or shown, to its receiver; a session, to both; a code, to whom it is
-- brought; and what somebody presents who had it before this flow, or by a way that no program saw.  An authorization server and an API
-- look at a token and keep nothing, and nobody keeps a logout token or a proof.
WITH step AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'from' AS sender, value ->> 'to' AS receiver FROM json_each(@picture_steps)),
token AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'tag' AS tag, value ->> 'place' AS place, value ->> 'type' AS type, value ->> 'role' AS role,
         value ->> 'fingerprint' AS fingerprint, value ->> 'exp' AS exp, sender, receiver
    FROM json_each(@picture_tokens) JOIN step ON step.n = value ->> 'n'),
came AS MATERIALIZED (
  SELECT receiver AS holder, sender AS maker, * FROM token WHERE role IN ('issued', 'seen') AND receiver <> sender
  UNION ALL
  SELECT sender, sender, * FROM token WHERE role = 'issued' AND type = 'session'
  UNION ALL
  SELECT receiver, NULL, * FROM token
   WHERE role = 'presented' AND type = 'code' AND receiver NOT IN ('provider', 'provider2', 'api', 'api2')
  UNION ALL
  SELECT sender, NULL, * FROM token WHERE role = 'presented' AND type NOT IN ('code', 'logout', 'dpop')),
maker AS MATERIALIZED (
  SELECT fingerprint, max(maker) AS maker, max(exp) AS exp FROM came GROUP BY fingerprint)
SELECT json_group_array(json_object(
         'holder', holder, 'fingerprint', fingerprint, 'tag', tag, 'place', place, 'type', type, 'began', began, 'maker', maker, 'exp', exp))
         AS picture_hands
  FROM (SELECT c.holder, c.fingerprint, c.tag, c.place, c.type, min(c.n) AS began, m.maker, m.exp
          FROM came AS c JOIN maker AS m USING (fingerprint) GROUP BY c.holder, c.fingerprint ORDER BY began, c.place);

-- local: picture_ends
-- needs: @picture_steps @picture_tokens @picture_hands
-- gives: picture_ends
-- What ended a token, and with which step: for everybody (holder NULL), or in one party's hands.
WITH step AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'at' AS at, value ->> 'from' AS sender, value ->> 'to' AS receiver, value ->> 'kind' AS kind,
         value ->> 'decision' AS decision, value ->> 'error' AS error, value ->> 'whose' AS whose FROM json_each(@picture_steps)),
token AS MATERIALIZED (
  SELECT value ->> 'type' AS type, value ->> 'role' AS role, value ->> 'fingerprint' AS fingerprint, step.*,
         decision = 'deny' AND error = 'invalid_grant' AS refused
    FROM json_each(@picture_tokens) JOIN step ON step.n = value ->> 'n'),
hand AS MATERIALIZED (
  SELECT value ->> 'holder' AS holder, value ->> 'fingerprint' AS fingerprint, value ->> 'type' AS type, value ->> 'began' AS began,
         value ->> 'maker' AS maker, value ->> 'exp' AS exp FROM json_each(@picture_hands)),
ending(n, fingerprint, holder, why) AS (
  SELECT n, fingerprint, NULL, CASE WHEN refused THEN 'refused for good' ELSE 'used up' END FROM token
   WHERE type = 'code' AND role = 'presented' AND receiver IN ('provider', 'provider2') AND (refused OR decision <> 'deny')
  UNION ALL
  SELECT n, fingerprint, sender, 'passed on' FROM token WHERE type = 'code' AND role = 'presented' AND receiver NOT IN ('provider', 'provider2')
  UNION ALL
  SELECT t.n, t.fingerprint, NULL, CASE WHEN t.refused THEN 'refused for good' ELSE 'replaced' END FROM token AS t
   WHERE t.kind = 'token.refresh' AND t.type = 'refresh' AND t.role = 'presented'
     AND (t.refused OR EXISTS (SELECT 1 FROM token AS i
                              WHERE i.n = t.n + 1 AND i.type = 'refresh' AND i.role = 'issued' AND i.fingerprint <> t.fingerprint))
  UNION ALL
  SELECT n, fingerprint, NULL, 'revoked' FROM token WHERE role = 'revoked'
  UNION ALL
  SELECT r.n, t.fingerprint, NULL, 'revoked' FROM step AS r JOIN token AS t ON t.whose = r.whose
   WHERE r.kind = 'grant.revoked' AND t.type IN ('refresh', 'code') AND t.role = 'issued'
  UNION ALL
  SELECT b.n, a.fingerprint, b.receiver, 'replaced' FROM token AS a JOIN token AS b ON b.type = a.type AND b.receiver = a.receiver AND b.n > a.n
   WHERE a.type IN ('access', 'id') AND a.role = 'issued' AND b.role = 'issued' AND a.whose IS b.whose
  UNION ALL
  SELECT b.n, a.fingerprint, NULL, 'replaced' FROM hand AS a JOIN token AS b ON b.type = 'session' AND b.role = 'issued' AND b.n > a.began
   WHERE a.type = 'session' AND a.maker = b.sender AND a.fingerprint <> b.fingerprint AND a.holder = b.receiver
  UNION ALL
  SELECT s.n, h.fingerprint, NULL, 'ended' FROM step AS s JOIN hand AS h ON h.type = 'session' AND h.maker = s.sender WHERE s.kind = 'session.end'
  UNION ALL
  SELECT s.n, h.fingerprint, s.sender, 'forgotten with its session' FROM step AS s JOIN hand AS h ON h.holder = s.sender
   WHERE s.kind = 'session.end' AND s.sender = 'client' AND h.type <> 'session'
  UNION ALL
  SELECT min(s.n), h.fingerprint, NULL, 'expired' FROM hand AS h JOIN step AS s ON s.at >= h.exp AND s.n > h.began
   WHERE h.type IN ('access', 'id', 'code') GROUP BY h.holder, h.fingerprint)
SELECT json_group_array(json_object('n', n, 'fingerprint', fingerprint, 'holder', holder, 'why', why)) AS picture_ends
  FROM ending;

-- local: picture_threads
-- needs: @picture_ends @picture_hands
-- gives: picture_threads
-- Each thread beside the line of its party.  Of the places there it takes the first that is free: `busy` has four digits for each, the step
-- until which it is taken, before this thread came.
WITH RECURSIVE ending AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'fingerprint' AS fingerprint, value ->> 'holder' AS holder, value ->> 'why' AS why
    FROM json_each(@picture_ends)),
hand AS MATERIALIZED (
  SELECT key, value ->> 'holder' AS holder, value ->> 'fingerprint' AS fingerprint, value ->> 'tag' AS tag, value ->> 'place' AS place,
         value ->> 'type' AS type, value ->> 'began' AS began FROM json_each(@picture_hands)),
thread AS MATERIALIZED (
  SELECT h.*, coalesce(min(e.n), 9999) AS ended, e.why,
         CASE WHEN h.holder = 'browser' OR (h.holder = 'client' AND h.type IN ('session', 'code')) THEN -1 ELSE 1 END AS side
    FROM hand AS h LEFT JOIN ending AS e ON e.fingerprint = h.fingerprint AND e.n > h.began AND coalesce(e.holder, h.holder) = h.holder
   GROUP BY h.key),
numbered AS MATERIALIZED (
  SELECT *, row_number() OVER (ORDER BY holder, side, began, place, key) AS i FROM thread),
slot(slot) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11)),
seated(i, holder, side, ended, slot, busy) AS (
  SELECT 0, '', 0, 0, 0, ''
  UNION ALL
  SELECT t.i, t.holder, t.side, t.ended,
         (SELECT min(f.slot) FROM slot AS f
           WHERE t.holder <> s.holder OR t.side <> s.side
              OR CASE f.slot WHEN s.slot THEN s.ended ELSE CAST(substr(s.busy, 4 * f.slot + 1, 4) AS INTEGER) END <= t.began),
         CASE WHEN t.holder = s.holder AND t.side = s.side
              THEN substr(s.busy, 1, 4 * s.slot) || printf('%04d', s.ended) || substr(s.busy, 4 * s.slot + 5)
              ELSE printf('%048d', 0) END
    FROM seated AS s JOIN numbered AS t ON t.i = s.i + 1 WHERE s.slot IS NOT NULL)
SELECT json_group_array(json_object(
         'holder', n.holder, 'tag', n.tag, 'fingerprint', n.fingerprint, 'type', n.type, 'began', n.began, 'ended', nullif(n.ended, 9999),
         'why', n.why, 'side', n.side, 'slot', s.slot)) AS picture_threads
  FROM numbered AS n JOIN seated AS s USING (i);

-- local: picture_lanes
-- needs: @picture_parties @picture_threads
-- gives: picture_lanes picture_width
-- Where each party's line is, and how much room its threads take on either side of it.
WITH party AS (
  SELECT key AS place, value ->> 'actor' AS actor, value ->> 'title' AS title, value ->> 'part' AS part,
         290 AS apart -- three tokens fit between two lines
    FROM json_each(@picture_parties)),
side_room AS MATERIALIZED (
  SELECT value ->> 'holder' AS holder, value ->> 'side' AS side, 12 + 6.5 * (1 + max(value ->> 'slot')) AS room
    FROM json_each(@picture_threads) GROUP BY 1, 2)
SELECT json_group_array(json_object(
         'actor', actor, 'title', title, 'part', part, 'x', 200 + apart * place,
         'left', coalesce((SELECT room FROM side_room WHERE holder = actor AND side = -1), 8),
         'right', coalesce((SELECT room FROM side_room WHERE holder = actor AND side = 1), 8))) AS picture_lanes,
       max(330 + apart * place) AS picture_width
  FROM party;

-- local: picture_arrows
-- needs: @picture_lanes @picture_rows @picture_steps @picture_step @picture_tokens @picture_is_step
-- gives: picture_arrows
-- Each step as an arrow (or, inside one party, as a note on its lane) up to the step that is shown: a line that ends at the other party, or
-- before it where it was refused; words that begin at the sender; tokens near the head, three at most.
WITH lane AS MATERIALIZED (
  SELECT value ->> 'actor' AS actor, value ->> 'x' AS x, value ->> 'left' AS room_left, value ->> 'right' AS room_right
    FROM json_each(@picture_lanes)),
place AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'y' AS y FROM json_each(@picture_rows)),
step AS MATERIALIZED (
  SELECT s.value AS step, place.n, place.y, CASE WHEN f.x <= t.x THEN 1 ELSE -1 END AS way, f.x = t.x AS inside,
         s.value ->> 'decision' = 'deny' AS denied,
         f.x + CASE WHEN f.x <= t.x THEN f.room_right ELSE - f.room_left END AS x1,
         t.x - CASE WHEN f.x < t.x THEN t.room_left WHEN f.x = t.x THEN 0 ELSE - t.room_right END AS tip, t.x AS lane
    FROM json_each(@picture_steps) AS s JOIN place ON place.n = s.value ->> 'n'
    JOIN lane AS f ON f.actor = s.value ->> 'from' JOIN lane AS t ON t.actor = s.value ->> 'to' WHERE place.n <= @picture_step),
lined AS MATERIALIZED (
  SELECT *, tip - CASE WHEN denied THEN 23 * way ELSE 0 END AS x2 FROM step),
token AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'tag' AS tag, value ->> 'fingerprint' AS fingerprint, value ->> 'role' AS role, key,
         54 + 8 * length(value ->> 'tag') AS width, row_number() OVER (PARTITION BY value ->> 'n' ORDER BY key) AS number
    FROM json_each(@picture_tokens)),
pill AS MATERIALIZED (
  SELECT t.*, sum(width + 6) OVER (PARTITION BY n ORDER BY number) - 6 AS up_to, sum(width + 6) OVER (PARTITION BY n) - 6 AS whole
    FROM token AS t WHERE number <= 3)
SELECT json_group_array(json_object(
         'n', n, 'y', y, 'x1', x1, 'x2', x2, 'inside', inside, 'lane', lane, 'channel', step ->> 'channel', 'class', CASE WHEN denied THEN 'deny' END,
         'marker', CASE WHEN denied THEN 'hd' ELSE 'h' END, 'cross', CASE WHEN denied THEN tip - 10 * way END,
         'anchor', CASE WHEN way = -1 THEN 'back' END, 'words', x1 + 2 * way,
         'note', x1 + coalesce((SELECT max(whole) + 8 FROM pill WHERE pill.n = lined.n), 0) + 6,
         'above', y - 15, 'below', y + 22, 'now', n = @picture_step AND @picture_is_step, 'says', (step ->> 'says'), 'reason', step ->> 'reason',
         'method', CASE WHEN step ->> 'path' IS NOT NULL THEN step ->> 'method' END, 'path', step ->> 'path',
         'status', CASE WHEN step ->> 'path' IS NULL OR denied THEN step ->> 'status' END,
         'more', (SELECT max(number) - 3 FROM token AS t WHERE t.n = lined.n AND number > 3),
         'pills', (SELECT json_group_array(json_object(
              'x', CASE WHEN inside THEN x1 + 6 + up_to - width WHEN way = 1 THEN x2 - 14 - whole + up_to - width ELSE x2 + 14 + up_to - width END,
              'y', y - 11, 'tag', tag, 'class', lower(tag), 'short', substr(fingerprint, 1, 4), 'role', role, 'width', width, 'edge', width - 40,
              'middle', (width - 40) / 2.0, 'letters', width - 20, 'end', width - 5,
              'refused', CASE WHEN (denied AND role = 'presented') OR role = 'revoked' THEN 1 END))
              FROM pill WHERE pill.n = lined.n ORDER BY number)))
       AS picture_arrows
  FROM lined ORDER BY n;

-- local: picture
-- needs: @picture_rows @picture_step @picture_lanes @picture_threads @picture_width @picture_arrows
-- gives: picture
-- All of it.  A thread that ends because its time is over ends before the step that came too late; one that is replaced, just above its successor.
WITH place AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'y' AS y, value ->> 'band' AS band, value ->> 'breaks' AS breaks, value ->> 'jump' AS jump,
         value ->> 'time' AS time FROM json_each(@picture_rows) WHERE value ->> 'n' <= @picture_step),
size AS MATERIALIZED (
  SELECT max(y) + 44 AS bottom FROM place),
band AS (
  SELECT n, y, band, jump, lead(y - CASE WHEN jump IS NULL THEN 98 ELSE 134 END, 1, bottom - 44) OVER (ORDER BY n) + 44 AS bottom
    FROM place, size WHERE breaks),
lane AS MATERIALIZED (
  SELECT value ->> 'actor' AS actor, value ->> 'title' AS title, value ->> 'part' AS part, value ->> 'x' AS x FROM json_each(@picture_lanes)),
thread AS (
  SELECT t.value AS t, l.title, l.x + (t.value ->> 'side') * (8 + 6.5 * (t.value ->> 'slot')) AS x, b.y,
         e.y - CASE t.value ->> 'why' WHEN 'expired' THEN CASE WHEN e.jump THEN 71 WHEN e.breaks THEN 49 ELSE 29 END
                                        WHEN 'replaced' THEN 10 ELSE 0 END AS until
    FROM json_each(@picture_threads) AS t JOIN lane AS l ON l.actor = t.value ->> 'holder' JOIN place AS b ON b.n = t.value ->> 'began'
    LEFT JOIN place AS e ON e.n = t.value ->> 'ended')
SELECT json_object(
  'width', @picture_width, 'height', bottom + 14, 'lane_bottom', bottom + 14, 'width_inside', @picture_width - 12,
  'steps', (SELECT count(n) FROM place),
  'middle', @picture_width / 2, 'right', @picture_width - 14,
  'bands', (SELECT json_group_array(json_object(
       'y', y - 44, 'height', bottom - y + 44, 'name_y', y - 18, 'misunderstanding', band = 'misunderstanding', 'refusal', band = 'refusal',
       'chapter', CASE WHEN band NOT IN ('misunderstanding', 'refusal') THEN band END)) FROM band),
  'jumps', (SELECT json_group_array(json_object('y', y - 67, 'text_y', y - 63,
       'jump', CASE WHEN jump >= 3600 THEN (jump / 3600) || ' h ' ELSE '' END || CASE WHEN jump >= 60 THEN (jump % 3600 / 60) || ' min ' ELSE '' END
               || CASE WHEN jump % 60 <> 0 THEN (jump % 60) || ' s' ELSE '' END))
              FROM place WHERE jump IS NOT NULL),
  'times', (SELECT json_group_array(json_object('y', y + 4, 'time', time)) FROM place WHERE time IS NOT NULL),
  'lanes', (SELECT json_group_array(json_object('x', x, 'box', x - CASE actor WHEN 'provider' THEN 103 ELSE 85 END,
       'box_width', CASE actor WHEN 'provider' THEN 206 ELSE 170 END, 'title', title, 'part', part)) FROM lane),
  'threads', (SELECT json_group_array(json_object('x', x, 'y', y, 'until', coalesce(until, bottom + 14), 'end', until,
       'class', lower(t ->> 'tag'), 'tag', t ->> 'tag', 'short', substr(t ->> 'fingerprint', 1, 4),
       'why', CASE WHEN until IS NOT NULL THEN t ->> 'why' END, 'holder', title)) FROM thread),
  'arrows', json(@picture_arrows)) AS picture
  FROM size;
