-- The sample API: a notebook for whoever a trusted issuer says is there.  It knows no user, no session and no private
-- key; it trusts what it verified with an issuer's published keys, and reads nothing else of this database.

-- Which protected resource is it?  One program may be mounted several times: the row with its mount point counts, or
-- else the one without.  The name is what `aud` must say, RFC 9068 section 4, and RFC 9728 section 1.2.
CREATE TABLE api_resource (
  resource          TEXT PRIMARY KEY CHECK ((resource GLOB 'https://[[A-Za-z0-9]*' OR resource GLOB 'http://[[A-Za-z0-9]*')
                                            AND resource NOT GLOB '*[?# "@\]*' AND resource NOT GLOB '*/'),
  mount             TEXT UNIQUE,                             -- SCRIPT_NAME; NULL: any
  resource_name     TEXT NOT NULL,
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
  resource       TEXT NOT NULL REFERENCES api_resource ON DELETE CASCADE,
  allowed_origin TEXT NOT NULL CONSTRAINT "allowed_origin is scheme, host and port, as browsers write it: https://app.example"
                 CHECK (allowed_origin NOT GLOB '*[^!-~]*' AND allowed_origin NOT GLOB '*[*@?#"<>\]*' AND allowed_origin NOT GLOB '*//*/*'
                                        AND allowed_origin = lower(allowed_origin)
                                        AND (allowed_origin GLOB 'https://?*' OR allowed_origin GLOB 'http://?*')),
  PRIMARY KEY (resource, allowed_origin)
) STRICT, WITHOUT ROWID;

-- Whose tokens does it take?  What a token says of its issuer selects a row here, and nothing else: no other issuer is
-- ever asked for anything.  With client_id and client_secret the API itself speaks to the issuer, to hand in a refresh
-- token that somebody sent here (RFC 7009).
CREATE TABLE trusted_issuer (
  resource      TEXT NOT NULL REFERENCES api_resource,
  issuer        TEXT NOT NULL CHECK ((issuer GLOB 'https://[[A-Za-z0-9]*' OR issuer GLOB 'http://[[A-Za-z0-9]*')
                                     AND issuer NOT GLOB '*[?# "@\]*'),                     -- RFC 8414 section 2; no user info
  algs          TEXT NOT NULL DEFAULT '["ES256","RS256","EdDSA"]' CHECK (algs GLOB '[[]"*]'), -- RFC 8725 section 3.1
  client_id     TEXT,
  client_secret TEXT,                                        -- raw: the API's own
  CHECK ((client_id IS NULL) = (client_secret IS NULL)),
  PRIMARY KEY (resource, issuer)
) STRICT, WITHOUT ROWID;

-- What an issuer publishes, as it was last fetched; times are of the real clock.  It stands here and not in memory, so
-- that each process, and plain CGI too, need not ask again.  asked_at is later than fetched_at while an answer is
-- awaited, and after one that did not come.
CREATE TABLE issuer_keys (
  issuer              TEXT PRIMARY KEY,
  revocation_endpoint TEXT,
  jwks                TEXT CHECK (jwks GLOB '{*"keys"*}'),
  asked_at            INTEGER NOT NULL,
  fetched_at          INTEGER,
  silent_until        INTEGER,                               -- it kept somebody waiting: until then nobody asks again
  CHECK ((jwks IS NULL) = (fetched_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Which refresh tokens came here and were handed in to their issuer, in the last hour; at most ten in a minute.
CREATE TABLE refresh_handed_in (
  token_hash TEXT PRIMARY KEY,                               -- token_hash(token)
  handed_at  INTEGER NOT NULL,                               -- of the real clock
  CONSTRAINT "token_hash is token_hash(…)" CHECK (length(token_hash) = 43 AND token_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_handed_in_at ON refresh_handed_in (handed_at);

CREATE TRIGGER refresh_handed_in_forget AFTER INSERT ON refresh_handed_in
BEGIN
  DELETE FROM refresh_handed_in WHERE token_hash IN (
    SELECT token_hash FROM refresh_handed_in WHERE handed_at < new.handed_at - 3600 ORDER BY handed_at LIMIT 20);
END;

-- The notes, each of one user: a subject is unique within its issuer only, OIDC Core 2.
CREATE TABLE note (
  note_id    INTEGER PRIMARY KEY,
  iss        TEXT NOT NULL,
  sub        TEXT NOT NULL,
  text       TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 280),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_owner ON note (iss, sub, note_id);

-- What the API may know of the settings.
CREATE VIEW api_setting AS SELECT value AS jwks_cache FROM setting WHERE name = 'jwks_cache';

-- (The first three are the provider's too, whose userinfo is a protected resource.)
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('token_several',        'invalid_request',        400, 'RFC 6750 2',
   'The token came in two places, the header Authorization and the body.  Which one counts would be a guess.',
   'Send the token once, in the header Authorization.'),
  ('token_missing',        'invalid_request',        401, 'RFC 6750 3.1',
   'There is no access token in the header Authorization, scheme Bearer.  The challenge names no error then.',
   'This is a protected resource: send an access token in the header Authorization.'),
  ('token_in_query',       'invalid_request',        400, 'RFC 9700 4.3.2',
   'The token stands in the address.  There it ends up in logs, histories and Referer headers; only the header Authorization counts.',
   'Send the token in the header Authorization, never in the address.'),
  ('resource_missing',     'not_found',              404, 'RFC 9728 3',
   'No row of api_resource is meant for this mount point: this API is not set up.', 'No API is set up at this address.'),
  ('refresh_token_at_api', 'invalid_token',          401, 'RFC 6749 1.5',
   'A refresh token was sent to an API.  It is meant for the authorization server alone.  Now that it has been seen elsewhere, the API handed it in to the revocation endpoint (if it was one to the letter; each once), and its family ends.',
   'This is no access token.'),
  ('issuer_unknown',       'invalid_token',          401, 'RFC 8725 3.8',
   'The token was made by somebody whom this API does not trust (table trusted_issuer).  An API issues no tokens: neither for itself nor for another one.',
   'The token is not valid here.'),
  ('jwks_unreachable',     'temporarily_unavailable', 503, 'RFC 9110 15.6.4',
   'The keys of the issuer could not be fetched, so nobody knows whether the token is good.  That is no verdict on the token.  detail says what was asked and what came; where it is the certificate, setting ca_file names the authorities.',
   'The keys of the issuer cannot be had at the moment: try again.'),
  ('insufficient_scope',   'insufficient_scope',     403, 'RFC 6750 3.1',
   'The token is good, but its scope does not allow this.  The client may ask the user for more.',
   'The token does not allow this.'),
  ('login_too_old',        'insufficient_user_authentication', 401, 'RFC 9470 3',
   'The token is good, but the login behind it (auth_time) is older than this operation allows.  The client may send the user to a new login with max_age.',
   'This needs a login within the last five minutes.'),
  ('note_text_invalid',    'invalid_request',        400, 'RFC 9110 15.5.1',
   'A note has between 1 and 280 characters, as the form field or JSON member text.',
   'A note has between 1 and 280 characters, in the field text.'),
  ('note_unknown',         'not_found',              404, 'RFC 9110 15.5.5',
   'The user has no note of this number; it may be somebody else''s.', 'There is no such note.'),
  ('notebook_full',        'invalid_request',        409, 'RFC 9110 15.5.10',
   'The user has 50 notes already: a sample is no store.', 'The notebook is full.');
