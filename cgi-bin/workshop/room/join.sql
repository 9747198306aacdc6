-- A link with a secret becomes a cookie.

-- local: join_secrets
-- needs: :seat :instructor
-- gives: join_seat_hash join_instructor_hash
SELECT token_hash(token_secret('seat', :seat)) AS join_seat_hash, token_hash(token_secret('instructor', :instructor)) AS join_instructor_hash;

-- name: join_seat
-- needs: @join_seat_hash @here
-- gives: seat_joined
SELECT seat AS seat_joined
  FROM room_seat
 WHERE secret_hash = @join_seat_hash
   AND @here = 'seat';

-- name: join_instructor
-- needs: @join_instructor_hash
-- gives: room_joined
SELECT room_id AS room_joined
  FROM room
 WHERE instructor_hash = @join_instructor_hash;

-- local: join_home
-- needs: $mount
-- gives: location
SELECT $mount || '/seat' AS location;

-- local: join_board
-- needs: $mount
-- gives: location
SELECT $mount || '/board' AS location;
