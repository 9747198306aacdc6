-- local: call_token_fresh
-- needs: @kept_token @kept_expires_at @now
-- gives: fresh_token
-- With less than five seconds left it might end on its way.
SELECT @kept_token AS fresh_token
 WHERE @kept_expires_at IS NULL
    OR @kept_expires_at > @now + 5;

-- local: call_try_request
-- needs: @call_method @call_json @own_jwk @fresh_token @api_nonce @api @call_path $nonce
-- gives: url method json reach authorization header
-- RFC 6750 section 2.1; or bound to a key, with a proof of it, RFC 9449 section 7.
SELECT url, @call_method AS method, @call_json AS json, 'configured' AS reach,
       CASE WHEN @own_jwk IS NULL THEN 'Bearer ' ELSE 'DPoP ' END || @fresh_token AS authorization,
       CASE WHEN @own_jwk IS NOT NULL THEN 'DPoP: ' || jws_sign(
         json_patch(json_object('jti', token_random(12), 'htm', @call_method, 'htu', url, 'iat', unixepoch(), 'ath', token_hash(@fresh_token)),
                    json_object('nonce', coalesce($nonce, @api_nonce))),
         @own_jwk, json_object('typ', 'dpop+jwt', 'header', json_object('jwk', jwk_public(@own_jwk)))) END AS header
  FROM (SELECT @api || '/' || @call_path AS url);

-- local: call_try_stands
-- needs: @try_status @try_body @try_www_authenticate @try_retry_after
-- gives: call_status call_body call_www_authenticate call_retry_after
-- Any answer but that the token is refused, RFC 6750 section 3.1.  (A login that is too old is not cured by another token, RFC 9470.)
SELECT @try_status AS call_status, @try_body AS call_body, @try_www_authenticate AS call_www_authenticate, @try_retry_after AS call_retry_after
 WHERE @try_status <> 401
    OR CASE WHEN json_valid(@try_body) THEN @try_body ->> '$.error' END IS NOT 'invalid_token';

-- local: call_request
-- needs: @call_method @call_json @own_jwk @renewed_token @api_nonce @api @call_path $nonce
-- gives: url method json reach authorization header
SELECT url, @call_method AS method, @call_json AS json, 'configured' AS reach,
       CASE WHEN @own_jwk IS NULL THEN 'Bearer ' ELSE 'DPoP ' END || @renewed_token AS authorization,
       CASE WHEN @own_jwk IS NOT NULL THEN 'DPoP: ' || jws_sign(
         json_patch(json_object('jti', token_random(12), 'htm', @call_method, 'htu', url, 'iat', unixepoch(), 'ath', token_hash(@renewed_token)),
                    json_object('nonce', coalesce($nonce, @api_nonce))),
         @own_jwk, json_object('typ', 'dpop+jwt', 'header', json_object('jwk', jwk_public(@own_jwk)))) END AS header
  FROM (SELECT @api || '/' || @call_path AS url);
