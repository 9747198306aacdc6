-- Signing keys, by hand.

-- key_rotate: a new key is announced, and signs once whoever keeps the key set has seen it (setting jwks_cache); at_once 1: now.
CREATE VIEW key_rotate AS SELECT alg, jwk, 0 AS at_once, NULL AS done_by FROM signing_key WHERE 0;
CREATE TRIGGER key_rotate_does INSTEAD OF INSERT ON key_rotate
BEGIN
  SELECT raise(ABORT, 'there is no such alg: SELECT alg FROM signing_alg') WHERE NOT EXISTS (SELECT 1 FROM signing_alg WHERE alg = new.alg);
  SELECT raise(ABORT, 'jwk is no private key of this alg: jwk_generate(alg, ''{"use":"sig"}'') makes one')
   WHERE new.jwk IS NULL OR jwk_error(new.jwk) IS NOT NULL OR instr(new.jwk, '"d":') = 0 OR instr(new.jwk, '"alg":"' || new.alg || '"') = 0;
  SELECT raise(ABORT, 'there is this key already') WHERE EXISTS (SELECT 1 FROM signing_key WHERE kid = jwk_thumbprint(new.jwk));
  INSERT INTO signing_key (kid, alg, jwk, public_jwk, announced_at, active_at)
  SELECT jwk_thumbprint(new.jwk), new.alg, new.jwk, jwk_public(new.jwk), now,
         now + CASE WHEN new.at_once = 1 THEN 0 ELSE (SELECT value FROM setting WHERE name = 'jwks_cache') END
    FROM clock;
  INSERT INTO administration (kind, done_by) VALUES ('key.rotate', new.done_by);
END;

-- key_compromised: somebody else may have it.  It ends at once, and every token that it signed with it.
CREATE VIEW key_compromised AS SELECT kid, NULL AS done_by FROM signing_key WHERE 0;
CREATE TRIGGER key_compromised_does INSTEAD OF INSERT ON key_compromised
BEGIN
  SELECT raise(ABORT, 'there is no key of this kid: SELECT kid FROM signing_key') WHERE NOT EXISTS (SELECT 1 FROM signing_key WHERE kid = new.kid);
  UPDATE signing_key SET compromised_at = (SELECT now FROM clock), jwk = NULL WHERE kid = new.kid AND compromised_at IS NULL;
  SELECT raise(ABORT, 'it is the last that signs: INSERT INTO key_rotate with at_once 1 makes another, and then this one may end')
   WHERE NOT EXISTS (SELECT 1 FROM signing_now WHERE alg = (SELECT alg FROM signing_key WHERE kid = new.kid));
  INSERT INTO administration (kind, done_by) VALUES ('key.compromised', new.done_by);
END;
