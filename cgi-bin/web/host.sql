-- name: host_served
SELECT host FROM served_host WHERE host = $host_name;
