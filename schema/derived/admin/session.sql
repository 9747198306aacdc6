-- Who is signed in, and how that ends.

-- who_is_signed_in: since when, until when at the longest, and which clients live by it.
CREATE VIEW who_is_signed_in AS
SELECT u.username, u.name, datetime(s.auth_time, 'unixepoch') AS since, datetime(s.ends_at, 'unixepoch') AS until,
       (SELECT group_concat(client_id, ' ')
          FROM (SELECT DISTINCT g.client_id FROM authorization_grant AS g JOIN client AS c ON c.client_id = g.client_id
                 WHERE g.session_id = s.session_id AND g.revoked_at IS NULL)) AS clients,
       s.session_id, s.subject
  FROM open_session AS s JOIN end_user AS u ON u.subject = s.subject
 WHERE s.ends_at > (SELECT now FROM clock)
 ORDER BY s.auth_time DESC;

-- session_end: the session of this session_id ends, and what lives by it.  With a username instead everything of this user ends, what
-- was to outlive sign-out as well.  Whoever knows the password can sign in again.
CREATE VIEW session_end AS SELECT session_id, NULL AS username, NULL AS done_by FROM login_session WHERE 0;
CREATE TRIGGER session_end_does INSTEAD OF INSERT ON session_end
BEGIN
  SELECT raise(ABORT, 'say a session_id or a username') WHERE (new.session_id IS NULL) = (new.username IS NULL);
  SELECT raise(ABORT, 'no session of this session_id is open: SELECT * FROM who_is_signed_in')
   WHERE new.session_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM open_session WHERE session_id = new.session_id);
  SELECT raise(ABORT, 'there is no user of this username')
   WHERE new.username IS NOT NULL AND NOT EXISTS (SELECT 1 FROM end_user WHERE username = new.username);

  UPDATE login_session
     SET ended_at = (SELECT now FROM clock), ended_reason = 'administrator'
   WHERE ended_at IS NULL AND (session_id = new.session_id OR subject = (SELECT subject FROM end_user WHERE username = new.username));
  UPDATE authorization_grant
     SET revoked_at = (SELECT now FROM clock), revoked_reason = 'administrator', family_key = NULL
   WHERE revoked_at IS NULL AND subject = (SELECT subject FROM end_user WHERE username = new.username);
  INSERT INTO administration (kind, username, session_id, done_by)
  SELECT 'session.close', subject, new.session_id, new.done_by FROM end_user
   WHERE username = new.username OR subject = (SELECT subject FROM login_session WHERE session_id = new.session_id);
END;

-- grant_end: what this user allowed this client ends; it asks again.
CREATE VIEW grant_end AS SELECT grant_id, NULL AS done_by FROM authorization_grant WHERE 0;
CREATE TRIGGER grant_end_does INSTEAD OF INSERT ON grant_end
BEGIN
  SELECT raise(ABORT, 'no grant of this grant_id is open')
   WHERE NOT EXISTS (SELECT 1 FROM authorization_grant WHERE grant_id = new.grant_id AND revoked_at IS NULL);
  UPDATE authorization_grant
     SET revoked_at = (SELECT now FROM clock), revoked_reason = 'administrator', family_key = NULL
   WHERE grant_id = new.grant_id;
  INSERT INTO administration (kind, about, client_id, username, done_by)
  SELECT 'grant.end', new.grant_id, client_id, subject, new.done_by FROM authorization_grant WHERE grant_id = new.grant_id;
END;
