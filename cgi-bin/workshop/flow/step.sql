-- The step player: one step of a flow, what the database knows of it, and who holds which token at that moment.

-- local: step_chosen
-- needs: @picture_steps @picture_step
-- gives: step_event_id
SELECT value ->> 'event_id' AS step_event_id FROM json_each(@picture_steps) WHERE value ->> 'n' = @picture_step;

-- name: step_read
-- needs: @issuer @step_event_id @picture_step @picture_last
-- gives: step
-- The request as a learner could send it: what the kind says (table flow_curl), or else where its token was.
WITH step AS MATERIALIZED (
  SELECT s.*, e.detail, f.title AS title_from, o.title AS title_to,
         substr(@issuer, 1, instr(substr(@issuer, 9) || '/', '/') + 7) AS origin,
         (SELECT max(t.type) FROM flow_token AS t WHERE t.event_id = s.event_id AND t.role = 'presented') AS type
    FROM flow_step AS s JOIN flow_event AS e ON e.event_id = s.event_id
    JOIN flow_actor AS f ON f.actor = s.actor_from JOIN flow_actor AS o ON o.actor = s.actor_to
   WHERE s.event_id = @step_event_id),
token AS MATERIALIZED (
  SELECT y.tag, y.place AS tag_place, t.* FROM flow_token AS t JOIN flow_token_type AS y ON y.type = t.type WHERE t.event_id = @step_event_id),
sent AS (
  SELECT coalesce((SELECT c.arguments FROM flow_curl AS c WHERE c.kind = s.kind AND c.type IN ('', s.type) ORDER BY c.type DESC LIMIT 1),
                  (SELECT CASE place WHEN 'cookie' THEN '-b "$' || tag || '"' ELSE '-H "Authorization: Bearer $' || tag || '"' END
                     FROM token WHERE role = 'presented' ORDER BY tag_place LIMIT 1), '') AS arguments
    FROM step AS s)
SELECT json_object(
  'n', @picture_step, 'last', @picture_last, 'says', (says), 'from', title_from, 'to', title_to, 'channel', channel, 'method', method, 'path', path,
  'status', status, 'decision', decision, 'time', time, 'reason', (reason), 'help', (help), 'error', error, 'spec', spec,
  'previous', nullif(@picture_step - 1, 0), 'next', CASE WHEN @picture_step < @picture_last THEN @picture_step + 1 END,
  'tokens', (SELECT json_group_array(json_object(
                'tag', tag, 'class', lower(tag), 'short', substr(fingerprint, 1, 4), 'fingerprint', fingerprint,
                'alg', alg, 'typ', typ, 'aud', aud, 'scope', scope,
                'until', strftime('%H:%M:%S', exp, 'unixepoch'), 'state', CASE WHEN decision = 'deny' AND role = 'presented' THEN 'refused' END))
               FROM (SELECT * FROM token ORDER BY tag_place)),
  'checked', json_type(detail, '$.checks') = 'array',
  'checks', (SELECT json_group_array(json_object(
                'name', value ->> 'name', 'part', (value ->> 'part'), 'wanted', value ->> 'expected', 'got', value ->> 'actual',
                'state', value ->> 'status', 'spec', value ->> 'spec'))
               FROM json_each(CASE WHEN json_type(detail, '$.checks') = 'array' THEN detail ->> '$.checks' ELSE '[]' END)),
  'curl', CASE WHEN path IS NOT NULL AND method IS NOT NULL
               THEN 'curl -i ' || CASE WHEN method IN ('GET', 'POST') THEN '' ELSE '-X ' || method || ' ' END
                    || replace(arguments || ' ', '{client_id}',
                               CASE WHEN client_id NOT GLOB '*[^A-Za-z0-9._-]*' THEN client_id ELSE '$CLIENT_ID' END) || origin || path END,
  'sql', 'SELECT *' || char(10) || '  FROM flow_step' || char(10) || ' WHERE event_id = ' || event_id || ';'
         || CASE WHEN json_type(detail, '$.checks') = 'array'
                 THEN char(10) || char(10) || 'SELECT json_extract(value, ''$.name'') AS name, json_extract(value, ''$.expected'') AS wanted,'
                      || char(10) || '       json_extract(value, ''$.actual'') AS got, json_extract(value, ''$.status'') AS status'
                      || char(10) || '  FROM flow_event, json_each(detail, ''$.checks'')' || char(10) || ' WHERE event_id = ' || event_id || ';'
                 ELSE '' END) AS step
  FROM step CROSS JOIN sent;

