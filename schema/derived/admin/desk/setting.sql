-- The desks about the server itself.
CREATE VIEW desk_settings AS
SELECT name AS place, NULL AS section, name, value || '' AS says, meaning AS told, NULL AS mark, 'setting' AS desk, name AS id,
       NULL AS deed, NULL AS word
  FROM setting
 WHERE name <> '';

CREATE VIEW desk_setting AS
SELECT name AS about, NULL AS section, name, value || '' AS says, meaning AS told, NULL AS mark, NULL AS desk, name AS id, NULL AS deed, NULL AS word
  FROM setting
UNION ALL
SELECT name, NULL, unit, coalesce(replace(words, ',', ', '), smallest || ' … ' || largest), NULL, NULL, NULL, name, NULL, NULL FROM setting
UNION ALL
SELECT name, NULL, 'service', service || '', NULL, NULL, NULL, name, NULL, NULL FROM setting WHERE service IS NOT NULL;

CREATE VIEW desk_relaxation AS
SELECT relaxation AS place, NULL AS section, relaxation AS name, value || coalesce(' / ' || instead, '') AS says, says AS told, spec AS mark,
       NULL AS desk, NULL AS id, NULL AS deed, NULL AS word
  FROM relaxation;

CREATE VIEW desk_why AS
SELECT e.event_id AS place, NULL AS section, e.reason AS name,
       datetime(e.at, 'unixepoch') || '  ' || coalesce(e.client_id, e.actor_from) || coalesce('  ' || e.path, '') AS says, r.help AS told,
       coalesce(e.spec, r.spec) AS mark, NULL AS desk, NULL AS id, NULL AS deed, NULL AS word
  FROM flow_event AS e JOIN reason AS r USING (reason)
 WHERE e.decision = 'deny';

CREATE VIEW desk_health AS
SELECT object AS place, NULL AS section, object AS name, number || coalesce(' / ' || largest, '') || coalesce(', ' || bytes || ' bytes', '')
       || coalesce(', ' || oldest, '') AS says, NULL AS told, CASE WHEN waiting > 0 THEN waiting || ' …' END AS mark,
       NULL AS desk, NULL AS id, NULL AS deed, NULL AS word
  FROM health;

-- The first desk: what administrators did.
CREATE VIEW desk_start AS
SELECT event_id AS place, NULL AS section, time AS name,
       coalesce(done_by, 'shell')
       || coalesce(', ' || client_id, '') || coalesce(', ' || username, '') || coalesce(', ' || about, '') AS says, says AS told,
       NULL AS mark, NULL AS desk, NULL AS id, NULL AS deed, NULL AS word
  FROM administration;
