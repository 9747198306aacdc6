-- A flow as an HTTP Archive, HAR 1.2.  It has methods, paths, status and times; no query, no header, no cookie and no body, for the record
-- has none of them.  What HAR has no member for begins with _, as it allows.

-- name: export_har
-- needs: @issuer @flow_id @title
-- gives: body
-- A path that has other characters than an address may bear is encoded, RFC 3986 section 2.1, byte by byte.
WITH RECURSIVE origin AS (
  SELECT CASE WHEN instr(substr(@issuer, 9), '/') = 0 THEN @issuer ELSE substr(@issuer, 1, 7 + instr(substr(@issuer, 9), '/')) END AS origin),
step AS MATERIALIZED (
  SELECT e.event_id, e.at_us, e.method, e.path, e.status, s.kind, s.says, s.actor_from, s.actor_to, s.channel, s.decision, s.reason, s.spec, s.moment
    FROM flow_step AS s JOIN flow_event AS e ON e.event_id = s.event_id
   WHERE s.flow_id = @flow_id AND e.method IS NOT NULL AND e.path IS NOT NULL
   ORDER BY s.moment, e.event_id LIMIT 1000),
odd AS MATERIALIZED (
  SELECT DISTINCT path, CAST(path AS BLOB) AS bytes FROM step WHERE path GLOB '*[^A-Za-z0-9/._~-]*'),
byte (path, bytes, at, url) AS (
  SELECT path, bytes, 0, '' FROM odd
  UNION ALL
  SELECT path, bytes, at + 1,
         url || CASE WHEN CAST(substr(bytes, at + 1, 1) AS TEXT) GLOB '[A-Za-z0-9/._~-]' THEN CAST(substr(bytes, at + 1, 1) AS TEXT)
                     ELSE '%' || hex(substr(bytes, at + 1, 1)) END
    FROM byte WHERE at < length(bytes)),
entry AS (
  SELECT s.moment, s.event_id, json_object(
           'startedDateTime', strftime('%Y-%m-%dT%H:%M:%S', s.at_us / 1000000, 'unixepoch') || printf('.%03dZ', s.at_us / 1000 % 1000),
           'time', 0,
           'request', json_object(
             'method', s.method,
             'url', (SELECT origin FROM origin) || coalesce((SELECT b.url FROM byte AS b WHERE b.path = s.path AND b.at = length(b.bytes)), s.path),
             'httpVersion', 'HTTP/1.1', 'cookies', json_array(), 'headers', json_array(), 'queryString', json_array(),
             'headersSize', -1, 'bodySize', -1),
           'response', json_object(
             'status', coalesce(s.status, 0), 'statusText', '', 'httpVersion', 'HTTP/1.1', 'cookies', json_array(), 'headers', json_array(),
             'content', json_object('size', 0, 'mimeType', 'x-unknown'), 'redirectURL', '', 'headersSize', -1, 'bodySize', -1),
           'cache', json_object(),
           'timings', json_object('send', 0, 'wait', 0, 'receive', 0),
           'comment', s.says,
           '_kind', s.kind, '_from', s.actor_from, '_to', s.actor_to, '_channel', s.channel, '_decision', s.decision, '_reason', s.reason,
           '_spec', s.spec,
           '_token', (SELECT json_group_array(json_object('tag', tag, 'fingerprint', fingerprint, 'role', role, 'place', place))
                        FROM (SELECT y.tag, t.fingerprint, t.role, t.place
                                FROM flow_token AS t JOIN flow_token_type AS y ON y.type = t.type
                               WHERE t.event_id = s.event_id ORDER BY y.place))) AS entry
    FROM step AS s)
SELECT json_object('log', json_object(
         'version', '1.2',
         'creator', json_object('name', 'sqlite-oidc', 'version', jwt_version() ->> '$.jwt'),
         'comment', @title,
         'entries', (SELECT json_group_array(json(entry)) FROM (SELECT entry FROM entry ORDER BY moment, event_id)))) AS body;
