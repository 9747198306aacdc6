-- Links by which a user sets a password: made by an administrator, who hands them over.  Each is good once, and for a while.  Its last word
-- is the secret, ul_<link_id>.<secret>, and stands nowhere: in the shell the view new_link makes one (schema/shell).
CREATE VIEW user_link_make AS SELECT subject, purpose, NULL AS link FROM user_link WHERE 0;
CREATE TRIGGER user_link_make_does INSTEAD OF INSERT ON user_link_make
BEGIN
  SELECT raise(ABORT, 'there is no user of this username') WHERE new.subject IS NULL;
  SELECT raise(ABORT, 'link is missing: SELECT link FROM new_link makes one') WHERE new.link IS NULL OR new.link NOT GLOB '*ul_?*.?*';
  INSERT INTO user_link (link_id, secret_hash, subject, purpose, created_at, expires_at)
  SELECT substr(word, 1, instr(word, '.') - 1), token_hash(substr(word, instr(word, '.') + 1)), new.subject, new.purpose, now,
         now + (SELECT value FROM setting WHERE name = new.purpose || '_lifetime')
    FROM clock, (SELECT substr(new.link, instr(new.link, 'ul_') + 3) AS word);
END;

-- user_invite: for who has no password yet.
CREATE VIEW user_invite AS SELECT username, NULL AS link, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER user_invite_does INSTEAD OF INSERT ON user_invite
BEGIN
  SELECT raise(ABORT, 'this user has a password already: INSERT INTO user_reset makes a link for another')
   WHERE EXISTS (SELECT 1 FROM end_user WHERE username = new.username AND password_hash IS NOT NULL);
  INSERT INTO user_link_make (subject, purpose, link)
  VALUES ((SELECT subject FROM end_user WHERE username = new.username), 'invitation', new.link);
  INSERT INTO administration (kind, username, done_by) SELECT 'user.invite', subject, new.done_by FROM end_user WHERE username = new.username;
END;

-- user_reset: for who forgot it.  What was open ends when the new one is set.
CREATE VIEW user_reset AS SELECT username, NULL AS link, NULL AS done_by FROM end_user WHERE 0;
CREATE TRIGGER user_reset_does INSTEAD OF INSERT ON user_reset
BEGIN
  INSERT INTO user_link_make (subject, purpose, link)
  VALUES ((SELECT subject FROM end_user WHERE username = new.username), 'reset', new.link);
  INSERT INTO administration (kind, username, done_by) SELECT 'user.reset', subject, new.done_by FROM end_user WHERE username = new.username;
END;
