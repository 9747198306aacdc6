-- How what a party holds comes to an end, and what it has to do with a token that it does not hold: the words of the picture and of the
-- table below it (cgi-bin/workshop/flow/picture.sql, step.sql).
CREATE TABLE flow_ending (ending TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO flow_ending (ending) VALUES
  ('used up'), ('passed on'), ('replaced'), ('refused for good'), ('expired'), ('revoked'), ('ended'), ('forgotten with its session'),
  ('holds it'), ('made it'), ('saw it'), ('refused it');
