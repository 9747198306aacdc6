-- What is asked of every ID token.

-- local: id_token_rules
-- needs: @id_token_signed_response_alg @authorization_server @client_id @nonce_expected @sub_expected @leeway @now
-- gives: id_token_rules
-- At sign-in the nonce must be there; at a refresh the subject must be the one that signed in.
SELECT json_patch('{}', json_object('alg', @id_token_signed_response_alg, 'iss', @authorization_server, 'aud', @client_id, 'nonce', @nonce_expected,
                                    'sub', @sub_expected, 'max_token_age', 600, 'require', json_array('sub'), 'leeway', @leeway,
                                    'now', @now)) AS id_token_rules;

-- local: id_token_judge
-- needs: @id_token @jwks @id_token_rules @client_id @nonce_hash @access_token @id_token_signed_response_alg
-- gives: id_token_flaw id_token_claims id_token_sub id_token_sid
-- What the extension does not check: the kind of token (RFC 8725 section 3.11), audiences that this client does not know, the client that
-- asked for it, a subject of at most 255 octets (OIDC Core 2), the nonce of this login, and the access token that came with it.  The nonce
-- is not needed any more, and is not kept.
WITH said AS MATERIALIZED (
  SELECT jwt_error(@id_token, @jwks, @id_token_rules) AS error, jwt_unverified(@id_token) AS claims, jwt_header(@id_token) ->> '$.typ' AS typ),
judged AS MATERIALIZED (
  SELECT claims,
         CASE WHEN error IS NOT NULL                                                                      THEN error
              WHEN lower(typ) NOT IN ('jwt', 'application/jwt')                                           THEN 'typ_mismatch'
              WHEN json_extract(claims, '$.aud') NOT IN (@client_id, json_array(@client_id))              THEN 'aud_mismatch'
              WHEN json_extract(claims, '$.azp') <> @client_id                                            THEN 'azp_mismatch'
              WHEN json_type(claims, '$.sub') <> 'text'
                OR length(CAST(json_extract(claims, '$.sub') AS BLOB)) NOT BETWEEN 1 AND 255              THEN 'sub_invalid'
              WHEN token_hash(json_extract(claims, '$.nonce')) <> @nonce_hash                             THEN 'nonce_mismatch'
              WHEN json_extract(claims, '$.at_hash') <> jwt_hash(@access_token, @id_token_signed_response_alg) THEN 'at_hash_mismatch'
         END AS flaw
    FROM said)
SELECT flaw AS id_token_flaw,
       CASE WHEN flaw IS NULL THEN json_remove(claims, '$.nonce') END AS id_token_claims,
       CASE WHEN flaw IS NULL THEN json_extract(claims, '$.sub') END AS id_token_sub,
       CASE WHEN flaw IS NULL AND json_type(claims, '$.sid') = 'text' THEN json_extract(claims, '$.sid') END AS id_token_sid
  FROM judged;
