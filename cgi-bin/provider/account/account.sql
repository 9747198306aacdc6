-- The user's own page.

-- local: account_address
-- gives: page page_max_age
SELECT '/account' AS page, NULL AS page_max_age;

-- local: account_page
-- needs: @user_name
-- gives: model
SELECT json_object('user_name', @user_name) AS model;
