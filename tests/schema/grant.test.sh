#!/bin/sh
# The second wall: what the tables of the authorization server refuse by themselves, whoever writes; what they forget, a few at
# a time; and the views that say how long it lasts.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=$folder/grant.db
tests=0
ask() {
	sqlite3 -batch -cmd 'PRAGMA foreign_keys = ON' -cmd 'PRAGMA trusted_schema = OFF' "$database" "$1" 2>&1
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
refuses() { # refuses TITLE SQL: a constraint says no
	case $(ask "$2") in
	*'constraint failed'*) is "$1" refused refused ;;
	*) is "$1" "$(ask "$2")" 'a constraint that failed' ;;
	esac
}
schema/empty "$database" || { echo 'Bail out! the schema does not load'; exit 1; }
sqlite3 -bail -batch "$database" <<'SQL' || { echo 'Bail out! the rows do not fit the schema'; exit 1; }
BEGIN;
INSERT INTO end_user (subject, username, password_hash) VALUES ('u_alice', 'alice', '$scrypt$');
INSERT INTO client (client_id, client_name, token_endpoint_auth_method) VALUES ('app', 'App', 'none');
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
VALUES ('s', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'u_alice', 1000, 1000, 2200, 4600);
INSERT INTO client_scope (client_id, scope) VALUES ('app', 'openid'), ('app', 'offline_access');
INSERT INTO consent (subject, client_id, scope, granted_at) VALUES ('u_alice', 'app', 'openid', 1000), ('u_alice', 'app', 'offline_access', 1000);
INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, offline, auth_time, created_at, expires_at, family_key)
VALUES ('g_on', 'app', 'u_alice', 's', 'openid', 0, 1000, 1000, 4700, 'k'),
       ('g_off', 'app', 'u_alice', 's', 'openid offline_access', 1, 1000, 1001, 4600, 'k');
INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, successor_id, generation, issued_at, expires_at, used_at)
VALUES ('r1', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_on', 'r2', 1, 1000, 2200, 1300), ('r2', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_on', NULL, 2, 1300, 2500, NULL),
       ('o1', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_off', NULL, 1, 1000, 2100, NULL);
COMMIT;
SQL

refuses 'RFC 9700 section 4.15: no client is named like a user' \
	"INSERT INTO client (client_id, client_name, token_endpoint_auth_method) VALUES ('u_alice', 'x', 'none')"
refuses 'RFC 9700 section 2.1.1: a public client cannot do without PKCE' "UPDATE client SET pkce_required = 0"
refuses 'RFC 9700 section 4.14.2: nor without rotation' "UPDATE client SET refresh_rotation = 0"
refuses 'RFC 6749 section 2.3.1: a client with a secret has its hash' \
	"INSERT INTO client (client_id, client_name) VALUES ('x', 'x')"
refuses 'RFC 8252 section 7.3: a loopback address is registered without its port' \
	"INSERT INTO client_redirect_uri VALUES ('app', 'http://127.0.0.1:80/callback')"
refuses 'RFC 6749 section 3.1.2: a redirect URI has no fragment' \
	"INSERT INTO client_redirect_uri VALUES ('app', 'https://rp.example/#x')"
refuses 'RFC 6749 section 3.3: a scope has no quotation mark' "INSERT INTO scope (scope, description) VALUES ('a\"b', 'x')"
refuses 'RFC 9700 section 4.14: a family has one newest token' \
	"INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, issued_at, expires_at) VALUES ('r3', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_on', 1, 2)"
refuses 'RFC 9700 section 4.14: a token has one successor: its place in the family is taken' \
	"INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, generation, issued_at, expires_at) VALUES ('r3', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_on', 2, 1, 2)"
refuses 'RFC 9700 section 4.14: a token that was used has a successor' "UPDATE refresh_token SET used_at = 1 WHERE refresh_id = 'r2'"
refuses 'a family that ends loses its key' "UPDATE authorization_grant SET revoked_at = 1, revoked_reason = 'administrator'"
refuses 'a session that ends says why' 'UPDATE login_session SET ended_at = 1'

is 'RFC 9700 section 4.14.2: no grace can be set that is not longer than the sample client'\''s lease and its back-off' \
	"$(ask "SELECT count(*), min(smallest > refresh_lease + provider_backoff) FROM setting, client_setting WHERE name GLOB 'refresh_grace*'")" '2|1'
is '  …nor for one client' \
	"$(ask "UPDATE client SET refresh_grace = (SELECT refresh_lease + provider_backoff FROM client_setting)" | grep -o 'out of the bounds')" 'out of the bounds'
for column in access_lifetime id_lifetime code_lifetime refresh_idle refresh_absolute refresh_grace; do
	is "a client's $column has the bounds of the setting" "$(
		for bound in smallest largest; do
			ask "UPDATE client SET $column = (SELECT $bound FROM setting WHERE name = '$column')"
			ask "UPDATE client SET $column = (SELECT $bound + (CASE '$bound' WHEN 'largest' THEN 1 ELSE -1 END) FROM setting WHERE name = '$column')" |
				grep -o 'out of the bounds'
		done
		ask "UPDATE client SET $column = NULL"
	)" 'out of the bounds
