-- Users and their sessions: who may sign in, which sessions are open and how many.

-- The users who may sign in now.  What decides about a user reads this view, not the table.
CREATE VIEW active_user AS SELECT * FROM end_user WHERE suspended_at IS NULL;

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

-- Who has to wait now, until when and why.  A key is a fingerprint that nobody can read; who deletes its row from throttle ends the wait.
CREATE VIEW throttled AS
SELECT t.throttle_key, t.part, t.failures, t.most, t.waits, datetime(t.expires_at, 'unixepoch') AS until, t.expires_at - c.now AS seconds_left,
       t.reason, r.help AS why
  FROM throttle AS t CROSS JOIN clock AS c LEFT JOIN reason AS r ON r.reason = t.reason
 WHERE t.failures > t.most AND t.expires_at > c.now
 ORDER BY t.expires_at;
