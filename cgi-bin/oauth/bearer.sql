-- local: bearer_challenge
-- needs: @reason @error @error_told @challenge_attributes
-- gives: challenge
-- RFC 6750 section 3.1: a request without a token is told no error.
SELECT 'Bearer realm="sqlite-oidc"'
       || CASE WHEN @reason = 'token_missing' THEN ''
               ELSE ', error="' || @error || '", error_description="' || coalesce(@error_told, 'The token is not valid here.') || '"' END
       || coalesce(', ' || @challenge_attributes, '') AS challenge;
