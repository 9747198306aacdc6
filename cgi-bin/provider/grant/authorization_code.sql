-- Redeeming a code: RFC 6749 section 4.1.3, RFC 7636 section 4.6.

-- local: authorization_code_presented
-- needs: :code :code_verifier :resource
-- gives: code_id code_hash code_challenge resource_asked
-- Two resources stay a list, which is the resource of no grant: RFC 8707 section 2.2.
SELECT token_id('ac', :code) AS code_id, token_hash(token_secret('ac', :code)) AS code_hash,
       pkce_challenge(:code_verifier) AS code_challenge,
       CASE json_array_length(:resource) WHEN 1 THEN json_extract(:resource, '$[0]') ELSE :resource END AS resource_asked;

-- local: authorization_code_seen
-- needs: @fingerprint_key @reason :code
-- gives: role type fingerprint place verdict
SELECT 'presented' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :code) AS fingerprint, 'body' AS place,
       coalesce(@reason, 'ok') AS verdict;

-- name: authorization_code_redeem
-- needs: @now @code_id @code_hash @client_id @code_challenge @dpop_jkt @resource_asked @issuer :redirect_uri :code_verifier
-- gives: grant_id nonce
-- Spend the code: this client's, for the redirect URI as it was sent, which is still its own, with its verifier and its key, unspent and
-- fresh, its grant alive.
-- RFC 6749 section 4.1.3, RFC 7636 section 4.6, RFC 9449 section 10; no verifier without challenge: RFC 9700 section 4.8.2.
UPDATE authorization_code
   SET redeemed_at = @now
 WHERE code_id = @code_id
   AND secret_hash = @code_hash
   AND client_id = @client_id
   AND (redirect_uri = :redirect_uri OR (CAST(:redirect_uri AS TEXT) IS NULL AND code_challenge IS NOT NULL))
   AND (code_challenge IS NOT DISTINCT FROM @code_challenge AND (code_challenge IS NOT NULL OR CAST(:code_verifier AS TEXT) IS NULL)
        OR (SELECT pkce_check FROM provider_setting) = 'off')
   AND (dpop_jkt IS NULL OR dpop_jkt = CAST(@dpop_jkt AS TEXT))
   AND redeemed_at IS NULL
   AND expires_at > @now
   AND EXISTS (SELECT 1 FROM client_redirect_uri AS u
                WHERE u.client_id = authorization_code.client_id
                  AND u.redirect_uri = coalesce(authorization_code.registered_uri, authorization_code.redirect_uri))
   AND EXISTS (SELECT 1 FROM grant_life AS l JOIN authorization_grant AS g ON g.grant_id = l.grant_id
                WHERE l.grant_id = authorization_code.grant_id AND l.ends_at > @now
                  AND (CAST(@resource_asked AS TEXT) IS NULL OR coalesce(g.resource, @issuer) = @resource_asked))
RETURNING grant_id, nonce;

-- name: authorization_code_replay_revokes
-- needs: @now @code_id @code_hash @client_id @code_challenge @dpop_jkt :redirect_uri :code_verifier
-- gives: grant_id
-- Shown twice by a request that is otherwise valid, it takes its tokens with it (RFC 6749 section 4.1.2); by any other it does
-- not, else anyone who saw a code could log a user out (OAuth 2.1 section 7.5).
UPDATE authorization_grant
   SET revoked_at = @now, revoked_reason = 'code_replayed', family_key = NULL
 WHERE revoked_at IS NULL
   AND grant_id = (SELECT c.grant_id FROM authorization_code AS c
                    WHERE c.code_id = @code_id
                      AND c.secret_hash = @code_hash
                      AND c.client_id = @client_id
                      AND (c.redirect_uri = :redirect_uri OR (CAST(:redirect_uri AS TEXT) IS NULL AND c.code_challenge IS NOT NULL))
                      AND (c.code_challenge IS NOT DISTINCT FROM @code_challenge
                           AND (c.code_challenge IS NOT NULL OR CAST(:code_verifier AS TEXT) IS NULL)
                           OR (SELECT pkce_check FROM provider_setting) = 'off')
                      AND (c.dpop_jkt IS NULL OR c.dpop_jkt = CAST(@dpop_jkt AS TEXT))
                      AND c.redeemed_at IS NOT NULL)
RETURNING grant_id;

-- name: authorization_code_why
-- needs: @client_id @code_challenge @dpop_jkt @now @code_id @code_hash :redirect_uri :code_verifier
-- gives: reason
SELECT CASE WHEN code_id IS NULL                                                            THEN 'code_unknown'
            WHEN client_id <> @client_id                                                    THEN 'code_other_client'
            WHEN redirect_uri <> :redirect_uri
              OR (CAST(:redirect_uri AS TEXT) IS NULL AND code_challenge IS NULL)           THEN 'redirect_uri_mismatch'
            WHEN pkce_check = 'on' AND code_challenge IS NULL AND CAST(:code_verifier AS TEXT) IS NOT NULL THEN 'pkce_downgrade'
            WHEN pkce_check = 'on' AND code_challenge IS NOT NULL AND CAST(@code_challenge AS TEXT) IS NULL THEN 'pkce_verifier_missing'
            WHEN pkce_check = 'on' AND code_challenge <> @code_challenge                    THEN 'pkce_mismatch'
            WHEN dpop_jkt IS NOT NULL AND (CAST(@dpop_jkt AS TEXT) IS NULL OR dpop_jkt <> @dpop_jkt) THEN 'code_other_key'
            WHEN redeemed_at IS NOT NULL                                                    THEN 'code_replayed'
            WHEN expires_at <= @now                                                         THEN 'code_expired'
            WHEN flaw IS NOT NULL                                                           THEN flaw
            WHEN address_lost = 1                                                           THEN 'code_redirect_uri_withdrawn'
            WHEN ends_at <= @now                                                            THEN 'session_ended'
            ELSE 'resource_mismatch' END AS reason
  FROM (SELECT c.*, (SELECT f.flaw FROM grant_flaw AS f WHERE f.grant_id = c.grant_id) AS flaw,
               (SELECT l.ends_at FROM grant_life AS l WHERE l.grant_id = c.grant_id) AS ends_at,
               CASE WHEN EXISTS (SELECT 1 FROM client_redirect_uri AS u
                                  WHERE u.client_id = c.client_id AND u.redirect_uri = coalesce(c.registered_uri, c.redirect_uri))
                    THEN 0 ELSE 1 END AS address_lost,
               (SELECT pkce_check FROM provider_setting) AS pkce_check
          FROM (SELECT 1 AS one) AS t
          LEFT JOIN authorization_code AS c ON c.code_id = @code_id AND c.secret_hash = @code_hash) AS presented;

-- local: authorization_code_ended
-- needs: @fingerprint_key @reason :code
-- gives: role type fingerprint place verdict
SELECT 'revoked' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :code) AS fingerprint, 'body' AS place, @reason AS verdict;
