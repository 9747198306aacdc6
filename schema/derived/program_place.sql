-- Where are the others?  A page of one program leads to another by these addresses, made of rows: so it does not matter which
-- program has which mount point, or a host of its own.  NULL: there is none, or no row says where; then no page leads there.
-- The workshop has no row of its own: it lies beside a provider that is mounted at /provider, and no service shows it.
CREATE VIEW program_place AS
SELECT CASE WHEN s.issuer GLOB '*/provider' THEN substr(s.issuer, 1, length(s.issuer) - 8) ELSE s.issuer || '/' END AS start_url,
       CASE WHEN s.issuer GLOB '*/provider' AND s.profile = 'workshop'
            THEN substr(s.issuer, 1, length(s.issuer) - 8) || 'workshop/' END AS workshop_url,
       (SELECT substr(a.redirect_uri, 1, length(a.redirect_uri) - 8)
          FROM client_app AS a
         WHERE a.redirect_uri GLOB '*/callback'
         ORDER BY CASE WHEN a.mount IS NULL THEN 0 ELSE 1 END, a.client_app_id
         LIMIT 1) AS client_url
  FROM (SELECT (SELECT value FROM setting WHERE name = 'issuer') AS issuer, (SELECT value FROM setting WHERE name = 'profile') AS profile) AS s;
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
