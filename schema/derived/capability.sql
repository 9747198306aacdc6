-- What the authorization server can, in the words of its metadata (RFC 8414 section 2) that rows of state name.
CREATE TABLE grant_type (grant_type TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO grant_type (grant_type) VALUES
  ('authorization_code'), ('refresh_token'), ('client_credentials'), ('urn:ietf:params:oauth:grant-type:device_code'),
  ('urn:ietf:params:oauth:grant-type:token-exchange');

CREATE TABLE response_mode (response_mode TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO response_mode (response_mode) VALUES ('query'), ('fragment'), ('form_post');

CREATE TABLE client_auth_method (token_endpoint_auth_method TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO client_auth_method (token_endpoint_auth_method) VALUES
  ('client_secret_basic'), ('client_secret_post'), ('client_secret_jwt'), ('private_key_jwt'), ('none');

-- What clients sign by: assertions, RFC 7523, and with a key request objects, OIDC Core section 6.
CREATE TABLE client_alg (alg TEXT PRIMARY KEY, token_endpoint_auth_method TEXT NOT NULL REFERENCES client_auth_method) STRICT, WITHOUT ROWID;
INSERT INTO client_alg (alg, token_endpoint_auth_method) VALUES
  ('RS256', 'private_key_jwt'), ('PS256', 'private_key_jwt'), ('ES256', 'private_key_jwt'), ('EdDSA', 'private_key_jwt'),
  ('HS256', 'client_secret_jwt');

-- The same as JSON lists: ["RS256",…].
CREATE VIEW client_algs AS
SELECT token_endpoint_auth_method, '["' || group_concat(alg, '","') || '"]' AS algs FROM client_alg GROUP BY token_endpoint_auth_method;

CREATE TABLE signing_alg (alg TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO signing_alg (alg) VALUES ('RS256'), ('ES256');

-- How a login authenticates its user, and what its tokens say of that: the class acr (OIDC Core section 2) and the methods amr
-- (RFC 8176).  By password, as long as there is one way to sign in; with a second one it is the session that knows.
CREATE VIEW authentication AS SELECT '1' AS acr, '["pwd"]' AS amr;

-- What is told of a user, and the scope that opens it: OIDC Core sections 5.1 and 5.4.  No scope: every ID token says it, sections 2
-- and 3.1.3.6.
CREATE TABLE claim (claim TEXT PRIMARY KEY, scope TEXT) STRICT, WITHOUT ROWID;
INSERT INTO claim (claim, scope) VALUES
  ('iss', NULL), ('sub', NULL), ('aud', NULL), ('azp', NULL), ('exp', NULL), ('iat', NULL), ('auth_time', NULL), ('nonce', NULL),
  ('acr', NULL), ('amr', NULL), ('sid', NULL), ('at_hash', NULL),
  ('name', 'profile'), ('given_name', 'profile'), ('family_name', 'profile'), ('middle_name', 'profile'), ('nickname', 'profile'),
  ('preferred_username', 'profile'), ('profile', 'profile'), ('picture', 'profile'), ('website', 'profile'), ('gender', 'profile'),
  ('birthdate', 'profile'), ('zoneinfo', 'profile'), ('locale', 'profile'), ('updated_at', 'profile'),
  ('email', 'email'), ('email_verified', 'email'), ('address', 'address'), ('phone_number', 'phone'), ('phone_number_verified', 'phone'),
  ('groups', 'groups');

-- The same as one JSON object: {"email":"email",…}.
CREATE VIEW claim_scopes AS
SELECT '{' || group_concat('"' || claim || '":"' || scope || '"', ',') || '}' AS claim_scopes FROM claim WHERE scope IS NOT NULL;
