-- What a user allowed a client to do, from the request to the last refresh token.

-- Consent is remembered for each client and scope; who withdraws it is asked again.
CREATE TABLE consent (
  subject    TEXT NOT NULL REFERENCES end_user ON DELETE CASCADE,
  client_id  TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  scope      TEXT NOT NULL REFERENCES scope ON DELETE CASCADE,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (subject, client_id, scope)
) STRICT, WITHOUT ROWID;

-- An authorization request on its way through login and consent, RFC 6749 section 4.1.1.  Its id stands in our forms; the browser
-- that it belongs to proves so by a cookie for it alone, so that tabs do not disturb each other.  Whoever logged in or consented *within* this interaction stands in it, which
-- is what satisfies prompt=login and prompt=consent: so there are no loops.
CREATE TABLE authorization_request (
  request_id       TEXT PRIMARY KEY,
  cookie_hash      TEXT NOT NULL DEFAULT '',                 -- token_hash of its cookie
  client_id        TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  redirect_uri     TEXT NOT NULL,                            -- as it was sent
  response_mode    TEXT NOT NULL CHECK (response_mode IN ('query', 'fragment', 'form_post')),
  scope            TEXT NOT NULL,
  resource         TEXT REFERENCES protected_resource,
  state            TEXT,
  nonce            TEXT,
  code_challenge   TEXT CHECK (length(code_challenge) = 43),
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
CREATE INDEX authorization_request_expires ON authorization_request (expires_at);
CREATE TRIGGER authorization_request_purge AFTER INSERT ON authorization_request
BEGIN
  DELETE FROM authorization_request
   WHERE request_id IN (SELECT request_id FROM authorization_request WHERE expires_at <= new.created_at ORDER BY expires_at LIMIT 4);
END;

-- Anybody can send requests, and go.  Those that nobody has signed in for have a bound (setting pending_largest): the oldest go, and
-- before these those that have their answer already (prompt=none, or single sign-on).
CREATE INDEX authorization_request_pending ON authorization_request (answered_at IS NULL, created_at) WHERE login_subject IS NULL;
CREATE TRIGGER authorization_request_comes AFTER INSERT ON authorization_request WHEN new.login_subject IS NULL
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'authorization_request'; END;
CREATE TRIGGER authorization_request_proceeds AFTER UPDATE OF login_subject ON authorization_request
WHEN (old.login_subject IS NULL) <> (new.login_subject IS NULL)
BEGIN
  UPDATE tally SET number = number + CASE WHEN new.login_subject IS NULL THEN 1 ELSE -1 END WHERE object = 'authorization_request';
END;
CREATE TRIGGER authorization_request_goes AFTER DELETE ON authorization_request WHEN old.login_subject IS NULL
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'authorization_request'; END;
CREATE TRIGGER authorization_request_bound AFTER INSERT ON authorization_request
WHEN (SELECT number FROM tally WHERE object = 'authorization_request') >= (SELECT value FROM setting WHERE name = 'pending_largest')
BEGIN
  DELETE FROM authorization_request
   WHERE request_id IN (SELECT request_id FROM authorization_request WHERE login_subject IS NULL
                         ORDER BY answered_at IS NULL, created_at LIMIT 4);
END;

-- A grant: the family of all codes, access tokens and refresh tokens that come from one consent.  The jti of its access
-- tokens begins with grant_id, so whoever asks this server sees revocation.  family_key derives each refresh token's
-- successor from itself; it is erased when the family ends.
CREATE TABLE authorization_grant (
  grant_id       TEXT PRIMARY KEY CHECK (grant_id GLOB 'g_?*'),
  client_id      TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  subject        TEXT NOT NULL REFERENCES end_user ON DELETE CASCADE,
  session_id     TEXT NOT NULL REFERENCES login_session ON DELETE CASCADE,
  scope          TEXT NOT NULL,
  withdrawn_scope TEXT NOT NULL DEFAULT '',                  -- of it, what the user took back: another consent does not bring it again
  resource       TEXT REFERENCES protected_resource,         -- aud; NULL: this server itself
  claims         TEXT CHECK (claims GLOB '{*}'),
  claims_beyond  TEXT,                                       -- of these, the names that the user consented to one by one
  offline        INTEGER NOT NULL CHECK (offline IN (0, 1)), -- 0: it ends with the session
  auth_time      INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  expires_at     INTEGER NOT NULL,                           -- the absolute bound of its refresh tokens
  family_key     TEXT,
  revoked_at     INTEGER,
  revoked_reason TEXT CHECK (revoked_reason IN ('code_replayed', 'refresh_reused', 'refresh_leaked', 'revoked_by_client', 'session_ended', 'administrator',
                                           'password_changed', 'user_suspended', 'scope_withdrawn', 'superseded')),
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL)),
  CHECK ((revoked_at IS NULL) = (family_key IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_grant_session ON authorization_grant (session_id);
CREATE INDEX authorization_grant_subject ON authorization_grant (subject, client_id);
CREATE INDEX authorization_grant_over ON authorization_grant (coalesce(revoked_at, expires_at));

-- What ends with a session is bounded too: of one login a client has so many grants at once (setting grants_largest), and with
-- one more the oldest ends.
CREATE INDEX authorization_grant_live ON authorization_grant (session_id, client_id, created_at) WHERE revoked_at IS NULL;
CREATE TRIGGER authorization_grant_bound AFTER INSERT ON authorization_grant
BEGIN
  UPDATE authorization_grant
     SET revoked_at = new.created_at, revoked_reason = 'superseded', family_key = NULL
   WHERE grant_id IN (SELECT grant_id FROM authorization_grant
                       WHERE session_id = new.session_id AND client_id = new.client_id AND revoked_at IS NULL
                       ORDER BY created_at DESC LIMIT 4 OFFSET (SELECT value FROM setting WHERE name = 'grants_largest'));
END;

-- What ends with a session: its grants, unless the user allowed them to go on (offline_access).  OIDC Core section 11.
CREATE TRIGGER login_session_ends_grants AFTER UPDATE OF ended_at ON login_session
  WHEN old.ended_at IS NULL AND new.ended_at IS NOT NULL
BEGIN
  UPDATE authorization_grant
     SET revoked_at = new.ended_at, revoked_reason = 'session_ended', family_key = NULL
   WHERE session_id = new.session_id AND offline = 0 AND revoked_at IS NULL;
END;

-- An authorization code.  A spent one stays as long as its grant, so that a replay is seen: RFC 6749 section 4.1.2.
CREATE TABLE authorization_code (
  code_id        TEXT PRIMARY KEY,                           -- the public half of ac_<code_id>.<secret>
  secret_hash    TEXT NOT NULL,
  grant_id       TEXT NOT NULL UNIQUE REFERENCES authorization_grant ON DELETE CASCADE,
  client_id      TEXT NOT NULL,
  redirect_uri   TEXT NOT NULL,
  code_challenge TEXT,
  nonce          TEXT,
  issued_at      INTEGER NOT NULL,
  expires_at     INTEGER NOT NULL CHECK (expires_at > issued_at),
  redeemed_at    INTEGER,
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_code_unspent ON authorization_code (expires_at) WHERE redeemed_at IS NULL;

-- A refresh token has exactly one successor.  Shown again inside the grace window it gets the same successor
-- back (the answer was lost, or two tabs asked at once); shown later, somebody stole it and the whole family ends.
-- RFC 9700 section 4.14.  expires_at is its idle bound; the absolute one is the grant's, and an online one's session has two more.
CREATE TABLE refresh_token (
  refresh_id   TEXT PRIMARY KEY,                             -- the public half of rt_<refresh_id>.<secret>: grant, generation
  secret_hash  TEXT NOT NULL,                                -- the secret itself is nowhere: token_derive says it again
  grant_id     TEXT NOT NULL REFERENCES authorization_grant ON DELETE CASCADE,
  successor_id TEXT REFERENCES refresh_token DEFERRABLE INITIALLY DEFERRED,
  generation   INTEGER NOT NULL DEFAULT 1,                   -- its place in the family
  issued_at    INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL CHECK (expires_at > issued_at),
  used_at      INTEGER,                                      -- for the first time
  CHECK ((successor_id IS NULL) = (used_at IS NULL)),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX refresh_token_newest ON refresh_token (grant_id) WHERE successor_id IS NULL; -- a family has one end
CREATE UNIQUE INDEX refresh_token_successor ON refresh_token (successor_id) WHERE successor_id IS NOT NULL; -- and no two ways into it
CREATE INDEX refresh_token_grant ON refresh_token (grant_id, generation);
CREATE INDEX refresh_token_spent ON refresh_token (expires_at) WHERE successor_id IS NOT NULL;
-- A used token goes early: once no grace window can hold it any more, for it is known by itself for what it was (cgi-bin/provider/
-- refresh.sql), so a thief is told however old it is.  Two go for one that comes, and a family stays as small as it is busy.
CREATE TRIGGER refresh_token_goes_early AFTER INSERT ON refresh_token -- (WHEN: a body costs, even one that finds nothing)
  WHEN (SELECT used_at FROM refresh_token WHERE grant_id = new.grant_id ORDER BY generation LIMIT 1)
       <= new.issued_at - (SELECT largest FROM setting WHERE name = 'refresh_grace')
BEGIN
  DELETE FROM refresh_token
   WHERE refresh_id IN (SELECT t.refresh_id
                          FROM (SELECT refresh_id, used_at FROM refresh_token WHERE grant_id = new.grant_id ORDER BY generation LIMIT 2) AS t
                         WHERE t.used_at <= new.issued_at - (SELECT largest FROM setting WHERE name = 'refresh_grace')
                           AND substr(t.refresh_id, 1, 16) = substr(new.grant_id, 3));
END;
-- One of before, whose name is none of its family, is forgotten at its own end: until then it tells a thief.  A chain is taken
-- from its beginning, for when refresh_idle became shorter, a successor can end before the token that names it; and a few at a
-- time, however long the families are.
CREATE TRIGGER refresh_token_purge AFTER INSERT ON refresh_token
  WHEN EXISTS (SELECT 1 FROM refresh_token WHERE successor_id IS NOT NULL AND expires_at <= new.issued_at)
BEGIN
  DELETE FROM refresh_token
   WHERE refresh_id IN (SELECT (SELECT t.refresh_id FROM refresh_token AS t WHERE t.grant_id = over.grant_id ORDER BY t.generation LIMIT 1)
                          FROM (SELECT grant_id FROM refresh_token
                                 WHERE successor_id IS NOT NULL AND expires_at <= new.issued_at ORDER BY expires_at LIMIT 4) AS over);
END;

-- A single access token that its client gave up, RFC 7009 section 2.1.
CREATE TABLE revoked_token (
  jti        TEXT PRIMARY KEY,
  revoked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revoked_token_expires ON revoked_token (expires_at);
CREATE TRIGGER revoked_token_purge AFTER INSERT ON revoked_token
BEGIN
  DELETE FROM revoked_token
   WHERE jti IN (SELECT jti FROM revoked_token WHERE expires_at <= new.revoked_at - 600 ORDER BY expires_at LIMIT 4);
END;

-- A logout on its way: what the client asked, until the browser comes with its cookie and perhaps its user's word.
CREATE TABLE logout_request (
  logout_id                TEXT PRIMARY KEY,
  client_id                TEXT REFERENCES client ON DELETE CASCADE,
  post_logout_redirect_uri TEXT,
  state                    TEXT,
  hint_session_id          TEXT,                             -- the sid of the hint: this session ends without a question
  trace_id                 TEXT NOT NULL,
  created_at               INTEGER NOT NULL,
  expires_at               INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX logout_request_expires ON logout_request (expires_at);
CREATE TRIGGER logout_request_purge AFTER INSERT ON logout_request
BEGIN
  DELETE FROM logout_request
   WHERE logout_id IN (SELECT logout_id FROM logout_request WHERE expires_at <= new.created_at ORDER BY expires_at LIMIT 4);
END;
CREATE TRIGGER logout_request_comes AFTER INSERT ON logout_request
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'logout_request'; END;
CREATE TRIGGER logout_request_goes AFTER DELETE ON logout_request
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'logout_request'; END;
CREATE TRIGGER logout_request_bound AFTER INSERT ON logout_request
WHEN (SELECT number FROM tally WHERE object = 'logout_request') >= (SELECT value FROM setting WHERE name = 'pending_largest')
BEGIN
  DELETE FROM logout_request WHERE logout_id IN (SELECT logout_id FROM logout_request ORDER BY expires_at LIMIT 4);
END;

-- Grants are forgotten a day after they ended, or their last refresh token could have been used (no access token lives longer than
-- that), those whose code nobody redeemed after an hour.  A family may be long: its tokens go first, a few at a time, and the grant
-- with the last of them, so that nobody pays for the length of somebody else's family.
CREATE TRIGGER authorization_grant_purge AFTER INSERT ON authorization_grant
BEGIN
  DELETE FROM refresh_token
   WHERE refresh_id IN (SELECT t.refresh_id
                          FROM (SELECT grant_id FROM authorization_grant WHERE coalesce(revoked_at, expires_at) <= new.created_at - 86400
                                 ORDER BY coalesce(revoked_at, expires_at) LIMIT 4) AS g
                          JOIN refresh_token AS t ON t.grant_id = g.grant_id
                           AND t.generation < 16 + (SELECT min(generation) FROM refresh_token WHERE grant_id = g.grant_id));
  DELETE FROM authorization_grant
   WHERE grant_id IN (SELECT g.grant_id
                        FROM (SELECT grant_id FROM authorization_grant WHERE coalesce(revoked_at, expires_at) <= new.created_at - 86400
                               ORDER BY coalesce(revoked_at, expires_at) LIMIT 4) AS g
                       WHERE NOT EXISTS (SELECT 1 FROM refresh_token AS t WHERE t.grant_id = g.grant_id))
      OR grant_id IN (SELECT grant_id FROM authorization_code
                       WHERE redeemed_at IS NULL AND expires_at <= new.created_at - 3600 ORDER BY expires_at LIMIT 4);
END;

-- Sessions are forgotten when no grant remembers them.  One that a grant still remembers is looked at again a day later, not
-- at each login: so no more than four are looked at.
CREATE TRIGGER login_session_purge AFTER INSERT ON login_session
BEGIN
  UPDATE login_session SET held_until = new.created_at
   WHERE session_id IN (SELECT s.session_id FROM (SELECT session_id FROM login_session
                                                   WHERE coalesce(held_until, ended_at, expires_at) <= new.created_at - 86400
                                                   ORDER BY coalesce(held_until, ended_at, expires_at) LIMIT 4) AS s
                         WHERE EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.session_id = s.session_id));
  DELETE FROM login_session
   WHERE session_id IN (SELECT s.session_id FROM (SELECT session_id FROM login_session
                                                   WHERE coalesce(held_until, ended_at, expires_at) <= new.created_at - 86400
                                                   ORDER BY coalesce(held_until, ended_at, expires_at) LIMIT 4) AS s
                         WHERE NOT EXISTS (SELECT 1 FROM authorization_grant AS g WHERE g.session_id = s.session_id));
END;

INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('client_id_missing',        'invalid_request', 400, 'RFC 6749 4.1.1', 'The authorization request names no client.', 'The request names no client.'),
  ('client_id_unknown',        'invalid_request', 400, 'RFC 6749 4.1.2.1', 'The authorization request names a client that does not exist; nobody is redirected.', 'The request names an unknown client.'),
  ('client_id_suspended',      'invalid_request', 400, 'RFC 6749 4.1.2.1', 'The client is suspended: client.suspended_at says since when; nobody is redirected.', 'The application is suspended.'),
  ('redirect_uri_missing',     'invalid_request', 400, 'OIDC Core 3.1.2.1', 'The authorization request has no redirect_uri.', 'The request has no redirect_uri.'),
  ('redirect_uri_unknown',     'invalid_request', 400, 'RFC 9700 2.1', 'The redirect_uri is not, character by character, one that is registered for the client; nobody is redirected.', 'The redirect_uri is not registered for this client.'),
  ('response_type_missing',    'invalid_request', 400, 'RFC 6749 4.1.1', 'The parameter response_type is missing.', 'The parameter response_type is missing.'),
  ('response_type_unsupported', 'unsupported_response_type', 400, 'RFC 9700 2.1.2', 'Only response_type=code exists: the others put tokens into URLs.', 'Only response_type=code is supported.'),
  ('response_mode_unsupported', 'invalid_request', 400, 'OAuth Multiple Response Types 2.1', 'The response_mode is none of query, fragment and form_post.', 'This response_mode is not supported.'),
  ('request_unsupported',      'request_not_supported', 400, 'OIDC Core 6.1', 'Request objects are not read here.', 'The parameter request is not supported.'),
  ('request_uri_unsupported',  'request_uri_not_supported', 400, 'OIDC Core 6.2', 'Requests by reference are not read here.', 'The parameter request_uri is not supported.'),
  ('registration_unsupported', 'registration_not_supported', 400, 'OIDC Core 7.2.1', 'Clients do not register themselves within a request here.', 'The parameter registration is not supported.'),
  ('pkce_required',            'invalid_request', 400, 'RFC 9700 2.1.1', 'The request has no code_challenge; every client uses PKCE unless client.pkce_required is 0.', 'PKCE is required: code_challenge is missing.'),
  ('pkce_method_unsupported',  'invalid_request', 400, 'RFC 7636 4.2', 'The code_challenge_method is not S256; without that parameter it is plain, which shows the verifier.', 'code_challenge_method must be S256.'),
  ('pkce_challenge_malformed', 'invalid_request', 400, 'RFC 7636 4.2', 'The code_challenge is not the base64url of a SHA-256.', 'The code_challenge is malformed.'),
  ('prompt_invalid',           'invalid_request', 400, 'OIDC Core 3.1.2.1', 'A prompt is unknown, or none stands beside another.', 'The parameter prompt is invalid.'),
  ('max_age_invalid',          'invalid_request', 400, 'OIDC Core 3.1.2.1', 'max_age is no number of seconds.', 'The parameter max_age is invalid.'),
  ('claims_invalid',           'invalid_request', 400, 'OIDC Core 5.5', 'The parameter claims is no JSON object of objects.', 'The parameter claims is no JSON object.'),
  ('acr_unmet',                'unmet_authentication_requirements', 400, 'OIDC Core 5.5.1.1', 'The client insists on a way of authentication that does not exist here.', 'The acr that was asked for is not available.'),
  ('id_token_hint_invalid',    'invalid_request', 400, 'OIDC Core 3.1.2.1', 'The id_token_hint is no ID token that this server made for this client.', 'The id_token_hint is invalid.'),
  ('login_required',           'login_required', 400, 'OIDC Core 3.1.2.6', 'prompt=none, but the user has to sign in.', 'The user has to sign in.'),
  ('login_other_user',         'login_required', 400, 'OIDC Core 3.1.2.2', 'Somebody else signed in than id_token_hint or claims named.', 'Another user is signed in.'),
  ('consent_required',         'consent_required', 400, 'OIDC Core 3.1.2.6', 'prompt=none, but the user has not consented yet (of a public client: is asked each time, OAuth 2.1 section 7.3.1).', 'The user has to consent.'),
  ('access_denied',            'access_denied', 400, 'RFC 6749 4.1.2.1', 'The user said no.', 'The user said no.'),
  ('request_expired',          'invalid_request', 400, 'OIDC Core 3.1.2.3', 'There is no such login going on: it is over, or was never begun.', 'This sign-in has expired: start again at the application.'),
  ('request_cookie_missing',   'invalid_request', 400, 'RFC 9700 4.7', 'The browser did not send the cookie of this login: cookies are off, or another browser began it.', 'This browser did not send the cookie of this sign-in.'),
  ('request_answered',         'invalid_request', 400, 'OIDC Core 3.1.2.5', 'This login was answered already; a code is issued once.', 'This sign-in is finished: start again at the application.'),

  ('code_missing',             'invalid_request', 400, 'RFC 6749 4.1.3', 'The parameter code is missing.', 'The parameter code is missing.'),
  ('code_unknown',             'invalid_grant', 400, 'RFC 6749 5.2', 'There is no such code.', 'The code is not valid.'),
  ('code_other_client',        'invalid_grant', 400, 'RFC 6749 5.2', 'The code was issued to another client.', 'The code is not valid.'),
  ('redirect_uri_mismatch',    'invalid_grant', 400, 'RFC 6749 4.1.3', 'The redirect_uri is not the one of the authorization request.', 'The redirect_uri is not the one of the authorization request.'),
  ('pkce_verifier_missing',    'invalid_grant', 400, 'RFC 7636 4.6', 'The code was asked for with a code_challenge, and the code_verifier is missing or malformed.', 'The code_verifier is missing or malformed.'),
  ('pkce_mismatch',            'invalid_grant', 400, 'RFC 7636 4.6', 'The code_verifier does not belong to the code_challenge: somebody else asked for this code.', 'The code_verifier does not fit.'),
  ('pkce_downgrade',           'invalid_grant', 400, 'RFC 9700 4.8.2', 'There is a code_verifier, but the code was asked for without code_challenge: somebody took it away.', 'There was no code_challenge.'),
  ('code_replayed',            'invalid_grant', 400, 'RFC 6749 4.1.2', 'The code was redeemed before.  The request was otherwise valid, so all its tokens ended.', 'The code is not valid.'),
  ('code_expired',             'invalid_grant', 400, 'RFC 6749 4.1.2', 'The code is older than setting code_lifetime.', 'The code has expired.'),
  ('grant_revoked',            'invalid_grant', 400, 'RFC 6749 5.2', 'The grant has ended: authorization_grant.revoked_reason says why.', 'The grant has ended.'),
  ('session_ended',            'invalid_grant', 400, 'OIDC Core 11', 'The login that this online grant belongs to has ended: the user signed out, or it was idle or old (view session_bounds).', 'The session has ended.'),
  ('refresh_missing',          'invalid_request', 400, 'RFC 6749 6', 'The parameter refresh_token is missing.', 'The parameter refresh_token is missing.'),
  ('refresh_unknown',          'invalid_grant', 400, 'RFC 6749 5.2', 'There is no such refresh token.', 'The refresh token is not valid.'),
  ('refresh_other_client',     'invalid_grant', 400, 'RFC 6749 6', 'The refresh token belongs to another client.', 'The refresh token is not valid.'),
  ('refresh_expired',          'invalid_grant', 400, 'RFC 9700 4.14.2', 'The refresh token was not used for longer than refresh_idle.', 'The refresh token has expired.'),
  ('refresh_absolute',         'invalid_grant', 400, 'RFC 9700 4.14.2', 'The family is older than refresh_absolute: there is no refresh without end, the user signs in again.', 'The refresh token has expired.'),
  ('refresh_reused',           'invalid_grant', 400, 'RFC 9700 4.14.2', 'A used refresh token came again after the grace window: two parties have it, so the whole family ended.', 'The refresh token is not valid.'),
  ('refresh_too_often',        'temporarily_unavailable', 429, 'RFC 6585 4', 'The family was refreshed refresh_rate times within a minute: some client runs in circles.  Nothing has ended.', 'This is too often: wait a minute.'),
  ('refresh_leaked',           'invalid_grant', 400, 'RFC 9700 4.14.2', 'An API was given this refresh token and handed it in.', NULL),
  ('token_other_client',       'invalid_grant', 400, 'RFC 7009 2.1', 'A client may revoke its own tokens only.', 'The token was issued to another client.'),
  ('token_parameter_missing',  'invalid_request', 400, 'RFC 7662 2.1', 'The parameter token is missing.', 'The parameter token is missing.'),
  ('token_revoked',            'invalid_token', 401, 'RFC 7009 2', 'The token, its grant or its session has ended; only those who ask this server see that.', 'The token is not valid.'),
  ('openid_scope_missing',     'insufficient_scope', 403, 'OIDC Core 5.3.1', 'UserInfo is for access tokens whose scope has openid.', 'The token lacks the scope openid.'),
  ('logout_expired',           'invalid_request', 400, 'OIDC RP-Initiated Logout 2', 'There is no such logout going on.', 'This sign-out has expired: start again.'),
  ('logout_hint_invalid',      'invalid_request', 400, 'OIDC RP-Initiated Logout 4', 'The id_token_hint is no ID token of this server for this client; nobody was signed out.', 'The id_token_hint is invalid.'),
  ('logout_client_unknown',    'invalid_request', 400, 'OIDC RP-Initiated Logout 2', 'The client_id is unknown, or another than the hint''s.', 'The client_id is invalid.'),
  ('post_logout_redirect_uri_unknown', 'invalid_request', 400, 'OIDC RP-Initiated Logout 3', 'The post_logout_redirect_uri is not registered for the client, or nothing says which client asks; nobody is redirected.', 'The post_logout_redirect_uri is not registered.');
