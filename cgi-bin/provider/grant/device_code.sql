-- A device asks for its tokens: RFC 8628 sections 3.4 and 3.5.

-- local: device_code_presented
-- needs: :device_code :resource
-- gives: event_kind device_id device_hash resource_asked nonce
-- Two resources stay a list, which is the resource of no grant: RFC 8707 section 2.2.
SELECT 'token.poll' AS event_kind, token_id('dc', :device_code) AS device_id, token_hash(token_secret('dc', :device_code)) AS device_hash,
       CASE json_array_length(:resource) WHEN 1 THEN json_extract(:resource, '$[0]') ELSE :resource END AS resource_asked, NULL AS nonce;

-- local: device_code_seen
-- needs: @fingerprint_key @reason :device_code
-- gives: role type fingerprint place verdict
SELECT 'presented' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :device_code) AS fingerprint, 'body' AS place,
       coalesce(@reason, 'ok') AS verdict;

-- name: device_code_trace
-- needs: @device_id @device_hash @client_id
-- gives: trace_continued
-- One journey: what the device asked, what its user did, and this.
SELECT trace_id AS trace_continued
  FROM device_authorization
 WHERE device_id = @device_id AND secret_hash = @device_hash AND client_id = @client_id;

-- name: device_code_redeem
-- needs: @now @device_id @device_hash @client_id @resource_asked @issuer
-- gives: grant_id
-- Spend the code: this client's, allowed, unspent and fresh, its grant alive.
UPDATE device_authorization
   SET redeemed_at = @now
 WHERE device_id = @device_id
   AND secret_hash = @device_hash
   AND client_id = @client_id
   AND redeemed_at IS NULL
   AND expires_at > @now
   AND EXISTS (SELECT 1 FROM grant_life AS l JOIN authorization_grant AS g ON g.grant_id = l.grant_id
                WHERE l.grant_id = device_authorization.grant_id AND l.ends_at > @now
                  AND (CAST(@resource_asked AS TEXT) IS NULL OR coalesce(g.resource, @issuer) = @resource_asked))
RETURNING grant_id;

-- name: device_code_replay_revokes
-- needs: @now @device_id @device_hash @client_id
-- gives: grant_id
-- Shown twice, two parties have it, or the first answer was lost: either way its tokens are in no good hands.  As of an authorization
-- code, RFC 6749 section 4.1.2.
UPDATE authorization_grant
   SET revoked_at = @now, revoked_reason = 'code_replayed', family_key = NULL
 WHERE revoked_at IS NULL
   AND grant_id = (SELECT d.grant_id FROM device_authorization AS d
                    WHERE d.device_id = @device_id AND d.secret_hash = @device_hash AND d.client_id = @client_id AND d.redeemed_at IS NOT NULL)
RETURNING grant_id;

-- name: device_code_waits
-- needs: @now @device_id @device_hash @client_id
-- gives: polled_at
-- Its user has not decided yet, and still can, section 3.5.  (Times are whole seconds, so one of them is forgiven.)
UPDATE device_authorization
   SET polled_at = @now
 WHERE device_id = @device_id AND secret_hash = @device_hash AND client_id = @client_id AND decided_at IS NULL AND expires_at > @now
   AND (polled_at IS NULL OR polled_at <= @now - poll_interval + 1)
   AND EXISTS (SELECT 1 FROM device_life AS l WHERE l.device_id = device_authorization.device_id AND l.flaw IS NULL)
RETURNING polled_at;

-- name: device_code_hurries
-- needs: @now @device_id @device_hash @client_id
-- gives: poll_interval
-- Section 3.5: who asks too soon has five seconds more to wait, now and from then on.
UPDATE device_authorization
   SET polled_at = @now, poll_interval = poll_interval + 5
 WHERE device_id = @device_id AND secret_hash = @device_hash AND client_id = @client_id AND decided_at IS NULL AND expires_at > @now
   AND EXISTS (SELECT 1 FROM device_life AS l WHERE l.device_id = device_authorization.device_id AND l.flaw IS NULL)
RETURNING poll_interval;

-- name: device_code_why
-- needs: @client_id @now @device_id @device_hash
-- gives: reason
SELECT CASE WHEN d.device_id IS NULL             THEN 'device_code_unknown'
            WHEN d.client_id <> @client_id       THEN 'device_code_other_client'
            WHEN d.redeemed_at IS NOT NULL       THEN 'device_code_replayed'
            WHEN d.decided_at IS NOT NULL AND d.grant_id IS NULL THEN 'device_denied'
            WHEN d.expires_at <= @now            THEN 'device_code_expired'
            WHEN f.flaw IS NOT NULL              THEN f.flaw
            WHEN d.grant_id IS NULL              THEN l.flaw
            ELSE 'resource_mismatch' END AS reason
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN device_authorization AS d ON d.device_id = @device_id AND d.secret_hash = @device_hash
  LEFT JOIN device_life AS l ON l.device_id = d.device_id
  LEFT JOIN grant_flaw AS f ON f.grant_id = d.grant_id;

-- local: device_code_ended
-- needs: @fingerprint_key @reason :device_code
-- gives: role type fingerprint place verdict
SELECT 'revoked' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :device_code) AS fingerprint, 'body' AS place, @reason AS verdict;
