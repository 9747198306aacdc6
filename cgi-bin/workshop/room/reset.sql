-- A seat by itself.

-- local: reset_seat
-- needs: @seat_here
-- gives: seat
SELECT @seat_here AS seat;

-- local: reset_again
-- needs: $mount
-- gives: location
SELECT $mount || '/seat' AS location;
