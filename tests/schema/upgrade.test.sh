#!/bin/sh
# schema/create and schema/upgrade, with a small schema of its own: a file is made whole or not at all, comes up
# step by step with its data, and a step that fails changes nothing.  Then databases of the versions before, with a day's data.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=$folder/oidc.db
tests=0

# check TITLE COMMAND…: one test; the command's success is its.
check() {
	title=$1
	shift
	tests=$((tests + 1))
	if "$@" > "$folder/said"; then echo "ok $tests - $title"; else echo "not ok $tests - $title"; fi
}
# says SENTENCE COMMAND…: the command fails, and with these words.
says() {
	sentence=$1
	shift
	! "$@" > "$folder/said" 2>&1 && grep -qF "$sentence" "$folder/said"
}
# prints SENTENCE COMMAND…: the command succeeds, and with these words.
prints() {
	sentence=$1
	shift
	"$@" > "$folder/said" && grep -qF "$sentence" "$folder/said"
}
holds() {
	[ "$(sqlite3 -batch "$database" "$1")" = "$2" ]
}
mode_is() {
	[ "$(stat -c %a "$1")" = "$2" ]
}
leaves_nothing() {
	[ "$(ls "$folder")" = "$1" ]
}
# The little schema at version $1; its steps are written as they are needed.
export OIDC_SCHEMA="$folder/schema"
version_is() {
	printf 'PRAGMA application_id = 0x6f696463;\nPRAGMA user_version = %s;\n' "$1" > "$OIDC_SCHEMA/state/database.sql"
}
mkdir -p "$OIDC_SCHEMA/state/step" "$OIDC_SCHEMA/derived"
version_is 1
cp schema/state/setting.sql "$OIDC_SCHEMA/state"
cp schema/derived/setting.sql "$OIDC_SCHEMA/derived"
cat > "$OIDC_SCHEMA/manifest" <<'TXT'
# the order
state/database.sql
state/setting.sql
state/person.sql
derived/derived_object.sql
derived/setting.sql
derived/species.sql
derived/derived_object_list.sql
TXT
cp schema/derived/derived_object.sql schema/derived/derived_object_list.sql "$OIDC_SCHEMA/derived"
cat > "$OIDC_SCHEMA/state/person.sql" <<'SQL'
CREATE TABLE person (name TEXT PRIMARY KEY);
CREATE TABLE pet (name TEXT, person TEXT NOT NULL REFERENCES person, species TEXT REFERENCES species);
SQL
cat > "$OIDC_SCHEMA/derived/species.sql" <<'SQL'
CREATE TABLE species (species TEXT PRIMARY KEY, says TEXT);
INSERT INTO species VALUES ('cat', 'miaow'), ('dodo', 'doo-doo'), ('gryphon', 'hjckrrh');
CREATE TABLE habitat (place TEXT);
CREATE VIEW owner AS SELECT person FROM pet;
SQL
cat > "$OIDC_SCHEMA/keys.sql" <<'SQL'
INSERT INTO database_key (purpose, key)
VALUES ('fingerprint', token_random(32)), ('provider', token_random(32)), ('client', token_random(32)), ('workshop', token_random(32));
SQL
echo "INSERT INTO person VALUES ('alice');" > "$OIDC_SCHEMA/demo.sql"

issuer="https://it's.example/provider"
check 'create: a database with its issuer, even one with a quote in it' schema/create "$database" "$issuer"
check '  …holds the version of state/database.sql' holds 'PRAGMA user_version' 1
check '  …the issuer' holds "SELECT value FROM setting WHERE name = 'issuer'" "$issuer"
check '  …four secrets, no two alike' holds 'SELECT count(DISTINCT key) FROM database_key' 4
check '  …the demo, in the workshop' holds 'SELECT name FROM person' alice
check '  …the write-ahead log' holds 'PRAGMA journal_mode' wal
check '  …and is nobody else'\''s to read' mode_is "$database" 600
check 'create: what exists stays as it is' says 'exists already' schema/create "$database" http://localhost:1/provider
mkdir "$folder/bin"
printf '#!/bin/sh\nexit 0\n' > "$folder/bin/sqlite3"
chmod +x "$folder/bin/sqlite3"
check 'create: a shell that does nothing and says that all is well is not believed' \
	says 'and made nothing' env PATH="$folder/bin:$PATH" schema/create "$folder/x.db" "$issuer"
rm -r "${folder:?}/bin"
check 'create: no fourth profile' says 'is none of them' schema/create "$folder/x.db" http://localhost:1/provider production
check 'create: an issuer with a query is refused, RFC 8414 section 2' says 'without a query' schema/create "$folder/x.db" 'http://localhost:1/p?q'
check 'create: profile service has no demo users' schema/create "$folder/service.db" https://as.example service
check '  …for their passwords are known' test "$(sqlite3 "$folder/service.db" 'SELECT count(*) FROM person')" = 0
rm -f "$folder/service.db"
check 'create: nothing half made stays behind' leaves_nothing "$(printf 'oidc.db\nsaid\nschema')"

