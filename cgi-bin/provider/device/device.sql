-- The page for the code of a device: RFC 8628 section 3.3.

-- local: device_typed
-- needs: :user_code
-- gives: user_code user_code_hash
-- Section 6.1: in capitals or not, with the dash or without; what is no letter of a code is ignored.
WITH RECURSIVE kept (place, letters) AS (
  SELECT 0, ''
  UNION ALL
  SELECT place + 1, letters || CASE WHEN instr('BCDFGHJKLMNPQRSTVWXZ', upper(substr(:user_code, place + 1, 1))) > 0
                                    THEN upper(substr(:user_code, place + 1, 1)) ELSE '' END
    FROM kept WHERE place < length(:user_code))
SELECT CASE WHEN :user_code IS NOT NULL THEN substr(letters, 1, 4) || '-' || substr(letters, 5) END AS user_code,
       token_hash(letters) AS user_code_hash
  FROM kept ORDER BY place DESC LIMIT 1;

-- local: device_address
-- needs: @user_code :switch
-- gives: page page_max_age
-- Where the browser comes back to when somebody has signed in.  "Not you?" means that somebody else has to.
SELECT '/device' || coalesce('?user_code=' || @user_code, '') AS page, CASE WHEN :switch IS NOT NULL THEN -1 END AS page_max_age;

-- local: device_shown
-- needs: @page $mount
-- gives: location
-- What was typed is shown, with who asks for what, before anything is decided.
SELECT $mount || @page AS location;

-- local: device_throttle
-- needs: @fingerprint_key @session_id @subject $remote_network
-- gives: throttle_pair throttle_account throttle_network
-- Who looks is signed in, so all their networks and sessions are counted together: no stranger makes a user wait by that.  With the settings
-- of a service one user has 101 tries in five minutes: 303 while a code lives, of 20^8 codes; one of 84 million hits a given device.
SELECT token_fingerprint(@fingerprint_key, 'user code ' || @session_id) AS throttle_pair,
       token_fingerprint(@fingerprint_key, 'user code of ' || @subject) AS throttle_account,
       token_fingerprint(@fingerprint_key, 'user code ' || $remote_network) AS throttle_network;

-- name: device_find
-- needs: @user_code_hash @now @subject
-- gives: device_id client_id client_name trace_continued decided
-- One that waits, or that this user decided; of a client that this user may use.
SELECT d.device_id, d.client_id, c.client_name, d.trace_id AS trace_continued, CASE WHEN d.decided_at IS NULL THEN 0 ELSE 1 END AS decided
  FROM device_authorization AS d
  JOIN device_life AS l ON l.device_id = d.device_id AND l.flaw IS NULL
  JOIN client AS c ON c.client_id = d.client_id
 WHERE d.user_code_hash = @user_code_hash AND (d.decided_at IS NULL AND d.expires_at > @now OR d.subject = @subject)
   AND NOT EXISTS (SELECT 1 FROM client_closed AS x WHERE x.client_id = d.client_id AND x.subject = @subject);

-- name: device_why
-- needs: @now @subject @user_code_hash
-- gives: reason
SELECT CASE WHEN d.device_id IS NULL       THEN 'user_code_unknown'
            WHEN d.decided_at IS NOT NULL  THEN 'user_code_used'
            WHEN d.expires_at <= @now      THEN 'user_code_expired'
            WHEN EXISTS (SELECT 1 FROM client_closed AS x
                          WHERE x.client_id = d.client_id AND x.subject = @subject) THEN 'client_closed'
            ELSE l.flaw END AS reason
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN device_authorization AS d ON d.user_code_hash = @user_code_hash
  LEFT JOIN device_life AS l ON l.device_id = d.device_id;

-- name: device_scopes
-- needs: @device_id
-- gives: scope description
SELECT s.scope, s.description
  FROM device_scope AS w JOIN scope AS s ON s.scope = w.scope
 WHERE w.device_id = @device_id
 ORDER BY CASE WHEN s.resource IS NULL THEN 0 ELSE 1 END, s.scope;

