-- Devices that wait for their users: what they ask for, how many there are, and what is forgotten.

-- The words of a device's scope that its client may still have: what the user is asked for.
CREATE VIEW device_scope AS
SELECT d.device_id, d.client_id, o.scope
  FROM device_authorization AS d JOIN client_scope AS o ON o.client_id = d.client_id
 WHERE instr(' ' || d.scope || ' ', ' ' || o.scope || ' ') > 0;

-- Anybody can begin one, and go.  It is forgotten an hour after its end, so that a device that comes late hears what happened; a few with
-- each that comes.
CREATE TRIGGER device_authorization_purge AFTER INSERT ON device_authorization
BEGIN
  DELETE FROM device_authorization
   WHERE device_id IN (SELECT device_id FROM device_authorization
                        WHERE redeemed_at IS NULL AND expires_at <= new.created_at - 3600 ORDER BY expires_at LIMIT 4);
END;

-- Those that wait have a bound (setting pending_largest); the oldest go.  A grant whose device never came goes with it.
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
