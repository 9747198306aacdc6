-- A flow as a file: Mermaid and CSV.  (Why a statement reads tables and computes: see the head of flow.sql.)
--
-- An export has the first 1000 steps: what strangers can make longer has an end.

-- name: export_named
-- needs: :trace_id $endpoint
-- gives: flow_id title steps file_name
-- The file is called after the flow's first trace.
SELECT t.flow_id, l.title, l.steps, 'flow-' || substr(l.trace_id, 1, 8) || substr($endpoint, instr($endpoint, '.')) AS file_name
  FROM flow_trace AS t JOIN flow_list AS l ON l.flow_id = t.flow_id
 WHERE t.trace_id = :trace_id;

-- name: export_mermaid
-- needs: @flow_id
-- gives: body
SELECT group_concat(line, char(10)) || char(10) AS body
  FROM (SELECT line FROM flow_mermaid WHERE flow_id = @flow_id ORDER BY place, moment, event_id, part LIMIT 1000);

-- name: export_csv
-- needs: @flow_id
-- gives: body
-- RFC 4180: each value in quotes, a quote twice, CR LF.  A spreadsheet would compute what begins with = + - @ (or a tab, or CR), so these
-- values have ' before them; whoever reads the file into a database takes that away again.
WITH row AS (
  SELECT moment, event_id, token, fingerprint, role,
         json_array(event_id, time, actor_from, actor_to, channel, kind, method, path, status, decision, reason, spec, client_id, subject,
                    trace_id, token, fingerprint, role, place, verdict) AS list
    FROM flow_table WHERE flow_id = @flow_id ORDER BY moment, event_id, token, fingerprint, role LIMIT 1000),
line AS (
  SELECT (SELECT group_concat('"' || CASE WHEN value GLOB '[=+@' || char(9) || char(13) || '-]*' THEN '''' ELSE '' END
                              || replace(coalesce(value, ''), '"', '""') || '"', ',')
            FROM json_each(row.list)) AS line
    FROM row)
SELECT 'event_id,time,actor_from,actor_to,channel,kind,method,path,status,decision,reason,spec,client_id,subject,'
       || 'trace_id,token,fingerprint,role,place,verdict' || char(13, 10) || group_concat(line, char(13, 10)) || char(13, 10) AS body
  FROM line;

-- local: export_svg
-- needs: @title @picture
-- gives: model
SELECT json_object('title', @title, 'picture', json(@picture)) AS model;
