-- demo-spa: where it is at home, and what its script has to know.

-- name: spa_registered
-- needs: $https $host
-- gives: spa_origin spa_api origin_here
-- One row in any case: where it has no origin, it runs nowhere.
SELECT (SELECT allowed_origin FROM client_allowed_origin WHERE client_id = 'demo-spa') AS spa_origin,
       (SELECT resource FROM scope WHERE scope = 'notes:read') AS spa_api,
       CASE WHEN lower($https) IN ('on', '1') THEN 'https://' ELSE 'http://' END || $host AS origin_here;

-- local: spa_policy
-- needs: @issuer @spa_api @spa_origin @origin_here
-- gives: connect_src
-- Only at home its script may run, and ask the authorization server and the API.
SELECT @issuer || '/ ' || @spa_api || '/' AS connect_src
 WHERE @spa_origin = @origin_here;

-- local: spa_page
-- needs: @spa_origin @origin_here @issuer @spa_api :injected $mount
-- gives: model
SELECT json_object(
  'is_here', json(CASE WHEN @spa_origin = @origin_here THEN 'true' ELSE 'false' END), 'elsewhere', @spa_origin || $mount || '/spa',
  'injected', json(CASE WHEN :injected IS NULL THEN 'false' ELSE 'true' END),
  'issuer', @issuer, 'api', @spa_api, 'redirect_uri', @spa_origin || $mount || '/spa/callback', 'home', $mount || '/spa',
  'sql', 'SELECT token, holder, since FROM token_holder WHERE holder = ''browser'' ORDER BY first_event;') AS model;
