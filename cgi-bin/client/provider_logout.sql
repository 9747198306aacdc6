-- The authorization server says that a session is over.

-- local: provider_logout_read
-- needs: :logout_token
-- gives: logout_issuer logout_audience id_token_kid
-- What the token says of itself selects a row of client_app, and the key; nothing of it is believed yet.
SELECT jwt_unverified(:logout_token) ->> '$.iss' AS logout_issuer, jwt_unverified(:logout_token) ->> '$.aud' AS logout_audience,
       jwt_header(:logout_token) ->> '$.kid' AS id_token_kid;

-- name: provider_logout_app
-- needs: @logout_issuer @logout_audience $mount
-- gives: client_app_id authorization_server client_id id_token_signed_response_alg
SELECT client_app_id, issuer AS authorization_server, client_id, id_token_signed_response_alg
  FROM client_app
 WHERE (mount = $mount OR mount IS NULL)
   AND issuer = CAST(@logout_issuer AS TEXT)
 ORDER BY CASE WHEN client_id = CAST(@logout_audience AS TEXT) THEN 0 ELSE 1 END, CASE WHEN mount IS NULL THEN 1 ELSE 0 END, client_app_id
 LIMIT 1;

-- local: provider_logout_rules
-- needs: @id_token_signed_response_alg @authorization_server @client_id @leeway @now
-- gives: logout_rules
-- OIDC Back-Channel Logout section 2.6, items 3, 4 and 7: by the algorithm of this client's ID tokens, and its exp is needed.
SELECT json_object('alg', @id_token_signed_response_alg, 'iss', @authorization_server, 'aud', @client_id, 'max_token_age', 600,
                   'require', json_array('jti'), 'leeway', @leeway, 'now', @now) AS logout_rules;

-- local: provider_logout_judge
-- needs: @jwks @logout_rules :logout_token
-- gives: logout_flaw logout_sid subject jti_hash logout_expires_at
-- Items 5 and 6, and that it is no ID token: those have no such event.  Many servers say no typ, or JWT (section 2.4: logout+jwt is
-- RECOMMENDED); any other is another kind.
WITH said AS MATERIALIZED (
  SELECT jwt_error(:logout_token, @jwks, @logout_rules) AS error, jwt_unverified(:logout_token) AS claims,
         replace(lower(jwt_header(:logout_token) ->> '$.typ'), 'application/', '') AS typ),
judged AS MATERIALIZED (
  SELECT claims,
         CASE WHEN error IS NOT NULL                                                                      THEN error
              WHEN typ NOT IN ('logout+jwt', 'jwt')                                                       THEN 'typ_mismatch'
              WHEN json_type(claims, '$.events."http://schemas.openid.net/event/backchannel-logout"') IS NOT 'object'
                                                                                                          THEN 'logout_event_missing'
              WHEN json_type(claims, '$.nonce') IS NOT NULL                                               THEN 'logout_token_nonce'
              WHEN json_type(claims, '$.sid') IS NULL AND json_type(claims, '$.sub') IS NULL              THEN 'logout_subject_missing'
              WHEN json_type(claims, '$.sid') <> 'text' OR json_type(claims, '$.sub') <> 'text' OR json_type(claims, '$.jti') <> 'text'
                                                                                                          THEN 'claim_type'
         END AS flaw
    FROM said)
SELECT flaw AS logout_flaw,
       CASE WHEN flaw IS NULL THEN json_extract(claims, '$.sid') END AS logout_sid,
       CASE WHEN flaw IS NULL THEN json_extract(claims, '$.sub') END AS subject,
       CASE WHEN flaw IS NULL THEN token_hash(json_extract(claims, '$.iss') || ' ' || json_extract(claims, '$.jti')) END AS jti_hash,
       CASE WHEN flaw IS NULL THEN CAST(json_extract(claims, '$.exp') AS INTEGER) END AS logout_expires_at
  FROM judged;

-- name: provider_logout_first
-- needs: @jti_hash @logout_expires_at
-- gives: jti_hash_kept
-- Item 8: it counts once.
INSERT INTO client_logout_token (jti_hash, expires_at)
VALUES (@jti_hash, @logout_expires_at)
ON CONFLICT DO NOTHING
RETURNING jti_hash AS jti_hash_kept;

