-- The addresses that a client names: which are good, is listed; no list of bad schemes could be complete.

-- local: address_parts
-- needs: @new_redirect_uris @new_logout_uris @new_request_uris @metadata_members @new_grant_types @metadata_host
-- gives: addresses new_sector_identifier sector_by_keys new_client_name
-- Each address with what it is for, and its parts.  A sector is the host of all redirect URIs: an app's own scheme has none, and a loopback
-- address is everybody's.  Where an answer goes to neither, or a token to none (a device's), the client's keys prove the sector.
WITH kind (member, kind) AS (VALUES
  ('client_uri', 'link'), ('policy_uri', 'link'), ('tos_uri', 'link'), ('frontchannel_logout_uri', 'link'),
  ('logo_uri', 'fetched'), ('jwks_uri', 'fetched'), ('sector_identifier_uri', 'fetched'), ('backchannel_logout_uri', 'fetched'),
  ('initiate_login_uri', 'start')),
address (member, kind, uri) AS (
  SELECT 'redirect_uris', 'redirect', value FROM json_each(@new_redirect_uris)
  UNION ALL SELECT 'post_logout_redirect_uris', 'redirect', value FROM json_each(@new_logout_uris)
  UNION ALL SELECT 'request_uris', 'fetched', value FROM json_each(@new_request_uris)
  UNION ALL SELECT k.member, k.kind, m.value FROM json_each(@metadata_members) AS m JOIN kind AS k ON k.member = m.key),
cut AS (
  SELECT member, kind, uri, substr(uri, 1, instr(uri, ':')) AS scheme,
         CASE WHEN instr(uri, '://') > 0
              THEN lower(substr(rest, 1, instr(replace(rest, '?', '/') || '/', '/') - 1)) END AS authority
    FROM (SELECT *, substr(uri, instr(uri, '://') + 3) AS rest FROM address) AS split),
part AS (
  SELECT *, CASE WHEN authority GLOB '[[]*]*' THEN substr(authority, 1, instr(authority, ']'))
                 ELSE substr(authority, 1, instr(authority || ':', ':') - 1) END AS host
    FROM cut)
SELECT json_group_array(json_object('member', member, 'kind', kind, 'uri', uri, 'scheme', scheme, 'authority', authority, 'host', host,
                                    'port', substr(authority, length(host) + 1),
                                    'last', replace(host, rtrim(host, replace(host, '.', '')), ''))) AS addresses,
       CASE WHEN @metadata_members ->> 'subject_type' = 'pairwise'
            THEN coalesce(max(host) FILTER (WHERE member = 'sector_identifier_uri'),
                          CASE WHEN count(DISTINCT CASE WHEN scheme IN ('https:', 'http:') THEN host ELSE uri END)
                                    FILTER (WHERE member = 'redirect_uris') = 1
                               THEN max(host) FILTER (WHERE member = 'redirect_uris' AND scheme IN ('https:', 'http:')
                                                        AND host NOT IN ('localhost', '127.0.0.1', '[::1]')) END) END AS new_sector_identifier,
       CASE WHEN @metadata_members ->> 'subject_type' = 'pairwise'
             AND (instr(@new_grant_types, '"urn:ietf:params:oauth:grant-type:device_code"') > 0
                  OR count(CASE WHEN member = 'sector_identifier_uri' THEN 1 END) > 0
                     AND count(CASE WHEN member = 'redirect_uris' AND (scheme NOT IN ('https:', 'http:')
                                                                       OR host IN ('localhost', '127.0.0.1', '[::1]')) THEN 1 END) > 0)
            THEN 1 ELSE 0 END AS sector_by_keys,
       coalesce(CASE WHEN trim(@metadata_members ->> 'client_name', char(32, 160, 8203, 8204, 8205, 8288, 12288, 65279)) <> ''
                     THEN @metadata_members ->> 'client_name' END, @metadata_host,
                max(coalesce(nullif(host, ''), rtrim(scheme, ':'))) FILTER (WHERE member = 'redirect_uris'),
                'a client without a name') AS new_client_name
  FROM part;

