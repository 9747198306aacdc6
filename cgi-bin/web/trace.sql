-- Which of our programs asked, and in which trace.

-- local: trace_proof
-- needs: @fingerprint_key $traceparent $actor
-- gives: proof
SELECT token_derive(@fingerprint_key, 'trace ' || $traceparent || ' of ' || $actor) AS proof;

-- name: trace_program
-- needs: $actor
-- gives: actor
SELECT actor FROM flow_actor WHERE actor = $actor AND program = 1;
