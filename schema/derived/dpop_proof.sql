-- What DPoP proofs are signed with here, RFC 9449 section 5.1: asymmetric, and no RSASSA-PKCS1-v1_5 (FAPI 2.0 section 5.4.1).
CREATE TABLE dpop_alg (alg TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO dpop_alg (alg) VALUES ('ES256'), ('PS256'), ('EdDSA'), ('Ed25519');

-- The same as one JSON array.
CREATE VIEW dpop_algs AS SELECT '["' || group_concat(alg, '","') || '"]' AS dpop_algs FROM dpop_alg;

-- Anybody can push a request with a proof, in the name of a public client.  Of so many (setting remembered_largest) none is forgotten, for it
-- could come again: there is no row for one more, and its request is refused (proofs_full).
CREATE TRIGGER dpop_proof_comes AFTER INSERT ON dpop_proof
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'dpop_proof'; END;
CREATE TRIGGER dpop_proof_goes AFTER DELETE ON dpop_proof
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'dpop_proof'; END;
CREATE TRIGGER dpop_proof_bound BEFORE INSERT ON dpop_proof
WHEN (SELECT number FROM tally WHERE object = 'dpop_proof') >= (SELECT value FROM setting WHERE name = 'remembered_largest')
BEGIN SELECT raise(IGNORE); END;

-- So it is with the assertions of clients: whoever registers a key can sign any number.  Once the room is half full, a client that has a
-- hundredth of it gets no more: no one takes the room of the others.
CREATE TRIGGER client_assertion_comes AFTER INSERT ON client_assertion
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'client_assertion'; END;
CREATE TRIGGER client_assertion_goes AFTER DELETE ON client_assertion
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'client_assertion'; END;
CREATE TRIGGER client_assertion_bound BEFORE INSERT ON client_assertion
WHEN (SELECT number FROM tally WHERE object = 'client_assertion') >= (SELECT value FROM setting WHERE name = 'remembered_largest')
BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER client_assertion_share BEFORE INSERT ON client_assertion
WHEN (SELECT number FROM tally WHERE object = 'client_assertion') >= (SELECT value FROM setting WHERE name = 'remembered_largest') / 2
 AND EXISTS (SELECT 1 FROM client_assertion WHERE client_id = new.client_id
              LIMIT 1 OFFSET (SELECT value FROM setting WHERE name = 'remembered_largest') / 100 - 1)
BEGIN SELECT raise(IGNORE); END;

CREATE TRIGGER api_dpop_proof_forget AFTER INSERT ON api_dpop_proof WHEN EXISTS (SELECT 1 FROM api_dpop_proof WHERE spent_at < new.spent_at - 80)
BEGIN
  DELETE FROM api_dpop_proof
   WHERE proof_hash IN (SELECT proof_hash FROM api_dpop_proof WHERE spent_at < new.spent_at - 80 ORDER BY spent_at LIMIT 8);
END;
