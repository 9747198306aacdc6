-- Groups, and who is in them.  Which client is for some groups alone, the lists of clients say (client_member).
CREATE VIEW group_add AS SELECT group_name, description, NULL AS done_by FROM user_group WHERE 0;
CREATE TRIGGER group_add_does INSTEAD OF INSERT ON group_add
BEGIN
  SELECT raise(ABORT, 'there is a group of this name already') WHERE EXISTS (SELECT 1 FROM user_group WHERE group_name = new.group_name);
  SELECT raise(ABORT, 'group_name is missing') WHERE coalesce(new.group_name, '') = '';
  INSERT INTO user_group (group_name, description) VALUES (new.group_name, coalesce(new.description, ''));
  INSERT INTO administration (kind, about, done_by) VALUES ('group.add', new.group_name, new.done_by);
END;
CREATE VIEW group_end AS SELECT group_name, NULL AS done_by FROM user_group WHERE 0;
CREATE TRIGGER group_end_does INSTEAD OF INSERT ON group_end
BEGIN
  SELECT raise(ABORT, 'there is no group of this name') WHERE NOT EXISTS (SELECT 1 FROM user_group WHERE group_name = new.group_name);
  SELECT raise(ABORT, 'a client is for this group, and would then be for everybody: take it from client_member first')
   WHERE EXISTS (SELECT 1 FROM client_group WHERE group_name = new.group_name);
  DELETE FROM user_group WHERE group_name = new.group_name;
  INSERT INTO administration (kind, about, done_by) VALUES ('group.end', new.group_name, new.done_by);
END;

CREATE VIEW group_join AS SELECT group_name, NULL AS username, NULL AS done_by FROM group_member WHERE 0;
CREATE TRIGGER group_join_does INSTEAD OF INSERT ON group_join
BEGIN
  SELECT raise(ABORT, 'there is no group of this name') WHERE NOT EXISTS (SELECT 1 FROM user_group WHERE group_name = new.group_name);
  SELECT raise(ABORT, 'there is no user of this username') WHERE NOT EXISTS (SELECT 1 FROM end_user WHERE username = new.username);
  INSERT INTO group_member (group_name, subject) SELECT new.group_name, subject FROM end_user WHERE username = new.username ON CONFLICT DO NOTHING;
  INSERT INTO administration (kind, about, username, done_by)
  SELECT 'group.join', new.group_name, subject, new.done_by FROM end_user WHERE username = new.username;
END;
CREATE VIEW group_leave AS SELECT group_name, NULL AS username, NULL AS done_by FROM group_member WHERE 0;
CREATE TRIGGER group_leave_does INSTEAD OF INSERT ON group_leave
BEGIN
  SELECT raise(ABORT, 'this user is not in this group')
   WHERE NOT EXISTS (SELECT 1 FROM group_member AS m JOIN end_user AS u ON u.subject = m.subject
                      WHERE m.group_name = new.group_name AND u.username = new.username);
  DELETE FROM group_member
   WHERE group_name = new.group_name AND subject = (SELECT subject FROM end_user WHERE username = new.username);
  INSERT INTO administration (kind, about, username, done_by)
  SELECT 'group.leave', new.group_name, subject, new.done_by FROM end_user WHERE username = new.username;
END;
