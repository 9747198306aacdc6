-- What a user allowed a client to do, from the request to the last refresh token.

-- Consent is remembered for each client and scope.  A user who withdraws it is asked again.
CREATE TABLE consent (
  subject    TEXT NOT NULL,
  client_id  TEXT NOT NULL,
  scope      TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (subject, client_id, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_client ON consent (client_id);            -- so a client goes without a look at everybody's rows; as below
CREATE INDEX consent_scope ON consent (scope);                 -- so does a scope

-- A grant: the family of all codes, access tokens and refresh tokens that come from one consent.  The jti of its access tokens begins
-- with grant_id, so that introspection and userinfo see revocation.  family_key derives each refresh token's successor from the token;
-- it is erased when the family ends.
CREATE TABLE authorization_grant (
  grant_id       TEXT PRIMARY KEY CHECK (grant_id GLOB 'g_?*'),
  client_id      TEXT NOT NULL,
  subject        TEXT NOT NULL,
  session_id     TEXT NOT NULL REFERENCES login_session ON DELETE CASCADE,
  scope          TEXT NOT NULL,
  withdrawn_scope TEXT NOT NULL DEFAULT '',                  -- what of it the user took back: another consent does not return it
  resource       TEXT,                                       -- aud; NULL: this server itself
  claims         TEXT CHECK (claims GLOB '{*}'),
  claims_beyond  TEXT,                                       -- of these, the names that the user consented to one by one
  offline        INTEGER NOT NULL CHECK (offline IN (0, 1)), -- 0: it ends with the session
  auth_time      INTEGER NOT NULL,
  dpop_jkt       TEXT CHECK (length(dpop_jkt) = 43),         -- its refresh tokens are bound to this key, RFC 9449 section 5
  created_at     INTEGER NOT NULL,
  expires_at     INTEGER NOT NULL,                           -- the absolute bound of its refresh tokens
  family_key     TEXT,
  revoked_at     INTEGER,
  revoked_reason TEXT CHECK (revoked_reason IN ('code_replayed', 'refresh_reused', 'refresh_leaked', 'revoked_by_client', 'revoked_by_user',
                                                'session_ended', 'administrator', 'password_changed', 'user_suspended', 'scope_withdrawn',
                                                'group_missing', 'superseded')),
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL)),
  CHECK ((revoked_at IS NULL) = (family_key IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_grant_session ON authorization_grant (session_id, client_id, revoked_at, created_at);
CREATE INDEX authorization_grant_client ON authorization_grant (client_id);
CREATE INDEX authorization_grant_subject ON authorization_grant (subject, client_id, revoked_at, created_at);
CREATE INDEX authorization_grant_over ON authorization_grant (coalesce(revoked_at, expires_at));

-- An authorization code.  A spent one stays as long as its grant, so that a replay is seen: RFC 6749 section 4.1.2.
CREATE TABLE authorization_code (
  code_id        TEXT PRIMARY KEY,                           -- the public half of ac_<code_id>.<secret>
  secret_hash    TEXT NOT NULL,
  grant_id       TEXT NOT NULL UNIQUE REFERENCES authorization_grant ON DELETE CASCADE,
  client_id      TEXT NOT NULL,
  redirect_uri   TEXT NOT NULL,                              -- as it was sent
  registered_uri TEXT,                                       -- the row of client_redirect_uri that it is; NULL: the one of its own name
  code_challenge TEXT,
  dpop_jkt       TEXT CHECK (length(dpop_jkt) = 43),         -- only with this key, RFC 9449 section 10
  nonce          TEXT,
  issued_at      INTEGER NOT NULL,
  expires_at     INTEGER NOT NULL CHECK (expires_at > issued_at),
  redeemed_at    INTEGER,
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_code_unspent ON authorization_code (expires_at) WHERE redeemed_at IS NULL;

-- A refresh token has exactly one successor, RFC 9700 section 4.14.  Shown again inside the grace window it gets the same successor
-- (the answer was lost, or two tabs asked at once); shown later it was stolen, and the whole family ends.  expires_at is its idle
-- bound.  The absolute bound is the grant's; where the grant is online, its session has two more.
CREATE TABLE refresh_token (
  refresh_id   TEXT PRIMARY KEY,                             -- the public half of rt_<refresh_id>.<secret>: grant, generation
  secret_hash  TEXT NOT NULL,                                -- the secret itself is nowhere: token_derive says it again
  grant_id     TEXT NOT NULL REFERENCES authorization_grant ON DELETE CASCADE,
  successor_id TEXT,                                         -- the refresh_id of the next in the family
  generation   INTEGER NOT NULL DEFAULT 1,                   -- its place in the family
  issued_at    INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL CHECK (expires_at > issued_at),
  used_at      INTEGER,                                      -- for the first time
  CHECK ((successor_id IS NULL) = (used_at IS NULL)),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
-- A place in a family is taken once: of two successors of one token the second finds it taken.  (Among many families each index of the
-- family, or of the token, is one more page that a refresh reads, writes and moves out of the log.)
CREATE UNIQUE INDEX refresh_token_grant ON refresh_token (grant_id, generation);
CREATE INDEX refresh_token_spent ON refresh_token (expires_at) WHERE successor_id IS NOT NULL;

-- A single access token that its client revoked, RFC 7009 section 2.1.
CREATE TABLE revoked_token (
  jti        TEXT PRIMARY KEY,
  revoked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revoked_token_expires ON revoked_token (expires_at);
