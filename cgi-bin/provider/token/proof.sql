-- DPoP proofs that were shown to this server, RFC 9449.

-- name: proof_server
-- needs: @issuer
-- gives: dpop_base dpop_algs dpop_key dpop_nonce
SELECT CAST(@issuer AS TEXT) AS dpop_base, a.dpop_algs, k.provider_key AS dpop_key, s.dpop_nonce
  FROM dpop_algs AS a, provider_key AS k, provider_setting AS s;

-- name: proof_spend
-- needs: @dpop_hash $clock
-- gives: spent_at
-- Section 11.1: of two at once one has it.
INSERT INTO dpop_proof (proof_hash, spent_at)
VALUES (@dpop_hash, $clock)
ON CONFLICT (proof_hash) DO NOTHING
RETURNING spent_at;

-- name: proof_spent
-- needs: @dpop_hash
-- gives: reason
SELECT CASE WHEN EXISTS (SELECT 1 FROM dpop_proof AS p WHERE p.proof_hash = @dpop_hash) THEN 'dpop_replayed' ELSE 'proofs_full' END AS reason;

-- name: proof_return
-- needs: @dpop_hash
DELETE FROM dpop_proof WHERE proof_hash = @dpop_hash;
