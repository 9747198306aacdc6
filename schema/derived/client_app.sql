-- A session that is over holds no tokens.
CREATE TRIGGER client_session_over AFTER UPDATE OF ended_at ON client_session WHEN new.ended_at IS NOT NULL
BEGIN
  DELETE FROM client_token WHERE session_id = new.session_id;
  UPDATE client_session SET id_token = '' WHERE session_id = new.session_id;
END;

-- What is past is forgotten, a few at each new login.
CREATE TRIGGER client_login_forget AFTER INSERT ON client_login
BEGIN
  DELETE FROM client_login
   WHERE state_hash IN (SELECT state_hash FROM client_login WHERE expires_at < new.created_at ORDER BY expires_at LIMIT 10);
  DELETE FROM client_session
   WHERE session_id IN (SELECT session_id FROM client_session WHERE expires_at < new.created_at - 86400 ORDER BY expires_at LIMIT 10);
END;

-- Anybody can begin a login: these have a bound (setting pending_largest), and the oldest go.
CREATE TRIGGER client_login_comes AFTER INSERT ON client_login
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'client_login'; END;
CREATE TRIGGER client_login_goes AFTER DELETE ON client_login
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'client_login'; END;
CREATE TRIGGER client_login_bound AFTER INSERT ON client_login
WHEN (SELECT number FROM tally WHERE object = 'client_login') >= (SELECT value FROM setting WHERE name = 'pending_largest')
BEGIN
  DELETE FROM client_login
   WHERE state_hash IN (SELECT state_hash FROM client_login WHERE state_hash <> new.state_hash ORDER BY expires_at LIMIT 4);
END;
