-- An ID token of ours that comes back as a hint: OIDC Core section 3.1.2.1, RP-Initiated Logout section 4.

-- local: hint_absent
-- gives: hint_client_id hint_user hint_sid
SELECT NULL AS hint_client_id, NULL AS hint_user, NULL AS hint_sid;

-- name: hint_keys
-- gives: hint_jwks
SELECT hint_jwks FROM hint_jwks;

-- local: hint_verify
-- needs: @hint_jwks @issuer @leeway @now :id_token_hint
-- gives: hint_client_id hint_user hint_sid
-- Its aud selects nothing but what it is verified against; expired is as good as fresh.  All NULL: it is none of ours.
WITH verified AS MATERIALIZED (
  SELECT jwt_verify(:id_token_hint, @hint_jwks,
           json_object('iss', @issuer, 'aud', CAST(coalesce(jwt_unverified(:id_token_hint) ->> 'aud', '') AS TEXT), 'typ', 'JWT',
                       'exp', 'ignored', 'leeway', @leeway, 'now', @now)) AS claims)
SELECT claims ->> 'aud' AS hint_client_id, claims ->> 'sub' AS hint_user, claims ->> 'sid' AS hint_sid
  FROM verified;

-- local: hint_seen
-- needs: @fingerprint_key :id_token_hint $method
-- gives: role type fingerprint place alg kid iss aud exp
SELECT 'presented' AS role, 'id' AS type, token_fingerprint(@fingerprint_key, :id_token_hint) AS fingerprint,
       CASE WHEN $method = 'POST' THEN 'body' ELSE 'query' END AS place,
       header ->> 'alg' AS alg, header ->> 'kid' AS kid, claims ->> 'iss' AS iss, claims ->> 'aud' AS aud, claims ->> 'exp' AS exp
  FROM (SELECT jwt_header(:id_token_hint) AS header, jwt_unverified(:id_token_hint) AS claims) AS said;
