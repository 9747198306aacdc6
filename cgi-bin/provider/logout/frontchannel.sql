-- The clients of a session are told of its end by way of the browser: OIDC Front-Channel Logout 1.0.

-- name: frontchannel_clients
-- needs: @ended_session_id
-- gives: client_id client_name frontchannel_logout_uri origin
SELECT client_id, client_name, frontchannel_logout_uri, origin
  FROM frontchannel_client
 WHERE session_id = @ended_session_id
 ORDER BY client_id
 LIMIT 50;

-- local: frontchannel_frames
-- needs: @issuer @provider_key @ended_session_id @framed @post_logout_redirect_uri @return_allowed @logout_id $mount
-- gives: frames frame_src onward refresh
-- Section 3: each with iss and sid (as subject_session says it).  Where the browser goes on to the client that asked, it does so by itself.
SELECT json_group_array(json_object(
         'client_name', value ->> 'client_name',
         'src', (value ->> 'frontchannel_logout_uri') || CASE instr(value ->> 'frontchannel_logout_uri', '?') WHEN 0 THEN '?' ELSE '&' END
                || 'iss=' || replace(replace(replace(@issuer, '%', '%25'), '&', '%26'), '+', '%2B') || '&sid='
                || token_derive(@provider_key, 'sid ' || (value ->> 'client_id') || ' ' || @ended_session_id))) AS frames,
       replace(group_concat(DISTINCT value ->> 'origin'), ',', ' ') AS frame_src,
       onward, '3; url=' || onward AS refresh
  FROM json_each(@framed),
       (SELECT CASE WHEN @post_logout_redirect_uri IS NOT NULL AND @return_allowed = 1
                    THEN $mount || '/logout?told=1&logout=' || @logout_id END AS onward)
HAVING count(*) > 0;

-- local: frontchannel_model
-- needs: @client_name @frames @onward @redirect_host @csrf @logout_id $mount
-- gives: model
SELECT json_object('client_name', @client_name, 'frames', json(@frames), 'onward', @onward,
                   'host', @redirect_host, 'csrf', @csrf, 'logout', @logout_id, 'action', $mount || '/logout') AS model;
