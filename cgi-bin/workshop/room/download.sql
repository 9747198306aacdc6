-- A copy to question at home: sqlite3 oidc-seat-07.db "SELECT * FROM why".

-- local: download_name
-- needs: @seat_here
-- gives: file_name
SELECT 'oidc' || coalesce('-seat-' || @seat_here, '') || '.db' AS file_name;

-- name: download_steps
-- gives: sql
SELECT sql
  FROM copy_step
 ORDER BY step;
