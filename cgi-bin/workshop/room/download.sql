-- A copy to question at home: sqlite3 oidc-seat-07.db "SELECT * FROM why".

-- local: download_headers
-- needs: @seat_here
-- gives: content_disposition
-- RFC 6266 section 4.
SELECT 'attachment; filename="oidc' || coalesce('-seat-' || @seat_here, '') || '.db"' AS content_disposition;

-- name: download_steps
-- gives: sql
SELECT sql
  FROM copy_step
 ORDER BY step;
