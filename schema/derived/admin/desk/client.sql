-- The desks of clients and APIs.  The columns of a desk: its place in the list, or which row it is about; a heading; a name with a text
-- (says) and a phrase (told) behind it; a mark; the desk that it leads to, and the row there; the deed of its button, and the word that
-- goes along; in a list, the words by which it is found.
--  (Each reads a column in any case: else SQLite would ask whether the table may be read, and not whether the view may.)
CREATE VIEW desk_clients AS
SELECT client_id AS place, NULL AS section, client_name AS name, client_id AS says, NULL AS told,
       CASE WHEN suspended_at IS NOT NULL THEN 'suspended' END AS mark, 'client' AS desk, client_id AS id, NULL AS deed, NULL AS word,
       lower(client_id || ' ' || client_name) AS found
  FROM client;

CREATE VIEW desk_client AS
SELECT client_id AS about, 'What it is' AS section, 'client_id' AS name, client_id AS says, NULL AS told, NULL AS mark, NULL AS desk,
       client_id AS id, NULL AS deed, NULL AS word
  FROM client
UNION ALL SELECT client_id, 'What it is', 'client_name', client_name, NULL, NULL, NULL, client_id, NULL, NULL FROM client
UNION ALL SELECT client_id, 'What it is', 'token_endpoint_auth_method', token_endpoint_auth_method,
                 NULL, NULL, NULL, client_id, NULL, NULL FROM client
UNION ALL SELECT client_id, 'What it is', 'origin', origin, NULL, NULL, NULL, client_id, NULL, NULL FROM client
UNION ALL SELECT client_id, 'What it is', 'pkce_required', NULL, CASE pkce_required WHEN 1 THEN 'yes' ELSE 'no' END,
                 NULL, NULL, client_id, NULL, NULL FROM client
UNION ALL SELECT client_id, 'What it is', 'dpop_bound_access_tokens', NULL, CASE dpop_bound_access_tokens WHEN 1 THEN 'yes' ELSE 'no' END,
                 NULL, NULL, client_id, NULL, NULL FROM client
UNION ALL SELECT client_id, 'What it is', 'resource', resource,
                 NULL, NULL, NULL, client_id, NULL, NULL FROM client WHERE resource IS NOT NULL
UNION ALL SELECT client_id, 'What it is', 'suspended_at', strftime('%Y-%m-%d %H:%M UTC', suspended_at, 'unixepoch'),
                 NULL, NULL, NULL, client_id, NULL, NULL FROM client WHERE suspended_at IS NOT NULL
UNION ALL SELECT client_id, 'What it is', 'client_secret', NULL,
                 'has two secrets: the old one is still good', NULL, NULL, client_id, NULL, NULL FROM client_of_two_secrets
UNION ALL
SELECT client_id, member, value, NULL, NULL, NULL, NULL, client_id, 'client_member_end', value FROM client_member
UNION ALL
SELECT client_id, 'Conformance', spec, NULL, says, CASE met WHEN 1 THEN 'met' ELSE 'not met' END, NULL, client_id, NULL, NULL FROM conformance;

CREATE VIEW desk_apis AS
SELECT r.resource || ' ' AS place, NULL AS section, r.name, r.resource AS says, NULL AS told, NULL AS mark, NULL AS desk, r.resource AS id,
       NULL AS deed, NULL AS word, lower(r.name || ' ' || r.resource) AS found
  FROM protected_resource AS r
UNION ALL
SELECT s.resource || ' ' || s.scope, NULL, s.scope, NULL, s.description, NULL, NULL, NULL, NULL, NULL, lower(s.scope)
  FROM scope AS s
 WHERE s.resource IS NOT NULL;
