#!/bin/sh
# What jwt.so shows the world: two doors, and nothing that could meet a host's own function of that name.
# needs: binutils
echo 1..2
got=$(nm -D --defined-only "$BUILD/jwt.so" | awk '$2 ~ /[A-Z]/ { print $3 }' | grep -v '^__\(asan\|ubsan\|odr_asan\)' | sort | tr '\n' ' ')
want='sqlite3_jwt_init sqlite3_jwtverify_init '
[ "$got" = "$want" ] && echo 'ok 1 - two entry points are exported, and nothing else' ||
	printf 'not ok 1 - two entry points are exported, and nothing else\n# got %s\n' "$got"
wrong=$(nm -D --undefined-only "$BUILD/jwt.so" | awk '{ print $2 }' | grep '^sqlite3_' | tr '\n' ' ')
[ -z "$wrong" ] && echo 'ok 2 - SQLite is reached only through what it hands over, so any host will do' ||
	printf 'not ok 2 - SQLite is reached only through what it hands over, so any host will do\n# got %s\n' "$wrong"
