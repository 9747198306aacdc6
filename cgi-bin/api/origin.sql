-- The origins whose pages may call this API from the browser, with a token of their own.

-- name: origin_here
-- needs: $origin $mount
-- gives: allowed_origin
SELECT o.allowed_origin
  FROM api_allowed_origin AS o JOIN api_resource AS r ON r.resource = o.resource
 WHERE o.allowed_origin = $origin AND (r.mount = $mount OR r.mount IS NULL)
 LIMIT 1;
