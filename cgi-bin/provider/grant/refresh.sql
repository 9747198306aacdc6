-- Refresh tokens: RFC 6749 section 6, RFC 9700 section 4.14.

-- local: refresh_presented
-- gives: event_kind nonce
-- OIDC Core section 12.2: a refreshed ID token has no nonce.
SELECT 'token.refresh' AS event_kind, NULL AS nonce;

-- name: refresh_find
-- needs: @issuer @now @refresh_id @refresh_hash @client_id
-- gives: grant_id subject session_id scope_granted scope_alive audience claims claims_beyond auth_time offline family_key family_jkt refresh_rotation
--        generation too_often
-- Whose it is; whether it may be used is decided below.  Each use leaves a row for a while, so a family has a rate.
SELECT g.grant_id, g.subject, g.session_id, g.scope AS scope_granted,
       (SELECT l.scope FROM grant_life AS l WHERE l.grant_id = t.grant_id) AS scope_alive, coalesce(g.resource, @issuer) AS audience,
       g.claims, g.claims_beyond, g.auth_time,
       CASE WHEN EXISTS (SELECT 1 FROM online_grant AS o WHERE o.grant_id = g.grant_id) THEN 0 ELSE 1 END AS offline,
       g.family_key, g.dpop_jkt AS family_jkt, c.refresh_rotation, t.generation,
       CASE WHEN t.used_at IS NULL AND EXISTS (SELECT 1 FROM refresh_token AS earlier
                                                WHERE earlier.grant_id = t.grant_id AND earlier.issued_at > @now - 60
                                                  AND earlier.generation = t.generation - l.refresh_rate)
            THEN 1 ELSE 0 END AS too_often
  FROM refresh_token AS t
  JOIN authorization_grant AS g ON g.grant_id = t.grant_id
  JOIN client AS c ON c.client_id = g.client_id
  JOIN client_lifetime AS l ON l.client_id = g.client_id
 WHERE t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash AND g.client_id = @client_id;

-- local: refresh_scope_all
-- needs: @scope_alive
-- gives: token_scope about
SELECT @scope_alive AS token_scope, NULL AS about;

-- local: refresh_scope
-- needs: @scope_asked @scopes_known @scope_alive @scope_granted
-- gives: token_scope about
-- RFC 6749 section 6: less than was granted, for this access token; never more.  What was granted and is there no more is left out.
WITH known AS (
  SELECT value ->> 'scope' AS scope, instr(' ' || @scope_asked || ' ', ' ' || (value ->> 'scope') || ' ') AS place FROM json_each(@scopes_known))
SELECT (SELECT group_concat(scope, ' ')
          FROM (SELECT scope FROM known WHERE instr(' ' || @scope_alive || ' ', ' ' || scope || ' ') > 0 ORDER BY place)) AS token_scope,
       (SELECT group_concat(scope, ' ') FROM known WHERE instr(' ' || @scope_granted || ' ', ' ' || scope || ' ') = 0) AS about;

-- local: refresh_flaw
-- needs: @family_jkt @dpop_jkt @too_often @scope_malformed @about @token_scope @resources_asked @resource_asked @audience
-- gives: refresh_flaw
SELECT CASE WHEN @family_jkt IS NOT NULL AND @family_jkt IS NOT @dpop_jkt THEN 'refresh_other_key'
            WHEN @too_often = 1                        THEN 'refresh_too_often'
            WHEN @scope_malformed                      THEN 'scope_invalid'
            WHEN @about IS NOT NULL                    THEN 'scope_not_granted'
            WHEN @token_scope IS NULL                  THEN 'scope_invalid'
            WHEN @resources_asked > 1                  THEN 'resource_several'
            WHEN @resource_asked <> @audience          THEN 'resource_mismatch' END AS refresh_flaw;

-- name: refresh_spend
-- needs: @now @new_refresh_id @refresh_id @refresh_hash @client_id
-- gives: successor_id
-- Used for the first time, in time: now it has a successor.  (used_at is asked of the row itself: of two at once PostgreSQL looks at
-- that again, and not at the view.)
UPDATE refresh_token
   SET used_at = @now, successor_id = @new_refresh_id
 WHERE refresh_id = @refresh_id AND secret_hash = @refresh_hash
   AND used_at IS NULL
   AND EXISTS (SELECT 1 FROM refresh_life AS l
                WHERE l.refresh_id = refresh_token.refresh_id AND l.client_id = @client_id AND l.ends_at > @now)
RETURNING successor_id;

-- name: refresh_again
-- needs: @refresh_id @refresh_hash @now @client_id
-- gives: successor_id
-- Within the grace window it gets the same successor, even if that was used already: an answer was lost, or two tabs asked at once.
SELECT t.successor_id
  FROM refresh_token AS t
  JOIN refresh_grace AS w ON w.refresh_id = t.refresh_id
  JOIN grant_life AS g ON g.grant_id = t.grant_id
 WHERE t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash
   AND (w.ends_at > @now OR w.until_used = 1) AND w.successor_expires_at > @now
   AND g.client_id = @client_id AND g.ends_at > @now;

