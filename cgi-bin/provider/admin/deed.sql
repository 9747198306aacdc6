-- What an administrator does: a view for each deed, whose trigger does all of it or says what is wrong (schema/derived/admin/).

-- name: deed_known
-- needs: $rest
-- gives: deed desk shown desk_about
SELECT d.deed, d.back AS desk, d.shown, k.about AS desk_about
  FROM deed AS d JOIN desk AS k ON k.desk = d.back
 WHERE d.deed = $rest;

-- local: deed_made
-- needs: @shown @deed @issuer :token_endpoint_auth_method :client_id :uses :value
-- gives: client_secret link token uses value
-- What is shown once, if the deed shows any; a client that keeps no secret gets none, nor does an API that does not ask.
-- A setting's value is a number where it looks like one.
SELECT CASE WHEN @shown = 'client_secret' AND coalesce(:token_endpoint_auth_method, 'client_secret_') GLOB 'client_secret_*'
                 AND (@deed <> 'api_add' OR :client_id IS NOT NULL)
            THEN token_random(32) END AS client_secret,
       CASE WHEN @shown = 'link' THEN @issuer || '/account/link?link=ul_' || token_random(12) || '.' || token_random(32) END AS link,
       CASE WHEN @shown = 'token' THEN 'ia_' || token_random(12) || '.' || token_random(32) END AS token,
       CASE WHEN :uses NOT GLOB '*[^0-9]*' AND length(:uses) < 16 THEN CAST(:uses AS INTEGER) ELSE :uses END AS uses,
       CASE WHEN :value NOT GLOB '*[^0-9]*' AND length(:value) < 16 THEN CAST(:value AS INTEGER) ELSE :value END AS value;

-- local: deed_done
-- needs: @page $mount
-- gives: location
SELECT $mount || @page AS location;

-- local: deed_shown
-- needs: @page @client_secret @link @token :client_id :id
-- gives: model
SELECT json_object('back', @page, 'client_secret', @client_secret, 'link', @link, 'token', @token, 'client_id', coalesce(:client_id, :id)) AS model;

-- local: deed_refused
-- needs: @objection @page
-- gives: model
SELECT json_object('objection', @objection, 'back', @page) AS model;

-- name: deed_initial_access_token_add
-- needs: @token @uses @subject
INSERT INTO initial_access_token_add (token, uses, done_by) SELECT @token, @uses, @subject;

-- name: deed_client_add
-- needs: @client_secret @subject :client_id :client_name :redirect_uri :post_logout_redirect_uri :scope :token_endpoint_auth_method :jwks_uri
INSERT INTO client_add (client_id, client_name, redirect_uri, post_logout_redirect_uri, scope, token_endpoint_auth_method, jwks_uri,
                        client_secret, done_by)
SELECT :client_id, :client_name, :redirect_uri, :post_logout_redirect_uri, :scope, :token_endpoint_auth_method, :jwks_uri,
       @client_secret, @subject;

-- name: deed_client_member_add
-- needs: @subject :id :member :value
INSERT INTO client_member (client_id, member, value, done_by) SELECT :id, :member, :value, @subject;

-- name: deed_client_member_end
-- needs: @subject :id :part :word
INSERT INTO client_member_end (client_id, member, value, done_by) SELECT :id, :part, :word, @subject;

-- name: deed_client_secret_new
-- needs: @client_secret @subject :id
INSERT INTO client_secret_new (client_id, client_secret, done_by) SELECT :id, @client_secret, @subject;

-- name: deed_client_secret_end
-- needs: @subject :id
INSERT INTO client_secret_end (client_id, done_by) SELECT :id, @subject;

-- name: deed_client_suspend
-- needs: @subject :id
INSERT INTO client_suspend (client_id, done_by) SELECT :id, @subject;

-- name: deed_client_resume
-- needs: @subject :id
INSERT INTO client_resume (client_id, done_by) SELECT :id, @subject;

-- name: deed_client_end
-- needs: @subject :client_id
INSERT INTO client_end (client_id, done_by) SELECT :client_id, @subject;

-- name: deed_api_add
-- needs: @client_secret @subject :resource :name :client_id
INSERT INTO api_add (resource, name, client_id, client_secret, done_by) SELECT :resource, :name, :client_id, @client_secret, @subject;

-- name: deed_scope_add
-- needs: @subject :resource :scope :description :registrable
INSERT INTO scope_add (resource, scope, description, registrable, done_by)
SELECT :resource, :scope, :description, CASE coalesce(:registrable, '') WHEN '' THEN 0 WHEN '0' THEN 0 WHEN '1' THEN 1 ELSE 2 END, @subject;

-- name: deed_api_end
-- needs: @subject :resource
INSERT INTO api_end (resource, done_by) SELECT :resource, @subject;

-- name: deed_user_add
-- needs: @subject :username :name :email
INSERT INTO user_add (username, name, email, done_by) SELECT :username, :name, :email, @subject;

-- name: deed_user_invite
-- needs: @link @subject :id
INSERT INTO user_invite (username, link, done_by) SELECT :id, @link, @subject;

-- name: deed_user_reset
-- needs: @link @subject :id
INSERT INTO user_reset (username, link, done_by) SELECT :id, @link, @subject;

-- name: deed_user_sessions_end
-- needs: @subject :id
INSERT INTO session_end (username, done_by) SELECT :id, @subject;

-- name: deed_user_suspend
-- needs: @subject :id
INSERT INTO user_suspend (username, done_by) SELECT :id, @subject;

-- name: deed_user_resume
-- needs: @subject :id
INSERT INTO user_resume (username, done_by) SELECT :id, @subject;

-- name: deed_administrator_add
-- needs: @subject :id
INSERT INTO administrator_add (username, done_by) SELECT :id, @subject;

-- name: deed_administrator_end
-- needs: @subject :id
INSERT INTO administrator_end (username, done_by) SELECT :id, @subject;

-- name: deed_user_end
-- needs: @subject :username
INSERT INTO user_end (username, done_by) SELECT :username, @subject;

-- name: deed_group_add
-- needs: @subject :group_name :description
INSERT INTO group_add (group_name, description, done_by) SELECT :group_name, :description, @subject;

-- name: deed_group_join
-- needs: @subject :id :username
INSERT INTO group_join (group_name, username, done_by) SELECT :id, :username, @subject;

-- name: deed_group_leave
-- needs: @subject :id :word
INSERT INTO group_leave (group_name, username, done_by) SELECT :id, :word, @subject;

-- name: deed_group_end
-- needs: @subject :group_name
INSERT INTO group_end (group_name, done_by) SELECT :group_name, @subject;

-- name: deed_session_end
-- needs: @subject :id
INSERT INTO session_end (session_id, done_by) SELECT :id, @subject;

-- name: deed_grant_end
-- needs: @subject :id
INSERT INTO grant_end (grant_id, done_by) SELECT :id, @subject;

-- name: deed_key_rotate
-- needs: @subject :alg
INSERT INTO key_rotate (alg, done_by) SELECT :alg, @subject;

-- name: deed_key_compromised
-- needs: @subject :kid
INSERT INTO key_compromised (kid, done_by) SELECT :kid, @subject;

-- name: deed_setting_set
-- needs: @value @subject :id
INSERT INTO setting_set (name, value, done_by) SELECT :id, @value, @subject;
