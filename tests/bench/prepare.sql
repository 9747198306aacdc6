-- What many logins would have left behind: a client of the bench's own, whose secret has 256 bits and so needs no scrypt,
-- and codes and refresh tokens as the provider makes them, without a browser.  Their raw values go to files.
--   :secret  of the client       :count  how many of each       :challenge  the PKCE challenge of all codes
BEGIN;
INSERT INTO client (client_id, client_name, token_endpoint_auth_method, secret_hash, trusted, id_token_signed_response_alg)
VALUES ('bench', 'Bench', 'client_secret_basic', token_hash(:secret), 1, 'ES256');
INSERT INTO client_redirect_uri (client_id, redirect_uri) VALUES ('bench', 'https://bench.example/callback');
INSERT INTO client_grant_type (client_id, grant_type) VALUES
  ('bench', 'client_credentials'), ('bench', 'authorization_code'), ('bench', 'refresh_token');
INSERT INTO client_scope (client_id, scope) SELECT 'bench', scope FROM scope;

-- As many users as it takes: of one login a client has no more than fifty of these grants (setting grants_largest).
CREATE TEMP TABLE bench_user AS
WITH RECURSIVE counted(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM counted WHERE number < 2 * :count / 50)
SELECT number, 'u_bench' || number AS subject, 'ss_bench' || number AS session_id FROM counted;
INSERT INTO end_user (subject, username, password_hash)
SELECT b.subject, 'bench' || b.number, d.password_hash FROM bench_user AS b, password_decoy AS d;
INSERT INTO consent (subject, client_id, scope, granted_at) SELECT b.subject, 'bench', s.scope, unixepoch() FROM bench_user AS b, scope AS s;
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
SELECT session_id, token_hash(token_random(32)), subject, unixepoch(), unixepoch(), unixepoch() + 3600, unixepoch() + 3600 FROM bench_user;

CREATE TEMP TABLE made (number INTEGER PRIMARY KEY, kind TEXT, grant_id TEXT, id TEXT, secret TEXT);
INSERT INTO made (kind, grant_id, id, secret)
WITH RECURSIVE counted(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < :count)
SELECT kind, 'g_' || token_random(16), token_random(16), token_random(32)
  FROM counted, (SELECT 'ac' AS kind UNION ALL SELECT 'rt');

INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, resource, offline, auth_time, created_at, expires_at, family_key)
SELECT m.grant_id, 'bench', s.subject, s.session_id, 'notes:read notes:write offline_access',
       (SELECT resource FROM scope WHERE scope = 'notes:read'), 1, s.auth_time, s.created_at, s.expires_at, token_random(32)
  FROM made AS m JOIN bench_user AS b ON b.number = m.number / 50 JOIN login_session AS s ON s.session_id = b.session_id;
INSERT INTO authorization_code (code_id, secret_hash, grant_id, client_id, redirect_uri, code_challenge, issued_at, expires_at)
SELECT id, token_hash(secret), grant_id, 'bench', 'https://bench.example/callback', :challenge, unixepoch(), unixepoch() + 3600
  FROM made WHERE kind = 'ac';
INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, issued_at, expires_at)
SELECT id, token_hash(secret), grant_id, unixepoch(), unixepoch() + 3600
  FROM made WHERE kind = 'rt';

COMMIT;

.output codes
SELECT kind || '_' || id || '.' || secret FROM made WHERE kind = 'ac';
.output refresh_tokens
SELECT kind || '_' || id || '.' || secret FROM made WHERE kind = 'rt';
.output
