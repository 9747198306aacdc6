-- The pages about flows.  Each is one statement that reads the views of the flow record and writes JSON, which the store statements of
-- other programs may not: nothing is decided here, and another engine would have such pages of its own.
--
-- The SQL that a page shows is what it read: the same view, the same condition, the same order.

-- name: flow_list_newest
-- gives: newest
SELECT coalesce(max(event_id), 0) AS newest FROM flow_event WHERE recorder <> 'workshop' OR kind <> 'page.get';

-- name: flow_newest
-- needs: @flow_id
-- gives: newest
-- (CROSS JOIN keeps the order: of each trace the index has the newest.)
SELECT coalesce(max((SELECT max(e.event_id) FROM flow_event AS e WHERE e.trace_id = f.trace_id)), 0) AS newest
  FROM flow_trace AS f WHERE f.flow_id = @flow_id;

-- local: flow_tag
-- needs: @newest @language $if_none_match
-- gives: etag etag_matches connect_src
-- Another language is another page.  Its script asks for the page again.
SELECT '"' || @newest || '-' || @language || '"' AS etag, $if_none_match IS '"' || @newest || '-' || @language || '"' AS etag_matches,
       '''self''' AS connect_src;

-- local: flow_list_end
-- needs: :before
-- gives: list_end
-- :before is a text that anybody may write; a flow is a number.
SELECT CASE WHEN :before NOT GLOB '*[^0-9]*' AND length(:before) < 19 THEN CAST(:before AS INTEGER) ELSE 9223372036854775807 END AS list_end;

-- name: flow_list_filter
-- needs: :party :chapter :token :refused
-- gives: by_party by_chapter by_token by_refused
-- Which flows: in which a party takes part, a chapter is opened, a token is seen (4 to 16 digits of its fingerprint), something is refused.
-- What is none of these is left out.
SELECT (SELECT actor FROM flow_actor WHERE actor = :party) AS by_party,
       (SELECT max(chapter) FROM flow_kind WHERE chapter = :chapter) AS by_chapter,
       CASE WHEN length(:token) BETWEEN 4 AND 16 AND lower(:token) NOT GLOB '*[^0-9a-f]*' THEN lower(:token) END AS by_token,
       CASE WHEN :refused = '1' THEN 1 END AS by_refused;

-- name: flow_list_choices
-- needs: @by_refused @by_party @by_chapter @by_token @list_end
-- gives: list_choices list_query list_condition
-- The filters as links; the one that is in use, for the next page; and the same as SQL.
WITH choice(place, name, value, title, shown) AS (
  SELECT 0, 'refused', '1', NULL, @by_refused IS NOT NULL
  UNION ALL SELECT place, 'party', actor, title, actor IS @by_party FROM flow_actor
  UNION ALL SELECT 100 - max(weight), 'chapter', replace(chapter, ' ', '+'), chapter, max(chapter IS @by_chapter) FROM flow_kind
             WHERE chapter IS NOT NULL GROUP BY chapter
  UNION ALL SELECT 200, 'token', @by_token, @by_token, 1 WHERE @by_token IS NOT NULL),
condition(sql) AS (
  SELECT 'flow_id < ' || @list_end WHERE @list_end < 9223372036854775807
  UNION ALL SELECT 'flow_id IN (SELECT flow_id FROM flow_step WHERE ' || quote(@by_party) || ' IN (actor_from, actor_to))' WHERE @by_party IS NOT NULL
  UNION ALL SELECT 'flow_id IN (SELECT flow_id FROM flow_step JOIN flow_kind USING (kind) WHERE chapter = ' || quote(@by_chapter) || ')'
             WHERE @by_chapter IS NOT NULL
  UNION ALL SELECT 'flow_id IN (SELECT flow_id FROM flow_step_token WHERE fingerprint GLOB ''' || @by_token || '*'')' WHERE @by_token IS NOT NULL
  UNION ALL SELECT 'refused > 0' WHERE @by_refused)
