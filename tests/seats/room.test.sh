#!/bin/sh
# cgi-bin/room, the inside of `make workshop`: what it says, what it makes and keeps, where it listens, and that nothing stays behind.
# needs: curl python3
set -u
cd "$(dirname "$0")/../.." || exit 1
command=cgi-bin/room
. tests/lib/start.sh
# refused SENTENCE NAME=VALUE…: ends at once with this one sentence, and has made nothing.
refused() {
	words=$1
	shift
	! env DATA="$folder/other" PORT="$port" SEATS=3 "$@" timeout 60 cgi-bin/room > "$folder/said" 2>&1 && says "$words" && test "$(wc -l < "$folder/said")" = 1
}
issuer_is() {
	answers "$1/.well-known/openid-configuration" && grep -qF "\"issuer\":\"$2\"" "$folder/answer"
}

for seats in 0 -1 1000 007 x 3x '3 4' ''; do
	case $seats in '') ;; *) check "SEATS='$seats' is refused in one sentence" refused "SEATS is '$seats'; a room has 1 to 999 seats." SEATS="$seats" ;; esac
done
for address in 0.0.0.0 '[::1]' http://laptop 'a b' -x laptop:80 "x'y"; do
	check "ADDRESS='$address' is refused in one sentence" refused "ADDRESS is '$address'; it is what people will type" ADDRESS="$address"
done
check "ADDRESS='nowhere.invalid' is refused in one sentence" refused 'this machine knows no such name' ADDRESS=nowhere.invalid
check "ADDRESS='localhost', which others call something else, is refused" refused 'nobody else can reach that' ADDRESS=localhost
check 'PORT=x is refused in one sentence' refused "PORT is 'x', which is not a number." PORT=x
check '  …and none of these has made anything' test ! -e "$folder/other"

export SEATS=3
start "$port"
check 'says its address' says "http://localhost:$port/"
check 'says how many seats there are' says 'Seats               3,'
link=$(sed -n 's/^ *The board *//p' "$folder/said")
check 'gives the link of whoever leads the room' test "${link#http://localhost:"$port"/workshop/join?instructor=instructor_1.}" != "$link"
check 'answers on 127.0.0.1' answers "http://127.0.0.1:$port/"
check '  …with the page of the room' grep -qF 'href="/workshop/style.css' "$folder/answer"
if grep -q '^0*1 ' /proc/net/if_inet6; then check 'answers on [::1]' answers "http://[::1]:$port/"; fi
for seat in 01 02 03; do
	check "the seat $seat is an issuer of its own" issuer_is "http://localhost:$port/s/$seat/provider" "http://localhost:$port/s/$seat/provider"
done
check '  …whose metadata stands before its path as well (RFC 8414 section 3.1)' answers "http://localhost:$port/.well-known/openid-configuration/s/02/provider"
check 'there are no more' test "$(curl -s -o "$folder/answer" -w '%{http_code}' "http://localhost:$port/s/04/provider/jwks")" = 404
check '  …and a sentence says so' grep -qx 'There is no such seat in this room.' "$folder/answer"
check 'only its owner may read what it made' test -z "$(find "$DATA" -perm /077)"
answers "http://localhost:$port/s/02/provider/jwks"
cp "$folder/answer" "$folder/jwks"
stop
check 'Ctrl-C ends everything' until_true nothing_runs
check '  …and leaves no sockets, and no half-made seat' test -z "$(find "$folder" -name 'sqlite-oidc.*' -o -name 'new.*')"

export SEATS=4
start "$port"
check 'a second start keeps the seats' sh -c "curl -sf http://localhost:$port/s/02/provider/jwks | cmp - '$folder/jwks'"
check '  …and makes those that are missing' answers "http://localhost:$port/s/04/provider/jwks"
check 'the link to the board is another one' test "$(sed -n 's/^ *The board *//p' "$folder/said")" != "$link"
stop
check 'a room that was made for another address is told in one sentence' \
	refused "was made for http://localhost:$port/, and this is http://localhost:$((port + 1))/" DATA="$DATA" PORT="$((port + 1))"
ask "$DATA/room/oidc.db" 'PRAGMA user_version = 3'
check 'a room of an older version is told how to begin again' refused "is of version 3, and this is 5: 'make reset' starts afresh." DATA="$DATA"
ask "$DATA/room/oidc.db" 'PRAGMA user_version = 4'

# Ctrl-C while seats are made.
rm -rf "$DATA"
SEATS=90 PORT=$port setsid env --default-signal=INT cgi-bin/room > "$folder/said" 2>&1 &
pid=$!
until_true test -e "$DATA/room/seats/02/oidc.db"
stop
check 'Ctrl-C while seats are made leaves whole seats and no half ones' \
	until_true sh -c "ls '$DATA/room/seats/02/oidc.db' && ! find '$DATA' -name 'new.*' | grep ."

rm -rf "$DATA"
SEATS=1 ADDRESS=127.0.0.2
export ADDRESS
start "$port"
check 'with ADDRESS it listens there' issuer_is "http://127.0.0.2:$port/s/01/provider" "http://127.0.0.2:$port/s/01/provider"
check '  …and nowhere else' sh -c "! curl -s http://127.0.0.1:$port/"
check '  …and says what that means' says 'it is http'
check '  …which is a relaxation' test "$(sqlite3 "$DATA/room/seats/01/oidc.db" "SELECT spec FROM relaxation WHERE relaxation = 'setting issuer'")" = 'RFC 8414 2'
stop
check 'an address of another machine is told in one sentence' refused 'is no address of this machine' ADDRESS=192.0.2.1 SEATS=1
echo "1..$tests"
