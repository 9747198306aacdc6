-- local: calendar_reading
-- gives: scope_needed max_age
SELECT 'calendar:read' AS scope_needed, NULL AS max_age;

-- local: calendar_today
-- needs: @now
-- gives: body
-- By the clock of the workshop, in UTC.  The week is that of ISO 8601: it is the year's that has its Thursday.
WITH day AS (SELECT date(@now, 'unixepoch') AS today),
week AS (SELECT today, date(today, '-3 days', 'weekday 4') AS thursday FROM day)
SELECT json_object('today', today,
                   'weekday', json_extract('["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]',
                                           '$[' || strftime('%w', today) || ']'),
                   'week', (strftime('%j', thursday) - 1) / 7 + 1,
                   'days_left_in_year', CAST(julianday(strftime('%Y-12-31', today)) - julianday(today) AS INTEGER)) AS body
  FROM week;
