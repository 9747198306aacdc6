-- Cleaning: what is over is forgotten, and no request pays for it.  Whoever answered some requests, or has none, takes a step
-- (cgi-bin/provider/cleaning): a few rows of each table, in a transaction of its own; not fewer than eight requests make, and while there is
-- something to do, eight requests bring the next step (cgi-bin/web/serve.c).  What strangers
-- make has a bound besides, by triggers beside its table (derived/tally.sql).  So have the rows of the other programs.

-- leftover: what is over and still here, the oldest of each table.
CREATE VIEW leftover AS
SELECT 'authorization_request' AS object, request_id AS id, NULL AS beside
  FROM (SELECT request_id FROM authorization_request WHERE expires_at <= (SELECT now FROM clock) ORDER BY expires_at LIMIT 32)
UNION ALL
SELECT 'logout_request', logout_id, NULL
  FROM (SELECT logout_id FROM logout_request WHERE expires_at <= (SELECT now FROM clock) ORDER BY expires_at LIMIT 32)
UNION ALL
-- A device that comes late hears what happened.
SELECT 'device_authorization', device_id, NULL
  FROM (SELECT device_id FROM device_authorization
         WHERE redeemed_at IS NULL AND expires_at <= (SELECT now FROM clock) - 3600 ORDER BY expires_at LIMIT 32)
UNION ALL
-- An access token has ended by itself ten minutes later, whatever the leeway.
SELECT 'revoked_token', jti, NULL
  FROM (SELECT jti FROM revoked_token WHERE expires_at <= (SELECT now FROM clock) - 600 ORDER BY expires_at LIMIT 32)
UNION ALL
SELECT 'opaque_token', token_id, NULL
  FROM (SELECT token_id FROM opaque_token WHERE expires_at <= (SELECT now FROM clock) - 600 ORDER BY expires_at LIMIT 32)
UNION ALL
-- A proof that is too old to be taken needs no row.
SELECT 'dpop_proof', proof_hash, NULL
  FROM (SELECT proof_hash FROM dpop_proof WHERE spent_at < unixepoch() - 80 ORDER BY spent_at LIMIT 32)
UNION ALL
SELECT 'client_assertion', client_id, jti_hash
  FROM (SELECT client_id, jti_hash FROM client_assertion WHERE expires_at <= (SELECT now FROM clock) ORDER BY expires_at LIMIT 32)
UNION ALL
-- Failures; who had to wait is remembered for as long as the longest wait is.
SELECT 'throttle', throttle_key, NULL
  FROM (SELECT throttle_key FROM throttle WHERE waits = 0 AND expires_at <= (SELECT now FROM clock) ORDER BY expires_at LIMIT 32)
UNION ALL
SELECT 'throttle', throttle_key, NULL
  FROM (SELECT throttle_key FROM throttle
         WHERE waits > 0 AND expires_at <= (SELECT now FROM clock) - (SELECT value FROM setting WHERE name = 'login_wait_longest')
         ORDER BY expires_at LIMIT 32)
UNION ALL
-- A client that registered itself and has no user for long (setting registered_unused); a document that was asked for and never came.
SELECT 'client', client_id, NULL
  FROM (SELECT client_id FROM client_registration
         WHERE unused_since <= (SELECT now FROM clock) - (SELECT value FROM setting WHERE name = 'registered_unused')
         ORDER BY unused_since LIMIT 8)
UNION ALL
SELECT 'client_document', client_id, NULL
  FROM (SELECT client_id FROM client_document WHERE expires_at IS NULL AND asked_until < unixepoch() - 60 ORDER BY asked_until LIMIT 32)
UNION ALL
-- A grant a day after it ended, or its last refresh token could have been used: no access token lives longer than that.  Its family may
-- be long: the tokens go first, a few at a time, and the grant with the last of them.
SELECT 'refresh_token', t.refresh_id, NULL
  FROM (SELECT grant_id FROM authorization_grant WHERE coalesce(revoked_at, expires_at) <= (SELECT now FROM clock) - 86400
         ORDER BY coalesce(revoked_at, expires_at) LIMIT 8) AS g
  JOIN refresh_token AS t
    ON t.grant_id = g.grant_id AND t.generation < 4 + (SELECT min(generation) FROM refresh_token WHERE grant_id = g.grant_id)
UNION ALL
-- A used token of an older version, whose name does not say its family, at its own end: until then its reuse is noticed.  A chain is
-- taken from its beginning, for when refresh_idle became shorter, a successor can end before the token that names it.
SELECT 'refresh_token', (SELECT t.refresh_id FROM refresh_token AS t WHERE t.grant_id = g.grant_id ORDER BY t.generation LIMIT 1), NULL
  FROM (SELECT grant_id FROM refresh_token
         WHERE successor_id IS NOT NULL AND expires_at <= (SELECT now FROM clock) ORDER BY expires_at LIMIT 8) AS g
