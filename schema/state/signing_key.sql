-- What signs.  A key is announced (it stands in the JWKS, until every cache of that has it), then active (it
-- signs), then retired (it signs no more, what it signed is still checked), then removed (it left the JWKS).  A removed
-- key's public half stays as long as an ID token of it may come as a hint; a compromised key ends at once and for everything.
-- The provider alone may touch this table; all others fetch /jwks.
CREATE TABLE signing_key (
  kid            TEXT PRIMARY KEY,
  alg            TEXT NOT NULL REFERENCES signing_alg,
  jwk            TEXT CHECK (jwk GLOB '{*}'),                 -- private; erased once it is retired
  public_jwk     TEXT NOT NULL CHECK (public_jwk GLOB '{*}' AND public_jwk NOT GLOB '*"d":*'),
  announced_at   INTEGER NOT NULL,
  active_at      INTEGER NOT NULL CHECK (active_at >= announced_at),
  retired_at     INTEGER CHECK (retired_at >= active_at),
  removed_at     INTEGER CHECK (removed_at >= retired_at),
  compromised_at INTEGER,
  -- The longest that a token, and a session, could live while this key signed, as settings and clients said: so long what it signed is
  -- asked about.  (A bound: to know the last exp itself would cost a write for each token.)
  longest_token   INTEGER NOT NULL DEFAULT 86400,
  longest_session INTEGER NOT NULL DEFAULT 31536000,
  CHECK (jwk IS NOT NULL OR retired_at IS NOT NULL OR compromised_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX signing_key_active ON signing_key (alg, active_at);

-- An administrator wants another key of this algorithm before its time: the row goes when it is made.
CREATE TABLE key_wanted (
  alg TEXT PRIMARY KEY REFERENCES signing_alg
) STRICT, WITHOUT ROWID;
