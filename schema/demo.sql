-- The people and clients of the demonstration.  Everybody knows their secrets, so a service has none of these rows.
-- Needs the extension.  Addresses follow from the issuer: what lies beside /provider.

INSERT INTO end_user (subject, username, password_hash, name, given_name, family_name, middle_name, nickname, preferred_username, profile,
                      picture, website, gender, birthdate, zoneinfo, locale, updated_at, email, email_verified, address, phone_number,
                      phone_number_verified)
VALUES
  ('u_alice', 'alice', password_hash('wonderland'), 'Alice Liddell', 'Alice', 'Liddell', 'Pleasance', 'Al', 'alice',
   'https://alice.example/', 'https://alice.example/portrait.png', 'https://alice.example/', 'female', '1852-05-04', 'Europe/London',
   'en-GB', 1700000000, 'alice@example.com', 1,
   '{"street_address":"1 Deanery","locality":"Oxford","postal_code":"OX1 1DP","country":"United Kingdom"}', '+44 1865 000001', 1),
  ('u_bob', 'bob', password_hash('builder'), 'Bob Baumann', 'Bob', 'Baumann', NULL, NULL, 'bob',
   'https://bob.example/', 'https://bob.example/portrait.png', 'https://bob.example/', 'male', '1998-11-28', 'Europe/Berlin',
   'de-DE', 1700000000, 'bob@example.com', 1,
   '{"street_address":"2 Werkhof","locality":"Berlin","postal_code":"10115","country":"Germany"}', '+49 30 000002', 0);

-- The sample APIs and what one may do there.
INSERT INTO protected_resource (resource, name)
SELECT replace(value, '/provider', '') || column1, column2
  FROM setting AS s, (VALUES ('/api', 'Notes'), ('/api2', 'Calendar')) WHERE s.name = 'issuer';
INSERT INTO scope (scope, resource, description, registrable)
SELECT column1, resource, column2, name = 'Notes'
  FROM protected_resource, (VALUES ('notes:read', 'read your notes'), ('notes:write', 'write and delete your notes'),
                                   ('calendar:read', 'read the calendar'))
 WHERE (name = 'Notes') = (column1 LIKE 'notes:%');

-- notes-web is the sample client; demo-cli a program on somebody's own machine, which can keep no secret (RFC 8252);
-- demo-service acts for itself; as notes-api and calendar-api the APIs themselves may introspect, and hand in refresh tokens that came to them.
INSERT INTO client (client_id, client_name, token_endpoint_auth_method, trusted, secret_hash, default_scope, resource)
VALUES
  ('demo-cli',     'Demo on the command line', 'none',                1, NULL, 'notes:read notes:write', NULL),
  ('demo-service', 'Demo service',             'client_secret_basic', 1, password_hash('demo-service-secret-for-localhost-only'), 'notes:read', NULL);

-- demo-spa, a page that holds its tokens itself, has an origin where no other page of this server has a cookie: the other name of this
-- machine.  Seats share their origin, and have no such page.
INSERT INTO client (client_id, client_name, token_endpoint_auth_method, trusted)
SELECT 'demo-spa', 'Demo in the browser', 'none', 1
  FROM setting
 WHERE name = 'issuer' AND value GLOB 'http://localhost*/provider' AND replace(value, '/provider', '') NOT GLOB 'http://*/*';
INSERT INTO client_redirect_uri (client_id, redirect_uri)
SELECT client_id, 'http://127.0.0.1/workshop/spa/callback' FROM client WHERE client_id = 'demo-spa';
INSERT INTO client_allowed_origin (client_id, allowed_origin)
SELECT c.client_id, replace(replace(s.value, '/provider', ''), 'localhost', '127.0.0.1')
  FROM client AS c, setting AS s WHERE c.client_id = 'demo-spa' AND s.name = 'issuer';

-- A secret that a machine makes needs no scrypt: its hash stands in client, the secret itself with the party that sends it.
INSERT INTO client_app (client_app_id, issuer, client_id, client_secret, redirect_uri, post_logout_redirect_uri, api)
SELECT 'notes-web', value, 'notes-web', token_random(32), replace(value, '/provider', '') || '/client/callback',
       replace(value, '/provider', '') || '/client/', replace(value, '/provider', '') || '/api'
  FROM setting WHERE name = 'issuer';
