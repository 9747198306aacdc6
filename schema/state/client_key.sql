-- What clients sign with, and what they have signed.

-- The keys of a client that publishes them, as its jwks_uri said last: RFC 7591 section 2.  Times are of the real clock.  It is asked
-- again when they are old or a key is missing, by one request at a time and at most twice a minute.
CREATE TABLE client_key_set (
  client_id  TEXT PRIMARY KEY REFERENCES client ON DELETE CASCADE,
  jwks_uri   TEXT NOT NULL,                                  -- where that was
  asked_at   INTEGER NOT NULL,
  jwks       TEXT CHECK (jwks GLOB '{*"keys"*}'),            -- public halves
  fetched_at INTEGER,
  CHECK ((jwks IS NULL) = (fetched_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Where a client keeps request objects, OIDC Core section 6.2; without a fragment.
CREATE TABLE client_request_uri (
  client_id     TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  request_uri   TEXT NOT NULL CONSTRAINT "request_uri is an https or http address without a fragment"
                CHECK ((request_uri GLOB 'https://[[A-Za-z0-9]*' OR request_uri GLOB 'http://[[A-Za-z0-9]*')
                       AND request_uri NOT GLOB '*[#"<>@\]*' AND request_uri NOT GLOB '*[^!-~]*' AND length(request_uri) <= 2048
                       AND instr(substr(request_uri, 9) || '?', '?') >= instr(substr(request_uri, 9) || '/', '/')),
  backoff_until INTEGER,                                     -- it kept a request waiting: until then nobody asks it; of the real clock
  PRIMARY KEY (client_id, request_uri)
) STRICT, WITHOUT ROWID;

-- An assertion proves a client once: RFC 7523 section 3.  Remembered until it would be refused anyway.
CREATE TABLE client_assertion (
  client_id  TEXT NOT NULL,
  jti_hash   TEXT NOT NULL CONSTRAINT "jti_hash is token_hash(…)" CHECK (length(jti_hash) = 43 AND jti_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (client_id, jti_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_assertion_expires ON client_assertion (expires_at);
