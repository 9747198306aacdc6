-- Access tokens that say nothing.

-- local: opaque_new
-- needs: @access_token
-- gives: opaque_id opaque_hash given_token new_opaque_claims opaque_expires_at opaque_grant_id
-- The claims are those of the token that was signed, and is given to nobody.
WITH made AS MATERIALIZED (
  SELECT token_random(16) AS id, token_random(32) AS secret, jwt_unverified(@access_token) AS claims)
SELECT id AS opaque_id, token_hash(secret) AS opaque_hash, 'at_' || id || '.' || secret AS given_token, claims AS new_opaque_claims,
       claims ->> '$.exp' AS opaque_expires_at, 'g_' || token_id('g', claims ->> '$.jti') AS opaque_grant_id
  FROM made;

-- name: opaque_insert
-- needs: @opaque_id @opaque_hash @client_id @opaque_grant_id @new_opaque_claims @now @opaque_expires_at
INSERT INTO opaque_token (token_id, secret_hash, client_id, grant_id, claims, issued_at, expires_at)
VALUES (@opaque_id, @opaque_hash, @client_id, @opaque_grant_id, @new_opaque_claims, @now, @opaque_expires_at);

-- local: opaque_presented
-- needs: @presented_token
-- gives: presented_opaque_id presented_opaque_hash
SELECT token_id('at', @presented_token) AS presented_opaque_id, token_hash(token_secret('at', @presented_token)) AS presented_opaque_hash;

-- name: opaque_find
-- needs: @presented_opaque_id @presented_opaque_hash
-- gives: opaque_claims
-- NULL: there is none.
SELECT (SELECT o.claims FROM opaque_token AS o
         WHERE o.token_id = @presented_opaque_id AND o.secret_hash = @presented_opaque_hash) AS opaque_claims;
