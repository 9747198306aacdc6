-- What the programs meet while they are fuzzed: whoever asks may do what can be done, and asks as often as the input says.  Needs the
-- extension.

-- Passwords at a fraction of their cost, for nobody waits for a wrong one.
UPDATE end_user SET password_hash = password_hash(iif(username = 'alice', 'wonderland', 'builder'), '{"N":1024}'), administrator = username = 'alice';
UPDATE client SET secret_hash = password_hash('demo-service-secret-for-localhost-only', '{"N":1024}') WHERE client_id = 'demo-service';
UPDATE password_decoy SET password_hash = password_hash('nobody''s', '{"N":1024}');
UPDATE setting SET value = '127.0.0.0/8 ::1' WHERE name = 'trusted_proxy';
UPDATE setting SET value = 1000 WHERE name GLOB '*_attempts*';

-- By which key, and under which header, a script signs what it likes: <kind payload> (script.h).
CREATE TABLE fuzz_key (kind TEXT PRIMARY KEY, jwk TEXT, options TEXT, jwks TEXT);
INSERT INTO fuzz_key (kind, jwk, options) VALUES
  ('jwt', jwk_generate('ES256'), '{"typ":"JWT"}'), ('mac', jwk_generate('HS256'), '{"typ":"JWT"}'), ('dpop', jwk_generate('ES256'), NULL);
INSERT INTO fuzz_key (kind, jwk, options)
SELECT column2, jwk, json_object('typ', column3)
  FROM signing_key, (VALUES ('ES256', 'access', 'at+jwt'), ('RS256', 'id', 'JWT'), ('RS256', 'logout', 'logout+jwt'))
 WHERE alg = column1;
UPDATE fuzz_key SET jwks = json_object('keys', json_array(json(jwk_public(jwk)))) WHERE kind = 'jwt';
UPDATE fuzz_key
   SET jwk = json_remove(jwk, '$.kid'),
       options = json_object('typ', 'dpop+jwt', 'header', json_object('jwk', json_remove(jwk_public(jwk), '$.kid', '$.use', '$.alg')))
 WHERE kind = 'dpop';

-- Clients that sign: with a key here, with one that is fetched, with a secret.
INSERT INTO client (client_id, client_name, token_endpoint_auth_method, trusted, jwks, jwks_uri, secret_jwk, backchannel_logout_uri,
                    frontchannel_logout_uri, access_token_format)
SELECT column1, 'Signer', column2, 1, CASE column1 WHEN 'signer' THEN jwks END, CASE column1 WHEN 'fetched' THEN 'https://rp.example/jwks' END,
       CASE column1 WHEN 'mac' THEN (SELECT jwk FROM fuzz_key WHERE kind = 'mac') END, 'https://rp.example/back', 'https://rp.example/front', column3
  FROM fuzz_key, (VALUES ('signer', 'private_key_jwt', 'opaque'), ('fetched', 'private_key_jwt', 'jwt'), ('mac', 'client_secret_jwt', 'jwt'))
 WHERE kind = 'jwt';
INSERT INTO client_redirect_uri (client_id, redirect_uri) SELECT client_id, 'https://rp.example/callback' FROM client WHERE client_name = 'Signer';
INSERT INTO client_post_logout_redirect_uri SELECT client_id, 'https://rp.example/out' FROM client WHERE client_name = 'Signer';
INSERT INTO client_request_uri (client_id, request_uri) SELECT client_id, 'https://rp.example/request' FROM client WHERE client_name = 'Signer';
INSERT INTO client_grant_type (client_id, grant_type) SELECT client_id, grant_type FROM client, grant_type WHERE client_name = 'Signer';
INSERT INTO client_scope (client_id, scope) SELECT client_id, scope FROM client, scope WHERE client_name = 'Signer' ON CONFLICT DO NOTHING;