out of the bounds'
done
is '  …from its beginning' "$(ask "INSERT INTO client (client_id, client_name, token_endpoint_auth_method, code_lifetime) VALUES ('x', 'x', 'none', 1)" |
	grep -o 'out of the bounds')" 'out of the bounds'
is 'session_bounds: of an online grant the session decides, when it ends first' \
	"$(ask "SELECT bound, ends_at FROM session_bounds WHERE grant_id = 'g_on' AND decides")" 'session, idle|2200'
is 'session_bounds: of an offline grant it does not count' \
	"$(ask "SELECT bound, ends_at FROM session_bounds WHERE grant_id = 'g_off' AND decides")" 'refresh token, idle|2100'
is 'session_bounds: access token and ID token end nothing' \
	"$(ask "SELECT group_concat(bound, ', ') FROM session_bounds WHERE grant_id = 'g_on' AND NOT ends_refresh")" 'access token, ID token'
is 'refresh_family: one line per generation' \
	"$(ask "SELECT generation, refresh_id, state FROM refresh_family WHERE grant_id = 'g_on'")" '1|r1|used
2|r2|newest'

ask "UPDATE login_session SET ended_at = 1500, ended_reason = 'logout'"
is 'OIDC Core section 11: with the session its online grants end, keys and all, and no offline one' \
	"$(ask 'SELECT grant_id, revoked_at, revoked_reason, family_key FROM authorization_grant ORDER BY grant_id')" 'g_off|||k
g_on|1500|session_ended|'
is 'a grant that was revoked stays revoked' \
	"$(ask "UPDATE authorization_grant SET revoked_at = NULL, revoked_reason = NULL, family_key = 'k' WHERE grant_id = 'g_on'" | grep -o 'stays revoked')" 'stays revoked'
is '  …and keeps its reason' \
	"$(ask "UPDATE authorization_grant SET revoked_reason = 'administrator' WHERE grant_id = 'g_on'" | grep -o 'stays revoked')" 'stays revoked'
is 'grant_life: what ended is not there' "$(ask 'SELECT grant_id, ends_at FROM grant_life')" 'g_off|4600'

# Forty of each that are long over, and one that is new: a step of cleaning takes some of the old.
ask "UPDATE setting SET smallest = -9000000000, value = 100000 - unixepoch() WHERE name = 'clock_offset'"
ask "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO revoked_token SELECT 'j' || i, 1000 + i, 1000 + i FROM n"
ask "INSERT INTO revoked_token VALUES ('new', 100000, 100000)"
ask "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, offline, auth_time, created_at, expires_at, family_key)
SELECT 'g_' || i, 'app', 'u_alice', 's', 'openid', 0, 1000, 5000, 1000000, 'k' FROM n;
INSERT INTO authorization_code (code_id, secret_hash, grant_id, client_id, redirect_uri, issued_at, expires_at, redeemed_at)
SELECT 'c' || grant_id, 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', grant_id, 'app', 'x', 5000, 5060, CASE WHEN grant_id > 'g_5' THEN 5001 END FROM authorization_grant WHERE created_at = 5000"
is 'what is over waits for a step' "$(ask 'SELECT count(*), (SELECT count(*) FROM authorization_code) FROM revoked_token')" '41|40'
ask 'UPDATE cleaning SET steps = steps + 1'
is 'a step forgets some of what is over, not all: revoked tokens' "$(ask 'SELECT count(*) FROM revoked_token')" 9
is 'RFC 6749 section 4.1.2: unspent codes go with their grants, a few at a time; spent ones stay' \
	"$(ask 'SELECT count(*), sum(redeemed_at IS NOT NULL) FROM authorization_code')" '32|4'
is 'no reference is broken' "$(ask 'PRAGMA foreign_key_check')" ''
echo "1..$tests"
