-- This server is reached by another scheme, host or port.  Its name stands in every token and at every client, so whatever was open
-- ends.  What this database knows at the old origin moves along; clients of others must be told.

-- Each address that begins with the old origin begins with the new one.
CREATE VIEW origin_move AS SELECT value AS old_origin, value AS new_origin FROM setting WHERE 0;
CREATE TRIGGER origin_move_does INSTEAD OF INSERT ON origin_move
BEGIN
  UPDATE protected_resource SET resource = new.new_origin || substr(resource, length(new.old_origin) + 1)
   WHERE substr(resource || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE api_resource SET resource = new.new_origin || substr(resource, length(new.old_origin) + 1)
   WHERE substr(resource || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE api_resource SET calendar = new.new_origin || substr(calendar, length(new.old_origin) + 1)
   WHERE substr(calendar || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE trusted_issuer SET issuer = new.new_origin || substr(issuer, length(new.old_origin) + 1)
   WHERE substr(issuer || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_redirect_uri SET redirect_uri = new.new_origin || substr(redirect_uri, length(new.old_origin) + 1)
   WHERE substr(redirect_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_post_logout_redirect_uri SET post_logout_redirect_uri = new.new_origin || substr(post_logout_redirect_uri, length(new.old_origin) + 1)
   WHERE substr(post_logout_redirect_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET initiate_login_uri = new.new_origin || substr(initiate_login_uri, length(new.old_origin) + 1)
   WHERE substr(initiate_login_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET client_uri = new.new_origin || substr(client_uri, length(new.old_origin) + 1)
   WHERE substr(client_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET logo_uri = new.new_origin || substr(logo_uri, length(new.old_origin) + 1)
   WHERE substr(logo_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET policy_uri = new.new_origin || substr(policy_uri, length(new.old_origin) + 1)
   WHERE substr(policy_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET tos_uri = new.new_origin || substr(tos_uri, length(new.old_origin) + 1)
   WHERE substr(tos_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET jwks_uri = new.new_origin || substr(jwks_uri, length(new.old_origin) + 1)
   WHERE substr(jwks_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET sector_identifier_uri = new.new_origin || substr(sector_identifier_uri, length(new.old_origin) + 1)
   WHERE substr(sector_identifier_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET backchannel_logout_uri = new.new_origin || substr(backchannel_logout_uri, length(new.old_origin) + 1)
   WHERE substr(backchannel_logout_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client SET frontchannel_logout_uri = new.new_origin || substr(frontchannel_logout_uri, length(new.old_origin) + 1)
   WHERE substr(frontchannel_logout_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_allowed_origin SET allowed_origin = new.new_origin || substr(allowed_origin, length(new.old_origin) + 1)
   WHERE substr(allowed_origin || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE api_allowed_origin SET allowed_origin = new.new_origin || substr(allowed_origin, length(new.old_origin) + 1)
   WHERE substr(allowed_origin || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_app SET issuer = new.new_origin || substr(issuer, length(new.old_origin) + 1)
   WHERE substr(issuer || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_app SET redirect_uri = new.new_origin || substr(redirect_uri, length(new.old_origin) + 1)
   WHERE substr(redirect_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_app SET post_logout_redirect_uri = new.new_origin || substr(post_logout_redirect_uri, length(new.old_origin) + 1)
   WHERE substr(post_logout_redirect_uri || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_app SET api = new.new_origin || substr(api, length(new.old_origin) + 1)
   WHERE substr(api || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
  UPDATE client_app SET resource = new.new_origin || substr(resource, length(new.old_origin) + 1)
   WHERE substr(resource || '/', 1, length(new.old_origin) + 1) = new.old_origin || '/';
END;

-- issuer_move: the issuer under its new name, with the path that it had.
CREATE VIEW issuer_move AS SELECT value AS issuer, NULL AS done_by FROM setting WHERE 0;
CREATE VIEW issuer_origin AS
SELECT value AS issuer, substr(value, 1, instr(substr(value, 9) || '/', '/') + 7) AS origin FROM setting WHERE name = 'issuer';
CREATE TRIGGER issuer_move_does INSTEAD OF INSERT ON issuer_move
BEGIN
  SELECT raise(ABORT, 'issuer is an https or http URL with a host, without a query and without a slash at its end: RFC 8414 section 2')
   WHERE NOT coalesce((new.issuer GLOB 'https://[[A-Za-z0-9]*' OR new.issuer GLOB 'http://[[A-Za-z0-9]*')
                      AND new.issuer NOT GLOB '*[?#" @\]*' AND new.issuer NOT GLOB '*/', 0);
  SELECT raise(ABORT, 'the path of the issuer stays: its scheme, its host and its port can move')
    FROM issuer_origin
   WHERE substr(new.issuer, instr(substr(new.issuer, 9) || '/', '/') + 8) <> substr(issuer, length(origin) + 1);
  UPDATE login_session SET ended_at = (SELECT now FROM clock), ended_reason = 'administrator' WHERE ended_at IS NULL;
  UPDATE authorization_grant
     SET revoked_at = (SELECT now FROM clock), revoked_reason = 'administrator', family_key = NULL
   WHERE revoked_at IS NULL;
  DELETE FROM client_session;
  DELETE FROM client_discovery;
  DELETE FROM api_discovery;
  INSERT INTO origin_move (old_origin, new_origin)
  SELECT origin, substr(new.issuer, 1, instr(substr(new.issuer, 9) || '/', '/') + 7) FROM issuer_origin;
  UPDATE setting SET value = new.issuer WHERE name = 'issuer';
  INSERT INTO administration (kind, about, done_by) VALUES ('issuer.move', new.issuer, new.done_by);
END;
