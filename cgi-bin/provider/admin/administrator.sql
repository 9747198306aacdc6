-- Who may see the pages of administration.

-- name: administrator_login
-- gives: administration_login
-- How long ago the sign-in may have been.
SELECT administration_login FROM provider_setting;

-- local: administrator_page
-- needs: @desk @desk_about @administration_login :id
-- gives: page page_max_age
-- Whoever has to sign in first comes back to this page.  (What is not plain in an address is written byte by byte, RFC 3986 section 2.1.)
SELECT '/admin' || CASE @desk WHEN 'start' THEN '' ELSE '/' || @desk END
       || coalesce('?id=' || CASE WHEN :id IS NULL OR @desk_about = 0 THEN NULL WHEN :id NOT GLOB '*[^A-Za-z0-9._~-]*' THEN :id ELSE (
         WITH RECURSIVE byte (place) AS (SELECT 1 UNION ALL SELECT place + 2 FROM byte WHERE place + 2 < length(hex(:id)))
         SELECT group_concat('%' || substr(hex(:id), place, 2), '') FROM byte) END, '') AS page,
       @administration_login AS page_max_age;

-- name: administrator_acts
-- needs: @now @session_id
-- gives: acting_subject
-- Whoever was one when the request came may be none by now, or signed out: what is done is done under the same lock.  It is a use of the session.
UPDATE login_session
   SET idle_expires_at = @now + (SELECT session_idle FROM provider_setting)
 WHERE session_id = @session_id
   AND EXISTS (SELECT 1 FROM open_session AS s JOIN active_user AS u ON u.subject = s.subject
                WHERE s.session_id = login_session.session_id AND s.ends_at > @now AND u.administrator = 1)
RETURNING subject AS acting_subject;

-- name: administrator_is
-- needs: @subject
-- gives: administrator_name
SELECT username AS administrator_name
  FROM active_user
 WHERE subject = @subject AND administrator = 1;
