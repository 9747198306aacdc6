-- Refresh tokens that were handed in are forgotten after an hour, a few with each that comes.
CREATE TRIGGER refresh_handed_in_forget AFTER INSERT ON refresh_handed_in
BEGIN
  DELETE FROM refresh_handed_in WHERE token_hash IN (
    SELECT token_hash FROM refresh_handed_in WHERE handed_at < new.handed_at - 3600 ORDER BY handed_at LIMIT 20);
END;
