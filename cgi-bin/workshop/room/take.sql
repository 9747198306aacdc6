-- Who comes gets the next free seat.

-- name: take_room
-- gives: seat_key
SELECT seat_key
  FROM room;

-- name: take_own
-- needs: @browser_hash
-- gives: seat
SELECT seat
  FROM room_seat
 WHERE browser_hash = @browser_hash;

-- name: take_next
-- needs: @now @browser_hash :name
-- gives: seat
UPDATE room_seat
   SET taken_at = @now, browser_hash = @browser_hash, name = nullif(trim(substr(:name, 1, 40)), '')
 WHERE seat = (SELECT seat FROM seat_place WHERE taken_at IS NULL ORDER BY place LIMIT 1)
   AND NOT EXISTS (SELECT seat FROM room_seat WHERE browser_hash = @browser_hash)
RETURNING seat;

-- local: take_token
-- needs: @seat @seat_key
-- gives: seat_token
SELECT 'seat_' || @seat || '.' || token_derive(@seat_key, 'seat_' || @seat) AS seat_token;

-- name: take_join
-- needs: @seat_token @seat
-- gives: location query
SELECT seat_url || 'workshop/join' AS location, json_object('seat', @seat_token) AS query
  FROM seat_place
 WHERE seat = @seat;
