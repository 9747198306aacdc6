-- Who asks at the back channel: RFC 6749 section 2.3, by exactly the method that the client is registered for.

-- local: client_presented
-- needs: @basic_user @basic_password :client_id :client_assertion :client_assertion_type :client_secret $authorization_scheme
-- gives: presented_id presented_secret presented_hash presented_method presented_flaw
-- A client_id in the body beside the same one in the header is no second method; an empty secret is none, in either place.  An assertion
-- names its client itself: RFC 7521 section 4.2.
WITH sent AS (
  SELECT coalesce(@basic_user, :client_id) AS id, @basic_password AS password, CAST(jwt_unverified(:client_assertion) ->> 'sub' AS TEXT) AS sub,
         :client_assertion IS NOT NULL OR :client_assertion_type IS NOT NULL AS asserted)
SELECT CASE WHEN asserted THEN coalesce(sub, id) ELSE id END AS presented_id,
       coalesce(password, :client_secret) AS presented_secret, token_hash(coalesce(password, :client_secret)) AS presented_hash,
       CASE WHEN $authorization_scheme <> 'basic' THEN 'authorization_scheme'
            WHEN asserted                         THEN 'client_assertion'
            WHEN password IS NOT NULL             THEN 'client_secret_basic'
            WHEN :client_secret IS NOT NULL       THEN 'client_secret_post'
            ELSE 'none' END AS presented_method,
       CASE WHEN (password IS NOT NULL) + (:client_secret IS NOT NULL) + asserted > 1 THEN 'client_method_several'
            WHEN @basic_user <> :client_id OR asserted AND sub <> id   THEN 'client_id_mismatch'
            WHEN $authorization_scheme <> 'basic'                      THEN 'client_method_mismatch'
            WHEN asserted AND coalesce(sub, id) IS NULL                THEN 'assertion_malformed'
            WHEN coalesce(sub, id) IS NULL                             THEN 'client_authentication_missing' END AS presented_flaw
  FROM sent;

-- name: client_authenticate
-- needs: @presented_hash @now @presented_id @presented_method :grant_type
-- gives: client_id token_endpoint_auth_method client_name client_resource default_scope id_token_signed_response_alg dpop_bound_access_tokens
--        sector_identifier is_opaque client_password_hash next_password_hash grant_allowed
-- A machine-made secret is compared here, by its hash; one that a person chose is left to password_verify, and an assertion to
-- assertion.c.  An old secret that a new one overlaps ends by itself.
SELECT c.client_id, c.token_endpoint_auth_method, c.client_name, c.resource AS client_resource, c.default_scope,
       c.id_token_signed_response_alg, c.dpop_bound_access_tokens, c.sector_identifier,
       CASE c.access_token_format WHEN 'opaque' THEN 1 ELSE 0 END AS is_opaque,
       CASE WHEN c.secret_hash = @presented_hash OR c.next_secret_hash = @presented_hash THEN NULL
            WHEN c.secret_hash LIKE '$scrypt$%' THEN c.secret_hash END AS client_password_hash,
       CASE WHEN c.secret_hash = @presented_hash OR c.next_secret_hash = @presented_hash THEN NULL
            WHEN c.next_secret_hash LIKE '$scrypt$%' THEN c.next_secret_hash END AS next_password_hash,
       CASE WHEN EXISTS (SELECT 1 FROM client_grant_type AS g
                          WHERE g.client_id = c.client_id AND g.grant_type = :grant_type) THEN 1 ELSE 0 END AS grant_allowed
  FROM (SELECT a.client_id, a.token_endpoint_auth_method, a.client_name, a.resource, a.default_scope, a.id_token_signed_response_alg,
               a.dpop_bound_access_tokens, a.access_token_format, a.sector_identifier,
               CASE WHEN a.client_secret_expires_at <= @now THEN NULL ELSE a.secret_hash END AS secret_hash, a.next_secret_hash
          FROM active_client AS a
         WHERE a.client_id = @presented_id) AS c
 WHERE CASE c.token_endpoint_auth_method
            WHEN 'private_key_jwt' THEN 'client_assertion' WHEN 'client_secret_jwt' THEN 'client_assertion'
            ELSE c.token_endpoint_auth_method END = @presented_method
   AND (@presented_method IN ('none', 'client_assertion')
        OR c.secret_hash = @presented_hash OR c.next_secret_hash = @presented_hash
        OR c.secret_hash LIKE '$scrypt$%' OR c.next_secret_hash LIKE '$scrypt$%');

-- name: client_why
-- needs: @presented_flaw @presented_method @presented_hash @presented_id
-- gives: client_id token_endpoint_auth_method client_flaw
-- For the record: the caller is not told.
SELECT c.client_id, c.token_endpoint_auth_method,
       CASE WHEN CAST(@presented_flaw AS TEXT) IS NOT NULL           THEN @presented_flaw
            WHEN c.client_id IS NULL                                 THEN 'client_unknown'
            WHEN c.suspended_at IS NOT NULL                          THEN 'client_suspended'
            WHEN c.token_endpoint_auth_method <> @presented_method   THEN 'client_method_mismatch'
            WHEN c.secret_hash = @presented_hash                     THEN 'client_secret_expired'
            ELSE 'client_secret_wrong' END AS client_flaw
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN client AS c ON c.client_id = @presented_id;

-- local: client_detail
-- needs: @presented_method @token_endpoint_auth_method @client_id @presented_id
-- gives: detail
SELECT json_patch('{}', json_object('method', @presented_method, 'registered_method', @token_endpoint_auth_method,
                                    'client_id', CASE WHEN @client_id IS NULL THEN substr(@presented_id, 1, 200) END)) AS detail;

-- local: client_throttle
-- needs: @fingerprint_key @client_id $remote_network
-- gives: throttle_pair throttle_account throttle_network
-- No count of the client alone: a machine has no browser to be known by, and any stranger could keep it out.
SELECT token_fingerprint(@fingerprint_key, 'client ' || @client_id || ' ' || $remote_network) AS throttle_pair,
       NULL AS throttle_account,
       token_fingerprint(@fingerprint_key, 'network ' || $remote_network) AS throttle_network;

-- local: client_password
-- needs: @presented_secret @client_password_hash @next_password_hash
-- gives: client_password_right
SELECT coalesce(password_verify(coalesce(@presented_secret, ''), @client_password_hash), 0)
       OR coalesce(password_verify(coalesce(@presented_secret, ''), @next_password_hash), 0) AS client_password_right;
