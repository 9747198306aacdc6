-- name: busy_words
SELECT reason, error, status AS error_status, spec AS error_spec, told AS error_told FROM reason WHERE reason = 'busy';
