#!/bin/sh
# cgi-bin/run, the inside of `make run`: what it says, what it keeps, and that Ctrl-C leaves nothing behind.
# needs: curl python3
set -u
cd "$(dirname "$0")/../.." || exit 1
command=cgi-bin/run
. tests/lib/start.sh

start "$port"
check 'says its address' says "http://localhost:$port/"
check 'says who may sign in' says 'alice / wonderland'
check 'answers on 127.0.0.1' answers "http://127.0.0.1:$port/"
if grep -q '^0*1 ' /proc/net/if_inet6; then check 'answers on [::1]' answers "http://[::1]:$port/"; fi
check 'its issuer is the address' answers "http://localhost:$port/provider/.well-known/openid-configuration"
check '  …and says so' grep -qF "\"issuer\":\"http://localhost:$port/provider\"" "$folder/answer"
check 'only its owner may read the database' test "$(stat -c %a "$DATA/oidc.db")" = 600

# The line that it prints is the line that works.
line=$(sed -n 's/^ *Ask the database *//p' "$folder/said")
check 'its line opens the database in the shell, with the extension and foreign keys' \
	sh -c "echo 'SELECT json_valid(jwt_version()), foreign_keys FROM pragma_foreign_keys;' | $line | grep -qx '1|1'"

cp "$folder/said" "$folder/first"
check 'a busy port is one clear sentence' sh -c "PORT=$port cgi-bin/run > '$folder/second' 2>&1; [ \$? = 1 ] && [ \$(wc -l < '$folder/second') = 1 ] && grep -q 'is in use' '$folder/second'"
check '  …and the first goes on' answers "http://localhost:$port/provider/jwks"
cp "$folder/answer" "$folder/jwks"

stop
check 'Ctrl-C ends everything' until_true nothing_runs
check '  …and leaves no sockets' test -z "$(find "$folder" -name 'sqlite-oidc.*')"

start "$port"
check 'a second start keeps the data' sh -c "curl -sf http://localhost:$port/provider/jwks | cmp - '$folder/jwks'"
stop
ask "$DATA/oidc.db" "UPDATE setting SET largest = 900000, value = 900000 WHERE name = 'access_lifetime'"
start "$port"
check 'a setting that may not stay as it was is said' says 'setting access_lifetime was 900000, which it may not be any more, and is 300 now.'
stop
start "$((port + 1))"
check 'another port than the issuer'\''s is said in a sentence' says "belongs to the issuer http://localhost:$port/provider"
stop
ask "$DATA/oidc.db" 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;' ".shell touch '$folder/held'" '.shell sleep 1' > "$folder/holder" 2>&1 &
until_true test -e "$folder/held"
start "$port"
check 'who has the database to itself for a moment is waited for' answers "http://localhost:$port/provider/jwks"
stop
ask "$DATA/oidc.db" 'PRAGMA user_version = 1'
check 'an older database is told how to come here' sh -c "! PORT=$port timeout 60 cgi-bin/run > '$folder/said' 2>&1 && grep -q \"is of version 1, .*'make upgrade'\" '$folder/said'"
rm -rf "$DATA"
mkdir "$folder/bin"
printf '#!/bin/sh\necho "no such module" >&2\nexit 1\n' > "$folder/bin/lighttpd"
chmod +x "$folder/bin/lighttpd"
check 'a web server that ends at once is told, with its words and where the others are' \
	sh -c "! PATH=$folder/bin:$PATH PORT=$port timeout 60 cgi-bin/run > '$folder/said' 2>&1 && grep -q 'no such module' '$folder/said' && grep -q 'is in .*/log/error.log' '$folder/said'"
check 'PORT=x is refused' sh -c "! PORT=x cgi-bin/run"
echo "1..$tests"
