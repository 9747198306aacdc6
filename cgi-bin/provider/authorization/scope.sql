-- What is asked for, against what there is and what the client may have.  Everywhere alike: at the authorization endpoint, for a
-- client of its own, and at a refresh.

-- local: scope_asked
-- needs: @default_scope :resource :scope
-- gives: scope_given scope_list scope_words scope_malformed resource_asked resources_asked
-- A client that asks for nothing asks for its default_scope.  RFC 8707 section 2: resource is a list.
SELECT scope_given, list AS scope_list, length(list) - length(replace(list, ' ', '')) + 1 AS scope_words,
       CASE WHEN scope_given GLOB '*[^] !#-[^-~]*' THEN 1 ELSE 0 END AS scope_malformed,
       json_extract(:resource, '$[0]') AS resource_asked, coalesce(json_array_length(:resource), 0) AS resources_asked
  FROM (SELECT nullif(trim(:scope), '') AS scope_given, coalesce(nullif(trim(:scope), ''), @default_scope) AS list);

-- local: scope_each
-- needs: @scope_list
-- gives: scope_asked
-- RFC 6749 section 3.3: each word once, in the order of the first; blanks are forgiven, other characters are not.
SELECT group_concat(word, ' ') AS scope_asked
  FROM (SELECT value AS word
          FROM json_each(CASE WHEN @scope_list GLOB '*[^] !#-[^-~]*' THEN '[]' ELSE '["' || replace(@scope_list, ' ', '","') || '"]' END)
         WHERE value <> '' GROUP BY value ORDER BY min(key));

-- name: scope_known
-- needs: @client_id @scope_asked @scope_given @resource_asked
-- gives: scope resource allowed
-- Of the words that are asked for those that are scopes, and whether this client may have them; a word that is none is not here, and
-- so is ignored, OIDC Core section 3.1.2.1.  Nothing asked: all that the client may have of the API that is named, or of any; and of its
-- default_scope what is of the API that is named, if anything is.  (replace: a word is in the list when taking it out changes the list.)
SELECT s.scope, s.resource, CASE WHEN c.scope IS NULL THEN 0 ELSE 1 END AS allowed
  FROM scope AS s LEFT JOIN client_scope AS c ON c.client_id = @client_id AND c.scope = s.scope
 WHERE replace(' ' || @scope_asked || ' ', ' ' || s.scope || ' ', '') <> ' ' || @scope_asked || ' '
       AND (CAST(@scope_given AS TEXT) IS NOT NULL OR CAST(@resource_asked AS TEXT) IS NULL OR s.resource IS NULL OR s.resource = @resource_asked)
    OR c.scope IS NOT NULL AND s.resource = coalesce(CAST(@resource_asked AS TEXT), s.resource) AND CAST(@scope_given AS TEXT) IS NULL
       AND (CAST(@scope_asked AS TEXT) IS NULL
            OR CAST(@resource_asked AS TEXT) IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM scope AS d
                                WHERE d.resource = @resource_asked
                                  AND replace(' ' || @scope_asked || ' ', ' ' || d.scope || ' ', '') <> ' ' || @scope_asked || ' '))
 ORDER BY s.scope;

-- name: scope_resource
-- needs: @client_id @resource_asked
-- gives: resource_scopes
SELECT count(*) AS resource_scopes
  FROM client_scope AS c JOIN scope AS s ON s.scope = c.scope
 WHERE c.client_id = @client_id AND s.resource = @resource_asked;

-- local: scope_no_resource
-- gives: resource_scopes
SELECT 0 AS resource_scopes;

-- local: scope_judge
-- needs: @resource_asked @scope_malformed @scope_asked @resources_asked @resource_scopes @scope_given @scopes_known :prompt
-- gives: scope scope_of_user about resource scope_flaw
-- What is granted: the words that are allowed.  Words that the client itself asked for, and may not have, are refused by their names.
-- OIDC Core section 11: offline_access without prompt=consent is ignored, and by itself it gives nothing.  (One pass: what is
-- materialized costs more than the rest.)
SELECT scope, scope_of_user, about, coalesce(@resource_asked, first_resource) AS resource,
       CASE WHEN @scope_malformed                                                              THEN 'scope_invalid'
            WHEN about IS NOT NULL                                                             THEN 'scope_forbidden'
            WHEN scope IS NULL AND @scope_asked IS NOT NULL OR scope = 'offline_access'        THEN 'scope_invalid'
            WHEN @resources_asked > 1                                                          THEN 'resource_several'
            WHEN @resource_asked IS NOT NULL AND @resource_scopes = 0                          THEN 'resource_unknown'
            WHEN scope IS NULL OR (@scope_asked IS NULL AND first_resource <> last_resource)   THEN 'scope_missing'
            WHEN @resource_asked IS NULL AND first_resource <> last_resource                   THEN 'resource_ambiguous'
            WHEN first_resource <> @resource_asked OR last_resource <> @resource_asked         THEN 'resource_mismatch' END AS scope_flaw
  FROM (SELECT group_concat(scope, ' ') FILTER (WHERE allowed) AS scope,
               group_concat(scope, ' ') FILTER (WHERE allowed AND resource IS NULL) AS scope_of_user,
               group_concat(scope, ' ') FILTER (WHERE NOT allowed AND @scope_given IS NOT NULL) AS about,
               min(resource) FILTER (WHERE allowed) AS first_resource, max(resource) FILTER (WHERE allowed) AS last_resource
          FROM (SELECT value ->> 'scope' AS scope, value ->> 'resource' AS resource, value ->> 'allowed' AS allowed
                  FROM json_each(@scopes_known)
                 WHERE value ->> 'scope' <> 'offline_access' OR instr(' ' || :prompt || ' ', ' consent ') > 0
                 ORDER BY instr(' ' || @scope_asked || ' ', ' ' || (value ->> 'scope') || ' '), value ->> 'scope'));
