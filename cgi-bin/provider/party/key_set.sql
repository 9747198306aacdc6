-- The keys of a client: RFC 7591 section 2, jwks and jwks_uri.

-- name: key_set_kept
-- needs: @client_id $clock
-- gives: jwks_uri jwks_is_strange kept_jwks kept_fetched_at jwks_cache
-- What it was registered with, or what its jwks_uri said last; a day later that is forgotten, whoever keeps us from asking.
SELECT c.jwks_uri, CASE c.origin WHEN 'administrator' THEN 0 ELSE 1 END AS jwks_is_strange,
       coalesce(c.jwks, k.jwks) AS kept_jwks, k.fetched_at AS kept_fetched_at, s.jwks_cache
  FROM client AS c
 CROSS JOIN provider_setting AS s
  LEFT JOIN client_key_set AS k
    ON k.client_id = c.client_id AND k.jwks_uri = c.jwks_uri AND k.fetched_at > CAST($clock AS BIGINT) - 86400
 WHERE c.client_id = @client_id;

-- local: key_set_fit
-- needs: @kept_jwks @jwks_uri @kept_fetched_at @wanted_kids @jwks_cache $clock
-- gives: client_jwks
-- Fresh, and with each key that is wanted by its kid.  Of a key without a name nobody knows whether it is a new one: half a minute is fresh.
SELECT @kept_jwks AS client_jwks
 WHERE (@jwks_uri IS NULL
        OR @kept_fetched_at > $clock - CASE WHEN EXISTS (SELECT 1 FROM json_each(@wanted_kids) WHERE value IS NOT NULL) THEN @jwks_cache ELSE 30 END)
   AND @kept_jwks IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM json_each(@wanted_kids) AS w
                    WHERE w.value IS NOT NULL
                      AND w.value NOT IN (SELECT k.value ->> '$.kid' FROM json_each(@kept_jwks, '$.keys') AS k
                                           WHERE k.value ->> '$.kid' IS NOT NULL));

-- name: key_set_ask
-- needs: @client_id $clock
-- gives: asked_at
-- One request asks, and none for half a minute after it: whoever invents a kid makes nobody busy.  None asks that would have to be refused for it.
INSERT INTO client_key_set (client_id, jwks_uri, asked_at)
SELECT c.client_id, c.jwks_uri, $clock
  FROM client AS c
 WHERE c.client_id = @client_id AND c.jwks_uri IS NOT NULL
   AND (c.origin = 'administrator' OR EXISTS (SELECT 1 FROM patience_place_free AS f WHERE f.place > 0))
ON CONFLICT (client_id) DO UPDATE
   SET asked_at = excluded.asked_at, jwks_uri = excluded.jwks_uri,
       jwks = CASE WHEN client_key_set.jwks_uri = excluded.jwks_uri THEN client_key_set.jwks END,
       fetched_at = CASE WHEN client_key_set.jwks_uri = excluded.jwks_uri THEN client_key_set.fetched_at END
 WHERE client_key_set.asked_at <= excluded.asked_at - 30 OR client_key_set.jwks_uri <> excluded.jwks_uri
RETURNING asked_at;

-- local: key_set_request
-- needs: @jwks_uri @jwks_is_strange
-- gives: url accept reach
SELECT @jwks_uri AS url, 'application/jwk-set+json, application/json' AS accept,
       CASE WHEN @jwks_is_strange = 1 THEN 'stranger' ELSE 'configured' END AS reach;

-- local: key_set_read
-- needs: @key_set_status @key_set_body
-- gives: client_jwks
-- Of what came, the public halves of the keys that can be used, and no secret: whoever reads it could sign with that.
WITH answer AS MATERIALIZED (SELECT CASE WHEN @key_set_status = 200 AND json_valid(@key_set_body) THEN @key_set_body END AS body),
key_set AS MATERIALIZED (SELECT body FROM answer WHERE json_type(body, '$.keys') = 'array' AND json_array_length(body, '$.keys') <= 64)
SELECT (SELECT jwks_group(k.jwk) FROM jwks_each(s.body) AS k WHERE k.error IS NULL AND k.kty <> 'oct') AS client_jwks
  FROM key_set AS s;

-- name: key_set_keep
-- needs: @client_jwks @client_id @jwks_uri $clock
UPDATE client_key_set
   SET jwks = @client_jwks, fetched_at = $clock
 WHERE client_id = @client_id AND jwks_uri = @jwks_uri;

-- local: key_set_stand
-- needs: @kept_jwks
-- gives: client_jwks
-- Nobody asks now, or nothing came: what is kept has to do.
SELECT @kept_jwks AS client_jwks WHERE @kept_jwks IS NOT NULL;

-- local: key_set_detail
-- needs: @key_set_status @key_set_error
-- gives: detail
-- For the record: what came instead.
SELECT json_object('asked', 'jwks_uri', 'status', @key_set_status, 'no_answer', substr(@key_set_error, 1, 200)) AS detail;
