-- Access tokens that say nothing, for clients whose access_token_format is opaque: at_<token_id>.<secret>.  What such a one would say stands
-- here, and is told to whom may ask (RFC 7662).  It lives no longer than any other.
CREATE TABLE opaque_token (
  token_id    TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  client_id   TEXT NOT NULL,
  grant_id    TEXT REFERENCES authorization_grant ON DELETE CASCADE, -- NULL: it is the client's own
  claims      TEXT NOT NULL CHECK (claims GLOB '{*}'),
  issued_at   INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL CHECK (expires_at > issued_at),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX opaque_token_expires ON opaque_token (expires_at);
CREATE INDEX opaque_token_grant ON opaque_token (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX opaque_token_client ON opaque_token (client_id);
