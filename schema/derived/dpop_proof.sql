-- What DPoP proofs are signed with here, RFC 9449 section 5.1: asymmetric, and no RSASSA-PKCS1-v1_5 (FAPI 2.0 section 5.4.1).
CREATE TABLE dpop_alg (alg TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO dpop_alg (alg) VALUES ('ES256'), ('PS256'), ('EdDSA'), ('Ed25519');

-- The same as one JSON array.
CREATE VIEW dpop_algs AS SELECT '["' || group_concat(alg, '","') || '"]' AS dpop_algs FROM dpop_alg;

CREATE TRIGGER api_dpop_proof_forget AFTER INSERT ON api_dpop_proof WHEN EXISTS (SELECT 1 FROM api_dpop_proof WHERE spent_at < new.spent_at - 80)
BEGIN
  DELETE FROM api_dpop_proof
   WHERE proof_hash IN (SELECT proof_hash FROM api_dpop_proof WHERE spent_at < new.spent_at - 80 ORDER BY spent_at LIMIT 8);
END;
