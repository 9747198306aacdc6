-- The key that the tokens of the sample client are bound to, RFC 9449: one for each row of client_app that wants it, made at its first login.
-- Others see its public half, in proofs.  A nonce is what a server wants in the next proof, as far as the client has heard.
CREATE TABLE client_app_key (
  client_app_id  TEXT PRIMARY KEY REFERENCES client_app ON DELETE CASCADE,
  jwk            TEXT NOT NULL CHECK (jwk GLOB '{*"d":*}'),   -- private, and raw: it signs
  created_at     INTEGER NOT NULL,
  provider_nonce TEXT CHECK (length(provider_nonce) <= 200),
  api_nonce      TEXT CHECK (length(api_nonce) <= 200)
) STRICT, WITHOUT ROWID;
