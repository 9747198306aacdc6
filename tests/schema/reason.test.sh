#!/bin/sh
# Every word of a refusal stands in the catalogue, and every word of the catalogue can be heard: tests/lint/reasons finds nothing in this
# tree, and finds each fault that is planted in a copy of it.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r cgi-bin schema ext "$folder"
tests=0
is() { # is TITLE WANT: what tests/lint/reasons says of the copy
	tests=$((tests + 1))
	got=$(tests/lint/reasons "$folder")
	if [ "$got" = "$2" ]; then echo "ok $tests - $1"; else printf 'not ok %s - %s\n# %s\n' "$tests" "$1" "$got"; fi
}
plant() { # plant TITLE FILE SED WORD: another word in one place
	cp "$2" "$folder/kept"
	sed -i "$3" "$folder/$2"
	cmp -s "$folder/kept" "$folder/$2" && echo "# nothing was planted in $2"
	is "$1" "$4"
	cp "$folder/kept" "$folder/$2"
}
is 'each reason that is used is in the catalogue, and each in the catalogue is used' ''
plant 'a word that C refuses with' cgi-bin/provider/grant/refresh.c 's/refuse(x, "refresh_missing")/refuse(x, "refresh_mislaid")/' \
	'refresh_mislaid: the catalogue lacks it
refresh_missing: nobody refuses with it'
plant 'one of two' cgi-bin/web/handle.c 's/"method_not_allowed" : /"method_odd" : /' \
	'method_odd: the catalogue lacks it
method_not_allowed: nobody refuses with it'
plant 'one that a function hands on' cgi-bin/provider/interaction/login.c 's/throttle_admits(x, "login_throttled")/throttle_admits(x, "login_slow")/' \
	'login_slow: the catalogue lacks it'
plant 'one that is returned' cgi-bin/web/form.c 's/return "form_nul"/return "form_zero"/' 'form_zero: the catalogue lacks it'
plant 'one of a table' cgi-bin/provider/grant/token_endpoint.c \
	's/^static grant_handler/static const struct {\n int a;\n const char *reason;\n} odd[] = {\n { 1, "grant_open" },\n};\n&/' \
	'grant_open: the catalogue lacks it'
plant 'one that SQL says of a grant' cgi-bin/provider/grant/token_endpoint.sql "s/'grant_implicit'/'grant_open'/" \
	'grant_open: the catalogue lacks it
grant_implicit: nobody refuses with it'
plant 'one that SQL says' cgi-bin/provider/token/userinfo.sql "s/'token_several'/'token_double'/" \
	'token_double: the catalogue lacks it
token_several: nobody refuses with it'
plant 'one of a list of VALUES' cgi-bin/provider/authorization/check.sql "s/'acr_unmet', /'acr_lost', /" \
	'acr_lost: the catalogue lacks it
acr_unmet: nobody refuses with it'
plant 'one that SQL says last' cgi-bin/provider/party/client.sql "s/ELSE 'client_secret_wrong'/ELSE 'client_secret_bad'/" \
	'client_secret_bad: the catalogue lacks it'
plant 'one that a view says' schema/derived/grant_life.sql "s/THEN 'client_suspended'/THEN 'client_asleep'/" 'client_asleep: the catalogue lacks it'
plant 'one that the extension says of a token' ext/jose.c 's/"too_old", "OpenID/"too_stale", "OpenID/' \
	'too_stale: the catalogue lacks it'
plant 'one of the catalogue that nobody uses' schema/derived/reason/web.sql "s/  ('busy',/  ('lazy', 'x', 400, 'x', 'x', NULL),\\n  ('busy',/" \
	'lazy: nobody refuses with it'
plant 'one that stands in the file of another room' schema/derived/reason/token.sql \
	"s/  ('token_revoked',/  ('logout_expired', 'x', 400, 'x', 'x', NULL),\\n&/" \
	'logout_expired: stands in reason/token.sql, and authorization, logout refuses with it'
echo "1..$tests"
