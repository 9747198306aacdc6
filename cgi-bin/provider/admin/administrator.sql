-- Who may see the pages of administration.

-- name: administrator_login
-- gives: administration_login
-- How long ago the sign-in may have been.
SELECT administration_login FROM provider_setting;

-- name: administrator_is
-- needs: @subject
-- gives: administrator_name
SELECT username AS administrator_name
  FROM active_user
 WHERE subject = @subject AND administrator = 1;
