-- What follows from groups and links.

-- The words of the claim groups.
CREATE VIEW user_groups AS
SELECT subject, group_concat(group_name, ' ') AS groups
  FROM (SELECT subject, group_name FROM group_member ORDER BY subject, group_name)
 GROUP BY subject;

-- Which client is closed to which user: some groups alone may use it, and the user is in none of them.
CREATE VIEW client_closed AS
SELECT c.client_id, u.subject
  FROM client AS c JOIN end_user AS u
 WHERE EXISTS (SELECT 1 FROM client_group AS g WHERE g.client_id = c.client_id)
   AND NOT EXISTS (SELECT 1 FROM client_group AS g JOIN group_member AS m ON m.group_name = g.group_name
                    WHERE g.client_id = c.client_id AND m.subject = u.subject);

-- Of one user the newest link alone is good.
CREATE TRIGGER user_link_replaces AFTER INSERT ON user_link
BEGIN
  DELETE FROM user_link WHERE subject = new.subject AND link_id <> new.link_id;
END;
