-- The sample client: a Backend for Frontend.  The browser has one cookie; the tokens stand here, and in no other place.
-- It knows its provider by what the provider publishes, so it works with any OpenID Provider by changing rows.

-- Whose client is it, and where?  The row with the program's mount point counts, or else one without.
CREATE TABLE client_app (
  client_app_id            TEXT PRIMARY KEY,
  mount                    TEXT UNIQUE,                      -- SCRIPT_NAME; NULL: any
  issuer                   TEXT NOT NULL CHECK ((issuer GLOB 'https://[[A-Za-z0-9]*' OR issuer GLOB 'http://[[A-Za-z0-9]*')
                                                AND issuer NOT GLOB '*[?# "@\]*'), -- RFC 8414 section 2; no user info
  client_id                TEXT NOT NULL,
  client_secret            TEXT,                             -- raw: the client's own
  token_endpoint_auth_method TEXT NOT NULL DEFAULT 'client_secret_basic'
                           CHECK (token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post', 'none')), -- OIDC Core 9
  resource                 TEXT CHECK ((resource GLOB 'https://[[A-Za-z0-9]*' OR resource GLOB 'http://[[A-Za-z0-9]*')
                                       AND resource NOT GLOB '*[?# "@\]*'), -- RFC 8707: which API the access tokens are for; NULL: unsaid
  redirect_uri             TEXT NOT NULL                     -- …/callback, as it is registered; never made from Host
                           CHECK ((redirect_uri GLOB 'https://[[A-Za-z0-9]*' OR redirect_uri GLOB 'http://[[A-Za-z0-9]*')
                                  AND redirect_uri NOT GLOB '*[?#"<>@\]*' AND redirect_uri NOT GLOB '*[^!-~]*'),
  post_logout_redirect_uri TEXT NOT NULL
                           CHECK ((post_logout_redirect_uri GLOB 'https://[[A-Za-z0-9]*' OR post_logout_redirect_uri GLOB 'http://[[A-Za-z0-9]*')
                                  AND post_logout_redirect_uri NOT GLOB '*[?#"<>@\]*' AND post_logout_redirect_uri NOT GLOB '*[^!-~]*'),
  scope                    TEXT NOT NULL DEFAULT 'openid profile email notes:read notes:write',
  claims                   TEXT DEFAULT '{"id_token":{"name":null,"preferred_username":null,"email":null}}', -- OIDC Core 5.5; NULL: none
  id_token_signed_response_alg TEXT NOT NULL DEFAULT 'RS256',
  api                      TEXT NOT NULL CHECK ((api GLOB 'https://[[A-Za-z0-9]*' OR api GLOB 'http://[[A-Za-z0-9]*')
                                                AND api NOT GLOB '*[?# "@\]*' AND api NOT GLOB '*/'), -- the base of the API's addresses
  session_lifetime         INTEGER NOT NULL DEFAULT 28800 CHECK (session_lifetime BETWEEN 60 AND 2592000),
  CHECK ((token_endpoint_auth_method = 'none') = (client_secret IS NULL)) -- who has no secret has PKCE, as everybody here
) STRICT, WITHOUT ROWID;

-- What a provider publishes, as it was last fetched (RFC 8414, RFC 7517); times are of the real clock.  jwks_asked_at
-- is later than jwks_fetched_at while an answer is awaited, and after one that did not come.
CREATE TABLE client_provider (
  issuer                 TEXT PRIMARY KEY,
  authorization_endpoint TEXT NOT NULL,
  token_endpoint         TEXT NOT NULL,
  end_session_endpoint   TEXT,
  jwks_uri               TEXT NOT NULL,
  iss_in_response        INTEGER NOT NULL CHECK (iss_in_response IN (0, 1)), -- RFC 9207 section 3
  fetched_at             INTEGER NOT NULL,
  jwks                   TEXT CHECK (jwks GLOB '{*}'),          -- no json_valid: with trusted_schema=OFF SQLite 3.40 takes no JSON function in a schema
  jwks_fetched_at        INTEGER,
  jwks_asked_at          INTEGER,
  CHECK ((jwks IS NULL) = (jwks_fetched_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Who kept others waiting, and did not answer: for a moment nobody waits for it, for workers are few (the real clock).
CREATE TABLE client_silence (
  issuer       TEXT PRIMARY KEY,
  silent_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A login under way: the state goes around through the browser, the rest waits here.  It is deleted by the first
-- callback that shows its state, in the browser that began it, so that it counts once.  RFC 9700 section 4.7.
CREATE TABLE client_login (
  state_hash    TEXT PRIMARY KEY,                            -- token_hash(state)
  browser_hash  TEXT NOT NULL,                               -- token_hash(cookie): whose login it is; each has a cookie of its own
  client_app_id TEXT NOT NULL REFERENCES client_app ON DELETE CASCADE,
  issuer        TEXT NOT NULL,                               -- who must answer, RFC 9207 section 2.4
  nonce         TEXT NOT NULL,                               -- raw: the ID token has to bear it
  code_verifier TEXT NOT NULL,                               -- raw: the code is redeemed with it, RFC 7636
  return_path   TEXT NOT NULL CHECK (return_path GLOB '/*' AND return_path NOT GLOB '*[^a-z0-9/_-]*' AND return_path NOT GLOB '//*'),
  trace_id      TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL CHECK (expires_at > created_at),
  CONSTRAINT "state_hash is token_hash(…)" CHECK (length(state_hash) = 43 AND state_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "browser_hash is token_hash(…)" CHECK (length(browser_hash) = 43 AND browser_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX client_login_end ON client_login (expires_at);

-- Who is signed in here: what the ID token said.  The cookie is cs_<id>.<secret>, new at each login.
CREATE TABLE client_session (
  session_id        TEXT PRIMARY KEY,                        -- cs_<id>
  secret_hash       TEXT NOT NULL,
  client_app_id     TEXT NOT NULL REFERENCES client_app ON DELETE CASCADE,
  issuer            TEXT NOT NULL,
  sub               TEXT NOT NULL,
  nonce_hash        TEXT NOT NULL DEFAULT '',                -- token_hash(nonce): a refreshed ID token has the same or none, OIDC Core 12.2
  claims            TEXT NOT NULL CHECK (claims GLOB '{*}'),
  id_token          TEXT NOT NULL,                           -- raw: the hint at logout
  created_at        INTEGER NOT NULL,
  expires_at        INTEGER NOT NULL CHECK (expires_at > created_at),
  ended_at          INTEGER,
  ended_reason      TEXT CHECK (ended_reason IN ('logout', 'new_login', 'refresh_refused', 'id_token_refused', 'not_renewable')),
  logout_state_hash TEXT UNIQUE,                             -- who comes back with this state has signed out
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "nonce_hash is token_hash(…)" CHECK (nonce_hash = '' OR length(nonce_hash) = 43 AND nonce_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "logout_state_hash is token_hash(…)" CHECK (length(logout_state_hash) = 43 AND logout_state_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX client_session_end ON client_session (expires_at);

-- The tokens of a session, raw.  Whoever takes the lease renews them, all others wait for the next generation: a refresh
-- token is never used twice at once, RFC 9700 section 4.14.  The lease is of the real clock, and ends by itself: then
-- the next one takes it, and shows the same refresh token again, within the provider's grace.
CREATE TABLE client_token (
  session_id         TEXT PRIMARY KEY REFERENCES client_session ON DELETE CASCADE,
  generation         INTEGER NOT NULL DEFAULT 1,
  access_token       TEXT NOT NULL,
  scope              TEXT,
  issued_at          INTEGER NOT NULL,
  expires_at         INTEGER,                                -- NULL: the provider did not say
  refresh_token      TEXT,
  refresh_expires_at INTEGER,                                -- NULL: the provider did not say
  lease_id           TEXT,
  lease_until        INTEGER,
  CHECK ((lease_id IS NULL) = (lease_until IS NULL))
) STRICT, WITHOUT ROWID;

-- A session that is over holds no tokens.
CREATE TRIGGER client_session_over AFTER UPDATE OF ended_at ON client_session WHEN new.ended_at IS NOT NULL
BEGIN
  DELETE FROM client_token WHERE session_id = new.session_id;
  UPDATE client_session SET id_token = '' WHERE session_id = new.session_id;
END;

-- What is past is forgotten, a few at each new login.
CREATE TRIGGER client_login_forget AFTER INSERT ON client_login
BEGIN
  DELETE FROM client_login WHERE state_hash IN (SELECT state_hash FROM client_login WHERE expires_at < new.created_at ORDER BY expires_at LIMIT 10);
  DELETE FROM client_session WHERE session_id IN (SELECT session_id FROM client_session WHERE expires_at < new.created_at - 86400 ORDER BY expires_at LIMIT 10);
END;

-- Anybody can begin a login: they have a bound (setting pending_largest), and the oldest go.
CREATE TRIGGER client_login_comes AFTER INSERT ON client_login
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'client_login'; END;
CREATE TRIGGER client_login_goes AFTER DELETE ON client_login
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'client_login'; END;
CREATE TRIGGER client_login_bound AFTER INSERT ON client_login
WHEN (SELECT number FROM tally WHERE object = 'client_login') >= (SELECT value FROM setting WHERE name = 'pending_largest')
BEGIN
  DELETE FROM client_login WHERE state_hash IN (SELECT state_hash FROM client_login ORDER BY expires_at LIMIT 4);
END;

-- What the client may know of the settings; and how long it waits, in seconds.  The two attempts of a refresh fit into its
-- lease, and lease and silence fit into the provider's grace (setting refresh_grace): a worker that dies in mid-refresh, or
-- two answers that are lost, make no thief of the one who comes next.
--     2 * refresh_attempt <= refresh_lease        refresh_lease + provider_silence < refresh_grace
CREATE VIEW client_setting AS
SELECT 3 AS refresh_attempt,
       7 AS refresh_lease,
       2 AS provider_silence,
       (SELECT value FROM setting WHERE name = 'jwks_cache') AS jwks_cache,
       (SELECT value FROM setting WHERE name = 'reveal')     AS reveal;

INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('cookie_missing',       'invalid_request',         400, 'RFC 9700 4.7',
   'The browser came back from the provider without the cookie it got here at the start.  Cookies are off, or it began under another name of this host (127.0.0.1 and localhost are two).',
   'Your browser did not send the cookie of this login. Allow cookies for this site, and begin again.'),
  ('callback_bare',        'invalid_request',         400, 'RFC 6749 4.1.2',
   'Somebody opened the address of the way back by itself: a bookmark, or the history.',
   'This address is the way back from a sign-in, and leads nowhere by itself.'),
  ('state_mismatch',       'invalid_request',         400, 'RFC 9700 4.7',
   'No login with this state is under way in this browser: it was finished already, it took too long, it belongs to another browser, or somebody made it up.',
   'This answer belongs to no sign-in that is under way in this browser: it was finished already, or it took too long.'),
  ('login_refused',        'access_denied',           403, 'RFC 6749 4.1.2.1',
   'The provider ended the login with an error; detail says which.',
   'The authorization server did not sign you in.'),
  ('provider_unreachable', 'temporarily_unavailable', 503, 'RFC 9110 15.6.4',
   'The provider''s metadata, its keys or its token endpoint did not answer as they should; detail says what was asked and what came; where it is the certificate, setting ca_file names the authorities.  Without detail it was silent a moment ago, and was not asked again.',
   'The authorization server does not answer at the moment: try again.'),
  ('token_request_refused', 'access_denied',          403, 'RFC 6749 5.2',
   'The token endpoint refused the code; detail has its words, and the provider''s own record has its reason.',
   'The authorization server did not accept the code. Begin again.'),
  ('token_response_invalid', 'server_error',          502, 'RFC 6749 5.1',
   'The token endpoint''s answer lacks what the client needs: access_token, id_token, token_type Bearer.',
   'The answer of the authorization server could not be used.'),
  ('sub_invalid',          'invalid_token',           401, 'OIDC Core 2',
   'The ID token''s sub is empty, longer than 255 octets or no text: it names nobody.', NULL),
  ('at_hash_mismatch',     'invalid_token',           401, 'OIDC Core 3.1.3.8',
   'The ID token''s at_hash names another access token: one of the two was exchanged.', NULL),
  ('session_missing',      'login_required',          401, 'RFC 9110 15.5.2',
   'Nobody is signed in at the client with this browser.', 'Nobody is signed in here.'),
  ('session_over',         'login_required',          401, 'RFC 9700 4.14',
   'The provider renews the tokens of this session no more: it reached its end, was signed out, or was taken back.  That, and not the end of an access token, is a logout.',
   'Your session is over. Sign in again.'),
  ('refresh_pending',      'temporarily_unavailable', 503, 'RFC 9700 4.14',
   'Another request holds the lease for renewing the tokens, and did not come to an end in time.',
   'The session is being renewed: try again.'),
  ('csrf_header_missing',  'invalid_request',         403, 'RFC 9700 4.7',
   'The browser called the API through the client without the header X-CSRF: 1, which other sites cannot send.',
   'Send the header X-CSRF: 1.'),
  ('api_unreachable',      'temporarily_unavailable', 503, 'RFC 9110 15.6.4',
   'The API did not answer the client.', 'The API does not answer at the moment: try again.'),
  ('api_answer_invalid',   'server_error',            502, 'RFC 9110 15.6.3',
   'The API answered with a status that is neither success nor an error.', 'The answer of the API could not be used.'),
  ('api_path_invalid',     'not_found',               404, 'RFC 9110 15.5.5',
   'A path of the API has small letters, digits, / and _ only.', 'The API has no such path.'),
  ('call_unknown',         'invalid_request',         400, 'RFC 9110 15.5.1',
   'The dashboard''s form asked for a call that there is not.', 'There is no such call.'),
  ('client_app_unknown',   'not_found',               404, 'RFC 9110 15.5.5',
   'No row of client_app has this mount point (or none: any) and, where the address names one, this client_app_id.',
   'No client is set up at this address.'),
  ('reveal_off',           'not_found',               404, 'RFC 9700 2.6',
   'Showing tokens to a browser is a relaxation: profile workshop and setting reveal.', 'There is nothing at this address.');
