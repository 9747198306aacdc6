-- The sample API: a notebook for each user of a trusted issuer.  It knows no user, no session and no private key; it trusts what it
-- verified with an issuer's published keys, and reads nothing else of this database.

-- Which protected resource is it?  One program may be mounted several times: the row with its mount point counts, or
-- else of those without the one whose path it is, or else any.  The name is what `aud` must say, RFC 9068 section 4, and RFC 9728 section 1.2.
CREATE TABLE api_resource (
  resource          TEXT PRIMARY KEY CHECK ((resource GLOB 'https://[[A-Za-z0-9]*' OR resource GLOB 'http://[[A-Za-z0-9]*')
                                            AND resource NOT GLOB '*[?# "@\]*' AND resource NOT GLOB '*/'),
  mount             TEXT UNIQUE,                             -- SCRIPT_NAME; NULL: any
  resource_name     TEXT NOT NULL,
  -- What can be asked of it, RFC 9728 section 2: where a request needs another scope, there is nothing.
  scopes_supported  TEXT NOT NULL DEFAULT 'notes:read notes:write'
                    CHECK (scopes_supported NOT GLOB '*[^] !#-[^-~]*' AND scopes_supported = trim(scopes_supported) AND scopes_supported <> ''),
  -- local: by the issuer's keys alone, RFC 9068 section 4.  introspection: the issuer is also asked, each time, RFC 7662; as a client of
  -- its own (trusted_issuer).
  validation        TEXT NOT NULL DEFAULT 'local' CHECK (validation IN ('local', 'introspection')),
  -- Whether it takes tokens that are bound to a key, or no others: RFC 9449 section 7.
  dpop              TEXT NOT NULL DEFAULT 'accepted' CHECK (dpop IN ('refused', 'accepted', 'required')),
  -- Another API, which it asks for the day in its callers' names, by a token exchange (RFC 8693) as the client that trusted_issuer names.
  calendar          TEXT CHECK ((calendar GLOB 'https://[[A-Za-z0-9]*' OR calendar GLOB 'http://[[A-Za-z0-9]*')
                                AND calendar NOT GLOB '*[?# "@\]*' AND calendar NOT GLOB '*/'),
  path              TEXT NOT NULL GENERATED ALWAYS AS (
    CASE instr(substr(resource, 9), '/') WHEN 0 THEN '' ELSE substr(resource, 8 + instr(substr(resource, 9), '/')) END) STORED,
  -- RFC 9728 section 3.1: the well-known part goes between host and path.
  resource_metadata TEXT NOT NULL GENERATED ALWAYS AS (
    CASE instr(substr(resource, 9), '/')
      WHEN 0 THEN resource || '/.well-known/oauth-protected-resource'
      ELSE substr(resource, 1, 7 + instr(substr(resource, 9), '/')) || '/.well-known/oauth-protected-resource'
           || substr(resource, 8 + instr(substr(resource, 9), '/'))
    END) STORED
) STRICT;

-- Whose pages may call it by themselves?  Fetch standard section 3.3.
CREATE TABLE api_allowed_origin (
  resource       TEXT NOT NULL REFERENCES api_resource ON DELETE CASCADE ON UPDATE CASCADE,
  allowed_origin TEXT NOT NULL CONSTRAINT "allowed_origin is scheme, host and port, as browsers write it: https://app.example"
                 CHECK (allowed_origin NOT GLOB '*[^!-~]*' AND allowed_origin NOT GLOB '*[*@?#"<>\]*' AND allowed_origin NOT GLOB '*//*/*'
                                        AND allowed_origin = lower(allowed_origin)
                                        AND (allowed_origin GLOB 'https://?*' OR allowed_origin GLOB 'http://?*')),
  PRIMARY KEY (resource, allowed_origin)
) STRICT, WITHOUT ROWID;

-- Whose tokens does it take?  What a token says of its issuer selects a row here, and nothing else: no other issuer is
-- ever asked for anything.  With client_id and client_secret the API itself speaks to the issuer, to hand in a refresh
-- token that somebody sent here (RFC 7009), and to ask whether an access token is still live (RFC 7662).
CREATE TABLE trusted_issuer (
  resource      TEXT NOT NULL REFERENCES api_resource ON DELETE CASCADE ON UPDATE CASCADE,
  issuer        TEXT NOT NULL CHECK ((issuer GLOB 'https://[[A-Za-z0-9]*' OR issuer GLOB 'http://[[A-Za-z0-9]*')
                                     AND issuer NOT GLOB '*[?# "@\]*'),                     -- RFC 8414 section 2; no user info
  algs          TEXT NOT NULL DEFAULT '["ES256","RS256","EdDSA"]' CHECK (algs GLOB '[[]"*]'), -- RFC 8725 section 3.1
  client_id     TEXT,
  client_secret TEXT,                                        -- raw: the API's own
  CHECK ((client_id IS NULL) = (client_secret IS NULL)),
  PRIMARY KEY (resource, issuer)
) STRICT, WITHOUT ROWID;

-- What an issuer publishes (RFC 8414, RFC 7517), as it was last fetched; times are of the real clock.  It stands here and not in
-- memory, so that each process, and plain CGI too, need not ask again.  jwks_asked_at is later than jwks_fetched_at while an answer
-- is awaited, and after one that did not come.
CREATE TABLE api_discovery (
  issuer                 TEXT PRIMARY KEY,
  jwks_uri               TEXT,
  token_endpoint         TEXT,
  revocation_endpoint    TEXT,
  introspection_endpoint TEXT,
  metadata_fetched_at    INTEGER,
  jwks                   TEXT CHECK (jwks GLOB '{*"keys"*}'),
  jwks_asked_at          INTEGER,
  jwks_fetched_at        INTEGER,
  backoff_until          INTEGER,                            -- it kept a request waiting: until then nobody asks again
  CHECK ((jwks_uri IS NULL) = (metadata_fetched_at IS NULL)),
  CHECK ((jwks IS NULL) = (jwks_fetched_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Which refresh tokens came here and were handed in to their issuer, in the last hour; at most ten in a minute.
CREATE TABLE refresh_handed_in (
  token_hash TEXT PRIMARY KEY,                               -- token_hash(token)
  handed_at  INTEGER NOT NULL,                               -- of the real clock
  CONSTRAINT "token_hash is token_hash(…)" CHECK (length(token_hash) = 43 AND token_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_handed_in_at ON refresh_handed_in (handed_at);

-- The notes, each of one user: a subject is unique within its issuer only, OIDC Core 2.
CREATE TABLE note (
  note_id    INTEGER PRIMARY KEY,
  iss        TEXT NOT NULL,
  sub        TEXT NOT NULL,
  text       TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 280),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_owner ON note (iss, sub, note_id);
