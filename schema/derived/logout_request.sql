-- What is pending has a bound (setting pending_largest), and the oldest go.
CREATE TRIGGER logout_request_comes AFTER INSERT ON logout_request
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'logout_request'; END;
CREATE TRIGGER logout_request_goes AFTER DELETE ON logout_request
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'logout_request'; END;
CREATE TRIGGER logout_request_bound AFTER INSERT ON logout_request
WHEN (SELECT number FROM tally WHERE object = 'logout_request') >= (SELECT value FROM setting WHERE name = 'pending_largest')
BEGIN
  DELETE FROM logout_request
   WHERE logout_id IN (SELECT logout_id FROM logout_request WHERE logout_id <> new.logout_id ORDER BY expires_at LIMIT 4);
END;
