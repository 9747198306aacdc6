-- Users and their sessions: who may sign in, which sessions are open and how many.

-- The users who may sign in now.  What decides about a user reads this view, not the table.
CREATE VIEW active_user AS SELECT * FROM end_user WHERE suspended_at IS NULL;

-- The only one who can use the pages below /admin, if there is but one: nobody locks the door behind themselves.
CREATE VIEW last_administrator AS
SELECT min(subject) AS subject FROM active_user WHERE administrator = 1 AND password_hash IS NOT NULL HAVING count(*) = 1;

-- The sessions that nobody ended, of users who may sign in.  One is alive until ends_at, the earlier of its two bounds.
CREATE VIEW open_session AS
SELECT s.*, min(s.idle_expires_at, s.expires_at) AS ends_at
  FROM login_session AS s JOIN active_user AS u ON u.subject = s.subject
 WHERE s.ended_at IS NULL;

-- One user has so many sessions at once (setting sessions_largest); with one more the oldest ends.
CREATE TRIGGER login_session_bound AFTER INSERT ON login_session
BEGIN
  UPDATE login_session
     SET ended_at = new.created_at, ended_reason = 'replaced'
   WHERE session_id IN (SELECT session_id FROM login_session WHERE subject = new.subject AND ended_at IS NULL
                         ORDER BY created_at DESC LIMIT 4 OFFSET (SELECT value FROM setting WHERE name = 'sessions_largest'));
END;

-- Anybody can try in any name, from any network that they have.  Of too many (setting remembered_largest) those go that end first and make
-- nobody wait.  Nobody gets rid of the count of their guesses by it: to push that out takes so many other tries within login_wait.
CREATE TRIGGER throttle_comes AFTER INSERT ON throttle
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'throttle'; END;
CREATE TRIGGER throttle_goes AFTER DELETE ON throttle
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'throttle'; END;
CREATE TRIGGER throttle_bound AFTER INSERT ON throttle
WHEN (SELECT number FROM tally WHERE object = 'throttle') > (SELECT value FROM setting WHERE name = 'remembered_largest')
BEGIN
  DELETE FROM throttle
   WHERE throttle_key IN (SELECT throttle_key FROM throttle WHERE waits = 0 AND throttle_key <> new.throttle_key ORDER BY expires_at LIMIT 4)
     AND NOT (failures > most AND expires_at > (SELECT now FROM clock));
END;

-- Who has to wait now, until when and why.  A key is a fingerprint that nobody can read; who deletes its row from throttle ends the wait.
CREATE VIEW throttled AS
SELECT t.throttle_key, t.part, t.failures, t.most, t.waits, datetime(t.expires_at, 'unixepoch') AS until, t.expires_at - c.now AS seconds_left,
       t.reason, r.help AS why
  FROM throttle AS t CROSS JOIN clock AS c LEFT JOIN reason AS r ON r.reason = t.reason
 WHERE t.failures > t.most AND t.expires_at > c.now
 ORDER BY t.expires_at;
