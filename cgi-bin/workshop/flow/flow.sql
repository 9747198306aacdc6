-- The pages about flows.  Each is one statement that reads the views of the flow record and writes JSON, which the store statements of
-- other programs may not: nothing is decided here, and another engine would have such pages of its own.
--
-- The SQL that a page shows is what it read: the same view, the same condition, the same order.

-- local: flow_list_end
-- needs: :before
-- gives: list_end
-- :before is a text that anybody may write; a flow is a number.
SELECT CASE WHEN :before NOT GLOB '*[^0-9]*' AND length(:before) < 19 THEN CAST(:before AS INTEGER) ELSE 9223372036854775807 END AS list_end;

-- name: flow_list_page
-- needs: @list_end
-- gives: model
-- (CROSS JOIN keeps the order: else all tokens of the record would be read.)
WITH page AS MATERIALIZED (
  SELECT * FROM flow_list WHERE flow_id < @list_end ORDER BY flow_id DESC LIMIT 25),
held AS MATERIALIZED (
  SELECT t.flow_id, t.tag, t.tag_place, t.fingerprint, min(t.event_id) AS event_id
    FROM page AS p CROSS JOIN flow_step_token AS t ON t.flow_id = p.flow_id
   GROUP BY t.flow_id, t.tag, t.fingerprint)
SELECT json_object(
  'at_flows', 1,
  'flows', (SELECT json_group_array(json_object(
              'trace_id', p.trace_id, 'short', substr(p.trace_id, 1, 8), 'time', p.time,
              'names', substr(p.title, 1, instr(p.title || ' for ', ' for ') - 1),
              'client', nullif(substr(p.title, instr(p.title || ' for ', ' for ') + 5), ''),
              'steps', p.steps, 'several', p.steps - 1,
              'tokens', (SELECT json_group_array(json_object('tag', h.tag, 'class', lower(h.tag), 'short', substr(h.fingerprint, 1, 4)))
                           FROM (SELECT * FROM held WHERE flow_id = p.flow_id ORDER BY tag_place, event_id LIMIT 8) AS h),
              'refused', p.refused, 'reason', replace(p.reason, ',', ', '))) FROM page AS p),
  'newer', CASE WHEN named.before IS NULL THEN json('false') ELSE json('true') END,
  'older', (SELECT min(p.flow_id) FROM page AS p
             WHERE EXISTS (SELECT flow_id FROM flow_trace WHERE flow_id < (SELECT min(flow_id) FROM page))),
  'sql', 'SELECT *' || char(10) || '  FROM flow_list' || char(10)
         || coalesce(' WHERE flow_id < ' || named.before || char(10), '') || ' ORDER BY flow_id DESC LIMIT 25;') AS model
  FROM (SELECT CASE WHEN @list_end < 9223372036854775807 THEN @list_end END AS before) AS named;

-- name: flow_of_trace
-- needs: :trace_id
-- gives: flow_id title steps
SELECT t.flow_id, l.title, l.steps
  FROM flow_trace AS t JOIN flow_list AS l ON l.flow_id = t.flow_id
 WHERE t.trace_id = :trace_id;

-- name: flow_steps
-- needs: @flow_id
-- gives: events refusal tokens
-- The last 200 steps: nobody reads more in one table.  They are chosen first, so that only their rows of the views are computed.  The
-- newest refusal among them is the verdict.
WITH shown AS MATERIALIZED (
  SELECT e.event_id FROM flow_trace AS f CROSS JOIN flow_event AS e ON e.trace_id = f.trace_id
   WHERE f.flow_id = @flow_id ORDER BY e.event_id DESC LIMIT 200),
last AS MATERIALIZED (
  SELECT l.* FROM shown AS s CROSS JOIN flow_step AS l ON l.event_id = s.event_id),
seen AS MATERIALIZED (
  SELECT t.* FROM shown AS s CROSS JOIN flow_step_token AS t ON t.event_id = s.event_id),
sorted AS (
  SELECT l.*, f.title AS title_from, o.title AS title_to
    FROM last AS l JOIN flow_actor AS f ON f.actor = l.actor_from JOIN flow_actor AS o ON o.actor = l.actor_to
   ORDER BY l.moment, l.event_id)
