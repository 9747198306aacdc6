-- Devices that wait for their users: what they ask for, and how many there are.

-- The words of a device's scope that its client may still have: what the user is asked for.
CREATE VIEW device_scope AS
SELECT d.device_id, d.client_id, o.scope
  FROM device_authorization AS d JOIN client_scope AS o ON o.client_id = d.client_id
 WHERE instr(' ' || d.scope || ' ', ' ' || o.scope || ' ') > 0;

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
