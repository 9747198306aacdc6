-- Who is to hear that a session is over, and for how long that is tried.

-- The clients of a session that want to hear of its end: those that got a grant in it.
CREATE VIEW session_client AS
SELECT DISTINCT g.session_id, c.client_id, c.client_name, c.origin <> 'administrator' AS is_stranger, c.backchannel_logout_uri,
       c.frontchannel_logout_uri
  FROM authorization_grant AS g JOIN active_client AS c ON c.client_id = g.client_id
 WHERE c.backchannel_logout_uri IS NOT NULL OR c.frontchannel_logout_uri IS NOT NULL;

-- Of these the ones whose address is framed: of the scheme, host and port of one of their redirect URIs, OIDC Front-Channel Logout section
-- 2, and of such characters that the origin can stand in a policy (CSP).
CREATE VIEW frontchannel_client AS
SELECT f.session_id, f.client_id, f.client_name, f.frontchannel_logout_uri, f.origin
  FROM (SELECT s.*, substr(s.frontchannel_logout_uri, 1, 8 + instr(substr(s.frontchannel_logout_uri, 9) || '/', '/') - 1) AS origin
          FROM session_client AS s WHERE s.frontchannel_logout_uri IS NOT NULL) AS f
 WHERE f.origin NOT GLOB '*[^]A-Za-z0-9.:/[-]*'
   AND EXISTS (SELECT 1 FROM client_redirect_uri AS r
                WHERE r.client_id = f.client_id AND substr(r.redirect_uri, 1, length(f.origin) + 1) = f.origin || '/');

-- A session ends, by whatever it is: logout, another login, a new password, an administrator.  (WHEN: a body costs, even one that finds
-- nothing.)
CREATE TRIGGER login_session_tells_clients AFTER UPDATE OF ended_at ON login_session
  WHEN old.ended_at IS NULL AND new.ended_at IS NOT NULL
   AND EXISTS (SELECT 1 FROM session_client WHERE session_id = new.session_id AND backchannel_logout_uri IS NOT NULL)
BEGIN
  INSERT OR IGNORE INTO backchannel_logout (session_id, client_id, subject, is_stranger, created_at, next_at)
  SELECT session_id, client_id, new.subject, is_stranger, (SELECT now FROM clock),
         coalesce((SELECT max(b.next_at) FROM backchannel_logout AS b
                    WHERE b.client_id = s.client_id AND b.outcome IS NULL AND b.status = 0), 0)
    FROM session_client AS s
   WHERE session_id = new.session_id AND backchannel_logout_uri IS NOT NULL;
END;

-- So many wait for one client: with one more, the oldest is given up.
CREATE TRIGGER backchannel_logout_bound AFTER INSERT ON backchannel_logout
BEGIN
  UPDATE backchannel_logout SET outcome = 'given_up'
   WHERE client_id = new.client_id AND outcome IS NULL
     AND session_id IN (SELECT session_id FROM backchannel_logout WHERE client_id = new.client_id AND outcome IS NULL
                         ORDER BY created_at DESC LIMIT 4 OFFSET 100);
END;

-- What is still to be sent: the first of them is due when its time has come.  Sixteen answers at once are waited for, of each client one, so
-- that one that is slow holds up its own messages alone.
CREATE VIEW backchannel_logout_waiting AS
SELECT b.session_id, b.client_id, b.is_stranger, b.next_at, b.created_at
  FROM backchannel_logout AS b
 WHERE b.outcome IS NULL
   AND b.client_id NOT IN (SELECT a.client_id FROM backchannel_logout AS a WHERE a.awaited_until > unixepoch())
   AND (SELECT count(*) FROM backchannel_logout AS a WHERE a.awaited_until > unixepoch()) < 16;

-- How the clients were told, the newest first: for the owner of the database.
CREATE VIEW logout_delivery AS
SELECT b.created_at, b.session_id, b.subject, b.client_id, c.backchannel_logout_uri, coalesce(b.outcome, 'waiting') AS outcome, b.tries,
       b.status, b.error, CASE WHEN b.outcome IS NULL THEN b.next_at END AS next_at
  FROM backchannel_logout AS b JOIN client AS c ON c.client_id = b.client_id
 ORDER BY b.created_at DESC, b.session_id, b.client_id;
