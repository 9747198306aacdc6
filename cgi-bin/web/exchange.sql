-- What every exchange asks the database, whatever the program.  The handlers' own statements stand beside the handlers.

-- name: exchange_begin
-- $clock is the real time; the workshop may have moved its own ahead.
SELECT CAST($clock AS BIGINT) + s.clock_offset AS now,
       s.clock_leeway AS leeway,
       s.issuer,
       s.profile,
       s.record,
       s.record_address,
       s.sign_in_kinds,
       s.fetch_private,
       s.ca_file,
       CASE WHEN s.issuer LIKE 'https:%' THEN 1 ELSE 0 END AS secure,
       (SELECT key FROM fingerprint_key) AS fingerprint_key
  FROM common_setting AS s;

-- local: basic_decode
-- RFC 7617 section 2: base64; base64url_decode speaks the other alphabet, without padding.
SELECT CAST(base64url_decode(rtrim(replace(replace($basic, '+', '-'), '/', '_'), '=')) AS TEXT) AS decoded;

-- local: trace_proof
-- That the actor is a program of this database, and that this is its trace.
SELECT token_derive(@fingerprint_key, 'trace ' || $traceparent || ' of ' || $actor) AS proof;

-- name: host_served
SELECT host FROM served_host WHERE host = $host_name;

-- name: reason_look_up
SELECT reason, error, status AS error_status, spec AS error_spec,
       replace(told, '{}', coalesce(CAST($about AS TEXT), 'The request')) AS error_told
  FROM reason
 WHERE reason = $reason;

-- name: event_insert
-- $is_first: the request itself bears the reason and the checks.  An interaction of several requests is one trace.
INSERT INTO flow_event (trace_id, span_id, parent_id, at, at_us, recorder, actor_from, actor_to, channel, kind, method, path,
                        status, decision, reason, spec, client_id, grant_id, session_id, subject, address, detail)
VALUES (coalesce(@trace_continued, @trace_id), $event_span_id, $event_parent_id, @now, $clock_us, $program, $actor_from, $actor_to,
        $channel, $kind, $method, $mount || $endpoint_path, $status, $decision, $event_reason,
        CASE WHEN $event_reason IS NULL THEN NULL ELSE @error_spec END, @client_id, @grant_id, @session_id, @subject, $address,
        CASE WHEN $is_first = 1 THEN @detail END)
RETURNING event_id;

-- name: token_insert
INSERT INTO flow_token (event_id, role, type, fingerprint, place, alg, typ, kid, iss, aud, scope, iat, exp, verdict)
VALUES ($event_id, $role, $type, $fingerprint, $place, $alg, $typ, $kid, $iss, $aud, $scope, $iat, $exp, $verdict)
ON CONFLICT DO NOTHING;

-- name: page_places
-- For the links of a page to other programs.
SELECT start_url, client_url, workshop_url
  FROM program_place;

-- local: refusal_body
-- RFC 6749 section 5.2.  The caller is told the error, and the name of the trace under which the owner finds the rest.
SELECT json_object('error', @error,
                   'error_description', coalesce(@error_told || ' ', '') || 'Trace ' || @trace_id || '.',
                   'trace_id', @trace_id) AS body;

-- local: refusal_page
-- In a workshop, and from the other programs, the page leads on to the flow.
SELECT json_object('error', @error, 'status', @error_status, 'reason', @reason, 'told', @error_told,
                   'workshop', json(CASE WHEN @profile = 'workshop' AND $program <> 'workshop' THEN 'true' ELSE 'false' END),
                   'party', CASE $program WHEN 'provider' THEN 'authorization server' WHEN 'api' THEN 'API' ELSE $program END) AS model;

-- name: busy_words
-- They do not become those of a refusal: one may have been made before.
SELECT error AS busy_error, status AS busy_status, told AS busy_told FROM reason WHERE reason = 'busy';

-- local: busy_body
SELECT json_object('error', @busy_error, 'error_description', @busy_told || ' Trace ' || @trace_id || '.', 'trace_id', @trace_id) AS body;

-- local: busy_page
SELECT json_object('error', @busy_error, 'status', @busy_status, 'reason', 'busy', 'told', @busy_told, 'workshop', json('false'),
                   'party', CASE $program WHEN 'provider' THEN 'authorization server' WHEN 'api' THEN 'API' ELSE $program END) AS model;
