#!/bin/sh
# tests/tally: what the last lines of `make check` say.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=/dev/null
. tests/lib/tap.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tap() { # tap NAME: what one server's test file printed
	cat > "$folder/$1"
}
tap lighttpd <<'TAP'
ok 1 - oidcc-config oidcc-discovery-endpoint-verification: all of it
ok 2 - oidcc-session-management oidcc-session-management-rp-initiated-logout
ok 3 - oidcc-basic oidcc-server: once
not ok 4 - oidcc-basic oidcc-server: twice
ok 5 - oidcc-basic oidcc-idtoken-unsigned: refused
ok 6 - oidcc-basic oidcc-display-page # SKIP no display
ok 7 - oidcc-nobody oidcc-server
ok 8 - RFC 6749 section 5.1
TAP
tap fcgid <<'TAP'
ok 1 - oidcc-config oidcc-discovery-endpoint-verification: all of it
not ok 2 - oidcc-session-management oidcc-session-management-rp-initiated-logout
TAP
{
tests/tally "$folder/lighttpd" "$folder/fcgid" 2> "$folder/skipped" | diff - /dev/fd/3 3<<-'SAID' | finds_nothing "a plan counts the names whose cases all passed, under each server"
	oidcc-basic 1/38 (1 of alg none: skipped), names OIDF's, runner ours
	oidcc-config 1/1, names OIDF's, runner ours
	oidcc-session-management 0/2, names OIDF's, runner ours
	7 passed, 2 failed, 1 skipped
SAID
{ grep -q 'SKIP no display' "$folder/skipped" || echo 'it is not'; } | finds_nothing 'what was skipped is told'
echo 'ok 1 - RFC 6749 section 5.1' | tests/tally /dev/stdin | diff - /dev/fd/3 3<<-'SAID' | finds_nothing "of a plan that nobody tried there is no line"
	1 passed, 0 failed, 0 skipped
SAID
} | numbered
