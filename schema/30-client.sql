-- Who may ask, and for what.

-- An API that takes this server's access tokens, named by the identifier that stands in aud, RFC 8707 section 2.
CREATE TABLE protected_resource (
  resource TEXT PRIMARY KEY CHECK (resource GLOB '[a-z]*:?*' AND resource NOT GLOB '*[# "@\]*' AND resource NOT GLOB '*:///*'
                                   AND instr(substr(resource, 9) || '?', '?') >= instr(substr(resource, 9) || '/', '/')),
  name     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A scope belongs to one API, or (resource NULL) to OpenID Connect itself.  RFC 6749 section 3.3 says which characters.
CREATE TABLE scope (
  scope       TEXT PRIMARY KEY CHECK (scope <> '' AND scope NOT GLOB '*[^]!#-[^-~]*'),
  resource    TEXT REFERENCES protected_resource,
  description TEXT NOT NULL CHECK (description NOT GLOB '*["\]*') -- in the words of the consent page
) STRICT, WITHOUT ROWID;

INSERT INTO scope (scope, resource, description) VALUES
  ('openid',         NULL, 'know that it is you'),
  ('profile',        NULL, 'read your name and your public profile'),
  ('email',          NULL, 'read your e-mail address'),
  ('address',        NULL, 'read your postal address'),
  ('phone',          NULL, 'read your telephone number'),
  ('offline_access', NULL, 'go on working for you after you have signed out');

-- A client, with the names of RFC 7591 section 2.  Of a secret there is a hash: token_hash of one that a machine made with
-- 128 bits or more, password_hash ('$scrypt$…') of any other.  Two may overlap during a change.
CREATE TABLE client (
  client_id                    TEXT PRIMARY KEY CHECK (client_id NOT GLOB 'u_*'             -- no user's subject: RFC 9700 section 4.15
                                                       AND client_id <> '' AND client_id NOT GLOB '*[^ -~]*'),
  client_name                  TEXT NOT NULL,
  token_endpoint_auth_method   TEXT NOT NULL DEFAULT 'client_secret_basic'
                               CHECK (token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post', 'none')),
  secret_hash                  TEXT,
  next_secret_hash             TEXT,
  resource                     TEXT REFERENCES protected_resource,                          -- the API that this client is: role resource_server
  trusted                      INTEGER NOT NULL DEFAULT 0 CHECK (trusted IN (0, 1)),        -- made by an administrator: RFC 9700 section 4.11.2
  pkce_required                INTEGER NOT NULL DEFAULT 1 CHECK (pkce_required IN (0, 1)),  -- 0 is a relaxation
  refresh_rotation             INTEGER NOT NULL DEFAULT 1 CHECK (refresh_rotation IN (0, 1)), -- 0: a refresh token stays the same; a secret binds it
  id_token_signed_response_alg TEXT NOT NULL DEFAULT 'RS256' CHECK (id_token_signed_response_alg IN ('RS256', 'ES256')),
  default_scope                TEXT,                                                        -- when none is asked: RFC 6749 section 3.3; NULL: all of its only API
  access_lifetime              INTEGER CHECK (access_lifetime BETWEEN 10 AND 86400),        -- NULL: as setting says
  id_lifetime                  INTEGER CHECK (id_lifetime BETWEEN 10 AND 86400),
  code_lifetime                INTEGER CHECK (code_lifetime BETWEEN 5 AND 600),
  refresh_idle                 INTEGER CHECK (refresh_idle BETWEEN 10 AND 7776000),
  refresh_absolute             INTEGER CHECK (refresh_absolute BETWEEN 10 AND 31536000),
  refresh_grace                INTEGER CHECK (refresh_grace BETWEEN 10 AND 600),
  refresh_until_used           INTEGER NOT NULL DEFAULT 0 CHECK (refresh_until_used IN (0, 1)), -- 1: and as long as the successor was not used
  suspended_at                 INTEGER,                                                     -- while it stands, the client has nothing
  initiate_login_uri           TEXT CONSTRAINT "initiate_login_uri is an https or http address without a query"
                               CHECK ((initiate_login_uri GLOB 'https://[[A-Za-z0-9]*' OR initiate_login_uri GLOB 'http://[[A-Za-z0-9]*')
                                      AND initiate_login_uri NOT GLOB '*[?#"<>@\]*' AND initiate_login_uri NOT GLOB '*[^!-~]*'), -- where a login begins: OIDC Core section 4
  CONSTRAINT "a client has a secret_hash, or else token_endpoint_auth_method none"
  CHECK ((token_endpoint_auth_method = 'none') = (secret_hash IS NULL)),
  CHECK (next_secret_hash IS NULL OR secret_hash IS NOT NULL),
  CONSTRAINT "secret_hash is token_hash(…) of what a machine made, or password_hash(…); the secret itself stands nowhere"
  CHECK (secret_hash GLOB '$scrypt$*' OR length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "next_secret_hash is token_hash(…) of what a machine made, or password_hash(…); the secret itself stands nowhere"
  CHECK (next_secret_hash GLOB '$scrypt$*' OR length(next_secret_hash) = 43 AND next_secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CHECK (refresh_rotation = 1 OR token_endpoint_auth_method <> 'none'),                     -- RFC 9700 section 4.14.2
  CHECK (pkce_required = 1 OR token_endpoint_auth_method <> 'none')                         -- RFC 9700 section 2.1.1: no relaxation for public clients
) STRICT, WITHOUT ROWID;

-- Who may ask now.  What decides about a client reads this and not the table.
CREATE VIEW active_client AS SELECT * FROM client WHERE suspended_at IS NULL;

-- Whole URIs, compared as strings, RFC 9700 section 2.1.  What a person reads as the host is the host: no user info, no @ and no
-- backslash anywhere, and no ? before the path (RFC 3986 section 7.6; instr says where they are, behind `https://`).  Only the port
-- of a loopback address is free (RFC 8252 section 7.3), so such a one is registered without.  An app's own scheme is a domain name
-- backwards, with a period in it (section 7.1): so neither javascript nor data is one.
CREATE TABLE client_redirect_uri (
  client_id    TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  redirect_uri TEXT NOT NULL CHECK (redirect_uri NOT GLOB '*[#"<>@\]*' AND redirect_uri NOT GLOB '*[^!-~]*'
                                    AND instr(substr(redirect_uri, 9) || '?', '?') >= instr(substr(redirect_uri, 9) || '/', '/')
                                    AND redirect_uri NOT GLOB 'http://127.0.0.1:*' AND redirect_uri NOT GLOB 'http://[[]::1]:*'
                                    AND (redirect_uri GLOB 'https://[[A-Za-z0-9]*' OR redirect_uri GLOB 'http://[[A-Za-z0-9]*'
                                         OR redirect_uri GLOB '*:/?*' AND substr(redirect_uri, 1, instr(redirect_uri, ':')) GLOB '[a-z]*.?*:')),
  PRIMARY KEY (client_id, redirect_uri)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_post_logout_redirect_uri (
  client_id                TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  post_logout_redirect_uri TEXT NOT NULL CHECK (post_logout_redirect_uri NOT GLOB '*[#"<>@\]*' AND post_logout_redirect_uri NOT GLOB '*[^!-~]*'
                                                AND instr(substr(post_logout_redirect_uri, 9) || '?', '?')
                                                    >= instr(substr(post_logout_redirect_uri, 9) || '/', '/')
                                                AND (post_logout_redirect_uri GLOB 'https://[[A-Za-z0-9]*'
                                                     OR post_logout_redirect_uri GLOB 'http://[[A-Za-z0-9]*'
                                                     OR post_logout_redirect_uri GLOB '*:/?*'
                                                        AND substr(post_logout_redirect_uri, 1, instr(post_logout_redirect_uri, ':')) GLOB '[a-z]*.?*:')),
  PRIMARY KEY (client_id, post_logout_redirect_uri)
) STRICT, WITHOUT ROWID;

-- From where a single-page application of this client calls token, userinfo and revocation: an origin as browsers write it, scheme,
-- host and port.  Fetch standard section 3.3.
CREATE TABLE client_allowed_origin (
  client_id      TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  allowed_origin TEXT NOT NULL CONSTRAINT "allowed_origin is scheme, host and port, as browsers write it: https://app.example"
                 CHECK (allowed_origin NOT GLOB '*[^!-~]*' AND allowed_origin NOT GLOB '*[*@?#"<>\]*' AND allowed_origin NOT GLOB '*//*/*'
                                        AND allowed_origin = lower(allowed_origin)
                                        AND (allowed_origin GLOB 'https://?*' OR allowed_origin GLOB 'http://?*')),
  PRIMARY KEY (client_id, allowed_origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_allowed_origin_any ON client_allowed_origin (allowed_origin);

CREATE TABLE client_grant_type (
  client_id  TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  grant_type TEXT NOT NULL CHECK (grant_type IN ('authorization_code', 'refresh_token', 'client_credentials')),
  PRIMARY KEY (client_id, grant_type)
) STRICT, WITHOUT ROWID;

-- The most that a client may ask for.
CREATE TABLE client_scope (
  client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  scope     TEXT NOT NULL REFERENCES scope ON DELETE CASCADE,
  PRIMARY KEY (client_id, scope)
) STRICT, WITHOUT ROWID;

-- How long what a client gets lives: its own word, or the setting's.
CREATE VIEW client_lifetime AS
SELECT client_id,
       coalesce(access_lifetime,  (SELECT value FROM setting WHERE name = 'access_lifetime'))  AS access_lifetime,
       coalesce(id_lifetime,      (SELECT value FROM setting WHERE name = 'id_lifetime'))      AS id_lifetime,
       coalesce(code_lifetime,    (SELECT value FROM setting WHERE name = 'code_lifetime'))    AS code_lifetime,
       coalesce(refresh_idle,     (SELECT value FROM setting WHERE name = 'refresh_idle'))     AS refresh_idle,
       coalesce(refresh_absolute, (SELECT value FROM setting WHERE name = 'refresh_absolute')) AS refresh_absolute,
       coalesce(refresh_grace,    (SELECT value FROM setting
                                    WHERE name = CASE token_endpoint_auth_method WHEN 'none' THEN 'refresh_grace_public'
                                                                                 ELSE 'refresh_grace' END)) AS refresh_grace,
       refresh_until_used,
       (SELECT value FROM setting WHERE name = 'refresh_rate') AS refresh_rate
  FROM client;

-- What else the authorization server wants to know of the settings.
CREATE VIEW provider_setting AS
SELECT (SELECT value FROM setting WHERE name = 'request_lifetime') AS request_lifetime,
       (SELECT value FROM setting WHERE name = 'session_idle')     AS session_idle,
       (SELECT value FROM setting WHERE name = 'session_absolute') AS session_absolute,
       (SELECT value FROM setting WHERE name = 'login_attempts')   AS login_attempts,
       (SELECT value FROM setting WHERE name = 'login_attempts_account') AS login_attempts_account,
       (SELECT value FROM setting WHERE name = 'login_attempts_network') AS login_attempts_network,
       (SELECT value FROM setting WHERE name = 'login_wait')       AS login_wait,
       (SELECT value FROM setting WHERE name = 'jwks_cache')       AS jwks_cache;

-- Forms of the provider carry a token that is derived from this key.
CREATE VIEW provider_key AS SELECT key AS provider_key FROM database_key WHERE purpose = 'provider';

INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('client_authentication_missing', 'invalid_client', 401, 'RFC 6749 3.2.1', 'The request names no client.', 'The client did not identify itself.'),
  ('client_unknown',          'invalid_client',      401, 'RFC 6749 5.2',   'There is no client of this name.', 'Client authentication failed.'),
  ('client_suspended',        'invalid_client',      401, 'RFC 6749 5.2',   'The client is suspended: client.suspended_at says since when.  NULL lets it go on, with the grants that it has.', 'Client authentication failed.'),
  ('client_method_mismatch',  'invalid_client',      401, 'RFC 6749 2.3',   'The client is registered for another token_endpoint_auth_method than it used: look at the column of client.', 'Client authentication failed.'),
  ('client_method_several',   'invalid_request',     400, 'RFC 6749 2.3',   'A client uses one way to authenticate in a request, not two.', 'Use one client authentication method.'),
  ('client_id_mismatch',      'invalid_request',     400, 'RFC 6749 2.3',   'The client_id of the body is another than that of the Authorization header.', 'The client_id differs from the authenticated client.'),
  ('client_secret_wrong',     'invalid_client',      401, 'RFC 6749 5.2',   'The secret is not the one of this client.', 'Client authentication failed.'),
  ('client_throttled',        'invalid_client',      429, 'RFC 6749 2.3.1', 'Too many wrong secrets of this client from this network, or of all clients and users from it: it has to wait (settings login_attempts, login_attempts_network, login_wait).', 'Too many failures: wait.'),
  ('client_public',           'invalid_client',      401, 'RFC 7662 2.1',   'This endpoint wants a client that has a secret; token_endpoint_auth_method is none.', 'This endpoint is for confidential clients.'),
  ('grant_missing',           'invalid_request',     400, 'RFC 6749 4.1.3', 'The parameter grant_type is missing.', 'The parameter grant_type is missing.'),
  ('grant_unsupported',       'unsupported_grant_type', 400, 'RFC 6749 5.2', 'There is no such grant here.', 'This grant type is not supported.'),
  ('grant_password',          'unsupported_grant_type', 400, 'RFC 9700 2.4', 'The password grant does not exist: it shows the user''s password to the client.  Use the authorization code with PKCE.', 'The password grant must not be used; RFC 9700 section 2.4.'),
  ('grant_implicit',          'unsupported_grant_type', 400, 'RFC 9700 2.1.2', 'The implicit grant does not exist: it puts access tokens into URLs.  Use the authorization code with PKCE.', 'The implicit grant should not be used; RFC 9700 section 2.1.2.'),
  ('grant_forbidden',         'unauthorized_client', 400, 'RFC 6749 5.2',   'The client is not registered for this grant: table client_grant_type.', 'The client may not use this grant type.'),
  ('scope_missing',           'invalid_scope',       400, 'RFC 6749 3.3',   'No scope was asked for, the client has no default_scope, and its scopes are not those of one API.', 'The parameter scope is missing.'),
  ('scope_invalid',           'invalid_scope',       400, 'RFC 6749 3.3',   'The scope is malformed, or none of its words is a scope here (table scope): unknown words alone are nothing.', 'The scope is malformed or unknown.'),
  ('scope_forbidden',         'invalid_scope',       400, 'RFC 6749 3.3',   'The client asked for a scope that it may not have: table client_scope.', 'The client may not have the scope {}.'),
  ('scope_of_user',           'invalid_scope',       400, 'RFC 6749 4.4',   'The client acts for itself, and asked for a scope that is about a user (scope.resource is NULL).', 'These scopes are about a user.'),
  ('scope_not_granted',       'invalid_scope',       400, 'RFC 6749 6',     'A refresh asked for a scope that this grant never had; for more the user is asked at the authorization endpoint.', 'This was not granted: {}.'),
  ('resource_unknown',        'invalid_target',      400, 'RFC 8707 2',     'The resource is not one of protected_resource, or none of the client''s scopes belongs to it.', 'The resource is unknown.'),
  ('resource_several',        'invalid_target',      400, 'RFC 8707 2.2',   'One token is for one API: one resource at a time.', 'Ask for one resource at a time.'),
  ('resource_ambiguous',      'invalid_target',      400, 'RFC 8707 2',     'The scopes belong to two APIs and no resource says for which the token is meant.', 'The scopes belong to several resources: name one.'),
  ('resource_mismatch',       'invalid_target',      400, 'RFC 8707 2',     'The resource is not the one that the user consented to, or a scope belongs to another one.', 'The resource does not fit the scope.');
