-- Project Wycheproof's JWS and JWK files and the RFCs' own examples; @vectors is the folder.
.read tests/ext/start.sql

CREATE TEMP TABLE file(name, doc);
INSERT INTO file SELECT value, CAST(readfile(@vectors || '/' || value) AS TEXT)
  FROM json_each(json_array('json_web_signature_test.json', 'json_web_key_test.json', 'wycheproof_known_bad.json', 'rfc_vectors.json'));

-- Where Wycheproof's label is known to be wrong, why is written beside it.
CREATE TEMP TABLE correction AS
  SELECT value ->> 'tcId' AS id, value ->> 'do' AS verdict, value ->> 'why' AS why
    FROM file, json_each(doc, '$.json_web_signature') WHERE name = 'wycheproof_known_bad.json';

CREATE TEMP TABLE vector AS
  SELECT name, t.value ->> 'tcId' AS id, g.value ->> 'comment' || ', ' || (t.value ->> 'comment') AS comment, t.value ->> 'jws' AS jws,
         coalesce(g.value -> 'public', g.value -> 'private') AS key, g.value -> 'private' AS private, t.value ->> 'result' = 'valid' AS valid
    FROM file, json_each(doc, '$.testGroups') AS g, json_each(g.value, '$.tests') AS t
   WHERE name IN ('json_web_signature_test.json', 'json_web_key_test.json');
UPDATE vector SET valid = (SELECT verdict = 'accept' FROM correction WHERE correction.id = vector.id)
 WHERE name = 'json_web_signature_test.json' AND id IN (SELECT id FROM correction);
-- Two secrets of one kid, but the second is no base64url, for its last letter has spare bits (RFC 4648 section 3.5), and so it is ignored
-- (RFC 7517 section 5).  With a letter that has none the set is what its label means.
INSERT INTO vector SELECT name, id, comment || ', with a second key that can be read', jws, replace(key, 'ingge"', 'inggI"'),
  replace(private, 'ingge"', 'inggI"'), 0 FROM vector WHERE name = 'json_web_key_test.json' AND id = 4;
UPDATE vector SET valid = 1, comment = comment || ', whose second key cannot be read,' WHERE name = 'json_web_key_test.json' AND id = 4
  AND key GLOB '*ingge"*';
-- No payload of Wycheproof's is a set of claims, so it is jws_verify that must tell good from bad.
INSERT INTO test SELECT 'Wycheproof ' || name || ' ' || id || ': ' || comment || iif(valid, ' is good', ' is refused'),
  jws_verify(jws, key) IS NOT NULL, valid FROM vector;
INSERT INTO test SELECT 'Wycheproof: 401 signatures and 26 keys, one of them mended', count(*), 428 FROM vector;
INSERT INTO test SELECT 'Wycheproof: verify, error and check agree on ' || count(*) || ' vectors', sum(
    (jwt_verify(jws, key, '{"exp":"ignored"}') IS NOT NULL) IS NOT (jwt_error(jws, key, '{"exp":"ignored"}') IS NULL)
    OR jwt_error(jws, key, '{"exp":"ignored"}') IS NOT (SELECT c.name FROM jwt_check(jws, vector.key, '{"exp":"ignored"}') AS c
      WHERE c.status = 'fail' ORDER BY step LIMIT 1)), 0 FROM vector;

-- Each signature against each key that is not its own.
CREATE TEMP TABLE distinct_key AS SELECT DISTINCT key FROM vector WHERE name = 'json_web_signature_test.json';
INSERT INTO test SELECT 'Wycheproof: ' || count(*) || ' good signatures, each with each wrong key',
  sum(jws_verify(v.jws, k.key) IS NOT NULL), 0
  FROM vector AS v, distinct_key AS k
 WHERE v.valid AND v.name = 'json_web_signature_test.json'
   AND coalesce(k.key ->> 'n', k.key ->> 'x', k.key ->> 'k') <> coalesce(v.key ->> 'n', v.key ->> 'x', v.key ->> 'k');

