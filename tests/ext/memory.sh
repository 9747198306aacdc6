#!/bin/sh
# Memory that runs out, allocation by allocation.  Sanitizers bring their own malloc, so without them.
set -e
program=$BUILD/tests/ext/memory
mkdir -p "$(dirname "$program")"
${CC:-cc} -std=c11 -O1 -g -D_GNU_SOURCE -DSQLITE_CORE -Iext -o "$program" tests/ext/memory.c ext/*.c -lsqlite3 -lcrypto -lcjson
"$program"
