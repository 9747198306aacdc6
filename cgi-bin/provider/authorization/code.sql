-- The authorization code: RFC 6749 section 4.1, RFC 7636, RFC 9207.

-- local: code_new
-- gives: family_key
SELECT token_random(32) AS family_key;

-- name: code_closes_request
-- needs: @now @new_code_id @request_id
-- gives: code_id
-- A request that stands is answered once; and so is a pushed one, in whichever browser it came: with the code it is spent, RFC 9126 section 7.3.
UPDATE authorization_request
   SET answered_at = @now, code_id = @new_code_id
 WHERE request_id = @request_id AND answered_at IS NULL
   AND EXISTS (SELECT 1 FROM request_life AS l WHERE l.request_id = authorization_request.request_id AND l.flaw IS NULL)
   AND NOT EXISTS (SELECT 1 FROM authorization_request AS p WHERE p.request_id = authorization_request.pushed_id AND p.answered_at IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM authorization_request AS o WHERE o.pushed_id = authorization_request.pushed_id AND o.code_id IS NOT NULL)
RETURNING code_id;

-- name: code_again
-- needs: @request_id @subject @now
-- gives: code_id grant_id code_expires_at
-- The same form twice (a double click): the same user in the same browser gets the code again that nobody redeemed yet.
SELECT c.code_id, c.grant_id, c.expires_at AS code_expires_at
  FROM authorization_request AS r
  JOIN authorization_code AS c ON c.code_id = r.code_id
  JOIN authorization_grant AS g ON g.grant_id = c.grant_id
  JOIN grant_life AS l ON l.grant_id = g.grant_id
 WHERE r.request_id = @request_id AND g.subject = @subject AND l.ends_at > @now AND c.redeemed_at IS NULL AND c.expires_at > @now;

-- name: code_why
-- needs: @request_id
-- gives: reason
-- With a client or a user who is deleted meanwhile their request goes.
SELECT CASE WHEN r.request_id IS NULL      THEN 'request_expired'
            WHEN r.answered_at IS NOT NULL THEN 'request_answered'
            ELSE coalesce(l.flaw, 'pushed_request_spent') END AS reason
  FROM (SELECT 1 AS one) AS t
  LEFT JOIN authorization_request AS r ON r.request_id = @request_id
  LEFT JOIN request_life AS l ON l.request_id = r.request_id;

-- local: code_secret
-- needs: @provider_key @code_id @request_id @request_secret
-- gives: code_hash code
-- Not stored, and said again: it follows from the request's cookie, of which there is only a hash here.
WITH derived AS MATERIALIZED (
  SELECT token_derive(@provider_key, 'code ' || @code_id || ' ' || @request_id || ' ' || @request_secret) AS secret)
SELECT token_hash(secret) AS code_hash, 'ac_' || @code_id || '.' || secret AS code FROM derived;

-- name: code_grant_insert
-- needs: @new_grant_id @now @family_key @session_id @request_id
-- gives: grant_id
INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, resource, claims, claims_beyond, offline, auth_time,
                                 created_at, expires_at, family_key)
SELECT @new_grant_id, r.client_id, s.subject, s.session_id, f.scope, r.resource, r.claims, r.claims_beyond,
       CASE WHEN replace(' ' || f.scope || ' ', ' offline_access ', '') <> ' ' || f.scope || ' ' THEN 1 ELSE 0 END, s.auth_time,
       @now, @now + l.refresh_absolute, @family_key
  FROM authorization_request AS r
  JOIN request_life AS f ON f.request_id = r.request_id
  JOIN open_session AS s ON s.session_id = @session_id
  JOIN client_lifetime AS l ON l.client_id = r.client_id
 WHERE r.request_id = @request_id
RETURNING grant_id;

-- name: code_insert
-- needs: @code_id @code_hash @grant_id @now @request_id
-- gives: code_expires_at
INSERT INTO authorization_code (code_id, secret_hash, grant_id, client_id, redirect_uri, registered_uri, code_challenge, dpop_jkt, nonce,
                                issued_at, expires_at)
SELECT @code_id, @code_hash, @grant_id, r.client_id, r.redirect_uri, r.registered_uri, r.code_challenge, r.dpop_jkt, r.nonce,
       @now, @now + l.code_lifetime
  FROM authorization_request AS r JOIN client_lifetime AS l ON l.client_id = r.client_id
 WHERE r.request_id = @request_id
RETURNING expires_at AS code_expires_at;

-- local: code_response
-- needs: @redirect_uri @provider_key @code_id @code @state @issuer @scope @client_id @op_state
-- gives: response_parameters
-- RFC 6749 section 4.1.2; iss against mix-up: RFC 9207 section 2.  session_state, by which a page of the client may ask whether the user is
-- still signed in (www/provider/check_session.js): OIDC Session Management section 3, with the origin as browsers write it.  (The same form
-- twice gets the same answer, its salt too.)
WITH written AS (
  SELECT lower(substr(@redirect_uri, 1, 8 + instr(substr(@redirect_uri, 9) || '/', '/') - 1)) AS origin,
         substr(token_derive(@provider_key, 'session_state ' || @code_id), 1, 11) AS salt),
page AS MATERIALIZED (
  SELECT CASE WHEN origin GLOB 'https://*:443' THEN substr(origin, 1, length(origin) - 4)
              WHEN origin GLOB 'http://*:80'   THEN substr(origin, 1, length(origin) - 3) ELSE origin END AS origin, salt
    FROM written)
SELECT json_object('code', @code, 'state', @state, 'iss', @issuer,
                   'session_state', CASE WHEN instr(' ' || @scope || ' ', ' openid ') > 0 AND @redirect_uri GLOB 'http*://*'
                                         THEN token_hash(@client_id || ' ' || origin || ' ' || @op_state || ' ' || salt) || '.' || salt END)
       AS response_parameters
  FROM page;

-- local: code_issued
-- needs: @fingerprint_key @code @response_mode @issuer @client_id @scope @now @code_expires_at
-- gives: role type fingerprint place iss aud scope iat exp
SELECT 'issued' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, @code) AS fingerprint,
       CASE @response_mode WHEN 'form_post' THEN 'body' ELSE @response_mode END AS place, @issuer AS iss, @client_id AS aud, @scope AS scope,
       @now AS iat, @code_expires_at AS exp;
