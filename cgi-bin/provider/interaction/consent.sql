-- Consent: what a user lets a client do.

-- local: consent_page
-- needs: @client_face @client_name @user_name @scopes @claims_beyond @request_id @client_id @consent_csrf @redirect_host @redirect_is_loopback $mount
-- gives: model
-- Scopes in their words; then single claims by their names.
SELECT json_patch(@client_face, json_object('client_name', @client_name, 'user_name', @user_name,
                   'scopes', (SELECT json_group_array(json(item))
                                FROM (SELECT value AS item FROM json_each(@scopes)
                                      UNION ALL
                                      SELECT json_object('scope', value, 'description', 'read, of your profile, the single entry')
                                        FROM json_each('["' || replace(@claims_beyond, ' ', '","') || '"]'))),
                   'request', @request_id, 'client_id', @client_id, 'csrf', @consent_csrf, 'host', @redirect_host,
                   'loopback', json(CASE WHEN @redirect_is_loopback THEN 'true' ELSE 'false' END), 'action', $mount || '/consent')) AS model;

-- local: consent_csrf
-- needs: @provider_key @request_id @subject @request_secret
-- gives: consent_csrf
SELECT token_derive(@provider_key, 'consent ' || @request_id || ' ' || @subject || ' ' || @request_secret) AS consent_csrf;

-- local: consent_csrf_right
-- needs: @consent_csrf :csrf
-- gives: csrf_right
SELECT token_equal(:csrf, @consent_csrf) AS csrf_right;

-- name: consent_remember
-- needs: @subject @now @request_id
INSERT INTO consent (subject, client_id, scope, granted_at)
SELECT @subject, w.client_id, w.scope, @now
  FROM request_scope AS w
 WHERE w.request_id = @request_id
ON CONFLICT (subject, client_id, scope) DO UPDATE SET granted_at = excluded.granted_at;

-- name: consent_given
-- needs: @subject @request_id @session_id @now
-- gives: consent_subject
-- By a user who is still there, and signed in.
UPDATE authorization_request
   SET consent_subject = @subject
 WHERE request_id = @request_id AND answered_at IS NULL
   AND EXISTS (SELECT 1 FROM open_session AS s WHERE s.session_id = @session_id AND s.ends_at > @now)
RETURNING consent_subject;

-- local: consent_denied
-- gives: event_kind
SELECT 'consent.denied' AS event_kind;
