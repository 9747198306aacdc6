-- The flow record, as the parties of OAuth keep it.

-- name: protocol_event_insert
-- needs: @trace_continued @trace_id @lab @now @actor @event_to @error_spec @client_id @grant_id @user_forgotten @session_id @subject @event_detail
--        @detail $event_span_id $event_parent_id $clock_us $is_first $kind $trace_actor $user_agent $origin $actor_to $method $mount $endpoint_path
--        $status $decision $event_reason $address
-- gives: event_id
-- The first event is what was asked ($is_first): it comes from the browser, from one of our programs that proves it, from somebody at
-- a shell, from a script in a page (which says its origin), or from a client; it comes to this program, or to the party whose part it
-- plays (@event_to), and bears the reason and the checks (@detail, or @event_detail, which came later).  The others are what this program
-- sends on; what it answers a client goes to whoever asked.  An interaction of several requests is one trace.
INSERT INTO flow_event (trace_id, span_id, parent_id, lab, at, at_us, recorder, actor_from, actor_to, channel, kind, method, path,
                        status, decision, reason, spec, client_id, grant_id, session_id, subject, address, detail)
VALUES (coalesce(@trace_continued, @trace_id), $event_span_id, $event_parent_id, @lab, @now, $clock_us, @actor,
        CASE WHEN $is_first = 0                                                      THEN @actor
             WHEN (SELECT channel FROM flow_kind WHERE kind = $kind) = 'front'       THEN 'browser'
             WHEN (SELECT channel FROM flow_kind WHERE kind = $kind) = 'local'       THEN @actor
             WHEN CAST($trace_actor AS TEXT) IS NOT NULL                             THEN $trace_actor
             WHEN substr($user_agent, 1, 5) = 'curl/'                                THEN 'shell'
             WHEN CAST($origin AS TEXT) IS NOT NULL                                  THEN 'browser'
             ELSE 'client' END,
        CASE WHEN $is_first = 1                                                      THEN coalesce(CAST(@event_to AS TEXT), $actor_to)
             WHEN $actor_to <> 'client'                                              THEN $actor_to
             WHEN CAST($trace_actor AS TEXT) IS NOT NULL                             THEN $trace_actor
             WHEN substr($user_agent, 1, 5) = 'curl/'                                THEN 'shell'
             WHEN CAST($origin AS TEXT) IS NOT NULL                                  THEN 'browser'
             ELSE 'client' END,
        (SELECT channel FROM flow_kind WHERE kind = $kind), $kind, $method, $mount || $endpoint_path, $status, $decision, $event_reason,
        CASE WHEN CAST($event_reason AS TEXT) IS NULL THEN NULL ELSE @error_spec END, @client_id, @grant_id,
        CASE WHEN CAST(@user_forgotten AS BIGINT) = 1 THEN NULL ELSE @session_id END,
        CASE WHEN CAST(@user_forgotten AS BIGINT) = 1 THEN NULL ELSE @subject END, $address,
        CASE WHEN $is_first = 1 THEN coalesce(CAST(@event_detail AS TEXT), @detail) END)
RETURNING event_id;

-- name: protocol_token_insert
-- needs: $event_id $role $type $fingerprint $place $alg $typ $kid $iss $aud $scope $iat $exp $verdict
INSERT INTO flow_token (event_id, role, type, fingerprint, place, alg, typ, kid, iss, aud, scope, iat, exp, verdict)
VALUES ($event_id, $role, $type, $fingerprint, $place, $alg, $typ, $kid, $iss, $aud, $scope, $iat, $exp, $verdict)
ON CONFLICT DO NOTHING;
