-- What makes a database that of a room with @seats seats: cgi-bin/room runs it, at each start, by
--     schema/shell DB '.parameter set @seats 40' '.read schema/room.sql'
-- It prints the instructor's secret, which stands nowhere else: each start makes a new one.  A seat keeps its secret, and whoever has it.
-- A seat's own database gets its row from here:
--     ATTACH 'room.db' AS room; INSERT INTO room_seat (seat, secret_hash) SELECT seat, secret_hash FROM room.room_seat WHERE seat = '07';
-- Needs the extension.
CREATE TEMP TABLE instructor AS SELECT 'instructor_1.' || token_random(24) AS token;

INSERT INTO room (room_id, seat_key, instructor_hash)
SELECT 1, token_random(32), token_hash(token_secret('instructor', token)) FROM instructor WHERE true
    ON CONFLICT DO UPDATE SET instructor_hash = excluded.instructor_hash;

INSERT INTO room_seat (seat, secret_hash)
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < @seats)
SELECT printf('%02d', n), token_hash(token_derive(seat_key, printf('seat_%02d', n))) FROM number CROSS JOIN room WHERE true
    ON CONFLICT DO NOTHING;

SELECT token FROM instructor;
DROP TABLE instructor;
