-- How long does it last?  Views over what the authorization server keeps; nothing here decides anything.

-- The lifetimes that run beside each other for one grant.  An expired access token or ID token ends nothing (ends_refresh 0).
CREATE VIEW grant_bound (grant_id, bound, begins_at, ends_at, ends_refresh) AS
SELECT t.grant_id, 'access token', t.issued_at, t.issued_at + l.access_lifetime, 0
  FROM refresh_token AS t JOIN authorization_grant AS g USING (grant_id) JOIN client_lifetime AS l USING (client_id)
 WHERE t.successor_id IS NULL
UNION ALL
SELECT t.grant_id, 'ID token', t.issued_at, t.issued_at + l.id_lifetime, 0
  FROM refresh_token AS t JOIN authorization_grant AS g USING (grant_id) JOIN client_lifetime AS l USING (client_id)
 WHERE t.successor_id IS NULL AND instr(' ' || g.scope || ' ', ' openid ') > 0
UNION ALL
SELECT grant_id, 'refresh token, idle', issued_at, expires_at, 1 FROM refresh_token WHERE successor_id IS NULL
UNION ALL
SELECT grant_id, 'refresh token, absolute', created_at, expires_at, 1 FROM authorization_grant
UNION ALL
SELECT g.grant_id, 'session, idle', s.idle_expires_at - p.session_idle, s.idle_expires_at, 1
  FROM online_grant AS g JOIN login_session AS s USING (session_id) JOIN provider_setting AS p
UNION ALL
SELECT g.grant_id, 'session, absolute', s.auth_time, s.expires_at, 1
  FROM online_grant AS g JOIN login_session AS s USING (session_id);

-- session_bounds: these of all grants that were not revoked.  Of those that end the refreshing the earliest decides when the user has to
-- sign in again: that row says so.
CREATE VIEW session_bounds AS
SELECT g.grant_id, g.client_id, g.subject, g.session_id, b.bound, b.begins_at, b.ends_at, b.ends_refresh,
       b.ends_refresh = 1 AND b.ends_at = min(CASE WHEN b.ends_refresh = 1 THEN b.ends_at END) OVER (PARTITION BY g.grant_id) AS decides
  FROM grant_bound AS b JOIN authorization_grant AS g ON g.grant_id = b.grant_id
  JOIN client AS c ON c.client_id = g.client_id JOIN end_user AS u ON u.subject = g.subject
 WHERE g.revoked_at IS NULL
 ORDER BY g.created_at, g.grant_id, b.ends_at;

-- refresh_family: each family from its oldest token that is kept to its newest, one line per generation.  The secret of none is here.
CREATE VIEW refresh_family AS
SELECT t.grant_id, g.client_id, g.subject, t.generation, t.refresh_id, t.issued_at, t.used_at, t.expires_at,
       CASE WHEN g.revoked_at IS NOT NULL THEN 'ended: ' || g.revoked_reason
            WHEN t.used_at IS NULL THEN 'newest' ELSE 'used' END AS state
  FROM refresh_token AS t JOIN authorization_grant AS g ON g.grant_id = t.grant_id
  JOIN client AS c ON c.client_id = g.client_id JOIN end_user AS u ON u.subject = g.subject
 ORDER BY g.created_at, t.grant_id, t.generation;
