-- An authorization request on its way through login and consent, RFC 6749 section 4.1.1.  Its id stands in our forms; the browser that
-- it belongs to shows a cookie for this request alone, so tabs do not disturb each other.  A user who signed in or consented *within* this
-- interaction stands in it; that satisfies prompt=login and prompt=consent, so there are no loops.
CREATE TABLE authorization_request (
  request_id       TEXT PRIMARY KEY,
  cookie_hash      TEXT NOT NULL DEFAULT '',                 -- token_hash of its cookie; '': it was pushed, and no browser has it
  client_id        TEXT,                                     -- NULL: a page of this server asks who is there
  redirect_uri     TEXT NOT NULL,                            -- as it was sent; of a page of this server the path and the query
  registered_uri   TEXT,                                     -- the row of client_redirect_uri that it is; NULL: the one of its own name
  response_mode    TEXT NOT NULL REFERENCES response_mode,
  scope            TEXT NOT NULL,
  resource         TEXT,
  state            TEXT,
  nonce            TEXT,
  code_challenge   TEXT CHECK (length(code_challenge) = 43),
  dpop_jkt         TEXT CHECK (length(dpop_jkt) = 43),       -- RFC 9449 section 10
  pushed_id        TEXT,                                     -- of the pushed request that it came by, RFC 9126; spent with the code
  ui_locales       TEXT,                                     -- the languages that its pages are wanted in, OIDC Core section 3.1.2.1
  acr_values       TEXT,
  prompt           TEXT NOT NULL,                            -- ' login consent ': with a space around each word
  max_age          INTEGER,
  login_hint       TEXT,
  hint_subject     TEXT,                                     -- of id_token_hint, or asked by claims: this user or none
  claims           TEXT CHECK (claims GLOB '{*}'),
  claims_beyond    TEXT,                                     -- of these, the names that no scope covers: consent is asked each time
  login_subject    TEXT REFERENCES end_user ON DELETE CASCADE,
  login_session_id TEXT,                                     -- the session that this login made: the same form again makes no other
  consent_subject  TEXT REFERENCES end_user ON DELETE CASCADE,
  trace_id         TEXT NOT NULL,                            -- the flow record shows one journey
  created_at       INTEGER NOT NULL,
  expires_at       INTEGER NOT NULL,
  answered_at      INTEGER,                                  -- the client has its answer, and gets no other one: this code, or this refusal
  code_id          TEXT,
  refusal          TEXT,
  CHECK (code_id IS NULL OR refusal IS NULL),
  CHECK (answered_at IS NOT NULL OR (code_id IS NULL AND refusal IS NULL)),
  CONSTRAINT "cookie_hash is token_hash(…)" CHECK (cookie_hash = '' OR length(cookie_hash) = 43 AND cookie_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX authorization_request_pushed ON authorization_request (pushed_id)
  WHERE pushed_id IS NOT NULL AND code_id IS NOT NULL; -- it has one code
CREATE INDEX authorization_request_expires ON authorization_request (expires_at);
CREATE INDEX authorization_request_client ON authorization_request (client_id);
CREATE INDEX authorization_request_pending ON authorization_request (answered_at IS NULL, created_at) WHERE login_subject IS NULL;
