-- Who is gone (state/gone.sql), and what they left behind.

-- Which clients and users the rows name that may be many.
CREATE VIEW mention AS
SELECT 'client' AS object, client_id AS id FROM authorization_grant
UNION ALL SELECT 'client', client_id FROM consent
UNION ALL SELECT 'client', client_id FROM authorization_request
UNION ALL SELECT 'client', client_id FROM logout_request
UNION ALL SELECT 'client', client_id FROM device_authorization
UNION ALL SELECT 'client', client_id FROM opaque_token
UNION ALL SELECT 'client', client_id FROM client_assertion
UNION ALL SELECT 'client', client_id FROM backchannel_logout
UNION ALL SELECT 'end_user', subject FROM authorization_grant
UNION ALL SELECT 'end_user', subject FROM consent
UNION ALL SELECT 'end_user', subject FROM login_session;

-- The first step is taken at once: most leave a few rows, and then all is gone.
CREATE TRIGGER client_is_gone AFTER DELETE ON client WHEN EXISTS (SELECT 1 FROM mention WHERE object = 'client' AND id = old.client_id)
BEGIN
  INSERT INTO gone (object, id) VALUES ('client', old.client_id);
  UPDATE cleaning SET steps = steps + 1;
END;
CREATE TRIGGER end_user_is_gone AFTER DELETE ON end_user WHEN EXISTS (SELECT 1 FROM mention WHERE object = 'end_user' AND id = old.subject)
BEGIN
  INSERT INTO gone (object, id) VALUES ('end_user', old.subject);
  UPDATE cleaning SET steps = steps + 1;
END;

-- What was theirs is nobody else's.
CREATE TRIGGER client_comes_after BEFORE INSERT ON client WHEN EXISTS (SELECT 1 FROM gone WHERE object = 'client' AND id = new.client_id)
BEGIN SELECT raise(ABORT, 'a client of this client_id was removed, and what it had is still being cleared away: try again later'); END;
CREATE TRIGGER end_user_comes_after BEFORE INSERT ON end_user WHEN EXISTS (SELECT 1 FROM gone WHERE object = 'end_user' AND id = new.subject)
BEGIN SELECT raise(ABORT, 'a user of this subject was removed, and what they had is still being cleared away: try again later'); END;

-- One client and one user at a time.
CREATE VIEW gone_client AS SELECT id AS client_id FROM gone WHERE object = 'client' LIMIT 1;
CREATE VIEW gone_user AS SELECT id AS subject FROM gone WHERE object = 'end_user' LIMIT 1;
CREATE VIEW gone_grant AS
SELECT grant_id
  FROM (SELECT grant_id FROM authorization_grant WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 16)
UNION
SELECT grant_id
  FROM (SELECT grant_id FROM authorization_grant WHERE subject = (SELECT subject FROM gone_user) LIMIT 16);

-- What goes with the next step.  The families go first, a few tokens at a time; what they rest on goes after them, and the name at last.
CREATE VIEW gone_leftover (object, id, beside) AS
SELECT 'refresh_token', t.refresh_id, NULL
  FROM gone_grant AS g
  JOIN refresh_token AS t
    ON t.grant_id = g.grant_id AND t.generation < 4 + (SELECT min(generation) FROM refresh_token WHERE grant_id = g.grant_id)
UNION ALL
SELECT 'authorization_grant', g.grant_id, NULL
  FROM gone_grant AS g WHERE NOT EXISTS (SELECT 1 FROM refresh_token AS t WHERE t.grant_id = g.grant_id)
UNION ALL
SELECT 'consent', subject, client_id
  FROM (SELECT subject, client_id FROM consent WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32) AS k
 WHERE NOT EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.subject = k.subject AND g.client_id = k.client_id)
UNION ALL
SELECT 'consent', subject, client_id
  FROM (SELECT subject, client_id FROM consent WHERE subject = (SELECT subject FROM gone_user) LIMIT 32) AS k
 WHERE NOT EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.subject = k.subject AND g.client_id = k.client_id)
UNION ALL
SELECT 'login_session', session_id, NULL
  FROM (SELECT session_id FROM login_session WHERE subject = (SELECT subject FROM gone_user) LIMIT 32) AS s
 WHERE NOT EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.session_id = s.session_id)
UNION ALL
SELECT 'authorization_request', request_id, NULL
  FROM (SELECT request_id FROM authorization_request WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32)
UNION ALL
SELECT 'logout_request', logout_id, NULL
  FROM (SELECT logout_id FROM logout_request WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32)
UNION ALL
SELECT 'device_authorization', device_id, NULL
  FROM (SELECT device_id FROM device_authorization WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32)
UNION ALL
SELECT 'opaque_token', token_id, NULL
  FROM (SELECT token_id FROM opaque_token WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32)
UNION ALL
SELECT 'client_assertion', client_id, jti_hash
  FROM (SELECT client_id, jti_hash FROM client_assertion WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32)
UNION ALL
SELECT 'backchannel_logout', session_id, client_id
  FROM (SELECT session_id, client_id FROM backchannel_logout WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32)
UNION ALL
SELECT 'gone', object, id
  FROM (SELECT object, id FROM gone LIMIT 8) AS x
 WHERE NOT EXISTS (SELECT 1 FROM mention AS n WHERE n.object = x.object AND n.id = x.id);
