-- The token endpoint: RFC 6749 section 3.2.

-- local: token_endpoint_why
-- needs: :grant_type
-- gives: reason
-- Two grants have gone out of use, and who still asks for one hears why: RFC 9700 sections 2.4 and 2.1.2.
SELECT CASE WHEN :grant_type IS NULL      THEN 'grant_missing'
            WHEN :grant_type = 'password' THEN 'grant_password'
            WHEN :grant_type = 'implicit' THEN 'grant_implicit'
            ELSE 'grant_unsupported' END AS reason;
