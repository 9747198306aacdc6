-- Of each algorithm the key that signs now: the newest that is active, neither retired nor compromised.
CREATE VIEW signing_now AS
SELECT k.alg, k.kid, k.jwk
  FROM signing_key AS k
 WHERE k.kid = (SELECT n.kid FROM signing_key AS n
                 WHERE n.alg = k.alg AND n.active_at <= (SELECT now FROM clock) AND n.retired_at IS NULL AND n.compromised_at IS NULL
                 ORDER BY n.active_at DESC LIMIT 1);

-- The key that signs all access tokens; NULL when none may.
CREATE VIEW access_key AS
SELECT (SELECT k.jwk FROM signing_now AS k WHERE k.alg = s.value) AS access_key
  FROM setting AS s
 WHERE s.name = 'access_token_alg';

-- RFC 7517 section 5: what /jwks says.  Put together from stored public halves, so no private member can pass.
CREATE VIEW jwks AS
SELECT '{"keys":[' || coalesce(group_concat(public_jwk, ','), '') || ']}' AS jwks
  FROM signing_key
 WHERE removed_at IS NULL AND compromised_at IS NULL;

-- Every key whose word still counts for a hint: OIDC RP-Initiated Logout section 4 lets an old ID token speak.
CREATE VIEW hint_jwks AS
SELECT '{"keys":[' || coalesce(group_concat(public_jwk, ','), '') || ']}' AS hint_jwks
  FROM signing_key
 WHERE compromised_at IS NULL;
