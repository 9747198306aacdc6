#!/bin/sh
# What strangers can make has a bound, and what is over goes a few at a time, by nobody's request: nobody pays for what others did before.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=$folder/bounds.db
tests=0
ask() {
	sqlite3 -batch -cmd 'PRAGMA foreign_keys = ON' -cmd 'PRAGMA trusted_schema = OFF' "$database" "$@" 2>&1
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
fresh() {
	rm -f "$database"
	schema/empty "$database" || { echo 'Bail out! the schema does not load'; exit 1; }
	ask "
		INSERT INTO end_user (subject, username, password_hash) VALUES ('u_alice', 'alice', '\$scrypt\$');
		INSERT INTO client (client_id, client_name, token_endpoint_auth_method) VALUES ('app', 'App', 'none');
		UPDATE setting SET value = 100 WHERE name IN ('record_largest', 'pending_largest')"
}
clock() { # clock TIME
	ask "UPDATE setting SET smallest = -9000000000, value = $1 - unixepoch() WHERE name = 'clock_offset'"
}
step='UPDATE cleaning SET steps = steps + 1'
numbers="WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
# events FROM TO KIND DECISION REASON DETAIL
events() {
	ask "$numbers $2)
		INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, status, decision, reason, detail)
		SELECT printf('%032x', i), printf('%016x', i), 1700000000, 1700000000000000, 'provider', 'client', 'provider', 'back', '$3', 400, '$4', $5, $6
		  FROM n WHERE i >= $1"
}

# ---- the flow record ----
fresh
events 1 50 token.request deny "'code_unknown'" NULL
events 1000 2000 unknown deny "'not_found'" NULL
is 'what hit no endpoint has a tenth of the record, and pushes no refusal out' \
	"$(ask "SELECT kind, count(*) FROM flow_event WHERE kind <> 'unknown' GROUP BY kind" \
		"SELECT count(*) BETWEEN 7 AND 10, min(trace_id) > printf('%032x', 1990) FROM flow_event WHERE kind = 'unknown'")" 'token.request|50
1|1'
events 3000 3100 token.request deny "'code_unknown'" NULL
is 'when the record is full, that goes first, and then the oldest' \
	"$(ask "SELECT kind, count(*) BETWEEN 97 AND 100, min(trace_id) > printf('%032x', 50) FROM flow_event GROUP BY kind")" 'token.request|1|1'
is 'what is counted is what there is' \
	"$(ask "SELECT number - (SELECT count(*) FROM flow_event), bytes - (SELECT sum(bytes) FROM flow_event) FROM tally WHERE object = 'flow_event'" \
		"SELECT number, bytes FROM tally WHERE object = 'flow_event unknown'")" '0|0
0|0'
ask "UPDATE setting SET value = 100000 WHERE name IN ('record_largest', 'record_bytes')"
events 4000 4100 token.request deny "'code_unknown'" "'[\"' || hex(zeroblob(5000)) || '\"]'"
is 'the record is bounded by its bytes too' \
	"$(ask "SELECT sum(bytes) <= 100000, count(*) < 20, min(trace_id) > printf('%032x', 4050) FROM flow_event")" '1|1|1'
ask "INSERT INTO flow_token (event_id, role, type, fingerprint, place, scope)
     SELECT max(event_id), 'presented', 'access', '0123456789abcdef', 'header', '€' FROM flow_event"
is '  …those of its tokens count' "$(ask "SELECT t.bytes - (SELECT sum(bytes) FROM flow_event) FROM tally AS t WHERE object = 'flow_event'")" 203
ask 'DELETE FROM flow_event'
is '  …until they go' "$(ask "SELECT sum(number), sum(bytes) FROM tally")" '0|0'