UNION ALL
SELECT 'authorization_grant', g.grant_id, NULL
  FROM (SELECT grant_id FROM authorization_grant WHERE coalesce(revoked_at, expires_at) <= (SELECT now FROM clock) - 86400
         ORDER BY coalesce(revoked_at, expires_at) LIMIT 8) AS g
 WHERE NOT EXISTS (SELECT 1 FROM refresh_token AS t WHERE t.grant_id = g.grant_id)
UNION ALL
-- One whose code was not redeemed, an hour later.
SELECT 'authorization_grant', grant_id, NULL
  FROM (SELECT grant_id FROM authorization_code AS c
         WHERE redeemed_at IS NULL AND expires_at <= (SELECT now FROM clock) - 3600
           AND NOT EXISTS (SELECT 1 FROM refresh_token AS t WHERE t.grant_id = c.grant_id)
         ORDER BY expires_at LIMIT 8)
UNION ALL
-- A session a day after its end.  One that a grant remembers is held, and looked at again a day later.
SELECT CASE WHEN EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.session_id = s.session_id)
            THEN 'login_session held' ELSE 'login_session' END, s.session_id, NULL
  FROM (SELECT session_id FROM login_session WHERE coalesce(held_until, ended_at, expires_at) <= (SELECT now FROM clock) - 86400
         ORDER BY coalesce(held_until, ended_at, expires_at) LIMIT 8) AS s
UNION ALL
-- How a client was told of the end of a session, a day later.
SELECT 'backchannel_logout', session_id, client_id
  FROM (SELECT session_id, client_id FROM backchannel_logout
         WHERE created_at <= (SELECT now FROM clock) - 86400 ORDER BY created_at LIMIT 32)
UNION ALL
-- The flow record (setting record_keep), by the real clock.
SELECT 'flow_event', event_id, NULL
  FROM (SELECT event_id, at_us FROM flow_event ORDER BY event_id LIMIT 64)
 WHERE at_us < 1000000 * (unixepoch() - (SELECT value FROM setting WHERE name = 'record_keep'))
UNION ALL
-- What clients and users left behind who are gone.
SELECT 'gone', object, id FROM gone;

-- One row: who changes it takes a step.
CREATE TABLE cleaning (steps INTEGER NOT NULL) STRICT;
INSERT INTO cleaning (steps) VALUES (0);
CREATE TRIGGER cleaning_step AFTER UPDATE ON cleaning
BEGIN
  DELETE FROM authorization_request WHERE request_id IN (SELECT id FROM leftover WHERE object = 'authorization_request');
  DELETE FROM logout_request WHERE logout_id IN (SELECT id FROM leftover WHERE object = 'logout_request');
  DELETE FROM device_authorization WHERE device_id IN (SELECT id FROM leftover WHERE object = 'device_authorization');
  DELETE FROM revoked_token WHERE jti IN (SELECT id FROM leftover WHERE object = 'revoked_token');
  DELETE FROM opaque_token WHERE token_id IN (SELECT id FROM leftover WHERE object = 'opaque_token');
  DELETE FROM dpop_proof WHERE proof_hash IN (SELECT id FROM leftover WHERE object = 'dpop_proof');
  DELETE FROM client_assertion WHERE (client_id, jti_hash) IN (SELECT id, beside FROM leftover WHERE object = 'client_assertion');
  DELETE FROM throttle WHERE throttle_key IN (SELECT id FROM leftover WHERE object = 'throttle');
  DELETE FROM client WHERE client_id IN (SELECT id FROM leftover WHERE object = 'client');
  DELETE FROM client_document WHERE client_id IN (SELECT id FROM leftover WHERE object = 'client_document');
  DELETE FROM refresh_token WHERE refresh_id IN (SELECT id FROM leftover WHERE object = 'refresh_token');
  DELETE FROM authorization_grant WHERE grant_id IN (SELECT id FROM leftover WHERE object = 'authorization_grant');
  DELETE FROM login_session WHERE session_id IN (SELECT id FROM leftover WHERE object = 'login_session');
  UPDATE login_session SET held_until = (SELECT now FROM clock)
   WHERE session_id IN (SELECT id FROM leftover WHERE object = 'login_session held');
  DELETE FROM backchannel_logout WHERE (session_id, client_id) IN (SELECT id, beside FROM leftover WHERE object = 'backchannel_logout');
  DELETE FROM flow_event WHERE event_id IN (SELECT id FROM leftover WHERE object = 'flow_event');
END;
