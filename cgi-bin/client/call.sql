-- local: call_token_fresh
-- needs: @kept_token @kept_expires_at @now
-- gives: fresh_token
-- With less than five seconds left it might end on its way.
SELECT @kept_token AS fresh_token
 WHERE @kept_expires_at IS NULL
    OR @kept_expires_at > @now + 5;

-- local: call_try_request
-- needs: @api @call_path @call_method @call_json @fresh_token
-- gives: url method json authorization reach
-- RFC 6750 section 2.1.
SELECT @api || '/' || @call_path AS url, @call_method AS method, @call_json AS json, 'Bearer ' || @fresh_token AS authorization,
       'configured' AS reach;

-- local: call_try_stands
-- needs: @try_status @try_body @try_www_authenticate @try_retry_after
-- gives: call_status call_body call_www_authenticate call_retry_after
-- Any answer but that the token is refused, RFC 6750 section 3.1.  (A login that is too old is not cured by another token, RFC 9470.)
SELECT @try_status AS call_status, @try_body AS call_body, @try_www_authenticate AS call_www_authenticate, @try_retry_after AS call_retry_after
 WHERE @try_status <> 401
    OR CASE WHEN json_valid(@try_body) THEN @try_body ->> '$.error' END IS NOT 'invalid_token';

-- local: call_request
-- needs: @api @call_path @call_method @call_json @renewed_token
-- gives: url method json authorization reach
SELECT @api || '/' || @call_path AS url, @call_method AS method, @call_json AS json, 'Bearer ' || @renewed_token AS authorization,
       'configured' AS reach;
