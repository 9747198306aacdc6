-- What is a phrase called in another language?  The phrase in English is its own key: {{'…}} of a page, or a text of a catalogue.  What has
-- no row here stands in English.  The rows are in translation/<area>.sql.
CREATE TABLE translation (
  language   TEXT NOT NULL CHECK (language IN ('de')),
  phrase     TEXT NOT NULL CHECK (phrase <> ''),
  translated TEXT NOT NULL CHECK (translated <> ''),
  PRIMARY KEY (language, phrase)
) STRICT, WITHOUT ROWID;
