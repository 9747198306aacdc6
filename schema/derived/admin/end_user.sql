-- Users: how one comes, is kept out, and goes.

-- user_add: a new user, who has no password yet: user_invite makes a link by which one is set.
CREATE VIEW user_add AS
SELECT username, name, given_name, family_name, email, email_verified, phone_number, locale, zoneinfo, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER user_add_does INSTEAD OF INSERT ON user_add
BEGIN
  SELECT raise(ABORT, 'username is missing') WHERE trim(coalesce(new.username, '')) = '';
  SELECT raise(ABORT, 'there is a user of this username already') WHERE EXISTS (SELECT 1 FROM end_user WHERE username = new.username);
  SELECT raise(ABORT, 'email has no @ in it') WHERE new.email NOT GLOB '?*@?*';
  INSERT INTO end_user (subject, username, name, given_name, family_name, preferred_username, email, email_verified,
                        phone_number, phone_number_verified, locale, zoneinfo, updated_at)
  SELECT 'u_' || lower(hex(randomblob(12))), new.username, new.name, new.given_name, new.family_name, new.username,
         new.email, CASE WHEN new.email IS NOT NULL THEN coalesce(new.email_verified, 0) END,
         new.phone_number, CASE WHEN new.phone_number IS NOT NULL THEN 0 END, new.locale, new.zoneinfo, now
    FROM clock;
  INSERT INTO administration (kind, username, done_by) SELECT 'user.add', subject, new.done_by FROM end_user WHERE username = new.username;
END;

-- Nobody on a page locks the door of administration behind themselves: the last one who has its key is kept.  In the shell anything goes.

-- user_suspend, user_resume: nothing that was open goes on, and there is no signing in, until it is taken back.
CREATE VIEW user_suspend AS SELECT username, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER user_suspend_does INSTEAD OF INSERT ON user_suspend
BEGIN
  SELECT raise(ABORT, 'there is no user of this username') WHERE NOT EXISTS (SELECT 1 FROM end_user WHERE username = new.username);
  SELECT raise(ABORT, 'you are the only administrator: make another one first')
   WHERE new.done_by = (SELECT l.subject FROM last_administrator AS l JOIN end_user AS u ON u.subject = l.subject WHERE u.username = new.username);
  UPDATE end_user SET suspended_at = (SELECT now FROM clock) WHERE username = new.username AND suspended_at IS NULL;
  INSERT INTO administration (kind, username, done_by) SELECT 'user.suspend', subject, new.done_by FROM end_user WHERE username = new.username;
END;
CREATE VIEW user_resume AS SELECT username, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER user_resume_does INSTEAD OF INSERT ON user_resume
BEGIN
  SELECT raise(ABORT, 'there is no user of this username') WHERE NOT EXISTS (SELECT 1 FROM end_user WHERE username = new.username);
  UPDATE end_user SET suspended_at = NULL WHERE username = new.username;
  INSERT INTO administration (kind, username, done_by) SELECT 'user.resume', subject, new.done_by FROM end_user WHERE username = new.username;
END;

-- user_end: forgotten, with all that is known of this user.  done_by 'self' is the user, at /account/delete.
CREATE VIEW user_end AS SELECT username, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER user_end_does INSTEAD OF INSERT ON user_end
BEGIN
  SELECT raise(ABORT, 'there is no user of this username') WHERE NOT EXISTS (SELECT 1 FROM end_user WHERE username = new.username);
  SELECT raise(ABORT, 'you are the only administrator: make another one first')
   WHERE new.done_by = (SELECT l.subject FROM last_administrator AS l JOIN end_user AS u ON u.subject = l.subject WHERE u.username = new.username);
  DELETE FROM end_user WHERE username = new.username;
  INSERT INTO administration (kind, done_by) VALUES ('user.end', new.done_by);
END;

-- administrator_add, administrator_end: who may use the pages below /admin.
CREATE VIEW administrator_add AS SELECT username, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER administrator_add_does INSTEAD OF INSERT ON administrator_add
BEGIN
  SELECT raise(ABORT, 'there is no user of this username') WHERE NOT EXISTS (SELECT 1 FROM end_user WHERE username = new.username);
  UPDATE end_user SET administrator = 1 WHERE username = new.username;
  INSERT INTO administration (kind, username, done_by)
  SELECT 'administrator.add', subject, new.done_by FROM end_user WHERE username = new.username;
END;
CREATE VIEW administrator_end AS SELECT username, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER administrator_end_does INSTEAD OF INSERT ON administrator_end
BEGIN
  SELECT raise(ABORT, 'there is no administrator of this username')
   WHERE NOT EXISTS (SELECT 1 FROM end_user WHERE username = new.username AND administrator = 1);
  SELECT raise(ABORT, 'you are the only administrator: make another one first')
   WHERE new.done_by = (SELECT l.subject FROM last_administrator AS l JOIN end_user AS u ON u.subject = l.subject WHERE u.username = new.username);
  UPDATE end_user SET administrator = 0 WHERE username = new.username;
  INSERT INTO administration (kind, username, done_by)
  SELECT 'administrator.end', subject, new.done_by FROM end_user WHERE username = new.username;
END;
