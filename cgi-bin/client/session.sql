-- local: session_cookie
-- needs: $cookie
-- gives: cookie_id cookie_hash cookie_is_read
SELECT 'cs_' || token_id('cs', $cookie) AS cookie_id, token_hash(token_secret('cs', $cookie)) AS cookie_hash, 1 AS cookie_is_read;

-- name: session_find
-- needs: @cookie_id @cookie_hash @now
-- gives: session_id authorization_server sub subject nonce_hash id_token_hint created_at expires_at client_app_id client_id client_secret
--        token_endpoint_auth_method resource api asks_userinfo post_logout_redirect_uri id_token_signed_response_alg own_jwk provider_nonce api_nonce
--        generation kept_token kept_expires_at renewable
-- A session that is alive, and its tokens.  The authorization server is the one that signed this user in, whatever client_app says now.
SELECT s.session_id, s.issuer AS authorization_server, s.sub, s.sub AS subject, s.nonce_hash,
       CASE WHEN a.sends_id_token_hint = 1 THEN s.id_token END AS id_token_hint, s.created_at, s.expires_at,
       a.client_app_id, a.client_id, a.client_secret, a.token_endpoint_auth_method, a.resource, a.api, a.asks_userinfo,
       a.post_logout_redirect_uri, a.id_token_signed_response_alg, k.own_jwk, k.provider_nonce, k.api_nonce,
       t.generation, t.access_token AS kept_token, t.expires_at AS kept_expires_at,
       CASE WHEN t.refresh_token IS NULL THEN 0 ELSE 1 END AS renewable
  FROM client_session AS s
  JOIN client_app AS a ON a.client_app_id = s.client_app_id AND a.issuer = s.issuer
  JOIN client_token AS t ON t.session_id = s.session_id
  LEFT JOIN own_key AS k ON k.client_app_id = a.client_app_id
 WHERE s.session_id = @cookie_id
   AND s.secret_hash = @cookie_hash
   AND s.ended_at IS NULL
   AND s.expires_at > @now;

-- local: session_presented
-- needs: @fingerprint_key $cookie
-- gives: role type fingerprint place
SELECT 'presented' AS role, 'session' AS type, token_fingerprint(@fingerprint_key, $cookie) AS fingerprint, 'cookie' AS place;

-- local: session_form_genuine
-- needs: :csrf $cookie
-- gives: form_genuine
-- The value is made of the cookie.  Only this browser has it, and no other site can read the one or the other.
SELECT 1 AS form_genuine
 WHERE token_equal(:csrf, token_derive($cookie, 'csrf')) = 1;