# ---- the same version: what is derived is made anew, and nothing else ----
sqlite3 "$database" "INSERT INTO pet VALUES ('dinah', 'alice', 'cat'), ('ed', 'alice', 'dodo');
	UPDATE setting SET value = 77 WHERE name = 'access_lifetime'; UPDATE setting SET value = 88 WHERE name = 'code_lifetime';
	CREATE TABLE my_own (a); INSERT INTO my_own VALUES (1); CREATE INDEX my_index ON my_own (a); CREATE INDEX my_pets ON pet (name); CREATE VIEW my_view AS SELECT name, says FROM pet JOIN species USING (species)"
cat > "$OIDC_SCHEMA/derived/species.sql" <<'SQL'
CREATE TABLE species (species TEXT PRIMARY KEY, says TEXT, legs INTEGER NOT NULL DEFAULT 4);
INSERT INTO species VALUES ('cat', 'purr', 4), ('rabbit', 'oh dear', 4);
CREATE VIEW owner AS SELECT person, name FROM pet;
SQL
sed -i "s/('code_lifetime', .*/('code_lifetime', 'seconds', 30, 20, 5, 60, 'larger', 'x',/; /('id_lifetime',/,+1d; s/^  ('reveal',/  ('legs', 'count', 4, 2, 1, 8, 'larger', 'x', 'x'),\n&/" \
	"$OIDC_SCHEMA/derived/setting.sql"
check 'upgrade: the same version says what it does' \
	prints 'version 1 already; its catalogues, views and triggers are made anew' schema/upgrade "$database"
check '  …and which setting could not stay as it was' test "$(grep ^setting "$folder/said")" = \
	'setting code_lifetime was 88, which it may not be any more, and is 30 now.'
check '  …with no copy, for no data is changed' leaves_nothing "$(printf 'oidc.db\nsaid\nschema')"
check '  …a view is the one of now' holds 'SELECT name FROM owner' "$(printf 'dinah\ned')"
check '  …a row of a catalogue is new, another is changed, and one that nobody names is gone; what a row names stays, as it was' \
	holds 'SELECT * FROM species ORDER BY species' 'cat|purr|4
dodo|doo-doo|4
rabbit|oh dear|4'
check '  …a catalogue that is no more is gone, and what its owner added stays' \
	holds "SELECT count(*), (SELECT a FROM my_own), (SELECT says FROM my_view WHERE name = 'dinah'),
		(SELECT count(*) FROM sqlite_schema WHERE name IN ('my_index', 'my_pets')) FROM sqlite_schema WHERE name = 'habitat'" '0|1|purr|2'
check '  …a setting keeps its value' holds "SELECT value FROM setting WHERE name = 'access_lifetime'" 77
check '  …unless it is out of its bounds by now' holds "SELECT value, largest FROM setting WHERE name = 'code_lifetime'" '30|60'
check '  …one is gone' holds "SELECT count(*) FROM setting WHERE name = 'id_lifetime'" 0
check '  …one is new' holds "SELECT value FROM setting WHERE name = 'legs'" 4
sqlite3 "$database" "UPDATE setting SET value = 'service' WHERE name = 'profile';
	UPDATE setting SET value = 77 WHERE name = 'access_lifetime'"
sed -i "s/('legs'/('arms', 'count', 3, 1, 1, 8, 'larger', 'x', 'x'),\n  &/" "$OIDC_SCHEMA/derived/setting.sql"
schema/upgrade "$database" > "$folder/said"
check '  …with the value of the profile that its owner chose' holds "SELECT value FROM setting WHERE name = 'arms'" 1
echo 'INSERT INTO nothing VALUES (1);' >> "$OIDC_SCHEMA/derived/species.sql"
check 'upgrade: a file of derived/ that fails is named' says 'derived/species.sql failed' schema/upgrade "$database"
check '  …and nothing was done' holds 'SELECT count(*) FROM species' 3
sed -i '$d' "$OIDC_SCHEMA/derived/species.sql"
echo "CREATE UNIQUE INDEX species_legs ON species (legs) WHERE species <> 'rabbit';" >> "$OIDC_SCHEMA/derived/species.sql"
check 'upgrade: where a word that a row names cannot stay, a step has to say what becomes of it' \
	says 'the check of what holds at the end failed' schema/upgrade "$database"
