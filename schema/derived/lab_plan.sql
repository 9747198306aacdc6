-- For teachers: a plan, minute by minute.

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
  ('de', 'Lunch', 'Mittag');
