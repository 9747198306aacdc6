"""What nobody asks for is done all the same: beside requests, after a failure, after the answer of a plain CGI, and to its end."""

import os
import signal
import time

from listener import Listener
from plain_cgi import Cgi
from relying_party import Login
from server import until

SERVERS = ("lighttpd",)
STEPS = "SELECT steps FROM cleaning"
DUE = "SELECT count(*) FROM key_step WHERE due_at <= (SELECT now FROM clock)"


def want_key(world):
    world.database.change("INSERT INTO key_wanted (alg) VALUES ('ES256')")


def leave_over(world, rows):
    world.database.change(
        """INSERT INTO revoked_token (jti, revoked_at, expires_at)
           WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT 'over' || i, 1, 2 FROM n""", rows)


def rested(world):
    """New workers, who know of no failure."""
    world.server.stop()
    world.server.start_again()


def test_failure(world):
    """a step that fails again and again rests in between, and the other kinds go on"""
    workers = len(world.server.workers("provider"))
    leave_over(world, 10)
    world.database.change("CREATE TRIGGER broken BEFORE UPDATE ON cleaning BEGIN SELECT raise(ABORT, 'this one is broken'); END")
    want_key(world)
    world.server.errors()
    start = time.monotonic()
    for _ in range(300):
        assert world.client_credentials().status == 200
    said, took = world.server.errors(), time.monotonic() - start
    until(lambda: not world.database.value(DUE), "the key that is wanted")
    world.database.change("DROP TRIGGER broken")
    assert 0 < said.count("statement cleaning_step") <= workers * (1 + took / 5), said
    rested(world)


def test_failed_commit(world):
    """a step whose COMMIT fails has failed, and is not taken at once again; when the fault is gone it is"""
    workers = len(world.server.workers("provider"))
    leave_over(world, 10)
    world.database.change("CREATE TABLE holder (jti TEXT REFERENCES revoked_token DEFERRABLE INITIALLY DEFERRED)")
    world.database.change("INSERT INTO holder VALUES ('over1')")
    said = [world.server.errors()]
    until(lambda: said.append(world.server.errors()) or "commit: FOREIGN KEY" in "".join(said), "a step that failed")
    start = time.monotonic()
    until(lambda: time.monotonic() > start + 2, "a while in which nobody asks")
    said.append(world.server.errors())
    took = time.monotonic() - start
    assert "".join(said).count("commit: FOREIGN KEY") <= workers * (2 + took / 5), said
    world.database.change("DROP TABLE holder")
    until(lambda: not world.database.value("SELECT count(*) FROM revoked_token"), "the step that failed")
    rested(world)


def test_always_busy(world):
    """RFC 6973 section 6.1: programs that are asked without a pause forget what is over all the same"""
    leave_over(world, 160)
    before = world.database.value(STEPS)
    for _ in range(3000):
        assert world.client_credentials().status == 200
        if world.database.value("SELECT count(*) FROM revoked_token") == 0:
            break
    assert world.database.value("SELECT count(*) FROM revoked_token") == 0 and world.database.value(STEPS) >= before + 5


def test_plain_cgi(world):
    """RFC 3875 section 6: a plain CGI answers first, and then takes its steps; nobody waits for them"""
    world.server.stop()
    try:
        want_key(world)
        cgi = Cgi(world.database, "provider", "GET", "/jwks")
        said = cgi.process.stdout.read().decode()  # to its end, which the server waits for
        assert said.startswith("Status: 200") and said.count('"ES256"') == 1, said
        assert cgi.process.wait(30) == 0
        assert world.database.value(DUE) == 0 and world.database.value("SELECT count(*) FROM signing_key WHERE alg = 'ES256'") == 2
    finally:
        world.server.start_again()


def test_plain_cgi_killed(world):
    """RFC 3875 section 6: a plain CGI that is killed after its answer leaves a whole database, and another one takes the step"""
    world.server.stop()
    try:
        for keys in range(2, 6):
            want_key(world)
            cgi = Cgi(world.database, "provider", "GET", "/jwks")
            assert cgi.process.stdout.read().decode().startswith("Status: 200")
            cgi.process.kill()
            cgi.process.wait()
            world.database.change("UPDATE key_maker SET making_until = unixepoch() - 1")  # the ten seconds have passed
            assert Cgi(world.database, "provider", "GET", "/jwks").answer()[0] == 200
            assert world.database.is_whole() and world.database.value(DUE) == 0
            assert world.database.value("SELECT count(*) FROM signing_key WHERE alg = 'ES256'") == keys
    finally:
        world.server.start_again()


def test_ends_in_the_middle(world):
    """SIGTERM in the middle of a step: it is taken to its end, what came is written down, and then the program ends"""
    asked, goes_on = [], []

    def slow(request, _):
        asked.append(request)
        until(lambda: goes_on, "the signal")
        return 200, {}, b""
    with Listener(slow) as listener:
        Login(world)
        world.database.change("UPDATE client SET backchannel_logout_uri = ? WHERE client_id = ?", f"http://127.0.0.1:{listener.port}/", "rp")
        world.database.change("UPDATE login_session SET ended_at = (SELECT now FROM clock), ended_reason = 'administrator'")
        world.wire.get(f"{world.issuer}/jwks")
        until(lambda: asked, "a client that is told")
        for worker in world.server.workers("provider"):
            os.kill(worker, signal.SIGTERM)
        goes_on.append(True)
        until(lambda: world.database.value("SELECT outcome FROM backchannel_logout") == "delivered", "what came of it")
    until(lambda: world.server.answers(), "the server's new workers")
