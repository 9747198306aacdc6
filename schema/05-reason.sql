-- Why was it refused?  One catalogue for all programs.  A refusal names a reason; the reason names the error
-- that the caller may hear (RFC 6749 section 5.2 and its kin), the HTTP status, the clause that demands it, and one
-- sentence of help for the owner of the database.  What the caller is told beyond the error's name stands in `told`,
-- and only where it helps an honest developer and no attacker.
CREATE TABLE reason (
  reason  TEXT PRIMARY KEY CHECK (reason GLOB '[a-z]*' AND reason NOT GLOB '*[^a-z0-9_]*'),
  error   TEXT NOT NULL,                                     -- the RFC's own word: invalid_grant, invalid_token, …
  status  INTEGER NOT NULL CHECK (status BETWEEN 400 AND 503),
  spec    TEXT NOT NULL,                                     -- 'RFC 9700 4.14'
  help    TEXT NOT NULL,                                     -- for the owner: what happened, and what to do
  told    TEXT CHECK (told NOT GLOB '*[^] !#-[^-~]*')           -- for the caller, {} for @about: RFC 6749 5.2's characters
) STRICT, WITHOUT ROWID;

-- What stands between the web server and a handler: serve, form, store.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('not_found',                'not_found',            404, 'RFC 9110 15.5.5',  'No endpoint has this path.', 'There is nothing at this address.'),
  ('method_not_allowed',       'method_not_allowed',   405, 'RFC 9110 15.5.6',  'The endpoint exists, but not for this method; Allow lists those it has.', 'This endpoint does not take this method.'),
  ('host_foreign',             'invalid_request',      421, 'RFC 9110 15.5.20', 'The server listens on a loopback address and was asked by a name that is neither localhost nor one of the view served_host: another site whose name points here, or a proxy that does not hand on Host.', 'This server is not meant by that name.'),
  ('method_unknown',           'invalid_request',      501, 'RFC 9110 15.6.2',  'The method is none that HTTP defines.', 'This server does not know the method.'),
  ('body_too_large',           'invalid_request',      413, 'RFC 9110 15.5.14', 'The body is larger than 64 KiB.', 'The body is larger than 64 KiB.'),
  ('content_type_unsupported', 'invalid_request',      415, 'RFC 9110 15.5.16', 'The body is neither a form nor, where JSON is taken, JSON.', 'The body must be application/x-www-form-urlencoded.'),
  ('coding_unsupported',       'invalid_request',      415, 'RFC 9110 15.5.16', 'The body is packed (Content-Encoding), and nobody here unpacks one; Accept-Encoding says so.', 'The body must not be packed: send it without Content-Encoding.'),
  ('form_broken',              'invalid_request',      400, 'RFC 6749 3.2',     'The parameters are not well-formed application/x-www-form-urlencoded.', 'The parameters are not well-formed.'),
  ('form_not_utf8',            'invalid_request',      400, 'RFC 6749 B',       'A parameter is not valid UTF-8.', 'A parameter is not UTF-8.'),
  ('form_nul',                 'invalid_request',      400, 'RFC 6749 A',       'A parameter holds a NUL byte.', 'A parameter holds a NUL byte.'),
  ('form_too_many',            'invalid_request',      400, 'RFC 6749 3.2',     'There are more than 100 parameters.', 'There are more than 100 parameters.'),
  ('parameter_repeated',       'invalid_request',      400, 'RFC 6749 3.1',     'A parameter was sent twice; which one counts would be a guess.', 'A parameter was sent twice.'),
  ('parameter_too_long',       'invalid_request',      400, 'RFC 9110 4.1',     'What is kept for a while, or goes back in an address, has a bound: 4 KiB of an authorization request or a sign-out, in bytes and together.', 'The parameters are too long.'),
  ('authorization_malformed',  'invalid_request',      400, 'RFC 9110 11.6.2',  'The Authorization header is not what its scheme says.', 'The Authorization header is malformed.'),
  ('busy',                     'temporarily_unavailable', 503, 'RFC 9110 15.6.4', 'Another writer held the database for five seconds.', 'The server is busy: try again.');

