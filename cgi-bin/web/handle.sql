-- What every exchange asks the database first, whatever the program.  The handlers' own statements stand beside the handlers.

-- name: handle_begin
-- needs: $clock $language $mount_name $program
-- gives: now leeway issuer profile record record_address language sign_in_kinds fetch_private ca_file trusted_proxy secure fingerprint_key actor
-- $clock is the real time; the workshop may have moved its own ahead.  The actor is who this program is in the flow record: one that
-- is mounted twice may be two.
SELECT CAST($clock AS BIGINT) + s.clock_offset AS now,
       s.clock_leeway AS leeway,
       s.issuer,
       s.profile,
       s.record,
       s.record_address,
       coalesce(s.language, CAST($language AS TEXT)) AS language,
       s.sign_in_kinds,
       s.fetch_private,
       s.ca_file,
       s.trusted_proxy,
       CASE WHEN s.issuer LIKE 'https:%' THEN 1 ELSE 0 END AS secure,
       (SELECT key FROM fingerprint_key) AS fingerprint_key,
       coalesce((SELECT a.actor FROM flow_actor AS a WHERE a.actor = $mount_name AND a.program = 1), $program) AS actor
  FROM common_setting AS s;
