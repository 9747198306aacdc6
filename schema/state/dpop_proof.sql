-- Proofs of a key that were shown and counted, RFC 9449 section 11.1.  Who shows one again has copied it.  A row is left by who
-- has a token that is bound to that key, gets one or pushes a request, and stays no longer than the proof would be taken: 70 s.  Times are of
-- the real clock.

-- To the authorization server, and
CREATE TABLE dpop_proof (
  proof_hash TEXT PRIMARY KEY,                               -- token_hash(jkt and jti)
  spent_at   INTEGER NOT NULL,
  CONSTRAINT "proof_hash is token_hash(…)" CHECK (length(proof_hash) = 43 AND proof_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX dpop_proof_spent ON dpop_proof (spent_at);

-- to the sample API.
CREATE TABLE api_dpop_proof (
  proof_hash TEXT PRIMARY KEY,
  spent_at   INTEGER NOT NULL,
  CONSTRAINT "proof_hash is token_hash(…)" CHECK (length(proof_hash) = 43 AND proof_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX api_dpop_proof_spent ON api_dpop_proof (spent_at);
