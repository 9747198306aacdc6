-- What kind of file this is, and which version of these tables it holds.  schema/create gives it both, schema/upgrade
-- brings an older version here: whoever changes a table after a release raises the version by one and writes
-- schema/state/step/N.sql, the step from version N, for what schema/rebuild.sql cannot guess.
PRAGMA application_id = 0x6f696463; -- 'oidc'
PRAGMA user_version = 2;
