-- Whose database is this: a `room`'s with all its seats, that of one `seat`, or nobody's but its owner's (`alone`)?
CREATE VIEW room_here AS
SELECT CASE WHEN EXISTS (SELECT room_id FROM room) THEN 'room' WHEN EXISTS (SELECT seat FROM room_seat) THEN 'seat' ELSE 'alone' END AS here,
       (SELECT max(seat) FROM room_seat WHERE NOT EXISTS (SELECT room_id FROM room)) AS seat;

-- Where the room is, seen from it and from its seats; and where each seat is.  A seat's addresses are those of its room, with its number.
CREATE VIEW room_place AS
SELECT h.here, h.seat, substr(p.start_url, 1, length(p.start_url) - coalesce(length('s/' || h.seat || '/'), 0)) AS room_url
  FROM room_here AS h CROSS JOIN program_place AS p;

CREATE VIEW seat_place AS
SELECT s.seat, s.taken_at, s.name, length(s.seat) * 1000 + CAST(s.seat AS INTEGER) AS place, p.room_url || 's/' || s.seat || '/' AS seat_url
  FROM room_seat AS s CROSS JOIN room_place AS p;
