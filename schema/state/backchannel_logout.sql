-- A session is over, and a client that it was for is to hear so: OIDC Back-Channel Logout.  Triggers write these rows, whatever ended the
-- session (derived/backchannel_logout.sql); the authorization server sends them, again and again with a growing delay.  They refer to no
-- session and no user: those may be forgotten before their clients have heard.
CREATE TABLE backchannel_logout (
  session_id    TEXT NOT NULL,
  client_id     TEXT NOT NULL,
  subject       TEXT NOT NULL,
  is_stranger   INTEGER NOT NULL DEFAULT 0 CHECK (is_stranger IN (0, 1)), -- a client that registered itself: it comes behind the others
  created_at    INTEGER NOT NULL,
  next_at       INTEGER NOT NULL DEFAULT 0,                  -- when it is to be sent again; 0: at once
  tries         INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  awaited_until INTEGER,                                     -- of the real clock: until then one process waits for the answer
  status        INTEGER CHECK (status BETWEEN 0 AND 999),    -- of the last answer; 0: none came
  error         TEXT CHECK (length(error) <= 200),           -- why none came
  outcome       TEXT CHECK (outcome IN ('delivered', 'given_up')), -- NULL: it is still to be sent
  PRIMARY KEY (session_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX backchannel_logout_next ON backchannel_logout (is_stranger, next_at, created_at) WHERE outcome IS NULL;
CREATE INDEX backchannel_logout_awaited ON backchannel_logout (awaited_until) WHERE awaited_until IS NOT NULL;
CREATE INDEX backchannel_logout_client ON backchannel_logout (client_id);
CREATE INDEX backchannel_logout_of_client ON backchannel_logout (client_id, created_at) WHERE outcome IS NULL;
CREATE INDEX backchannel_logout_created ON backchannel_logout (created_at);
