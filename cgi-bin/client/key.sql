-- local: key_kept
-- needs: @kept_jwk
-- gives: own_jwk
-- NULL: this client wants none.
SELECT @kept_jwk AS own_jwk;

-- local: key_new
-- gives: new_jwk
SELECT json_remove(jwk_generate('ES256'), '$.kid', '$.use') AS new_jwk;

-- name: key_keep
-- needs: @client_app_id @new_jwk @now
-- gives: own_jwk
-- Of two at once the first one counts.
INSERT INTO client_app_key (client_app_id, jwk, created_at)
VALUES (@client_app_id, @new_jwk, @now)
ON CONFLICT (client_app_id) DO UPDATE
   SET created_at = client_app_key.created_at
RETURNING jwk AS own_jwk;

-- name: key_nonce_of_provider
-- needs: @client_app_id $nonce
UPDATE client_app_key SET provider_nonce = substr($nonce, 1, 200) WHERE client_app_id = @client_app_id;

-- name: key_nonce_of_api
-- needs: @client_app_id $nonce
UPDATE client_app_key SET api_nonce = substr($nonce, 1, 200) WHERE client_app_id = @client_app_id;
