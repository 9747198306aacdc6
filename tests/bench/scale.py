#!/usr/bin/python3
"""What it costs with 1,000 refresh tokens in the database and with 1,000,000, and while 1,000,000 that are over wait to be forgotten.

    /usr/bin/python3 -B tests/bench/scale.py [TOKENS [ROUNDS [SECONDS]]]

Two servers stand beside each other, each with a database of its own, and take turns; each figure is the median of its turns, so a
noisy neighbour disturbs all.  Nothing here decides a test.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(1, f"{HERE}/../lib")
from dpop import Key
from race import at_once
from world import World, basic

SECRET, FEW, DAYS = "a-secret-of-the-bench-that-is-long-enough-for-it", 1000, 86400
CALLBACK = "https://bench.example/callback"
LEAST, MOST_MS = 0.9, 20


class Side:
    """A server whose database has so many refresh tokens, and so many more that are over."""

    def __init__(self, count, over=0):
        self.world, self.figures, self.wrong = World("lighttpd", "service"), {}, 0
        self.database = self.world.database
        for name, value in (("refresh_rate", 10000), ("dpop_nonce", "free"), ("login_attempts_network", 100000), ("sessions_largest", 100000)):
            self.database.change("UPDATE setting SET largest = max(largest, ?1), value = ?1 WHERE name = ?2", value, name)
        connection = self.database.connection
        for pragma in ("cache_size = -400000", "temp_store = MEMORY", "synchronous = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        self.fill(connection, "live", count, 0)
        tokens = [row[0] for row in connection.execute("SELECT 'rt_' || id || '000001.' || secret FROM made ORDER BY random() LIMIT 20000")]
        self.tokens, self.asked = tokens[::2], tokens[1::2]
        if over:
            connection.execute("DROP TABLE made")
            self.fill(connection, "over", over, 92 * DAYS)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA cache_size = -512")
        os.sync()  # the rows that were just made shall not wait for the disk beside what is measured
        self.browser = self.world.browser()
        self.flow().authorize(self.browser)
        self.key, self.token = Key(self.world), None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.world.stop()

    def fill(self, connection, name, count, over):
        connection.execute("BEGIN")
        for statement in (HERE / "scale.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.execute(statement, {"name": name, "count": count, "over": over, "secret": SECRET})
        connection.execute("COMMIT")

    def flow(self):
        return self.world.flow("bench", CALLBACK, "openid profile")

    def wrk(self, what, seconds, lines, path, method, body, *headers):
        file = Path(self.world.folder) / "lines"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        said = subprocess.run(
            ["wrk", "-t1", "-c8", f"-d{seconds}", "-s", HERE / "call.lua", f"{self.world.origin}{path}", "--", file, method, body, *headers],
            check=True, capture_output=True, text=True).stdout
        rate, longest, wrong = said.splitlines()[-1].split()
        self.figures.setdefault(what, []).append((float(rate), float(longest)))
        self.wrong += int(wrong)

    def refresh(self, seconds, number, rounds):
        part = len(self.tokens) // rounds
        self.wrk("refresh", seconds, self.tokens[number * part:(number + 1) * part], "/provider/token", "POST",
                 "grant_type=refresh_token&refresh_token=%s", "Authorization", basic("bench", SECRET)["Authorization"])

    def introspect(self, seconds):
        self.wrk("introspection", seconds, self.asked, "/provider/introspect", "POST", "token=%s",
                 "Authorization", basic("bench", SECRET)["Authorization"])

    def authorize(self, seconds):
        """A session that is there, a client that asks nobody: each request makes a grant."""
        path = self.flow().url.removeprefix(self.world.origin)
        self.wrk("authorization", seconds, ["-"], path, "GET", "", "Cookie", self.browser.cookie_header("/provider/authorize"))

    def bound_call(self, seconds):
        url = f"{self.world.issuer}/token"
        if self.token is None:
            answer = self.world.wire.post(url, {"grant_type": "client_credentials", "scope": "notes:read"},
                                          headers={**basic("bench", SECRET), **self.key.shown("POST", url)})
            assert answer.status == 200 and answer.json["token_type"] == "DPoP", answer
            self.token = answer.json["access_token"]
        url = f"{self.world.api}/whoami"
        proofs = [self.key.proof("GET", url, self.token) for _ in range(3000 * seconds)]
        self.wrk("DPoP-bound call", seconds, proofs, "/api/whoami", "GET", "", "Authorization", f"DPoP {self.token}", "DPoP", "%s")

    def login(self, seconds):
        """From the form to the tokens, with the cheap scrypt of the tests: what is compared is the database."""
        end, begun, done = time.monotonic() + seconds, time.monotonic(), []

        def log_in(_):
            while time.monotonic() < end:
                done.append(self.flow().authorize().redeem(basic("bench", SECRET)).status == 200)
        at_once(4, log_in)
        self.figures.setdefault("login", []).append((done.count(True) / (time.monotonic() - begun), 0))
        self.wrong += done.count(False)

    def rate(self, what):
        return statistics.median(rate for rate, _ in self.figures[what])

    def longest(self, what):
        return statistics.median(longest for _, longest in self.figures[what])


def compare(tokens, rounds, seconds):
    with Side(FEW) as few, Side(tokens) as many:
        for number in range(rounds):
            for side in (few, many):
                side.login(seconds)
                side.introspect(seconds)
                side.bound_call(seconds)
                side.refresh(seconds, number, rounds)
    print(f"{'per second, among refresh tokens':40} {FEW:>9} {tokens:>9}  ratio   aim")
    for what in ("login", "refresh", "introspection", "DPoP-bound call"):
        ratio = many.rate(what) / few.rate(what)
        print(f"{what:40} {few.rate(what):9.0f} {many.rate(what):9.0f}  {ratio:5.2f}   >= {LEAST}  {'met' if ratio >= LEAST else 'NOT MET'}")
    say_wrong(few, many)


def clean(tokens, rounds, seconds):
    with Side(FEW) as few, Side(FEW, tokens) as over:
        for number in range(rounds):
            for side in (few, over):
                side.refresh(seconds, number, rounds)
                side.authorize(seconds)
        gone = tokens - over.database.value("SELECT count(*) FROM refresh_token WHERE refresh_id IN (SELECT id || '000001' FROM made)")
    print(f"{'the longest of a turn, ms, among waiting':40} {0:>9} {tokens:>9}   more   aim")
    for what in ("refresh", "authorization"):
        more = over.longest(what) - few.longest(what)
        print(f"{what:40} {few.longest(what):9.1f} {over.longest(what):9.1f}  {more:5.1f}   <= {MOST_MS}  {'met' if more <= MOST_MS else 'NOT MET'}")
    print(f"meanwhile {gone} of those that waited were forgotten")
    say_wrong(few, over)


def say_wrong(one, other):
    if one.wrong + other.wrong:
        print(f"NOTE: {one.wrong} and {other.wrong} answers were errors")


def main(tokens=1000000, rounds=5, seconds=2):
    compare(tokens, rounds, seconds)
    clean(tokens, rounds, seconds)


main(*(int(word) for word in sys.argv[1:]))
