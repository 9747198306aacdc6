-- local: trace_proof
-- That the actor is a program of this database, and that this is its trace.
SELECT token_derive(@fingerprint_key, 'trace ' || $traceparent || ' of ' || $actor) AS proof;