SELECT (SELECT json_group_array(json_object(name, 1, 'title', title, 'shown', shown, 'query', CASE WHEN shown THEN '' ELSE name || '=' || value END))
          FROM (SELECT * FROM choice ORDER BY place)) AS list_choices,
       (SELECT group_concat('&' || name || '=' || value, '') FROM choice WHERE shown) AS list_query,
       (SELECT group_concat(sql, char(10) || '   AND ') FROM condition) AS list_condition;

-- name: flow_list_page
-- needs: @list_end @by_party @by_chapter @by_token @by_refused @etag @list_choices @list_query @list_condition
-- gives: model
-- (CROSS JOIN keeps the order: else all tokens of the record would be read.)  A small picture has the first 40 steps.
WITH page AS MATERIALIZED (
  SELECT l.* FROM flow_list AS l
   WHERE l.flow_id < @list_end
     AND (@by_party IS NULL OR EXISTS (SELECT e.event_id FROM flow_trace AS f CROSS JOIN flow_event AS e ON e.trace_id = f.trace_id
                                        WHERE f.flow_id = l.flow_id AND @by_party IN (e.actor_from, e.actor_to)))
     AND (@by_chapter IS NULL OR EXISTS (SELECT e.event_id FROM flow_trace AS f CROSS JOIN flow_event AS e ON e.trace_id = f.trace_id
                                          WHERE f.flow_id = l.flow_id AND e.kind IN (SELECT kind FROM flow_kind WHERE chapter = @by_chapter)))
     AND (@by_token IS NULL OR l.flow_id IN (SELECT f.flow_id FROM flow_token AS t JOIN flow_event AS e ON e.event_id = t.event_id
                                               JOIN flow_trace AS f ON f.trace_id = e.trace_id
                                              WHERE t.fingerprint >= @by_token AND t.fingerprint < @by_token || 'g'))
     AND (@by_refused IS NULL OR l.refused > 0)
   ORDER BY l.flow_id DESC LIMIT 25),
held AS MATERIALIZED (
  SELECT t.flow_id, t.tag, t.tag_place, t.fingerprint, min(t.event_id) AS event_id
    FROM page AS p CROSS JOIN flow_step_token AS t ON t.flow_id = p.flow_id
   GROUP BY t.flow_id, t.tag, t.fingerprint),
drawn AS MATERIALIZED (
  SELECT p.flow_id, row_number() OVER (PARTITION BY p.flow_id ORDER BY e.event_id) AS n, min(p.steps, 40) AS steps,
         14 * min(a.place, 5) - 6 AS x1, 14 * min(b.place, 5) - 6 AS x2, CASE WHEN e.decision = 'deny' THEN 'deny' ELSE e.channel END AS class
    FROM page AS p CROSS JOIN flow_trace AS f ON f.flow_id = p.flow_id CROSS JOIN flow_event AS e ON e.trace_id = f.trace_id
    JOIN flow_actor AS a ON a.actor = e.actor_from JOIN flow_actor AS b ON b.actor = e.actor_to)
SELECT json_object(
  'at_flows', 1, 'etag', @etag,
  'flows', (SELECT json_group_array(json_object(
              'trace_id', p.trace_id, 'short', substr(p.trace_id, 1, 8), 'time', p.time,
              'names', substr(p.title, 1, instr(p.title || ' for ', ' for ') - 1),
              'client', nullif(substr(p.title, instr(p.title || ' for ', ' for ') + 5), ''),
              'steps', p.steps, 'several', p.steps - 1,
              'small', (SELECT json_group_array(json_object('x1', x1, 'x2', x2, 'y', 3 + n * 40 / (steps + 1.0), 'class', class))
                          FROM drawn WHERE flow_id = p.flow_id AND n <= 40),
              'tokens', (SELECT json_group_array(json_object('tag', h.tag, 'class', lower(h.tag), 'short', substr(h.fingerprint, 1, 4)))
                           FROM (SELECT * FROM held WHERE flow_id = p.flow_id ORDER BY tag_place, event_id LIMIT 8) AS h),
              'refused', p.refused, 'reason', replace(p.reason, ',', ', '))) FROM page AS p),
  'choices', json(@list_choices), 'chosen', @list_query IS NOT NULL, 'filter', @list_query, 'newer', @list_end < 9223372036854775807,
  'older', (SELECT min(p.flow_id) FROM page AS p
             WHERE EXISTS (SELECT flow_id FROM flow_trace WHERE flow_id < (SELECT min(flow_id) FROM page))
               AND (SELECT count(flow_id) FROM page) = 25),
  'sql', 'SELECT *' || char(10) || '  FROM flow_list' || char(10) || coalesce(' WHERE ' || @list_condition || char(10), '')
         || ' ORDER BY flow_id DESC LIMIT 25;') AS model;

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
  SELECT row_number() OVER (ORDER BY l.moment, l.event_id) AS n, l.*, f.title AS title_from, o.title AS title_to
    FROM last AS l JOIN flow_actor AS f ON f.actor = l.actor_from JOIN flow_actor AS o ON o.actor = l.actor_to
   ORDER BY l.moment, l.event_id)
