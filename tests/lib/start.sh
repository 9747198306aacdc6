# shellcheck shell=sh disable=SC2154 # whoever reads it in has set `command`: cgi-bin/run, or cgi-bin/room
# tests/lib/start.sh: starts a server as a person at a terminal does, hears what it says, and ends it by Ctrl-C.
folder=$(mktemp -d)
export TMPDIR="$folder" DATA="$folder/data"
pid=
# To the whole group, which dash's kill cannot say.
signal_all() {
	/usr/bin/python3 -c "import os, signal; os.killpg($pid, signal.SIG$1)"
}
end() {
	[ -z "$pid" ] || signal_all TERM
	wait
	rm -rf "$folder"
}
trap end EXIT
tests=0
check() {
	title=$1
	shift
	tests=$((tests + 1))
	if "$@" > "$folder/check" 2>&1; then echo "ok $tests - $title"; else
		echo "not ok $tests - $title"
		sed 's/^/# /' "$folder/check" "$folder/said"
	fi
}
# Waits for a condition, at most a minute.
until_true() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 1200 ] || return 1
		sleep 0.05
	done
}
start() {
	: > "$folder/said"
	PORT=$1 setsid env --default-signal=INT "$command" > "$folder/said" 2>&1 &
	pid=$!
	until_true has_started
}
has_started() {
	grep -q 'Ctrl-C' "$folder/said" || ! kill -0 "$pid" 2> /dev/null
}
# What the terminal does at Ctrl-C: everything in the foreground gets the signal.
stop() {
	signal_all INT
	wait "$pid"
	pid=
}
# ask DB SQL: an earlier server's programs may be about to end.
ask() {
	sqlite3 -bail -batch -cmd '.timeout 5000' "$@"
}
says() {
	grep -qF "$1" "$folder/said"
}
answers() {
	curl -gsfL -o "$folder/answer" "$1"
}
programs_of_ours() {
	for exe in /proc/[0-9]*/exe; do
		case $(readlink "$exe") in "$BUILD"/cgi-bin/*) tr '\0' '\n' < "${exe%exe}environ" | grep -qF "$folder" && echo "$exe" ;; esac
	done 2> /dev/null
}
# lighttpd does not wait for its programs, which have had the signal too.
nothing_runs() {
	test -z "$(programs_of_ours)"
}
port=$(/usr/bin/python3 -B -c 'import sys; sys.path.insert(0, "tests/lib"); from server import free_port; print(free_port())')
