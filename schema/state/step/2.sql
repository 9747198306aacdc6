-- From version 2 to 3: what schema/upgrade.sql cannot guess.  (Lists of words became catalogues, and the words are the same; what issuers
-- publish is fetched again, into api_discovery and client_discovery.)

-- A kind of event that has left its catalogue stays with the events that bear it, and says what a kind says by now.
ALTER TABLE flow_kind ADD COLUMN channel TEXT NOT NULL DEFAULT 'local';
