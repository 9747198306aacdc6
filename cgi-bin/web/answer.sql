-- name: answer_places
-- gives: start_url client_url workshop_url relaxed
-- For the links of a page to other programs; and what is switched off here, which every page says.
SELECT start_url, client_url, workshop_url, (SELECT names FROM protection_off) AS relaxed
  FROM program_place;
