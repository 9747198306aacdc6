#!/bin/sh
# The authorizers: for each program, each step on each table that it may not take is refused when the
# statement is prepared, and each that it may take is not.  The list is made from the schema, so a new table is on it.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export OIDC_DB="$folder/oidc.db" OIDC_EXTENSION="$BUILD/jwt.so"
schema/create "$OIDC_DB" http://localhost:8080/provider
"${CC:-cc}" -std=c11 -D_GNU_SOURCE ${SANITIZE:+-fsanitize=$SANITIZE} -Icgi-bin -o "$folder/authorizer" tests/schema/authorizer.c \
	"$BUILD/libweb.a" -lsqlite3 -lfcgi -lcjson -lcurl

for program in provider api client workshop; do
	entry=$(sed -n 's/.*"\(sqlite3_jwt[a-z]*_init\)".*/\1/p' "cgi-bin/$program/main.c")
	sqlite3 -batch -separator '	' -cmd ".parameter init" -cmd ".parameter set :program $program" \
		"$OIDC_DB" < tests/schema/authorizer.sql > "$folder/steps"
	cut -f 1,3 "$folder/steps" | "$folder/authorizer" "$program" "$entry" > "$folder/got" 2> "$folder/said" ||
		{ cat "$folder/said" >&2; exit 1; }
	paste "$folder/steps" "$folder/got"
done | awk -F '\t' '
	$1 != title { title = $1; order[++tests] = title }
	$1 != $4 || $2 != $5 { bad[title] = bad[title] "\n# " $3 ": " $5 }
	END {
		for (i = 1; i <= tests; i++)
			print (order[i] in bad ? "not ok " : "ok ") i " - " order[i] bad[order[i]]
	}' > "$folder/tap"
cat "$folder/tap"

# What no row of program_access may ever say.
tests=$(grep -c . "$folder/tap")
for never in 'provider read note' 'api read signing_key' 'api read end_user' 'api read refresh_token' 'api read client' \
	'client read signing_key' 'client read authorization_grant' 'client read refresh_token' 'client read end_user' \
	'api insert client_add' 'client insert session_end' 'workshop insert administrator_add' \
	'workshop read signing_key' 'workshop read refresh_token' 'api update flow_event' 'workshop delete flow_event' \
	'provider read database_key' 'api read database_key' 'client read database_key' 'workshop read database_key'; do
	tests=$((tests + 1))
	if grep -q "^ok .* ${never%% *} may not ${never#* }$" "$folder/tap"; then
		echo "ok $tests - never: $never"
	else
		echo "not ok $tests - never: $never"
	fi
done
echo "1..$tests"
