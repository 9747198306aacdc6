-- Revocation: RFC 7009.

-- name: revoke_grant
-- needs: @now @client_id @client_resource @refresh_id @refresh_hash
-- gives: grant_id subject revoked_reason
-- With a refresh token its whole family ends (section 2.1).  An API is nobody's client, but a refresh token that an API
-- possesses has leaked: it may hand it in, and the reason says so.
UPDATE authorization_grant
   SET revoked_at = @now, family_key = NULL,
       revoked_reason = CASE WHEN client_id = @client_id THEN 'revoked_by_client' ELSE 'refresh_leaked' END
 WHERE revoked_at IS NULL
   AND (client_id = @client_id OR CAST(@client_resource AS TEXT) IS NOT NULL)
   AND grant_id = (SELECT t.grant_id FROM refresh_token AS t WHERE t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash)
RETURNING grant_id, subject, revoked_reason;

-- name: revoke_forgotten
-- needs: @now @client_id @client_resource @forgotten_grant_id
-- gives: grant_id subject revoked_reason
-- The same with one that was used so long ago that its row is gone.
UPDATE authorization_grant
   SET revoked_at = @now, family_key = NULL,
       revoked_reason = CASE WHEN client_id = @client_id THEN 'revoked_by_client' ELSE 'refresh_leaked' END
 WHERE revoked_at IS NULL
   AND (client_id = @client_id OR CAST(@client_resource AS TEXT) IS NOT NULL)
   AND grant_id = @forgotten_grant_id
RETURNING grant_id, subject, revoked_reason;

-- name: revoke_other
-- needs: @refresh_id @refresh_hash @client_id @client_resource
-- gives: other_client_id
SELECT g.client_id AS other_client_id
  FROM refresh_token AS t JOIN authorization_grant AS g ON g.grant_id = t.grant_id
 WHERE t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash
   AND g.client_id <> @client_id AND CAST(@client_resource AS TEXT) IS NULL;

-- local: revoke_permit
-- needs: @access_claims @access_client_id @client_id
-- gives: revoke_permit
SELECT CASE WHEN @access_claims IS NULL THEN NULL WHEN @access_client_id = @client_id THEN 1 ELSE 0 END AS revoke_permit;

-- name: revoke_access
-- needs: @access_jti @now @access_expires_at
-- This one access token; what its refresh token can still bring stays.
INSERT INTO revoked_token (jti, revoked_at, expires_at)
VALUES (@access_jti, @now, @access_expires_at)
ON CONFLICT (jti) DO NOTHING;

-- local: revoke_detail
-- needs: @revoked_reason
-- gives: detail
SELECT json_object('revoked_reason', @revoked_reason) AS detail;

-- local: revoke_ended
-- needs: @fingerprint_key @revoked_reason :token
-- gives: role type fingerprint place verdict
SELECT 'revoked' AS role, 'refresh' AS type, token_fingerprint(@fingerprint_key, :token) AS fingerprint, 'body' AS place, @revoked_reason AS verdict;
