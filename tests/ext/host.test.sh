#!/bin/sh
# The extension built into a C program, as an application would that ships its own SQLite.  Only the rooms that know SQLite
# have to be compiled for it.
set -e
program=$BUILD/tests/ext/host
mkdir -p "$(dirname "$program")"
glue=$(grep -l '^SQLITE_EXTENSION_INIT' ext/*.c)
rest=$(grep -L '^SQLITE_EXTENSION_INIT' ext/*.c | sed "s|\(.*\)c$|$BUILD/\1o|")
# shellcheck disable=SC2046 # a list of files
${CC:-cc} -DSQLITE_CORE -Werror -fsyntax-only ext/*.c # with no more than ext/README.md says
# shellcheck disable=SC2086 # lists of flags and files
${CC:-cc} -std=c11 -O0 -D_GNU_SOURCE -DSQLITE_CORE ${SANITIZE:+-fsanitize=$SANITIZE} -Iext -o "$program" tests/ext/host.c $glue $rest \
	-lsqlite3 -lcrypto -lcjson -lpthread
"$program"
