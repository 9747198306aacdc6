-- What a busy server says.

-- name: busy_words
SELECT reason, error, status AS error_status, spec AS error_spec, told AS error_told FROM reason WHERE reason = 'busy';

-- name: busy_page
-- A page, for what comes by way of the browser.
SELECT CASE WHEN channel = 'front' THEN 1 ELSE 0 END AS busy_page FROM flow_kind WHERE kind = $kind;
