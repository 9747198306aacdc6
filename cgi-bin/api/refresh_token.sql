-- local: refresh_token_shape
-- needs: @bearer
-- gives: bearer_hash
-- A refresh token of the provider has exactly this shape.  What only begins like one was made up, and is not handed in.
SELECT token_hash(@bearer) AS bearer_hash
 WHERE length(token_id('rt', @bearer)) = 22
   AND length(token_secret('rt', @bearer)) = 43;

-- name: refresh_token_hand_in
-- needs: @bearer_hash $clock
-- gives: handed_at
-- Each token once, and ten of all in a minute: anybody can make some up.
INSERT INTO refresh_handed_in (token_hash, handed_at)
SELECT CAST(@bearer_hash AS TEXT), CAST($clock AS BIGINT)
 WHERE (SELECT count(*) FROM refresh_handed_in WHERE handed_at > CAST($clock AS BIGINT) - 60) < 10
ON CONFLICT (token_hash) DO NOTHING
RETURNING handed_at;

-- name: refresh_token_issuer
-- needs: @resource
-- gives: authorization_server own_client_id own_client_secret
-- A refresh token does not say who issued it: it goes to the issuer that knows this API as a client.
SELECT issuer AS authorization_server, client_id AS own_client_id, client_secret AS own_client_secret
  FROM trusted_issuer
 WHERE resource = @resource
   AND client_id IS NOT NULL
 ORDER BY issuer
 LIMIT 1;

-- local: refresh_token_revocation
-- needs: @revocation_endpoint @own_client_id @own_client_secret @bearer
-- gives: url method basic_user basic_password form reach
-- RFC 7009 section 2.1.
SELECT @revocation_endpoint AS url, 'POST' AS method, @own_client_id AS basic_user, @own_client_secret AS basic_password,
       json_object('token', @bearer, 'token_type_hint', 'refresh_token') AS form, 'configured' AS reach;
