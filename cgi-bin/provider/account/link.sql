-- A password by a link: ul_<link_id>.<secret>, which an administrator made (schema/state/user_link.sql).

-- local: link_split
-- needs: :link
-- gives: link_id link_hash
SELECT token_id('ul', :link) AS link_id, token_hash(token_secret('ul', :link)) AS link_hash;

-- name: link_presented
-- needs: @link_id @link_hash @now
-- gives: username purpose provider_key
SELECT u.username, l.purpose, (SELECT provider_key FROM provider_key) AS provider_key
  FROM user_link AS l JOIN active_user AS u ON u.subject = l.subject
 WHERE l.link_id = @link_id AND l.secret_hash = @link_hash AND l.used_at IS NULL AND l.expires_at > @now;

-- local: link_csrf
-- needs: @provider_key :link
-- gives: csrf
SELECT token_derive(@provider_key, 'link ' || :link) AS csrf;

-- name: link_spend
-- needs: @now @link_id @link_hash
-- gives: subject
-- Once.
UPDATE user_link
   SET used_at = @now
 WHERE link_id = @link_id AND secret_hash = @link_hash AND used_at IS NULL AND expires_at > @now
   AND EXISTS (SELECT 1 FROM active_user AS u WHERE u.subject = user_link.subject)
RETURNING subject;

-- name: link_store
-- needs: @password_hash @subject
-- All that was open ends with it, by trigger.
UPDATE end_user SET password_hash = @password_hash WHERE subject = @subject;

-- local: link_page
-- needs: @username @purpose @csrf :link $mount
-- gives: model
SELECT json_object('username', @username, 'invited', json(CASE @purpose WHEN 'invitation' THEN 'true' ELSE 'false' END), 'csrf', @csrf,
                   'link', :link, 'action', $mount || '/account/link') AS model;

-- local: link_page_again
-- needs: @username @purpose @csrf @error_told :link $mount
-- gives: model
SELECT json_object('username', @username, 'invited', json(CASE @purpose WHEN 'invitation' THEN 'true' ELSE 'false' END), 'csrf', @csrf,
                   'link', :link, 'action', $mount || '/account/link', 'told', @error_told) AS model;

-- local: link_done
-- gives: model
SELECT json_object('own', json('false')) AS model;

-- local: link_refused
-- needs: @reason
-- gives: said_on_page
SELECT @reason IN ('password_short', 'password_long', 'password_is_username', 'password_differs') AS said_on_page;
