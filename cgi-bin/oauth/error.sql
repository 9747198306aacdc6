-- How the parties of OAuth say no.

-- local: error_body
-- needs: @error @error_told @trace_id
-- gives: body
-- RFC 6749 section 5.2.  The caller is told the error, and the name of the trace under which the owner finds the rest.
SELECT json_object('error', @error,
                   'error_description', coalesce(@error_told || ' ', '') || 'Trace ' || @trace_id || '.',
                   'trace_id', @trace_id) AS body;

-- local: error_page
-- needs: @error @error_status @reason @error_told @profile $program
-- gives: model
-- In a workshop, and from the other programs, the page leads on to the flow.
SELECT json_object('error', @error, 'status', @error_status, 'reason', @reason, 'told', @error_told,
                   'workshop', json(CASE WHEN @profile = 'workshop' AND $program <> 'workshop' THEN 'true' ELSE 'false' END),
                   'party', CASE $program WHEN 'provider' THEN 'authorization server' WHEN 'api' THEN 'API' ELSE $program END) AS model;

-- local: error_reader
-- needs: $kind $accept
-- gives: error_reader
-- No endpoint was asked, and whoever asked reads HTML: a person at a browser.
SELECT 1 AS error_reader WHERE $kind = 'unknown' AND instr($accept, 'text/html') > 0;

-- name: error_channel
-- needs: $kind
-- gives: error_channel
SELECT channel AS error_channel FROM flow_kind WHERE kind = $kind;
