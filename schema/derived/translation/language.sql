-- The page where the language is chosen.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Language', 'Sprache'),
  ('de', 'In which language?', 'In welcher Sprache?'),
  ('de', 'What you choose holds for all who look at this database. The pages of the other programs are in English.',
   'Deine Wahl gilt für alle, die in diese Datenbank sehen. Die Seiten der anderen Programme sind auf Englisch.'),
  ('de', 'As each browser asks', 'Wie der Browser es wünscht');
