-- The labs.  A lab is rows and a page: its rows stand in lab/NN.sql, its page in www/workshop/lab/en/NN.html and de/NN.html.
-- What a row says is English, and a phrase: the table translation has its German.

-- One question each.  `run` is the shortest running order that has it: the longer ones have it too.
CREATE TABLE lab (
  lab      TEXT PRIMARY KEY CHECK (lab GLOB '[0-9][0-9]'),
  run      TEXT NOT NULL CHECK (run IN ('hour', 'half', 'day')),
  minutes  INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 12),
  spec     TEXT NOT NULL,                                    -- 'RFC 8725 3.11'
  title    TEXT NOT NULL,
  question TEXT NOT NULL,
  proof    TEXT NOT NULL                                     -- what the check looks for, as the end of "The check looks for …"
) STRICT, WITHOUT ROWID;

-- What one may predict, before anything is tried.
CREATE TABLE lab_choice (
  lab      TEXT NOT NULL,
  choice   TEXT NOT NULL CHECK (choice IN ('a', 'b', 'c', 'd')),
  is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
  says     TEXT NOT NULL,
  PRIMARY KEY (lab, choice)
) STRICT, WITHOUT ROWID;

-- The ways through a lab: in the browser, with curl, in the sqlite3 shell.  Each is whole by itself.
CREATE TABLE lab_way (
  way   TEXT PRIMARY KEY,
  place INTEGER NOT NULL UNIQUE,
  title TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO lab_way (way, place, title) VALUES ('browser', 1, 'Browser'), ('curl', 2, 'curl'), ('sqlite3', 3, 'sqlite3');

-- The steps of a way: a sentence each.
CREATE TABLE lab_step (
  lab  TEXT NOT NULL,
  way  TEXT NOT NULL,
  step INTEGER NOT NULL CHECK (step > 0),
  says TEXT NOT NULL,
  PRIMARY KEY (lab, way, step)
) STRICT, WITHOUT ROWID;

-- What is done in a step, in order.  The page shows it and the tests do it (tests/lib/lab.py), so what is shown works:
--   open     an address                   sign in  'alice / wonderland', on the page where one is asked
--   press    a button or a link           copy     variables, from the client's page Reveal into the shell: 'AT ID'
--   type     into the shell what the page in front shows below this heading: {workshop}/cli is made for it
--   paste    into the address bar of the browser what a variable of the shell holds: 'BAIT'
--   inspect  a token that a variable of the shell holds, in the token inspector: 'AT'
--   take     the token in the inspector's form, which a button may have altered, into a variable of the shell: 'BAD'
--   run      a command of the way's shell: curl has a POSIX shell, in which DB names the database, sqlite3 has schema/shell
--   answer   on the lab's page: the letters of a token, and who held it last (the text, which the page does not show)
--   wait     moves the workshop's clock by so many seconds
--   see      words that stand in the answer to what was done last
-- {client} {provider} {api} {api2} {workshop} are addresses of this database.
CREATE TABLE lab_command (
  lab   TEXT NOT NULL,
  way   TEXT NOT NULL,
  step  INTEGER NOT NULL,
  place INTEGER NOT NULL,
  verb  TEXT NOT NULL CHECK (verb IN ('open', 'sign in', 'press', 'copy', 'type', 'paste', 'inspect', 'take', 'run', 'answer', 'wait', 'see')),
  text  TEXT NOT NULL,
  PRIMARY KEY (lab, way, step, place)
) STRICT, WITHOUT ROWID;

-- The reasons that a lab speaks of.
CREATE TABLE lab_reason (
  lab    TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (lab, reason)
) STRICT, WITHOUT ROWID;

-- For teachers: what people get wrong, what to point at in the picture, and one sentence to say.
CREATE TABLE lab_guide (
  lab   TEXT PRIMARY KEY,
  wrong TEXT NOT NULL,
  point TEXT NOT NULL,
  tell  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Three running orders of a workshop: how many minutes there are, for the welcome of them, and for talking after each lab.
CREATE TABLE lab_run (
  run     TEXT PRIMARY KEY,
  place   INTEGER NOT NULL UNIQUE,
  minutes INTEGER NOT NULL,
  opening INTEGER NOT NULL,
  talk    INTEGER NOT NULL,
  title   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO lab_run (run, place, minutes, opening, talk, title) VALUES
  ('hour', 1, 60, 4, 0, '60 minutes'), ('half', 2, 210, 12, 4, 'Half a day'), ('day', 3, 430, 15, 6, 'A day');

CREATE VIEW lab_order AS
SELECT r.run, l.lab
  FROM lab_run AS r
  JOIN lab AS l
  JOIN lab_run AS own ON own.run = l.run AND own.place <= r.place;

-- Where things are: in this database, and for the answer sheets of a room, which has no client of its own, at its first seat.
CREATE VIEW lab_address AS
SELECT coalesce(s.url || '/client', rtrim(p.client_url, '/'))                                                       AS client,
       coalesce(s.url || '/workshop', rtrim(p.workshop_url, '/'))                                                   AS workshop,
       coalesce(s.url || '/provider', (SELECT value FROM setting WHERE name = 'issuer'))                            AS provider,
       coalesce(s.url || '/api', (SELECT resource FROM api_resource WHERE resource GLOB '*/api'))                   AS api,
       coalesce(s.url || '/api2', (SELECT resource FROM api_resource WHERE resource GLOB '*/api2'))                 AS api2
  FROM program_place AS p
  LEFT JOIN (SELECT rtrim(seat_url, '/') AS url FROM seat_place CROSS JOIN room_here WHERE here = 'room' ORDER BY place LIMIT 1) AS s ON 1;

-- The commands as a learner of this database types them.
CREATE VIEW lab_task AS
SELECT c.lab, c.way, c.step, c.place, c.verb,
       replace(replace(replace(replace(replace(c.text, '{client}', coalesce(a.client, '{client}')),
                                       '{workshop}', coalesce(a.workshop, '{workshop}')),
                               '{provider}', coalesce(a.provider, '{provider}')),
                       '{api2}', coalesce(a.api2, '{api2}')),
               '{api}', coalesce(a.api, '{api}')) AS text
  FROM lab_command AS c CROSS JOIN lab_address AS a;