INSERT INTO client (client_id, client_name, token_endpoint_auth_method, trusted, secret_hash, initiate_login_uri, backchannel_logout_uri)
SELECT client_id, 'Notes', 'client_secret_basic', 1, token_hash(client_secret), replace(redirect_uri, '/callback', '/login'),
       replace(redirect_uri, '/callback', '/backchannel_logout')
  FROM client_app WHERE client_app_id = 'notes-web';

-- The one believes a token until its end, the other asks whether it is still live.
INSERT INTO api_resource (resource, resource_name, scopes_supported, validation, calendar)
SELECT resource, name, CASE name WHEN 'Notes' THEN 'notes:read notes:write' ELSE 'calendar:read' END,
       CASE name WHEN 'Notes' THEN 'local' ELSE 'introspection' END,
       (SELECT c.resource FROM protected_resource AS c WHERE c.name = 'Calendar' AND protected_resource.name = 'Notes')
  FROM protected_resource;
INSERT INTO trusted_issuer (resource, issuer, client_id, client_secret)
SELECT r.resource, s.value, lower(r.resource_name) || '-api', token_random(32) FROM api_resource AS r, setting AS s WHERE s.name = 'issuer';
INSERT INTO client (client_id, client_name, token_endpoint_auth_method, trusted, secret_hash, resource)
SELECT t.client_id, r.resource_name || ' API', 'client_secret_basic', 1, token_hash(t.client_secret), t.resource
  FROM trusted_issuer AS t JOIN api_resource AS r ON r.resource = t.resource;

-- The notes API may call the calendar in its callers' names, RFC 8693.
INSERT INTO exchange_allowed (client_id, resource)
SELECT 'notes-api', resource FROM protected_resource WHERE name = 'Calendar';

INSERT INTO api_allowed_origin (resource, allowed_origin)
SELECT r.resource, o.allowed_origin FROM api_resource AS r, client_allowed_origin AS o WHERE r.resource_name = 'Notes';

INSERT INTO client_redirect_uri (client_id, redirect_uri)
SELECT client_id, redirect_uri FROM client_app
UNION ALL SELECT 'demo-cli', replace(value, '/provider', '') || '/workshop/cli/callback' FROM setting WHERE name = 'issuer'
UNION ALL VALUES ('demo-cli', 'http://127.0.0.1/callback'), ('demo-cli', 'http://[::1]/callback');
INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri)
SELECT client_id, post_logout_redirect_uri FROM client_app;
INSERT INTO client_grant_type (client_id, grant_type) VALUES
  ('notes-web', 'authorization_code'), ('notes-web', 'refresh_token'),
  ('demo-cli',  'authorization_code'), ('demo-cli',  'refresh_token'), ('demo-cli',  'urn:ietf:params:oauth:grant-type:device_code'),
  ('demo-service', 'client_credentials'), ('notes-api', 'urn:ietf:params:oauth:grant-type:token-exchange');
INSERT INTO client_grant_type (client_id, grant_type)
SELECT client_id, column1 FROM client, (VALUES ('authorization_code'), ('refresh_token')) WHERE client_id = 'demo-spa';
INSERT INTO client_scope (client_id, scope)
SELECT c.client_id, s.scope
  FROM client AS c, scope AS s
 WHERE c.client_id = 'demo-cli'
    OR c.client_id IN ('notes-web', 'demo-spa') AND s.scope <> 'calendar:read'
    OR c.client_id = 'demo-service' AND s.resource IS NOT NULL
    OR c.client_id = 'notes-api' AND s.scope = 'calendar:read';

-- A second authorization server that the sample client knows: an attacker's (lab 15).  The client came to it as to any other.
INSERT INTO client_app (client_app_id, issuer, client_id, client_secret, redirect_uri, post_logout_redirect_uri, api)
SELECT 'notes-web-at-evil', replace(issuer, '/provider', '') || '/workshop/attacker', 'notes-web-at-evil', token_random(32), redirect_uri,
       post_logout_redirect_uri, api
  FROM client_app, setting AS s
 WHERE client_app_id = 'notes-web' AND s.name = 'profile' AND s.value = 'workshop';
