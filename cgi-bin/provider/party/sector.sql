-- Several hosts that are one party: OIDC Core section 8.1, OIDC Registration section 5.

-- local: sector_request
-- needs: @new_sector_identifier_uri
-- gives: url
SELECT @new_sector_identifier_uri AS url;

-- local: sector_flaw
-- needs: @sector_body @sector_status @metadata_members @sector_by_keys
-- gives: sector_flaw
-- A client is of a sector that lists its redirect URIs.  Those of a program on somebody's machine are whoever's names them, and a device's tokens
-- go to none: such a client is of a sector that lists the keys which it proves itself with, as CIBA Core section 4 has it for clients without
-- redirect URIs.
WITH answer AS MATERIALIZED (
  SELECT CASE WHEN json_valid(@sector_body) THEN @sector_body ELSE '{}' END AS list WHERE @sector_status = 200)
SELECT CASE WHEN (SELECT json_type(list) FROM answer) IS NOT 'array' THEN 'sector_unreachable' ELSE 'sector_mismatch' END AS sector_flaw
 WHERE NOT EXISTS (SELECT 1 FROM answer WHERE json_type(list) = 'array')
    OR EXISTS (SELECT value FROM json_each(@metadata_members, '$.redirect_uris')
               UNION
               SELECT @metadata_members ->> 'jwks_uri' WHERE @sector_by_keys = 1
               EXCEPT SELECT e.value FROM answer, json_each(answer.list) AS e);

-- local: sector_detail
-- needs: @sector_status @sector_error
-- gives: detail
SELECT json_object('asked', 'sector_identifier_uri', 'status', @sector_status, 'no_answer', substr(@sector_error, 1, 200)) AS detail;
