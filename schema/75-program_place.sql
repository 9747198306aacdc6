-- Where are the others?  A page of one program leads to another by these addresses, made of rows: so it does not matter which
-- program has which mount point, or a host of its own.  NULL: there is none, or nobody said where; then no page leads there.
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
