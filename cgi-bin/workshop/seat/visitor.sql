-- Who may see the workshop's pages.

-- local: visitor_admitted
-- needs: @profile
-- gives: visitor_admitted
SELECT 1 AS visitor_admitted WHERE @profile = 'workshop';
