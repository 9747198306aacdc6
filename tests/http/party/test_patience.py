"""Servers that strangers name may be slow: workers wait for a few of them, and all else goes on."""

import json
import os
import signal
import tempfile
import threading
import urllib.parse

from plain_cgi import Cgi, shim
from registration import enrol
from server import until
from signer import Published, half_a_minute
from suite import Skip, each
from test_document import Document

SERVERS = ("lighttpd", "cgi")
AT_ONCE, CROWD = 2, 8


class Slow(Document):
    """A document at each path of it; whoever asks waits until `open` is set."""

    def __init__(self, world, places=AT_ONCE):
        super().__init__(world)
        self.places = places
        world.database.set("fetches_at_once", places)
        world.database.set("trusted_proxy", "127.0.0.1 ::1")
        self.open.clear()

    def answer(self, request, body):
        self.asked += 1
        self.open.wait(60)
        return 200, self.headers, json.dumps({**self.metadata, "client_id": f"https://{self.host}{request.path}"}).encode()

    def visit(self, number, path=None):
        """Somebody's browser, from a network of its own."""
        flow = self.world.flow(f"https://{self.host}/{path or number}", "http://127.0.0.1:4711/callback", "openid")
        return self.world.browser().go(flow.url, headers={"X-Forwarded-For": f"192.0.{number}.1"})


class Crowd:
    """So many browsers at once, whose answers come in a list."""

    def __init__(self, slow, path=None):
        self.answers, self.places = [], slow.places
        self.threads = [threading.Thread(target=lambda number=number: self.answers.append(slow.visit(number, path)))
                        for number in range(1, CROWD + 1)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        until(lambda: len(self.answers) >= CROWD - self.places, "all but those who wait to be answered")
        return self

    def __exit__(self, *_):
        for thread in self.threads:
            thread.join()


def turned_away(answer):
    return answer.status == 503 and int(answer.header("retry-after")) > 0


@each({"what": "documents", "path": None}, {"what": "one document", "path": "the.json"})
def test_others_go_on(world, what, path):
    """RFC 9700 section 4.11: while slow servers are asked for {what} from several networks, who comes too many hears 503, and others sign in"""
    with Slow(world) as slow:
        with Crowd(slow, path) as crowd:
            assert all(turned_away(answer) for answer in crowd.answers), crowd.answers
            assert world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'fetches_taken'")
            assert slow.asked <= (1 if path else AT_ONCE), slow.asked
            assert world.tokens().refresh().status == 200
            assert len(crowd.answers) < CROWD, "nobody waits with them"
            slow.open.set()
        assert 1 <= [answer.status for answer in crowd.answers].count(200) <= AT_ONCE, crowd.answers
        assert slow.visit(9, "last").page.title == "Sign in"
    assert not world.database.value("SELECT count(*) FROM patience_place WHERE held_until > 0"), "each place is free again"


def test_what_is_kept_is_used(world):
    """RFC 9111 section 4.2: meanwhile a document that is kept is used, keys that are kept are, and whoever needs no fetch registers"""
    with Slow(world) as slow, Published(world) as published:
        assert published.signer.service().status == 200
        world.database.change("UPDATE client SET origin = 'registration' WHERE client_id = ?", published.signer.client_id)
        slow.open.set()
        assert slow.visit(99, "kept").status == 200
        slow.open.clear()
        world.database.change("UPDATE client_key_set SET asked_at = asked_at - 1000, fetched_at = fetched_at - 1000")
        with Crowd(slow):
            assert slow.visit(99, "kept").page.title == "Sign in"
            assert published.signer.service().status == 200 and published.asked == 1, "old keys have to do"
            assert enrol(world).status == 201
            assert turned_away(enrol(world, logo_uri=f"https://{slow.host}/logo.png"))
            slow.open.set()
        assert published.signer.service().status == 200 and published.asked == 2, "nobody was kept from asking for half a minute"


def test_administrators_go_on(world):
    """RFC 9700 section 4.11: meanwhile the new key of a client that an administrator added is fetched"""
    with Slow(world) as slow, Published(world) as published:
        signer = published.signer
        assert signer.service().status == 200
        signer.key = signer.new_key()
        half_a_minute(world)
        with Crowd(slow):
            assert signer.service().status == 200 and published.asked == 2, world.database.reason()
            slow.open.set()


def test_administrators_are_trusted(world):
    """RFC 9700 section 4.11: from a network that made us wait too often a client that an administrator added is asked for its new key, a stranger's not"""
    with Published(world) as published:
        signer = published.signer
        assert signer.service().status == 200
        signer.key = signer.new_key()
        half_a_minute(world)
        world.database.change(
            "INSERT INTO throttle (throttle_key, failures, most, expires_at, part, reason) "
            "SELECT token_fingerprint(key, 'patience ' || ?), 70, 60, unixepoch() + 300, 'network', 'patience_worn' FROM fingerprint_key",
            {"127.0.0.1": "127.0.0.1", "::1": "::/64"}[world.wire.address])
        world.database.change("UPDATE client SET origin = 'registration' WHERE client_id = ?", signer.client_id)
        assert signer.service().status == 401 and published.asked == 1, world.database.reason()
        world.database.change("UPDATE client SET origin = 'administrator' WHERE client_id = ?", signer.client_id)
        assert signer.service().status == 200 and published.asked == 2, world.database.reason()


def test_killed(world):
    """RFC 9110 section 15.6.4: a worker that is killed while it waits has its place for 14 seconds at most"""
    with Slow(world, 1) as slow:
        with Crowd(slow):
            killed = world.server.workers("provider")
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
            slow.open.set()
        until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in killed), "the web server to know that they are gone")
        until(lambda: slow.visit(50).header("retry-after"), "the server to start other workers")
        world.wire.faults.clear()  # until it knew
        assert turned_away(slow.visit(51)) and world.database.reason() == "fetches_taken"
        assert world.database.value("SELECT max(held_until) - unixepoch() FROM patience_place") <= 14
        world.database.change("UPDATE patience_place SET held_until = held_until - 14")
        assert slow.visit(52).page.title == "Sign in"


def test_silent_names(world):
    """RFC 9700 section 4.11: a stranger whose name server says nothing for a minute keeps a worker for five seconds"""
    if "address" in os.environ.get("SANITIZE", ""):
        raise Skip("AddressSanitizer has a getaddrinfo of its own")
    url = urllib.parse.urlsplit(world.flow("https://rp.example/client", "http://127.0.0.1/callback", "openid").url)
    with tempfile.TemporaryDirectory() as folder:
        status, _, log = Cgi(world.database, "provider", "GET", f"/authorize?{url.query}", shim=shim(folder, "slow_names")).answer()
    assert status == 400 and world.database.reason() == "document_unreachable", log
