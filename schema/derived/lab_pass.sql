-- Which labs are done, and by which events: what the views lab_NN give, together.  It is written from their names, so that a new lab
-- is one file.
--
-- A view lab_NN gives event_id, the event that decided, and beside_id, an earlier one without which it would say nothing (or NULL).
-- Progress is what the record proves, and nothing beside it: what it forgets (setting record_keep, a day in a workshop) is open again.
-- A course of several days says UPDATE setting SET value = 604800 WHERE name = 'record_keep'.

-- The check of each lab in its own words: a program reads no schema.
CREATE TABLE lab_check (
  lab TEXT PRIMARY KEY,
  sql TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO lab_check (lab, sql)
SELECT substr(name, 5), sql FROM main.sqlite_schema WHERE type = 'view' AND name GLOB 'lab_[0-9][0-9]';

.once script
SELECT 'CREATE VIEW lab_pass AS' || char(10)
       || group_concat('SELECT ''' || lab || ''' AS lab, event_id, beside_id FROM lab_' || lab, char(10) || 'UNION ALL ') || ';'
  FROM (SELECT lab FROM lab_check ORDER BY lab);
.read script

-- How far a learner is: what was predicted last, and the newest proof.
CREATE VIEW lab_progress AS
SELECT l.lab, CAST(l.lab AS INTEGER) AS number, l.run, l.minutes, l.title, l.question,
       s.predict_id,
       p.event_id
  FROM lab AS l LEFT JOIN (SELECT lab, max(event_id) AS event_id FROM lab_pass GROUP BY lab) AS p ON p.lab = l.lab
  LEFT JOIN (SELECT lab, max(event_id) AS predict_id FROM flow_event WHERE kind = 'lab.predict' GROUP BY lab) AS s ON s.lab = l.lab;

-- Who is stuck?  A lab that was begun, is not done, and has taken longer than it should; and what was refused last.
CREATE VIEW stuck AS
SELECT p.lab, p.title, strftime('%H:%M:%S', e.at, 'unixepoch') AS begun,
       CAST((unixepoch() - e.at_us / 1000000) / 60 AS INTEGER) AS minutes, p.minutes AS planned,
       (SELECT w.reason FROM flow_event AS w
         WHERE w.decision = 'deny' AND w.event_id > p.predict_id AND w.recorder <> 'workshop'
         ORDER BY w.event_id DESC LIMIT 1) AS reason,
       p.predict_id AS event_id
  FROM lab_progress AS p JOIN flow_event AS e ON e.event_id = p.predict_id
 WHERE p.event_id IS NULL
   AND e.at_us < (unixepoch() - 60 * p.minutes) * 1000000;