SELECT (SELECT json_group_array(json_object(
           'time', l.time, 'from', l.title_from, 'to', l.title_to, 'channel', l.channel, 'kind', l.kind, 'what', l.says,
           'method', l.method, 'path', l.path, 'decision', l.decision, 'outcome', coalesce(l.status, l.decision),
           'reason', l.reason, 'help', l.help, 'spec', CASE WHEN l.reason IS NOT NULL THEN l.spec END,
           'tokens', (SELECT json_group_array(json_object(
                         'tag', t.tag, 'class', lower(t.tag), 'short', substr(t.fingerprint, 1, 4), 'role', t.role, 'place', t.place,
                         'state', CASE WHEN l.decision = 'deny' AND t.role = 'presented' THEN 'refused' END))
                        FROM (SELECT * FROM seen WHERE event_id = l.event_id ORDER BY tag_place) AS t)))
          FROM sorted AS l) AS events,
       (SELECT json_object('class', 'fail', 'help', help,
                  'text', CASE (SELECT count(event_id) FROM last WHERE decision = 'deny')
                            WHEN 1 THEN 'Refused: ' ELSE 'Refused more than once, at last: ' END
                          || reason || '.',
                  'next', 'The caller was told no more than ' || error || '. The clause behind it is ' || spec || '.')
          FROM last WHERE decision = 'deny' ORDER BY moment DESC, event_id DESC LIMIT 1) AS refusal,
       (SELECT count(DISTINCT fingerprint) FROM seen) AS tokens;

-- name: flow_holders
-- needs: @flow_id
-- gives: parties holders
-- Rows: tokens in the order of their appearance, at most 50.  Columns: the four parties of the picture, and others that took part.
WITH seen AS MATERIALIZED (
  SELECT * FROM flow_step_token WHERE flow_id = @flow_id),
party AS MATERIALIZED (
  SELECT actor, title FROM flow_actor
   WHERE place <= 4 OR actor IN (SELECT actor_from FROM seen UNION SELECT actor_to FROM seen)
   ORDER BY place),
token AS MATERIALIZED (
  SELECT tag, fingerprint FROM seen GROUP BY tag, fingerprint ORDER BY min(tag_place), min(event_id) LIMIT 50),
hand AS MATERIALIZED (
  SELECT s.fingerprint, a.actor, strftime('%H:%M:%S', min(s.at), 'unixepoch') AS since,
         max(CASE WHEN s.role = 'issued' AND a.actor = s.recorder THEN 1 ELSE 0 END) AS issued,
         max(CASE WHEN s.decision = 'deny' AND a.actor = s.actor_to THEN 1 ELSE 0 END) AS refused
    FROM seen AS s CROSS JOIN flow_actor AS a ON a.actor IN (s.actor_from, s.actor_to)
   WHERE s.fingerprint IN (SELECT fingerprint FROM token)
   GROUP BY s.fingerprint, a.actor)
SELECT (SELECT json_group_array(json_object('party', title)) FROM party) AS parties,
       (SELECT json_group_array(json_object(
           'tag', t.tag, 'class', lower(t.tag), 'short', substr(t.fingerprint, 1, 4),
           'cells', (SELECT json_group_array(json_object(
                        'party', p.title, 'text', CASE h.issued WHEN 1 THEN 'made it, ' ELSE '' END || h.since,
                        'class', CASE WHEN h.refused THEN 'fail' WHEN h.issued THEN 'made' ELSE 'held' END))
                       FROM party AS p LEFT JOIN hand AS h ON h.actor = p.actor AND h.fingerprint = t.fingerprint)))
          FROM token AS t) AS holders;

-- name: flow_queries
-- needs: @flow_id :trace_id
-- gives: queries
-- It reads no table: these are texts for the page.
SELECT json_array(
  json_object('about', 'the steps', 'sql', 'SELECT *' || char(10) || '  FROM flow_step' || char(10)
    || ' WHERE flow_id = (SELECT flow_id FROM flow_trace WHERE trace_id = ' || quote(:trace_id) || ')' || char(10)
    || ' ORDER BY moment, event_id;'),
  json_object('about', 'who has held which token', 'sql', 'SELECT *' || char(10) || '  FROM token_holder' || char(10)
    || ' WHERE fingerprint IN (SELECT fingerprint FROM flow_step_token WHERE flow_id = ' || @flow_id || ');'),
  json_object('about', 'why something was refused', 'sql', 'SELECT *' || char(10) || '  FROM why' || char(10)
    || ' WHERE trace_id IN (SELECT trace_id FROM flow_trace WHERE flow_id = ' || @flow_id || ');')) AS queries;

-- local: flow_page
-- needs: @title @flow_id @picture @refusal @steps @tokens @events @parties @holders @queries :trace_id
-- gives: model
SELECT json_object(
  'at_flows', 1,
  'title', @title, 'of_trace', :trace_id, 'flow_id', @flow_id,
  'picture', json(@picture),
  'verdict', json(coalesce(@refusal, json_object(
     'class', 'pass', 'text', 'Nothing was refused.',
     'help', @steps || CASE @steps WHEN 1 THEN ' step, ' ELSE ' steps, ' END
             || @tokens || CASE @tokens WHEN 1 THEN ' token.' ELSE ' tokens.' END))),
  'events', json(@events),
  'more', max(0, @steps - 200),
  'parties', json(@parties),
  'holders', json(@holders),
  'queries', json(@queries)) AS model;
