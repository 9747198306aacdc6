-- The desks of users and groups.
CREATE VIEW desk_users AS
SELECT username AS place, NULL AS section, username AS name, coalesce(name || ', ' || email, name, email) AS says, NULL AS told,
       CASE WHEN suspended_at IS NOT NULL THEN 'suspended' WHEN password_hash IS NULL THEN 'invited'
            WHEN administrator = 1 THEN 'administrator' END AS mark,
       'user' AS desk, username AS id, NULL AS deed, NULL AS word,
       lower(username || ' ' || coalesce(name, '') || ' ' || coalesce(email, '')) AS found
  FROM end_user;

CREATE VIEW desk_user AS
SELECT username AS about, 'Who it is' AS section, 'username' AS name, username AS says, NULL AS told, NULL AS mark, NULL AS desk,
       username AS id, NULL AS deed, NULL AS word
  FROM end_user
UNION ALL SELECT username, 'Who it is', 'subject', subject, NULL, NULL, NULL, username, NULL, NULL FROM end_user
UNION ALL SELECT username, 'Who it is', 'name', name, NULL, NULL, NULL, username, NULL, NULL FROM end_user WHERE name IS NOT NULL
UNION ALL SELECT username, 'Who it is', 'email', email, NULL, NULL, NULL, username, NULL, NULL FROM end_user WHERE email IS NOT NULL
UNION ALL SELECT username, 'Who it is', 'administrator', NULL, CASE administrator WHEN 1 THEN 'yes' ELSE 'no' END,
                 NULL, NULL, username, NULL, NULL FROM end_user
UNION ALL SELECT username, 'Who it is', 'suspended_at', strftime('%Y-%m-%d %H:%M UTC', suspended_at, 'unixepoch'),
                 NULL, NULL, NULL, username, NULL, NULL FROM end_user WHERE suspended_at IS NOT NULL
UNION ALL
SELECT u.username, 'Groups', m.group_name, NULL, NULL, NULL, 'group', m.group_name, NULL, NULL
  FROM group_member AS m JOIN end_user AS u ON u.subject = m.subject
UNION ALL
SELECT username, 'Sessions', substr(since, 1, 16) || ' – ' || substr(until, 1, 16) || ' UTC',
       NULL, NULL, NULL, NULL, session_id, 'session_end', NULL FROM who_is_signed_in
UNION ALL
SELECT u.username, 'Grants', g.client_id, g.scope, NULL, NULL, 'client', g.client_id, NULL, NULL
  FROM authorization_grant AS g JOIN end_user AS u ON u.subject = g.subject JOIN client AS c ON c.client_id = g.client_id
 WHERE g.revoked_at IS NULL;

CREATE VIEW desk_groups AS
SELECT group_name AS place, NULL AS section, group_name AS name, description AS says, NULL AS told, NULL AS mark, 'group' AS desk,
       group_name AS id, NULL AS deed, NULL AS word, lower(group_name || ' ' || description) AS found
  FROM user_group
 WHERE group_name <> '';

CREATE VIEW desk_group AS
SELECT group_name AS about, 'What it is' AS section, 'group_name' AS name, group_name AS says, NULL AS told, NULL AS mark, NULL AS desk,
       group_name AS id, NULL AS deed, NULL AS word
  FROM user_group
UNION ALL
SELECT group_name, 'What it is', 'description', description, NULL, NULL, NULL, group_name, NULL, NULL FROM user_group WHERE description <> ''
UNION ALL
SELECT m.group_name, 'Users', u.username, u.name, NULL, NULL, NULL, m.group_name, 'group_leave', u.username
  FROM group_member AS m JOIN end_user AS u ON u.subject = m.subject
UNION ALL
SELECT c.group_name, 'Clients that are for it alone', c.client_id, NULL, NULL, NULL, 'client', c.client_id, NULL, NULL FROM client_group AS c;
