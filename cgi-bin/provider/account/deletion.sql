-- The own account, deleted by its user.

-- local: deletion_address
-- gives: page page_max_age
SELECT '/account/delete' AS page, NULL AS page_max_age;

-- name: deletion_user
-- needs: @subject
-- gives: username old_password_hash deletion_flaw
-- Whose it is, and what speaks against it.
SELECT u.username, u.password_hash AS old_password_hash,
       CASE WHEN p.account_deletion = 0 THEN 'deletion_off'
            WHEN u.subject = (SELECT subject FROM last_administrator) THEN 'deletion_of_last_administrator' END AS deletion_flaw
  FROM active_user AS u, provider_setting AS p
 WHERE u.subject = @subject;

-- name: deletion_store
-- needs: @subject @old_password_hash
-- gives: user_forgotten
-- The view that an administrator has for it, too: all that is known of a user goes by one trigger.
INSERT INTO user_end (username, done_by)
SELECT username, 'self'
  FROM active_user
 WHERE subject = @subject AND password_hash = @old_password_hash
   AND NOT EXISTS (SELECT 1 FROM last_administrator AS l WHERE l.subject = @subject)
RETURNING 1 AS user_forgotten;

-- local: deletion_page
-- needs: @user_name @csrf $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'csrf', @csrf, 'action', $mount || '/account/delete') AS model;

-- local: deletion_page_again
-- needs: @user_name @csrf @error_told @wait $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'csrf', @csrf, 'action', $mount || '/account/delete', 'told', @error_told, 'wait', @wait) AS model;

-- local: deletion_done
-- gives: model
SELECT '{}' AS model;

-- local: deletion_refused
-- needs: @reason
-- gives: said_on_page
SELECT @reason IN ('deletion_password_wrong', 'password_throttled') AS said_on_page;

-- local: deletion_whose
-- gives: stale_client_id stale_again
SELECT NULL AS stale_client_id, 'account/delete' AS stale_again;
