-- By which names is this server asked?  Those that stand in its rows.  On a loopback address it answers to these and to the names of
-- loopback itself: a page elsewhere, whose own name was made to point here (DNS rebinding), would read every answer.
CREATE VIEW served_host AS
SELECT CASE WHEN authority GLOB '[[]*' THEN substr(authority, 1, instr(authority, ']'))
            ELSE substr(authority, 1, instr(authority || ':', ':') - 1) END AS host
  FROM (SELECT lower(substr(rest, 1, instr(rest, '/') - 1)) AS authority
          FROM (SELECT substr(url, instr(url, '://') + 3) || '/' AS rest
                  FROM (SELECT value AS url FROM setting WHERE name = 'issuer'
                        UNION ALL SELECT resource FROM api_resource
                        UNION ALL SELECT redirect_uri FROM client_app) AS address) AS tail) AS named;
