#!/bin/sh
# make install: what is put where, how it is found there, and that nothing but SQLite, OpenSSL and cJSON is needed to build it.
folder=$(mktemp -d "${TMPDIR:-/tmp}/sqlite-oidc-install.XXXXXX")
trap 'rm -rf "$folder"' EXIT
number=0
check() { # check TITLE GOT WANT
	number=$((number + 1))
	[ "$2" = "$3" ] && echo "ok $number - $1" || printf 'not ok %s - %s\n# got %s\n# want %s\n' "$number" "$1" "$2" "$3"
}
echo 1..5
env -u MAKEFLAGS make -s install BUILD="$BUILD" SANITIZE="${SANITIZE:-}" DESTDIR="$folder" PREFIX=/opt/jwt > "$folder/said" 2>&1 || cat "$folder/said"
check 'DESTDIR and PREFIX: the extension and its manual' "$(cd "$folder" && find . -type f ! -name said -printf '%P %m\n' | sort | paste -sd ' ')" \
	'opt/jwt/lib/jwt.so 755 opt/jwt/share/man/man7/jwt.7 644'
check 'by its path' "$(sqlite3 -cmd ".load $folder/opt/jwt/lib/jwt" :memory: "SELECT jwt_hash('a', 'ES256')" 2>&1)" ypeBEsobvcr6wjGzmiPcTQ
check 'by its name, where the dynamic linker looks' \
	"$(cd / && LD_LIBRARY_PATH=$folder/opt/jwt/lib sqlite3 -cmd '.load jwt' :memory: "SELECT jwt_hash('a', 'ES256')" 2>&1)" ypeBEsobvcr6wjGzmiPcTQ

# Of headers: those that are no part of the compiler or of libc, whose packages Debian knows.
headers=$(grep -h '^#include <' ext/*.[ch] | sort -u | ${CC:-cc} -M -x c - | tr -s '\\ ' '\n' | grep '^/')
check 'headers of SQLite, OpenSSL and cJSON, and no others' \
	"$(printf '%s\n' "$headers" | xargs realpath | xargs dpkg-query -S 2> /dev/null | sed 's/:.*//' | grep -vE '^(libc6-dev|linux-libc-dev|libgcc-.*|libclang-.*)$' | sort -u | paste -sd ' ')" \
	'libcjson-dev libsqlite3-dev libssl-dev'
check 'libraries likewise; SQLite is the host' \
	"$(readelf -d "$folder/opt/jwt/lib/jwt.so" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | grep -vE '^lib(asan|ubsan|m)\.so' | sort | paste -sd ' ')" \
	'libc.so.6 libcjson.so.1 libcrypto.so.3'
