-- What is a phrase called in another language?  The phrase in English is its own key: {{'…}} of a page, or a text of a catalogue.  What has
-- no row here stands in English.  The rows are in translation/<area>.sql.
CREATE TABLE translation (
  language   TEXT NOT NULL CHECK (language IN ('de')),
  phrase     TEXT NOT NULL CHECK (phrase <> ''),
  translated TEXT NOT NULL CHECK (translated <> ''),
  PRIMARY KEY (language, phrase)
) STRICT, WITHOUT ROWID;

-- reason_translation: the same for the help of a reason, which stands here by its reason, in translation/reason/<wing>.sql.
CREATE VIEW reason_translation AS
SELECT t.language, r.reason, t.translated AS help FROM translation AS t JOIN reason AS r ON r.help = t.phrase;
CREATE TRIGGER reason_translation_comes INSTEAD OF INSERT ON reason_translation
BEGIN
  INSERT INTO translation (language, phrase, translated)
  VALUES (new.language, (SELECT help FROM reason WHERE reason = new.reason), new.help);
END;
