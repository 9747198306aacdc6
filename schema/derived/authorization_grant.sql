-- Grants and their tokens: how many there are at once, what ends with what, and what is forgotten, a few rows with each write.

-- Of one session a client has so many grants at once (setting grants_largest); with one more the oldest ends.
CREATE TRIGGER authorization_grant_bound AFTER INSERT ON authorization_grant
BEGIN
  UPDATE authorization_grant
     SET revoked_at = new.created_at, revoked_reason = 'superseded', family_key = NULL
   WHERE grant_id IN (SELECT grant_id FROM authorization_grant
                       WHERE session_id = new.session_id AND client_id = new.client_id AND revoked_at IS NULL
                       ORDER BY created_at DESC LIMIT 4 OFFSET (SELECT value FROM setting WHERE name = 'grants_largest'));
END;

-- A grant that was revoked stays revoked, and keeps its reason.
CREATE TRIGGER authorization_grant_stays_revoked BEFORE UPDATE OF revoked_at, revoked_reason ON authorization_grant
  WHEN old.revoked_at IS NOT NULL AND (new.revoked_at IS NOT old.revoked_at OR new.revoked_reason IS NOT old.revoked_reason)
BEGIN SELECT raise(ABORT, 'a grant that was revoked stays revoked'); END;

-- What ends with a session: its grants, unless the user allowed them to go on (offline_access).  OIDC Core section 11.
CREATE TRIGGER login_session_ends_grants AFTER UPDATE OF ended_at ON login_session
  WHEN old.ended_at IS NULL AND new.ended_at IS NOT NULL
BEGIN
  UPDATE authorization_grant
     SET revoked_at = new.ended_at, revoked_reason = 'session_ended', family_key = NULL
   WHERE session_id = new.session_id AND offline = 0 AND revoked_at IS NULL;
END;

-- A used token goes as soon as no grace window can hold it: its name alone says what it was (cgi-bin/provider/token/refresh_token.sql),
-- so reuse is noticed however old it is.  Two go for one that comes, so a family stays small.  (WHEN: a body costs, even one that finds
-- nothing.)
CREATE TRIGGER refresh_token_goes_early AFTER INSERT ON refresh_token
  WHEN (SELECT used_at FROM refresh_token WHERE grant_id = new.grant_id ORDER BY generation LIMIT 1)
       <= new.issued_at - (SELECT largest FROM setting WHERE name = 'refresh_grace')
BEGIN
  DELETE FROM refresh_token
   WHERE refresh_id IN (SELECT t.refresh_id
                          FROM (SELECT refresh_id, used_at FROM refresh_token WHERE grant_id = new.grant_id ORDER BY generation LIMIT 2) AS t
                         WHERE t.used_at <= new.issued_at - (SELECT largest FROM setting WHERE name = 'refresh_grace')
                           AND substr(t.refresh_id, 1, 16) = substr(new.grant_id, 3));
END;

-- A token of an older version, whose name does not say its family, is forgotten at its own end: until then its reuse is noticed.  A
-- chain is taken from its beginning, for when refresh_idle became shorter, a successor can end before the token that names it.
CREATE TRIGGER refresh_token_purge AFTER INSERT ON refresh_token
  WHEN EXISTS (SELECT 1 FROM refresh_token WHERE successor_id IS NOT NULL AND expires_at <= new.issued_at)
BEGIN
  DELETE FROM refresh_token
   WHERE refresh_id IN (SELECT (SELECT t.refresh_id FROM refresh_token AS t WHERE t.grant_id = over.grant_id ORDER BY t.generation LIMIT 1)
                          FROM (SELECT grant_id FROM refresh_token
                                 WHERE successor_id IS NOT NULL AND expires_at <= new.issued_at ORDER BY expires_at LIMIT 4) AS over);
END;

-- An access token has ended by itself ten minutes later, whatever the leeway.
CREATE TRIGGER revoked_token_purge AFTER INSERT ON revoked_token
BEGIN
  DELETE FROM revoked_token
   WHERE jti IN (SELECT jti FROM revoked_token WHERE expires_at <= new.revoked_at - 600 ORDER BY expires_at LIMIT 4);
END;

-- Grants are forgotten a day after they ended or their last refresh token could have been used (no access token lives longer than
-- that); those whose code was not redeemed, after an hour.  A family may be long: its tokens go first, a few at a time, and the grant
-- with the last of them, so that no request pays for the length of another's family.
CREATE TRIGGER authorization_grant_purge AFTER INSERT ON authorization_grant
BEGIN
  DELETE FROM refresh_token
   WHERE refresh_id IN (SELECT t.refresh_id
                          FROM (SELECT grant_id FROM authorization_grant WHERE coalesce(revoked_at, expires_at) <= new.created_at - 86400
                                 ORDER BY coalesce(revoked_at, expires_at) LIMIT 4) AS g
                          JOIN refresh_token AS t ON t.grant_id = g.grant_id
                           AND t.generation < 16 + (SELECT min(generation) FROM refresh_token WHERE grant_id = g.grant_id));
  DELETE FROM authorization_grant
   WHERE grant_id IN (SELECT g.grant_id
                        FROM (SELECT grant_id FROM authorization_grant WHERE coalesce(revoked_at, expires_at) <= new.created_at - 86400
                               ORDER BY coalesce(revoked_at, expires_at) LIMIT 4) AS g
                       WHERE NOT EXISTS (SELECT 1 FROM refresh_token AS t WHERE t.grant_id = g.grant_id))
      OR grant_id IN (SELECT grant_id FROM authorization_code
                       WHERE redeemed_at IS NULL AND expires_at <= new.created_at - 3600 ORDER BY expires_at LIMIT 4);
END;

-- Sessions are forgotten when no grant remembers them.  One that a grant still remembers is looked at again a day later, not
-- at each login: so no more than four are looked at.
CREATE TRIGGER login_session_purge AFTER INSERT ON login_session
BEGIN
  UPDATE login_session SET held_until = new.created_at
   WHERE session_id IN (SELECT s.session_id FROM (SELECT session_id FROM login_session
                                                   WHERE coalesce(held_until, ended_at, expires_at) <= new.created_at - 86400
                                                   ORDER BY coalesce(held_until, ended_at, expires_at) LIMIT 4) AS s
                         WHERE EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.session_id = s.session_id));
  DELETE FROM login_session
   WHERE session_id IN (SELECT s.session_id FROM (SELECT session_id FROM login_session
                                                   WHERE coalesce(held_until, ended_at, expires_at) <= new.created_at - 86400
                                                   ORDER BY coalesce(held_until, ended_at, expires_at) LIMIT 4) AS s
                         WHERE NOT EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.session_id = s.session_id));
END;

-- An access token that says nothing is forgotten when it has ended, a few with each that comes.
CREATE TRIGGER opaque_token_forget AFTER INSERT ON opaque_token WHEN EXISTS (SELECT 1 FROM opaque_token WHERE expires_at < new.issued_at - 600)
BEGIN
  DELETE FROM opaque_token WHERE token_id IN (
    SELECT token_id FROM opaque_token WHERE expires_at < new.issued_at - 600 ORDER BY expires_at LIMIT 8);
END;
