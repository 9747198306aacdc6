-- What is left to do with an authorization request.

-- name: step_next
-- needs: @sub @now @session_id @request_id
-- gives: step
-- A page, the answer, or the reason why there is none.  Who signed in or consented within this interaction has satisfied prompt and
-- max_age (no loops); of a public client the consent is asked each time, for nothing proves that it is itself (OAuth 2.1 section
-- 7.3.1), and so is that to single claims.  (A word is in prompt when taking it out changes prompt.)
SELECT CASE WHEN login_needed = 1 AND prompt_none = 1   THEN 'login_required'
            WHEN login_needed = 1                       THEN 'login'
            WHEN hint_subject <> @sub                   THEN 'login_other_user'
            WHEN is_closed = 1 AND prompt_none = 1      THEN 'client_closed'
            WHEN is_closed = 1                          THEN 'closed'
            WHEN consent_needed = 1 AND prompt_none = 1 THEN 'consent_required'
            WHEN consent_needed = 1                     THEN 'consent'
            WHEN client_id IS NULL                      THEN 'return'
            ELSE 'answer' END AS step
  FROM (SELECT r.client_id, r.hint_subject, s.subject,
               CASE WHEN replace(r.prompt, ' none ', '') <> r.prompt THEN 1 ELSE 0 END AS prompt_none,
               CASE WHEN s.subject IS NULL THEN 1
                    WHEN r.login_subject = s.subject THEN 0
                    WHEN replace(r.prompt, ' login ', '') <> r.prompt OR replace(r.prompt, ' select_account ', '') <> r.prompt OR r.max_age = 0
                      OR @now - s.auth_time > r.max_age OR r.hint_subject <> @sub THEN 1
                    ELSE 0 END AS login_needed,
               CASE WHEN EXISTS (SELECT 1 FROM client_closed AS x WHERE x.client_id = r.client_id AND x.subject = s.subject)
                    THEN 1 ELSE 0 END AS is_closed,
               CASE WHEN r.consent_subject = s.subject OR r.client_id IS NULL THEN 0
                    WHEN replace(r.prompt, ' consent ', '') <> r.prompt OR c.token_endpoint_auth_method = 'none' OR r.claims_beyond IS NOT NULL THEN 1
                    WHEN EXISTS (SELECT 1 FROM request_scope AS w
                                  WHERE w.request_id = r.request_id
                                    AND NOT EXISTS (SELECT 1 FROM consent AS k
                                                     WHERE k.subject = s.subject AND k.client_id = w.client_id AND k.scope = w.scope))
                    THEN 1 ELSE 0 END AS consent_needed
          FROM authorization_request AS r
          LEFT JOIN active_client AS c ON c.client_id = r.client_id
          LEFT JOIN open_session AS s ON s.session_id = @session_id AND s.ends_at > @now
         WHERE r.request_id = @request_id AND (c.client_id IS NOT NULL OR r.client_id IS NULL)) AS t;

-- local: step_page
-- needs: @step @request_id @client_id $mount
-- gives: location query
-- The client stands in the address too: a bookmark of the page leads on when the request is long forgotten.
SELECT $mount || '/' || @step AS location, json_object('request', @request_id, 'client_id', @client_id) AS query;

-- local: step_resume
-- needs: @request_id $mount
-- gives: location query
SELECT $mount || '/continue' AS location, json_object('request', @request_id) AS query;

-- name: step_reached
-- needs: @now @request_id
-- gives: page
-- It may be reached again, on the browser's way back.
UPDATE authorization_request
   SET answered_at = coalesce(answered_at, @now)
 WHERE request_id = @request_id
RETURNING redirect_uri AS page;

-- local: step_return
-- needs: @page $mount
-- gives: location
SELECT $mount || @page AS location;

-- name: step_switch
-- needs: @request_id
-- gives: prompt
-- Not this user: somebody has to sign in within this interaction, although a user is signed in.
UPDATE authorization_request
   SET login_subject = NULL,
       prompt = CASE WHEN replace(prompt, ' select_account ', '') <> prompt THEN prompt ELSE prompt || 'select_account ' END
 WHERE request_id = @request_id AND answered_at IS NULL
RETURNING prompt;

-- local: step_denied
-- gives: step
SELECT 'access_denied' AS step;

-- name: step_refused
-- needs: @now @step @request_id
-- gives: refusal
-- Answered once; the same answer may be said again.
UPDATE authorization_request
   SET answered_at = coalesce(answered_at, @now), refusal = @step
 WHERE request_id = @request_id AND (answered_at IS NULL OR refusal = @step)
RETURNING refusal;