# ---- what nobody has signed in for ----
fresh
request="INSERT INTO authorization_request (request_id, client_id, redirect_uri, response_mode, scope, prompt, trace_id, created_at, expires_at, login_subject)"
ask "$request VALUES ('mine', 'app', 'x', 'query', 'openid', ' ', 't', 1000, 9000, 'u_alice')"
ask "$request VALUES ('later mine', 'app', 'x', 'query', 'openid', ' ', 't', 1000, 9000, NULL)"
ask "UPDATE authorization_request SET login_subject = 'u_alice' WHERE request_id = 'later mine'"
ask "$numbers 500) $request SELECT i, 'app', 'x', 'query', 'openid', ' ', 't', 1000 + i, 9000, NULL FROM n"
is 'requests that nobody has signed in for have a bound (pending_largest): the oldest go' \
	"$(ask "SELECT count(*) BETWEEN 96 AND 100, min(created_at) >= 1401 FROM authorization_request WHERE login_subject IS NULL")" '1|1'
is '  …and those that somebody has signed in for stay' "$(ask "SELECT count(*) FROM authorization_request WHERE login_subject = 'u_alice'")" 2
ask "UPDATE authorization_request SET answered_at = 2000 WHERE created_at > 1450"
ask "$numbers 40) $request SELECT 'z' || i, 'app', 'x', 'query', 'openid', ' ', 't', 3000, 9000, NULL FROM n"
is '  …but those that have their answer (prompt=none) before any that waits for somebody' \
	"$(ask "SELECT count(*) BETWEEN 96 AND 100, sum(created_at < 1450) > 40, sum(created_at = 3000) FROM authorization_request WHERE login_subject IS NULL")" '1|1|40'
is '  …and they are counted' "$(ask "SELECT number - (SELECT count(*) FROM authorization_request WHERE login_subject IS NULL) FROM tally WHERE object = 'authorization_request'")" 0
clock 20000
before=$(ask 'SELECT count(*) FROM authorization_request')
is 'a step of cleaning forgets few of what is over, not all' "$((before - $(ask "$step" 'SELECT count(*) FROM authorization_request')))" 32
ask "$numbers 500) INSERT INTO logout_request (logout_id, trace_id, created_at, expires_at) SELECT i, 't', 1000 + i, 9000 + i FROM n"
is 'sign-outs that nobody has confirmed have the same bound' "$(ask "SELECT count(*) BETWEEN 96 AND 100, min(created_at) >= 1401 FROM logout_request")" '1|1'
ask "INSERT INTO client_app (client_app_id, issuer, client_id, client_secret, redirect_uri, post_logout_redirect_uri, api)
     VALUES ('app', 'https://op.example', 'app', 's', 'https://app.example/callback', 'https://app.example/', 'https://api.example')"
ask "$numbers 500) INSERT INTO client_login (state_hash, browser_hash, client_app_id, issuer, nonce, code_verifier, return_path, trace_id, created_at, expires_at)
     SELECT printf('%043d', i), printf('%043d', 1), 'app', 'https://op.example', 'n', 'v', '/', 't', 1000 + i, 9000 + i FROM n"
is 'so have logins that the client began' "$(ask "SELECT count(*) BETWEEN 96 AND 100, min(created_at) >= 1401 FROM client_login")" '1|1'

# ---- sessions, and what they hold ----
fresh
session="INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)"
grant="INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, offline, auth_time, created_at, expires_at, family_key)"
ask "$numbers 103) $session SELECT i, 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'u_alice', 1000 + i, 1000 + i, 5000, 5000 FROM n"
is 'a user has a hundred sessions at once (sessions_largest): with one more the oldest ends' \
	"$(ask "SELECT group_concat(session_id, ' ') FROM login_session WHERE ended_reason = 'replaced'")" '1 2 3'
ask "$grant SELECT 'g_' || session_id, 'app', 'u_alice', session_id, 'openid', 1, 1000, 1000, 9000000, 'k' FROM login_session WHERE session_id <= '4'"
ask "DELETE FROM login_session WHERE session_id NOT IN (SELECT session_id FROM authorization_grant)"
held=$(ask 'SELECT count(*) FROM login_session')
changes() { # changes SQL: how many rows are written
	ask "$1" 'SELECT total_changes()'
}
clock 200000
is 'a step of cleaning looks at eight old sessions, however many there are that a grant still remembers' \
	"$((held > 32)) $(changes "$step")" '1 9'
