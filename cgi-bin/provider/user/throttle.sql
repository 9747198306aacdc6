-- Passwords and secrets that people chose can be guessed: tries are counted, RFC 6749 section 10.10, OAuth 2.1 section 2.4.1.

-- name: throttle_count
-- needs: @now @throttle_reason @throttle_pair @throttle_account @throttle_network
-- Before the slow check, so that many at once do not slip through; within a window that the first try opens.  A try during the wait
-- is not counted: it makes nobody's wait longer.  Each wait in a row is twice as long as the one before; but not that of an account or a
-- network alone, for in these a stranger can keep others waiting.
INSERT INTO throttle (throttle_key, failures, most, expires_at, part, reason)
SELECT k.throttle_key, 1, k.most, @now + p.login_wait, k.part, @throttle_reason
  FROM (SELECT CAST(@throttle_pair AS TEXT) AS throttle_key, login_attempts AS most, 'pair' AS part FROM provider_setting
        UNION ALL SELECT CAST(@throttle_account AS TEXT), login_attempts_account, 'account' FROM provider_setting
        UNION ALL SELECT CAST(@throttle_network AS TEXT), login_attempts_network, 'network' FROM provider_setting) AS k,
       provider_setting AS p
 WHERE k.throttle_key IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM throttle AS w
                    WHERE w.throttle_key IN (@throttle_pair, @throttle_account, @throttle_network)
                      AND w.failures > w.most AND w.expires_at > @now)
ON CONFLICT (throttle_key) DO UPDATE
   SET failures = CASE WHEN throttle.expires_at > @now THEN throttle.failures + 1 ELSE 1 END,
       most = excluded.most, part = excluded.part, reason = excluded.reason,
       waits = CASE WHEN throttle.expires_at <= @now - (SELECT login_wait_longest FROM provider_setting) THEN 0
                    WHEN throttle.expires_at > @now AND throttle.failures >= excluded.most               THEN throttle.waits + 1
                    ELSE throttle.waits END,
       expires_at = CASE WHEN throttle.expires_at <= @now         THEN excluded.expires_at
                         WHEN throttle.failures < excluded.most   THEN throttle.expires_at
                         WHEN excluded.part <> 'pair'             THEN excluded.expires_at
                         ELSE CAST(@now AS BIGINT) + (
                           SELECT CASE WHEN throttle.waits = 0 OR login_wait >= login_wait_longest                          THEN login_wait
                                       WHEN throttle.waits > 16 OR login_wait * (1 << throttle.waits) > login_wait_longest  THEN login_wait_longest
                                       ELSE login_wait * (1 << throttle.waits) END FROM provider_setting) END;

-- name: throttle_wait
-- needs: @now @throttle_pair @throttle_account @throttle_network
-- gives: wait
SELECT max(expires_at) - @now AS wait
  FROM throttle
 WHERE throttle_key IN (@throttle_pair, @throttle_account, @throttle_network)
   AND failures > most
   AND expires_at > @now;

-- local: throttle_header
-- needs: @wait
-- gives: retry_after
SELECT CAST(@wait AS TEXT) AS retry_after;

-- name: throttle_forget
-- needs: @throttle_pair
DELETE FROM throttle WHERE throttle_key = @throttle_pair;

-- name: throttle_take_back
-- needs: @throttle_account @throttle_network
-- Account and network keep the failures of other tries: one right password does not excuse them.
UPDATE throttle SET failures = failures - 1 WHERE throttle_key IN (@throttle_account, @throttle_network) AND failures > 0;
