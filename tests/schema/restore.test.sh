#!/bin/sh
# A backup made by schema/backup is a database that the programs work with, as DAY-TO-DAY.md says.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export OIDC_DB="$folder/restored.db" OIDC_EXTENSION="$BUILD/jwt.so" OIDC_WWW="$PWD/www"
body='grant_type=client_credentials&scope=notes:read&client_id=restored&client_secret=a-secret-of-256-bits-that-a-machine-has-made'

schema/create "$folder/oidc.db" http://localhost/provider service yes
sqlite3 -batch -cmd ".load $OIDC_EXTENSION" "$folder/oidc.db" "
	INSERT INTO client (client_id, client_name, token_endpoint_auth_method, secret_hash)
	VALUES ('restored', 'Restored', 'client_secret_post', token_hash('a-secret-of-256-bits-that-a-machine-has-made'));
	INSERT INTO client_grant_type (client_id, grant_type) VALUES ('restored', 'client_credentials');
	INSERT INTO client_scope (client_id, scope) VALUES ('restored', 'notes:read')"
schema/backup "$folder/oidc.db" "$OIDC_DB"
answer() { # answer BODY: what the provider says, as plain CGI
	printf %s "$1" | REQUEST_METHOD=POST SCRIPT_NAME=/provider PATH_INFO=/token QUERY_STRING='' REMOTE_ADDR=127.0.0.1 \
		CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=${#1} "$BUILD/cgi-bin/provider" 2> /dev/null
}
check() { # check NUMBER TITLE TEXT PATTERN
	if printf %s "$3" | grep -q "$4"; then echo "ok $1 - $2"; else printf 'not ok %s - %s\n# %s\n' "$1" "$2" "$3"; fi
}
check 1 "the copy alone remembers no write-ahead log" "$(sqlite3 -batch "$OIDC_DB" 'PRAGMA journal_mode')" '^delete$'
check 2 "RFC 6749 section 4.4: it issues a token" "$(answer "$body")" '"access_token"'
check 3 "it has a write-ahead log again" "$(sqlite3 -batch "$OIDC_DB" 'PRAGMA journal_mode')" '^wal$'
check 4 "what is refused is recorded, so it can be written" "$(answer 'grant_type=password' > /dev/null; sqlite3 -batch "$OIDC_DB" 'SELECT count(*) FROM why')" '^1$'
echo 1..4
