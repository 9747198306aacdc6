#!/bin/sh
# schema/shell and schema/backup: the console does no harm, and a copy is nobody else's to read.
# needs: python3
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export OIDC_EXTENSION="$BUILD/jwt.so"
database=$folder/oidc.db
tests=0
is() { # is TITLE GOT WANT
	tests=$((tests + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		printf '%s\n' "got:" "$2" "want:" "$3" | sed 's/^/# /'
	fi
}
umask 022
for issuer in login.example https:// https://login.example/provider/ 'https://login.example/provider?x'; do
	is "RFC 8414 section 2: $issuer is no issuer, and there is no database" \
		"$(schema/create "$database" "$issuer" service 2>&1; ls "$folder")" \
		"schema/create: ISSUER is an https or http URL with a host, without a query and without a slash at its end, and $issuer is none"
done
schema/create "$database" http://localhost/provider
shell() {
	schema/shell "$database" "$@" 2>&1
}
is 'the shell keeps foreign keys, waits, and wipes what it deletes' \
	"$(shell 'SELECT foreign_keys FROM pragma_foreign_keys' 'SELECT timeout FROM pragma_busy_timeout' 'PRAGMA secure_delete')" '1
5000
1'
is 'it knows the functions of the extension' "$(shell 'SELECT length(token_random(32))')" 43
is 'what belongs to a user goes with the user' \
	"$(shell "INSERT INTO consent SELECT 'u_alice', client_id, scope, 1 FROM client_scope LIMIT 1; DELETE FROM end_user WHERE username = 'alice'; SELECT count(*) FROM consent")" 0
is 'a script ends at its first error' "$(printf 'SELECT 1;\nSELECT nothing;\nSELECT 2;\n' | schema/shell "$database" 2> /dev/null)" 1
is 'whatever file it makes is nobody else'\''s to read' \
	"$(shell "VACUUM INTO '$folder/made.db'" && stat -c %a "$folder/made.db")" 600
terminal() { # terminal SQL: what a person reads
	/usr/bin/python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' schema/shell "$database" "$1" | tr -d '\r'
}
is 'at a terminal each column has its name over it' "$(terminal 'SELECT 7 AS seven')" 'seven
-----
7    '
is '  …and a link stands in one line' "$(terminal 'SELECT link FROM new_link' | grep -c 'link=ul_.*[.][A-Za-z0-9_-]\{43\}')" 1
is 'no database, no shell' "$(schema/shell "$folder/none.db" 2>&1)" "schema/shell: there is no database $folder/none.db"
is '  …and none is made' "$(test -e "$folder/none.db" && echo made)" ''

is 'a backup is whole, and nobody else'\''s to read' \
	"$(schema/backup "$database" "$folder/it's.bak" && stat -c %a "$folder/it's.bak" && sqlite3 "$folder/it's.bak" 'PRAGMA integrity_check' 'SELECT count(*) FROM client')" '600
ok
6'
is 'what exists stays as it is' "$(schema/backup "$database" "$folder/it's.bak" 2>&1)" "schema/backup: $folder/it's.bak exists already, and stays as it is"
is 'it has what was written a moment ago, which still stands in the write-ahead log' \
	"$(sqlite3 "$database" "UPDATE setting SET value = 77 WHERE name = 'code_lifetime'" &&
		sqlite3 "$database" "BEGIN; SELECT value FROM setting WHERE name = 'code_lifetime';" ".system env -u LD_PRELOAD schema/backup '$database' '$folder/second.bak'" > /dev/null &&
		sqlite3 "$folder/second.bak" "SELECT value FROM setting WHERE name = 'code_lifetime'")" 77
printf 'no database' > "$folder/other"
is 'of what is no database there is no copy' "$(schema/backup "$folder/other" "$folder/third.bak" > /dev/null 2>&1; echo $?)" 1
is 'nothing half made stays behind' "$(ls "$folder")" "it's.bak
made.db
oidc.db
other
second.bak"
echo "1..$tests"
