-- Who may see the workshop's pages.

-- name: visitor_place
-- gives: here seat_here room_url board
-- Where are we: in a room (its database), at a seat of it (the seat's own), or alone?
SELECT here, seat AS seat_here, room_url, 'board' AS board
  FROM room_place;

-- local: visitor_secrets
-- needs: $cookie $instructor_cookie
-- gives: seat_hash browser_hash instructor_hash
-- A seat's cookie and its join link hold the same: seat_07.<secret>.
SELECT token_hash(token_secret('seat', $cookie)) AS seat_hash, token_hash($cookie) AS browser_hash,
       token_hash(token_secret('instructor', $instructor_cookie)) AS instructor_hash;

-- name: visitor_rights
-- needs: @profile @here @instructor_hash @seat_hash
-- gives: is_admitted is_instructor
-- Of the room's pages each may be seen by its instructor alone, but for those that say otherwise.
SELECT CASE WHEN @profile <> 'workshop' THEN 0
            WHEN @here = 'alone'        THEN 1
            WHEN @here = 'room'         THEN is_instructor
            ELSE is_seated END AS is_admitted,
       CASE WHEN @profile = 'workshop' THEN is_instructor ELSE 0 END AS is_instructor
  FROM (SELECT (SELECT count(*) FROM room WHERE instructor_hash = @instructor_hash) AS is_instructor,
               (SELECT count(*) FROM room_seat WHERE secret_hash = @seat_hash) AS is_seated) AS visitor;

-- local: visitor_why
-- needs: @profile @here
-- gives: reason
SELECT CASE WHEN @profile <> 'workshop' THEN 'record_closed' WHEN @here = 'room' THEN 'room_closed' ELSE 'seat_closed' END AS reason;

-- local: visitor_is_outside
-- needs: @reason
-- gives: visitor_is_outside
SELECT 1 AS visitor_is_outside WHERE @reason IN ('seat_closed', 'room_closed', 'room_full', 'join_unknown');

-- local: visitor_closed_page
-- needs: @reason @error_status @seat_here @room_url @error_told
-- gives: model
SELECT json_object('reason', @reason, 'status', @error_status, 'seat', @seat_here, 'room_url', @room_url, 'workshop', 1, @reason, 1,
                   'told', @error_told) AS model;
