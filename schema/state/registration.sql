-- Clients that no administrator made: they registered themselves (RFC 7591), or their client_id is the address of a document about them
-- (Client ID Metadata Document).

-- With such a token somebody registers while the setting `registration` is `token`: RFC 7591 section 3.
CREATE TABLE initial_access_token (
  token_id    TEXT PRIMARY KEY,                              -- the public half of ia_<token_id>.<secret>
  secret_hash TEXT NOT NULL,
  issued_at   INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL CHECK (expires_at > issued_at),
  uses_left   INTEGER NOT NULL DEFAULT 1 CHECK (uses_left >= 0),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;

-- Who came by itself, and by which token it reads and changes what it said: RFC 7592 section 3.  A document has none.
CREATE TABLE client_registration (
  client_id     TEXT PRIMARY KEY REFERENCES client ON DELETE CASCADE,
  secret_hash   TEXT,
  registered_at INTEGER NOT NULL,
  unused_since  INTEGER,                                     -- NULL: some user has consented, and it stays
  bytes         INTEGER NOT NULL DEFAULT 0,                  -- of its logo and of the keys that were fetched
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX client_registration_unused ON client_registration (unused_since) WHERE unused_since IS NOT NULL;
CREATE INDEX client_registration_heavy ON client_registration (bytes) WHERE unused_since IS NOT NULL AND bytes > 0;

-- A document, as long as it may be kept: RFC 9111 section 4.2.  One request fetches it, and has until asked_until; nothing is kept of a
-- failure.
CREATE TABLE client_document (
  client_id   TEXT PRIMARY KEY,                              -- its address
  asked_until INTEGER NOT NULL,
  expires_at  INTEGER                                        -- NULL: it has not come yet
) STRICT, WITHOUT ROWID;
CREATE INDEX client_document_awaited ON client_document (asked_until) WHERE expires_at IS NULL;

-- Whose documents are fetched while the setting client_documents is `listed`.
CREATE TABLE client_document_host (
  host TEXT PRIMARY KEY CONSTRAINT "host is the name of a machine in small letters, with its port where it has one: app.example"
       CHECK (host NOT GLOB '*[^a-z0-9.:-]*' AND host GLOB '[a-z0-9]*')
) STRICT, WITHOUT ROWID;

-- What the pages show of a client, fetched once; by its bytes it is one of these.
CREATE TABLE client_logo (
  client_id TEXT PRIMARY KEY REFERENCES client ON DELETE CASCADE,
  type      TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp')),
  logo      BLOB NOT NULL CHECK (length(logo) <= 65536)
) STRICT, WITHOUT ROWID;
