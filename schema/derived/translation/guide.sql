-- The teacher's guide.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Minute by minute', 'Minute für Minute'),
  ('de', 'From', 'Ab'),
  ('de', 'What happens', 'Was geschieht'),
  ('de', 'Point at', 'Zeig auf'),
  ('de', 'They say', 'Man hört'),
  ('de', 'It is', 'Es ist so'),
  ('de', 'You say', 'Du sagst');
