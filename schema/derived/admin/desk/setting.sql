-- The desks about the server itself.  A time is said in the largest unit that it is whole in; a flag is its mark.
CREATE VIEW desk_settings AS
SELECT name AS place, NULL AS section, name,
       CASE WHEN unit = 'flag' THEN NULL WHEN unit <> 'seconds' THEN value || '' WHEN value = 0 OR value % 60 <> 0 THEN value || ' s'
            WHEN value % 3600 <> 0 THEN (value / 60) || ' min' WHEN value % 86400 <> 0 THEN (value / 3600) || ' h'
            ELSE (value / 86400) || ' d' END AS says,
       meaning AS told, CASE WHEN unit = 'flag' THEN CASE value WHEN 1 THEN 'yes' ELSE 'no' END END AS mark, 'setting' AS desk, name AS id,
       NULL AS deed, NULL AS word, lower(name) AS found
  FROM setting
 WHERE name <> '';

CREATE VIEW desk_setting AS
SELECT name AS about, NULL AS section, name, CASE WHEN unit <> 'flag' THEN value || '' END AS says, meaning AS told,
       CASE WHEN unit = 'flag' THEN CASE value WHEN 1 THEN 'yes' ELSE 'no' END END AS mark, NULL AS desk, name AS id, NULL AS deed, NULL AS word
  FROM setting
UNION ALL
SELECT name, NULL, unit, coalesce(replace(words, ',', ', '), smallest || ' – ' || largest), NULL, NULL, NULL, name, NULL, NULL FROM setting
 WHERE unit <> 'flag'
UNION ALL
SELECT name, NULL, 'service', CASE WHEN unit <> 'flag' THEN service || '' END, NULL,
       CASE WHEN unit = 'flag' THEN CASE service WHEN 1 THEN 'yes' ELSE 'no' END END, NULL, name, NULL, NULL
  FROM setting
 WHERE service IS NOT NULL;

CREATE VIEW desk_relaxation AS
SELECT relaxation AS place, NULL AS section, relaxation AS name, value || coalesce(' / ' || instead, '') AS says, says AS told, spec AS mark,
       NULL AS desk, NULL AS id, NULL AS deed, NULL AS word, lower(relaxation || ' ' || value) AS found
  FROM relaxation;

CREATE VIEW desk_why AS
SELECT e.event_id AS place, NULL AS section, e.reason AS name,
       strftime('%Y-%m-%d %H:%M UTC  ', e.at, 'unixepoch') || coalesce(e.client_id, e.actor_from) || coalesce('  ' || e.path, '') AS says,
       r.help AS told, coalesce(e.spec, r.spec) AS mark, NULL AS desk, NULL AS id, NULL AS deed, NULL AS word,
       lower(e.reason || ' ' || coalesce(e.client_id, '') || ' ' || coalesce(e.path, '') || ' ' || e.trace_id) AS found
  FROM flow_event AS e JOIN reason AS r USING (reason)
 WHERE e.decision = 'deny';

CREATE VIEW desk_health AS
SELECT object AS place, NULL AS section, object AS name, number || coalesce(' / ' || largest, '') || coalesce(', ' || bytes || ' bytes', '')
       || coalesce(', ' || substr(oldest, 1, 16) || ' UTC', '') AS says, NULL AS told, CASE WHEN waiting > 0 THEN waiting || ' …' END AS mark,
       NULL AS desk, NULL AS id, NULL AS deed, NULL AS word, lower(object) AS found
  FROM health;

-- What administrators did.
CREATE VIEW desk_deeds AS
SELECT event_id AS place, NULL AS section, substr(time, 1, 16) || ' UTC' AS name,
       coalesce(done_by, 'shell')
       || coalesce(', ' || client_id, '') || coalesce(', ' || username, '') || coalesce(', ' || about, '') AS says, says AS told,
       NULL AS mark, NULL AS desk, NULL AS id, NULL AS deed, NULL AS word,
       lower(coalesce(done_by, 'shell') || ' ' || coalesce(client_id, '') || ' ' || coalesce(username, '') || ' ' || coalesce(about, '')) AS found
  FROM administration;
