-- A device begins: RFC 8628 sections 3.1 and 3.2.

-- name: device_authorization_permit
-- needs: @client_id
-- gives: client_origin
SELECT c.origin AS client_origin
  FROM client AS c JOIN client_grant_type AS g ON g.client_id = c.client_id
 WHERE c.client_id = @client_id AND g.grant_type = 'urn:ietf:params:oauth:grant-type:device_code';

-- local: device_authorization_throttle
-- needs: @presented_method @client_origin @fingerprint_key $remote_network
-- gives: throttle_pair throttle_account throttle_network
-- A client to which an administrator gave a secret is known, and nobody can ask in its name; anybody gets one by a registration.
SELECT NULL AS throttle_pair, NULL AS throttle_account,
       CASE WHEN @presented_method = 'none' OR @client_origin <> 'administrator'
            THEN token_fingerprint(@fingerprint_key, 'device ' || $remote_network) END AS throttle_network;

-- local: device_authorization_new
-- gives: device_id device_hash device_code user_code user_code_hash
-- Section 6.1: eight of twenty consonants, which spell no word, read aloud and typed with ease: 34 bits, for codes that live for minutes
-- and whose guesses are counted.  Of 64 random signs those below 60 are taken, so that all letters are equally likely.  (That two devices
-- get the same one is as likely as guessing it, and a fault.)
WITH RECURSIVE made AS MATERIALIZED (
  SELECT token_random(16) AS id, token_random(32) AS secret, token_random(48) AS lots),
drawn (place, letters) AS (
  SELECT 0, ''
  UNION ALL
  SELECT place + 1, letters || substr('BCDFGHJKLMNPQRSTVWXZBCDFGHJKLMNPQRSTVWXZBCDFGHJKLMNPQRSTVWXZ',
           instr('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz01234567', substr(lots, place + 1, 1)), 1)
    FROM drawn, made WHERE place < 64),
code AS MATERIALIZED (
  SELECT substr(letters, 1, 8) AS letters FROM drawn WHERE place = 64)
SELECT id AS device_id, token_hash(secret) AS device_hash, 'dc_' || id || '.' || secret AS device_code,
       substr(letters, 1, 4) || '-' || substr(letters, 5) AS user_code, token_hash(letters) AS user_code_hash
  FROM made, code;

-- name: device_authorization_store
-- needs: @device_id @device_hash @user_code_hash @client_id @scope @resource @trace_id @now
-- gives: device_expires_at poll_interval
INSERT INTO device_authorization (device_id, secret_hash, user_code_hash, client_id, scope, resource, trace_id, created_at, expires_at)
SELECT @device_id, @device_hash, @user_code_hash, @client_id, @scope, @resource, @trace_id, @now, @now + p.device_lifetime
  FROM provider_setting AS p
RETURNING expires_at AS device_expires_at, poll_interval;

-- local: device_authorization_body
-- needs: @device_code @user_code @issuer @device_expires_at @now @poll_interval
-- gives: body
SELECT json_object('device_code', @device_code, 'user_code', @user_code, 'verification_uri', @issuer || '/device',
                   'verification_uri_complete', @issuer || '/device?user_code=' || @user_code,
                   'expires_in', @device_expires_at - @now, 'interval', @poll_interval) AS body;

-- local: device_authorization_issued
-- needs: @fingerprint_key @device_code @issuer @client_id @scope @now @device_expires_at
-- gives: role type fingerprint place iss aud scope iat exp
SELECT 'issued' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, @device_code) AS fingerprint, 'body' AS place,
       @issuer AS iss, @client_id AS aud, @scope AS scope, @now AS iat, @device_expires_at AS exp;
