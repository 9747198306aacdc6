-- What a field of a form may be, where that is one of a few; `about`: of this row alone.  (client_secret_jwt is a relaxation, for which
-- client_add keeps no secret.)
CREATE VIEW deed_choice AS
SELECT 'client_add' AS deed, 'token_endpoint_auth_method' AS field, NULL AS about, token_endpoint_auth_method AS place,
       token_endpoint_auth_method AS value, NULL AS says, 0 AS chosen
  FROM client_auth_method
 WHERE token_endpoint_auth_method <> 'client_secret_jwt'
UNION ALL SELECT 'client_member_add', 'member', NULL, place, member, NULL, 0 FROM client_list
UNION ALL SELECT 'scope_add', 'resource', NULL, resource, resource, NULL, 0 FROM protected_resource
UNION ALL SELECT 'scope_add', 'registrable', NULL, place, value, says, 0
            FROM (SELECT 1 AS place, 0 AS value, 'no' AS says UNION ALL SELECT 2, 1, 'yes')
UNION ALL SELECT 'key_rotate', 'alg', NULL, alg, alg, NULL, alg = (SELECT value FROM setting WHERE name = 'access_token_alg') FROM signing_alg
UNION ALL
SELECT 'setting_set', 'value', s.name, f.value, f.value, f.says, s.value = f.value
  FROM setting AS s JOIN (SELECT 1 AS value, 'yes' AS says UNION ALL SELECT 0, 'no') AS f
 WHERE s.unit = 'flag'
UNION ALL
SELECT 'setting_set', 'value', name, place, word, NULL, chosen = word
  FROM (WITH RECURSIVE split (name, chosen, place, word, rest) AS (
          SELECT name, value, 0, NULL, words || ',' FROM setting WHERE unit = 'word'
          UNION ALL SELECT name, chosen, place + 1, substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1)
                      FROM split WHERE rest <> '')
        SELECT name, chosen, place, word FROM split WHERE place > 0);