-- ---- the decision ----

-- local: device_new
-- gives: event_kind family_key
SELECT 'device.allowed' AS event_kind, token_random(32) AS family_key;

-- name: device_allowed
-- needs: @now @subject @new_grant_id @device_id @session_id
-- gives: grant_id
-- The first form decides, as long as the device stands and its user is signed in.
UPDATE device_authorization
   SET decided_at = @now, subject = @subject, grant_id = @new_grant_id
 WHERE device_id = @device_id AND decided_at IS NULL AND expires_at > @now
   AND EXISTS (SELECT 1 FROM device_life AS l WHERE l.device_id = device_authorization.device_id AND l.flaw IS NULL)
   AND EXISTS (SELECT 1 FROM open_session AS s WHERE s.session_id = @session_id AND s.ends_at > @now)
RETURNING grant_id;

-- name: device_remember
-- needs: @subject @now @device_id
INSERT INTO consent (subject, client_id, scope, granted_at)
SELECT @subject, w.client_id, w.scope, @now
  FROM device_scope AS w
 WHERE w.device_id = @device_id
ON CONFLICT (subject, client_id, scope) DO UPDATE SET granted_at = excluded.granted_at;

-- name: device_grant
-- needs: @now @family_key @session_id @device_id
-- It goes on when its user signs out of this browser, which the device has never seen.
INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, resource, offline, auth_time, created_at, expires_at, family_key)
SELECT d.grant_id, d.client_id, s.subject, s.session_id, f.scope, d.resource, 1, s.auth_time, @now, @now + l.refresh_absolute, @family_key
  FROM device_authorization AS d
  JOIN device_life AS f ON f.device_id = d.device_id
  JOIN open_session AS s ON s.session_id = @session_id
  JOIN client_lifetime AS l ON l.client_id = d.client_id
 WHERE d.device_id = @device_id;

-- local: device_no
-- gives: event_kind
SELECT 'device.denied' AS event_kind;

-- name: device_denied
-- needs: @now @subject @device_id
UPDATE device_authorization
   SET decided_at = @now, subject = @subject
 WHERE device_id = @device_id AND decided_at IS NULL AND expires_at > @now;

-- name: device_decision
-- needs: @device_id @subject
-- gives: device_is_allowed
SELECT CASE WHEN grant_id IS NULL THEN 0 ELSE 1 END AS device_is_allowed
  FROM device_authorization
 WHERE device_id = @device_id AND subject = @subject;

-- ---- the pages ----

-- local: device_page
-- needs: @user_name @csrf $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'csrf', @csrf, 'action', $mount || '/device') AS model;

-- local: device_refused
-- needs: @reason
-- gives: said_on_page
SELECT @reason IN ('user_code_unknown', 'user_code_used', 'user_code_expired', 'client_closed', 'device_throttled') AS said_on_page;

-- local: device_page_again
-- needs: @user_name @csrf @user_code @reason @wait $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'csrf', @csrf, 'action', $mount || '/device', 'user_code', @user_code,
                   @reason, json('true'),
                   'wait', CASE WHEN @reason = 'device_throttled' THEN @wait END) AS model;

-- local: device_whose
-- needs: @user_code
-- gives: stale_client_id stale_again
-- A form that is not this session's: the page goes on.
SELECT NULL AS stale_client_id, 'device?user_code=' || @user_code AS stale_again;

-- local: device_consent_page
-- needs: @user_name @client_name @scopes @user_code @csrf $mount
-- gives: model
SELECT json_object('user_name', @user_name, 'client_name', @client_name, 'scopes', json(@scopes), 'user_code', @user_code, 'csrf', @csrf,
                   'action', $mount || '/device') AS model;

-- local: device_decided_page
-- needs: @client_name @device_is_allowed @user_name
-- gives: model
SELECT json_object('client_name', @client_name, 'allowed', json(CASE WHEN @device_is_allowed THEN 'true' ELSE 'false' END),
                   'user_name', @user_name) AS model;
