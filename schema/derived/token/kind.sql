-- What is it?  The kinds of tokens that meet each other here, and what looks like one.  An opaque one is known by its beginning, a JWT by
-- its typ, and an ID token, whose typ says nothing, by what it claims.

CREATE TABLE token_kind (
  kind     TEXT PRIMARY KEY,
  place    INTEGER NOT NULL UNIQUE,
  type     TEXT REFERENCES flow_token_type,                  -- as the flow record calls it; NULL: it is not recorded
  pattern  TEXT,                                             -- GLOB: how an opaque one begins
  typ      TEXT,                                             -- of a JWT's header, RFC 7515 section 4.1.9
  name     TEXT NOT NULL,
  made_by  TEXT NOT NULL,
  read_by  TEXT NOT NULL,
  ends     TEXT NOT NULL,                                    -- where its journey ends
  lifetime TEXT,                                            -- a setting
  spec     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO token_kind (kind, place, type, pattern, typ, name, made_by, read_by, ends, lifetime, spec) VALUES
  ('access', 1, 'access', NULL, 'at+jwt', 'An access token',
   'the authorization server', 'the API that aud names', 'at the API', 'access_lifetime', 'RFC 9068'),
  ('id', 2, 'id', NULL, 'JWT', 'An ID token',
   'the authorization server', 'the client that aud names', 'with that client', 'id_lifetime', 'OIDC Core 2'),
  ('refresh', 3, 'refresh', 'rt_*', NULL, 'A refresh token',
   'the authorization server', 'the authorization server alone', 'where it was made', 'refresh_idle', 'RFC 6749 1.5'),
  ('code', 4, 'code', 'ac_*', NULL, 'An authorization code',
   'the authorization server', 'the authorization server alone', 'where it was made, at its first use', 'code_lifetime', 'RFC 6749 1.3.1'),
  ('session', 5, 'session', 'ss_*', NULL, 'A session cookie of the authorization server',
   'the authorization server', 'the authorization server alone', 'where it was made', 'session_absolute', 'RFC 6265 4.1'),
  ('client_session', 6, 'session', 'cs_*', NULL, 'A session cookie of the client',
   'the client', 'the client alone', 'where it was made', NULL, 'RFC 6265 4.1'),
  ('dpop', 7, 'dpop', NULL, 'dpop+jwt', 'A DPoP proof',
   'the client, with a key of its own', 'whoever is asked: the authorization server or the API', 'at its first use', NULL, 'RFC 9449 4.2'),
  ('logout', 8, 'logout', NULL, 'logout+jwt', 'A logout token',
   'the authorization server', 'the client that aud names', 'with that client', NULL, 'OIDC Back-Channel Logout 2.4'),
  ('jwt', 9, NULL, NULL, NULL, 'A JSON Web Token',
   'whoever has the key', 'whoever aud names', 'where aud says', NULL, 'RFC 7519'),
  ('jwe', 10, NULL, NULL, NULL, 'An encrypted token',
   'whoever has the public key of its reader', 'its reader alone', 'at its reader', NULL, 'RFC 7516 7.1'),
  ('state', 11, NULL, 'st_*', NULL, 'A state of a sign-in',
   'the client', 'the client alone', 'where it was made', NULL, 'RFC 6749 4.1.1'),
  ('device_code', 13, 'code', 'dc_*', NULL, 'A device code',
   'the authorization server', 'the authorization server alone', 'where it was made, at its first use', 'device_lifetime', 'RFC 8628 3.2'),
  ('cookie', 12, NULL, '[bkw]s_*', NULL, 'Another cookie of this system',
   'the program that set it', 'the program that set it', 'where it was made', NULL, 'RFC 6265 4.1');

-- The first line of the inspector.  {} are names of what the token says: {aud} {iss} {client} {rest} {ago}.  A row of the kind's own goes
-- before one for all, and a flaw that is named before one that is not.
CREATE TABLE token_verdict (
  kind  TEXT NOT NULL,                                       -- of token_kind, or none of them; '': any
  flaw  TEXT NOT NULL,                                       -- a reason; 'none': it is good; '': any
  class TEXT NOT NULL CHECK (class IN ('pass', 'fail', 'warn')),
  says  TEXT NOT NULL,
  next  TEXT NOT NULL,
  PRIMARY KEY (kind, flaw)
) STRICT, WITHOUT ROWID;
INSERT INTO token_verdict (kind, flaw, class, says, next) VALUES
  ('access', 'none', 'pass', 'Access token for {aud}, good for {rest}.',
   'The client sends it, and does not read it. The API reads it, and believes it after the checks below.'),
  ('access', 'expired', 'warn', 'Access token for {aud}, expired {ago} ago.',
   'That ends no session: the client gets a new one with its refresh token, and nobody signs in again.'),
  ('id', 'none', 'pass', 'ID token for client {client}. Its journey ends here.',
   'It tells the client who signed in, when and how. No API takes it.'),
  ('id', 'expired', 'warn', 'ID token for client {client}, expired {ago} ago.',
   'The client read it at sign-in, and has a session of its own since. No API takes it.'),
  ('', 'bad_signature', 'fail', 'Forged: the signature does not fit.',
   'Somebody changed a letter of it, or signed it with another key. Nothing that it says can be believed.'),
  ('', 'alg_none', 'fail', 'Forged: it says that nobody signed it.',
   'alg none is refused before anything else is looked at: else anybody could write a token.'),
  ('', 'alg_not_allowed', 'fail', 'Not acceptable: its algorithm is not one that the API allows.',
   'The receiver chooses the algorithm, not the token. So a public key is never taken for a secret.'),
  ('', 'issuer_unknown', 'warn', 'A token of {iss}, which nobody here trusts.',
   'It is decoded, and cannot be verified here: the keys of that issuer are not in this database, and nothing is fetched.'),
  ('', 'no_key', 'fail', 'Unverifiable: no key of this issuer has the kid that it names.',
   'It was made up, or its key is no longer published.'),
  ('', 'aud_mismatch', 'fail', 'Genuine, but for somebody else: {aud}.',
   'Who takes a token that is not meant for it can be tricked with the tokens of others.'),
  ('', 'typ_mismatch', 'fail', 'Genuine or not: it is no access token.',
   'Its typ says another kind. The signature alone does not make a token fit for an API.'),
  ('', 'not_yet_valid', 'warn', 'Genuine, but not valid yet.', 'Its nbf lies ahead.'),
  ('', '', 'fail', 'Not acceptable as an access token.', 'The first step that failed says why.'),
  ('dpop', '', 'warn', 'A DPoP proof: it shows that its sender has a key.',
   'It goes beside a token, in the header DPoP, for one request. It is no access token: it allows nothing by itself.'),
  ('logout', '', 'warn', 'A logout token: it tells a client that a session is over.',
   'The authorization server sends it to the client, and to nobody else.'),
  ('refresh', '', 'warn', 'This is no JWT: an opaque refresh token of this server (rt_…). Only the authorization server can read it.',
   'Sent to an API it is refused, handed in to its issuer, and its family ends.'),
  ('code', '', 'warn', 'This is no JWT: an authorization code of this server (ac_…). Only the authorization server can read it.',
   'The client redeems it once, with its verifier. Shown twice, it takes its tokens with it.'),
  ('device_code', '', 'warn', 'This is no JWT: a device code of this server (dc_…). Only the authorization server can read it.',
   'The device shows it until its user has decided; then it brings tokens, once.'),
  ('session', '', 'warn', 'This is no JWT: a session cookie of the authorization server (ss_…).',
   'It says who is signed in at this browser, and goes to no other party.'),
  ('client_session', '', 'warn', 'This is no JWT: a session cookie of the client (cs_…).',
   'It is all that the browser has. The tokens stay with the client, behind it.'),
  ('state', '', 'warn', 'This is no token: a state of the client (st_…).',
   'It ties the answer of the authorization server to the browser that asked.'),
  ('cookie', '', 'warn', 'This is no token: a cookie of this system.', 'It goes back to the program that set it, and to nobody else.'),
  ('jwe', '', 'warn', 'Five parts: an encrypted token (JWE).',
   'Only its reader has the key. This system signs its tokens and encrypts none.'),
  ('answer', '', 'warn', 'This is the whole answer of a token endpoint, not a token.', 'Paste one of its tokens.'),
  ('key', '', 'warn', 'This is a key, or a set of keys, and not a token.', 'Keys verify tokens. Never paste a private one anywhere.'),
  ('cut', '', 'fail', 'This begins like a JWT, but it was cut: a JWT has three parts with a dot between them.',
   'Copy it again, from eyJ to the last letter of the signature.'),
  ('broken', '', 'fail', 'This has the shape of a JWT, but it cannot be decoded.', 'The first step that failed says where it is broken.'),
  ('long', '', 'fail', 'This is longer than any token that is read here.',
   'A token has at most 16,000 characters here. Those of this server have less than 1,000.'),
  ('unknown', '', 'fail', 'This is no token that anybody here has made.', 'It has not three parts, and begins like none of the opaque ones.');
