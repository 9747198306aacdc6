-- Keys come and go by themselves.  What is to be done, and from when on, says the view key_step.

-- name: rotation_wanted
-- needs: @now
-- gives: wanted_alg
-- It reads, and holds nobody up: most of the time there is nothing to make.
SELECT min(alg) AS wanted_alg FROM key_step WHERE step = 'make' AND due_at <= @now HAVING min(alg) IS NOT NULL;

-- name: rotation_claim
-- needs: @wanted_alg @now $clock
-- gives: making_until
-- One worker at a time, for ten seconds: making a key takes long, and the others serve meanwhile.  It waits a second at most to put
-- it away: where that is in vain, another one is made.
UPDATE key_maker
   SET making_until = CAST($clock AS BIGINT) + 10
 WHERE making_until NOT BETWEEN CAST($clock AS BIGINT) AND CAST($clock AS BIGINT) + 10
   AND EXISTS (SELECT 1 FROM key_step AS s WHERE s.step = 'make' AND s.alg = @wanted_alg AND s.due_at <= @now)
RETURNING making_until;

-- name: rotation_release
UPDATE key_maker SET making_until = 0;

-- local: rotation_key
-- needs: @wanted_alg
-- gives: rotation_kid rotation_jwk rotation_public_jwk
WITH made AS MATERIALIZED (SELECT jwk_generate(@wanted_alg, '{"use":"sig"}') AS jwk)
SELECT jwk ->> 'kid' AS rotation_kid, jwk AS rotation_jwk, jwk_public(jwk) AS rotation_public_jwk FROM made;

-- name: rotation_announce
-- needs: @rotation_kid @wanted_alg @rotation_jwk @rotation_public_jwk
-- gives: announced_kid
-- Announced now and not when the exchange began: making it took its time, and so did waiting for the database.  It signs when every
-- cache of the JWKS has it; at once where no other one can sign, for then nobody is served meanwhile.
INSERT INTO signing_key (kid, alg, jwk, public_jwk, announced_at, active_at, longest_token, longest_session)
SELECT @rotation_kid, @wanted_alg, @rotation_jwk, @rotation_public_jwk, c.now,
       CASE WHEN EXISTS (SELECT 1 FROM signing_now AS k WHERE k.alg = @wanted_alg) THEN c.now + p.key_lead ELSE c.now END,
       l.longest_token, l.longest_session
  FROM clock AS c, key_setting AS p, longest_life AS l
 WHERE EXISTS (SELECT 1 FROM key_step AS s WHERE s.step = 'make' AND s.alg = @wanted_alg AND s.due_at <= c.now)
RETURNING kid AS announced_kid;

-- name: rotation_granted
-- needs: @wanted_alg
DELETE FROM key_wanted WHERE alg = @wanted_alg;

-- name: rotation_due
-- needs: @now
-- gives: due_kid
SELECT kid AS due_kid FROM key_step WHERE step <> 'make' AND due_at <= @now LIMIT 1;

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

-- name: rotation_lost
-- needs: @now
-- gives: wanted_alg
-- No key of it can sign, and another one may be made.
SELECT s.alg AS wanted_alg
  FROM key_step AS s
 WHERE s.step = 'make' AND s.due_at <= @now
   AND NOT EXISTS (SELECT 1 FROM signing_now AS k WHERE k.alg = s.alg)
 LIMIT 1;
