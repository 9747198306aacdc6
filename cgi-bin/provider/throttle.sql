-- Passwords and secrets that people chose can be guessed: tries are counted, RFC 6749 section 10.10, OAuth 2.1 section 2.4.1.

-- name: throttle_count
-- Before the slow check, so that many at once do not slip through.  Who waits already is not counted: he does not wait longer
-- for trying, and nobody else waits because of him.
INSERT INTO throttle (throttle_key, failures, expires_at)
SELECT k.throttle_key, 1, @now + p.login_wait
  FROM (SELECT CAST(@throttle_first AS TEXT) AS throttle_key UNION ALL SELECT CAST(@throttle_second AS TEXT)) AS k,
       provider_setting AS p
 WHERE k.throttle_key IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM throttle AS w
                    WHERE w.throttle_key IN (@throttle_first, @throttle_second) AND w.failures > p.login_attempts AND w.expires_at > @now)
ON CONFLICT (throttle_key) DO UPDATE
   SET failures = CASE WHEN throttle.expires_at > @now THEN throttle.failures + 1 ELSE 1 END,
       expires_at = excluded.expires_at;

-- name: throttle_wait
SELECT max(expires_at) - @now AS wait
  FROM throttle
 WHERE throttle_key IN (@throttle_first, @throttle_second)
   AND failures > (SELECT login_attempts FROM provider_setting)
   AND expires_at > @now;

-- local: throttle_header
SELECT CAST(@wait AS TEXT) AS retry_after;

-- name: throttle_forget
DELETE FROM throttle WHERE throttle_key = @throttle_first;

-- name: throttle_take_back
-- An address keeps its other failures: one right password of the attacker's own does not excuse the rest.
UPDATE throttle SET failures = failures - 1 WHERE throttle_key = @throttle_second AND failures > 0;
