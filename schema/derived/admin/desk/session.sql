-- The desks of what is open: sessions, grants, keys.
CREATE VIEW desk_sessions AS
SELECT s.session_id AS place, NULL AS section, u.username AS name,
       strftime('%Y-%m-%d %H:%M', s.auth_time, 'unixepoch')
       || strftime(' – %Y-%m-%d %H:%M UTC', s.ends_at, 'unixepoch') AS says, NULL AS told, NULL AS mark,
       NULL AS desk, s.session_id AS id, 'session_end' AS deed, NULL AS word, lower(u.username || ' ' || s.session_id) AS found
  FROM open_session AS s JOIN end_user AS u ON u.subject = s.subject
 WHERE s.ends_at > (SELECT now FROM clock);

CREATE VIEW desk_grants AS
SELECT g.grant_id AS place, NULL AS section, u.username || ', ' || g.client_id AS name,
       strftime('%Y-%m-%d %H:%M', g.created_at, 'unixepoch')
       || strftime(' – %Y-%m-%d %H:%M UTC, ', g.expires_at, 'unixepoch') || g.scope AS says, NULL AS told,
       CASE g.offline WHEN 1 THEN 'outlives sign-out' END AS mark, NULL AS desk, g.grant_id AS id, 'grant_end' AS deed, NULL AS word,
       lower(u.username || ' ' || g.client_id || ' ' || g.grant_id) AS found
  FROM authorization_grant AS g JOIN end_user AS u ON u.subject = g.subject JOIN client AS c ON c.client_id = g.client_id
 WHERE g.revoked_at IS NULL AND g.expires_at > (SELECT now FROM clock);

CREATE VIEW desk_keys AS
SELECT CASE WHEN removed_at IS NULL THEN '1' ELSE '2' END || kid AS place, NULL AS section, alg AS name, kid AS says, NULL AS told,
       CASE WHEN compromised_at IS NOT NULL THEN 'compromised' WHEN removed_at IS NOT NULL THEN 'removed' WHEN retired_at IS NOT NULL THEN 'retired'
            WHEN active_at > (SELECT now FROM clock) THEN 'announced' ELSE 'signs' END AS mark,
       NULL AS desk, kid AS id, NULL AS deed, NULL AS word, lower(alg || ' ' || kid) AS found
  FROM signing_key
UNION ALL
SELECT '0' || alg, NULL, alg, NULL, NULL, 'wanted', NULL, NULL, NULL, NULL, lower(alg) FROM key_wanted;
