-- local: dashboard_notes_asked
-- gives: call_method call_path call_json
SELECT 'GET' AS call_method, 'notes' AS call_path, NULL AS call_json;

-- local: dashboard_call
-- needs: :delete :add :call :text
-- gives: call_method call_path call_json
SELECT CASE WHEN :delete IS NOT NULL THEN 'DELETE' WHEN :add IS NOT NULL THEN 'POST' ELSE 'GET' END AS call_method,
       CASE WHEN :delete IS NOT NULL THEN 'notes/' || :delete WHEN :add IS NOT NULL THEN 'notes' ELSE :call END AS call_path,
       CASE WHEN :add IS NOT NULL AND :delete IS NULL THEN json_object('text', :text) END AS call_json
 WHERE (:delete IS NOT NULL AND :delete NOT GLOB '*[^0-9]*')
    OR (:delete IS NULL AND (:add IS NOT NULL OR :call IN ('notes', 'whoami', 'agenda')));

-- name: dashboard_session
-- needs: @profile @session_id
-- gives: shown_claims shown_id_token shown_access_token access_issued_at access_expires_at shown_refresh_token refresh_ends_at reveal
-- After a call the tokens may be new ones.
SELECT s.claims AS shown_claims, s.id_token AS shown_id_token, t.access_token AS shown_access_token, t.issued_at AS access_issued_at,
       t.expires_at AS access_expires_at, t.refresh_token AS shown_refresh_token, t.refresh_expires_at AS refresh_ends_at,
       CASE WHEN c.reveal = 1 AND @profile = 'workshop' THEN 1 ELSE 0 END AS reveal
  FROM client_session AS s
  JOIN client_token AS t ON t.session_id = s.session_id
  CROSS JOIN client_setting AS c
 WHERE s.session_id = @session_id;

-- local: dashboard_list_request
-- needs: @own_jwk @shown_access_token @api_nonce @api $nonce
-- gives: url reach authorization header
SELECT url, 'configured' AS reach, CASE WHEN @own_jwk IS NULL THEN 'Bearer ' ELSE 'DPoP ' END || @shown_access_token AS authorization,
       CASE WHEN @own_jwk IS NOT NULL THEN 'DPoP: ' || jws_sign(
         json_patch(json_object('jti', token_random(12), 'htm', 'GET', 'htu', url, 'iat', unixepoch(), 'ath', token_hash(@shown_access_token)),
                    json_object('nonce', coalesce($nonce, @api_nonce))),
         @own_jwk, json_object('typ', 'dpop+jwt', 'header', json_object('jwk', jwk_public(@own_jwk)))) END AS header
  FROM (SELECT @api || '/notes' AS url);

-- local: dashboard_notes_called
-- needs: @call_status @call_body
-- gives: notes call_is_shown
SELECT CASE WHEN @call_status = 200 AND json_valid(@call_body) THEN json_extract(@call_body, '$.notes') END AS notes,
       CASE WHEN @call_status = 200 THEN 0 ELSE 1 END AS call_is_shown;

-- local: dashboard_notes_listed
-- needs: @list_status @list_body
-- gives: notes call_is_shown
SELECT CASE WHEN @list_status = 200 AND json_valid(@list_body) THEN json_extract(@list_body, '$.notes') END AS notes,
       1 AS call_is_shown;

-- local: dashboard_claims
-- needs: @shown_claims
-- gives: claims_shown
-- Who the user is: what the ID token said.
SELECT json_group_array(json_object(
         'name', key,
         'value', CASE WHEN key IN ('exp', 'iat', 'auth_time') THEN value || ' (' || strftime('%H:%M:%S', value, 'unixepoch') || ' UTC)'
                       ELSE value || '' END,
         'meaning', CASE key WHEN 'iss'       THEN 'who says it: the authorization server'
                             WHEN 'sub'       THEN 'who you are there: this never changes'
                             WHEN 'aud'       THEN 'who it is for: this client only'
                             WHEN 'exp'       THEN 'when it ends'
                             WHEN 'iat'       THEN 'when it was made'
                             WHEN 'auth_time' THEN 'when you signed in'
                             WHEN 'acr'       THEN 'how strong the login was'
                             WHEN 'amr'       THEN 'how you signed in'
                             WHEN 'azp'       THEN 'which client asked for it'
                             WHEN 'sid'       THEN 'your session at the authorization server'
                             WHEN 'at_hash'   THEN 'which access token came with it'
                             ELSE 'about you' END)) AS claims_shown
  FROM json_each(@shown_claims);

-- local: dashboard_bars
-- needs: @access_issued_at @access_expires_at @shown_claims @refresh_ends_at @created_at @expires_at @now
-- gives: bars_shown
-- How long each thing lives, as far as the client can know.
WITH life(place, label, class, begins, ends) AS (
  VALUES (1, 'Access token', 'at', @access_issued_at, @access_expires_at),
         (2, 'ID token', 'id', json_extract(@shown_claims, '$.iat'), json_extract(@shown_claims, '$.exp')),
         (3, 'Refresh token', 'rt', @access_issued_at, @refresh_ends_at),
         (4, 'Session at this client', 'sid', @created_at, @expires_at)),
rest AS (
  SELECT place, label, class, max(0, ends - @now) AS rest, max(1, ends - begins) AS whole
    FROM life
   WHERE ends IS NOT NULL
   ORDER BY place)
