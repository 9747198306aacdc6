-- What the authorization server can, in the words of its metadata (RFC 8414 section 2) that rows of state name.
CREATE TABLE grant_type (grant_type TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO grant_type (grant_type) VALUES ('authorization_code'), ('refresh_token'), ('client_credentials');

CREATE TABLE response_mode (response_mode TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO response_mode (response_mode) VALUES ('query'), ('fragment'), ('form_post');

CREATE TABLE client_auth_method (token_endpoint_auth_method TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO client_auth_method (token_endpoint_auth_method) VALUES ('client_secret_basic'), ('client_secret_post'), ('none');

CREATE TABLE signing_alg (alg TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO signing_alg (alg) VALUES ('RS256'), ('ES256');
