-- What programs need beside tokens: opaque secrets, PKCE, passwords, at_hash.
.read tests/ext/start.sql

INSERT INTO test VALUES
  ('RFC 7636 appendix B: S256', pkce_challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'),
  ('RFC 7636 section 4.2: S256 by name', pkce_challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'S256'),
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'),
  ('RFC 7636 section 4.2: plain', pkce_challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'plain'),
    'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
  ('RFC 7636 section 4.1: 42 characters are too few', pkce_challenge(printf('%.42c', 'a')), NULL),
  ('RFC 7636 section 4.1: 43 are enough', pkce_challenge(printf('%.43c', 'a')) IS NOT NULL, 1),
  ('RFC 7636 section 4.1: 128 are the most', pkce_challenge(printf('%.128c', 'a')) IS NOT NULL, 1),
  ('RFC 7636 section 4.1: 129 are too many', pkce_challenge(printf('%.129c', 'a')), NULL),
  ('RFC 7636 section 4.1: only unreserved characters', pkce_challenge(printf('%.43c', 'a') || '+'), NULL),
  ('RFC 7636 section 4.1: all four marks', pkce_challenge(printf('%.43c', 'a') || '-._~') IS NOT NULL, 1),
  ('RFC 7636: no verifier, no challenge', pkce_challenge(NULL), NULL),

  ('OpenID Connect Core appendix A.3: at_hash', jwt_hash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', 'RS256'), '77QmUPtjPfzWtF2AnpK9RQ'),
  ('OpenID Connect Core section 3.1.3.6: half of SHA-384', length(jwt_hash('x', 'ES384')), 32),
  ('OpenID Connect Core section 3.1.3.6: half of SHA-512', length(jwt_hash('x', 'PS512')), 43),
  ('RFC 8032: Ed25519 hashes with SHA-512', jwt_hash('x', 'EdDSA'), jwt_hash('x', 'RS512')),
  ('RFC 8032: Ed448 with 114 bytes of SHAKE256', length(base64url_decode(jwt_hash('x', 'Ed448'))), 57),
  ('NULL gives NULL', jwt_hash(NULL, 'RS256'), NULL),

  ('token_hash is SHA-256: FIPS 180-4', token_hash('abc'), base64url_encode(x'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')),
  ('token_hash of NULL', token_hash(NULL), NULL),
  ('token_derive is HMAC-SHA-256: RFC 4231 section 4.3', token_derive('Jefe', 'what do ya want for nothing?'),
    base64url_encode(x'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')),
  ('token_derive says the same thing again', token_derive(x'00', 'a') = token_derive(x'00', 'a'), 1),
  ('and another under another key', token_derive(x'00', 'a') = token_derive(x'01', 'a'), 0),
  ('token_derive of NULL', token_derive(NULL, 'a'), NULL),
  ('token_fingerprint is the start of HMAC-SHA-512: RFC 4231 section 4.3', token_fingerprint('Jefe', 'what do ya want for nothing?'),
    '164b7a7bfcf819e2'),
  ('token_fingerprint is no part of what is derived', instr(lower(hex(base64url_decode(token_derive('k', 'a')))), token_fingerprint('k', 'a')), 0),
  ('token_fingerprint of NULL', token_fingerprint('key', NULL), NULL),
  ('token_random: 32 bytes', length(token_random(32)), 43),
  ('token_random: 1024 bytes are the most', length(token_random(1024)), 1366),
  ('token_random: not twice the same', token_random(32) = token_random(32), 0),
  ('token_random of NULL', token_random(NULL), NULL),
  ('token_id: what stands before the first period', token_id('rt', 'rt_a_b-1.s-_3'), 'a_b-1'),
  ('token_secret: what stands behind it', token_secret('rt', 'rt_a_b-1.s-_3'), 's-_3'),
  ('token_id: of bytes too', token_id('rt', CAST('rt_1.2' AS BLOB)), '1'),
  ('token_id: the longest token has 255 characters', token_id('rt', 'rt_1.' || printf('%.250c', 'x')), '1'),
  ('token_secret: one more is no token', token_secret('rt', 'rt_1.' || printf('%.251c', 'x')), NULL),
  ('token_equal', token_equal('abc', 'abc'), 1),
  ('token_equal: another', token_equal('abc', 'abd'), 0),
  ('token_equal: a longer one', token_equal('abc', 'abcd'), 0),
  ('token_equal: nothing and nothing', token_equal('', ''), 1),
  ('token_equal: text and the same bytes', token_equal('abc', x'616263'), 1),
  ('token_equal: NULL is equal to nothing', token_equal(NULL, NULL), NULL),

  ('jwt_version names all three', (SELECT group_concat(key) FROM json_each(jwt_version())), 'jwt,sqlite,openssl'),
  ('jwt_version: SQLite at run', jwt_version() -> 'sqlite' ->> 'run', sqlite_version());

INSERT INTO test SELECT 'token_id, token_secret: no token of the prefix rt: ' || quote(bad), coalesce(token_id('rt', bad), token_secret('rt', bad)),
  NULL
  FROM (SELECT value AS bad FROM json_each(json_array('', 'rt', 'rt_', 'rt_.', 'rt_.b', 'rt_a', 'rt_a.', 'rt_a.b.c', 'rt_a.b=', 'rt_a b.c', 'rt_ä.b',
    'rta.b', 'rt.a_b',
    'rtx_a.b', 'RT_a.b', 'ac_a.b', ' rt_a.b', 'rt_a.b ', 'a.b')));
INSERT INTO test VALUES ('token_id: nor what goes on behind a NUL', token_id('rt', CAST(x'72745f612e6200' AS TEXT)), NULL);

-- RFC 7914.
CREATE TEMP TABLE hash AS SELECT password_hash('wonderland', '{"N":1024}') AS hash, password_hash('wonderland', '{"N":1024}') AS again;
INSERT INTO test SELECT 'password_hash: the PHC string', hash GLOB '$scrypt$ln=10,r=8,p=1$[A-Za-z0-9+/]*$[A-Za-z0-9+/]*' AND length(hash) = 88, 1
  FROM hash;
INSERT INTO test SELECT 'password_hash: a salt of its own', hash = again, 0 FROM hash;
INSERT INTO test SELECT 'password_verify: the right one', password_verify('wonderland', hash), 1 FROM hash;
INSERT INTO test SELECT 'password_verify: the same bytes', password_verify(CAST('wonderland' AS BLOB), hash), 1 FROM hash;
INSERT INTO test SELECT 'password_verify: a wrong one', password_verify('Wonderland', hash), 0 FROM hash;
INSERT INTO test SELECT 'password_verify: an empty one', password_verify('', hash), 0 FROM hash;
INSERT INTO test SELECT 'password_verify: none', password_verify(NULL, hash), NULL FROM hash;
INSERT INTO test SELECT 'password_verify: r and p are read', password_verify('x', password_hash('x', '{"N":16,"r":2,"p":3}')), 1;
INSERT INTO test SELECT 'password_hash: the most of N', password_hash('x', '{"N":1048576,"r":2}') GLOB '$scrypt$ln=20,r=2,p=1$*', 1;
INSERT INTO test SELECT 'password_verify: the most of r and p', password_verify('x', password_hash('x', '{"N":2,"r":32,"p":16}')), 1;
INSERT INTO test SELECT 'password_hash: 32 MiB unless told otherwise', password_hash('x') GLOB '$scrypt$ln=15,r=8,p=1$*', 1;
INSERT INTO test SELECT 'password_verify: a hash may not ask for more N r p than the caller allows: ' || column1,
  password_verify('wonderland', hash, column1), column2 FROM hash, (VALUES
  ('{"max_cost":8191}', 0), ('{"max_cost":8192}', 1), ('{"max_cost":33554432}', 1), ('{}', 1));
INSERT INTO test VALUES ('password_verify: nor for more than a second, unless the caller allows it',
  password_verify('wonderland', '$scrypt$ln=20,r=2,p=2$lxzJnHH8gebUTKXUKfWt9Q$SW1hmgKOktjPhSOWXWX1Le3fWC1UKGk8Gz6tLV1oXJo'), 0);
INSERT INTO test SELECT 'password_hash: what would cost more is made when the caller says so',
  password_hash('x', '{"N":16,"r":2,"p":3,"max_cost":96}') GLOB '$scrypt$ln=4,r=2,p=3$*', 1;
INSERT INTO test SELECT 'password_verify: an empty password is one too', password_verify('', password_hash('', '{"N":16}')), 1;
-- N = 1024, r = 8, p = 1, salt of 16 zero bytes; by Python's hashlib.scrypt.
INSERT INTO test VALUES ('RFC 7914: as others compute it', password_verify('wonderland',
  '$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$0vElYrhJfr8rOBDtPgRxUIpVzmBUn9KPqSBH+v+IEN8'), 1);
INSERT INTO test VALUES ('password_verify: base64 is not base64url, also when it would fit',
  password_verify('wonderland', '$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$0vElYrhJfr8rOBDtPgRxUIpVzmBUn9KPqSBH-v-IEN8'), 0);
INSERT INTO test SELECT 'password_verify: no hash of ours: ' || quote(bad), password_verify('wonderland', bad), 0
  FROM (SELECT value AS bad FROM hash, json_each(json_array('', 'wonderland', '$scrypt$', replace(hash, 'ln=10', 'ln=21'),
    replace(hash, 'r=8', 'r=0'),
    replace(hash, 'p=1', 'p=99'), replace(hash, 'scrypt', 'argon2id'), hash || 'A', hash || '$', substr(hash, 1, 87),
      replace(hash, 'ln=10', 'ln=20,x=1'), replace(hash, 'ln=10', 'ln=11'))));

.read tests/ext/end.sql
