-- Every default is the strict one.  Each relaxation is one column of one client or one row of `setting`; here stand those
-- that are in force, each with the clause that it breaks.  Empty in a service as it is created, behind https.  (The meaning is `says`, with
-- the value and that of a service: a page in another language puts them together in its own way.)
CREATE VIEW relaxation AS
SELECT relaxation, spec, says || coalesce(': ' || value || coalesce(' instead of ' || instead, ''), '') AS meaning, says, value, instead
  FROM (
-- ---- a setting, or a client's word instead of it, that is weaker than the service's ----
SELECT r.what AS relaxation, s.spec,
       s.meaning AS says, r.value, s.service AS instead
  FROM setting AS s
  JOIN (SELECT 'setting ' || name AS what, name, value FROM setting
        UNION ALL SELECT 'client ' || client_id || ', ' || own, setting, value FROM client_own_lifetime)
    AS r ON r.name = s.name
 WHERE CASE s.weaker WHEN 'larger'  THEN 1 WHEN 'smaller' THEN -1 ELSE 0 END
       * CASE s.unit WHEN 'word' THEN instr(',' || s.words || ',', ',' || r.value || ',') - instr(',' || s.words || ',', ',' || s.service || ',')
                     ELSE r.value - coalesce(s.service, 0) END > 0
UNION ALL
SELECT 'client ' || client_id || ', redirect_uri ' || redirect_uri, 'RFC 8252 8.3',
       'The code goes to whatever the user''s machine calls localhost; 127.0.0.1 and [::1] are itself.', NULL, NULL
  FROM client_redirect_uri WHERE redirect_uri GLOB 'http://localhost[:/]*' OR redirect_uri = 'http://localhost'
UNION ALL
SELECT 'client ' || client_id || ', redirect_uri ' || redirect_uri, 'RFC 8252 7.1',
       'The code goes to whichever app of the user''s machine took this scheme first: it is nobody''s domain.', NULL, NULL
  FROM client_redirect_uri_unowned
UNION ALL
SELECT 'client ' || client_id || ', post_logout_redirect_uri ' || post_logout_redirect_uri, 'RFC 8252 8.3',
       'The browser goes to whatever the user''s machine calls localhost; 127.0.0.1 and [::1] are itself.', NULL, NULL
  FROM client_post_logout_redirect_uri WHERE post_logout_redirect_uri GLOB 'http://localhost[:/]*' OR post_logout_redirect_uri = 'http://localhost'
UNION ALL
SELECT 'setting key_lifetime', 'NIST SP 800-57 5.3.6', 'No key is replaced by itself: one that was stolen unnoticed signs for ever.', NULL, NULL
  FROM setting WHERE name = 'key_lifetime' AND value = 0
UNION ALL
-- ---- a flag of one client (a refresh token that is bound to a key is of no use to a thief) ----
SELECT 'client ' || client_id || ', pkce_required', 'RFC 9700 2.1.1', 'The client may ask for a code without a challenge.', NULL, NULL
  FROM client WHERE pkce_required = 0
UNION ALL
SELECT 'client ' || client_id || ', refresh_rotation', 'RFC 9700 4.14.2',
       'A stolen refresh token is not noticed: it stays the same; only how the client proves itself guards it.', NULL, NULL
  FROM client WHERE refresh_rotation = 0 AND NOT (token_endpoint_auth_method = 'none' AND dpop_bound_access_tokens = 1)
UNION ALL
SELECT 'client ' || client_id || ', refresh_until_used', 'RFC 9700 4.14.2',
       'Who stole an old refresh token is noticed only when the client comes back.', NULL, NULL
  FROM client WHERE refresh_until_used = 1 AND NOT (token_endpoint_auth_method = 'none' AND dpop_bound_access_tokens = 1)
UNION ALL
SELECT 'client ' || client_id || ', secret_jwk', 'RFC 9700 2.5',
       'The secret stands in the database in clear: client_secret_jwt needs it to check a signature.', NULL, NULL
  FROM client WHERE secret_jwk IS NOT NULL
UNION ALL
SELECT 'client ' || client_id || ', assertion_audience', 'RFC 7523bis 3',
       'The client''s assertions may name the token endpoint: one that was meant for another server could come here.', NULL, NULL
  FROM client WHERE assertion_audience <> 'issuer'
UNION ALL
SELECT 'client_app ' || client_app_id || ', sends_id_token_hint', 'RFC 9700 4.3',
       'At sign-out the ID token, with what it says of the user, stands in an address of the browser.', NULL, NULL
  FROM client_app WHERE sends_id_token_hint = 1
UNION ALL
-- ---- http ----
SELECT 'setting issuer', 'RFC 8414 2', 'The issuer is no https URL: whoever is on the line reads along.', NULL, NULL
  FROM setting WHERE name = 'issuer' AND value NOT GLOB 'https:*'
UNION ALL
SELECT what || ' ' || address, spec, says, NULL, NULL
  FROM (SELECT 'client ' || client_id || ', redirect_uri' AS what, redirect_uri AS address, 'RFC 9700 2.6' AS spec,
               'The code goes to the client over http, beyond this machine.' AS says
          FROM client_redirect_uri
        UNION ALL
        SELECT 'client ' || client_id || ', post_logout_redirect_uri', post_logout_redirect_uri, 'OIDC RP-Initiated Logout 2',
               'The browser comes back over http, beyond this machine.'
          FROM client_post_logout_redirect_uri
        UNION ALL
        SELECT 'client ' || client_id || ', request_uri', request_uri, 'OIDC Core 6.2',
               'Its request objects are fetched over http, beyond this machine.'
          FROM client_request_uri
        UNION ALL
        SELECT 'client ' || client_id || ', initiate_login_uri', initiate_login_uri, 'OIDC Core 4',
               'The browser goes to the client to sign in over http, beyond this machine.'
          FROM client
        UNION ALL
        SELECT 'client ' || client_id || ', ' || member, address, 'RFC 9700 2.6',
               'This server, or the user''s browser, goes to an address of the client over http, beyond this machine.'
          FROM client_address
        UNION ALL
        SELECT 'client ' || client_id || ', allowed_origin', allowed_origin, 'RFC 9700 2.6',
               'A page that holds tokens comes over http, beyond this machine.'
          FROM client_allowed_origin
        UNION ALL
        SELECT 'protected_resource', resource, 'RFC 6750 5.3', 'Access tokens go to the API over http, beyond this machine.' FROM protected_resource
        UNION ALL
        SELECT 'api_resource', resource, 'RFC 6750 5.3', 'Access tokens come to the API over http, beyond this machine.' FROM api_resource
        UNION ALL
        SELECT 'api_resource ' || resource || ', calendar', calendar, 'RFC 6750 5.3',
               'An API sends access tokens to another one over http, beyond this machine.' FROM api_resource
        UNION ALL
        SELECT 'api_resource ' || resource || ', allowed_origin', allowed_origin, 'RFC 9700 2.6',
               'A page that holds tokens comes over http, beyond this machine.'
          FROM api_allowed_origin
        UNION ALL
        SELECT 'trusted_issuer', issuer, 'RFC 8414 2', 'The keys that an API trusts come over http, beyond this machine.' FROM trusted_issuer
        UNION ALL
        SELECT 'client_app ' || client_app_id || ', issuer', issuer, 'RFC 8414 2',
               'The sample client asks its provider over http, beyond this machine.' FROM client_app
        UNION ALL
        SELECT 'client_app ' || client_app_id || ', redirect_uri', redirect_uri, 'RFC 9700 2.6',
               'The code comes to the sample client over http, beyond this machine.' FROM client_app
        UNION ALL
        SELECT 'client_app ' || client_app_id || ', post_logout_redirect_uri', post_logout_redirect_uri, 'OIDC RP-Initiated Logout 2',
               'The browser comes back over http, beyond this machine.'
          FROM client_app
        UNION ALL
        SELECT 'client_app ' || client_app_id || ', api', api, 'RFC 6750 5.3',
               'The sample client sends access tokens over http, beyond this machine.' FROM client_app)
 WHERE address GLOB 'http:*' AND address || '/' NOT GLOB 'http://127.0.0.1[:/?]*' AND address || '/' NOT GLOB 'http://[[]::1][:/?]*'
   AND address || '/' NOT GLOB 'http://localhost[:/?]*');
