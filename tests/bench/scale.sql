-- Families of refresh tokens that the logins of a month left behind, named as the provider names them: of :count users' apps one token each, the
-- last made :over seconds ago.  They live for ninety days.
-- Each statement is run by itself (tests/bench/scale.py).
INSERT OR IGNORE INTO client (client_id, client_name, token_endpoint_auth_method, secret_hash, trusted, id_token_signed_response_alg, access_lifetime)
VALUES ('bench', 'Bench', 'client_secret_basic', token_hash(:secret), 1, 'ES256', 3600);
INSERT OR IGNORE INTO client_redirect_uri (client_id, redirect_uri) VALUES ('bench', 'https://bench.example/callback');
INSERT OR IGNORE INTO client_grant_type (client_id, grant_type) VALUES
  ('bench', 'client_credentials'), ('bench', 'authorization_code'), ('bench', 'refresh_token');
INSERT OR IGNORE INTO client_scope (client_id, scope) SELECT 'bench', scope FROM scope;

-- Of one user twenty sessions, of one session fifty grants: no more than a client has of one (setting grants_largest_user).
CREATE TEMP TABLE made AS
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :count - 1)
SELECT i, printf('%05x', at / 256 % 1048576) || substr(token_random(12), 1, 11) AS id, token_random(32) AS secret, at
  FROM (SELECT i, unixepoch() - :over - 30 * 86400 + i * 30 * 86400 / :count AS at FROM n);
INSERT INTO end_user (subject, username, password_hash)
SELECT 'u_' || :name || i, :name || i, d.password_hash FROM made, password_decoy AS d WHERE i % 1000 = 0;
INSERT INTO consent (subject, client_id, scope, granted_at)
SELECT 'u_' || :name || i, 'bench', s.scope, at FROM made, scope AS s WHERE i % 1000 = 0;
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
SELECT :name || i, token_hash('h'), 'u_' || :name || (i / 1000 * 1000), at - 9, at - 9, at + 90 * 86400, at + 90 * 86400 FROM made WHERE i % 50 = 0;
INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, resource, offline, auth_time, created_at, expires_at, family_key)
SELECT 'g_' || id, 'bench', 'u_' || :name || (i / 1000 * 1000), :name || (i / 50 * 50), 'notes:read notes:write offline_access',
       (SELECT resource FROM scope WHERE scope = 'notes:read'), 1, at - 9, at - 9, at + 90 * 86400, 'k' FROM made;
INSERT INTO authorization_code (code_id, secret_hash, grant_id, client_id, redirect_uri, issued_at, expires_at, redeemed_at)
SELECT id, token_hash('h'), 'g_' || id, 'bench', 'https://bench.example/callback', at - 9, at + 9, at - 8 FROM made;
INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, issued_at, expires_at)
SELECT id || '000001', token_hash(secret), 'g_' || id, at - 9, at + 90 * 86400 FROM made;
