-- A client is told that a session is over: OIDC Back-Channel Logout 1.0.

-- name: backchannel_due
-- needs: @now
-- gives: due_client_id
-- It reads, and holds nobody up: most of the time there is nothing to send.
SELECT client_id AS due_client_id
  FROM backchannel_logout_waiting
 WHERE next_at <= @now
 ORDER BY is_stranger, next_at, created_at
 LIMIT 1;

-- name: backchannel_claim
-- needs: @now $clock
-- gives: session_id client_id subject tries next_at user_forgotten
-- Seven times at most: at once, and 10, 40, 160 … seconds after the last try, for almost four hours.  Whoever registered itself comes behind
-- the clients that an administrator added, and a second try behind all first ones, whose next_at is 0.  Who was deleted is not named in the record.
UPDATE backchannel_logout
   SET tries = tries + 1, next_at = CAST(@now AS BIGINT) + (10 << (2 * tries)), awaited_until = CAST($clock AS BIGINT) + 6
 WHERE (session_id, client_id) = (SELECT session_id, client_id FROM backchannel_logout_waiting WHERE next_at <= @now
                                   ORDER BY is_stranger, next_at, created_at LIMIT 1)
   AND outcome IS NULL
RETURNING session_id, client_id, subject, tries, next_at,
          CASE WHEN EXISTS (SELECT 1 FROM end_user AS u WHERE u.subject = backchannel_logout.subject) THEN 0 ELSE 1 END AS user_forgotten;

-- name: backchannel_client
-- needs: @session_id @client_id
-- gives: backchannel_logout_uri sector_identifier logout_key logout_reach trace_continued provider_key
-- The key that signs this client's ID tokens, section 2.4.  Whatever registered itself is a stranger: its address has to be a public one.
-- The journey is that of the sign-out, where there was one.
SELECT c.backchannel_logout_uri, c.sector_identifier, k.jwk AS logout_key,
       CASE WHEN c.origin = 'administrator' THEN 'configured' ELSE 'stranger' END AS logout_reach,
       (SELECT l.trace_id FROM logout_request AS l WHERE l.ended_session_id = @session_id LIMIT 1) AS trace_continued,
       (SELECT provider_key FROM provider_key) AS provider_key
  FROM active_client AS c JOIN signing_now AS k ON k.alg = c.id_token_signed_response_alg
 WHERE c.client_id = @client_id AND c.backchannel_logout_uri IS NOT NULL;

-- local: backchannel_token
-- needs: @issuer @client_id @sub @sid @logout_key @now
-- gives: logout_token
-- Section 2.4: a new one for each try, so that a client may insist that it has seen none twice.
SELECT jwt_sign(
         json_object('iss', @issuer, 'aud', @client_id, 'sub', @sub, 'sid', @sid, 'jti', token_random(16),
                     'events', json('{"http://schemas.openid.net/event/backchannel-logout":{}}')),
         @logout_key, json_object('typ', 'logout+jwt', 'expires_in', 120, 'now', @now)) AS logout_token;

-- local: backchannel_request
-- needs: @backchannel_logout_uri @logout_token @logout_reach
-- gives: url form seconds reach
-- Section 2.5.
SELECT @backchannel_logout_uri AS url, json_object('logout_token', @logout_token) AS form, 3 AS seconds, @logout_reach AS reach;

-- name: backchannel_heard
-- needs: @logout_status @logout_error @session_id @client_id
-- gives: outcome
-- Section 2.8: 200, and 204 of those whose framework makes that of it.
UPDATE backchannel_logout
   SET awaited_until = NULL, status = @logout_status, error = substr(CAST(@logout_error AS TEXT), 1, 200),
       outcome = CASE WHEN @logout_status IN (200, 204) THEN 'delivered' WHEN tries >= 7 THEN 'given_up' END
 WHERE session_id = @session_id AND client_id = @client_id AND outcome IS NULL
RETURNING coalesce(outcome, 'waiting') AS outcome;

-- name: backchannel_silent
-- needs: @next_at @client_id @logout_status
-- What else waits for a client that did not answer is not sent before that is sent again: of a slow one no more than that is waited for.
UPDATE backchannel_logout
   SET next_at = @next_at
 WHERE client_id = @client_id AND outcome IS NULL AND next_at < @next_at AND @logout_status = 0;

-- name: backchannel_give_up
-- needs: @session_id @client_id
UPDATE backchannel_logout
   SET awaited_until = NULL, outcome = 'given_up'
 WHERE session_id = @session_id AND client_id = @client_id AND outcome IS NULL;

-- local: backchannel_detail
-- needs: @outcome @tries @logout_status @logout_error
-- gives: detail
SELECT json_patch('{}', json_object('outcome', @outcome, 'try', @tries, 'status', @logout_status,
                                    'no_answer', substr(@logout_error, 1, 200))) AS detail;

-- local: backchannel_issued
-- needs: @fingerprint_key @logout_token
-- gives: role type fingerprint place alg typ kid iss aud iat exp
SELECT 'issued' AS role, 'logout' AS type, token_fingerprint(@fingerprint_key, @logout_token) AS fingerprint, 'body' AS place,
       header ->> 'alg' AS alg, header ->> 'typ' AS typ, header ->> 'kid' AS kid, claims ->> 'iss' AS iss, claims ->> 'aud' AS aud,
       claims ->> 'iat' AS iat, claims ->> 'exp' AS exp
  FROM (SELECT jwt_header(@logout_token) AS header, jwt_unverified(@logout_token) AS claims) AS said;
