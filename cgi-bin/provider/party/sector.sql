-- Several hosts that are one party: OIDC Core section 8.1, OIDC Registration section 5.

-- local: sector_request
-- needs: @new_sector_identifier_uri
-- gives: url
SELECT @new_sector_identifier_uri AS url;

-- local: sector_flaw
-- needs: @sector_body @sector_status @metadata_members
-- gives: sector_flaw
WITH answer AS MATERIALIZED (
  SELECT CASE WHEN json_valid(@sector_body) THEN @sector_body ELSE '{}' END AS list WHERE @sector_status = 200)
SELECT CASE WHEN (SELECT json_type(list) FROM answer) IS NOT 'array' THEN 'sector_unreachable' ELSE 'sector_mismatch' END AS sector_flaw
 WHERE NOT EXISTS (SELECT 1 FROM answer WHERE json_type(list) = 'array')
    OR EXISTS (SELECT value FROM json_each(@metadata_members, '$.redirect_uris')
               EXCEPT SELECT e.value FROM answer, json_each(answer.list) AS e);

-- local: sector_detail
-- needs: @sector_status @sector_error
-- gives: detail
SELECT json_object('asked', 'sector_identifier_uri', 'status', @sector_status, 'no_answer', substr(@sector_error, 1, 200)) AS detail;
