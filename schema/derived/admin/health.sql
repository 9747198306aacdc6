-- health: how much there is, since when, and what waits: rows that are over and will be cleared away a few at a time, work that is due.
CREATE VIEW health AS
SELECT object, number, bytes, largest, datetime(oldest, 'unixepoch') AS oldest, waiting
  FROM (
SELECT 'end_user' AS object, (SELECT count(subject) FROM end_user) AS number, NULL AS bytes, NULL AS largest, NULL AS oldest, NULL AS waiting
UNION ALL SELECT 'client', (SELECT count(client_id) FROM client), NULL, NULL, NULL, NULL
UNION ALL SELECT 'gone', count(id), NULL, NULL, NULL, count(id) FROM gone
UNION ALL SELECT 'login_session', count(session_id), NULL, NULL, min(created_at),
                 sum(coalesce(held_until, ended_at, expires_at) <= (SELECT now FROM clock) - 86400) FROM login_session
UNION ALL SELECT 'authorization_grant', count(grant_id), NULL, NULL, min(created_at),
                 sum(coalesce(revoked_at, expires_at) <= (SELECT now FROM clock) - 86400) FROM authorization_grant
UNION ALL SELECT 'refresh_token', count(refresh_id), NULL, NULL, min(issued_at), sum(expires_at <= (SELECT now FROM clock)) FROM refresh_token
UNION ALL SELECT 'authorization_code', count(code_id), NULL, NULL, min(issued_at),
                 sum(redeemed_at IS NULL AND expires_at <= (SELECT now FROM clock)) FROM authorization_code
UNION ALL SELECT 'authorization_request', count(request_id), NULL, (SELECT value FROM setting WHERE name = 'pending_largest'), min(created_at),
                 sum(expires_at <= (SELECT now FROM clock)) FROM authorization_request
UNION ALL SELECT 'logout_request', count(logout_id), NULL, (SELECT value FROM setting WHERE name = 'pending_largest'), min(created_at),
                 sum(expires_at <= (SELECT now FROM clock)) FROM logout_request
UNION ALL SELECT 'throttle', count(throttle_key), NULL, NULL, NULL, sum(expires_at <= (SELECT now FROM clock)) FROM throttle
UNION ALL SELECT 'flow_event', t.number, t.bytes, (SELECT value FROM setting WHERE name = 'record_largest'),
                 (SELECT at FROM flow_event ORDER BY event_id LIMIT 1), NULL
            FROM tally AS t WHERE t.object = 'flow_event'
UNION ALL SELECT 'signing_key', count(kid), NULL, NULL, min(announced_at),
                 (SELECT count(step) FROM key_step WHERE due_at <= (SELECT now FROM clock)) FROM signing_key);

-- why_line: each refusal in one line, the newest first: when, who, where, why, and what to do.
CREATE VIEW why_line AS
SELECT datetime(e.at, 'unixepoch') || '  ' || coalesce('client ' || e.client_id, e.actor_from) || coalesce(' for ' || u.username, '')
       || coalesce(' at ' || e.path, '') || ': ' || e.reason || '.  ' || r.help || '  (' || coalesce(e.spec, r.spec) || ')' AS line,
       e.event_id
  FROM flow_event AS e JOIN reason AS r USING (reason) LEFT JOIN end_user AS u ON u.subject = e.subject
 WHERE e.decision = 'deny'
 ORDER BY e.event_id DESC;
