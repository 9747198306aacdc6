-- What a grant still gives, and what takes it away.  A grant remembers what was granted; what the client may no longer have, or the
-- user took back, no token of the grant gives any more.

-- The words of its scope that are left: granted, still allowed to the client, still consented, still of its API.  One is enough that is
-- not offline_access, as long as the client may call that API at all.
CREATE VIEW grant_scope AS
SELECT g.grant_id, o.scope, instr(' ' || g.scope || ' ', ' ' || o.scope || ' ') AS place,
       o.scope <> 'offline_access'
         AND (s.resource = g.resource OR g.resource IS NULL
              OR EXISTS (SELECT 1 FROM client_resource AS a WHERE a.client_id = g.client_id AND a.resource = g.resource)) AS is_enough
  FROM authorization_grant AS g
  JOIN client_scope AS o ON o.client_id = g.client_id
  JOIN scope AS s ON s.scope = o.scope AND (s.resource IS NULL OR s.resource = g.resource)
  JOIN consent AS k ON k.subject = g.subject AND k.client_id = g.client_id AND k.scope = o.scope
 WHERE instr(' ' || g.scope || ' ', ' ' || o.scope || ' ') > 0
   AND instr(' ' || g.withdrawn_scope || ' ', ' ' || o.scope || ' ') = 0;

-- Why a grant gives nothing, by the reason of the catalogue; NULL: it does.
CREATE VIEW grant_flaw AS
SELECT g.grant_id,
       CASE WHEN g.revoked_reason IN ('session_ended', 'password_changed', 'user_suspended', 'scope_withdrawn', 'group_missing')
            THEN g.revoked_reason
            WHEN g.revoked_at IS NOT NULL  THEN 'grant_revoked'
            WHEN c.client_id IS NULL       THEN 'client_suspended'
            WHEN u.subject IS NULL         THEN 'user_suspended'
            WHEN EXISTS (SELECT 1 FROM client_closed AS x
                          WHERE x.client_id = g.client_id AND x.subject = g.subject) THEN 'group_missing'
            WHEN NOT EXISTS (SELECT 1 FROM grant_scope AS w WHERE w.grant_id = g.grant_id AND w.is_enough) THEN 'scope_withdrawn' END AS flaw
  FROM authorization_grant AS g
  LEFT JOIN active_client AS c ON c.client_id = g.client_id
  LEFT JOIN active_user AS u ON u.subject = g.subject;

-- The grants that live by their session: those without offline_access, and those whose offline_access is gone: OIDC Core section 11.
CREATE VIEW online_grant AS
SELECT g.grant_id, g.session_id
  FROM authorization_grant AS g
 WHERE g.offline = 0
    OR instr(' ' || g.scope || ' ', ' offline_access ') > 0
       AND NOT EXISTS (SELECT 1 FROM grant_scope AS w WHERE w.grant_id = g.grant_id AND w.scope = 'offline_access');

-- The grants that give something: what, and until when they can be refreshed: the earliest of the bounds that apply.  One whose
-- offline_access is gone ends with its session like any other, OIDC Core section 11.  (A grant without a flaw, said so that SQLite
-- looks each row up once: every token that comes back is asked about here.)
CREATE VIEW grant_life AS
SELECT g.grant_id, g.client_id,
       (SELECT group_concat(w.scope, ' ')
          FROM (SELECT scope FROM grant_scope WHERE grant_id = g.grant_id ORDER BY place) AS w) AS scope,
       CASE WHEN o.grant_id IS NOT NULL
            THEN (SELECT min(g.expires_at, s.expires_at, s.idle_expires_at, coalesce(s.ended_at, s.expires_at))
                    FROM login_session AS s WHERE s.session_id = g.session_id)
            ELSE g.expires_at END AS ends_at
  FROM authorization_grant AS g
  LEFT JOIN online_grant AS o ON o.grant_id = g.grant_id
  JOIN active_client AS c ON c.client_id = g.client_id
  JOIN active_user AS u ON u.subject = g.subject
 WHERE g.revoked_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM client_closed AS x WHERE x.client_id = g.client_id AND x.subject = g.subject)
   AND EXISTS (SELECT 1 FROM grant_scope AS w WHERE w.grant_id = g.grant_id AND w.is_enough);

-- The refresh tokens that can be used: the newest of their families, until the first of their bounds, by clients that may refresh.
CREATE VIEW refresh_life AS
SELECT t.refresh_id, t.grant_id, l.client_id, l.scope, min(t.expires_at, l.ends_at) AS ends_at
  FROM refresh_token AS t
  JOIN grant_life AS l ON l.grant_id = t.grant_id
  JOIN client_grant_type AS y ON y.client_id = l.client_id AND y.grant_type = 'refresh_token'
 WHERE t.used_at IS NULL;

-- Until when a used refresh token gets its one successor again: the client's grace window, and with refresh_until_used as long as
-- the successor was not used, for an answer that never came.
CREATE VIEW refresh_grace AS
SELECT t.refresh_id, t.used_at + l.refresh_grace AS ends_at, n.expires_at AS successor_expires_at,
       CASE WHEN l.refresh_until_used = 1 AND n.used_at IS NULL OR (SELECT refresh_reuse FROM provider_setting) = 'ignored'
            THEN 1 ELSE 0 END AS until_used
  FROM refresh_token AS t
  JOIN authorization_grant AS g ON g.grant_id = t.grant_id
  JOIN client_lifetime AS l ON l.client_id = g.client_id
  JOIN refresh_token AS n ON n.refresh_id = t.successor_id;

-- What a client's own token still gives, RFC 6749 section 4.4.
CREATE VIEW service_life AS
SELECT c.client_id, (SELECT group_concat(o.scope, ' ') FROM client_scope AS o WHERE o.client_id = c.client_id) AS scope
  FROM active_client AS c;

-- Consent that is taken back is gone for the grants that rest on it; with nothing left they end.
CREATE TRIGGER consent_withdrawn AFTER DELETE ON consent
BEGIN
  UPDATE authorization_grant
     SET withdrawn_scope = trim(withdrawn_scope || ' ' || old.scope)
   WHERE subject = old.subject AND client_id = old.client_id AND revoked_at IS NULL AND instr(' ' || scope || ' ', ' ' || old.scope || ' ') > 0;
  UPDATE authorization_grant
     SET revoked_at = (SELECT now FROM clock), revoked_reason = 'scope_withdrawn', family_key = NULL
   WHERE subject = old.subject AND client_id = old.client_id AND revoked_at IS NULL
     AND EXISTS (SELECT 1 FROM grant_flaw AS f WHERE f.grant_id = authorization_grant.grant_id AND f.flaw = 'scope_withdrawn');
END;

-- A new password, or a suspension, ends whatever was open: somebody else may have had the old one.  (NIST SP 800-63B section 5.2.)
CREATE TRIGGER end_user_shuts_out AFTER UPDATE OF password_hash, suspended_at ON end_user
  WHEN new.password_hash IS NOT old.password_hash OR (old.suspended_at IS NULL AND new.suspended_at IS NOT NULL)
BEGIN
  UPDATE authorization_grant
     SET revoked_at = (SELECT now FROM clock), family_key = NULL,
         revoked_reason = CASE WHEN new.suspended_at IS NULL THEN 'password_changed' ELSE 'user_suspended' END
   WHERE subject = new.subject AND revoked_at IS NULL;
  UPDATE login_session
     SET ended_at = (SELECT now FROM clock),
         ended_reason = CASE WHEN new.suspended_at IS NULL THEN 'password_changed' ELSE 'user_suspended' END
   WHERE subject = new.subject AND ended_at IS NULL;
END;