SELECT json_group_array(json_object(
         'label', label, 'class', class, 'value', printf('%.3f', min(1.0, 1.0 * rest / whole)),
         'text', CASE WHEN rest = 0     THEN 'over'
                      WHEN rest >= 3600 THEN printf('%d h %d min left', rest / 3600, rest % 3600 / 60)
                      ELSE printf('%d min %d s left', rest / 60, rest % 60) END)) AS bars_shown
  FROM rest;

-- local: dashboard_tokens
-- needs: @shown_access_token @access_issued_at @access_expires_at @shown_id_token @shown_claims @shown_refresh_token @refresh_ends_at @created_at
--        @expires_at @fingerprint_key $cookie
-- gives: tokens_listed
WITH held(place, tag, class, token, begins, ends, note) AS (
  VALUES (1, 'AT', 'at', @shown_access_token, @access_issued_at, @access_expires_at, 'The client sends it to the API; it does not read it.'),
         (2, 'ID', 'id', @shown_id_token, json_extract(@shown_claims, '$.iat'), json_extract(@shown_claims, '$.exp'),
          'The client has read it. It goes nowhere, but back to its issuer at sign-out.'),
         (3, 'RT', 'rt', @shown_refresh_token, @access_issued_at, @refresh_ends_at,
          'The client shows it to the authorization server alone, once, for new tokens.'),
         (4, 'SID', 'sid', $cookie, @created_at, @expires_at, 'All that your browser has: it says who you are at this client.')),
listed AS (SELECT * FROM held WHERE token IS NOT NULL ORDER BY place)
SELECT json_group_array(json_object(
         'tag', tag, 'class', class, 'short', substr(token_fingerprint(@fingerprint_key, token), 1, 4),
         'where', CASE class WHEN 'sid' THEN 'your browser' ELSE 'the client''s database' END,
         'issued', strftime('%H:%M:%S', begins, 'unixepoch'),
         'expires', coalesce(strftime('%H:%M:%S', ends, 'unixepoch'), 'when the server says so'), 'note', note)) AS tokens_listed
  FROM listed;

-- local: dashboard_answer
-- needs: @call_body @call_www_authenticate @call_is_shown @call_status @call_method @call_path
-- gives: call_shown
-- What the API answered, and what that means.  RFC 9470 section 3: how recent a login it wants, and of which class, its challenge says; of a
-- stranger's words only those go on that are a number, or plain.
WITH said AS (
  SELECT CASE WHEN json_valid(@call_body) THEN @call_body ->> '$.error' END AS error,
         CAST(substr(@call_www_authenticate, instr(@call_www_authenticate, ' max_age="') + 10, 9) AS INTEGER) AS seconds,
         instr(@call_www_authenticate, ' max_age="') > 0 AS is_timed,
         CASE WHEN instr(@call_www_authenticate, ' acr_values="') > 0
              THEN substr(@call_www_authenticate, instr(@call_www_authenticate, ' acr_values="') + 13) || '"' END AS class),
wanted AS (
  SELECT error, CASE WHEN is_timed THEN 'max_age=' || seconds END AS max_age,
         CASE WHEN substr(class, 1, instr(class, '"') - 1) NOT GLOB '*[^A-Za-z0-9:._ -]*'
              THEN '&acr_values=' || replace(substr(class, 1, instr(class, '"') - 1), ' ', '+') END AS acr_values
    FROM said)
SELECT CASE WHEN @call_is_shown = 1 THEN json_object(
         'class', CASE WHEN @call_status BETWEEN 200 AND 299 THEN 'pass' ELSE 'fail' END,
         'ok', json(CASE WHEN @call_status BETWEEN 200 AND 299 THEN 'true' ELSE 'false' END),
         'status', CASE @call_status WHEN 0 THEN 'no answer' ELSE @call_status END,
         'method', @call_method, 'path', @call_path, 'reason', error, 'body', substr(@call_body, 1, 4000),
         'again', CASE WHEN error = 'insufficient_user_authentication' THEN coalesce(max_age, 'prompt=login') || coalesce(acr_values, '') END,
         'explain', CASE WHEN @call_status BETWEEN 200 AND 299
                         THEN 'The API verified the access token: signature, issuer, audience, end and scope. It knows no session.'
                         WHEN error = 'insufficient_user_authentication'
                         THEN 'The token is good, but this needs a login within the last five minutes.'
                         WHEN error = 'insufficient_scope'             THEN 'The token is good, but its scope does not allow this.'
                         WHEN @call_status = 401                       THEN 'The API did not accept the token.'
                         WHEN @call_status BETWEEN 400 AND 499         THEN 'The API accepted the token, but not the request.'
                         WHEN @call_status = 502 THEN 'The API accepted the token. Another API that it asked for you did not accept its own.'
                         ELSE 'The API does not answer at the moment.' END) END AS call_shown
  FROM wanted;

-- local: dashboard_page
-- needs: @shown_claims @sub @authorization_server @claims_shown @tokens_listed @bars_shown @notes @call_shown @api @reveal $cookie
-- gives: model
SELECT json_object('name', coalesce(json_extract(@shown_claims, '$.name'), json_extract(@shown_claims, '$.preferred_username'), @sub),
                   'subject', @sub, 'email', json_extract(@shown_claims, '$.email'), 'issuer', @authorization_server,
                   'claims', json(@claims_shown), 'tokens', json(@tokens_listed), 'bars', json(@bars_shown),
                   'notes', json(coalesce(@notes, '[]')), 'call', json(@call_shown), 'api', @api || '/notes',
                   'csrf', token_derive($cookie, 'csrf'), 'reveal', json(CASE WHEN @reveal = 1 THEN 'true' ELSE 'false' END)) AS model;
