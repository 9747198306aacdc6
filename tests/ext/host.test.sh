#!/bin/sh
# The extension built into a C program, as an application would that ships its own SQLite.
set -e
program=$BUILD/tests/ext/host
mkdir -p "$(dirname "$program")"
# shellcheck disable=SC2086 # a list of flags
${CC:-cc} -std=c11 -O0 -g -D_GNU_SOURCE -DSQLITE_CORE ${SANITIZE:+-fsanitize=$SANITIZE} -Iext -o "$program" tests/ext/host.c ext/*.c \
	-lsqlite3 -lcrypto -lcjson -lpthread
"$program"
