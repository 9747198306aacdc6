-- What decides about a client reads these views.

-- The clients that may ask now.
CREATE VIEW active_client AS SELECT * FROM client WHERE suspended_at IS NULL;

-- How long a client's tokens live: as its own column says, or else the setting.
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
  FROM client;
