-- What every exchange asks the database, whatever the program.  The handlers' own statements stand beside the handlers.

-- name: exchange_begin
-- $clock is the real time; the workshop may have moved its own ahead.
SELECT CAST($clock AS BIGINT) + s.clock_offset AS now,
       s.clock_leeway AS leeway,
       s.issuer,
       s.profile,
       s.record,
       CASE WHEN s.issuer LIKE 'https:%' THEN 1 ELSE 0 END AS secure,
       k.key AS fingerprint_key
  FROM common_setting AS s, fingerprint_key AS k;

-- name: reason_look_up
SELECT reason, error, status AS error_status, spec AS error_spec, told AS error_told
  FROM reason
 WHERE reason = $reason;

-- name: event_insert
INSERT INTO flow_event (trace_id, span_id, parent_id, at, at_us, recorder, actor_from, actor_to, channel, kind, method, path,
                        status, decision, reason, spec, client_id, grant_id, session_id, subject, detail)
VALUES (@trace_id, $event_span_id, $event_parent_id, @now, $clock_us, $program, $actor_from, $actor_to, $channel, $kind, $method, $path,
        $status, $decision, $reason, $event_spec, $event_client_id, $event_grant_id, $event_session_id, $event_subject, $event_detail)
RETURNING event_id;

-- name: token_insert
INSERT INTO flow_token (event_id, role, type, fingerprint, place, alg, typ, kid, iss, aud, scope, iat, exp, verdict)
VALUES ($event_id, $role, $type, $fingerprint, $place, $alg, $typ, $kid, $iss, $aud, $scope, $iat, $exp, $verdict)
ON CONFLICT (event_id, role, fingerprint) DO NOTHING;
