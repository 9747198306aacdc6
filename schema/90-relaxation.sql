-- Every default is the strict one.  Each relaxation is one column of one client or one row of `setting`; here stand those
-- that are in force, each with the clause that it breaks.  Empty in a service as it is created, behind https.
CREATE VIEW relaxation AS
SELECT 'setting fetch_private' AS relaxation, 'RFC 9728 7.7' AS spec,
       'Addresses that strangers name may be private ones, and are fetched.' AS meaning
  FROM setting WHERE name = 'fetch_private' AND value = 1
UNION ALL
SELECT 'setting reveal', 'RFC 6749 10.3', 'The sample client shows the tokens that it holds.'
  FROM setting WHERE name = 'reveal' AND value = 1
UNION ALL
SELECT 'setting issuer', 'RFC 8414 2', 'The issuer is no https URL: whoever is on the line reads along.'
  FROM setting WHERE name = 'issuer' AND value NOT GLOB 'https:*'
UNION ALL
SELECT 'setting clock_offset', 'RFC 7519 4.1.4', 'The clock of this system was moved ahead by ' || value || ' s.'
  FROM setting WHERE name = 'clock_offset' AND value <> 0
UNION ALL
SELECT 'client ' || client_id || ', redirect_uri ' || redirect_uri, 'RFC 9700 2.6', 'The code goes to the client over http, beyond this machine.'
  FROM client_redirect_uri
 WHERE redirect_uri GLOB 'http:*' AND redirect_uri NOT GLOB 'http://127.0.0.1[:/]*' AND redirect_uri NOT GLOB 'http://[[]::1][:/]*'
   AND redirect_uri NOT GLOB 'http://localhost[:/]*'
UNION ALL
SELECT 'client ' || client_id || ', redirect_uri ' || redirect_uri, 'RFC 8252 8.3',
       'The code goes to whatever the user''s machine calls localhost; 127.0.0.1 and [::1] are itself.'
  FROM client_redirect_uri WHERE redirect_uri GLOB 'http://localhost[:/]*' OR redirect_uri = 'http://localhost'
UNION ALL
SELECT 'client ' || client_id || ', post_logout_redirect_uri ' || post_logout_redirect_uri, 'RFC 8252 8.3',
       'The browser goes to whatever the user''s machine calls localhost; 127.0.0.1 and [::1] are itself.'
  FROM client_post_logout_redirect_uri WHERE post_logout_redirect_uri GLOB 'http://localhost[:/]*' OR post_logout_redirect_uri = 'http://localhost'
UNION ALL
SELECT 'client ' || client_id || ', pkce_required', 'RFC 9700 2.1.1', 'The client may ask for a code without a challenge.'
  FROM client WHERE pkce_required = 0
UNION ALL
SELECT 'client ' || client_id || ', refresh_rotation', 'RFC 9700 4.14.2', 'A stolen refresh token is not noticed: it stays the same; only the client''s secret guards it.'
  FROM client WHERE refresh_rotation = 0
UNION ALL
SELECT 'client ' || client_id || ', refresh_until_used', 'RFC 9700 4.14.2', 'Who stole an old refresh token is noticed only when the client comes back.'
  FROM client WHERE refresh_until_used = 1;
