-- The user's own page: where somebody is signed in, what applications may do, and how that ends.

-- local: account_address
-- gives: page page_max_age
SELECT '/account' AS page, NULL AS page_max_age;

-- ---- what there is ----

-- name: account_sessions
-- needs: @session_id @subject @now
-- gives: session_id created_at ends_at is_this
SELECT s.session_id, s.created_at, s.ends_at, CASE WHEN s.session_id = @session_id THEN 1 ELSE 0 END AS is_this
  FROM open_session AS s
 WHERE s.subject = @subject AND s.ends_at > @now
 ORDER BY is_this DESC, s.created_at DESC
 LIMIT 100;

-- name: account_grants
-- needs: @subject @now
-- gives: grant_id session_id client_name scope created_at offline ends_at used_at is_device
-- The family's newest token was made when it was last used.  A grant that came by no code came by a device (RFC 8628).
SELECT g.grant_id, g.session_id, c.client_name, l.scope, g.created_at, g.offline, l.ends_at,
       coalesce((SELECT max(t.issued_at) FROM refresh_token AS t WHERE t.grant_id = g.grant_id), g.created_at) AS used_at,
       CASE WHEN EXISTS (SELECT 1 FROM authorization_code AS k WHERE k.grant_id = g.grant_id) THEN 0 ELSE 1 END AS is_device
  FROM authorization_grant AS g
  JOIN grant_life AS l ON l.grant_id = g.grant_id
  JOIN client AS c ON c.client_id = g.client_id
 WHERE g.subject = @subject AND g.revoked_at IS NULL AND l.ends_at > @now
 ORDER BY g.created_at DESC
 LIMIT 100;

-- name: account_consents
-- needs: @subject
-- gives: client_id client_name scope description
SELECT k.client_id, c.client_name, k.scope, s.description
  FROM consent AS k JOIN client AS c ON c.client_id = k.client_id JOIN scope AS s ON s.scope = k.scope
 WHERE k.subject = @subject
 ORDER BY c.client_name, k.client_id, k.scope
 LIMIT 1000;

-- name: account_choices
-- gives: account_deletion
-- What the page offers where the owner wants it so.
SELECT account_deletion FROM provider_setting;

-- local: account_page
-- needs: @user_name @is_administrator @csrf @account_deletion @sessions @grants @consents $mount
-- gives: model
SELECT json_object(
         'user_name', @user_name, 'administrator', json(CASE @is_administrator WHEN 1 THEN 'true' ELSE 'false' END),
         'csrf', @csrf, 'action', $mount || '/account', 'deletion', json(CASE @account_deletion WHEN 1 THEN 'true' ELSE 'false' END),
         'several', json(CASE WHEN json_array_length(@sessions) > 1 THEN 'true' ELSE 'false' END),
         'sessions', (SELECT json_group_array(json_object(
                        'session_id', s.value ->> 'session_id', 'this', json(CASE s.value ->> 'is_this' WHEN 1 THEN 'true' ELSE 'false' END),
                        'since', strftime('%Y-%m-%d %H:%M', s.value ->> 'created_at', 'unixepoch'),
                        'until', strftime('%Y-%m-%d %H:%M', s.value ->> 'ends_at', 'unixepoch'),
                        'clients', (SELECT group_concat(client_name, ', ')
                                      FROM (SELECT DISTINCT value ->> 'client_name' AS client_name FROM json_each(@grants)
                                             WHERE value ->> 'session_id' = s.value ->> 'session_id'))))
                        FROM json_each(@sessions) AS s),
         'grants', (SELECT json_group_array(json_object(
                      'grant_id', value ->> 'grant_id', 'client_name', value ->> 'client_name', 'scope', value ->> 'scope',
                      'since', strftime('%Y-%m-%d %H:%M', value ->> 'created_at', 'unixepoch'),
                      'used', strftime('%Y-%m-%d %H:%M', value ->> 'used_at', 'unixepoch'),
                      'until', strftime('%Y-%m-%d %H:%M', value ->> 'ends_at', 'unixepoch'),
                      'device', json(CASE value ->> 'is_device' WHEN 1 THEN 'true' ELSE 'false' END),
                      'offline', json(CASE value ->> 'offline' WHEN 1 THEN 'true' ELSE 'false' END)))
                      FROM json_each(@grants)),
         'clients', (SELECT json_group_array(json_object('client_id', client_id, 'client_name', client_name, 'scopes', json(scopes)))
                       FROM (SELECT value ->> 'client_id' AS client_id, value ->> 'client_name' AS client_name,
                                    json_group_array(json_object('scope', value ->> 'scope', 'client_name', value ->> 'client_name',
                                                                 'consent', (value ->> 'scope') || ' ' || (value ->> 'client_id'),
                                                                 'description', value ->> 'description')) AS scopes
                               FROM json_each(@consents) GROUP BY 1, 2 ORDER BY min(key)))) AS model;

-- ---- what can be ended: each is the user's own, or nothing happens ----

-- name: account_end_session
-- needs: @now @subject :session
UPDATE login_session
   SET ended_at = @now, ended_reason = 'ended_by_user'
 WHERE session_id = :session AND subject = @subject AND ended_at IS NULL;

-- name: account_end_others
-- needs: @now @subject @session_id
UPDATE login_session
   SET ended_at = @now, ended_reason = 'ended_by_user'
 WHERE subject = @subject AND session_id <> @session_id AND ended_at IS NULL;

-- name: account_end_grant
-- needs: @now @subject :grant
UPDATE authorization_grant
   SET revoked_at = @now, revoked_reason = 'revoked_by_user', family_key = NULL
 WHERE grant_id = :grant AND subject = @subject AND revoked_at IS NULL;

-- name: account_withdraw_all
-- needs: @subject :client
DELETE FROM consent WHERE subject = @subject AND client_id = :client;

-- name: account_withdraw
-- needs: @subject :consent
-- One word of it, and the client that has it.  What rests on it ends at the next refresh, by trigger.
DELETE FROM consent WHERE subject = @subject AND scope || ' ' || client_id = :consent;

-- local: account_back
-- needs: $mount
-- gives: location
SELECT $mount || '/account' AS location;

-- local: account_whose
-- gives: stale_client_id stale_again
-- A form that is not up to date leads back to the page.
SELECT NULL AS stale_client_id, 'account' AS stale_again;
