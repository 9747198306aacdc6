-- name: keys_kept
-- One row in any case: what is not kept is NULL.
SELECT k.jwks AS kept_jwks, k.fetched_at AS kept_fetched_at, k.asked_at AS kept_asked_at
  FROM trusted_issuer AS t LEFT JOIN issuer_keys AS k ON k.issuer = t.issuer
 WHERE t.resource = @resource
   AND t.issuer = @trusted_issuer;

-- local: keys_fit
-- Fresh, and with the key that the token names.
SELECT @kept_jwks AS jwks
 WHERE @kept_fetched_at > $clock - @jwks_cache
   AND (@token_kid IS NULL
        OR EXISTS (SELECT 1 FROM json_each(@kept_jwks, '$.keys') AS k WHERE k.value ->> '$.kid' = @token_kid));

-- name: keys_ask
-- The one who may ask the issuer now: whoever finds no fresh keys; for an unknown kid one in 10 s.  After a silence one
-- asks, and the others do not wait meanwhile.
INSERT INTO issuer_keys (issuer, asked_at)
VALUES (@trusted_issuer, $clock)
ON CONFLICT (issuer) DO UPDATE
   SET asked_at = excluded.asked_at,
       silent_until = CASE WHEN issuer_keys.silent_until > CAST($clock AS BIGINT) - 60 THEN CAST($clock AS BIGINT) + 6 END
 WHERE (issuer_keys.silent_until IS NULL OR issuer_keys.silent_until <= $clock)
   AND (issuer_keys.fetched_at IS NULL
        OR issuer_keys.fetched_at <= CAST($clock AS BIGINT) - @jwks_cache
        OR issuer_keys.asked_at <= CAST($clock AS BIGINT) - 10)
RETURNING asked_at;

-- local: silence_clock
-- $clock is when the request came, and it has waited since.
SELECT unixepoch() AS silence_clock;

-- name: silence_begin
-- It kept a request waiting, and said nothing: for a moment nobody waits for it, for workers are few.
UPDATE issuer_keys
   SET silent_until = CAST(@silence_clock AS BIGINT) + 2
 WHERE issuer = @trusted_issuer
RETURNING silent_until AS silence_ends_at;

-- local: keys_stand
-- The issuer was asked a moment ago, and answered: the key does not exist.
SELECT @kept_jwks AS jwks
 WHERE @kept_fetched_at >= @kept_asked_at;

-- local: metadata_request
-- OIDC Discovery 4.1: an issuer may end with a slash, and its metadata's address has one only.
SELECT rtrim(@trusted_issuer, '/') || '/.well-known/openid-configuration' AS url, 'configured' AS reach;

-- local: metadata_detail
SELECT json_object('asked', 'metadata', 'status', @metadata_status, 'no_answer', substr(@metadata_error, 1, 200),
                   'issuer', substr(CASE WHEN json_valid(@metadata_body) THEN @metadata_body ->> '$.issuer' END, 1, 200)) AS detail;

-- local: metadata_read
-- RFC 8414 section 3.3: the issuer in it must be the one that was asked.  Its endpoints are addresses, and as safe as the issuer's.
WITH answer AS MATERIALIZED (
  SELECT CASE WHEN @metadata_status = 200 AND json_valid(@metadata_body) THEN @metadata_body END AS body),
said AS MATERIALIZED (
  SELECT body ->> '$.jwks_uri' AS jwks_uri, body ->> '$.revocation_endpoint' AS revocation_endpoint
    FROM answer
   WHERE body ->> '$.issuer' = @trusted_issuer)
SELECT jwks_uri, revocation_endpoint
  FROM said
 WHERE NOT EXISTS (
         SELECT 1 FROM json_each(json_array(jwks_uri, coalesce(revocation_endpoint, jwks_uri)))
          WHERE (value GLOB 'https://?*' OR value GLOB 'http://?*' AND @trusted_issuer GLOB 'http:*') IS NOT 1 OR value GLOB '*[^!-~]*'
             OR value GLOB '*[@\]*' OR value GLOB '*:///*' OR instr(substr(value, 9) || '?', '?') < instr(substr(value, 9) || '/', '/'));

-- local: keys_request
SELECT @jwks_uri AS url, 'application/jwk-set+json, application/json' AS accept, 'configured' AS reach;

-- local: keys_detail
SELECT json_object('asked', 'jwks_uri', 'status', @keys_status, 'no_answer', substr(@keys_error, 1, 200)) AS detail;

-- local: keys_read
WITH answer AS MATERIALIZED (SELECT CASE WHEN @keys_status = 200 AND json_valid(@keys_body) THEN @keys_body END AS body)
SELECT json(body) AS jwks
  FROM answer
 WHERE json_type(body, '$.keys') = 'array';

-- name: keys_keep
UPDATE issuer_keys
   SET jwks = @jwks, revocation_endpoint = @revocation_endpoint, fetched_at = $clock, silent_until = NULL
 WHERE issuer = @trusted_issuer
RETURNING fetched_at AS keys_fetched_at;

-- local: refresh_shape
-- What the provider's refresh tokens look like to the letter: whatever else begins like one was made up here, and nobody is told of it.
SELECT token_hash(@bearer) AS bearer_hash
 WHERE length(token_id('rt', @bearer)) = 22
   AND length(token_secret('rt', @bearer)) = 43;

-- name: refresh_hand_in
-- Each token once, and of all of them ten in a minute: anybody can make some up.
INSERT INTO refresh_handed_in (token_hash, handed_at)
SELECT CAST(@bearer_hash AS TEXT), CAST($clock AS BIGINT)
 WHERE (SELECT count(*) FROM refresh_handed_in WHERE handed_at > CAST($clock AS BIGINT) - 60) < 10
ON CONFLICT (token_hash) DO NOTHING
RETURNING handed_at;

-- name: issuer_of_refresh
-- A refresh token does not say whose it is: it goes to the issuer that knows this API as a client.
SELECT issuer AS trusted_issuer, client_id AS own_client_id, client_secret AS own_client_secret
  FROM trusted_issuer
 WHERE resource = @resource
   AND client_id IS NOT NULL
 ORDER BY issuer
 LIMIT 1;

-- name: revocation_kept
SELECT revocation_endpoint AS revocation_uri
  FROM issuer_keys
 WHERE issuer = @trusted_issuer
   AND revocation_endpoint IS NOT NULL;

-- local: revocation_read
SELECT @revocation_endpoint AS revocation_uri
 WHERE @revocation_endpoint IS NOT NULL;

-- local: revocation_request
-- RFC 7009 section 2.1.
SELECT @revocation_uri AS url, 'POST' AS method, @own_client_id AS basic_user, @own_client_secret AS basic_password,
       json_object('token', @bearer, 'token_type_hint', 'refresh_token') AS form, 'configured' AS reach;
