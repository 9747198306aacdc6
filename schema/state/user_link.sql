-- A link by which somebody sets a password without an old one: who was invited, or has forgotten it.  An administrator makes it and hands
-- it over; it is good once, for a while, and of one user the newest alone.  Its secret is ul_<link_id>.<secret>.
CREATE TABLE user_link (
  link_id     TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  subject     TEXT NOT NULL REFERENCES end_user ON DELETE CASCADE,
  purpose     TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  created_at  INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL CHECK (expires_at > created_at),
  used_at     INTEGER,
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX user_link_subject ON user_link (subject);
