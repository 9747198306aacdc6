-- name: answer_places
-- gives: start_url client_url workshop_url
-- For the links of a page to other programs.
SELECT start_url, client_url, workshop_url
  FROM program_place;
