-- How many rows are there of what strangers can make?  Counting them when it matters would cost more the more there are, so triggers
-- beside each table count what comes and goes.  What is over its bound goes, the oldest first, a few with each row that comes: strangers
-- do not make the file grow, and no request pays for all.  (What was spent must not be forgotten before its time: of that no more is taken.)
-- The view bound lists them all.  An upgrade counts anew.
CREATE TABLE tally (
  object TEXT PRIMARY KEY,                                   -- a table; or the part of one that has a bound of its own
  number INTEGER NOT NULL DEFAULT 0,
  bytes  INTEGER NOT NULL DEFAULT 0                          -- where the bound is one of bytes too
) STRICT, WITHOUT ROWID;

INSERT INTO tally (object, number, bytes)
SELECT 'flow_event', count(*), coalesce(sum(bytes), 0) + (SELECT coalesce(sum(bytes), 0) FROM flow_token) FROM flow_event
UNION ALL SELECT 'flow_event unknown', count(*), coalesce(sum(bytes), 0) FROM flow_event WHERE kind = 'unknown'
UNION ALL SELECT 'authorization_request', count(*), 0 FROM authorization_request WHERE login_subject IS NULL
UNION ALL SELECT 'device_authorization', count(*), 0 FROM device_authorization WHERE redeemed_at IS NULL
UNION ALL SELECT 'throttle', count(*), 0 FROM throttle
UNION ALL SELECT 'dpop_proof', count(*), 0 FROM dpop_proof
UNION ALL SELECT 'client_assertion', count(*), 0 FROM client_assertion
UNION ALL SELECT 'client_registration', count(*), coalesce(sum(bytes), 0) FROM client_registration WHERE unused_since IS NOT NULL
UNION ALL SELECT 'client_login', count(*), 0 FROM client_login
UNION ALL SELECT 'logout_request', count(*), 0 FROM logout_request;
