-- Whether an authorization request still stands, and what is left of it.  All by which it was judged when it came may have been taken back
-- since, while it waits for its user; so each step asks these views again.

-- The words of its scope that its client may still have, of the API that it is for: what the user is asked for.  One is enough that is not
-- offline_access, as long as the client may call that API at all.
CREATE VIEW request_scope AS
SELECT r.request_id, r.client_id, o.scope, instr(' ' || r.scope || ' ', ' ' || o.scope || ' ') AS place,
       o.scope <> 'offline_access'
         AND (s.resource = r.resource OR r.resource IS NULL
              OR EXISTS (SELECT 1 FROM client_resource AS a WHERE a.client_id = r.client_id AND a.resource = r.resource)) AS is_enough
  FROM authorization_request AS r
  JOIN client_scope AS o ON o.client_id = r.client_id
  JOIN scope AS s ON s.scope = o.scope AND (s.resource IS NULL OR s.resource = r.resource)
 WHERE instr(' ' || r.scope || ' ', ' ' || o.scope || ' ') > 0;

-- Where its answer may go (NULL: nowhere), the words that are left, and why it stands no more, by the reason of the catalogue (NULL: it
-- does).  A page of this server's own has no client, and nothing to lose.
CREATE VIEW request_life AS
SELECT r.request_id, CASE WHEN c.client_id = u.client_id THEN r.redirect_uri END AS redirect_uri,
       (SELECT group_concat(w.scope, ' ') FROM (SELECT scope FROM request_scope WHERE request_id = r.request_id ORDER BY place) AS w) AS scope,
       CASE WHEN r.client_id IS NULL    THEN NULL
            WHEN c.client_id IS NULL    THEN 'client_id_suspended'
            WHEN u.client_id IS NULL    THEN 'redirect_uri_withdrawn'
            WHEN NOT EXISTS (SELECT 1 FROM client_grant_type AS g
                              WHERE g.client_id = r.client_id AND g.grant_type = 'authorization_code') THEN 'grant_forbidden'
            WHEN NOT EXISTS (SELECT 1 FROM request_scope AS w WHERE w.request_id = r.request_id AND w.is_enough)
            THEN 'request_scope_withdrawn' END AS flaw
  FROM authorization_request AS r
  LEFT JOIN active_client AS c ON c.client_id = r.client_id
  LEFT JOIN client_redirect_uri AS u ON u.client_id = r.client_id AND u.redirect_uri = coalesce(r.registered_uri, r.redirect_uri);

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
