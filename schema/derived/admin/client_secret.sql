-- A client's secret changes without a break: for a while the old one and the new one count.

-- client_secret_new: the client has this one too, and the old one ends by itself (setting secret_overlap).  Of an earlier change that
-- nobody ended the older one is gone.
CREATE VIEW client_secret_new AS SELECT client_id, NULL AS client_secret, NULL AS done_by FROM client WHERE 0;
CREATE TRIGGER client_secret_new_does INSTEAD OF INSERT ON client_secret_new
BEGIN
  SELECT raise(ABORT, 'there is no client with a secret of this client_id')
   WHERE NOT EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id AND secret_hash IS NOT NULL);
  SELECT raise(ABORT, 'client_secret is missing, or too short to be kept: token_random(32) makes one')
   WHERE length(coalesce(new.client_secret, '')) < 22;
  UPDATE client
     SET secret_hash = coalesce(next_secret_hash, secret_hash), next_secret_hash = token_hash(new.client_secret),
         client_secret_expires_at = (SELECT now FROM clock) + (SELECT value FROM setting WHERE name = 'secret_overlap')
   WHERE client_id = new.client_id;
  INSERT INTO administration (kind, client_id, done_by) VALUES ('client.secret', new.client_id, new.done_by);
END;

-- client_secret_end: the client has the new one, and the old one counts no more.
CREATE VIEW client_secret_end AS SELECT client_id, NULL AS done_by FROM client WHERE 0;
CREATE TRIGGER client_secret_end_does INSTEAD OF INSERT ON client_secret_end
BEGIN
  SELECT raise(ABORT, 'this client has no new secret yet: INSERT INTO client_secret_new gives it one')
   WHERE NOT EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id AND next_secret_hash IS NOT NULL);
  UPDATE client SET secret_hash = next_secret_hash, next_secret_hash = NULL, client_secret_expires_at = NULL WHERE client_id = new.client_id;
  INSERT INTO administration (kind, client_id, done_by) VALUES ('client.secret_end', new.client_id, new.done_by);
END;
