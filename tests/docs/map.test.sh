#!/bin/sh
# tests/README.md is the map of tests/: each folder and each module of tests/lib has its row, and each path that it names is there.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=/dev/null
. tests/lib/tap.sh
map=tests/README.md
{
for folder in tests/*/; do
	folder=${folder#tests/}
	[ "$folder" = node_modules/ ] || grep -qF "| \`$folder\` |" "$map" || echo "$folder"
done | finds_nothing 'each folder of tests/ stands in the map'
for file in tests/lib/*.py; do
	name=${file##*/}
	grep -qE "^\| .*\`${name%.py}\`.* \|" "$map" || echo "$file"
done | finds_nothing 'each module of tests/lib stands in the map'
grep -oE 'tests/[a-z_/]+[a-z_.0-9]*[a-z]' "$map" | sort -u | while read -r path; do
	[ -e "$path" ] || echo "$path"
done | finds_nothing 'each path that the map names is there'
} | numbered
