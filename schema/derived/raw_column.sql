-- Where may a secret stand as it is?  In these columns and in no other: an export leaves them out, and a test searches
-- everything else, after each of its steps, for every secret that crossed the wire.
CREATE TABLE raw_column (
  object TEXT NOT NULL,                                      -- a table
  name   TEXT NOT NULL,                                      -- its column
  why    TEXT NOT NULL,
  PRIMARY KEY (object, name)
) STRICT, WITHOUT ROWID;

INSERT INTO raw_column (object, name, why) VALUES
  ('database_key',          'key',           'the database''s own secrets'),
  ('room',                  'seat_key',      'the secrets of the seats are derived from it'),
  ('signing_key',           'jwk',           'a private key signs'),
  ('authorization_grant',   'family_key',    'a refresh token''s successor is derived from it'),
  ('authorization_request', 'state',         'goes back to the client as it came, RFC 6749 section 4.1.2'),
  ('authorization_request', 'nonce',         'goes into the ID token as it came, OIDC Core section 2'),
  ('authorization_code',    'nonce',         'goes into the ID token as it came, OIDC Core section 2'),
  ('logout_request',        'state',         'goes back to the client as it came, OIDC RP-Initiated Logout section 2'),
  ('trusted_issuer',        'client_secret', 'the API says who it is, RFC 6749 section 2.3.1'),
  ('client_app',            'client_secret', 'the client says who it is, RFC 6749 section 2.3.1'),
  ('client_app_key',        'jwk',           'the client proves that it has this key, RFC 9449 section 4'),
  ('client_login',          'nonce',         'the ID token has to bear it, OIDC Core section 3.1.3.7'),
  ('client_login',          'code_verifier', 'the code is redeemed with it, RFC 7636 section 4.5'),
  ('client_session',        'id_token',      'the hint at logout, OIDC RP-Initiated Logout section 2'),
  ('client_token',          'access_token',  'the client sends it to the API, RFC 6750'),
  ('client_token',          'refresh_token', 'the client sends it to its provider, RFC 6749 section 6');
