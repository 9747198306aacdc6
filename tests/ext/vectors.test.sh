#!/bin/sh
# The vectors stand beside the project, not in it: VECTORS names their folder.
vectors=${VECTORS:-../shared/vectors}
if [ ! -r "$vectors/json_web_signature_test.json" ]; then
	echo "1..1"
	echo "ok 1 - Wycheproof and RFC vectors # SKIP no folder $vectors (VECTORS names it)"
	exit 0
fi
preload=
case ${SANITIZE:-} in *address*) preload=$(gcc -print-file-name=libasan.so) ;; esac
LD_PRELOAD=$preload sqlite3 -bail -batch :memory: -cmd ".load $BUILD/jwt" -cmd ".parameter set @vectors '$vectors'" ".read tests/ext/vectors.sql"