-- local: address_flaw
-- needs: @addresses @metadata_words @fetch_private @sector_by_keys @metadata_members @new_token_endpoint_auth_method @new_sector_identifier
-- gives: address_flaw address_about
-- The first row that applies is the reason, and `about` the member that it speaks of.  An address is `sound` when what a person reads as its
-- host is the host (client_address_flawed, client_redirect_uri).  What this server fetches has to be a name with a period, and with letters
-- at its end: no spelling of an address of this network is one, and where a name leads to is seen when it is fetched (web/fetch/fetch_guard).
WITH address AS MATERIALIZED (
  SELECT value ->> 'member' AS member, value ->> 'kind' AS kind, value ->> 'uri' AS uri, value ->> 'scheme' AS scheme,
         value ->> 'authority' AS authority, value ->> 'host' AS host, value ->> 'port' AS port, value ->> 'last' AS last
    FROM json_each(@addresses)),
judged AS MATERIALIZED (
  SELECT member, kind, authority, scheme,
         uri NOT GLOB '*[#"<>@\]*' AND uri NOT GLOB '*[^!-~]*' AND length(uri) <= 2048
           AND instr(substr(uri, 9) || '?', '?') >= instr(substr(uri, 9) || '/', '/')
           AND (port IS NULL OR port = '' OR port GLOB ':[0-9]*' AND port NOT GLOB ':*[^0-9]*') AS sound,
         uri GLOB 'https://[[A-Za-z0-9]*' AS https, uri GLOB 'http://[[A-Za-z0-9]*' AS http,
         host IN ('127.0.0.1', '[::1]') AND port = '' OR host = 'localhost' AS loopback,
         uri GLOB '*:/?*' AND scheme NOT GLOB '*[^a-z0-9.+:-]*'
           AND (scheme GLOB '[a-z]*.?*:' OR EXISTS (SELECT 1 FROM json_each(@metadata_words) AS w
                                                     WHERE w.value ->> 'member' = 'scheme' AND w.value ->> 'word' || ':' = scheme)) AS app,
         instr(uri, '?') AS query,
         coalesce(instr(host, '.') > 0 AND last GLOB '[a-z]*'
                  AND last NOT IN ('local', 'localhost', 'localdomain', 'internal', 'intranet', 'home', 'lan'), 0) AS named
    FROM address),
flaw (reason, about) AS (
  SELECT 'redirect_uri_forbidden', member FROM judged
   WHERE kind = 'redirect' AND NOT (sound AND (https OR http AND loopback OR app))
  UNION ALL
  SELECT 'address_forbidden', member FROM judged
   WHERE kind IN ('link', 'fetched') AND NOT (sound AND (https OR http AND @fetch_private))
  UNION ALL
  SELECT 'address_inner', member FROM judged WHERE kind = 'fetched' AND NOT (named OR @fetch_private)
  UNION ALL
  SELECT 'initiate_login_uri_forbidden', member FROM judged WHERE kind = 'start' AND NOT (sound AND https AND query = 0)
  UNION ALL
  SELECT 'frontchannel_logout_uri_foreign', f.member FROM judged AS f
   WHERE f.member = 'frontchannel_logout_uri'
     AND NOT EXISTS (SELECT 1 FROM judged AS r WHERE r.member = 'redirect_uris' AND r.scheme = f.scheme AND r.authority = f.authority)
  UNION ALL
  SELECT 'sector_unproven', 'sector_identifier_uri'
   WHERE @sector_by_keys = 1
     AND (@metadata_members ->> 'sector_identifier_uri' IS NULL OR @metadata_members ->> 'jwks_uri' IS NULL
          OR @new_token_endpoint_auth_method <> 'private_key_jwt')
  UNION ALL
  SELECT 'sector_missing', 'sector_identifier_uri'
   WHERE @metadata_members ->> 'subject_type' = 'pairwise' AND @new_sector_identifier IS NULL)
SELECT reason AS address_flaw, about AS address_about FROM flaw LIMIT 1;
