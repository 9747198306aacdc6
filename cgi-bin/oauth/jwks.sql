-- local: jwks_fit
-- needs: @kept_jwks @kept_fetched_at @jwks_cache @wanted_kid $clock
-- gives: jwks
-- Fresh, and with the key that is wanted.
SELECT @kept_jwks AS jwks
 WHERE @kept_fetched_at > $clock - @jwks_cache
   AND (@wanted_kid IS NULL
        OR EXISTS (SELECT 1 FROM json_each(@kept_jwks, '$.keys') AS k WHERE k.value ->> '$.kid' = @wanted_kid));

-- local: jwks_request
-- needs: @jwks_uri @jwks_reach
-- gives: url accept reach
SELECT @jwks_uri AS url, 'application/jwk-set+json, application/json' AS accept, @jwks_reach AS reach;

-- local: jwks_read
-- needs: @jwks_status @jwks_body
-- gives: jwks
WITH answer AS MATERIALIZED (SELECT CASE WHEN @jwks_status = 200 AND json_valid(@jwks_body) THEN @jwks_body END AS body)
SELECT json(body) AS jwks
  FROM answer
 WHERE json_type(body, '$.keys') = 'array';

-- local: jwks_detail
-- needs: @jwks_status @jwks_error
-- gives: detail
-- For the record: what came instead.
SELECT json_object('asked', 'jwks_uri', 'status', @jwks_status, 'no_answer', substr(@jwks_error, 1, 200)) AS detail;
