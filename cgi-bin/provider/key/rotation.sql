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
-- needs: @now @client_id
-- gives: lost_alg other_alg
-- The algorithms of this client's tokens of which no key can sign, and another one may be made: the one, and the other if there are two.
SELECT min(s.alg) AS lost_alg, CASE WHEN max(s.alg) <> min(s.alg) THEN max(s.alg) END AS other_alg
  FROM key_step AS s
 WHERE s.step = 'make' AND s.due_at <= @now
   AND (s.alg = (SELECT p.access_token_alg FROM provider_setting AS p)
        OR s.alg = (SELECT c.id_token_signed_response_alg FROM client AS c WHERE c.client_id = @client_id))
   AND NOT EXISTS (SELECT 1 FROM signing_now AS k WHERE k.alg = s.alg)
HAVING min(s.alg) IS NOT NULL;

-- local: rotation_lost_keys
-- needs: @lost_alg @other_alg
-- gives: lost_kid lost_jwk lost_public_jwk other_kid other_jwk other_public_jwk
WITH made AS MATERIALIZED (
  SELECT jwk_generate(@lost_alg, '{"use":"sig"}') AS lost, jwk_generate(@other_alg, '{"use":"sig"}') AS other)
SELECT lost ->> 'kid' AS lost_kid, lost AS lost_jwk, jwk_public(lost) AS lost_public_jwk,
       other ->> 'kid' AS other_kid, other AS other_jwk, jwk_public(other) AS other_public_jwk
  FROM made;

-- name: rotation_replace
-- needs: @lost_kid @lost_alg @lost_jwk @lost_public_jwk @other_kid @other_alg @other_jwk @other_public_jwk
-- They sign from now on, whoever has not heard of them yet; where another request was faster, its key does.
INSERT INTO signing_key (kid, alg, jwk, public_jwk, announced_at, active_at, longest_token, longest_session)
SELECT n.kid, n.alg, n.jwk, n.public_jwk, c.now, c.now, l.longest_token, l.longest_session
  FROM (SELECT CAST(@lost_kid AS TEXT) AS kid, CAST(@lost_alg AS TEXT) AS alg, CAST(@lost_jwk AS TEXT) AS jwk,
               CAST(@lost_public_jwk AS TEXT) AS public_jwk
        UNION ALL
        SELECT CAST(@other_kid AS TEXT), CAST(@other_alg AS TEXT), CAST(@other_jwk AS TEXT), CAST(@other_public_jwk AS TEXT)) AS n,
       clock AS c, longest_life AS l
 WHERE EXISTS (SELECT 1 FROM key_step AS s WHERE s.step = 'make' AND s.alg = n.alg AND s.due_at <= c.now)
   AND NOT EXISTS (SELECT 1 FROM signing_now AS k WHERE k.alg = n.alg);

-- name: rotation_replaced
-- needs: @lost_alg @other_alg
DELETE FROM key_wanted WHERE alg = @lost_alg OR alg = CAST(@other_alg AS TEXT);
