-- name: home_app
-- needs: $mount
-- gives: app_present
SELECT client_app_id AS app_present
  FROM client_app
 WHERE mount = $mount OR mount IS NULL
 ORDER BY CASE WHEN mount IS NULL THEN 1 ELSE 0 END, client_app_id
 LIMIT 1;

-- local: home_visitor_state
-- needs: @fingerprint_key :state
-- gives: visitor_state_hash detail
SELECT token_hash(:state) AS visitor_state_hash,
       CASE WHEN :state IS NOT NULL THEN json_object('state', token_fingerprint(@fingerprint_key, :state)) END AS detail;

-- name: home_visitor
-- needs: @cookie_id @cookie_hash @visitor_state_hash @app_present
-- gives: ended_reason signed_out other_app_id other_server
-- Why no user is signed in: one has just signed out, or the session of this cookie is over.  And at which other server one may sign in.
SELECT (SELECT coalesce(ended_reason, 'expired') FROM client_session WHERE session_id = @cookie_id AND secret_hash = @cookie_hash) AS ended_reason,
       (SELECT 1 FROM client_session WHERE logout_state_hash = @visitor_state_hash) AS signed_out,
       o.client_app_id AS other_app_id, o.issuer AS other_server
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN (SELECT client_app_id, issuer FROM client_app WHERE mount IS NULL AND client_app_id <> @app_present
              ORDER BY client_app_id LIMIT 1) AS o ON t.one = 1;

-- local: home_start_page
-- needs: @signed_out @other_app_id @other_server @ended_reason
-- gives: model
SELECT json_object('signed_out', json(CASE WHEN @signed_out = 1 THEN 'true' ELSE 'false' END),
                   'other_app_id', @other_app_id, 'other_server', @other_server,
                   'ended', CASE @ended_reason
                              WHEN 'refresh_refused'  THEN 'Your session is over: the authorization server does not renew it any more.'
                              WHEN 'id_token_refused' THEN 'Your session is over: when it was renewed, the new ID token was not about you, '
                                                           || 'or not from your authorization server.'
                              WHEN 'not_renewable'    THEN 'Your session is over: the access token has ended, and there is no refresh token.'
                              WHEN 'backchannel_logout' THEN 'You were signed out: the authorization server has ended your session.'
                              WHEN 'frontchannel_logout' THEN 'You were signed out: the authorization server has ended your session.'
                              WHEN 'expired'          THEN 'Your session is over: it has lasted as long as this client allows.' END) AS model;

-- local: home_login_is_wanted
-- needs: @error
-- gives: login_is_wanted
SELECT 1 AS login_is_wanted
 WHERE @error = 'login_required';

-- local: home_ended_page
-- needs: @reason
-- gives: model
SELECT json_object('ended', CASE @reason
                              WHEN 'session_missing' THEN 'Nobody is signed in here with this browser.'
                              WHEN 'session_over'    THEN 'Your session is over: the authorization server does not renew it any more.'
                              ELSE 'Your session is over: when it was renewed, the new ID token was not about you, '
                                   || 'or not from your authorization server.' END) AS model;

-- name: home_onlooker
-- needs: @cookie_id @cookie_hash @now
-- gives: onlooker_sub
-- A user who is refused may be signed in all the same.  One row in any case.
SELECT (SELECT sub
          FROM client_session
         WHERE session_id = @cookie_id
           AND secret_hash = @cookie_hash
           AND ended_at IS NULL
           AND expires_at > @now) AS onlooker_sub;

-- local: home_stopped_page
-- needs: @error @error_status @reason @error_told @profile @onlooker_sub $method $endpoint
-- gives: model
-- No page is a dead end: it leads to the notes, or offers the same again where a server was only busy.
SELECT json_object('error', @error, 'status', @error_status, 'reason', @reason, 'told', @error_told,
                   'workshop', json(CASE WHEN @profile = 'workshop' THEN 'true' ELSE 'false' END),
                   'again', json(CASE WHEN @error_status = 503 AND $method = 'GET' AND $endpoint <> '/callback' THEN 'true' ELSE 'false' END),
                   'signed_in', json(CASE WHEN @onlooker_sub IS NULL THEN 'false' ELSE 'true' END)) AS model;
