-- Grants and their tokens: how many there are at once, and what ends with what.

-- A client has so many grants at once of one session (setting grants_largest), and of one user, whose grants outlive their sessions where
-- offline_access was allowed (grants_largest_user); with one more the oldest ends.  So what ends them all holds nobody up.
CREATE TRIGGER authorization_grant_bound AFTER INSERT ON authorization_grant
BEGIN
  UPDATE authorization_grant
     SET revoked_at = new.created_at, revoked_reason = 'superseded', family_key = NULL
   WHERE grant_id IN (SELECT grant_id FROM authorization_grant
                       WHERE session_id = new.session_id AND client_id = new.client_id AND revoked_at IS NULL
                       ORDER BY created_at DESC LIMIT 4 OFFSET (SELECT value FROM setting WHERE name = 'grants_largest'))
      OR grant_id IN (SELECT grant_id FROM authorization_grant
                       WHERE subject = new.subject AND client_id = new.client_id AND revoked_at IS NULL
                       ORDER BY created_at DESC LIMIT 4 OFFSET (SELECT value FROM setting WHERE name = 'grants_largest_user'));
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
