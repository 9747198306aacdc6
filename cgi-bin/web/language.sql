-- What phrases are called in other languages.

-- name: language_translated
-- needs: $page_language $phrase
-- gives: translated
SELECT translated
  FROM translation
 WHERE language = CAST($page_language AS TEXT) AND phrase = CAST($phrase AS TEXT);