echo 'CREATE TABLE garden (flower TEXT);' >> "$OIDC_SCHEMA/state/person.sql"
check 'upgrade: a column that comes is a version of its own' says 'other columns: garden.flower.' schema/upgrade "$database"
sed -i '$d' "$OIDC_SCHEMA/derived/species.sql"
sed -i '/garden/d; s/^CREATE TABLE person .*/CREATE TABLE person (name TEXT PRIMARY KEY CHECK (name <> '"''"')); -- somebody/' "$OIDC_SCHEMA/state/person.sql"
sqlite3 "$database" "CREATE INDEX my_people ON person (name); CREATE TRIGGER my_trigger AFTER INSERT ON person BEGIN SELECT 1; END"
check '  …a CHECK, or a comment, is none' schema/upgrade "$database"
check '  …and comes, with the rows that there are' holds "SELECT name, (SELECT sql GLOB '*CHECK*' FROM sqlite_schema WHERE name = 'person') FROM person" 'alice|1'
check '  …and what its owner added to such a table stays' holds "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema
	WHERE name IN ('my_people', 'my_trigger', 'my_pets') ORDER BY name)" my_people,my_pets,my_trigger

# ---- another version ----
version_is 3
cat > "$OIDC_SCHEMA/state/person.sql" <<'SQL'
CREATE TABLE person (name TEXT PRIMARY KEY, age INTEGER, town TEXT NOT NULL DEFAULT 'Oxford') STRICT;
CREATE TABLE pet (pet_name TEXT, person TEXT NOT NULL REFERENCES person, species TEXT REFERENCES species);
CREATE INDEX pet_person ON pet (person);
SQL
cat > "$OIDC_SCHEMA/derived/species.sql" <<'SQL'
CREATE TABLE species (species TEXT PRIMARY KEY, says TEXT);
INSERT INTO species VALUES ('cat', 'purr'), ('dodo', 'doo');
CREATE VIEW owner AS SELECT person, pet_name FROM pet;
CREATE TRIGGER person_moves AFTER UPDATE OF town ON person BEGIN DELETE FROM pet WHERE person = new.name; END;
SQL
echo 'ALTER TABLE person ADD COLUMN age INTEGER;' > "$OIDC_SCHEMA/state/step/1.sql"
check 'upgrade: a missing step is said before anything is done' says 'there is no step' schema/upgrade "$database"
check '  …and nothing was' holds 'PRAGMA user_version' 1
echo "UPDATE person SET age = 7; SELECT no_such_function();" > "$OIDC_SCHEMA/state/step/2.sql"
check 'upgrade: a step that fails says so' says 'still has version 1' schema/upgrade "$database"
check '  …leaves the version as it was' holds 'PRAGMA user_version' 1
check '  …and nothing of the steps before it' holds "SELECT count(*) FROM pragma_table_info('person') WHERE name = 'age'" 0
echo "DELETE FROM person;" > "$OIDC_SCHEMA/state/step/2.sql"
check 'upgrade: a step that leaves a row without its parent fails' says 'still has version 1' schema/upgrade "$database"
check '  …and the parent is there' holds 'SELECT name FROM person' alice
echo "UPDATE person SET age = 7; ALTER TABLE pet RENAME COLUMN name TO pet_name;" > "$OIDC_SCHEMA/state/step/2.sql"
check 'upgrade: all steps' schema/upgrade "$database"
check '  …to the newest version' holds 'PRAGMA user_version' 3
check '  …with the data that was there, where a step says so under another name' \
	holds "SELECT name, age, pet_name FROM person JOIN pet ON person = name WHERE species = 'cat'" 'alice|7|dinah'
check '  …a column that nobody mentioned has its default' holds 'SELECT town FROM person' Oxford
check '  …a setting keeps its value' holds "SELECT value FROM setting WHERE name = 'access_lifetime'" 77
check '  …and what is no table is there as well' holds "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema
	WHERE name IN ('pet_person', 'owner', 'person_moves') ORDER BY name)" owner,person_moves,pet_person
check '  …what it was stands beside it' test "$(for copy in "$database".version-1.*; do
	sqlite3 "$copy" 'SELECT (SELECT user_version FROM pragma_user_version), name FROM pet LIMIT 1'
done | uniq)" = '1|dinah'
for copy in "$database".version-1.*; do :; done
check '  …and is nobody else'\''s to read either' mode_is "$copy" 600
version_is 2
check 'upgrade: a version from the future is refused' says 'use a newer one' schema/upgrade "$database"
sqlite3 "$folder/other.db" 'CREATE TABLE t (a)'
check 'upgrade: another program'\''s database is refused' says 'no database of this system' schema/upgrade "$folder/other.db"

unset OIDC_SCHEMA
goal=$(sqlite3 -batch :memory: '.read schema/state/database.sql' 'PRAGMA user_version')
steps=$(find schema/state/step -name '*.sql' 2> /dev/null | wc -l)
check 'the manifest names each file of state/ and derived/, and no other' test \
	"$(cd schema && find state derived -name '*.sql' ! -path 'state/step/*' | sort)" = "$(grep '^[a-z]' schema/manifest | sort)"