-- name: provider_logout_token_sessions
-- needs: @subject @authorization_server @client_app_id @logout_sid
-- gives: sessions user_forgotten
-- Section 2.7: the session that is named, or all of this user; where the ID token named no session, those too.  A user of whom nothing is known
-- here (any more) is not named in the record.
SELECT count(*) AS sessions,
       CASE WHEN CAST(@subject AS TEXT) IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM client_session AS k WHERE k.issuer = @authorization_server AND k.sub = CAST(@subject AS TEXT))
            THEN 1 ELSE 0 END AS user_forgotten
  FROM client_session
 WHERE issuer = @authorization_server AND client_app_id = @client_app_id AND ended_at IS NULL
   AND (CAST(@logout_sid AS TEXT) IS NULL OR sid = CAST(@logout_sid AS TEXT) OR sid IS NULL AND CAST(@subject AS TEXT) IS NOT NULL)
   AND (CAST(@subject AS TEXT) IS NULL OR sub = CAST(@subject AS TEXT));

-- name: provider_logout_token_sessions_end
-- needs: @now @authorization_server @client_app_id @logout_sid @subject
UPDATE client_session
   SET ended_at = @now, ended_reason = 'backchannel_logout'
 WHERE issuer = @authorization_server AND client_app_id = @client_app_id AND ended_at IS NULL
   AND (CAST(@logout_sid AS TEXT) IS NULL OR sid = CAST(@logout_sid AS TEXT) OR sid IS NULL AND CAST(@subject AS TEXT) IS NOT NULL)
   AND (CAST(@subject AS TEXT) IS NULL OR sub = CAST(@subject AS TEXT));

-- local: provider_logout_presented
-- needs: @fingerprint_key :logout_token
-- gives: role type fingerprint place alg typ kid iss aud iat exp
SELECT 'presented' AS role, 'logout' AS type, token_fingerprint(@fingerprint_key, :logout_token) AS fingerprint, 'body' AS place,
       header ->> 'alg' AS alg, header ->> 'typ' AS typ, header ->> 'kid' AS kid, claims ->> 'iss' AS iss, claims ->> 'aud' AS aud,
       claims ->> 'iat' AS iat, claims ->> 'exp' AS exp
  FROM (SELECT jwt_header(:logout_token) AS header, jwt_unverified(:logout_token) AS claims) AS said;

-- local: provider_logout_refusal
-- needs: @error_status @error @error_told @trace_id
-- gives: body
-- Section 2.8: the authorization server is told what was wrong, and the name of the trace under which the owner of the client finds it.
SELECT json_object('error', CASE @error_status WHEN 401 THEN 'invalid_request' ELSE @error END,
                   'error_description', coalesce(@error_told || ' ', '') || 'Trace ' || @trace_id || '.', 'trace_id', @trace_id) AS body;

-- name: provider_logout_framed_app
-- needs: :iss $mount
-- gives: client_app_id authorization_server client_id
SELECT client_app_id, issuer AS authorization_server, client_id
  FROM client_app
 WHERE (mount = $mount OR mount IS NULL)
   AND issuer = :iss
 ORDER BY CASE WHEN mount IS NULL THEN 1 ELSE 0 END, client_app_id
 LIMIT 1;

-- local: provider_logout_framed
-- needs: @authorization_server
-- gives: frame_ancestors
-- Front-Channel Logout section 2: it stands in a frame of the authorization server, and in no other: its origin, without the path.
SELECT substr(@authorization_server, 1, instr(@authorization_server, '//') + 1
              + instr(substr(@authorization_server, instr(@authorization_server, '//') + 2) || '/', '/') - 1) AS frame_ancestors;

-- name: provider_logout_framed_sessions
-- needs: @authorization_server @client_app_id :sid
-- gives: sessions
SELECT count(*) AS sessions
  FROM client_session
 WHERE issuer = @authorization_server AND client_app_id = @client_app_id AND sid = :sid AND ended_at IS NULL;

-- name: provider_logout_framed_sessions_end
-- needs: @now @authorization_server @client_app_id :sid
UPDATE client_session
   SET ended_at = @now, ended_reason = 'frontchannel_logout'
 WHERE issuer = @authorization_server AND client_app_id = @client_app_id AND sid = :sid AND ended_at IS NULL;

-- local: provider_logout_page
-- gives: model
SELECT '{}' AS model;
