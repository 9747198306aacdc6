"""A database that another process holds: five seconds, then 503 in words of its own; and nothing is lost by it."""

import os
import subprocess
import sys
import time

from holder import SECONDS, by_a_shell, by_a_stopped_process
from race import at_once
from server import until
from stranger import Stranger
from suite import each
from world import bearer

HOLDERS = {"a shell with BEGIN IMMEDIATE": by_a_shell, "a stopped process with the lock file": by_a_stopped_process}


def no_wait_before(world):
    """A request that comes after another waited in vain does not wait; a new lock file knows of no such wait."""
    world.server.stop()
    os.unlink(f"{world.database.path}.lock")
    world.server.start_again()


class Steps:
    """What people are in the middle of when the database is held; each takes its step again and again."""

    def __init__(self, world):
        self.world = world
        self.code, self.refresh = world.flow().authorize(), world.tokens()
        self.note = world.tokens(scope="openid notes:read notes:write")
        self.login, self.consent, self.session = world.browser(), world.browser(), world.browser()
        self.login.go(world.flow().url)
        self.consent.go(world.flow().url)
        self.consent.submit("login", username="bob", password="builder")
        self.session.go(f"{world.client}/login")
        world.walk(self.session)
        self.pages = {"login": self.login.answer, "consent": self.consent.answer}

    def sent_again(self, browser, page, button, **fields):
        browser.answer = self.pages[page]
        return browser.submit(button, follow=False, **fields)

    def table(self):
        """name -> (who hears it: a page or JSON, the step)"""
        world = self.world
        return {
            "a code is redeemed": ("json", lambda: self.code.redeem()),
            "a token is refreshed": ("json", lambda: self.refresh.refresh()),
            "a login begins": ("page", lambda: world.wire.get(world.flow().url)),
            "a password is sent": ("page", lambda: self.sent_again(self.login, "login", "login", username="alice", password="wonderland")),
            "a consent is given": ("page", lambda: self.sent_again(self.consent, "consent", "allow")),
            "a token is revoked": ("json", lambda: world.wire.post(
                f"{world.issuer}/revoke", {"token": self.note.tokens["refresh_token"], "client_id": self.note.client_id})),
            "a note is written": ("json", lambda: world.wire.send(
                "POST", f"{world.api}/notes", json_body={"text": "later"}, headers=bearer(self.note.tokens["access_token"]))),
            "the client begins a login": ("page", lambda: world.wire.get(f"{world.client}/login"))}


def busy(world, name, who, answer):
    """503, Retry-After, its own words, and nothing of what the step would have answered."""
    assert answer.status == 503 and answer.header("retry-after") == "1", f"{name}: {answer!r} {answer.headers}"
    assert answer.location is None and not answer.cookies and answer.header("www-authenticate") is None, answer.headers
    if who == "json":
        assert answer.json["error"] == "temporarily_unavailable" and "try again" in answer.json["error_description"], answer
    else:
        assert "temporarily_unavailable" in answer.page.title and "try again" in answer.page.text, answer


@each(*HOLDERS)
def test_held(world, holder):
    """RFC 9110 section 15.6.4: while {holder} holds the database, every step is 503 with Retry-After after one wait; afterwards each can be taken"""
    steps = Steps(world).table()
    with HOLDERS[holder](world):
        answers, start = {}, time.monotonic()
        at_once(len(steps), lambda number: answers.update({(name := list(steps)[number]): (steps[name][1](), time.monotonic() - start)}))
        for name, (answer, took) in answers.items():
            busy(world, name, steps[name][0], answer)
            assert took < SECONDS, f"{name} took {took:.1f} s"
        assert len(answers) == len(steps), "a step had no answer"
    for name, (_, step) in steps.items():
        answer = step()
        assert answer.status in (200, 201, 303), f"{name} afterwards: {answer!r}, reason {world.database.reason()}"
    assert not world.database.value("SELECT count(*) FROM flow_event WHERE reason IN ('refresh_reused', 'code_replayed')")


@each(*HOLDERS)
def test_many_wait(world, holder):
    """while {holder} holds the database, the last of many callers waits as long as the first"""
    no_wait_before(world)
    # mod_fcgid looks for a free process once a second only, and drops who waits too long: that is not ours.
    flow, count = world.tokens(), 8 if world.server.kind == "fcgid" else 64
    with HOLDERS[holder](world):
        start = time.monotonic()

        def refresh(_):
            return flow.refresh(), time.monotonic() - start
        answers = at_once(count, refresh)
    assert [answer.status for answer, _ in answers] == [503] * count, [answer.status for answer, _ in answers]
    slowest = max(took for _, took in answers)
    if world.server.kind != "fcgid":
        assert slowest < SECONDS, f"the last answer came after {slowest:.1f} s"
    assert flow.refresh().status == 200, world.database.reason()
    print(f"# {count} answers within {slowest:.2f} s")


def test_nobody_is_asked(world):
    """RFC 9110 section 15.6.4: what a request that had to give up would have asked another server is not asked"""
    no_wait_before(world)
    with Stranger(world) as stranger, by_a_shell(world):
        busy(world, "a login begins", "page", world.wire.get(f"{world.client}/login"))
        assert stranger.asked == []


def test_reading_goes_on(world):
    """what only reads is answered while another writes, if without a line in the record"""
    world.database.set("record", "refusals")
    flow = world.tokens()
    with by_a_shell(world):
        start = time.monotonic()
        assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"])).status == 200
        assert world.wire.get(f"{world.issuer}/jwks").status == 200
        assert time.monotonic() - start < 4, "a reader waited for the writer"


REPAIRS = """
import fcntl, os, sys
shared = os.open(sys.argv[1], os.O_RDWR)
fcntl.lockf(shared, fcntl.LOCK_EX, 8, 120)
os.pwrite(shared, bytes(8), 8)
print("held", flush=True)
sys.stdin.read()
"""


def test_nothing_can_be_read(world):
    """while a repair of the write-ahead log does not get on, not even a reader may enter: that is 503 with Retry-After too"""
    no_wait_before(world)
    assert world.wire.get(f"{world.issuer}/jwks").status == 200
    # As in SQLite's recovery: all locks of the wal-index, of whose two headers one is no longer the other (its walformat page, 2.3.1).
    with subprocess.Popen(
            [sys.executable, "-c", REPAIRS, f"{world.database.path}-shm"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as repairer:
        repairer.stdout.readline()
        start = time.monotonic()
        answer = world.wire.get(f"{world.issuer}/jwks")
        took = time.monotonic() - start
        repairer.stdin.close()
    assert answer.status == 503 and answer.header("retry-after") == "1" and "busy" in answer.text, answer
    assert took < SECONDS, f"it took {took:.1f} s"
    until(lambda: world.wire.get(f"{world.issuer}/jwks").status == 200, what="an answer")


def test_log(world):
    """a reader that stays makes the write-ahead log grow; when it has gone, the programs give the room back"""
    log = world.server.database.with_name("oidc.db-wal")
    reader = world.database.connect()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchall()
    world.database.change("CREATE TABLE padding (bytes)")
    for _ in range(8):
        world.database.change("INSERT INTO padding VALUES (zeroblob(4000000))")
    assert os.path.getsize(log) > 30000000
    reader.close()
    world.database.change("DROP TABLE padding")

    def given_back():
        world.wire.get(f"{world.issuer}/authorize")  # it is refused, so something is written
        return os.path.getsize(log) <= 17000000
    until(given_back, what="the log to shrink")
