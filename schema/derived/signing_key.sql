-- Of each algorithm the key that signs now: the newest that is active, neither retired nor compromised.
CREATE VIEW signing_now AS
SELECT k.alg, k.kid, k.jwk
  FROM signing_key AS k
 WHERE k.kid = (SELECT n.kid FROM signing_key AS n
                 WHERE n.alg = k.alg AND n.active_at <= (SELECT now FROM clock) AND n.retired_at IS NULL AND n.compromised_at IS NULL
                 ORDER BY n.active_at DESC LIMIT 1);

-- The key that signs all access tokens, no row when none may.
CREATE VIEW access_key AS
SELECT k.jwk AS access_key
  FROM setting AS s JOIN signing_now AS k ON k.alg = s.value
 WHERE s.name = 'access_token_alg';

-- RFC 7517 section 5: what /jwks says.  Put together from stored public halves, so no private member can pass.
CREATE VIEW jwks AS
SELECT '{"keys":[' || coalesce(group_concat(public_jwk, ','), '') || ']}' AS jwks
  FROM signing_key
 WHERE removed_at IS NULL AND compromised_at IS NULL;

-- Every key whose word still counts for a hint: OIDC RP-Initiated Logout section 4 lets an old ID token speak.
CREATE VIEW hint_jwks AS
SELECT '{"keys":[' || coalesce(group_concat(public_jwk, ','), '') || ']}' AS hint_jwks
  FROM signing_key
 WHERE compromised_at IS NULL;

-- How long tokens and sessions live at the most, at present.
CREATE VIEW longest_life AS
SELECT max(a.value, i.value, coalesce((SELECT max(max(coalesce(access_lifetime, 0), coalesce(id_lifetime, 0))) FROM client), 0)) AS longest_token,
       s.value AS longest_session
  FROM setting AS a, setting AS i, setting AS s
 WHERE a.name = 'access_lifetime' AND i.name = 'id_lifetime' AND s.name = 'session_absolute';

-- A life that becomes longer is that of each key that may still sign.
CREATE TRIGGER signing_key_lives_longer AFTER UPDATE OF value ON setting
  WHEN new.name IN ('access_lifetime', 'id_lifetime', 'session_absolute') AND new.value > old.value
BEGIN
  UPDATE signing_key
     SET longest_token = max(longest_token, CASE new.name WHEN 'session_absolute' THEN 0 ELSE new.value END),
         longest_session = max(longest_session, CASE new.name WHEN 'session_absolute' THEN new.value ELSE 0 END)
   WHERE retired_at IS NULL;
END;
CREATE TRIGGER signing_key_lives_longer_for_new_client AFTER INSERT ON client
  WHEN new.access_lifetime IS NOT NULL OR new.id_lifetime IS NOT NULL
BEGIN
  UPDATE signing_key SET longest_token = max(longest_token, coalesce(new.access_lifetime, 0), coalesce(new.id_lifetime, 0)) WHERE retired_at IS NULL;
END;
CREATE TRIGGER signing_key_lives_longer_for_client AFTER UPDATE OF access_lifetime, id_lifetime ON client
BEGIN
  UPDATE signing_key SET longest_token = max(longest_token, coalesce(new.access_lifetime, 0), coalesce(new.id_lifetime, 0)) WHERE retired_at IS NULL;
END;

-- The lead of a new key: a JWKS that was fetched just before it was announced is forgotten by then.
CREATE VIEW key_setting AS
SELECT (SELECT value FROM setting WHERE name = 'key_lifetime') AS key_lifetime,
       (SELECT value FROM setting WHERE name = 'jwks_cache') + l.value AS key_lead, l.value AS leeway
  FROM setting AS l WHERE l.name = 'clock_leeway';

-- What is to be done with keys, and from when on: cgi-bin/provider/key/rotation.sql does it.  A key is made in time for its lead, or at once
-- where none is left; retired when the next one signs; removed when nothing that it signed can be good any more; forgotten when no session
-- is left that it spoke of.
CREATE VIEW key_step AS
SELECT 'make' AS step, NULL AS kid, alg, coalesce(newest + key_lifetime - key_lead, 0) AS due_at
  FROM (SELECT a.alg, p.key_lifetime, p.key_lead,
               (SELECT max(k.active_at) FROM signing_key AS k
                 WHERE k.alg = a.alg AND k.retired_at IS NULL AND k.compromised_at IS NULL) AS newest
          FROM (SELECT DISTINCT alg FROM signing_key) AS a, key_setting AS p)
 WHERE key_lifetime > 0
UNION ALL
SELECT 'make', NULL, alg, 0 FROM key_wanted
UNION ALL
SELECT 'retire', k.kid, k.alg, n.active_at
  FROM signing_key AS k JOIN signing_key AS n ON n.alg = k.alg
 WHERE k.retired_at IS NULL AND k.compromised_at IS NULL
   AND n.active_at = (SELECT min(o.active_at) FROM signing_key AS o
                       WHERE o.alg = k.alg AND o.active_at > k.active_at AND o.compromised_at IS NULL AND o.kid <> k.kid)
UNION ALL
SELECT 'retire', kid, alg, 0 FROM signing_key WHERE retired_at IS NULL AND compromised_at IS NOT NULL
UNION ALL
SELECT 'remove', k.kid, k.alg, k.retired_at + k.longest_token + p.leeway
  FROM signing_key AS k, key_setting AS p WHERE k.retired_at IS NOT NULL AND k.removed_at IS NULL
UNION ALL
SELECT 'forget', kid, alg, max(removed_at, retired_at + longest_session) FROM signing_key WHERE removed_at IS NOT NULL;

-- Who makes a key, makes it alone until then (of the real clock): one row.
CREATE TABLE key_maker (making_until INTEGER NOT NULL) STRICT;
INSERT INTO key_maker (making_until) VALUES (0);

-- A compromised key ends at once, and the one that is announced signs from now on, whoever has not heard of it yet.
CREATE TRIGGER signing_key_compromised AFTER UPDATE OF compromised_at ON signing_key WHEN new.compromised_at IS NOT NULL
BEGIN
  UPDATE signing_key
     SET active_at = max(announced_at, (SELECT now FROM clock))
   WHERE kid = (SELECT kid FROM signing_key
                 WHERE alg = new.alg AND retired_at IS NULL AND compromised_at IS NULL AND active_at > (SELECT now FROM clock)
                 ORDER BY active_at LIMIT 1)
     AND NOT EXISTS (SELECT 1 FROM signing_now AS k WHERE k.alg = new.alg);
END;
