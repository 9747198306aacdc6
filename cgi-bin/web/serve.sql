-- What every exchange asks the database first, whatever the program.  The handlers' own statements stand beside the handlers.

-- name: serve_begin
-- needs: $clock
-- gives: now leeway issuer profile record record_address sign_in_kinds fetch_private ca_file secure fingerprint_key
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
