-- database_restored: this file is a backup, and what happened after it was made is not in it.  Codes may have been spent since, refresh
-- tokens used, families, sessions and grants ended, links and device codes redeemed: none of them may be good again, RFC 6749 section 4.1.2,
-- RFC 9700 section 4.14.2.  What cannot be known ends: everybody signs in again, and clients hear that it is over.  Whoever consented is not
-- asked again.
CREATE VIEW database_restored AS SELECT NULL AS done_by WHERE 0;
CREATE TRIGGER database_restored_does INSTEAD OF INSERT ON database_restored
BEGIN
  UPDATE authorization_grant
     SET revoked_at = (SELECT now FROM clock), revoked_reason = 'administrator', family_key = NULL
   WHERE revoked_at IS NULL;
  UPDATE login_session SET ended_at = (SELECT now FROM clock), ended_reason = 'administrator' WHERE ended_at IS NULL;
  DELETE FROM authorization_request;
  DELETE FROM logout_request;
  DELETE FROM device_authorization;
  DELETE FROM user_link;
  DELETE FROM initial_access_token;
  DELETE FROM client_login;
  DELETE FROM client_session;
  INSERT INTO administration (kind, done_by) VALUES ('database.restored', new.done_by);
END;

-- How long the programs rest before they work with it, counted from their stop: for so long an assertion of a client (RFC 7523 section 3), a
-- proof of a key (RFC 9449 section 11.1) or an access token that was revoked since the backup could be shown again.  (Nobody revokes an ID token.)
CREATE VIEW restore_rest AS
SELECT max(t.value, coalesce((SELECT max(access_lifetime) FROM client), 0), a.value, 70) + l.value AS seconds
  FROM setting AS t, setting AS a, setting AS l
 WHERE t.name = 'access_lifetime' AND a.name = 'assertion_longest' AND l.name = 'clock_leeway';
