-- The clock of this database: it goes ahead of the real one, and never back.  (Why a statement reads views and writes JSON: see the head
-- of flow/flow.sql.)

-- name: clock_newest
-- gives: newest_grant_id
-- Of the newest sign-in that the record knows.  One row in any case.
SELECT (SELECT grant_id FROM (SELECT event_id, grant_id FROM flow_event ORDER BY event_id DESC LIMIT 200) AS last
         WHERE grant_id IS NOT NULL ORDER BY event_id DESC LIMIT 1) AS newest_grant_id;

-- name: clock_next
-- needs: @leeway @now @newest_grant_id
-- gives: next_bound next_client_id next_seconds
-- What of it ends next, with the seconds that clocks may differ by: then everybody agrees that it is over.  One row in any case.
SELECT next.bound AS next_bound, next.client_id AS next_client_id, next.ends_at + @leeway - @now AS next_seconds
  FROM (SELECT 1 AS one)
  LEFT JOIN (SELECT bound, client_id, ends_at FROM session_bounds
              WHERE grant_id = @newest_grant_id AND ends_at + @leeway > @now ORDER BY ends_at LIMIT 1) AS next;

-- name: clock_page
-- needs: @csrf @now @next_bound @next_client_id @next_seconds $clock
-- gives: model
SELECT json_object(
  'at_clock', 1, 'csrf', @csrf,
  'workshop_time', strftime('%Y-%m-%d %H:%M:%S', @now, 'unixepoch'),
  'real_time', strftime('%Y-%m-%d %H:%M:%S', $clock, 'unixepoch'),
  'ahead', nullif(@now - $clock, 0),
  'steps', (SELECT json_group_array(json_object('seconds', seconds, 'title', title)) FROM (SELECT seconds, title FROM clock_step ORDER BY seconds)),
  'next', CASE WHEN @next_bound IS NOT NULL
               THEN json_object('bound', @next_bound, 'client_id', @next_client_id, 'minutes', @next_seconds / 60, 'seconds', @next_seconds % 60) END,
  'sql', 'SELECT datetime(now, ''unixepoch'') FROM clock;' || char(10)
         || 'SELECT bound, client_id, datetime(ends_at, ''unixepoch'') AS ends FROM session_bounds ORDER BY ends_at;' || char(10) || char(10)
         || 'UPDATE setting SET value = value + 60 WHERE name = ''clock_offset'';') AS model;

-- name: clock_asked
-- needs: @next_seconds :ahead
-- gives: seconds event_detail
-- By how much, out of those that the page offers.
SELECT seconds, json_object('seconds', seconds) AS event_detail
  FROM (SELECT CASE WHEN :ahead = 'next' THEN @next_seconds
                    ELSE (SELECT seconds FROM clock_step WHERE CAST(seconds AS TEXT) = :ahead) END AS seconds) AS asked
 WHERE seconds IS NOT NULL;

-- name: clock_jump
-- needs: @seconds
-- gives: clock_offset
UPDATE setting
   SET value = value + @seconds
 WHERE name = 'clock_offset' AND value + @seconds <= largest
RETURNING value AS clock_offset;

-- local: clock_again
-- needs: $mount
-- gives: location
SELECT $mount || '/clock' AS location;
