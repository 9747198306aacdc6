-- The room's first page.  (Why a statement reads tables and writes JSON: see the head of flow/flow.sql.)

-- name: landing_room
-- needs: @browser_hash @room_url @here
-- gives: seats seats_taken seat_own qr_texts
SELECT count(*) AS seats, count(taken_at) AS seats_taken,
       max(CASE WHEN browser_hash = @browser_hash THEN seat END) AS seat_own, json_array(@room_url) AS qr_texts
  FROM room_seat
 WHERE @here = 'room'
 GROUP BY @here;

-- local: landing_page
-- needs: @room_url @seats @seats_taken @seat_own @csrf @is_instructor @qr_codes
-- gives: model
SELECT json_object('at_room', 1, 'room_url', @room_url,
                   'room_shown', substr(@room_url, instr(@room_url, '://') + 3, length(@room_url) - instr(@room_url, '://') - 3),
                   'seats', @seats, 'taken', @seats_taken, 'free', @seats - @seats_taken, 'seat', @seat_own, 'csrf', @csrf,
                   'instructor', @is_instructor, 'qr', json(@qr_codes),
                   'sql', 'SELECT count(*) AS seats, count(taken_at) AS taken' || char(10) || '  FROM room_seat;') AS model;
