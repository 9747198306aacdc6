#!/bin/sh
# The views that say where each token went, over made-up events: journey.sql.  And that they stay fast when the record is full.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tests=0
ask() { # as a program would: nothing of the schema is trusted
	sqlite3 -batch -cmd 'PRAGMA trusted_schema = OFF' "$folder/$1.db" "$2" 2>&1
}
is() { # is TITLE GOT WANT
	tests=$((tests + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		printf '%s\n' "got:" "$2" "want:" "$3" | sed 's/^/# /'
	fi
}
make_record() { # make_record NAME EVENTS.sql
	cp "$folder/empty.db" "$folder/$1.db"
	{ echo 'BEGIN;'; cat "$2"; echo 'COMMIT;'; } | sqlite3 -bail -batch "$folder/$1.db" || { echo "Bail out! $2 does not fit the schema"; exit 1; }
}
flow() { # the flow of the trace that begins with $1
	ask small "SELECT flow_id FROM flow_trace WHERE trace_id GLOB '$1*'"
}

schema/empty "$folder/empty.db"
make_record small tests/schema/journey.sql
is 'RFC 6749 section 4.1.2: the code joins what the server saw to what the client saw' "$(flow b)" "$(flow a)"
is 'the access token joins the call at the API' "$(flow c)" "$(flow a)"
is 'the ID token joins the shell that misused it' "$(flow d)" "$(flow a)"
is 'the oldest event names the flow' "$(flow a)" 1
is 'a machine'\''s token is a flow of its own' "$(flow e)" 13
is 'single sign-on joins nothing: the second login is another flow' "$(flow 1) $(flow 2)" '17 17'
is 'RFC 6749 section 4.1.2.1: a login that was refused is one flow by its state' "$(flow 3) $(flow 4)" '22 22'
is 'who looks at the record does not stand in it' "$(flow 9)" ''
is 'flow_list: the newest first, what it is about, how many steps, what was refused' \
	"$(ask small 'SELECT flow_id, title, steps, refused, reason FROM flow_list')" \
'22|Sign-in|3|1|not_found
17|Sign-in for notes-web|5|0|
15|Sign-in|1|1|parameter_repeated
13|A token for demo-service|2|0|
1|Sign-in for notes-web|12|1|typ_mismatch'
is 'flow_list: a flow is opened by the trace that began it' \
	"$(ask small 'SELECT substr(trace_id, 1, 1) FROM flow_list WHERE flow_id = 1')" a
is 'flow_step: what was sent on follows what happened in between' \
	"$(ask small "SELECT group_concat(event_id, ' ') FROM (SELECT event_id FROM flow_step WHERE flow_id = 1 ORDER BY moment, event_id)")" \
	'1 2 3 4 8 5 6 7 9 11 10 12'
is 'flow_step: each step with its tokens in words' \
	"$(ask small 'SELECT says, token FROM flow_step WHERE event_id = 6')" 'hands out tokens|AT 8498, ID 6f0c, RT 0b3e'
is 'flow_step: a refusal with its reason, its clause and help' \
	"$(ask small 'SELECT reason, spec, help <> '\'\'', error FROM flow_step WHERE decision = '\'deny\'' AND flow_id = 1')" \
	'typ_mismatch|RFC 8725 3.11|1|invalid_token'
is 'token_journey: an access token goes from the server to the client to the API' \
	"$(ask small "SELECT actor_from, actor_to, role FROM token_journey WHERE token = 'AT 8498'")" \
'provider|client|issued
client|api|presented'
is 'token_journey: where the ID token should have stopped' \
	"$(ask small "SELECT actor_from, actor_to, verdict FROM token_journey WHERE token = 'ID 6f0c'")" \
'provider|client|ok
shell|api|typ_mismatch'
is 'token_holder: the refresh token is between client and server' \
	"$(ask small "SELECT holder, issued FROM token_holder WHERE token = 'RT 0b3e' ORDER BY holder")" 'client|0
provider|1'
is 'token_holder: the API that refused a token has seen it' \
	"$(ask small "SELECT holder FROM token_holder WHERE token = 'ID 6f0c' AND refused")" api
is 'token_holder: the browser holds a code and sessions, and no token' \
	"$(ask small "SELECT DISTINCT type FROM token_holder WHERE holder = 'browser' ORDER BY type")" 'code
session'
is 'why: names the token that was refused' "$(ask small "SELECT token, reason FROM why WHERE token IS NOT NULL")" 'id 6f0c|typ_mismatch'
is 'what is forgotten leaves no name behind' \
	"$(ask small "DELETE FROM flow_event WHERE trace_id GLOB 'e*'; SELECT count(*) FROM flow_trace WHERE flow_id = 13; SELECT count(*) FROM flow_token WHERE event_id = 14")" '0
0'
is 'a flow whose first step is forgotten keeps its name' \
	"$(ask small 'DELETE FROM flow_event WHERE event_id = 1; SELECT title, steps FROM flow_list WHERE flow_id = 1')" 'Sign-in for notes-web|11'

# ---- what one request costs does not depend on what came before ----
# refused N FROM STATE: requests with one state, each of a trace of its own
refused() {
	echo "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
		INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, status, decision, reason, detail)
		SELECT printf('%032x', $2 + i), printf('%016x', i), 1700000000, 1700000000000000 + i, 'provider', 'browser', 'provider', 'front',
		       'authorize.request', 400, 'deny', 'not_found', json_object('state', '$3') FROM n;"
}
# shows STATE… CODE: a request with each state in one trace, and a code after the last; how many rows that writes
shows() {
	echo "INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, status, decision, detail)
		SELECT printf('%032x', 99999999), '0123456789abcdef', 1700000000, 1700000000000000, 'provider', 'browser', 'provider', 'front',
		       'authorize.request', 303, 'allow', json_object('state', column1) FROM (VALUES $1);
		INSERT INTO flow_token (event_id, role, type, fingerprint, place) SELECT max(event_id), 'issued', 'code', '1f7a000000000000', 'query' FROM flow_event;"
}
written() { # written RECORD SQL
	ask "$1" "$2 SELECT total_changes();"
}
one=0000000000000001 two=0000000000000002
for n in 10 5000; do
	refused $n 0 $one > "$folder/$n.sql"
	make_record "$n" "$folder/$n.sql"
done
is 'one more request of a state writes as many rows after 5,000 as after ten' \
	"$(written 5000 "$(shows "('$one')")")" "$(written 10 "$(shows "('$one')")")"
is '  …and belongs to the same flow' "$(ask 5000 'SELECT count(DISTINCT flow_id) FROM flow_trace')" 1
{ refused 40 0 $one; refused 5000 100000 $two; } > "$folder/sides.sql"
make_record sides "$folder/sides.sql"
is 'two flows that are both large stay two: no request writes all their rows' \
	"$(test "$(written sides "$(shows "('$one'), ('$two')")")" -lt 20 && ask sides 'SELECT count(DISTINCT flow_id) FROM flow_trace')" 2
{ refused 30 0 $one; refused 5000 100000 $two; shows "('$one'), ('$two')"; } > "$folder/small.sql"
make_record older "$folder/small.sql"
is 'an older flow of few traces takes the name of a large one' "$(ask older 'SELECT count(DISTINCT flow_id), min(flow_id) FROM flow_trace')" '1|31'
{ echo "UPDATE setting SET value = 'refusals' WHERE name = 'record';"; refused 10 0 $one; shows "('$one')"; } > "$folder/service.sql"
make_record service "$folder/service.sql"
is 'where only refusals are recorded, nothing is joined' "$(ask service 'SELECT count(*) FROM flow_trace')" 0

# ---- the vocabularies are closed: each word that an event may have is told in words ----
other() { # other COLUMN TABLE: a row of it with another word there
	ask small "PRAGMA foreign_keys = ON; CREATE TEMP TABLE other AS SELECT * FROM $2 LIMIT 1; UPDATE other SET $1 = 'odd', event_id = event_id + 99;
		INSERT INTO $2 ($3) SELECT $3 FROM other"
}
event='event_id, trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, decision'
for column in recorder actor_from actor_to kind; do
	is "flow_event.$column: each word is told in words" "$(other $column flow_event "$event" | grep -o 'FOREIGN KEY constraint failed')" \
		'FOREIGN KEY constraint failed'
done
is 'flow_token.type: each word has a tag' "$(other type flow_token 'event_id, role, type, fingerprint, place' | grep -o 'FOREIGN KEY constraint failed')" \
	'FOREIGN KEY constraint failed'

# ---- a full record: 100,000 events, half of them one token that calls an API again and again ----
cat > "$folder/full.sql" <<'SQL'
UPDATE setting SET value = 31536000 WHERE name = 'record_keep';
CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999) SELECT i FROM n;
INSERT INTO flow_event (event_id, trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, status, decision)
SELECT i + 1, printf('%032x', CASE WHEN i < 50000 THEN i / 5 ELSE i END + 1), printf('%016x', i + 1), 1700000000 + i, (1700000000 + i) * 1000000,
       'api', 'client', 'api', 'back', 'api.request', 200, 'allow' FROM n;