-- The extension's own codes, verbatim, in the order of its checks (jwt_check shows them one by one).
INSERT INTO reason (reason, error, status, spec, help) VALUES
  ('token_null',        'invalid_request', 401, 'RFC 6750 2.1',     'There is no token.'),
  ('malformed',         'invalid_token', 401, 'RFC 7515 7.1',       'It is no JWT: not three parts of base64url.'),
  ('too_large',         'invalid_token', 401, 'RFC 8259 9',         'The token or one of its parts is larger than anybody needs.'),
  ('bad_base64url',     'invalid_token', 401, 'RFC 7515 2',         'A part is not strict base64url.'),
  ('bad_json',          'invalid_token', 401, 'RFC 7519 7.2',       'Header or claims are not strict JSON.'),
  ('duplicate_member',  'invalid_token', 401, 'RFC 7515 4',         'A member stands twice; two readers could see two different tokens.'),
  ('is_jwe',            'invalid_token', 401, 'RFC 7516 3.1',       'Five parts: an encrypted token.  This system reads signed ones.'),
  ('alg_missing',       'invalid_token', 401, 'RFC 7515 4.1.1',     'The header names no algorithm.'),
  ('alg_none',          'invalid_token', 401, 'RFC 8725 2.1',       'alg none: unsigned.  Anybody can write that.'),
  ('alg_unsupported',   'invalid_token', 401, 'RFC 8725 3.1',       'The algorithm is unknown here.'),
  ('alg_not_allowed',   'invalid_token', 401, 'RFC 8725 3.1',       'The algorithm is known, but the receiver did not ask for it: the receiver chooses, not the token.'),
  ('crit_unknown',      'invalid_token', 401, 'RFC 7515 4.1.11',    'The header demands an extension that is not understood.'),
  ('typ_mismatch',      'invalid_token', 401, 'RFC 8725 3.11',      'It is a token of another kind: its typ is not the one asked for.  An ID token (typ JWT) tells a client who signed in, and ends there; an API takes access tokens (typ at+jwt).'),
  ('no_key',            'invalid_token', 401, 'RFC 7515 6',         'No key of the issuer has this kid, kty and alg.'),
  ('ambiguous_key',     'invalid_token', 401, 'RFC 7517 4.5',       'Two keys fit; the choice would be a guess.'),
  ('key_invalid',       'invalid_token', 401, 'RFC 7517 4',         'The key is malformed, or not a public key among public keys.'),
  ('key_weak',          'invalid_token', 401, 'RFC 8725 3.5',       'The key is weaker than its algorithm demands.'),
  ('key_use',           'invalid_token', 401, 'RFC 7517 4.2',       'The key is not for signatures.'),
  ('alg_key_mismatch',  'invalid_token', 401, 'RFC 8725 3.1',       'The key belongs to another algorithm.'),
  ('bad_signature',     'invalid_token', 401, 'RFC 7515 5.2',       'The signature does not fit: altered, or signed by somebody else.'),
  ('exp_missing',       'invalid_token', 401, 'RFC 9068 2.2',       'The token never ends; such a token is not accepted.'),
  ('expired',           'invalid_token', 401, 'RFC 7519 4.1.4',     'The token has expired.  That ends no session: a client renews it silently.'),
  ('not_yet_valid',     'invalid_token', 401, 'RFC 7519 4.1.5',     'The token is not valid yet.'),
  ('issued_in_future',  'invalid_token', 401, 'RFC 7519 4.1.6',     'The token was issued in the future: some clock is wrong.'),
  ('too_old',           'invalid_token', 401, 'RFC 9470 5',         'The token, or the login behind it, is older than the receiver asks for.'),
  ('iss_mismatch',      'invalid_token', 401, 'RFC 8725 3.8',       'Another issuer made this token.'),
  ('aud_missing',       'invalid_token', 401, 'RFC 8725 3.9',       'The token names no audience.'),
  ('aud_mismatch',      'invalid_token', 401, 'RFC 8725 3.9',       'The token is for another audience.'),
  ('sub_mismatch',      'invalid_token', 401, 'RFC 7519 4.1.2',     'The token is about somebody else.'),
  ('nonce_mismatch',    'invalid_token', 401, 'OIDC Core 3.1.3.7',  'The nonce is not the one of this login: a token of another login was put in.'),
  ('azp_mismatch',      'invalid_token', 401, 'OIDC Core 3.1.3.7',  'The token was made for another client.'),
  ('jti_mismatch',      'invalid_token', 401, 'RFC 7519 4.1.7',     'The token has another jti.'),
  ('claim_missing',     'invalid_token', 401, 'RFC 7519 4',         'A claim that the receiver needs is absent.'),
  ('claim_mismatch',    'invalid_token', 401, 'RFC 7519 4',         'A claim has another value than the receiver needs.'),
  ('claim_type',        'invalid_token', 401, 'RFC 7519 4.1',       'A claim has a value of the wrong type.');
