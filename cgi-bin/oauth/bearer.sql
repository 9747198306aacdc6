-- name: bearer_algs
-- gives: challenge_algs
SELECT dpop_algs AS challenge_algs FROM dpop_algs;

-- local: bearer_challenge
-- needs: @reason @error @error_told @challenge_attributes @challenge_algs @challenge_dpop @error_status $authorization_scheme
-- gives: challenge challenge_status
-- RFC 6750 section 3.1: a request without a token is told no error.  RFC 9449 section 7.1: who came by the scheme DPoP, or should have, is
-- answered in it, and a proof that is no good is 401 here; all others hear that they may.
WITH said AS MATERIALIZED (
  SELECT 'realm="sqlite-oidc"'
         || CASE WHEN @reason = 'token_missing' THEN ''
                 ELSE ', error="' || @error || '", error_description="' || coalesce(@error_told, 'The token is not valid here.') || '"' END
         || coalesce(', ' || @challenge_attributes, '') AS words,
         'DPoP algs="' || replace(replace(replace(@challenge_algs, '","', ' '), '["', ''), '"]', '') || '"' AS dpop)
SELECT CASE WHEN @challenge_dpop = 1 AND ($authorization_scheme = 'dpop' OR @reason IN ('token_bound', 'dpop_required'))
            THEN dpop || ', ' || words
            ELSE 'Bearer ' || words || CASE WHEN @challenge_dpop = 1 THEN ', ' || dpop ELSE '' END END AS challenge,
       CASE WHEN @error IN ('invalid_dpop_proof', 'use_dpop_nonce') THEN 401 ELSE @error_status END AS challenge_status
  FROM said;
