-- name: host_served
-- needs: $host_name
-- gives: host
SELECT host FROM served_host WHERE host = $host_name;
