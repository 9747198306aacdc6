-- local: whoami_needs
-- gives: scope_needed max_age
SELECT NULL AS scope_needed, NULL AS max_age;

-- local: whoami_body
-- needs: @resource @iss @sub @client_id @scope @claims @auth_time @now
-- gives: body
-- sub names a user or, where no user logged in, the client itself.  The two are not to be confused, RFC 9700 section 4.15.
SELECT json_object('resource', @resource, 'iss', @iss, 'sub', @sub, 'sub_is', CASE WHEN @sub = @client_id THEN 'client' ELSE 'user' END,
                   'client_id', @client_id, 'scope', @scope, 'aud', json_extract(@claims, '$.aud'),
                   'auth_time', @auth_time, 'acr', json_extract(@claims, '$.acr'), 'jti', json_extract(@claims, '$.jti'),
                   'iat', json_extract(@claims, '$.iat'), 'exp', json_extract(@claims, '$.exp'),
                   'expires_in', json_extract(@claims, '$.exp') - @now) AS body;
