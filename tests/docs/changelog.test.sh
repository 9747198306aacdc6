#!/bin/sh
# CHANGELOG.md begins with the version that the extension says of itself.
set -u
cd "$(dirname "$0")/../.." || exit 1
said=$(sqlite3 -batch :memory: -cmd ".load ${BUILD:-build}/jwt" "SELECT jwt_version() ->> 'jwt'")
newest=$(sed -n 's/^## \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)
echo 1..1
if [ "$said" = "$newest" ]; then
	echo "ok 1 - CHANGELOG.md: the newest version is that of jwt_version()"
else
	printf 'not ok 1 - CHANGELOG.md: the newest version is that of jwt_version()\n# %s there, %s here\n' "$said" "$newest"
fi
