-- What decides about a client reads these views.

-- The clients that may ask now.
CREATE VIEW active_client AS SELECT * FROM client WHERE suspended_at IS NULL;

-- The APIs that a client may call: those of which it may have a scope.
CREATE VIEW client_resource AS
SELECT o.client_id, s.resource FROM client_scope AS o JOIN scope AS s ON s.scope = o.scope WHERE s.resource IS NOT NULL;

-- An API that is called otherwise takes along what is open for it, RFC 8707 section 2.  (One that is removed leaves it without a scope; so
-- these name it by no foreign key, for there may be a million.)
CREATE TRIGGER protected_resource_moves AFTER UPDATE OF resource ON protected_resource WHEN new.resource <> old.resource
BEGIN
  UPDATE authorization_grant SET resource = new.resource WHERE resource = old.resource AND revoked_at IS NULL;
  UPDATE authorization_request SET resource = new.resource WHERE resource = old.resource;
  UPDATE device_authorization SET resource = new.resource WHERE resource = old.resource;
END;

-- The clients whose secret changes: the old one is still good beside the new.
CREATE VIEW client_of_two_secrets AS
SELECT client_id, client_name
  FROM client
 WHERE next_secret_hash IS NOT NULL AND coalesce(client_secret_expires_at > (SELECT now FROM clock), 1);

-- How long a client's tokens live: as its own column says, or else the setting.  (It reads a column in any case: else SQLite would ask
-- whether the table may be read, and not whether the view may.)
CREATE VIEW client_lifetime AS
SELECT client_id,
       coalesce(access_lifetime,  (SELECT value FROM setting WHERE name = 'access_lifetime'))  AS access_lifetime,
       coalesce(id_lifetime,      (SELECT value FROM setting WHERE name = 'id_lifetime'))      AS id_lifetime,
       coalesce(code_lifetime,    (SELECT value FROM setting WHERE name = 'code_lifetime'))    AS code_lifetime,
       coalesce(refresh_idle,     (SELECT value FROM setting WHERE name = 'refresh_idle'))     AS refresh_idle,
       coalesce(refresh_absolute, (SELECT value FROM setting WHERE name = 'refresh_absolute')) AS refresh_absolute,
       coalesce(refresh_grace,    (SELECT value FROM setting
                                    WHERE name = CASE token_endpoint_auth_method WHEN 'none' THEN 'refresh_grace_public'
                                                                                 ELSE 'refresh_grace' END)) AS refresh_grace,
       refresh_until_used,
       (SELECT value FROM setting WHERE name = 'refresh_rate') AS refresh_rate
  FROM client
 WHERE client_id <> '';

-- What a client says of it itself, and instead of which setting.
CREATE VIEW client_own_lifetime AS
SELECT client_id, 'access_lifetime' AS own, access_lifetime AS value, 'access_lifetime' AS setting FROM client WHERE access_lifetime IS NOT NULL
UNION ALL SELECT client_id, 'id_lifetime', id_lifetime, 'id_lifetime' FROM client WHERE id_lifetime IS NOT NULL
UNION ALL SELECT client_id, 'code_lifetime', code_lifetime, 'code_lifetime' FROM client WHERE code_lifetime IS NOT NULL
UNION ALL SELECT client_id, 'refresh_idle', refresh_idle, 'refresh_idle' FROM client WHERE refresh_idle IS NOT NULL
UNION ALL SELECT client_id, 'refresh_absolute', refresh_absolute, 'refresh_absolute' FROM client WHERE refresh_absolute IS NOT NULL
UNION ALL SELECT client_id, 'refresh_grace', refresh_grace,
                 CASE token_endpoint_auth_method WHEN 'none' THEN 'refresh_grace_public' ELSE 'refresh_grace' END
            FROM client WHERE refresh_grace IS NOT NULL;

-- It has the bounds of that setting.
CREATE VIEW client_lifetime_out_of_bounds AS
SELECT o.client_id
  FROM client_own_lifetime AS o JOIN setting AS s ON s.name = o.setting
 WHERE o.value NOT BETWEEN s.smallest AND s.largest;
CREATE TRIGGER client_has_bounds AFTER INSERT ON client
  WHEN EXISTS (SELECT 1 FROM client_lifetime_out_of_bounds WHERE client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'a lifetime of the client is out of the bounds of its setting: SELECT name, smallest, largest FROM setting'); END;
CREATE TRIGGER client_keeps_bounds
AFTER UPDATE OF access_lifetime, id_lifetime, code_lifetime, refresh_idle, refresh_absolute, refresh_grace, token_endpoint_auth_method ON client
  WHEN EXISTS (SELECT 1 FROM client_lifetime_out_of_bounds WHERE client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'a lifetime of the client is out of the bounds of its setting: SELECT name, smallest, largest FROM setting'); END;

