-- Devices that wait for their users: what they ask for, and how many there are.

-- The words of a device's scope that its client may still have, of the API that it is for, as those of any request (request_scope): what the user is
-- asked for.
CREATE VIEW device_scope AS
SELECT d.device_id, d.client_id, o.scope, instr(' ' || d.scope || ' ', ' ' || o.scope || ' ') AS place,
       o.scope <> 'offline_access'
         AND (s.resource = d.resource OR d.resource IS NULL
              OR EXISTS (SELECT 1 FROM client_resource AS a WHERE a.client_id = d.client_id AND a.resource = d.resource)) AS is_enough
  FROM device_authorization AS d
  JOIN client_scope AS o ON o.client_id = d.client_id
  JOIN scope AS s ON s.scope = o.scope AND (s.resource IS NULL OR s.resource = d.resource)
 WHERE instr(' ' || d.scope || ' ', ' ' || o.scope || ' ') > 0;

-- What is left of it while it waits, and why there is nothing to wait for, as of any request (request_life).
CREATE VIEW device_life AS
SELECT d.device_id,
       (SELECT group_concat(w.scope, ' ') FROM (SELECT scope FROM device_scope WHERE device_id = d.device_id ORDER BY place) AS w) AS scope,
       CASE WHEN c.client_id IS NULL THEN 'client_id_suspended'
            WHEN NOT EXISTS (SELECT 1 FROM client_grant_type AS g
                              WHERE g.client_id = d.client_id AND g.grant_type = 'urn:ietf:params:oauth:grant-type:device_code')
            THEN 'grant_forbidden'
            WHEN NOT EXISTS (SELECT 1 FROM device_scope AS w WHERE w.device_id = d.device_id AND w.is_enough)
            THEN 'request_scope_withdrawn' END AS flaw
  FROM device_authorization AS d LEFT JOIN active_client AS c ON c.client_id = d.client_id;

-- Anybody can begin one, and go.  Those that wait have a bound (setting pending_largest); the oldest go, each with its grant.
CREATE TRIGGER device_authorization_comes AFTER INSERT ON device_authorization
BEGIN UPDATE tally SET number = number + 1 WHERE object = 'device_authorization'; END;
CREATE TRIGGER device_authorization_proceeds AFTER UPDATE OF redeemed_at ON device_authorization
WHEN old.redeemed_at IS NULL AND new.redeemed_at IS NOT NULL
BEGIN UPDATE tally SET number = number - 1 WHERE object = 'device_authorization'; END;
CREATE TRIGGER device_authorization_goes AFTER DELETE ON device_authorization WHEN old.redeemed_at IS NULL
BEGIN
  UPDATE tally SET number = number - 1 WHERE object = 'device_authorization';
  DELETE FROM authorization_grant WHERE grant_id = old.grant_id;
END;
CREATE TRIGGER device_authorization_bound AFTER INSERT ON device_authorization
WHEN (SELECT number FROM tally WHERE object = 'device_authorization') >= (SELECT value FROM setting WHERE name = 'pending_largest')
BEGIN
  DELETE FROM device_authorization
   WHERE device_id IN (SELECT device_id FROM device_authorization WHERE redeemed_at IS NULL AND device_id <> new.device_id
                        ORDER BY expires_at LIMIT 4);
END;
