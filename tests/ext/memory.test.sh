#!/bin/sh
# Memory that runs out, allocation by allocation: each MEMORY_STEPth of them, for the whole takes minutes (`make memcheck`
# does that).
set -e
case ${SANITIZE:-} in
?*)
	echo 1..1
	echo 'ok 1 - memory that runs out # SKIP a sanitizer brings a malloc of its own'
	exit 0
	;;
esac
program=$BUILD/tests/ext/memory
mkdir -p "$(dirname "$program")"
${CC:-cc} -std=c11 -O1 -g -D_GNU_SOURCE -o "$program" tests/ext/memory.c -lsqlite3 -lcrypto
MEMORY_STEP=${MEMORY_STEP:-61} "$program" "$BUILD/jwt"
