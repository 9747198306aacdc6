-- What a client registered, read, replaced and ended by itself: RFC 7592 section 2.

-- local: configuration_presented
-- needs: @bearer $endpoint
-- gives: configured_client_id registration_hash registration_access_token
SELECT substr($endpoint, length('/register/') + 1) AS configured_client_id, token_hash(@bearer) AS registration_hash,
       @bearer AS registration_access_token;

-- name: configuration_client
-- needs: @configured_client_id @registration_hash
-- gives: new_client_id kept_secret_hash
SELECT r.client_id AS new_client_id, c.secret_hash AS kept_secret_hash
  FROM client_registration AS r JOIN active_client AS c ON c.client_id = r.client_id
 WHERE r.client_id = @configured_client_id AND r.secret_hash = @registration_hash;

-- local: configuration_kept
-- gives: new_client_secret
-- Of its secret there is a hash only, and it is not told again.
SELECT NULL AS new_client_secret;

-- local: configuration_sent
-- needs: $json
-- gives: metadata metadata_origin metadata_host
SELECT $json AS metadata, 'registration' AS metadata_origin, NULL AS metadata_host;

-- local: configuration_foreign
-- needs: @new_client_id @kept_secret_hash $json
-- gives: foreign_client
-- Section 2.2: it names itself, and no other secret than its own.
SELECT 1 AS foreign_client
 WHERE coalesce($json ->> 'client_id', '') <> @new_client_id
    OR $json ->> 'client_secret' IS NOT NULL AND token_hash($json ->> 'client_secret') IS NOT @kept_secret_hash;

-- local: configuration_new
-- needs: @new_token_endpoint_auth_method @kept_secret_hash
-- gives: new_client_secret new_secret_hash
-- A secret stays, and comes or goes with the method that needs one.
WITH made AS MATERIALIZED (
  SELECT CASE WHEN @new_token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post') AND @kept_secret_hash IS NULL
              THEN token_random(32) END AS secret)
SELECT secret AS new_client_secret,
       CASE WHEN @new_token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post')
            THEN coalesce(@kept_secret_hash, token_hash(secret)) END AS new_secret_hash
  FROM made;

-- name: configuration_stands
-- needs: @registration_hash @new_client_id
-- gives: standing_client_id
-- Other servers may have been asked since it was read: it is still there, and not suspended, until the change is whole.
UPDATE client_registration
   SET secret_hash = @registration_hash
 WHERE client_id = @new_client_id AND secret_hash = @registration_hash
   AND EXISTS (SELECT 1 FROM active_client AS c WHERE c.client_id = client_registration.client_id)
RETURNING client_id AS standing_client_id;

-- name: configuration_end
-- needs: @new_client_id
-- gives: ended_client_id
-- With its grants and what hangs on them, however many: state/gone.sql.
DELETE FROM client WHERE client_id = @new_client_id RETURNING client_id AS ended_client_id;
