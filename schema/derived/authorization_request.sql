-- The words of a request's scope that its client may still have: what the user is asked for.
CREATE VIEW request_scope AS
SELECT r.request_id, r.client_id, o.scope
  FROM authorization_request AS r JOIN client_scope AS o ON o.client_id = r.client_id
 WHERE instr(' ' || r.scope || ' ', ' ' || o.scope || ' ') > 0;

-- A pushed request is answered with the first code that came of it: RFC 9126 section 7.3.
CREATE TRIGGER authorization_request_spends_pushed AFTER UPDATE OF code_id ON authorization_request
WHEN new.pushed_id IS NOT NULL AND new.code_id IS NOT NULL
BEGIN UPDATE authorization_request SET answered_at = new.answered_at, code_id = new.code_id WHERE request_id = new.pushed_id; END;

-- Anybody can send requests, and go.  Those without a signed-in user have a bound (setting pending_largest): the oldest go, and before
-- them those that have their answer already (prompt=none, or single sign-on).
CREATE TRIGGER authorization_request_comes AFTER INSERT ON authorization_request WHEN new.login_subject IS NULL
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'authorization_request'; END;
CREATE TRIGGER authorization_request_proceeds AFTER UPDATE OF login_subject ON authorization_request
WHEN (old.login_subject IS NULL) <> (new.login_subject IS NULL)
BEGIN
  UPDATE tally SET number = number + CASE WHEN new.login_subject IS NULL THEN 1 ELSE -1 END WHERE object = 'authorization_request';
END;
CREATE TRIGGER authorization_request_goes AFTER DELETE ON authorization_request WHEN old.login_subject IS NULL
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'authorization_request'; END;
CREATE TRIGGER authorization_request_bound AFTER INSERT ON authorization_request
WHEN (SELECT number FROM tally WHERE object = 'authorization_request') >= (SELECT value FROM setting WHERE name = 'pending_largest')
BEGIN
  DELETE FROM authorization_request
   WHERE request_id IN (SELECT request_id FROM authorization_request WHERE login_subject IS NULL AND request_id <> new.request_id
                         ORDER BY answered_at IS NULL, created_at LIMIT 4);
END;
