"""A database that another process holds: five seconds, then 503 in words of its own; and nothing is lost by it."""

import os
import subprocess
import sys

from holder import by_a_shell, by_a_stopped_process, nobody_waited, waited_in_vain
from race import at_once
from server import until
from stranger import Stranger
from suite import each
from world import bearer

HOLDERS = {"a shell with BEGIN IMMEDIATE": by_a_shell, "a stopped process with the lock file": by_a_stopped_process}


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
    """RFC 9110 section 15.6.4: while {holder} holds the database, every step is 503 with Retry-After; afterwards each can be taken"""
    steps = Steps(world).table()
    with HOLDERS[holder](world):
        answers = at_once(len(steps), lambda number: list(steps.values())[number][1]())
    for (name, (who, _)), answer in zip(steps.items(), answers):
        busy(world, name, who, answer)
    for name, (_, step) in steps.items():
        answer = step()
        assert answer.status in (200, 201, 303), f"{name} afterwards: {answer!r}, reason {world.database.reason()}"
    assert not world.database.value("SELECT count(*) FROM flow_event WHERE reason IN ('refresh_reused', 'code_replayed')")


@each(*HOLDERS)
def test_many_wait(world, holder):
    """while {holder} holds the database, the last of many callers does not wait for the others"""
    # A plain CGI is a process for each caller.  mod_fcgid looks for a free one once a second only, and drops who waits too long: not ours.
    flow, count = world.tokens(), {"fcgid": 8, "cgi": 16}.get(world.server.kind, 64)
    nobody_waited(world)
    with HOLDERS[holder](world):
        answers = at_once(count, lambda _: flow.refresh())  # one after the other, the last would wait for 80 s; the wire has 40
    assert [answer.status for answer in answers] == [503] * count, answers
    assert flow.refresh().status == 200, world.database.reason()


def test_nobody_is_asked(world):
    """RFC 9110 section 15.6.4: what a request that had to give up would have asked another server is not asked"""
    nobody_waited(world)
    with Stranger(world) as stranger, by_a_shell(world):
        busy(world, "a login begins", "page", world.wire.get(f"{world.client}/login"))
        assert stranger.asked == []


def test_reading_goes_on(world):
    """what only reads is answered while another writes, if without a line in the record"""
    world.database.set("record", "refusals")
    flow = world.tokens()
    nobody_waited(world)
    with by_a_shell(world):
        assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"])).status == 200
        assert world.wire.get(f"{world.issuer}/jwks").status == 200
        assert not waited_in_vain(world), "a reader waited for the writer"


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
    nobody_waited(world)
    assert world.wire.get(f"{world.issuer}/jwks").status == 200
    # As in SQLite's recovery: all locks of the wal-index, of whose two headers one is no longer the other (its walformat page, 2.3.1).
    with subprocess.Popen(
            [sys.executable, "-c", REPAIRS, f"{world.database.path}-shm"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as repairer:
        repairer.stdout.readline()
        answer = world.wire.get(f"{world.issuer}/jwks")
        repairer.stdin.close()
    assert answer.status == 503 and answer.header("retry-after") == "1" and "busy" in answer.text, answer
    assert waited_in_vain(world)
    until(lambda: world.wire.get(f"{world.issuer}/jwks").status == 200, "an answer")


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
    until(given_back, "the log to shrink")
