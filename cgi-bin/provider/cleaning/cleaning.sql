-- What is over is forgotten.  What that is says the view leftover; how it goes, the trigger cleaning_step.

-- name: cleaning_due
-- gives: leftover_object
-- It reads, and holds nobody up: most of the time there is nothing to do.
SELECT object AS leftover_object FROM leftover LIMIT 1;

-- name: cleaning_step
-- gives: steps
UPDATE cleaning SET steps = steps + 1 RETURNING steps;
