-- Who may sign in now.  What decides about a user reads this and not the table.
CREATE VIEW active_user AS SELECT * FROM end_user WHERE suspended_at IS NULL;

CREATE TRIGGER throttle_purge AFTER INSERT ON throttle
BEGIN
  DELETE FROM throttle
   WHERE throttle_key IN (SELECT throttle_key FROM throttle WHERE expires_at <= new.expires_at - (SELECT value FROM setting WHERE name = 'login_wait')
                           ORDER BY expires_at LIMIT 4);
END;

-- A session that nobody ended, of a user who may sign in.  It is alive until ends_at: until it is idle or old.
CREATE VIEW open_session AS
SELECT s.*, min(s.idle_expires_at, s.expires_at) AS ends_at
  FROM login_session AS s JOIN active_user AS u ON u.subject = s.subject
 WHERE s.ended_at IS NULL;

CREATE TRIGGER login_session_bound AFTER INSERT ON login_session
BEGIN
  UPDATE login_session
     SET ended_at = new.created_at, ended_reason = 'replaced'
   WHERE session_id IN (SELECT session_id FROM login_session WHERE subject = new.subject AND ended_at IS NULL
                         ORDER BY created_at DESC LIMIT 4 OFFSET (SELECT value FROM setting WHERE name = 'sessions_largest'));
END;
