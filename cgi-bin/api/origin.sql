-- The origins whose pages may call this API from the browser, with a token of their own.

-- name: origin_here
-- needs: $origin $mount
-- gives: allowed_origin
SELECT o.allowed_origin
  FROM api_allowed_origin AS o
 WHERE o.allowed_origin = $origin
   AND o.resource = (SELECT resource
                       FROM api_resource
                      WHERE mount = $mount OR mount IS NULL
                      ORDER BY CASE WHEN mount = $mount THEN 0 WHEN path = $mount THEN 1 ELSE 2 END, resource
                      LIMIT 1);
