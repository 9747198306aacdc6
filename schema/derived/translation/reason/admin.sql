-- The pages of administration.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'administrator_only', 'Jemand, der nicht zur Verwaltung gehört, wollte eine Seite der Verwaltung sehen (end_user.administrator).'),
  ('de', 'desk_unknown', 'Unter dieser Adresse gibt es keine Seite der Verwaltung, oder nichts, wovon sie handeln könnte.'),
  ('de', 'deed_refused', 'Was jemand in der Verwaltung tun wollte, geht nicht so, wie das Formular es sagt; die Seite sagte, warum.');
