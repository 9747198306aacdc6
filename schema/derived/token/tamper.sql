-- How somebody without a key alters a token.  What each does to it is in cgi-bin/workshop/token/tamper.sql.
CREATE TABLE token_tamper (
  tamper TEXT PRIMARY KEY,
  place  INTEGER NOT NULL UNIQUE,
  title  TEXT NOT NULL,
  says   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO token_tamper (tamper, place, title, says) VALUES
  ('signature', 1, 'Flip a bit of the signature', 'One bit of the signature is another now.'),
  ('sub',       2, 'Make it somebody else''s',      'sub is mallory now, and the signature is the old one.'),
  ('aud',       3, 'Change the audience',         'aud is another API now, and the signature is the old one.'),
  ('iss',       4, 'Change the issuer',           'iss is another issuer now, and the signature is the old one.'),
  ('exp',       5, 'Let it live for a year',      'exp lies a year ahead now, and the signature is the old one.'),
  ('scope',     6, 'Give it every scope',         'scope has more words now, and the signature is the old one.'),
  ('kid',       7, 'Name another key',            'kid is that of no key now.'),
  ('typ',       8, 'Call it an access token',     'typ is at+jwt now, and the signature is the old one.'),
  ('none',      9, 'alg none',                    'alg is none now, and there is no signature.'),
  ('hs256',    10, 'HS256 with the public key',   'alg is HS256 now, and the public key was used as if it were a secret: everybody has it.');