check 'the schema has a step for each version before its own' test "$goal" = $((steps + 1))

# ---- databases of the versions before, with a day's data in them ----
new=$folder/new.db state=$folder/state.db
schema/create "$new" http://localhost:8080/provider
schema/empty "$state" state
tables_of() {
	sqlite3 "$1" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
}
tables_of "$state" > "$folder/kept"
tables_of "$new" | grep -vxF -f "$folder/kept" > "$folder/catalogues"
# What stands in a database that has just been made: each table, view, trigger and index, and each row of what is derived, but for those
# that follow from its own data.
made() {
	sqlite3 "$1" "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name" \
		"SELECT name, unit, workshop, service, smallest, largest, words, weaker, spec, meaning FROM setting ORDER BY name"
	grep -vx tally "$folder/catalogues" | while read -r table; do sqlite3 "$1" "SELECT '$table', * FROM $table"; done
}
made "$new" > "$folder/created"
# lost COPY: rows of the older database that the newer lacks, in the columns that both have.  (A setting may be new, or gone.)
lost() {
	sqlite3 "$database" "ATTACH '$1' AS old" "
		SELECT 'SELECT ''' || name || ''', * FROM (SELECT ' || list || ' FROM old.' || name || ' EXCEPT SELECT ' || list || ' FROM main.' || name || ');'
		  FROM (SELECT t.name, group_concat('\"' || c.name || '\"', ', ') AS list
		          FROM old.sqlite_schema AS t JOIN pragma_table_info(t.name, 'old') AS c JOIN pragma_table_info(t.name, 'main') AS n ON n.name = c.name
		         WHERE t.type = 'table' AND t.name <> 'setting' GROUP BY t.name)" | grep -wF -f "$folder/kept" > "$folder/script"
	sqlite3 "$database" "ATTACH '$1' AS old" ".read '$folder/script'"
}
for fixture in tests/schema/fixtures/version-*.sql; do
	version=${fixture##*/version-}
	version=${version%.sql}
	database=$folder/day-$version.db
	sqlite3 "$database" < "$fixture"
	check "upgrade: a database of version $version" schema/upgrade "$database"
	check '  …has the version of a new one' holds 'PRAGMA user_version' "$goal"
	check '  …every row that it had' test -z "$(lost "$(echo "$database".version-*)")"
	made "$database" > "$folder/upgraded"
	check '  …and equals a new one in every table, view, trigger, index, and row of a catalogue' diff "$folder/created" "$folder/upgraded"
	check '  …counts what it has of what strangers can make' holds "SELECT number - (SELECT count(*) FROM flow_event), bytes - (SELECT sum(bytes) FROM flow_event)
			- (SELECT sum(bytes) FROM flow_token), (SELECT number FROM tally WHERE object = 'authorization_request')
			- (SELECT count(*) FROM authorization_request WHERE login_subject IS NULL) FROM tally WHERE object = 'flow_event'" '0|0|0'
	check '  …knows the place of each refresh token in its family' \
		holds "SELECT group_concat(generation, ' ') FROM (SELECT generation FROM refresh_token ORDER BY grant_id, used_at IS NULL, used_at)" \
		"$(sqlite3 "$database" "SELECT group_concat(n, ' ') FROM (SELECT row_number() OVER (PARTITION BY grant_id ORDER BY used_at IS NULL, used_at) AS n
			FROM refresh_token ORDER BY grant_id, used_at IS NULL, used_at)")"
	check '  …is whole' holds 'PRAGMA integrity_check' ok
	check '  …its settings are still those that its owner chose' holds "SELECT value FROM setting WHERE name = 'access_lifetime'" 200
	check '  …and so are the scopes that its owner added' holds "SELECT count(*) FROM scope WHERE scope = 'notes:share'" 1

	# The same, with an event of each kind and for each reason that it knew.
	database=$folder/words-$version.db
	{
		cat "$fixture"
		echo "INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, decision, reason)
			SELECT '0123456789abcdef0123456789abcdef', '0123456789abcdef', 0, unixepoch() * 1000000, 'client', 'browser', 'client', 'local', kind,
			       CASE WHEN reason IS NULL THEN 'info' ELSE 'deny' END, reason
			  FROM (SELECT kind, NULL AS reason FROM flow_kind UNION ALL SELECT 'unknown', reason FROM reason);"
	} | sqlite3 "$database"
	check '  …a word that left its catalogue stays, as long as an event bears it' schema/upgrade "$database"
	check '  …so every event has its kind, and every refusal its reason' holds "SELECT count(*) FROM flow_event
		WHERE kind NOT IN (SELECT kind FROM flow_kind) OR reason NOT IN (SELECT reason FROM reason)" 0
done
echo "1..$tests"
