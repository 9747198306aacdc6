-- A flow as Markdown (GitHub's, which has tables), in the reader's language.
--
-- Its lines are JSON: [mark, [cell, …]].  A cell that is an array of its own is a phrase.

-- name: export_markdown_steps
-- needs: @flow_id
-- gives: reasons step_lines refusal_lines
WITH step AS MATERIALIZED (
  SELECT * FROM flow_step WHERE flow_id = @flow_id ORDER BY moment, event_id LIMIT 1000)
SELECT (SELECT group_concat(DISTINCT reason) FROM step WHERE decision = 'deny') AS reasons,
       (SELECT json_group_array(json_array('|', json_array(
                  s.time, json_array(f.title), json_array(o.title), json_array(s.says), s.method || ' ' || s.path, s.token,
                  CASE s.decision WHEN 'deny' THEN '✗ ' ELSE '' END || coalesce(s.status, s.decision) || coalesce(' ' || s.reason, ''))))
          FROM step AS s JOIN flow_actor AS f ON f.actor = s.actor_from JOIN flow_actor AS o ON o.actor = s.actor_to) AS step_lines,
       (SELECT json_group_array(json_array('|', json_array(reason, spec, json_array(help))))
          FROM (SELECT DISTINCT reason, spec, help FROM step WHERE decision = 'deny')) AS refusal_lines;

-- name: export_markdown_holders
-- needs: @flow_id
-- gives: holder_lines
SELECT json_group_array(json_array('|', json_array(token, json_array(title), since,
           CASE WHEN issued THEN json_array('made it') WHEN refused THEN '✗' END))) AS holder_lines
  FROM (SELECT h.token, a.title, h.since, h.issued, h.refused
          FROM token_holder AS h JOIN flow_actor AS a ON a.actor = h.holder
         WHERE h.fingerprint IN (SELECT fingerprint FROM flow_step_token WHERE flow_id = @flow_id)
         ORDER BY h.first_event, a.place LIMIT 200);

-- name: export_markdown
-- needs: @title @reasons @step_lines @holder_lines @refusal_lines @language
-- gives: body
-- What strangers wrote is text: each character that Markdown or HTML would take for its own is written by its number.
WITH part (part, lines) AS (VALUES
  (1, json_array(json_array('#', json_array(json_array(substr(@title, 1, instr(@title || ' for ', ' for ') - 1)),
                                            nullif(substr(@title, instr(@title || ' for ', ' for ') + 5), ''))))),
  (2, json_array(json_array('', CASE WHEN @reasons IS NULL THEN json_array(json_array('Nothing was refused.'))
                                     ELSE json_array(json_array('Refused:'), replace(@reasons, ',', ', ')) END))),
  (3, json_array(json_array('|', json_array(json_array('Time'), json_array('Sent by'), json_array('Sent to'), json_array('What'),
                                            json_array('Request'), json_array('Tokens'), json_array('Outcome'))),
                 json_array('|---|---|---|---|---|---|---|', json_array()))),
  (4, @step_lines),
  (5, json_array(json_array('##', json_array(json_array('Who has held which token'))))),
  (6, json_array(json_array('|', json_array(json_array('Token'), json_array('Held by'), json_array('Since'), json_array('Outcome'))),
                 json_array('|---|---|---|---|', json_array()))),
  (7, @holder_lines),
  (8, CASE WHEN @reasons IS NOT NULL THEN json_array(json_array('##', json_array(json_array('Why it was refused')))) END),
  (9, CASE WHEN @reasons IS NOT NULL
           THEN json_array(json_array('|', json_array(json_array('Reason'), json_array('Clause'), json_array('What it means'))),
                           json_array('|---|---|---|', json_array())) END),
  (10, @refusal_lines)),
line AS (
  SELECT p.part, l.key AS place, l.value ->> 0 AS mark,
         (SELECT group_concat(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(
                   (SELECT t.translated FROM translation AS t WHERE c.type = 'array' AND t.language = @language AND t.phrase = c.value ->> 0),
                   CASE c.type WHEN 'array' THEN c.value ->> 0 ELSE c.value END, ''),
                   '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '|', '&#124;'), '`', '&#96;'), '*', '&#42;'), '[', '&#91;'), ']', '&#93;'),
                   '\', '&#92;'), '_', '\_'), char(10), ' '), char(13), ' '),
                 CASE l.value ->> 0 WHEN '|' THEN ' | ' ELSE ' ' END)
            FROM json_each(l.value, '$[1]') AS c) AS cells
    FROM part AS p, json_each(p.lines) AS l)
SELECT group_concat(mark || CASE mark WHEN '' THEN '' ELSE ' ' END || coalesce(cells, '')
                    || CASE mark WHEN '|' THEN ' |' WHEN '#' THEN char(10) WHEN '' THEN char(10) WHEN '##' THEN char(10) ELSE '' END, char(10))
       || char(10) AS body
  FROM (SELECT mark, cells FROM line ORDER BY part, place);
