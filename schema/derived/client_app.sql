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

-- A logout token that has ended by itself, whatever the leeway, need not be known any more.
CREATE TRIGGER client_logout_token_forget AFTER INSERT ON client_logout_token
BEGIN
  DELETE FROM client_logout_token
   WHERE jti_hash IN (SELECT jti_hash FROM client_logout_token WHERE expires_at <= (SELECT now FROM clock) - 600 ORDER BY expires_at LIMIT 4);
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

-- Who judges a token?  The clients that an ID token may be for, the sample client first; the APIs that an access token may be for, and
-- whose tokens each takes.  For pages that show how: no secret of theirs stands here.
CREATE VIEW id_token_reader AS
SELECT c.client_id, c.client_name, c.id_token_signed_response_alg,
       CASE WHEN a.own IS NULL THEN 1 ELSE 0 END AS place
  FROM client AS c LEFT JOIN (SELECT DISTINCT client_id AS own FROM client_app) AS a ON a.own = c.client_id;
CREATE VIEW access_token_reader AS
SELECT r.resource, r.resource_name, r.validation, t.issuer, t.algs
  FROM api_resource AS r JOIN trusted_issuer AS t ON t.resource = r.resource;

-- The keys of those that want one: what a program of theirs signs with, and what it has heard of nonces.
CREATE VIEW own_key AS
SELECT k.client_app_id, k.jwk AS own_jwk, k.provider_nonce, k.api_nonce
  FROM client_app_key AS k JOIN client_app AS a ON a.client_app_id = k.client_app_id
 WHERE a.dpop_bound_access_tokens = 1;
