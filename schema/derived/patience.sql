-- Strangers name servers that this one asks, and a worker that waits for one of them does nothing else.  Only so many workers wait at a time
-- (setting fetches_at_once), whoever makes them: each has a place, taken before it waits.  Who finds none is told to come again, and all else
-- goes on.  A worker that is killed loses its place by time.
CREATE TABLE patience_place (
  place      INTEGER PRIMARY KEY,
  span_id    TEXT,                                           -- the exchange that has it
  held_until INTEGER NOT NULL DEFAULT 0                      -- of the real clock
) STRICT;
INSERT INTO patience_place (place)
WITH RECURSIVE n (place) AS (
  SELECT 1 UNION ALL SELECT place + 1 FROM n WHERE place < (SELECT largest FROM setting WHERE name = 'fetches_at_once'))
SELECT place FROM n;

CREATE VIEW patience_place_free AS
SELECT place
  FROM patience_place
 WHERE held_until <= unixepoch() AND place <= (SELECT value FROM setting WHERE name = 'fetches_at_once');