-- The addresses that a client has beside those of its redirects, by the members of its registration.
CREATE VIEW client_address AS
SELECT client_id, 'client_uri' AS member, client_uri AS address FROM client WHERE client_uri IS NOT NULL
UNION ALL SELECT client_id, 'logo_uri', logo_uri FROM client WHERE logo_uri IS NOT NULL
UNION ALL SELECT client_id, 'policy_uri', policy_uri FROM client WHERE policy_uri IS NOT NULL
UNION ALL SELECT client_id, 'tos_uri', tos_uri FROM client WHERE tos_uri IS NOT NULL
UNION ALL SELECT client_id, 'jwks_uri', jwks_uri FROM client WHERE jwks_uri IS NOT NULL
UNION ALL SELECT client_id, 'sector_identifier_uri', sector_identifier_uri FROM client WHERE sector_identifier_uri IS NOT NULL
UNION ALL SELECT client_id, 'backchannel_logout_uri', backchannel_logout_uri FROM client WHERE backchannel_logout_uri IS NOT NULL
UNION ALL SELECT client_id, 'frontchannel_logout_uri', frontchannel_logout_uri FROM client WHERE frontchannel_logout_uri IS NOT NULL;

-- What a person reads as the host is the host, as in client_redirect_uri: so neither javascript nor data is one, RFC 3986 section 7.6.
CREATE VIEW client_address_flawed AS
SELECT client_id, member
  FROM client_address
 WHERE NOT (address GLOB 'https://[[A-Za-z0-9]*' OR address GLOB 'http://[[A-Za-z0-9]*')
    OR address GLOB '*[#"<>@\]*' OR address GLOB '*[^!-~]*' OR length(address) > 2048
    OR instr(substr(address, 9) || '?', '?') < instr(substr(address, 9) || '/', '/') AND instr(address, '?') > 0;
CREATE TRIGGER client_has_addresses AFTER INSERT ON client
  WHEN EXISTS (SELECT 1 FROM client_address_flawed WHERE client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'an address of the client is no https or http URL with a host, or has a user, a # or a backslash in it'); END;
CREATE TRIGGER client_keeps_addresses
AFTER UPDATE OF client_uri, logo_uri, policy_uri, tos_uri, jwks_uri, sector_identifier_uri, backchannel_logout_uri, frontchannel_logout_uri ON client
  WHEN EXISTS (SELECT 1 FROM client_address_flawed WHERE client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'an address of the client is no https or http URL with a host, or has a user, a # or a backslash in it'); END;

-- A redirect URI of an app: its scheme has a period, or is a row of private_use_scheme.
CREATE VIEW client_redirect_uri_unowned AS
SELECT client_id, redirect_uri, substr(redirect_uri, 1, instr(redirect_uri, ':') - 1) AS scheme
  FROM client_redirect_uri
 WHERE redirect_uri NOT GLOB 'https://[[A-Za-z0-9]*' AND redirect_uri NOT GLOB 'http://[[A-Za-z0-9]*'
   AND substr(redirect_uri, 1, instr(redirect_uri, ':')) NOT GLOB '*.?*:';
CREATE TRIGGER client_redirect_uri_has_scheme AFTER INSERT ON client_redirect_uri
WHEN EXISTS (SELECT 1 FROM client_redirect_uri_unowned AS u WHERE u.client_id = new.client_id AND u.redirect_uri = new.redirect_uri
                AND NOT EXISTS (SELECT 1 FROM private_use_scheme AS p WHERE p.scheme = u.scheme))
BEGIN SELECT raise(ABORT, 'the scheme of this redirect_uri has no period in it, and is no row of private_use_scheme'); END;
CREATE TRIGGER private_use_scheme_stays BEFORE DELETE ON private_use_scheme
WHEN EXISTS (SELECT 1 FROM client_redirect_uri_unowned WHERE scheme = old.scheme)
BEGIN SELECT raise(ABORT, 'a redirect_uri has this scheme: take it from its client first'); END;
CREATE TRIGGER client_redirect_uri_keeps_scheme AFTER UPDATE OF redirect_uri ON client_redirect_uri
WHEN EXISTS (SELECT 1 FROM client_redirect_uri_unowned AS u WHERE u.client_id = new.client_id AND u.redirect_uri = new.redirect_uri
                AND NOT EXISTS (SELECT 1 FROM private_use_scheme AS p WHERE p.scheme = u.scheme))
BEGIN SELECT raise(ABORT, 'the scheme of this redirect_uri has no period in it, and is no row of private_use_scheme'); END;
