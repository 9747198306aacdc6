-- How long this server waits for strangers' servers, RFC 9700 section 4.11 and RFC 7591 section 5: a wait of more than a second weighs as much
-- as ten tries.

-- local: patience_name
-- needs: @fingerprint_key $remote_network
-- gives: patience_network
SELECT token_fingerprint(@fingerprint_key, 'patience ' || $remote_network) AS patience_network;

-- name: patience_take
-- needs: @span_id $clock
-- gives: place
-- The one that this exchange has, or one that is free; for longer than any exchange lasts: what it may wait for the database, for another
-- request and for servers.
UPDATE patience_place
   SET span_id = @span_id, held_until = CAST($clock AS BIGINT) + 14
 WHERE place = coalesce((SELECT o.place FROM patience_place AS o WHERE o.span_id = @span_id AND o.held_until > $clock),
                        (SELECT min(f.place) FROM patience_place_free AS f))
   AND (span_id = @span_id OR held_until <= $clock)
RETURNING place;

-- name: patience_leave
-- needs: @span_id
UPDATE patience_place SET span_id = NULL, held_until = 0 WHERE span_id = @span_id;

-- name: patience_worn
-- needs: @patience_network @now
-- gives: patience_ends_at
SELECT expires_at AS patience_ends_at
  FROM throttle
 WHERE throttle_key = @patience_network AND failures > most AND expires_at > @now;

-- name: patience_count
-- needs: @patience_network @now
-- Within a window that the first one opens.
INSERT INTO throttle (throttle_key, failures, most, expires_at, part, reason)
SELECT @patience_network, 10, p.login_attempts_network, @now + p.login_wait, 'network', 'patience_worn'
  FROM provider_setting AS p
 WHERE true
ON CONFLICT (throttle_key) DO UPDATE
   SET failures = CASE WHEN throttle.expires_at > @now THEN throttle.failures + 10 ELSE 10 END,
       most = excluded.most,
       expires_at = CASE WHEN throttle.expires_at > @now AND throttle.failures < excluded.most THEN throttle.expires_at
                         ELSE excluded.expires_at END;
