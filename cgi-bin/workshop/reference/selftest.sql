-- The self-test.  Its checks are rows with a title, what was expected, what was found, and what to do about it.  (Why one statement reads
-- a view and writes JSON: see the head of flow/flow.sql.)

-- local: selftest_cookie
-- gives: cookie
SELECT 'st_' || token_random(9) || '.' || token_random(18) AS cookie;

-- local: selftest_again
-- needs: $path
-- gives: location query
SELECT $path AS location, json_object('returned', '1') AS query;

-- local: selftest_extension
-- gives: extension_works extension_version
-- A new key signs, its public half verifies, and an altered token is refused.
WITH made AS MATERIALIZED (
  SELECT jwk_generate('ES256') AS jwk),
signed AS MATERIALIZED (
  SELECT jwk_public(jwk) AS public_key, jwt_sign('{"iss":"selftest"}', jwk, '{"expires_in":60}') AS token FROM made)
SELECT CASE WHEN jwt_verify(token, public_key, '{"iss":"selftest"}') IS NOT NULL
             AND jwt_error(substr(token, 1, length(token) - 4) || 'AAAA', public_key, '{"iss":"selftest"}') = 'bad_signature'
            THEN 1 ELSE 0 END AS extension_works,
       jwt_version() AS extension_version
  FROM signed;

-- name: selftest_schema
-- gives: user_version
PRAGMA user_version;

-- local: selftest_authorization
-- needs: $authorization_scheme
-- gives: body
SELECT json_object('authorization', json(CASE WHEN $authorization_scheme IS NULL THEN 'false' ELSE 'true' END),
                   'scheme', $authorization_scheme) AS body;

-- name: selftest_page
-- needs: @issuer @now @extension_works @extension_version @user_version @record $https $host $clock $cookie $mount
-- gives: model
-- The issuer is compared with the address in use, and never made from it: anybody may write the Host header.
WITH place AS (
  SELECT CASE WHEN instr(substr(@issuer, 9), '/') = 0 THEN @issuer
              ELSE substr(@issuer, 1, 7 + instr(substr(@issuer, 9), '/')) END AS expected,
         CASE WHEN lower($https) IN ('on', '1') THEN 'https://' ELSE 'http://' END || $host AS found),
times AS (
  SELECT CAST(strftime('%s', 'now') AS INTEGER) - $clock AS difference, @now - $clock AS offset),
checks(title, class, expected, actual, advice, command) AS (
  SELECT 'Issuer', CASE WHEN expected = found THEN 'pass' ELSE 'fail' END, expected, found,
         CASE WHEN expected <> found
              THEN 'Open it at the address that is expected, or tell the system its name; the clients'' addresses go with it:' END,
         'UPDATE setting SET value = ''' || found || '/provider'' WHERE name = ''issuer'';'
    FROM place
  UNION ALL
  SELECT 'Cookies', CASE WHEN $cookie IS NULL THEN 'fail' ELSE 'pass' END, 'The cookie that this page set comes back',
         CASE WHEN $cookie IS NULL THEN 'no cookie' ELSE 'it came back' END,
         CASE WHEN $cookie IS NULL THEN 'The browser keeps no cookies for this address, or the issuer says https and it is not in use.' END, NULL
  UNION ALL
  SELECT 'Clock of the database', CASE WHEN abs(difference) <= 1 THEN 'pass' ELSE 'fail' END, 'Within a second of the server''s',
         difference || ' s apart', NULL, NULL
    FROM times
  UNION ALL
  SELECT 'Clock of the workshop', CASE offset WHEN 0 THEN 'pass' ELSE 'warn' END, 'The real time, or moved ahead on purpose',
         offset || ' s ahead', NULL, NULL
    FROM times
  UNION ALL
  SELECT 'Extension', CASE @extension_works WHEN 1 THEN 'pass' ELSE 'fail' END,
         'A fresh key signs, its public half verifies, an altered token is refused',
         'jwt ' || (@extension_version ->> '$.jwt') || ', OpenSSL ' || (@extension_version ->> '$.openssl.run'), NULL, NULL
  UNION ALL
  SELECT 'SQLite', CASE WHEN sqlite_version() GLOB '3.[4-9][0-9].*' THEN 'pass' ELSE 'fail' END, '3.40 or later', sqlite_version(), NULL, NULL
  UNION ALL
  SELECT 'Schema', CASE WHEN @user_version = 5 THEN 'pass' ELSE 'fail' END, 'version 5', 'version ' || @user_version, NULL, NULL
  UNION ALL
  SELECT 'Flow record', CASE @record WHEN 'all' THEN 'pass' ELSE 'warn' END, 'Everything is recorded', @record,
         CASE @record WHEN 'logins' THEN 'Only sign-ins and refusals are: see the profile, and setting record.'
                      WHEN 'refusals' THEN 'Only refusals are: see the profile, and setting record.' END, NULL)
SELECT json_object(
  'at_selftest', 1,
  'class', CASE WHEN EXISTS (SELECT title FROM checks WHERE class = 'fail') THEN 'fail' ELSE 'pass' END,
  'verdict', CASE (SELECT count(title) FROM checks WHERE class = 'fail')
               WHEN 0 THEN 'Everything is in place.'
               WHEN 1 THEN 'One thing is not.'
               ELSE 'Some things are not.' END,
  'checks', (SELECT json_group_array(json_object(
               'title', title, 'class', class, 'expected', expected, 'actual', actual, 'advice', advice, 'command', command,
               'status', CASE class WHEN 'pass' THEN 'good' WHEN 'warn' THEN 'note' ELSE 'wrong' END)) FROM checks),
  'curl', 'curl -H "Authorization: Bearer selftest" ' || (SELECT found FROM place) || $mount || '/selftest/authorization',
  'relaxations', (SELECT json_group_array(json_object('relaxation', relaxation, 'spec', spec, 'says', says, 'value', value || '',
                                                              'instead', instead || '')) FROM relaxation),
  'sql', 'SELECT jwt_version(), sqlite_version();' || char(10) || 'PRAGMA user_version;' || char(10)
         || 'SELECT * FROM common_setting;' || char(10) || 'SELECT * FROM relaxation;') AS model;
