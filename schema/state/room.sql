-- A room full of people.  A seat is a database of its own, so no other table says whose a row is.  All seats stand in the database of the
-- room; in that of a seat stands its own row alone, by which its pages know who may come in.  In any other database both tables are
-- empty, and its pages are open.
CREATE TABLE room (
  room_id         INTEGER PRIMARY KEY CHECK (room_id = 1),
  seat_key        TEXT NOT NULL CHECK (length(seat_key) >= 43), -- raw: the seats' secrets are derived from it, so that the board can say them again
  instructor_hash TEXT NOT NULL,                             -- of instructor_1.<secret>, which was shown once
  CONSTRAINT "instructor_hash is token_hash(…)" CHECK (length(instructor_hash) = 43 AND instructor_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT;

CREATE TABLE room_seat (
  seat         TEXT PRIMARY KEY CHECK (seat GLOB '[0-9][0-9]' OR seat GLOB '[0-9][0-9][0-9]'),
  secret_hash  TEXT NOT NULL,                                -- of seat_07.<secret>: who has that, has the seat
  taken_at     INTEGER,                                      -- NULL: it is free
  browser_hash TEXT UNIQUE,                                  -- token_hash of the room's cookie: the same browser gets the same seat
  name         TEXT CHECK (length(name) BETWEEN 1 AND 40),   -- as the attendee likes
  CHECK ((taken_at IS NULL) = (browser_hash IS NULL)),
  CHECK (taken_at IS NOT NULL OR name IS NULL),
  CONSTRAINT "secret_hash is token_hash(…)" CHECK (length(secret_hash) = 43 AND secret_hash NOT GLOB '*[^A-Za-z0-9_-]*'),
  CONSTRAINT "browser_hash is token_hash(…)" CHECK (length(browser_hash) = 43 AND browser_hash NOT GLOB '*[^A-Za-z0-9_-]*')
) STRICT, WITHOUT ROWID;
