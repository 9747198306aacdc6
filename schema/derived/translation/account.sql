-- The user's own pages.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Your account', 'Dein Konto');