-- name: refresh_reuse_revokes
-- needs: @now @client_id @refresh_id @refresh_hash
-- gives: revoked_reason
-- After the window two parties have it: the family ends, and with family_key the way to any successor.
UPDATE authorization_grant
   SET revoked_at = @now, revoked_reason = 'refresh_reused', family_key = NULL
 WHERE revoked_at IS NULL AND client_id = @client_id
   AND grant_id = (SELECT t.grant_id FROM refresh_token AS t JOIN refresh_grace AS w ON w.refresh_id = t.refresh_id
                    WHERE t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash AND w.ends_at <= @now AND w.until_used = 0)
RETURNING revoked_reason;

-- name: refresh_stay
-- needs: @now @client_id @refresh_id @refresh_hash
-- gives: refresh_expires_at
-- Of a client whose secret binds it: the same token goes on, its idle bound moves.
UPDATE refresh_token
   SET expires_at = @now + (SELECT l.refresh_idle FROM client_lifetime AS l WHERE l.client_id = @client_id)
 WHERE refresh_id = @refresh_id AND secret_hash = @refresh_hash
   AND used_at IS NULL
   AND EXISTS (SELECT 1 FROM refresh_life AS l
                WHERE l.refresh_id = refresh_token.refresh_id AND l.client_id = @client_id AND l.ends_at > @now)
RETURNING expires_at AS refresh_expires_at;

-- local: refresh_same
-- gives: refresh_token
-- RFC 6749 section 5.1: no new one.
SELECT NULL AS refresh_token;

-- name: refresh_withdrawn_revokes
-- needs: @now @grant_id
-- gives: revoked_reason
-- What was taken back does not come again with another consent, nor with another group.
UPDATE authorization_grant
   SET revoked_at = @now, family_key = NULL,
       revoked_reason = (SELECT f.flaw FROM grant_flaw AS f WHERE f.grant_id = authorization_grant.grant_id)
 WHERE grant_id = @grant_id AND revoked_at IS NULL
   AND EXISTS (SELECT 1 FROM grant_flaw AS f
                WHERE f.grant_id = authorization_grant.grant_id AND f.flaw IN ('scope_withdrawn', 'group_missing'))
RETURNING revoked_reason;

-- name: refresh_why
-- needs: @client_id @now @refresh_id @refresh_hash
-- gives: reason
SELECT CASE WHEN refresh_id IS NULL          THEN 'refresh_unknown'
            WHEN client_id <> @client_id     THEN 'refresh_other_client'
            WHEN flaw IS NOT NULL            THEN flaw
            WHEN grant_expires_at <= @now    THEN 'refresh_absolute'
            WHEN refresh_expires_at <= @now  THEN 'refresh_expired'
            ELSE 'session_ended' END AS reason
  FROM (SELECT t.refresh_id, t.expires_at AS refresh_expires_at, g.client_id, g.expires_at AS grant_expires_at,
               (SELECT f.flaw FROM grant_flaw AS f WHERE f.grant_id = t.grant_id) AS flaw
          FROM (SELECT 1 AS one) AS o
          LEFT JOIN refresh_token AS t ON t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash
          LEFT JOIN authorization_grant AS g ON g.grant_id = t.grant_id) AS presented;

-- local: refresh_ended
-- needs: @fingerprint_key @reason :refresh_token
-- gives: role type fingerprint place verdict
SELECT 'revoked' AS role, 'refresh' AS type, token_fingerprint(@fingerprint_key, :refresh_token) AS fingerprint, 'body' AS place,
       @reason AS verdict;

-- name: refresh_forgotten_revokes
-- needs: @now @forgotten_grant_id @client_id @dpop_jkt @refresh_id @refresh_hash @forgotten_generation
-- gives: grant_id
-- (With refresh_until_used the last but one is no theft, as long as the newest waits to be used.)
UPDATE authorization_grant
   SET revoked_at = @now, revoked_reason = 'refresh_reused', family_key = NULL
 WHERE grant_id = @forgotten_grant_id AND client_id = @client_id AND revoked_at IS NULL
   AND (dpop_jkt IS NULL OR dpop_jkt = CAST(@dpop_jkt AS TEXT))
   AND (SELECT refresh_reuse FROM provider_setting) = 'detected'
   AND NOT EXISTS (SELECT 1 FROM refresh_token AS t WHERE t.refresh_id = @refresh_id AND t.secret_hash = @refresh_hash)
   AND NOT EXISTS (SELECT 1 FROM refresh_token AS n JOIN client_lifetime AS l ON l.client_id = @client_id
                    WHERE n.grant_id = authorization_grant.grant_id AND n.successor_id IS NULL AND l.refresh_until_used = 1
                      AND n.generation % 1000000 = (CAST(@forgotten_generation AS BIGINT) + 1) % 1000000)
RETURNING grant_id;
