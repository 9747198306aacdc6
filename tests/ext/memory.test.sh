#!/bin/sh
# Memory that runs out, allocation by allocation: each MEMORY_STEPth of them, for the whole takes minutes (`make memcheck`
# does that).  Sanitizers bring their own malloc, so without them.
set -e
program=$BUILD/tests/ext/memory
mkdir -p "$(dirname "$program")"
${CC:-cc} -std=c11 -O1 -g -D_GNU_SOURCE -DSQLITE_CORE -Iext -o "$program" tests/ext/memory.c ext/*.c -lsqlite3 -lcrypto -lcjson
MEMORY_STEP=${MEMORY_STEP:-61} "$program"
