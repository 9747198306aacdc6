-- The notes of this API, and the day of another one, which is asked in the user's name.

-- local: agenda_reading
-- gives: scope_needed max_age
SELECT 'notes:read' AS scope_needed, NULL AS max_age;

-- name: agenda_calendar
-- needs: @resource
-- gives: calendar
SELECT calendar FROM api_resource WHERE resource = @resource AND calendar IS NOT NULL;

-- name: agenda_client
-- needs: @resource @authorization_server
-- gives: own_client_id own_client_secret
-- As a client of the issuer, which is the only one that knows whether this API may.
SELECT client_id AS own_client_id, client_secret AS own_client_secret
  FROM trusted_issuer
 WHERE resource = @resource AND issuer = @authorization_server AND client_id IS NOT NULL;

-- local: agenda_trade
-- needs: @token_endpoint @own_client_id @own_client_secret @bearer @calendar
-- gives: url method basic_user basic_password reach form
-- RFC 8693 section 2.1.
SELECT @token_endpoint AS url, 'POST' AS method, @own_client_id AS basic_user, @own_client_secret AS basic_password, 'configured' AS reach,
       json_object('grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange', 'subject_token', @bearer,
                   'subject_token_type', 'urn:ietf:params:oauth:token-type:access_token', 'resource', @calendar) AS form;

-- local: agenda_traded
-- needs: @trade_status @trade_body
-- gives: traded_token
-- Section 2.2.1.
SELECT body ->> '$.access_token' AS traded_token
  FROM (SELECT CASE WHEN @trade_status = 200 AND json_valid(@trade_body) THEN @trade_body END AS body)
 WHERE json_type(body, '$.access_token') = 'text' AND lower(body ->> '$.token_type') = 'bearer';

-- local: agenda_trade_refused
-- needs: @token_endpoint @trade_status @trade_body
-- gives: other_flaw is_silent event_detail
-- RFC 8693 section 2.2.2, invalid_request (others say invalid_grant): the issuer does not stand by the token any more, which its keys
-- alone did not say.  Any other refusal is about this API.
SELECT other_flaw, other_flaw = 'trade_unreachable' AS is_silent,
       json_patch('{}', json_object('asked', @token_endpoint, 'status', @trade_status, 'error', substr(error, 1, 100))) AS event_detail
  FROM (SELECT error, CASE WHEN error IN ('invalid_request', 'invalid_grant')         THEN 'trade_of_dead_token'
                           WHEN @trade_status BETWEEN 200 AND 499 AND @trade_status <> 429 THEN 'trade_refused'
                           ELSE 'trade_unreachable' END AS other_flaw
          FROM (SELECT CASE WHEN json_valid(@trade_body) THEN @trade_body ->> '$.error' END AS error));

-- local: agenda_trade_failed
-- needs: @authorization_server
-- gives: other_flaw is_silent event_detail
SELECT 'trade_unreachable' AS other_flaw, 1 AS is_silent, json_object('asked', @authorization_server) AS event_detail;

-- local: agenda_day
-- needs: @calendar @traded_token
-- gives: url authorization seconds reach
-- Quickly: it may be this very program that answers, and it has few workers.
SELECT @calendar || '/today' AS url, 'Bearer ' || @traded_token AS authorization, 2 AS seconds, 'configured' AS reach;

-- local: agenda_day_told
-- needs: @day_body @day_status
-- gives: day
SELECT @day_body AS day WHERE @day_status = 200 AND json_valid(@day_body);

-- local: agenda_day_refused
-- needs: @calendar @day_status
-- gives: other_flaw is_silent event_detail
SELECT other_flaw, other_flaw = 'calendar_unreachable' AS is_silent, json_object('asked', @calendar, 'status', @day_status) AS event_detail
  FROM (SELECT CASE WHEN @day_status BETWEEN 200 AND 499 AND @day_status <> 429 THEN 'calendar_refused'
                    ELSE 'calendar_unreachable' END AS other_flaw);

-- name: agenda_notes
-- needs: @iss @sub
-- gives: note_id text created_at
SELECT note_id, text, created_at FROM note WHERE iss = @iss AND sub = @sub ORDER BY note_id;

-- local: agenda_body
-- needs: @day @notes
-- gives: body
SELECT json_object('day', json(@day), 'notes', json(@notes)) AS body;
