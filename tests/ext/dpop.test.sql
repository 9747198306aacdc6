-- Demonstrating Proof of Possession, RFC 9449 section 4.3.
.read tests/ext/start.sql

-- RFC 9449 figures 2 and 12: one key, for the token endpoint and for a resource.
CREATE TEMP TABLE rfc(name, proof, htm, htu, options, want);
INSERT INTO rfc VALUES
  ('4.1, figure 2', 'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg',
   'POST', 'https://server.example.com/token', '{"now":1562262616}',
   '{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I","jti":"-BwC3ESc6acc2lTc","iat":1562262616,"htm":"POST","htu":"https://server.example.com/token"}'),
  ('7.1, figure 12', 'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA',
   'GET', 'https://resource.example.org/protectedresource',
     '{"now":1562262618,"access_token":"Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU","jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}',
   '{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I","jti":"e1j3V_bKic8-LAEB","iat":1562262618,"htm":"GET","htu":"https://resource.example.org/protectedresource","ath":"fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"}');
INSERT INTO test SELECT 'RFC 9449 section ' || name, dpop_verify(proof, htm, htu, options), want FROM rfc;

CREATE TEMP TABLE public AS SELECT alg, jwk, verifier FROM key WHERE alg NOT LIKE 'HS%';
-- A proof as a client makes it: claims, and what is said over it.
CREATE TEMP TABLE proof_case(title, typ, claims, htm, htu, options, want);
INSERT INTO proof_case VALUES
  ('a good proof', 'dpop+jwt', '{}', 'POST', 'https://as.example/token', '{}', NULL),
  ('section 4.3 item 4: typ', 'JWT', '{}', 'POST', 'https://as.example/token', '{}', 'typ_mismatch'),
  ('section 4.3 item 8: htm', 'dpop+jwt', '{"htm":"GET"}', 'POST', 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 8: htm is case-sensitive', 'dpop+jwt', '{"htm":"post"}', 'POST', 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 8: htm is missing', 'dpop+jwt', '{"htm":null}', 'POST', 'https://as.example/token', '{}', 'claim_missing'),
  ('section 4.3 item 8: an empty htm', 'dpop+jwt', '{"htm":""}', 'POST', 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 8: no method expects nothing', 'dpop+jwt', '{"htm":""}', NULL, 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 9: htu', 'dpop+jwt', '{"htu":"https://as.example/other"}', 'POST', 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 9: another host', 'dpop+jwt', '{"htu":"https://evil.example/token"}', 'POST', 'https://as.example/token', '{}',
    'claim_mismatch'),
  ('section 4.3 item 9: another scheme', 'dpop+jwt', '{"htu":"http://as.example/token"}', 'POST', 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 9: another port', 'dpop+jwt', '{"htu":"https://as.example:8443/token"}', 'POST', 'https://as.example/token', '{}',
    'claim_mismatch'),
  ('section 4.3 item 9: query and fragment do not count', 'dpop+jwt', '{"htu":"https://as.example/token?a=b#c"}', 'POST',
    'https://as.example/token?d', '{}', NULL),
  ('section 4.3 item 9: nor do case of the host and the usual port', 'dpop+jwt', '{"htu":"HTTPS://AS.example:443/token"}', 'POST',
    'https://as.example/token', '{}', NULL),
  ('section 4.3 item 9: an empty path is /', 'dpop+jwt', '{"htu":"https://as.example"}', 'POST', 'https://as.example/', '{}', NULL),
  ('section 4.3 item 9: the usual port of http', 'dpop+jwt', '{"htu":"http://as.example:80/token"}', 'POST', 'http://as.example/token', '{}', NULL),
  ('section 4.3 item 9: an unusual port of http', 'dpop+jwt', '{"htu":"http://as.example:81/token"}', 'POST', 'http://as.example/token', '{}',
    'claim_mismatch'),
  ('section 4.3 item 9: another scheme has no usual port', 'dpop+jwt', '{"htu":"ftp://as.example:80/token"}', 'POST', 'ftp://as.example/token', '{}',
    'claim_mismatch'),
  ('section 4.3 item 9: an address of nothing', 'dpop+jwt', '{"htu":"://"}', 'POST', 'a://', '{}', 'claim_mismatch'),
  ('section 4.3 item 9: a host as long as ours', 'dpop+jwt', '{"htu":"https://bs.example/token"}', 'POST', 'https://as.example/token', '{}',
    'claim_mismatch'),
  ('section 4.3 item 9: a path as long as ours', 'dpop+jwt', '{"htu":"https://as.example/tokem"}', 'POST', 'https://as.example/token', '{}',
    'claim_mismatch'),
  ('section 4.3 item 9: we ask for an empty path', 'dpop+jwt', '{"htu":"https://as.example/"}', 'POST', 'https://as.example?a', '{}', NULL),
  ('section 4.3 item 9: what we ask for is no URI', 'dpop+jwt', '{}', 'POST', 'token', '{}', 'claim_mismatch'),
  ('section 4.3 item 9: htu as a number', 'dpop+jwt', '{"htu":1}', 'POST', 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 10: a nonce that nobody asked for', 'dpop+jwt', '{"nonce":"m"}', 'POST', 'https://as.example/token', '{}', NULL),
  ('section 4.3 item 9: a path in another case', 'dpop+jwt', '{"htu":"https://as.example/Token"}', 'POST', 'https://as.example/token', '{}',
    'claim_mismatch'),
  ('section 4.3 item 9: htu is missing', 'dpop+jwt', '{"htu":null}', 'POST', 'https://as.example/token', '{}', 'claim_missing'),
  ('section 4.3 item 9: no URI expects nothing', 'dpop+jwt', '{"htu":""}', 'POST', NULL, '{}', 'claim_mismatch'),
  ('section 4.3 item 9: htu is no URI', 'dpop+jwt', '{"htu":"/token"}', 'POST', '/token', '{}', 'claim_mismatch'),
  ('section 4.2: jti is missing', 'dpop+jwt', '{"jti":null}', 'POST', 'https://as.example/token', '{}', 'claim_missing'),
  ('section 4.2: iat is missing', 'dpop+jwt', '{"iat":null}', 'POST', 'https://as.example/token', '{}', 'claim_missing'),
  ('section 4.2: iat as a string', 'dpop+jwt', '{"iat":"1500"}', 'POST', 'https://as.example/token', '{}', 'claim_type'),
  ('section 4.3 item 11: 60 seconds old', 'dpop+jwt', '{"iat":1440}', 'POST', 'https://as.example/token', '{}', NULL),
  ('section 4.3 item 11: 61 seconds old', 'dpop+jwt', '{"iat":1439}', 'POST', 'https://as.example/token', '{}', 'too_old'),
  ('section 4.3 item 11: as old as the caller allows', 'dpop+jwt', '{"iat":1200}', 'POST', 'https://as.example/token', '{"max_age":300}', NULL),
  ('section 4.3 item 11: 10 seconds ahead', 'dpop+jwt', '{"iat":1510}', 'POST', 'https://as.example/token', '{}', NULL),
  ('section 4.3 item 11: 11 seconds ahead', 'dpop+jwt', '{"iat":1511}', 'POST', 'https://as.example/token', '{}', 'issued_in_future'),
  ('RFC 7519 section 2: half a second too old', 'dpop+jwt', '{"iat":1439.5}', 'POST', 'https://as.example/token', '{}', 'too_old'),
  ('RFC 7519 section 2: half a second too far ahead', 'dpop+jwt', '{"iat":1510.5}', 'POST', 'https://as.example/token', '{}', 'issued_in_future'),
  ('section 4.3 item 11: none ahead', 'dpop+jwt', '{"iat":1501}', 'POST', 'https://as.example/token', '{"future":0}', 'issued_in_future'),
  ('RFC 7519 section 4.1.4: exp has not passed', 'dpop+jwt', '{"exp":1501}', 'POST', 'https://as.example/token', '{}', NULL),
  ('RFC 7519 section 4.1.4: exp has passed', 'dpop+jwt', '{"exp":1500}', 'POST', 'https://as.example/token', '{}', 'expired'),
  ('RFC 7519 section 4.1.4: exp as a string', 'dpop+jwt', '{"exp":"1501"}', 'POST', 'https://as.example/token', '{}', 'claim_type'),
  ('RFC 7519 section 4.1.5: nbf has come', 'dpop+jwt', '{"nbf":1510}', 'POST', 'https://as.example/token', '{}', NULL),
  ('RFC 7519 section 4.1.5: nbf has not come', 'dpop+jwt', '{"nbf":1511}', 'POST', 'https://as.example/token', '{}', 'not_yet_valid'),
  ('section 4.3 item 8: a NUL in htm', 'dpop+jwt', '{}', CAST('POST' || x'00' || 'x' AS TEXT), 'https://as.example/token', '{}', 'claim_mismatch'),
  ('section 4.3 item 9: a NUL in htu', 'dpop+jwt', '{}', 'POST', CAST('https://as.example/token' || x'00' || 'evil' AS TEXT), '{}', 'claim_mismatch'),
  ('section 4.3 item 10: nonce', 'dpop+jwt', '{"nonce":"n"}', 'POST', 'https://as.example/token', '{"nonce":"n"}', NULL),
  ('section 4.3 item 10: another nonce', 'dpop+jwt', '{"nonce":"m"}', 'POST', 'https://as.example/token', '{"nonce":"n"}', 'nonce_mismatch'),
  ('section 4.3 item 10: no nonce', 'dpop+jwt', '{}', 'POST', 'https://as.example/token', '{"nonce":"n"}', 'nonce_mismatch'),
  ('section 4.3 item 12: ath', 'dpop+jwt', json_object('ath', token_hash('token')), 'POST', 'https://as.example/token', '{"access_token":"token"}',
    NULL),
  ('section 4.3 item 12: ath by itself', 'dpop+jwt', json_object('ath', token_hash('token')), 'POST', 'https://as.example/token',
    json_object('ath', token_hash('token')), NULL),
  ('section 4.3 item 12: ath of another token', 'dpop+jwt', json_object('ath', token_hash('other')), 'POST', 'https://as.example/token',
    '{"access_token":"token"}', 'claim_mismatch'),
  ('section 4.3 item 12: ath is missing', 'dpop+jwt', '{}', 'POST', 'https://as.example/token', '{"access_token":"token"}', 'claim_missing'),
  ('section 4.3 item 12: an ath that nobody asks for', 'dpop+jwt', json_object('ath', token_hash('token')), 'POST', 'https://as.example/token', '{}',
    NULL),
  ('section 6: jkt of another key', 'dpop+jwt', '{}', 'POST', 'https://as.example/token', '{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}',
    'claim_mismatch'),
  ('section 4.3 item 5: an alg that is not allowed', 'dpop+jwt', '{}', 'POST', 'https://as.example/token', '{"algs":["RS256"]}', 'alg_not_allowed');
CREATE TEMP TABLE made AS SELECT c.*, jws_sign(json_patch('{"jti":"1","htm":"POST","htu":"https://as.example/token","iat":1500}', claims),
  json_remove(jwk, '$.kid'), json_object('typ', typ, 'header', json_object('jwk', json(verifier)))) AS proof
  FROM proof_case AS c, public WHERE alg = 'ES256';
INSERT INTO test SELECT title, (SELECT c.name FROM dpop_check(proof, htm, htu, json_set(options, '$.now', 1500)) AS c
  WHERE c.status = 'fail' LIMIT 1), want FROM made;
INSERT INTO test SELECT 'dpop_verify agrees: ' || title, dpop_verify(proof, htm, htu, json_set(options, '$.now', 1500)) IS NULL, want IS NOT NULL
  FROM made;

-- Section 4.3 item 9, RFC 3986 sections 6.2.2 and 6.2.3: which addresses are one, and which are not.
CREATE TEMP TABLE address(title, a, b, same);
INSERT INTO address VALUES
  ('6.2.2.1: scheme and host have no case', 'HTTPS://A.Example/b', 'https://a.example/b', 1),
    ('6.2.2.1: a path has one', 'https://a/B', 'https://a/b', 0),
  ('6.2.2.1: an escape has none', 'https://a/%7b%c3%a9', 'https://a/%7B%C3%A9', 1),
    ('6.2.2.1: nor in a host', 'https://%c3%a9/', 'https://%C3%A9/', 1),
  ('3.2.1: who it is has one', 'https://u@a/', 'https://U@a/', 0), ('3.2.1: it is not left out', 'https://u@a/', 'https://a/', 0),
    ('3.2.1: it ends at @', 'https://u:443@A/', 'https://u:443@a/', 1),
  ('6.2.2.2: what need not be escaped', 'https://a/%7Eb%41%2d', 'https://a/~bA-', 1),
    ('6.2.2.2: in a host', 'https://%61.example/', 'https://a.example/', 1),
  ('6.2.2.2: a slash is not one in a segment', 'https://a/b%2Fc', 'https://a/b/c', 0),
    ('6.2.2.2: once is enough', 'https://a/%2541', 'https://a/%41', 0),
  ('2.1: an escape has two digits', 'https://a/%4', 'https://a/%4', 1), ('2.1: and no others', 'https://a/%g1', 'https://a/%G1', 0),
    ('2.1: a NUL stays one', 'https://a/%00', 'https://a/', 0), ('2.1: a % at the end', 'https://a/%', 'https://a/', 0),
  ('6.2.2.3: a dot is here', 'https://a/./b/.', 'https://a/b/', 1), ('6.2.2.3: two are above', 'https://a/x/../b', 'https://a/b', 1),
    ('6.2.2.3: at the end too', 'https://a/b/c/..', 'https://a/b/', 1),
  ('6.2.2.3: above the root is the root', 'https://a/../../b', 'https://a/b', 1),
    ('6.2.2.3: not the host', 'https://a/b/../../../c/b', 'https://a/c/b', 1),
    ('6.2.2.3: also when escaped', 'https://a/x/%2e%2E/b', 'https://a/b', 1),
  ('6.2.2.3: three dots are a name', 'https://a/.../b', 'https://a/b', 0), ('6.2.2.3: so is .b', 'https://a/.b', 'https://a/b', 0),
    ('6.2.2.3: an empty segment is one', 'https://a//b', 'https://a/b', 0), ('6.2.2.3: and can be left', 'https://a/x//../b', 'https://a/x/b', 1),
  ('6.2.3: an empty path', 'https://a', 'https://a/', 1), ('6.2.3: an empty port', 'https://a:/b', 'https://a/b', 1),
    ('6.2.3: the usual port', 'https://a:443/b', 'https://a/b', 1), ('6.2.3: that of http', 'http://a:80', 'http://a/', 1),
  ('6.2.3: another port', 'https://a:80/', 'https://a/', 0), ('6.2.3: and another', 'https://a:8443/', 'https://a/', 0),
    ('6.2.3: it is not in a name', 'https://a443/', 'https://a/', 0), ('6.2.3: of an address in brackets', 'https://[::1]:443/', 'https://[::1]/', 1),
    ('6.2.3: brackets hold no port', 'https://[::443]/', 'https://[::]/', 0),
  ('query and fragment do not count', 'https://a?x', 'https://a/#y', 1), ('wherever they begin', 'https://a/b?/../c', 'https://a/b', 1),
    ('a question mark that is escaped does', 'https://a/b%3Fc', 'https://a/b', 0),
  ('3: no host, no address', 'https:///b', 'https:///b', 0), ('3: nor with a port', 'https://:/b', 'https://:/b', 0),
    ('3: nor with a name alone', 'https://u@/b', 'https://u@/b', 0), ('3: a scheme has no colon', 'urn:x://a', 'urn:x://a', 0),
    ('3: a scheme', '://a', '://a', 0);
INSERT INTO test SELECT 'RFC 3986 section ' || title, dpop_verify(jws_sign(json_object('jti', '1', 'htm', 'GET', 'htu', a, 'iat', 1500),
  json_remove(jwk, '$.kid'), json_object('typ', 'dpop+jwt', 'header', json_object('jwk', json(verifier)))), 'GET', b, '{"now":1500}') IS NOT NULL,
  same
  FROM (SELECT title, a, b, same FROM address UNION ALL SELECT title || ', the other way round', b, a, same FROM address), public WHERE alg = 'ES256';

CREATE TEMP TABLE by_alg AS SELECT alg, jwk, verifier, jws_sign('{"jti":"1","htm":"GET","htu":"https://api.example/","iat":1500}',
  json_remove(jwk, '$.kid'), json_object('typ', 'dpop+jwt', 'header', json_object('jwk', json(verifier)))) AS proof FROM public;
INSERT INTO test SELECT alg || ': RFC 9449 section 6: jkt is the thumbprint of the key',
  dpop_verify(proof, 'GET', 'https://api.example/', '{"now":1500}') ->> 'jkt', jwk_thumbprint(jwk) FROM by_alg;
INSERT INTO test SELECT alg || ': RFC 9449 section 6.1: the key that the access token is bound to',
  dpop_verify(proof, 'GET', 'https://api.example/', json_object('now', 1500, 'jkt', jwk_thumbprint(jwk))) IS NOT NULL, 1 FROM by_alg;
INSERT INTO test SELECT 'an RSA key without alg is for whatever the proof says',
  dpop_verify(jws_sign('{"jti":"1","htm":"GET","htu":"https://api.example/","iat":1500}', json_remove(jwk, '$.kid'),
    json_object('typ', 'dpop+jwt', 'header', json_object('jwk', json_remove(verifier, '$.alg')))), 'GET', 'https://api.example/',
    '{"now":1500}') IS NOT NULL, 1 FROM public WHERE alg = 'PS256';

-- What a forger tries.
CREATE TEMP TABLE evil(title, header_jwk, want);
INSERT INTO evil
  SELECT 'section 4.3 item 7: a private key in the header', jwk, 'key_invalid' FROM public WHERE alg = 'ES256'
  UNION ALL SELECT 'section 4.3 item 7: a private key of 16384 bits, and no time is lost with it',
    json_object('kty', 'RSA', 'e', 'AQAB', 'n', number, 'd', number), 'key_invalid'
    FROM (SELECT base64url_encode(CAST(x'ff' || zeroblob(2046) || x'01' AS BLOB)) AS number)
  UNION ALL SELECT 'section 4.3 item 7: keys in the place of a key', json_object('keys', json_array(json(jwk))), 'key_invalid' FROM public
    WHERE alg = 'ES256'
  UNION ALL SELECT 'section 4.3 item 6: the key of another', jwk_public(jwk_generate('ES256')), 'bad_signature'
  UNION ALL SELECT 'section 4.3 item 5: a secret', jwk, 'key_invalid' FROM key WHERE alg = 'HS256'
  UNION ALL SELECT 'a key of another kind', verifier, 'alg_key_mismatch' FROM public WHERE alg = 'ES384'
  UNION ALL SELECT 'a weak key', '{"kty":"RSA","n":"_wE","e":"AQAB"}', 'key_weak'
  UNION ALL SELECT 'a set of keys', '{"keys":[]}', 'key_invalid'
  UNION ALL SELECT 'no object', '"key"', 'key_invalid';
CREATE TEMP TABLE forged AS SELECT title, want, base64url_encode(json_object('alg', 'ES256', 'typ', 'dpop+jwt', 'jwk', json(header_jwk))) || '.'
  || base64url_encode('{"jti":"1","htm":"GET","htu":"https://api.example/","iat":1500}') || '.' || base64url_encode(zeroblob(64)) AS proof FROM evil;
INSERT INTO test SELECT title, (SELECT c.name FROM dpop_check(proof, 'GET', 'https://api.example/', '{"now":1500}') AS c
  WHERE c.status = 'fail' LIMIT 1), want FROM forged;

-- Section 4.3 item 7: what is shown instead of a public key is told as such.
CREATE TEMP TABLE shown(member, want);
INSERT INTO shown VALUES ('d', 'a private key'), ('p', 'a private key'), ('q', 'a private key'), ('dp', 'a private key'), ('dq', 'a private key'),
  ('qi', 'a private key'), ('oth', 'a private key'), ('k', 'a secret'), ('keys', 'a JWKS');
INSERT INTO test SELECT 'section 4.3 item 7: ' || member || ' in the jwk',
  (SELECT c.status || '|' || c.expected || '|' || c.actual FROM dpop_check(base64url_encode(json_object('alg', 'RS256', 'typ', 'dpop+jwt', 'jwk',
  json_set(verifier, '$.' || member, ''))) || '.e30.', 'GET', 'https://api.example/', '{"now":1500}') AS c WHERE c.name = 'key_invalid'),
  'fail|a public key|' || want
  FROM shown, public WHERE alg = 'RS256';
INSERT INTO test SELECT 'section 4.3 item 7: a public key', (SELECT c.status || ifnull(c.actual, '')
  FROM dpop_check(proof, htm, htu, '{"now":1500}') AS c WHERE c.name = 'key_invalid'), 'pass' FROM made WHERE title = 'a good proof';

-- A proof is no ID token: the words and sections are those of RFC 9449.
CREATE TEMP TABLE words(title, options, want);
INSERT INTO words VALUES
  ('section 4.3 item 11: 61 seconds old', '{}', 'iat is longer ago than the caller allows: 61 seconds ago|RFC 9449 section 4.3'),
  ('section 4.3 item 11: 11 seconds ahead', '{}', 'iat is further in the future than the caller allows: 11 seconds from now|RFC 9449 section 4.3'),
  ('section 4.3 item 10: another nonce', '{"nonce":"n"}', 'nonce is not the one that the server gave|RFC 9449 section 4.3'),
  ('section 4.3 item 10: no nonce', '{"nonce":"n"}', 'nonce is not the one that the server gave: there is none|RFC 9449 section 4.3'),
  ('section 4.2: jti is missing', '{}', 'a claim that a proof must have is missing: jti|RFC 9449 section 4.2'),
  ('section 4.3 item 12: ath is missing', '{"access_token":"token"}', 'a claim that a proof must have is missing: ath|RFC 9449 section 4.2'),
  ('section 4.3 item 8: htm', '{}', 'htm, htu, ath or the key is not that of this request: htm|RFC 9449 section 4.3');
INSERT INTO test SELECT 'what is said of ' || w.title, (SELECT c.detail || '|' || c.spec
  FROM dpop_check(proof, htm, htu, json_set(w.options, '$.now', 1500)) AS c WHERE c.status = 'fail' LIMIT 1), w.want FROM words AS w
  JOIN made USING (title);
INSERT INTO test SELECT 'section 4.3: what is shown of ' || title,
  (SELECT c.expected || '|' || c.actual || '|' || c.detail FROM dpop_check(proof, htm, htu, json_set(options, '$.now', 1500)) AS c
  WHERE c.status = 'fail'),
    iif(title LIKE '%jkt%', options ->> 'jkt' || '|' || jwk_thumbprint(jwt_header(proof) -> 'jwk')
      || '|htm, htu, ath or the key is not that of this request: jkt',
    htm || '|GET|htm, htu, ath or the key is not that of this request: htm') FROM made
      WHERE title IN ('section 6: jkt of another key', 'section 4.3 item 8: htm');
INSERT INTO test SELECT 'section 4.3 item 8: the caller''s ' || missing || ' is NULL',
  (SELECT ifnull(c.expected, 'NULL') || '|' || c.actual || '|' || c.detail
    FROM dpop_check(proof, iif(missing = 'htm', NULL, htm), iif(missing = 'htu', NULL, htu), '{"now":1500}') AS c WHERE c.status = 'fail'),
    'NULL|' || iif(missing = 'htm', htm, htu) || '|htm, htu, ath or the key is not that of this request: ' || missing || ', and the caller''s is NULL'
  FROM made, (SELECT 'htm' AS missing UNION ALL SELECT 'htu') WHERE title = 'a good proof';
INSERT INTO test SELECT 'no key in the header', (SELECT c.name || '|' || c.detail
  FROM dpop_check(jws_sign('{"jti":"1","htm":"GET","htu":"https://api.example/","iat":1500}', jwk, '{"typ":"dpop+jwt"}'), 'GET',
  'https://api.example/', '{"now":1500}') AS c WHERE c.status = 'fail' LIMIT 1),
  'no_key|there is no key, or none in the set that fits kid, use and alg: the header has no jwk' FROM public WHERE alg = 'ES256';
INSERT INTO test SELECT title, (SELECT c.name FROM dpop_check(header || '.e30.', 'GET', 'https://api.example/', '{"now":1500}') AS c
  WHERE c.status = 'fail' LIMIT 1), want
  FROM (SELECT 'RFC 7515 section 2: a header that is no base64url' AS title, 'e3=' AS header, 'bad_base64url' AS want
        UNION ALL SELECT 'RFC 7515 section 4: a header that is no JSON', base64url_encode('{'), 'bad_json'
        UNION ALL SELECT 'a header over 8 KiB', replace(hex(zeroblob(6000)), '0', 'A'), 'too_large'
        UNION ALL SELECT 'a proof over 64 KiB', replace(hex(zeroblob(40000)), '0', 'A'), 'too_large');
INSERT INTO test VALUES ('no proof', dpop_verify(NULL, 'GET', 'https://api.example/'), NULL),
  ('no token at all', dpop_verify('hello', 'GET', 'https://api.example/'), NULL);
INSERT INTO test SELECT 'section 8: the nonce of a good proof is told', dpop_verify(proof, htm, htu, '{"now":1500,"nonce":"n"}') ->> 'nonce', 'n'
  FROM made WHERE title = 'section 4.3 item 10: nonce';
INSERT INTO test SELECT 'a header of ' || (8192 + value) || ' bytes',
  (SELECT c.name FROM dpop_check(base64url_encode(substr(head, 1, length(head) - 1) || ',"x":"' || printf('%*s', 8192 + value - length(head) - 7, '')
  || '"}') || '.' || base64url_encode('{"jti":"1","htm":"GET","htu":"https://api.example/","iat":1500}') || '.' || base64url_encode(zeroblob(64)),
  'GET', 'https://api.example/', '{"now":1500}') AS c WHERE c.status = 'fail' LIMIT 1), iif(value, 'too_large', 'bad_signature')
  FROM json_each('[0,1]'), (SELECT json_object('alg', 'ES256', 'typ', 'dpop+jwt', 'jwk', json(verifier)) AS head FROM public WHERE alg = 'ES256');
INSERT INTO test SELECT title || ': its age is not looked at',
  (SELECT group_concat(c.status) FROM dpop_check(proof, htm, htu, '{"now":1500}') AS c WHERE c.name IN ('issued_in_future', 'too_old')), 'skip,skip'
  FROM made WHERE title IN ('section 4.2: iat is missing', 'section 4.2: iat as a string');
INSERT INTO test SELECT 'a proof is no token', jwt_error(proof, verifier, '{"now":1500}'), 'exp_missing' FROM by_alg WHERE alg = 'ES256';

.read tests/ext/end.sql
