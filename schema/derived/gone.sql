-- Who is gone (state/gone.sql), and what they left behind.

-- The rows that name a client or a user, of those that may be many: by their keys.  (Text in every column, or SQLite would read the tables
-- from end to end.)
CREATE VIEW client_mention (client_id, object, id, beside) AS
SELECT client_id, 'authorization_grant', grant_id, client_id FROM authorization_grant
UNION ALL SELECT client_id, 'consent', subject, client_id FROM consent
UNION ALL SELECT client_id, 'authorization_request', request_id, client_id FROM authorization_request
UNION ALL SELECT client_id, 'logout_request', logout_id, client_id FROM logout_request
UNION ALL SELECT client_id, 'device_authorization', device_id, client_id FROM device_authorization
UNION ALL SELECT client_id, 'opaque_token', token_id, client_id FROM opaque_token
UNION ALL SELECT client_id, 'client_assertion', jti_hash, client_id FROM client_assertion
UNION ALL SELECT client_id, 'backchannel_logout', session_id, client_id FROM backchannel_logout;
CREATE VIEW end_user_mention (subject, object, id, beside) AS
SELECT subject, 'authorization_grant', grant_id, client_id FROM authorization_grant
UNION ALL SELECT subject, 'consent', subject, client_id FROM consent
UNION ALL SELECT subject, 'login_session', session_id, subject FROM login_session;

-- The first step is taken at once: most leave a few rows, and then all is gone.
CREATE TRIGGER client_is_gone AFTER DELETE ON client WHEN EXISTS (SELECT 1 FROM client_mention WHERE client_id = old.client_id)
BEGIN
  INSERT INTO gone (object, id) VALUES ('client', old.client_id);
  UPDATE cleaning SET steps = steps + 1;
END;
CREATE TRIGGER end_user_is_gone AFTER DELETE ON end_user WHEN EXISTS (SELECT 1 FROM end_user_mention WHERE subject = old.subject)
BEGIN
  INSERT INTO gone (object, id) VALUES ('end_user', old.subject);
  UPDATE cleaning SET steps = steps + 1;
END;
-- No grant has this scope from now on, and where it was all that the grant had of its API, the grant gives nothing (derived/grant_life.sql); what
-- users allowed is taken back in steps, so that it does not come again.
CREATE TRIGGER scope_is_gone AFTER DELETE ON scope WHEN EXISTS (SELECT 1 FROM consent WHERE scope = old.scope)
BEGIN
  INSERT INTO gone (object, id) VALUES ('scope', old.scope);
  UPDATE cleaning SET steps = steps + 1;
END;

-- What was theirs is nobody else's.
CREATE TRIGGER client_comes_after BEFORE INSERT ON client WHEN EXISTS (SELECT 1 FROM gone WHERE object = 'client' AND id = new.client_id)
BEGIN SELECT raise(ABORT, 'a client of this client_id was removed, and what it had is still being cleared away: try again later'); END;
CREATE TRIGGER end_user_comes_after BEFORE INSERT ON end_user WHEN EXISTS (SELECT 1 FROM gone WHERE object = 'end_user' AND id = new.subject)
BEGIN SELECT raise(ABORT, 'a user of this subject was removed, and what they had is still being cleared away: try again later'); END;
CREATE TRIGGER scope_comes_after BEFORE INSERT ON scope WHEN EXISTS (SELECT 1 FROM gone WHERE object = 'scope' AND id = new.scope)
BEGIN SELECT raise(ABORT, 'a scope of this name was removed, and what users allowed of it is still being cleared away: try again later'); END;

-- One client, one user and one scope at a time.
CREATE VIEW gone_client AS SELECT id AS client_id FROM gone WHERE object = 'client' LIMIT 1;
CREATE VIEW gone_user AS SELECT id AS subject FROM gone WHERE object = 'end_user' LIMIT 1;
CREATE VIEW gone_scope AS SELECT id AS scope FROM gone WHERE object = 'scope' LIMIT 1;
CREATE VIEW gone_grant AS
SELECT grant_id
  FROM (SELECT grant_id FROM authorization_grant WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 16)
