-- The sample client: a Backend for Frontend.  The browser has one cookie; the tokens stand here, and in no other place.
-- It knows its provider by what the provider publishes, so other rows let it work with any OpenID Provider.

-- Which client is the program?  The row with its mount point counts, or else the row without one.
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
  -- 1: at sign-out the ID token goes back by way of the browser, in an address, and the provider does not ask the user.
  sends_id_token_hint      INTEGER NOT NULL DEFAULT 0 CHECK (sends_id_token_hint IN (0, 1)),
  -- 1: who the user is, it asks at the provider's userinfo endpoint too, OIDC Core 5.3.
  asks_userinfo            INTEGER NOT NULL DEFAULT 0 CHECK (asks_userinfo IN (0, 1)),
  -- 1: its access tokens are bound to a key of its own, and any other is refused, RFC 9449.
  dpop_bound_access_tokens INTEGER NOT NULL DEFAULT 0 CHECK (dpop_bound_access_tokens IN (0, 1)),
  session_lifetime         INTEGER NOT NULL DEFAULT 28800 CHECK (session_lifetime BETWEEN 60 AND 2592000),
  CHECK ((token_endpoint_auth_method = 'none') = (client_secret IS NULL))
) STRICT, WITHOUT ROWID;

-- What an authorization server publishes (RFC 8414, RFC 7517), as it was last fetched; times are of the real clock.  jwks_asked_at
-- is later than jwks_fetched_at while an answer is awaited, and after one that did not come.
CREATE TABLE client_discovery (
  issuer                 TEXT PRIMARY KEY,
  authorization_endpoint TEXT,
  token_endpoint         TEXT,
  end_session_endpoint   TEXT,
  userinfo_endpoint      TEXT,
  jwks_uri               TEXT,
  -- RFC 9207 section 3.
  authorization_response_iss_parameter_supported INTEGER CHECK (authorization_response_iss_parameter_supported IN (0, 1)),
  metadata_fetched_at    INTEGER,
  jwks                   TEXT CHECK (jwks GLOB '{*}'), -- (with trusted_schema=OFF SQLite 3.40 takes no json_valid in a schema)
  jwks_asked_at          INTEGER,
  jwks_fetched_at        INTEGER,
  backoff_until          INTEGER,                            -- it kept a request waiting: until then nobody asks again
  CHECK (metadata_fetched_at IS NULL OR authorization_endpoint IS NOT NULL AND token_endpoint IS NOT NULL AND jwks_uri IS NOT NULL
                                        AND authorization_response_iss_parameter_supported IS NOT NULL),
  CHECK ((jwks IS NULL) = (jwks_fetched_at IS NULL))
) STRICT, WITHOUT ROWID;

-- A login under way: the state goes through the browser, the rest waits here.  The first callback that shows its state, in the browser
-- that began it, deletes it, so that it counts once.  RFC 9700 section 4.7.
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

-- A user who is signed in here, by what the ID token said.  The cookie is cs_<id>.<secret>, new at each login.
CREATE TABLE client_session (
  session_id        TEXT PRIMARY KEY,                        -- cs_<id>
  secret_hash       TEXT NOT NULL,
  client_app_id     TEXT NOT NULL REFERENCES client_app ON DELETE CASCADE,
  issuer            TEXT NOT NULL,
  sub               TEXT NOT NULL,
  sid               TEXT,                                    -- the provider's name of this session, where its ID token said one
  nonce_hash        TEXT NOT NULL DEFAULT '',                -- token_hash(nonce): a refreshed ID token has the same or none, OIDC Core 12.2
  claims            TEXT NOT NULL CHECK (claims GLOB '{*}'),
  id_token          TEXT NOT NULL,                           -- raw: the hint at logout
  created_at        INTEGER NOT NULL,
  expires_at        INTEGER NOT NULL CHECK (expires_at > created_at),
  ended_at          INTEGER,
  ended_reason      TEXT CHECK (ended_reason IN ('logout', 'new_login', 'refresh_refused', 'id_token_refused', 'not_renewable',
                                                    'backchannel_logout', 'frontchannel_logout')),
  logout_state_hash TEXT UNIQUE,                             -- of the state with which the browser comes back signed out
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "nonce_hash is token_hash(…)" CHECK (nonce_hash = '' OR length(nonce_hash) = 43 AND nonce_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "logout_state_hash is token_hash(…)" CHECK (length(logout_state_hash) = 43 AND logout_state_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX client_session_end ON client_session (expires_at);
CREATE INDEX client_session_sub ON client_session (issuer, sub) WHERE ended_at IS NULL;
CREATE INDEX client_session_sid ON client_session (issuer, sid) WHERE ended_at IS NULL;

-- The logout tokens that were believed: each counts once, OIDC Back-Channel Logout section 2.6.
CREATE TABLE client_logout_token (
  jti_hash   TEXT PRIMARY KEY,                               -- token_hash(issuer jti)
  expires_at INTEGER NOT NULL,
  CONSTRAINT "jti_hash is token_hash(…)" CHECK (length(jti_hash) = 43 AND jti_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX client_logout_token_expires ON client_logout_token (expires_at);

-- The tokens of a session, raw.  The request that takes the lease renews them, all others wait for the next generation: a refresh token
-- is never used twice at once, RFC 9700 section 4.14.  The lease is of the real clock, and ends by itself: then the next request takes
-- it, and shows the same refresh token again, within the provider's grace.
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
