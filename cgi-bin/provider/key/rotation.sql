-- Keys come and go by themselves.  What is to be done, and from when on, says the view key_step.

-- name: rotation_due
-- needs: @now
-- gives: keys_due_at
SELECT due_at AS keys_due_at FROM key_schedule WHERE due_at <= @now;

-- name: rotation_claim
-- needs: @now
-- gives: rotation_alg
-- One worker at a time: whoever moves the time ahead does it, within half a minute.
UPDATE key_schedule
   SET due_at = @now + 30
 WHERE due_at <= @now
RETURNING (SELECT min(s.alg) FROM key_step AS s WHERE s.step = 'make' AND s.due_at <= @now) AS rotation_alg;

-- local: rotation_key
-- needs: @rotation_alg
-- gives: rotation_kid rotation_jwk rotation_public_jwk
WITH made AS MATERIALIZED (SELECT jwk_generate(@rotation_alg, '{"use":"sig"}') AS jwk)
SELECT jwk ->> 'kid' AS rotation_kid, jwk AS rotation_jwk, jwk_public(jwk) AS rotation_public_jwk FROM made;

-- name: rotation_announce
-- needs: @rotation_kid @rotation_alg @rotation_jwk @rotation_public_jwk @now
-- It signs when every cache of the JWKS has it; at once where no other one can sign, for then nobody is served meanwhile.
INSERT INTO signing_key (kid, alg, jwk, public_jwk, announced_at, active_at, longest_token, longest_session)
SELECT @rotation_kid, @rotation_alg, @rotation_jwk, @rotation_public_jwk, @now,
       CASE WHEN EXISTS (SELECT 1 FROM signing_now AS k WHERE k.alg = @rotation_alg) THEN @now + p.key_lead ELSE @now END,
       l.longest_token, l.longest_session
  FROM key_setting AS p, longest_life AS l
 WHERE EXISTS (SELECT 1 FROM key_step AS s WHERE s.step = 'make' AND s.alg = @rotation_alg AND s.due_at <= @now);

-- name: rotation_granted
-- needs: @rotation_alg
DELETE FROM key_wanted WHERE alg = @rotation_alg;

-- name: rotation_retire
-- needs: @now
-- It signed until the next one did; its private half is erased.
UPDATE signing_key
   SET jwk = NULL,
       retired_at = (SELECT CASE WHEN s.due_at > signing_key.active_at THEN s.due_at
                                 WHEN signing_key.active_at > @now     THEN signing_key.active_at
                                 ELSE @now END
                       FROM key_step AS s WHERE s.step = 'retire' AND s.kid = signing_key.kid)
 WHERE EXISTS (SELECT 1 FROM key_step AS s WHERE s.step = 'retire' AND s.kid = signing_key.kid AND s.due_at <= @now);

-- name: rotation_remove
-- needs: @now
-- It leaves the JWKS.  Its public half stays for hints: OIDC RP-Initiated Logout section 4.
UPDATE signing_key
   SET removed_at = @now
 WHERE EXISTS (SELECT 1 FROM key_step AS s WHERE s.step = 'remove' AND s.kid = signing_key.kid AND s.due_at <= @now);

-- name: rotation_forget
-- needs: @now
DELETE FROM signing_key
 WHERE EXISTS (SELECT 1 FROM key_step AS s WHERE s.step = 'forget' AND s.kid = signing_key.kid AND s.due_at <= @now);

-- name: rotation_next
-- needs: @now
UPDATE key_schedule SET due_at = coalesce((SELECT min(s.due_at) FROM key_step AS s), @now + 86400);

-- name: rotation_lost
-- needs: @now
-- gives: lost_alg
-- No key of it can sign, and another one may be made.
SELECT s.alg AS lost_alg
  FROM key_step AS s
 WHERE s.step = 'make' AND s.due_at <= @now
   AND NOT EXISTS (SELECT 1 FROM signing_now AS k WHERE k.alg = s.alg)
 LIMIT 1;
