-- What a token says of itself.

-- local: part_of_token
-- needs: @bearer
-- gives: parts
-- Three parts, as they are and decoded, one member on a line.
WITH part AS MATERIALIZED (
  SELECT part, name, encoded, decoded FROM jwt_parts(@bearer)),
member AS MATERIALIZED (
  SELECT p.part, '  ' || json_quote(j.key) || ': '
         || CASE j.type WHEN 'text' THEN json_quote(j.value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'null' THEN 'null'
                        ELSE j.value END AS line
    FROM part AS p CROSS JOIN json_each(CASE WHEN p.decoded GLOB '{*' THEN p.decoded ELSE '{}' END) AS j)
SELECT json_group_array(json_object(
         'name', CASE name WHEN 'payload' THEN 'claims' ELSE name END, 'number', part, 'encoded', encoded,
         'is_signature', name = 'signature', 'bytes', CASE WHEN name = 'signature' THEN length(decoded) / 2 END,
         'decoded', CASE WHEN decoded GLOB '{*'
                         THEN '{' || char(10) || coalesce((SELECT group_concat(m.line, ',' || char(10)) FROM member AS m WHERE m.part = part.part)
                                                          || char(10), '') || '}' END)) AS parts
  FROM part;

-- name: part_claims
-- needs: @bearer
-- gives: claims_shown
-- Member by member, with what it means.  A date is said as a time too.
WITH said AS MATERIALIZED (
  SELECT 'header' AS part, CAST(jwt_header(@bearer) AS TEXT) AS object
  UNION ALL SELECT 'claims', CAST(jwt_unverified(@bearer) AS TEXT)),
member AS MATERIALIZED (
  SELECT s.part, j.id, j.key,
         substr(CASE WHEN j.type IN ('true', 'false', 'null') THEN j.type ELSE j.value END, 1, 2000) AS value,
         CASE WHEN j.type = 'integer' AND j.key IN ('exp', 'nbf', 'iat', 'auth_time') AND j.value BETWEEN 0 AND 32503680000
              THEN strftime('%Y-%m-%d %H:%M:%S UTC', j.value, 'unixepoch') END AS moment
    FROM said AS s CROSS JOIN json_each(coalesce(s.object, '{}')) AS j)
SELECT (SELECT json_group_array(json_object(
           'part', m.part, 'name', m.key, 'value', m.value, 'moment', m.moment, 'meaning', coalesce(c.meaning, 'a claim of its issuer''s own'),
           'reader', coalesce(c.reader, 'who knows it'), 'spec', c.spec))
          FROM (SELECT * FROM member ORDER BY part DESC, id) AS m
          LEFT JOIN claim_meaning AS c ON c.part = m.part AND c.claim = m.key) AS claims_shown;

-- local: part_moments
-- needs: @bearer @now
-- gives: moments
-- Its life on one line, 900 wide: when it was made, when it begins, when it ends, and below the line now.
WITH said AS MATERIALIZED (
  SELECT jwt_unverified(@bearer) AS claims),
date(place, name, at) AS (
  SELECT 1, 'iat', claims -> '$.iat' FROM said
  UNION ALL SELECT 2, 'nbf', claims -> '$.nbf' FROM said
  UNION ALL SELECT 3, 'now', @now
  UNION ALL SELECT 4, 'exp', claims -> '$.exp' FROM said),
moment AS MATERIALIZED (
  SELECT place, name, CAST(at AS INTEGER) AS at FROM date
   WHERE at NOT GLOB '*[^0-9.]*' AND CAST(at AS INTEGER) BETWEEN 1 AND 32503680000),
span AS MATERIALIZED (
  SELECT min(at) AS first, max(1, max(at) - min(at)) AS width,
         max(CASE WHEN name IN ('iat', 'nbf') THEN at END) AS begins, max(CASE name WHEN 'exp' THEN at END) AS ends
    FROM moment),
placed AS MATERIALIZED (
  SELECT m.place, m.name, m.at, 10 + 880 * (m.at - s.first) / s.width AS x, abs(m.at - @now) AS far FROM moment AS m CROSS JOIN span AS s)
SELECT CASE WHEN ends IS NOT NULL THEN json_object(
         'bar_x', 10 + 880 * (coalesce(begins, @now) - first) / width, 'bar_width', max(3, 880 * (ends - coalesce(begins, @now)) / width),
         'moments', (SELECT json_group_array(json_object(
                        'name', name, 'x', x, 'anchor', CASE WHEN x < 90 THEN 'start' WHEN x > 810 THEN 'end' ELSE 'middle' END,
                        'y', CASE name WHEN 'now' THEN 86 ELSE 18 END, 'y1', CASE name WHEN 'now' THEN 66 ELSE 26 END,
                        'time', strftime('%H:%M:%S', at, 'unixepoch'),
                        'is_drawn', name <> 'nbf', 'is_ahead', at > @now,
                        'distance', CASE WHEN name = 'now'  THEN NULL
                                         WHEN far < 60      THEN printf('%d s', far)
                                         WHEN far < 3600    THEN printf('%d min %d s', far / 60, far % 60)
                                         WHEN far < 172800  THEN printf('%d h %d min', far / 3600, far % 3600 / 60)
                                         ELSE printf('%d d', far / 86400) END))
                       FROM (SELECT * FROM placed ORDER BY at, place))) END AS moments
  FROM span;
