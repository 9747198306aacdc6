-- name: busy_words
-- gives: reason error error_status error_spec error_told
SELECT reason, error, status AS error_status, spec AS error_spec, told AS error_told FROM reason WHERE reason = 'busy';
