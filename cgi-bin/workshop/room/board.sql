-- The board.  (Why a statement reads tables and writes JSON: see the head of flow/flow.sql.)

-- ---- what it shows ----

-- name: board_seats
-- gives: seat
SELECT seat
  FROM seat_place
 ORDER BY place;

-- name: board_seat
-- gives: found labs stuck_lab stuck_minutes refusals refusal last_at ahead off
-- This, and what else says so, runs in the database of a seat (web/elsewhere.h).  (The views are computed once: each has every lab in it.)
WITH late AS MATERIALIZED (
  SELECT lab, minutes, event_id FROM stuck),
each_lab AS MATERIALIZED (
  SELECT lab, title, event_id,
         CASE WHEN event_id IS NOT NULL THEN 'done' WHEN predict_id IS NULL THEN 'todo'
              WHEN lab IN (SELECT lab FROM late) THEN 'stuck' ELSE 'begun' END
           AS class
    FROM lab_progress ORDER BY lab),
proof AS MATERIALIZED (
  SELECT coalesce(max(event_id), 0) AS event_id FROM each_lab)
SELECT (SELECT max(seat) FROM room_seat) AS found,
       (SELECT json_group_array(json_object('lab', lab, 'title', title, 'event', event_id, 'class', class, 'state',
                                           CASE class WHEN 'todo' THEN 'open' ELSE class END)) FROM each_lab) AS labs,
       (SELECT lab FROM late ORDER BY event_id DESC LIMIT 1) AS stuck_lab,
       (SELECT minutes FROM late ORDER BY event_id DESC LIMIT 1) AS stuck_minutes,
       (SELECT count(*) FROM flow_event WHERE decision = 'deny' AND event_id > (SELECT event_id FROM proof)) AS refusals,
       (SELECT reason FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC LIMIT 1) AS refusal,
       (SELECT max(at_us) / 1000000 FROM flow_event) AS last_at,
       (SELECT clock_offset FROM common_setting) AS ahead,
       (SELECT names FROM protection_off) AS off;

-- name: board_shown
-- needs: :seat
-- gives: connect_src seat_shown link qr_texts
-- One seat by its number, with its join link; or none, and the page is about all.  Its script asks for it again.
SELECT '''self''' AS connect_src, seat AS seat_shown, link, CASE WHEN link IS NULL THEN '[]' ELSE json_array(link) END AS qr_texts
  FROM (SELECT p.seat, p.seat_url || 'workshop/join?seat=seat_' || p.seat || '.' || token_derive(r.seat_key, 'seat_' || p.seat) AS link
          FROM room AS r LEFT JOIN seat_place AS p ON p.seat = :seat) AS shown;

-- name: board_page
-- needs: @seats_found @room_url @csrf @seat_shown @link @qr_codes $clock
-- gives: model
WITH told AS MATERIALIZED (
  SELECT value ->> 'found' AS found, value ->> 'labs' AS labs, value ->> 'stuck_lab' AS stuck_lab, value ->> 'stuck_minutes' AS stuck_minutes,
         value ->> 'refusals' AS refusals, value ->> 'refusal' AS refusal, value ->> 'last_at' AS last_at, value ->> 'ahead' AS ahead,
         value ->> 'off' AS off
    FROM json_each(@seats_found)),
shown AS MATERIALIZED (
  SELECT p.seat, p.name, p.taken_at, t.*, t.stuck_lab IS NOT NULL OR t.refusals >= 10 AS is_stuck
    FROM seat_place AS p LEFT JOIN told AS t ON t.found = p.seat
   ORDER BY p.place)
SELECT json_object(
  'at_board', 1, 'instructor', 1, 'room_url', @room_url, 'csrf', @csrf, 'chosen', @seat_shown, 'link', @link, 'qr', json(@qr_codes),
  'taken', (SELECT count(taken_at) FROM shown), 'stuck', (SELECT sum(is_stuck) FROM shown),
  'proofs', (SELECT count(*) FROM shown, json_each(shown.labs) AS l WHERE l.value ->> 'class' = 'done'),
  'seats', (SELECT json_group_array(json_object(
     'seat', seat, 'name', name, 'is_chosen', seat IS @seat_shown, 'labs', json(labs), 'class', CASE WHEN found IS NULL OR is_stuck THEN 'deny' END,
     'is_silent', found IS NULL, 'is_free', taken_at IS NULL AND last_at IS NULL, 'stuck_lab', stuck_lab, 'stuck_minutes', stuck_minutes,
     'refusals', CASE WHEN refusals >= 10 THEN refusals END, 'quiet', CASE WHEN $clock - last_at >= 300 THEN ($clock - last_at) / 60 END,
     'reason', refusal, 'ahead', nullif(ahead, 0), 'off', off)) FROM shown),
  'protections', (SELECT json_group_array(json_object('name', name, 'title', title, 'times_off',
                    (SELECT count(*) FROM shown WHERE instr(', ' || off || ',', ', ' || protection.name || ',') > 0))) FROM protection),
  'sql', 'SELECT lab, title, event_id' || char(10) || '  FROM lab_progress' || char(10) || ' ORDER BY lab;' || char(10) || char(10)
         || 'SELECT *' || char(10) || '  FROM stuck;' || char(10) || char(10)
         || 'SELECT reason, help' || char(10) || '  FROM why' || char(10) || ' LIMIT 1;') AS model;

