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

-- An address that was taken from its client gets no browser any more, also after a sign-out.
CREATE TRIGGER client_post_logout_redirect_uri_withdrawn AFTER DELETE ON client_post_logout_redirect_uri
  WHEN EXISTS (SELECT 1 FROM client WHERE client_id = old.client_id)
BEGIN
  UPDATE logout_request SET post_logout_redirect_uri = NULL WHERE client_id = old.client_id;
END;
CREATE TRIGGER client_post_logout_redirect_uri_changed AFTER UPDATE OF post_logout_redirect_uri ON client_post_logout_redirect_uri
BEGIN
  UPDATE logout_request SET post_logout_redirect_uri = NULL WHERE client_id = old.client_id;
END;