is '  …and the next at others' "$(ask "$step" 'SELECT count(*) FROM login_session WHERE held_until IS NOT NULL')" 16
ask "$step" "$step" "$step" "$step"
is '  …and then nothing is left over, until tomorrow' "$(ask 'SELECT count(*) FROM leftover')" 0
ask 'DELETE FROM authorization_grant'
clock 286401
for _ in 1 2 3 4 5 6; do ask "$step"; done
is '  …and forgets them a day after no grant remembers them' "$(ask 'SELECT count(*) FROM login_session') $(ask 'SELECT count(*) FROM leftover')" '0 0'

fresh
clock 5000
ask "UPDATE setting SET value = 20 WHERE name = 'grants_largest_user'"
ask "INSERT INTO client (client_id, client_name, token_endpoint_auth_method) VALUES ('other', 'Other', 'none')"
ask "$numbers 24) $session SELECT i, 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'u_alice', 1000 + i, 1000 + i, 9000, 9000 FROM n"
ask "$grant VALUES ('g_other', 'other', 'u_alice', '1', 'openid', 1, 1000, 1000, 9000000, 'k')"
ask "$numbers 23) $grant SELECT 'g_' || i, 'app', 'u_alice', i, 'openid', 1, 1000 + i, 1000 + i, 9000000, 'k' FROM n"
is 'RFC 9700 section 4.14.2: a client has so many grants of a user at once (grants_largest_user), of all sessions together: the oldest end' \
	"$(ask "SELECT group_concat(grant_id, ' ') FROM authorization_grant WHERE revoked_reason = 'superseded'")" 'g_1 g_2 g_3'
ask "UPDATE login_session SET ended_at = 2000, ended_reason = 'logout'"
ask "$grant VALUES ('g_24', 'app', 'u_alice', '24', 'openid', 1, 1024, 1024, 9000000, 'k')"
is '  …those whose session has ended count' "$(ask "SELECT count(*), min(created_at) FROM authorization_grant WHERE client_id = 'app' AND revoked_at IS NULL")" '20|1005'
is '  …and no other client loses one' "$(ask "SELECT revoked_at IS NULL FROM authorization_grant WHERE client_id = 'other'")" 1

fresh
clock 900000
ask "$session VALUES ('s', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'u_alice', 1000, 1000, 5000, 5000)"
ask "$grant VALUES ('g_long', 'app', 'u_alice', 's', 'openid', 1, 1000, 1000, 5000, 'k')"
ask "$numbers 1000) INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, successor_id, generation, issued_at, expires_at, used_at)
     SELECT 'r' || i, 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_long', CASE WHEN i < 1000 THEN 'r' || (i + 1) END, i, 1000, 9000000, CASE WHEN i < 1000 THEN 1000 END FROM n"
ask "$step"
is 'a long family goes a few tokens at a time, and nobody pays for its length: its oldest first' \
	"$(ask "SELECT min(generation), count(*) FROM refresh_token")" '5|996'
is '  …and no request pays at all' "$(changes "$grant VALUES ('g_other', 'app', 'u_alice', 's', 'openid', 1, 1000, 900000, 9000000, 'k')")" 1
steps=0
while [ $steps -lt 249 ]; do
	echo "$step;"
	steps=$((steps + 1))
done > "$folder/steps"
ask ".read '$folder/steps'"
is '  …the grant with the last of them' "$(ask "SELECT group_concat(grant_id) FROM authorization_grant")" 'g_other'
ask "$numbers 1000) INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, successor_id, generation, issued_at, expires_at, used_at)
     SELECT 'q' || i, 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_other', CASE WHEN i < 1000 THEN 'q' || (i + 1) END, i, 1000, 901000 - i % 7, CASE WHEN i < 1000 THEN 1000 END FROM n"
clock 901000
is 'a used token is forgotten at its own end, from the beginning of its chain' "$(ask "$step" 'SELECT min(generation) FROM refresh_token')" 2
is 'no reference is broken' "$(ask 'PRAGMA foreign_key_check')" ''
echo "1..$tests"