UNION
SELECT grant_id
  FROM (SELECT grant_id FROM authorization_grant WHERE subject = (SELECT subject FROM gone_user) LIMIT 16);

-- What goes with the next step.  The families go first, a few tokens at a time; then what they rest on and all else, and the name at last.
CREATE VIEW gone_leftover (object, id, beside) AS
SELECT 'refresh_token', t.refresh_id, NULL
  FROM gone_grant AS g
  JOIN refresh_token AS t
    ON t.grant_id = g.grant_id AND t.generation < 4 + (SELECT min(generation) FROM refresh_token WHERE grant_id = g.grant_id)
UNION ALL
SELECT 'authorization_grant', g.grant_id, NULL
  FROM gone_grant AS g WHERE NOT EXISTS (SELECT 1 FROM refresh_token AS t WHERE t.grant_id = g.grant_id)
UNION ALL
SELECT object, id, beside
  FROM (SELECT object, id, beside FROM client_mention WHERE client_id = (SELECT client_id FROM gone_client) LIMIT 32)
 WHERE NOT EXISTS (SELECT 1 FROM gone_grant)
UNION ALL
SELECT object, id, beside
  FROM (SELECT object, id, beside FROM end_user_mention WHERE subject = (SELECT subject FROM gone_user) LIMIT 32)
 WHERE NOT EXISTS (SELECT 1 FROM gone_grant)
UNION ALL
SELECT 'consent of a scope', subject, client_id
  FROM (SELECT subject, client_id FROM consent WHERE scope = (SELECT scope FROM gone_scope) LIMIT 16)
UNION ALL
SELECT 'gone', 'scope', scope
  FROM gone_scope AS x WHERE NOT EXISTS (SELECT 1 FROM consent AS k WHERE k.scope = x.scope)
UNION ALL
SELECT 'gone', 'client', client_id
  FROM gone_client AS x WHERE NOT EXISTS (SELECT 1 FROM client_mention AS n WHERE n.client_id = x.client_id)
UNION ALL
SELECT 'gone', 'end_user', subject
  FROM gone_user AS x WHERE NOT EXISTS (SELECT 1 FROM end_user_mention AS n WHERE n.subject = x.subject);
CREATE TRIGGER gone_step AFTER UPDATE ON cleaning WHEN EXISTS (SELECT 1 FROM gone)
BEGIN
  DELETE FROM refresh_token WHERE refresh_id IN (SELECT id FROM gone_leftover WHERE object = 'refresh_token');
  DELETE FROM authorization_grant WHERE grant_id IN (SELECT id FROM gone_leftover WHERE object = 'authorization_grant');
  DELETE FROM consent WHERE (subject, client_id) IN (SELECT id, beside FROM gone_leftover WHERE object = 'consent');
  DELETE FROM consent
   WHERE scope = (SELECT scope FROM gone_scope)
     AND (subject, client_id) IN (SELECT id, beside FROM gone_leftover WHERE object = 'consent of a scope');
  DELETE FROM login_session WHERE session_id IN (SELECT id FROM gone_leftover WHERE object = 'login_session');
  DELETE FROM authorization_request WHERE request_id IN (SELECT id FROM gone_leftover WHERE object = 'authorization_request');
  DELETE FROM logout_request WHERE logout_id IN (SELECT id FROM gone_leftover WHERE object = 'logout_request');
  DELETE FROM device_authorization WHERE device_id IN (SELECT id FROM gone_leftover WHERE object = 'device_authorization');
  DELETE FROM opaque_token WHERE token_id IN (SELECT id FROM gone_leftover WHERE object = 'opaque_token');
  DELETE FROM client_assertion WHERE (jti_hash, client_id) IN (SELECT id, beside FROM gone_leftover WHERE object = 'client_assertion');
  DELETE FROM backchannel_logout WHERE (session_id, client_id) IN (SELECT id, beside FROM gone_leftover WHERE object = 'backchannel_logout');
  DELETE FROM gone WHERE (object, id) IN (SELECT id, beside FROM gone_leftover WHERE object = 'gone');
END;
