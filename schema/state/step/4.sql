-- From version 4 to 5: what schema/upgrade.sql cannot guess.  (Clients that are there were made by an administrator; what else is new has
-- the defaults of its columns.)

-- The API has a key of its own now, which the table that is here does not know yet.
PRAGMA ignore_check_constraints = ON;
INSERT INTO database_key (purpose, key) VALUES ('api', token_random(32));
PRAGMA ignore_check_constraints = OFF;
