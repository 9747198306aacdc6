-- Forms of the workshop.

-- local: csrf_cookie
-- needs: $cookie
-- gives: csrf_cookie csrf_cookie_is_new
SELECT coalesce($cookie, 'ws_' || token_random(9) || '.' || token_random(18)) AS csrf_cookie,
       CASE WHEN $cookie IS NULL THEN 1 ELSE 0 END AS csrf_cookie_is_new;

-- local: csrf_value
-- needs: @csrf_cookie
-- gives: csrf
SELECT token_derive(@csrf_cookie, 'csrf') AS csrf;

-- local: csrf_right
-- needs: :csrf $cookie
-- gives: csrf_right
SELECT 1 AS csrf_right
 WHERE token_equal(:csrf, token_derive($cookie, 'csrf')) = 1;
