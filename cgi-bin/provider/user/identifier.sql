-- The public names of what a login brings.

-- local: identifier_new
-- needs: @now
-- gives: new_session_id new_code_id new_grant_id
-- Each begins with its time, of which four minutes are one: what comes and goes together stands together in each index, so among 1,000,000
-- others a login and a step of cleaning touch few pages.  Nobody may guess the secret behind a name; the name itself is public, and its time
-- says what auth_time says, within minutes.
SELECT begun || substr(token_random(16), 1, 17) AS new_session_id, begun || substr(token_random(16), 1, 17) AS new_code_id,
       'g_' || begun || substr(token_random(12), 1, 11) AS new_grant_id
  FROM (SELECT printf('%05x', @now / 256 % 1048576) AS begun) AS moment;
