-- The origins whose pages may call this API from the browser, with a token of their own.

-- name: origin_here
-- needs: $origin $mount
-- gives: allowed_origin
SELECT o.allowed_origin
  FROM api_allowed_origin AS o
 WHERE o.allowed_origin = $origin
   AND o.resource = coalesce((SELECT resource FROM api_resource WHERE mount = $mount),
                             (SELECT min(resource) FROM api_resource WHERE path = $mount AND mount IS NULL),
                             (SELECT min(resource) FROM api_resource WHERE mount IS NULL));