INSERT INTO flow_token (event_id, role, type, fingerprint, place)
SELECT i + 1, 'presented', 'access', CASE WHEN i < 50000 THEN printf('%016x', i / 10) ELSE 'beef000000000000' END, 'header' FROM n;
SQL
make_record full "$folder/full.sql"
is '100,000 events: all are there, in 5,001 flows' \
	"$(ask full 'SELECT (SELECT count(*) FROM flow_event), (SELECT count(DISTINCT flow_id) FROM flow_trace)')" '100000|5001'
quick() { # quick TITLE QUERY: no table of events is scanned
	is "$1" "$(ask full "EXPLAIN QUERY PLAN $2" | grep -E 'SCAN (flow_|[etpm]( |$))')" ''
}
quick 'a page of flows reads no more than it shows' 'SELECT * FROM flow_list WHERE flow_id < 40000 ORDER BY flow_id DESC LIMIT 25'
quick 'a flow is found by its trace' "SELECT * FROM flow_step WHERE flow_id = (SELECT flow_id FROM flow_trace WHERE trace_id = 'x')"
quick 'so are its tokens' 'SELECT * FROM flow_step_token WHERE flow_id = 11'
quick 'a state is found by its fingerprint' "SELECT e.event_id FROM flow_event AS e WHERE e.detail GLOB '{\"state\":\"*' AND substr(e.detail, 11, 16) = 'x'"
quick 'a token'\''s journey is found by its fingerprint' "SELECT * FROM token_journey WHERE fingerprint = 'beef000000000000'"
is '  …and its holders' "$(ask full "EXPLAIN QUERY PLAN SELECT * FROM token_holder WHERE fingerprint = 'beef000000000000'" |
	grep -c 'SEARCH t USING INDEX flow_token_fingerprint')" 1
# steps QUERY: what SQLite's machine needs for all of it, for each of the 100,000 events
steps() {
	sqlite3 -batch -stats "$folder/full.db" "SELECT count(*) FROM ($1)" | sed -n 's/^Virtual Machine Steps: *//p' | awk '{ print int($1 / 100000) }'
}
for view in why token_journey token_holder flow_step flow_step_token sign_in; do
	is "$view: all of it costs no more than a few steps for each event" "$(test "$(steps "SELECT * FROM $view")" -lt 200 && echo few)" few
done
is 'a page of flows has 25' "$(ask full 'SELECT count(*) FROM (SELECT * FROM flow_list WHERE flow_id < 40000 ORDER BY flow_id DESC LIMIT 25)')" 25
is '  …and costs less than a step for each event' "$(steps 'SELECT * FROM flow_list WHERE flow_id < 40000 ORDER BY flow_id DESC LIMIT 25')" 0
is 'the newest refusal is found at once, however much was allowed since' \
	"$(ask full "EXPLAIN QUERY PLAN SELECT * FROM why LIMIT 1" | grep -c 'flow_event_deny')" 1
echo "1..$tests"