SELECT (SELECT json_group_array(json_object(
           'n', l.n, 'time', l.time, 'from', l.title_from, 'to', l.title_to, 'channel', l.channel, 'kind', l.kind, 'says', (l.says),
           'method', l.method, 'path', l.path, 'decision', l.decision, 'outcome', coalesce(l.status, l.decision),
           'reason', (l.reason), 'help', (l.help), 'spec', CASE WHEN l.reason IS NOT NULL THEN l.spec END,
           'tokens', (SELECT json_group_array(json_object(
                         'tag', t.tag, 'class', lower(t.tag), 'short', substr(t.fingerprint, 1, 4), 'role', t.role, 'place', t.place,
                         'state', CASE WHEN l.decision = 'deny' AND t.role = 'presented' THEN 'refused' END))
                        FROM (SELECT * FROM seen WHERE event_id = l.event_id ORDER BY tag_place) AS t)))
          FROM sorted AS l) AS events,
       (SELECT json_object('reason', (reason), 'help', (help), 'error', error, 'spec', spec,
                  'several', (SELECT count(event_id) - 1 FROM last WHERE decision = 'deny'))
          FROM last WHERE decision = 'deny' ORDER BY moment DESC, event_id DESC LIMIT 1) AS refusal,
       (SELECT count(DISTINCT fingerprint) FROM seen) AS tokens;

-- name: flow_queries
-- needs: @flow_id :trace_id
-- gives: queries
-- It reads no table: these are texts for the page.
SELECT json_array(
  json_object('the_steps', 1, 'sql', 'SELECT *' || char(10) || '  FROM flow_step' || char(10)
    || ' WHERE flow_id = (SELECT flow_id FROM flow_trace WHERE trace_id = ' || quote(:trace_id) || ')' || char(10)
    || ' ORDER BY moment, event_id;'),
  json_object('holders_of', 1, 'sql', 'SELECT *' || char(10) || '  FROM token_holder' || char(10)
    || ' WHERE fingerprint IN (SELECT fingerprint FROM flow_step_token WHERE flow_id = ' || @flow_id || ');'),
  json_object('refusals', 1, 'sql', 'SELECT *' || char(10) || '  FROM why' || char(10)
    || ' WHERE trace_id IN (SELECT trace_id FROM flow_trace WHERE flow_id = ' || @flow_id || ');')) AS queries;

-- local: flow_page
-- needs: @title @flow_id @picture @picture_is_step @step @steps @tokens @picture_last @etag @browser @refusal @events @parties @holders @queries
--        :trace_id
-- gives: model
SELECT json_object(
  'at_flows', 1,
  'title', @title, 'names', substr(@title, 1, instr(@title || ' for ', ' for ') - 1),
  'client', nullif(substr(@title, instr(@title || ' for ', ' for ') + 5), ''), 'of_trace', :trace_id, 'flow_id', @flow_id,
  'picture', json(@picture),
  'step', CASE WHEN @picture_is_step THEN json(@step) END, 'steps', @steps, 'several_steps', @steps - 1, 'tokens_seen', @tokens,
  'last', @picture_last, 'etag', @etag, 'browser', json(@browser), 'refusal', json(@refusal),
  'events', json(@events),
  'more', max(0, @steps - 200),
  'parties', json(@parties),
  'holders', json(@holders),
  'queries', json(@queries)) AS model;