-- ---- what it changes ----

-- name: board_chosen
-- needs: :seat
-- gives: seat
-- One seat, or all of them.
SELECT seat
  FROM room_seat
 WHERE :seat = seat OR :seat = 'all';

-- name: board_ahead
-- needs: :ahead
-- gives: seconds
SELECT seconds
  FROM clock_step
 WHERE CAST(seconds AS TEXT) = :ahead;

-- name: board_clock
-- needs: @seconds
-- In the database of a seat.
UPDATE setting
   SET value = value + @seconds
 WHERE name = 'clock_offset' AND value + @seconds <= largest;

-- name: board_clock_told
-- needs: @trace_id @span_id @seconds $clock $clock_us
-- In the database of a seat: its record says who moved the clock.
INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, decision, detail)
SELECT @trace_id, @span_id, $clock + clock_offset, $clock_us, 'workshop', 'workshop', 'workshop', 'local', 'clock.jump', 'allow',
       json_object('seconds', @seconds)
  FROM common_setting
 WHERE changes() = 1;

-- local: board_switch
-- needs: :off :on
-- gives: switched switched_on
SELECT coalesce(:off, :on) AS switched, CASE WHEN :off IS NULL THEN 1 ELSE 0 END AS switched_on
 WHERE coalesce(:off, :on) IS NOT NULL;

-- name: board_protection
-- needs: @switched_on @switched
-- In the database of a seat.
UPDATE setting
   SET value = (SELECT CASE @switched_on WHEN 1 THEN word_on ELSE word_off END FROM protection WHERE name = @switched)
 WHERE name = (SELECT name FROM protection WHERE name = @switched AND is_on <> @switched_on);

-- name: board_protection_told
-- needs: @trace_id @span_id @switched $clock $clock_us
-- In the database of a seat.
INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, decision, detail)
SELECT @trace_id, @span_id, $clock + clock_offset, $clock_us, 'workshop', 'workshop', 'workshop', 'local', 'toggle.set', 'allow',
       (SELECT json_object(name, value) FROM protection WHERE name = @switched)
  FROM common_setting
 WHERE changes() = 1;

-- local: board_reset
-- needs: :reset
-- gives: reset
SELECT 1 AS reset
 WHERE :reset IS NOT NULL;

-- local: board_again
-- needs: :seat $mount
-- gives: location query
SELECT $mount || '/board' AS location, json_object('seat', nullif(:seat, 'all')) AS query;

-- ---- cards, to be printed and handed out ----

-- name: board_links
-- gives: qr_texts
SELECT json_group_array(seat_url || 'workshop/join?seat=seat_' || seat || '.' || token_derive(seat_key, 'seat_' || seat)) AS qr_texts
  FROM (SELECT p.seat, p.seat_url, r.seat_key FROM seat_place AS p CROSS JOIN room AS r ORDER BY p.place) AS s;

-- name: board_cards_page
-- needs: @room_url @qr_codes @qr_texts
-- gives: model
SELECT json_object(
  'at_cards', 1, 'instructor', 1, 'room_url', @room_url,
  'cards', (SELECT json_group_array(json_object('seat', p.seat, 'link', l.value, 'qr', json_extract(@qr_codes, '$[' || l.key || ']')))
              FROM json_each(@qr_texts) AS l
              JOIN (SELECT seat, row_number() OVER (ORDER BY place) - 1 AS number FROM seat_place) AS p ON p.number = l.key),
  'sql', 'SELECT seat_url || ''workshop/join?seat=seat_'' || seat || ''.'' || token_derive(seat_key, ''seat_'' || seat)' || char(10)
         || '  FROM seat_place CROSS JOIN room' || char(10) || ' ORDER BY place;') AS model;