-- local: step_holders
-- needs: @picture_lanes @picture_threads @picture_step @picture_steps @picture_tokens
-- gives: parties holders
-- Who holds which token now: by the step that is shown.  Each party against each token that has appeared, 50 at most.
WITH lane AS MATERIALIZED (
  SELECT key AS place, value ->> 'actor' AS actor, value ->> 'title' AS title FROM json_each(@picture_lanes)),
thread AS MATERIALIZED (
  SELECT value ->> 'holder' AS holder, value ->> 'fingerprint' AS fingerprint, value ->> 'began' AS began, coalesce(value ->> 'ended', 9999) AS ended,
         value ->> 'why' AS why FROM json_each(@picture_threads) WHERE value ->> 'began' <= @picture_step),
step AS MATERIALIZED (
  SELECT value ->> 'n' AS n, value ->> 'from' AS sender, value ->> 'to' AS receiver, value ->> 'decision' = 'deny' AS denied
    FROM json_each(@picture_steps) WHERE value ->> 'n' <= @picture_step),
seen AS MATERIALIZED (
  SELECT t.value ->> 'fingerprint' AS fingerprint, t.value ->> 'tag' AS tag, t.value ->> 'place' AS place, t.value ->> 'role' AS role, step.*
    FROM json_each(@picture_tokens) AS t JOIN step ON step.n = t.value ->> 'n'),
token AS MATERIALIZED (
  SELECT fingerprint, tag, place, min(n) AS n FROM seen GROUP BY fingerprint ORDER BY place, min(n) LIMIT 50),
hand AS MATERIALIZED (
  SELECT t.*, l.place AS party_place, l.actor, l.title,
         (SELECT CASE WHEN ended > @picture_step THEN 'holds it' ELSE why END FROM thread
           WHERE holder = l.actor AND fingerprint = t.fingerprint) AS held,
         EXISTS (SELECT n FROM seen WHERE fingerprint = t.fingerprint AND sender = l.actor AND role = 'issued') AS made,
         (SELECT max(denied) FROM seen WHERE fingerprint = t.fingerprint AND receiver = l.actor AND role = 'presented') AS refused
    FROM token AS t CROSS JOIN lane AS l)
SELECT (SELECT json_group_array(json_object('party', title)) FROM (SELECT title FROM lane ORDER BY place)) AS parties,
       (SELECT json_group_array(json_object(
           'tag', t.tag, 'class', lower(t.tag), 'short', substr(t.fingerprint, 1, 4),
           'cells', (SELECT json_group_array(json_object(
                        'party', h.title,
                        'held', CASE WHEN held IS NULL AND refused THEN 'refused it' WHEN held IS NULL AND made THEN 'made it'
                                     WHEN held IS NULL AND refused = 0 THEN 'saw it' ELSE held END,
                        'class', CASE WHEN held = 'holds it' THEN 'made' WHEN held IS NULL AND refused THEN 'fail' ELSE 'held' END))
                       FROM (SELECT * FROM hand WHERE fingerprint = t.fingerprint ORDER BY party_place) AS h)))
          FROM token AS t) AS holders;

-- local: step_browser
-- needs: @picture_threads @picture_step @picture_steps
-- gives: browser
-- What the browser has held so far: the sentence of the page.
WITH held AS MATERIALIZED (
  SELECT DISTINCT value ->> 'type' AS type FROM json_each(@picture_threads)
   WHERE value ->> 'holder' = 'browser' AND value ->> 'began' <= @picture_step),
there AS (
  SELECT EXISTS (SELECT 1 FROM json_each(@picture_steps)
                  WHERE value ->> 'n' <= @picture_step AND 'browser' IN (value ->> 'from', value ->> 'to')) AS there,
         EXISTS (SELECT 1 FROM held WHERE type IN ('access', 'id', 'refresh')) AS token,
         EXISTS (SELECT 1 FROM held WHERE type = 'session') AS session,
         EXISTS (SELECT 1 FROM held WHERE type = 'code') AS code)
SELECT json_object('absent', NOT there, 'tokens', there AND token, 'session_and_code', session AND code AND NOT token,
                   'session', session AND NOT code AND NOT token, 'code', code AND NOT session AND NOT token,
                   'nothing', there AND NOT session AND NOT code AND NOT token) AS browser
  FROM there;
