-- The first desk: a little of what the others have, and where there is more of it.

-- What somebody has still to do, or to wait for.
CREATE VIEW desk_waits AS
SELECT username AS name, 'has no password yet' AS told, 'user' AS desk, username AS id
  FROM end_user
 WHERE password_hash IS NULL AND suspended_at IS NULL
UNION ALL SELECT client_name, 'has two secrets: the old one is still good', 'client', client_id FROM client_of_two_secrets
UNION ALL SELECT alg, 'another key of this algorithm is made in a few seconds', 'keys', NULL FROM key_wanted
UNION ALL SELECT alg, 'a key of this algorithm is announced, and signs later', 'keys', NULL
            FROM signing_key WHERE active_at > (SELECT now FROM clock) AND compromised_at IS NULL
UNION ALL SELECT DISTINCT client_id, 'is still to hear of a sign-out', 'client', client_id FROM backchannel_logout WHERE outcome IS NULL;

CREATE VIEW desk_start AS
SELECT 'Signed in' AS section, username AS name, substr(since, 1, 16) || ' – ' || substr(until, 1, 16) || ' UTC' AS says, NULL AS told, NULL AS mark,
       'user' AS desk, username AS id, NULL AS deed, NULL AS word
  FROM (SELECT username, since, until FROM who_is_signed_in LIMIT 5)
UNION ALL
SELECT 'What waits', name, NULL, told, NULL, desk, id, NULL, NULL FROM (SELECT name, told, desk, id FROM desk_waits LIMIT 10)
UNION ALL
SELECT 'Relaxations', name, says, told, mark, 'relaxation', NULL, NULL, NULL FROM (SELECT name, says, told, mark FROM desk_relaxation LIMIT 5)
UNION ALL
SELECT 'Refusals', name, says, told, mark, 'why', NULL, NULL, NULL
  FROM (SELECT name, says, told, mark FROM desk_why ORDER BY place DESC LIMIT 5)
UNION ALL
SELECT 'What was done', name, says, told, mark, 'deeds', NULL, NULL, NULL
  FROM (SELECT name, says, told, mark FROM desk_deeds ORDER BY place DESC LIMIT 5);
