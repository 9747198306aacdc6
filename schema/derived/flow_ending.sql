-- How what a party holds comes to an end: the words of the picture (cgi-bin/workshop/flow/picture.sql).
CREATE TABLE flow_ending (ending TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO flow_ending (ending) VALUES
  ('used up'), ('passed on'), ('replaced'), ('refused for good'), ('expired'), ('revoked'), ('ended'), ('forgotten with its session');
