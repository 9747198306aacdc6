-- What is asked for, against what the client may have.

-- local: scope_asked
-- RFC 6749 section 3.3: words with one space between them; other characters: NULL.  OIDC Core section 11: offline_access without
-- prompt=consent is ignored.  RFC 8707 section 2: resource is a list.
SELECT scope, length(scope) - length(replace(scope, ' ', '')) + 1 AS scope_words,
       json_extract(:resource, '$[0]') AS resource_asked,
       coalesce(json_array_length(:resource), 0) AS resources_asked
  FROM (SELECT CASE WHEN list GLOB '*[^] !#-[^-~]*'                THEN NULL
                    WHEN ' ' || :prompt || ' ' GLOB '* consent *'  THEN list
                    ELSE trim(replace(' ' || list || ' ', ' offline_access ', ' ')) END AS scope
          FROM (SELECT coalesce(:scope, @default_scope) AS list));

-- name: scope_judge
-- How many of the words are scopes of this client, and whose.  (replace: a word is in the list when taking it out changes the list.)
SELECT count(*) AS scopes_known,
       min(s.resource) AS scope_resource,
       max(s.resource) AS last_resource,
       (SELECT count(*)
          FROM client_scope AS o JOIN scope AS w ON w.scope = o.scope
         WHERE o.client_id = @client_id AND w.resource = @resource_asked) AS resource_scopes
  FROM client_scope AS c JOIN scope AS s ON s.scope = c.scope
 WHERE c.client_id = @client_id
   AND replace(' ' || @scope || ' ', ' ' || c.scope || ' ', '') <> ' ' || @scope || ' ';

-- local: scope_flaw
SELECT CASE WHEN coalesce(:scope, @default_scope) IS NULL                       THEN 'scope_missing'
            WHEN @scope IS NULL OR @scopes_known <> @scope_words                THEN 'scope_invalid'
            WHEN @resources_asked > 1                                           THEN 'resource_several'
            WHEN @resource_asked IS NOT NULL AND @resource_scopes = 0           THEN 'resource_unknown'
            WHEN @resource_asked IS NULL AND @scope_resource <> @last_resource  THEN 'resource_ambiguous'
            WHEN @scope_resource <> @resource_asked OR @last_resource <> @resource_asked THEN 'resource_mismatch'
       END AS scope_flaw,
       coalesce(@resource_asked, @scope_resource) AS resource;
