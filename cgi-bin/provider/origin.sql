-- Whose pages may use this server by themselves: a single-page application at token, userinfo and revocation, everybody at what is
-- public anyway, and nobody at the pages where a person decides.  RFC 9700 section 2.6.

-- name: origin_client
-- needs: $origin
-- gives: allowed_origin
-- A preflight does not say which client asks, so the origin is that of any.
SELECT o.allowed_origin
  FROM client_allowed_origin AS o JOIN active_client AS c ON c.client_id = o.client_id
 WHERE o.allowed_origin = $origin
 LIMIT 1;
