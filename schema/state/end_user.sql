-- Whom the server knows.  The columns of a person are the claims of OIDC Core section 5.1, by their names.
CREATE TABLE end_user (
  subject               TEXT PRIMARY KEY CHECK (subject GLOB 'u_?*' AND length(subject) <= 255), -- never a client's name: RFC 9700 section 4.15
  username              TEXT NOT NULL UNIQUE COLLATE NOCASE CONSTRAINT "username is trimmed, as what is typed is: nobody would find another"
                        CHECK (username <> '' AND username = trim(username, char(9, 10, 11, 12, 13, 32, 160, 8203, 12288, 65279))),
  password_hash         TEXT NOT NULL CONSTRAINT "password_hash is password_hash(…); the password itself stands nowhere"
                        CHECK (password_hash GLOB '$scrypt$*'),
  name                  TEXT,
  given_name            TEXT,
  family_name           TEXT,
  middle_name           TEXT,
  nickname              TEXT,
  preferred_username    TEXT,
  profile               TEXT,
  picture               TEXT,
  website               TEXT,
  gender                TEXT,
  birthdate             TEXT,
  zoneinfo              TEXT,
  locale                TEXT,
  updated_at            INTEGER,
  email                 TEXT,
  email_verified        INTEGER CHECK (email_verified IN (0, 1)),
  address               TEXT CHECK (address IS NULL OR address GLOB '{*}'),
  phone_number          TEXT,
  phone_number_verified INTEGER CHECK (phone_number_verified IN (0, 1)),
  suspended_at          INTEGER                              -- while it stands, this user cannot sign in; setting it ends all that was open
) STRICT, WITHOUT ROWID;

-- One row: the hash that the password of an unknown user is checked against, so that it takes as long as a known one's.
CREATE TABLE password_decoy (
  password_hash TEXT NOT NULL CONSTRAINT "password_hash is password_hash(…); the password itself stands nowhere"
                CHECK (password_hash GLOB '$scrypt$*')
) STRICT;

-- Failures, counted before the slow check and forgiven after it, so that many at once do not slip through.  Of account, network,
-- browser and client there is a fingerprint only: people type passwords into the wrong field.
CREATE TABLE throttle (
  throttle_key TEXT PRIMARY KEY,
  failures     INTEGER NOT NULL CHECK (failures >= 0),
  most         INTEGER NOT NULL DEFAULT 1,                   -- with more than these it has to wait
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX throttle_expires ON throttle (expires_at);

-- A login in one browser.  Its public half session_id is the claim sid; the cookie ss_<session_id>.<secret> is known by
-- hash.  A new login of the same user renews the secret and auth_time; of another, it ends this one.
CREATE TABLE login_session (
  session_id      TEXT PRIMARY KEY,
  secret_hash     TEXT NOT NULL,
  subject         TEXT NOT NULL REFERENCES end_user ON DELETE CASCADE,
  created_at      INTEGER NOT NULL,
  auth_time       INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,                          -- moves on with each use, a refresh of an online grant included
  expires_at      INTEGER NOT NULL CHECK (expires_at > auth_time), -- the absolute bound
  ended_at        INTEGER,
  ended_reason    TEXT CHECK (ended_reason IN ('logout', 'replaced', 'administrator', 'password_changed', 'user_suspended')),
  held_until      INTEGER,                                   -- it was over, but a grant still remembered it: then it was last looked at
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;

CREATE INDEX login_session_subject ON login_session (subject, created_at);
CREATE INDEX login_session_over ON login_session (coalesce(held_until, ended_at, expires_at));

-- One user's sessions have a bound (setting sessions_largest): with one more the oldest that is open ends.
CREATE INDEX login_session_open ON login_session (subject, created_at) WHERE ended_at IS NULL;