-- The RFCs.
CREATE TEMP TABLE rfc AS SELECT value ->> 'src' AS source, value ->> 'kind' AS kind, value AS v FROM file, json_each(doc)
  WHERE name = 'rfc_vectors.json';
CREATE TEMP TABLE rfc_jws AS SELECT source, v -> 'jwk' AS jwk, v ->> 'jws' AS jws, v ->> 'deterministic' AS deterministic,
  jwt_header(v ->> 'jws') ->> 'alg' AS alg
  FROM rfc WHERE kind = 'jws-compact' AND v -> 'jwk' IS NOT NULL;
INSERT INTO test SELECT source || ': verified', jws_verify(jws, jwk, json_object('alg', alg)) IS NOT NULL, 1 FROM rfc_jws;
INSERT INTO test SELECT source || ': by the public half alone', jws_verify(jws, jwk_public(jwk), json_object('alg', alg)) IS NOT NULL, 1 FROM rfc_jws
  WHERE jwk ->> 'kty' <> 'oct';
-- Not appendix A.1: its header has a line end in it, and we write headers without; what it signs is verified above.
INSERT INTO test SELECT source || ': the same key and payload give the same signature',
  jws_sign(jws_verify(jws, jwk, json_object('alg', alg)), json_remove(jwk, '$.kid'), json_object('alg', alg)), jws
  FROM rfc_jws WHERE deterministic AND jwt_header(jws) = json_object('alg', alg);
INSERT INTO test SELECT a.source || ' with the key of ' || b.source || ': refused', jws_verify(a.jws, b.jwk, json_object('alg', a.alg)), NULL
  FROM rfc_jws AS a, rfc_jws AS b WHERE a.jwk <> b.jwk;
INSERT INTO test SELECT source || ': alg none', jwt_error(v ->> 'jws', 'x'), 'alg_none' FROM rfc WHERE source = 'RFC7515 A.5';
INSERT INTO test SELECT source || ': the JSON serialization', jwt_error(v ->> 'jws', v -> 'jwk'), 'malformed' FROM rfc WHERE kind LIKE 'jws-%-json';
INSERT INTO test SELECT source || ': thumbprint', jwk_thumbprint(v -> 'jwk'), v ->> 'sha256' FROM rfc WHERE kind = 'thumbprint';
INSERT INTO test SELECT source || ': thumbprint URI', jwk_thumbprint_uri(v -> 'jwk'), v ->> 'uri' FROM rfc WHERE kind = 'thumbprint-uri';
INSERT INTO test SELECT source || ': DPoP',
  dpop_verify(v ->> 'jws', v ->> 'htm', v ->> 'htu', json_patch(json_object('now', v ->> 'iat', 'jkt', v ->> 'jkt'),
    json_object('access_token', v ->> 'access_token'))),
  json_patch(json_object('jkt', v ->> 'jkt', 'jti', v ->> 'jti', 'iat', v ->> 'iat', 'htm', v ->> 'htm', 'htu', v ->> 'htu'),
    json_object('ath', v ->> 'ath')) FROM rfc WHERE kind = 'dpop-proof';
INSERT INTO test SELECT source || ': DPoP with another access token',
  dpop_verify(v ->> 'jws', v ->> 'htm', v ->> 'htu', json_object('now', v ->> 'iat', 'access_token', 'another')), NULL FROM rfc
  WHERE kind = 'dpop-proof';
INSERT INTO test SELECT source || ': PKCE', pkce_challenge(v ->> 'verifier'), v ->> 'challenge' FROM rfc WHERE kind = 'pkce-s256';
INSERT INTO test SELECT source || ': at_hash', jwt_hash(v ->> 'access_token', 'RS256'), v ->> 'at_hash' FROM rfc WHERE kind = 'at_hash-RS256';
INSERT INTO test SELECT 'RFC 7515 appendix A.1: the claims, byte for byte', jwt_verify(jws, jwk, '{"now":1300819379}'),
  '{"iss":"joe",' || char(13, 10) || ' "exp":1300819380,' || char(13, 10) || ' "http://example.com/is_root":true}' FROM rfc_jws
    WHERE source = 'RFC7515 A.1';

.read tests/ext/end.sql
