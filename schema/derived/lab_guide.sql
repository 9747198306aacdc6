-- For teachers: a plan, minute by minute; and their part of labs that do not have it in lab/NN.sql.

INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('08', 'Every no of an API is a 401.', 'Five lists of checks, and the one 403 where all checks pass.',
   '401: I do not know you. 403: I know you, and you may not.'),
  ('09', 'The token says how it is signed, so the library does that.', 'The check of alg stands before the signature.',
   'The receiver chooses the algorithm. A header is a stranger''s wish.'),
  ('13', 'Rotation keeps thieves out.', 'Two orange pills with the same letters, from two senders.',
   'Rotation does not stop the theft. It makes it seen.'),
  ('14', 'state is decoration.', 'The dashed arrow that comes without a beginning.', 'Whose account are you in? Ask before you pay.'),
  ('15', 'The client knows whose answer it has got.', 'After the callback there is no arrow with the code in it.',
   'The answer says who wrote it: iss.');

-- Pauses, after a lab.
CREATE TABLE lab_pause (
  run     TEXT NOT NULL,
  lab     TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  title   TEXT NOT NULL,
  PRIMARY KEY (run, lab)
) STRICT, WITHOUT ROWID;
INSERT INTO lab_pause (run, lab, minutes, title) VALUES
  ('half', '06', 20, 'Break'), ('day', '04', 15, 'Break'), ('day', '09', 60, 'Lunch'), ('day', '13', 15, 'Break');

-- lab_plan: what happens when.  What is left at the end is for questions.
CREATE VIEW lab_plan AS
WITH item AS (
  SELECT run, '' AS lab, 0 AS part, opening AS minutes, 'Welcome: a seat for everybody, and the first sign-in' AS title FROM lab_run
  UNION ALL
  SELECT o.run, l.lab, 1, l.minutes + r.talk, l.title FROM lab_order AS o JOIN lab AS l ON l.lab = o.lab JOIN lab_run AS r ON r.run = o.run
  UNION ALL
  SELECT run, lab, 2, minutes, title FROM lab_pause
  UNION ALL
  SELECT r.run, '99', 3,
         r.minutes - r.opening - (SELECT sum(l.minutes + r.talk) FROM lab_order AS o JOIN lab AS l ON l.lab = o.lab WHERE o.run = r.run)
         - (SELECT coalesce(sum(p.minutes), 0) FROM lab_pause AS p WHERE p.run = r.run),
         'Questions, and what to take home'
    FROM lab_run AS r)
SELECT run, lab, part, minutes, title, sum(minutes) OVER (PARTITION BY run ORDER BY lab, part) - minutes AS begins
  FROM item
 ORDER BY run, lab, part;

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Welcome: a seat for everybody, and the first sign-in', 'Willkommen: ein Platz für alle, und die erste Anmeldung'),
  ('de', 'Questions, and what to take home', 'Fragen, und was ihr mitnehmt'),
  ('de', 'Break', 'Pause'),
  ('de', 'Lunch', 'Mittag'),
  ('de', 'Every no of an API is a 401.', 'Jedes Nein einer API ist ein 401.'),
  ('de', 'Five lists of checks, and the one 403 where all checks pass.', 'fünf Listen von Prüfschritten, und das eine 403, bei dem alle gut sind.'),
  ('de', '401: I do not know you. 403: I know you, and you may not.', '401: Ich kenne dich nicht. 403: Ich kenne dich, und du darfst nicht.'),
  ('de', 'The token says how it is signed, so the library does that.', 'Das Token sagt, wie es signiert ist, und die Bibliothek tut es.'),
  ('de', 'The check of alg stands before the signature.', 'die Prüfung von alg: Sie steht vor der Signatur.'),
  ('de', 'The receiver chooses the algorithm. A header is a stranger''s wish.',
   'Wer empfängt, wählt den Algorithmus. Ein Header ist der Wunsch eines Fremden.'),
  ('de', 'Rotation keeps thieves out.', 'Rotation hält Diebe ab.'),
  ('de', 'Two orange pills with the same letters, from two senders.', 'zwei orange Marken mit denselben Zeichen, von zwei Absendern.'),
  ('de', 'Rotation does not stop the theft. It makes it seen.', 'Rotation verhindert den Diebstahl nicht. Sie macht ihn sichtbar.'),
  ('de', 'state is decoration.', 'state ist Zierrat.'),
  ('de', 'The dashed arrow that comes without a beginning.', 'den gestrichelten Pfeil, der ohne Anfang kommt.'),
  ('de', 'Whose account are you in? Ask before you pay.', 'In wessen Konto bist du? Frag das, bevor du bezahlst.'),
  ('de', 'The client knows whose answer it has got.', 'Der Client weiß, wessen Antwort er hat.'),
  ('de', 'After the callback there is no arrow with the code in it.', 'die Stelle nach dem Callback: Kein Pfeil trägt den Code weiter.'),
  ('de', 'The answer says who wrote it: iss.', 'Die Antwort sagt, von wem sie ist: iss.');
