-- What phrases are called in other languages.

-- name: language_translated
-- needs: @language $phrase
-- gives: translated
SELECT translated
  FROM translation
 WHERE language = @language AND phrase = CAST($phrase AS TEXT);
