-- The teacher's guide.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'A lab leads to its answer sheet. All of this prints, and each lab has a handout.',
   'Ein Lab führt zu seinen Lösungen. Alles hier lässt sich drucken, und zu jedem Lab gibt es ein Arbeitsblatt.'),
  ('de', 'Minute by minute', 'Minute für Minute'),
  ('de', 'From', 'Ab'),
  ('de', 'What happens', 'Was geschieht'),
  ('de', 'Point at', 'Zeig auf'),
  ('de', 'They say', 'Man hört'),
  ('de', 'It is', 'Es ist so'),
  ('de', 'You say', 'Du sagst');
