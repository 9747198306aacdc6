-- Registration: RFC 7591 section 3.

-- local: register_sent
-- needs: @bearer $json
-- gives: metadata metadata_origin metadata_host initial_token_id initial_token_hash
SELECT $json AS metadata, 'registration' AS metadata_origin, NULL AS metadata_host,
       token_id('ia', @bearer) AS initial_token_id, token_hash(token_secret('ia', @bearer)) AS initial_token_hash;

-- name: register_setting
-- needs: @initial_token_id @initial_token_hash @now
-- gives: registration initial_token_good
SELECT s.registration,
       CASE WHEN EXISTS (SELECT 1 FROM initial_access_token AS t
                          WHERE t.token_id = @initial_token_id AND t.secret_hash = @initial_token_hash AND t.uses_left > 0
                            AND t.expires_at > @now) THEN 1 ELSE 0 END AS initial_token_good
  FROM registration_setting AS s;

-- local: register_throttle
-- needs: @fingerprint_key $remote_network
-- gives: throttle_pair throttle_account throttle_network
-- By network alone: a count of all together would let two strangers keep everybody out.  How many rows they leave has a bound of its own.
SELECT NULL AS throttle_pair, NULL AS throttle_account,
       token_fingerprint(@fingerprint_key, 'registration ' || $remote_network) AS throttle_network;

-- name: register_spend
-- needs: @initial_token_id @initial_token_hash @now
-- gives: uses_left
UPDATE initial_access_token
   SET uses_left = uses_left - 1
 WHERE token_id = @initial_token_id AND secret_hash = @initial_token_hash AND uses_left > 0 AND expires_at > @now
RETURNING uses_left;

-- local: register_new
-- needs: @new_token_endpoint_auth_method
-- gives: new_client_id new_client_secret new_secret_hash registration_access_token registration_hash
-- Of each secret there is a hash.
WITH made AS MATERIALIZED (
  SELECT CASE WHEN @new_token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post') THEN token_random(32) END AS secret,
         'ra_' || token_random(32) AS token)
SELECT 'c_' || token_random(16) AS new_client_id, secret AS new_client_secret, token_hash(secret) AS new_secret_hash,
       token AS registration_access_token, token_hash(token) AS registration_hash
  FROM made;

-- name: register_store
-- needs: @new_client_id @registration_hash @now
-- gives: registered_at
INSERT INTO client_registration (client_id, secret_hash, registered_at, unused_since)
VALUES (@new_client_id, @registration_hash, @now, @now)
RETURNING registered_at;

-- local: register_challenge
-- needs: @error_status
-- gives: challenge_attributes challenge_dpop
SELECT NULL AS challenge_attributes, 0 AS challenge_dpop WHERE @error_status = 401;
