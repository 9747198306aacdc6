-- name: proof_server
-- needs: @resource
-- gives: dpop_base dpop_algs dpop_key dpop_nonce
-- By its own name, and not by what the request says of its host.
SELECT CAST(@resource AS TEXT) AS dpop_base, a.dpop_algs, k.api_key AS dpop_key, s.dpop_nonce
  FROM dpop_algs AS a, api_key AS k, api_setting AS s;

-- name: proof_spend
-- needs: @dpop_hash $clock
-- gives: spent_at
INSERT INTO api_dpop_proof (proof_hash, spent_at)
VALUES (@dpop_hash, $clock)
ON CONFLICT (proof_hash) DO NOTHING
RETURNING spent_at;

-- local: proof_spent
-- gives: reason
-- Nobody fills this table who has no token.
SELECT 'dpop_replayed' AS reason;
