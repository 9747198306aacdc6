-- Whom the server knows.  The columns of a person are the claims of OIDC Core section 5.1, by their names.
CREATE TABLE end_user (
  subject               TEXT PRIMARY KEY CHECK (subject GLOB 'u_?*' AND length(subject) <= 255), -- never a client's name: RFC 9700 section 4.15
  username              TEXT NOT NULL UNIQUE COLLATE NOCASE CONSTRAINT "username is trimmed, as what is typed is: nobody would find another"
                        CHECK (username <> '' AND username = trim(username, char(9, 10, 11, 12, 13, 32, 160, 8203, 12288, 65279))),
  -- NULL: who was invited and has set none yet, and cannot sign in.
  password_hash         TEXT CONSTRAINT "password_hash is password_hash(…); the password itself stands nowhere"
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
  suspended_at          INTEGER,                             -- while it is set, this user cannot sign in; setting it ends all that was open
  administrator         INTEGER NOT NULL DEFAULT 0 CHECK (administrator IN (0, 1)) -- who may use the pages below /admin
) STRICT, WITHOUT ROWID;

CREATE INDEX end_user_administrator ON end_user (administrator) WHERE administrator = 1;

-- One row: the hash that the password of an unknown user is checked against, so that both take equally long.
CREATE TABLE password_decoy (
  password_hash TEXT NOT NULL CONSTRAINT "password_hash is password_hash(…); the password itself stands nowhere"
                CHECK (password_hash GLOB '$scrypt$*')
) STRICT;

-- Failures.  They are counted before the slow check and forgiven after it, so that many at once do not slip through.  The key is a
-- fingerprint of account, network, browser or client: people type passwords into the wrong field.
CREATE TABLE throttle (
  throttle_key TEXT PRIMARY KEY,
  failures     INTEGER NOT NULL CHECK (failures >= 0),
  most         INTEGER NOT NULL DEFAULT 1,                   -- more failures than these have to wait
  expires_at   INTEGER NOT NULL,
  waits        INTEGER NOT NULL DEFAULT 0,                   -- how many times in a row it had to: each wait is twice as long
  part         TEXT NOT NULL DEFAULT 'pair' CHECK (part IN ('pair', 'account', 'network')), -- who is counted: a name at a network, or one alone
  reason       TEXT                                          -- why it is refused meanwhile; NULL: of an older version
) STRICT, WITHOUT ROWID;
CREATE INDEX throttle_expires ON throttle (expires_at) WHERE waits = 0;
CREATE INDEX throttle_waits ON throttle (expires_at) WHERE waits > 0;

-- A login in one browser.  Of the cookie ss_<session_id>.<secret> there is a hash; each client knows the session by a sid of its own.  A new
-- login of the same user renews the secret and auth_time; a login of another user ends this session.
CREATE TABLE login_session (
  session_id      TEXT PRIMARY KEY,
  secret_hash     TEXT NOT NULL,
  subject         TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  auth_time       INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,                          -- moves on with each use, a refresh of an online grant included
  expires_at      INTEGER NOT NULL CHECK (expires_at > auth_time), -- the absolute bound
  ended_at        INTEGER,
  ended_reason    TEXT CHECK (ended_reason IN ('logout', 'replaced', 'administrator', 'ended_by_user', 'password_changed', 'user_suspended')),
  held_until      INTEGER,                                   -- when it was last found to be over and still remembered by a grant
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX login_session_subject ON login_session (subject, ended_at, created_at);
CREATE INDEX login_session_over ON login_session (coalesce(held_until, ended_at, expires_at));
