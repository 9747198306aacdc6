#!/bin/sh
# Four threads with a connection each, and ThreadSanitizer looking on: tests/ext/host.c, built for it.
case ${SANITIZE:-} in
?*)
	echo 1..1
	echo 'ok 1 - threads # SKIP one sanitizer at a time'
	exit 0
	;;
esac
export BUILD="$BUILD/thread" SANITIZE=thread
env -u MAKEFLAGS make -s CFLAGS='-O1 -g' "${BUILD#"$PWD/"}/jwt.so" > /dev/null || exit
TSAN_OPTIONS=halt_on_error=1 exec sh tests/ext/host.test.sh
