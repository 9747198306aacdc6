-- A loopback address may bear any port: RFC 8252 section 7.3.

-- local: loopback_portless
-- needs: @uri
-- gives: uri_portless
-- What is registered for it: the address without the port.  localhost as well, which apps register although RFC 8252 section 8.3
-- does not recommend it; the view `relaxation` shows who does.
WITH loopback AS (
  SELECT uri, CASE WHEN uri GLOB 'http://127.0.0.1:[0-9]*' THEN 'http://127.0.0.1'
                   WHEN uri GLOB 'http://[[]::1]:[0-9]*'   THEN 'http://[::1]'
                   WHEN uri GLOB 'http://localhost:[0-9]*' THEN 'http://localhost' END AS address
    FROM (SELECT @uri AS uri)),
behind AS (SELECT address, substr(uri, length(address) + 2) AS port_and_path FROM loopback),
rest AS (
  SELECT address, path, length(port_and_path) - length(path) AS port_digits, CAST(port_and_path AS INTEGER) AS port
    FROM (SELECT address, port_and_path, ltrim(port_and_path, '0123456789') AS path FROM behind) AS split)
SELECT CASE WHEN port BETWEEN 1 AND 65535 AND port_digits <= 5 AND (path = '' OR path GLOB '/*') THEN address || path END AS uri_portless
  FROM rest;
