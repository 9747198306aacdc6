-- name: reveal_allowed
-- needs: @profile
-- gives: reveal_allowed
SELECT reveal AS reveal_allowed
  FROM client_setting
 WHERE reveal = 1
   AND @profile = 'workshop';

-- name: reveal_tokens
-- needs: @session_id
-- gives: shown_access_token shown_id_token shown_refresh_token
SELECT t.access_token AS shown_access_token, s.id_token AS shown_id_token, t.refresh_token AS shown_refresh_token
  FROM client_session AS s
  JOIN client_token AS t ON t.session_id = s.session_id
 WHERE s.session_id = @session_id;

-- local: reveal_tokens_shown
-- needs: @fingerprint_key @shown_access_token @shown_id_token @shown_refresh_token
-- gives: role type fingerprint place
SELECT 'seen' AS role, 'access' AS type, token_fingerprint(@fingerprint_key, @shown_access_token) AS fingerprint, 'body' AS place
UNION ALL SELECT 'seen', 'id', token_fingerprint(@fingerprint_key, @shown_id_token), 'body'
UNION ALL SELECT 'seen', 'refresh', token_fingerprint(@fingerprint_key, @shown_refresh_token), 'body' WHERE @shown_refresh_token IS NOT NULL;

-- local: reveal_page
-- needs: @shown_access_token @shown_id_token @shown_refresh_token @fingerprint_key @api
-- gives: model
WITH held(place, tag, class, token) AS (
  VALUES (1, 'AT', 'at', @shown_access_token), (2, 'ID', 'id', @shown_id_token), (3, 'RT', 'rt', @shown_refresh_token)),
token AS (
  SELECT json_group_array(json_object('tag', tag, 'class', class, 'short', substr(token_fingerprint(@fingerprint_key, token), 1, 4), 'raw', token,
           'curl', 'curl -i -H ''Authorization: Bearer ' || token || ''' ' || @api || '/whoami')) AS list
    FROM (SELECT * FROM held WHERE token IS NOT NULL ORDER BY place))
SELECT json_object('tokens', json(list),
                   'shell', (SELECT group_concat(tag || '=''' || token || '''', char(10)) FROM held WHERE token IS NOT NULL)) AS model
  FROM token;
