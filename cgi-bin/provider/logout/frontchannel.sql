-- The clients of a session are told of its end by way of the browser: OIDC Front-Channel Logout 1.0.

-- name: frontchannel_wanted
-- needs: @session_id
-- gives: framed_client_id
SELECT client_id AS framed_client_id
  FROM frontchannel_client
 WHERE session_id = @session_id
 LIMIT 1;

-- name: frontchannel_clients
-- needs: @ended_session_id
-- gives: client_name frontchannel_logout_uri origin
SELECT client_name, frontchannel_logout_uri, origin
  FROM frontchannel_client
 WHERE session_id = @ended_session_id
 ORDER BY client_id
 LIMIT 50;

-- local: frontchannel_frames
-- needs: @issuer @ended_session_id @post_logout_redirect_uri @logout_id @framed $mount
-- gives: frames frame_src refresh
-- Section 3: each with iss and sid.  Where the browser goes on to the client that asked, it does so by itself.
SELECT json_group_array(json_object(
         'client_name', value ->> 'client_name',
         'src', (value ->> 'frontchannel_logout_uri') || CASE instr(value ->> 'frontchannel_logout_uri', '?') WHEN 0 THEN '?' ELSE '&' END
                || 'iss=' || replace(replace(replace(@issuer, '%', '%25'), '&', '%26'), '+', '%2B') || '&sid=' || @ended_session_id)) AS frames,
       replace(group_concat(DISTINCT value ->> 'origin'), ',', ' ') AS frame_src,
       CASE WHEN @post_logout_redirect_uri IS NOT NULL THEN '3; url=' || $mount || '/logout?told=1&logout=' || @logout_id END AS refresh
  FROM json_each(@framed)
HAVING count(*) > 0;

-- local: frontchannel_model
-- needs: @client_name @frames @refresh @logout_id $mount
-- gives: model
SELECT json_object('client_name', @client_name, 'frames', json(@frames),
                   'onward', CASE WHEN @refresh IS NOT NULL THEN $mount || '/logout?told=1&logout=' || @logout_id END) AS model;
