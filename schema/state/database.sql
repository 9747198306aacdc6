-- What kind of file this is, and which version of state/ it holds.  schema/create gives it both, schema/upgrade brings an older version
-- here.  The first change to a column of state/ after a release raises the version by one and brings state/step/N.sql, the step from
-- version N, for what upgrade.sql cannot guess; later ones append to that step.
PRAGMA application_id = 0x6f696463; -- 'oidc'
PRAGMA user_version = 5;
