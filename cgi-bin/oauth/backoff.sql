-- local: backoff_clock
-- gives: backoff_clock
-- $clock is when the request came, and it has waited since.
SELECT unixepoch() AS backoff_clock;
