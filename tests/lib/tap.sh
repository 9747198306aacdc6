# shellcheck shell=sh
# TAP for tests in the shell that look for what should not be there:  { … | finds_nothing TITLE; … } | numbered
finds_nothing() { # finds_nothing TITLE: the findings come on standard input
	found=$(cat)
	if [ -z "$found" ]; then echo "ok - $1"; else
		echo "not ok - $1"
		printf '%s\n' "$found" | sed 's/^/# /'
	fi
}
numbered() {
	awk '/^(not )?ok - / { sub(/ok/, "ok " ++tests) } { print } END { print "1.." tests }'
}
