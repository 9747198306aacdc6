-- name: exchange_reason
-- needs: $about $reason
-- gives: reason error error_status error_spec error_told
SELECT reason, error, status AS error_status, spec AS error_spec,
       replace(told, '{}', coalesce(CAST($about AS TEXT), 'The request')) AS error_told
  FROM reason
 WHERE reason = $reason;
