-- Signing keys come and go by themselves (derived/signing_key.sql); sometimes an administrator wants it sooner.

-- key_rotate: another key of this algorithm is made in a few seconds; it signs once whoever keeps the key set has seen it.
CREATE VIEW key_rotate AS SELECT alg, NULL AS done_by FROM key_wanted WHERE 0;
CREATE TRIGGER key_rotate_does INSTEAD OF INSERT ON key_rotate
BEGIN
  SELECT raise(ABORT, 'there is no such alg: SELECT alg FROM signing_alg')
   WHERE NOT EXISTS (SELECT 1 FROM signing_alg WHERE alg = coalesce(new.alg, ''));
  INSERT INTO key_wanted (alg) VALUES (new.alg) ON CONFLICT DO NOTHING;
  INSERT INTO administration (kind, about, done_by) VALUES ('key.rotate', new.alg, new.done_by);
END;

-- key_compromised: somebody else may have this one.  It ends at once, and every token that it signed; where none of its
-- algorithm is left, another is made at once.
CREATE VIEW key_compromised AS SELECT kid, NULL AS done_by FROM signing_key WHERE 0;
CREATE TRIGGER key_compromised_does INSTEAD OF INSERT ON key_compromised
BEGIN
  SELECT raise(ABORT, 'there is no key of this kid: SELECT kid, alg FROM signing_key')
   WHERE NOT EXISTS (SELECT 1 FROM signing_key WHERE kid = new.kid);
  UPDATE signing_key SET compromised_at = (SELECT now FROM clock), jwk = NULL WHERE kid = new.kid AND compromised_at IS NULL;
  INSERT INTO key_wanted (alg)
  SELECT k.alg FROM signing_key AS k WHERE k.kid = new.kid AND NOT EXISTS (SELECT 1 FROM signing_now AS n WHERE n.alg = k.alg)
      ON CONFLICT DO NOTHING;
  INSERT INTO administration (kind, about, done_by) VALUES ('key.compromised', new.kid, new.done_by);
END;
