-- Who may ask, and for what.

-- An API that takes this server's access tokens, named by the identifier that stands in aud, RFC 8707 section 2.
CREATE TABLE protected_resource (
  resource TEXT PRIMARY KEY CONSTRAINT "resource is an absolute URI, without a user and a #: RFC 8707 section 2"
                            CHECK (resource GLOB '[a-z]*:?*' AND resource NOT GLOB '*[# "@\]*' AND resource NOT GLOB '*:///*'
                                   AND instr(substr(resource, 9) || '?', '?') >= instr(substr(resource, 9) || '/', '/')),
  name     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A scope belongs to one API, or (resource NULL) to OpenID Connect itself.  RFC 6749 section 3.3 says which characters.
CREATE TABLE scope (
  scope       TEXT PRIMARY KEY CHECK (scope <> '' AND scope NOT GLOB '*[^]!#-[^-~]*'),
  resource    TEXT REFERENCES protected_resource ON DELETE RESTRICT ON UPDATE CASCADE,
  description TEXT NOT NULL CHECK (description NOT GLOB '*["\]*'), -- in the words of the consent page
  -- 1: clients that registered themselves may have it, too (those of OpenID Connect they may in any case).
  registrable INTEGER NOT NULL DEFAULT 0 CHECK (registrable IN (0, 1))
) STRICT, WITHOUT ROWID;

-- A client, with the names of RFC 7591 section 2 and of the specifications that add to it.  Of a secret there is a hash: token_hash of
-- one that a machine made with 128 bits or more, password_hash ('$scrypt$…') of any other.  Two may overlap during a change.
CREATE TABLE client (
  -- No user's subject is a client_id: RFC 9700 section 4.15.
  client_id                    TEXT PRIMARY KEY CHECK (client_id NOT GLOB 'u_*' AND client_id <> '' AND client_id NOT GLOB '*[^ -~]*'),
  client_name                  TEXT NOT NULL,
  token_endpoint_auth_method   TEXT NOT NULL DEFAULT 'client_secret_basic' REFERENCES client_auth_method,
  secret_hash                  TEXT,
  next_secret_hash             TEXT,
  -- From then on secret_hash is none, and next_secret_hash is the only one; NULL: it has no end.
  client_secret_expires_at     INTEGER,
  -- The API that this client is, and may introspect for.
  resource                     TEXT REFERENCES protected_resource ON DELETE RESTRICT ON UPDATE CASCADE,
  -- Who made it: an administrator, the client itself (RFC 7591), or the document that its client_id names (Client ID Metadata Document).
  origin                       TEXT NOT NULL DEFAULT 'administrator' CHECK (origin IN ('administrator', 'registration', 'document')),
  -- An administrator vouches for it: RFC 9700 section 4.11.2.
  trusted                      INTEGER NOT NULL DEFAULT 0 CHECK (trusted IN (0, 1)),
  -- 0 is a relaxation.
  pkce_required                INTEGER NOT NULL DEFAULT 1 CHECK (pkce_required IN (0, 1)),
  -- 0: a refresh token stays the same, and the client's secret binds it.
  refresh_rotation             INTEGER NOT NULL DEFAULT 1 CHECK (refresh_rotation IN (0, 1)),
  id_token_signed_response_alg TEXT NOT NULL DEFAULT 'RS256' REFERENCES signing_alg,
  -- NULL: userinfo is plain JSON, OIDC Core section 5.3.2.
  userinfo_signed_response_alg TEXT REFERENCES signing_alg,
  -- The keys by which it signs assertions and request objects: itself, or where they are.
  jwks                         TEXT CONSTRAINT "jwks is a JSON object with keys in it, of 64 KiB at most: RFC 7517 section 5"
                               CHECK (jwks GLOB '{*"keys"*}' AND length(jwks) <= 65536),
  jwks_uri                     TEXT,
  -- The algorithm that it signs by; NULL: any that its keys have.  OIDC Registration section 2.
  token_endpoint_auth_signing_alg TEXT REFERENCES client_alg,
  request_object_signing_alg   TEXT REFERENCES client_alg CHECK (request_object_signing_alg <> 'HS256'),
  -- The secret itself, as a key: of client_secret_jwt alone, which is a relaxation.
  secret_jwk                   TEXT CHECK (secret_jwk GLOB '{*"oct"*}'),
  -- What the aud of its assertions may be beside the issuer; token_endpoint is a relaxation.
  assertion_audience           TEXT NOT NULL DEFAULT 'issuer' CHECK (assertion_audience IN ('issuer', 'token_endpoint')),
  -- pairwise: its users have other names than at clients of other hosts, OIDC Core section 8.
  subject_type                 TEXT NOT NULL DEFAULT 'public' CHECK (subject_type IN ('public', 'pairwise')),
  sector_identifier_uri        TEXT,
  -- The host that they are named for.
  sector_identifier            TEXT,
  -- 1: it sends its requests by PAR, RFC 9126 section 6; its access tokens are bound to a key, RFC 9449 section 5.2.
  require_pushed_authorization_requests INTEGER NOT NULL DEFAULT 0 CHECK (require_pushed_authorization_requests IN (0, 1)),
  dpop_bound_access_tokens     INTEGER NOT NULL DEFAULT 0 CHECK (dpop_bound_access_tokens IN (0, 1)),
  -- opaque: its access tokens say nothing; an API has to ask, RFC 7662.
  access_token_format          TEXT NOT NULL DEFAULT 'jwt' CHECK (access_token_format IN ('jwt', 'opaque')),
  -- What an authorization request of it says that does not say so itself: OIDC Registration section 2.
  default_max_age              INTEGER CHECK (default_max_age >= 0),
  default_acr_values           TEXT,
  -- What the pages show of it.
  client_uri                   TEXT,
  logo_uri                     TEXT,
  policy_uri                   TEXT,
  tos_uri                      TEXT,
  -- How it hears that a session is over: OIDC Back-Channel Logout section 2.2, Front-Channel Logout section 2.
  backchannel_logout_uri       TEXT,
  backchannel_logout_session_required INTEGER NOT NULL DEFAULT 0 CHECK (backchannel_logout_session_required IN (0, 1)),
  frontchannel_logout_uri      TEXT,
  frontchannel_logout_session_required INTEGER NOT NULL DEFAULT 0 CHECK (frontchannel_logout_session_required IN (0, 1)),
  -- What it gets that asks for none, RFC 6749 section 3.3; NULL: all of its only API.
  default_scope                TEXT,
  -- NULL: as the setting of this name says, whose bounds they have (derived/client.sql).
  access_lifetime              INTEGER,
  id_lifetime                  INTEGER,
  code_lifetime                INTEGER,
  refresh_idle                 INTEGER,
  refresh_absolute             INTEGER,
  refresh_grace                INTEGER,
  -- 1: the grace lasts as long as the successor was not used, too.
  refresh_until_used           INTEGER NOT NULL DEFAULT 0 CHECK (refresh_until_used IN (0, 1)),
  -- While it stands, the client has nothing.
  suspended_at                 INTEGER,
  -- Where a login begins: OIDC Core section 4.
  initiate_login_uri           TEXT CONSTRAINT "initiate_login_uri is an https or http address without a query"
                               CHECK ((initiate_login_uri GLOB 'https://[[A-Za-z0-9]*' OR initiate_login_uri GLOB 'http://[[A-Za-z0-9]*')
                                      AND initiate_login_uri NOT GLOB '*[?#"<>@\]*' AND initiate_login_uri NOT GLOB '*[^!-~]*'),
  CONSTRAINT "token_endpoint_auth_method client_secret_basic and client_secret_post have a secret_hash, and no other has one"
  CHECK ((token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post')) = (secret_hash IS NOT NULL)),
  CONSTRAINT "token_endpoint_auth_method client_secret_jwt has a secret_jwk, and no other has one"
  CHECK ((token_endpoint_auth_method = 'client_secret_jwt') = (secret_jwk IS NOT NULL)),
  CONSTRAINT "token_endpoint_auth_method private_key_jwt has jwks or jwks_uri"
  CHECK (token_endpoint_auth_method <> 'private_key_jwt' OR jwks IS NOT NULL OR jwks_uri IS NOT NULL),
  CONSTRAINT "subject_type pairwise has a sector_identifier, and no other has one: OIDC Core section 8.1"
  CHECK ((subject_type = 'pairwise') = (sector_identifier IS NOT NULL)),
  CONSTRAINT "jwks and jwks_uri exclude each other: RFC 7591 section 2"
  CHECK (jwks IS NULL OR jwks_uri IS NULL),
  CONSTRAINT "next_secret_hash is for a client with a secret_hash"
  CHECK (next_secret_hash IS NULL OR secret_hash IS NOT NULL),
  CHECK (client_secret_expires_at IS NULL OR secret_hash IS NOT NULL),
  CONSTRAINT "secret_hash is token_hash(…) of what a machine made, or password_hash(…); the secret itself stands nowhere"
  CHECK (secret_hash GLOB '$scrypt$*' OR length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "next_secret_hash is token_hash(…) of what a machine made, or password_hash(…); the secret itself stands nowhere"
  CHECK (next_secret_hash GLOB '$scrypt$*' OR length(next_secret_hash) = 43 AND next_secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  -- RFC 9700 section 4.14.2; and section 2.1.1: no relaxation for public clients.
  CONSTRAINT "refresh_rotation 0 is for clients with a secret or a key: RFC 9700 section 4.14.2"
  CHECK (refresh_rotation = 1 OR token_endpoint_auth_method <> 'none' OR dpop_bound_access_tokens = 1),
  CONSTRAINT "pkce_required 0 is for clients with a secret: RFC 9700 section 2.1.1"
  CHECK (pkce_required = 1 OR token_endpoint_auth_method <> 'none')
) STRICT, WITHOUT ROWID;

-- Schemes of apps without a period in them, as `cursor`: each is a relaxation, for it belongs to nobody (RFC 8252 section 7.1).
CREATE TABLE private_use_scheme (
  scheme TEXT PRIMARY KEY CONSTRAINT "scheme is that of an app alone, in small letters, and none that browsers know"
         CHECK (scheme GLOB '[a-z]*' AND scheme NOT GLOB '*[^a-z0-9+-]*'
                AND scheme NOT IN ('http', 'https', 'javascript', 'data', 'vbscript', 'blob', 'file', 'filesystem', 'about', 'ftp', 'ws', 'wss',
                                   'mailto', 'tel', 'sms', 'view-source', 'chrome', 'resource', 'jar', 'intent', 'content', 'urn'))
) STRICT, WITHOUT ROWID;

-- Whole URIs, compared as strings, RFC 9700 section 2.1.  What a person reads as the host is the host: no user info, no @ and no
-- backslash anywhere, and no ? before the path (RFC 3986 section 7.6; instr says where they are, behind `https://`).  Only the port
-- of a loopback address is free (RFC 8252 section 7.3), so such a one is registered without.  An app's own scheme is a domain name
-- backwards, with a period in it (section 7.1): so neither javascript nor data is one.  One without a period stands in private_use_scheme
-- (derived/client.sql asks).
CREATE TABLE client_redirect_uri (
  client_id    TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  redirect_uri TEXT NOT NULL CONSTRAINT "redirect_uri is an https, http or app's address, without a user, a # or a backslash; 127.0.0.1 has no port"
                             CHECK (redirect_uri NOT GLOB '*[#"<>@\]*' AND redirect_uri NOT GLOB '*[^!-~]*'
                                    AND instr(substr(redirect_uri, 9) || '?', '?') >= instr(substr(redirect_uri, 9) || '/', '/')
                                    AND redirect_uri NOT GLOB 'http://127.0.0.1:*' AND redirect_uri NOT GLOB 'http://[[]::1]:*'
                                    AND (redirect_uri GLOB 'https://[[A-Za-z0-9]*' OR redirect_uri GLOB 'http://[[A-Za-z0-9]*'
                                         OR redirect_uri GLOB '*:/?*' AND substr(redirect_uri, 1, instr(redirect_uri, ':')) GLOB '[a-z]*:'
                                            AND substr(redirect_uri, 1, instr(redirect_uri, ':')) NOT GLOB '*[^a-z0-9.+:-]*')),
  PRIMARY KEY (client_id, redirect_uri)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_post_logout_redirect_uri (
  client_id                TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  post_logout_redirect_uri TEXT NOT NULL
    CONSTRAINT "post_logout_redirect_uri is an https, http or app's address, without a user, a # or a backslash"
    CHECK (post_logout_redirect_uri NOT GLOB '*[#"<>@\]*' AND post_logout_redirect_uri NOT GLOB '*[^!-~]*'
           AND instr(substr(post_logout_redirect_uri, 9) || '?', '?') >= instr(substr(post_logout_redirect_uri, 9) || '/', '/')
           AND (post_logout_redirect_uri GLOB 'https://[[A-Za-z0-9]*' OR post_logout_redirect_uri GLOB 'http://[[A-Za-z0-9]*'
                OR post_logout_redirect_uri GLOB '*:/?*'
                   AND substr(post_logout_redirect_uri, 1, instr(post_logout_redirect_uri, ':')) GLOB '[a-z]*.?*:')),
  PRIMARY KEY (client_id, post_logout_redirect_uri)
) STRICT, WITHOUT ROWID;

-- From where a single-page application of this client calls token, userinfo and revocation: an origin as browsers write it, scheme,
-- host and port.  Fetch standard section 3.3.
CREATE TABLE client_allowed_origin (
  client_id      TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  allowed_origin TEXT NOT NULL CONSTRAINT "allowed_origin is scheme, host and port, as browsers write it: https://app.example"
                 CHECK (allowed_origin NOT GLOB '*[^!-~]*' AND allowed_origin NOT GLOB '*[*@?#"<>\]*' AND allowed_origin NOT GLOB '*//*/*'
                                        AND allowed_origin = lower(allowed_origin)
                                        AND (allowed_origin GLOB 'https://?*' OR allowed_origin GLOB 'http://?*')),
  PRIMARY KEY (client_id, allowed_origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_allowed_origin_any ON client_allowed_origin (allowed_origin);

CREATE TABLE client_grant_type (
  client_id  TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  grant_type TEXT NOT NULL REFERENCES grant_type,
  PRIMARY KEY (client_id, grant_type)
) STRICT, WITHOUT ROWID;

-- The most that a client may ask for.
CREATE TABLE client_scope (
  client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  scope     TEXT NOT NULL REFERENCES scope ON DELETE CASCADE,
  PRIMARY KEY (client_id, scope)
) STRICT, WITHOUT ROWID;
