-- The refresh token itself: rt_<grant><generation>.<part><proof>: 16 letters of the family's public id and 6 digits of the token's
-- place in it; 22 letters that nobody can guess; and 21 that the family's key makes of all before.  So a token that was used long
-- ago needs no row to be known.  RFC 6749 section 1.5.

-- local: refresh_token_presented
-- needs: :refresh_token :token
-- gives: presented_token refresh_id refresh_hash
-- The token endpoint reads refresh_token (RFC 6749 section 6), introspection and revocation read token.
SELECT coalesce(:refresh_token, :token) AS presented_token, token_id('rt', coalesce(:refresh_token, :token)) AS refresh_id,
       token_hash(token_secret('rt', coalesce(:refresh_token, :token))) AS refresh_hash;

-- local: refresh_token_seen
-- needs: @fingerprint_key @presented_token @reason @refresh_id :refresh_token
-- gives: role type fingerprint place verdict
-- At the token endpoint it has a verdict; elsewhere it is asked about, or given up.
SELECT 'presented' AS role, 'refresh' AS type, token_fingerprint(@fingerprint_key, @presented_token) AS fingerprint, 'body' AS place,
       coalesce(@reason, CASE WHEN :refresh_token IS NOT NULL THEN 'ok' END) AS verdict
 WHERE @refresh_id IS NOT NULL OR :refresh_token IS NOT NULL;

-- ---- a family's first ----

-- name: refresh_token_permitted
-- needs: @client_id
-- gives: grant_type
SELECT grant_type FROM client_grant_type WHERE client_id = @client_id AND grant_type = 'refresh_token';

-- name: refresh_token_bind
-- needs: @dpop_jkt @grant_id @presented_method
-- RFC 9449 section 5: of a client that keeps no secret the family is bound to the key that its first request proves.
UPDATE authorization_grant
   SET dpop_jkt = @dpop_jkt
 WHERE grant_id = @grant_id AND @presented_method = 'none';

-- local: refresh_token_none
-- gives: refresh_token
SELECT NULL AS refresh_token;

-- local: refresh_token_first
-- needs: @grant_id @family_key
-- gives: successor_id successor_hash refresh_token successor_generation
WITH part AS MATERIALIZED (SELECT substr(@grant_id, 3, 16) || '000001' AS id, substr(token_random(32), 1, 22) AS part),
proved AS MATERIALIZED (
  SELECT id, part || substr(token_derive(@family_key, 'refresh ' || id || '.' || part), 1, 21) AS secret FROM part)
SELECT id AS successor_id, token_hash(secret) AS successor_hash, 'rt_' || id || '.' || secret AS refresh_token,
       1 AS successor_generation
  FROM proved;

-- name: refresh_token_insert
-- needs: @successor_id @successor_hash @grant_id @successor_generation @now @client_id
INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, generation, issued_at, expires_at)
SELECT @successor_id, @successor_hash, @grant_id, @successor_generation, @now, @now + l.refresh_idle
  FROM client_lifetime AS l
 WHERE l.client_id = @client_id;

-- ---- and the next ----

-- local: refresh_token_next
-- needs: @grant_id @generation
-- gives: new_refresh_id successor_generation
SELECT substr(@grant_id, 3, 16) || printf('%06d', (@generation + 1) % 1000000) AS new_refresh_id, @generation + 1 AS successor_generation;

-- local: refresh_token_successor
-- needs: @family_key @presented_token @successor_id
-- gives: refresh_token successor_hash
-- Said again, not stored: whoever presents the same token is told the same successor.
WITH part AS MATERIALIZED (SELECT substr(token_derive(@family_key, @presented_token), 1, 22) AS part),
proved AS MATERIALIZED (
  SELECT part || substr(token_derive(@family_key, 'refresh ' || @successor_id || '.' || part), 1, 21) AS secret FROM part)
SELECT 'rt_' || @successor_id || '.' || secret AS refresh_token, token_hash(secret) AS successor_hash
  FROM proved;

-- ---- a used one whose row is gone ----

-- name: refresh_token_forgotten
-- needs: @refresh_id
-- gives: forgotten_grant_id forgotten_key
SELECT grant_id AS forgotten_grant_id, family_key AS forgotten_key
  FROM authorization_grant
 WHERE grant_id = 'g_' || substr(CAST(@refresh_id AS TEXT), 1, 16) AND revoked_at IS NULL;

-- local: refresh_token_genuine
-- needs: @presented_token @forgotten_key
-- gives: forgotten_generation
-- Nobody without the family's key made this: it was ours, and the newest always has its row.
SELECT CAST(substr(@presented_token, 20, 6) AS INTEGER) AS forgotten_generation
 WHERE length(@presented_token) = 69
   AND token_equal(substr(@presented_token, 49), substr(token_derive(@forgotten_key, 'refresh ' || substr(@presented_token, 4, 45)), 1, 21));
