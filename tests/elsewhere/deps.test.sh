#!/bin/sh
# tests/deps on a machine that has next to nothing: what fails says what it was, and how to see more.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/bin" "$folder/tree/tests"
cp tests/deps tests/run tests/package-lock.json "$folder/tree/tests/"
for tool in sh awk cat cp cut date dirname env find grep head mktemp paste rm sed tail timeout touch; do
	ln -s "$(command -v $tool)" "$folder/bin/$tool"
done
tests=0
check() { # check TITLE COMMAND…
	title=$1
	shift
	tests=$((tests + 1))
	if "$@"; then echo "ok $tests - $title"; else
		echo "not ok $tests - $title"
		sed 's/^/# /' "$folder/said"
	fi
}
fake() { # fake NAME: it keeps what it was asked for, and does what standard input says
	rm -f "$folder/bin/$1"
	{ printf '#!/bin/sh\necho "%s $*" >> "%s/asked"\n' "$1" "$folder"; cat; } > "$folder/bin/$1"
	chmod +x "$folder/bin/$1"
}
ends() { # ends CODE [NAME=VALUE…] SET…: tests/deps on that machine
	wanted=$1
	shift
	: > "$folder/asked"
	env -i PATH="$folder/bin" TMPDIR="$folder" "$@" > "$folder/said" 2>&1
	[ $? = "$wanted" ]
}
says() {
	grep -qF -e "$1" "$folder/said"
}
says_not() {
	! says "$1"
}
deps=$folder/tree/tests/deps

check 'without apt-get it ends' ends 1 "$deps" run
check '  …names what is missing, and what it is by its general name' says 'sqlite3: the shell of SQLite 3.40 or later'
check '  …and says what to do' says 'There is no apt-get here; please install what is named above'

echo 'exit 0' | fake cc
fake id < /dev/null
fake apt-get <<'TXT'
[ "$1" = update ] || { echo 'E: Unable to fetch some archives'; exit 100; }
TXT
echo 'echo 0' | fake id
check 'apt-get that fails ends it' ends 1 "$deps" run
check '  …with what it was' says 'This failed: env DEBIAN_FRONTEND=noninteractive apt-get install'
check '  …its own words, though they came on its standard output' says 'E: Unable to fetch some archives'
check '  …and where all of them are' test -s "$(sed -n 's/.*All that it said is in \(.*\)\.$/\1/p' "$folder/said")"
check 'a package that others need is never removed for one of ours' grep -q 'install.* --no-remove ' "$folder/asked"
check 'any libcurl whose headers are here will do' says_not libcurl
echo "echo 'E: no network'; exit 100" | fake apt-get
check 'lists that cannot be fetched are told alike' ends 1 "$deps" run
check '  …in words' says 'E: no network'
echo 'echo 1000' | fake id
check 'who is not root, and has no sudo, is told what root would type' ends 1 "$deps" run
check '  …in words' says 'Installing these needs root: apt-get install'

echo "echo 'npm error code ENOTFOUND'; exit 1" | fake npm
check 'npm that fails is told' ends 0 "$deps" npm
check '  …with its own words' says 'npm error code ENOTFOUND'
check '  …and what follows' says 'What needs these is skipped.'
check 'npm that fails ends it where CI is true' ends 1 CI=true "$deps" npm
printf '# needs: npm-packages\necho 1..1\necho "ok 1 - it ran"\n' > "$folder/tree/tests/x.test.sh"
cd "$folder/tree" || exit 1
check 'a test that needs them is skipped' ends 0 BUILD="$folder" tests/run tests/x.test.sh "$folder/tap"
check '  …in words' grep -qx 'ok 1 - tests/x.test.sh # SKIP it needs npm-packages: make test-deps' "$folder/tap"
check 'where CI is true it is not run' ends 0 CI=true BUILD="$folder" tests/run tests/x.test.sh "$folder/tap"
check '  …and fails' grep -qx 'not ok 1 - tests/x.test.sh needs npm-packages' "$folder/tap"
mkdir tests/node_modules
touch -d '1 minute' tests/node_modules/.package-lock.json
check 'when they are there it runs' ends 0 CI=true BUILD="$folder" tests/run tests/x.test.sh "$folder/tap"
check '  …and passes' grep -qx 'ok 1 - it ran' "$folder/tap"
echo "1..$tests"
