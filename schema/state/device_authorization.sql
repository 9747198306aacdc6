-- A device without a keyboard that waits for its user at another one: RFC 8628.  It shows the user code and keeps the device code; of both
-- there are hashes.  What its user allows is a grant, whose first tokens the device code brings, once; a spent one stays as long as its
-- grant, so that a replay is seen.
CREATE TABLE device_authorization (
  device_id      TEXT PRIMARY KEY,                           -- the public half of dc_<device_id>.<secret>
  secret_hash    TEXT NOT NULL,
  user_code_hash TEXT NOT NULL UNIQUE,
  client_id      TEXT NOT NULL,
  scope          TEXT NOT NULL,
  resource       TEXT,
  trace_id       TEXT NOT NULL,                              -- the flow record shows one journey
  created_at     INTEGER NOT NULL,
  expires_at     INTEGER NOT NULL CHECK (expires_at > created_at),
  polled_at      INTEGER,                                    -- when the device asked last
  poll_interval  INTEGER NOT NULL DEFAULT 5 CHECK (poll_interval >= 5), -- seconds: 5 more each time it asks too soon
  subject        TEXT REFERENCES end_user ON DELETE CASCADE, -- who decided
  decided_at     INTEGER,
  grant_id       TEXT UNIQUE REFERENCES authorization_grant ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- NULL: not allowed
  redeemed_at    INTEGER,
  CHECK ((subject IS NULL) = (decided_at IS NULL)),
  CHECK (grant_id IS NULL OR decided_at IS NOT NULL),
  CHECK (redeemed_at IS NULL OR grant_id IS NOT NULL),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "user_code_hash is token_hash(…)" CHECK (length(user_code_hash) = 43 AND user_code_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX device_authorization_client ON device_authorization (client_id);
CREATE INDEX device_authorization_waits ON device_authorization (expires_at) WHERE redeemed_at IS NULL;
