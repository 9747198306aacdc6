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
