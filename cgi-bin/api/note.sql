-- local: note_reading
-- gives: scope_needed max_age
SELECT 'notes:read' AS scope_needed, NULL AS max_age;

-- local: note_writing
-- gives: scope_needed max_age
SELECT 'notes:write' AS scope_needed, NULL AS max_age;

-- local: note_deleting
-- gives: scope_needed max_age
-- What cannot be undone needs a recent login, RFC 9470.
SELECT 'notes:write' AS scope_needed, 300 AS max_age;

-- name: notes
-- needs: @iss @sub
-- gives: note_id text created_at
SELECT note_id, text, created_at
  FROM note
 WHERE iss = @iss AND sub = @sub
 ORDER BY note_id;

-- local: notes_body
-- needs: @notes
-- gives: body
SELECT json_object('notes', json(@notes)) AS body;

-- local: note_text
-- needs: :text $json
-- gives: text
-- From JSON, or from the form.
WITH sent AS MATERIALIZED (SELECT CASE WHEN json_valid($json) THEN $json ELSE json_object('text', :text) END AS body),
said AS MATERIALIZED (SELECT trim(body ->> '$.text') AS text FROM sent WHERE json_type(body, '$.text') = 'text')
SELECT text
  FROM said
 WHERE length(text) BETWEEN 1 AND 280;

-- name: note_add
-- needs: @iss @sub @text @now
-- gives: note_id created_at
INSERT INTO note (iss, sub, text, created_at)
SELECT CAST(@iss AS TEXT), CAST(@sub AS TEXT), CAST(@text AS TEXT), CAST(@now AS BIGINT)
 WHERE (SELECT count(*) FROM note WHERE iss = @iss AND sub = @sub) < 50
RETURNING note_id, created_at;

-- local: note_body
-- needs: @note_id @text @created_at
-- gives: body
SELECT json_object('note_id', @note_id, 'text', @text, 'created_at', @created_at) AS body;

-- local: note_named
-- needs: $rest
-- gives: note_id
-- A text from the wire becomes a number here, or there is none.
SELECT CAST($rest AS INTEGER) AS note_id
 WHERE length($rest) BETWEEN 1 AND 15
   AND $rest NOT GLOB '*[^0-9]*';

-- name: note_remove
-- needs: @note_id @iss @sub
-- gives: note_id
DELETE FROM note
 WHERE note_id = @note_id AND iss = @iss AND sub = @sub
RETURNING note_id;

-- local: note_removed
-- needs: @deleted
-- gives: note_removed
SELECT 1 AS note_removed
 WHERE @deleted <> '[]';

-- name: notes_remove
-- needs: @iss @sub
-- gives: note_id
DELETE FROM note
 WHERE iss = @iss AND sub = @sub
RETURNING note_id;

-- local: note_deleted_body
-- needs: @deleted
-- gives: body
SELECT json_object('deleted', (SELECT json_group_array(value -> '$.note_id') FROM json_each(@deleted))) AS body;
