"""Back-channel logout, many at once: whom a client that is slow keeps waiting, and whom not."""

import threading

from claims import claims_of
from listener import Listener
from race import at_once
from relying_party import SECRET, Login
from server import until
from test_backchannel import Ear

SERVERS = ("lighttpd",)


class Silent(Listener):
    """It hears, and says nothing before it may."""

    def __init__(self):
        super().__init__(self.answer)
        self.heard, self.may = [], threading.Event()

    def answer(self, _request, body):
        self.heard.append(body)
        self.may.wait(60)

    def __exit__(self, *what):
        self.may.set()
        super().__exit__(*what)


END = "UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'administrator' WHERE ended_at IS NULL"


def others(world, number, port, origin="registration"):
    """So many clients more of the session that is open, who are all told at this port."""
    for name in (f"other-{one:02}" for one in range(number)):
        world.add_client(name, SECRET, ["https://other.example/"], origin=origin, backchannel_logout_uri=f"http://127.0.0.1:{port}/{name}")
        world.database.change(
            "INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, offline, auth_time, created_at, expires_at, family_key)"
            " SELECT 'g_' || ?1, ?1, subject, session_id, scope, offline, auth_time, created_at, expires_at, 'k' FROM authorization_grant LIMIT 1", name)


def sessions(world, number):
    """So many sessions more of rp."""
    for one in range(number):
        world.database.change(
            "INSERT INTO login_session SELECT ?, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at, NULL, NULL, NULL"
            " FROM login_session LIMIT 1", f"s{one}")
        world.database.change(
            "INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, offline, auth_time, created_at, expires_at, family_key)"
            " SELECT ?, client_id, subject, ?, scope, offline, auth_time, created_at, expires_at, 'k' FROM authorization_grant WHERE client_id = 'rp' LIMIT 1",
            f"g_{one}", f"s{one}")


class Counting(Ear):
    """Before it answers, it looks how many answers are waited for."""

    def answer(self, request, body):
        self.waited_for = self.world.database.value("SELECT count(*) FROM backchannel_logout WHERE awaited_until IS NOT NULL")
        return super().answer(request, body)


def hears(world, ear):
    world.wire.get(f"{world.issuer}/jwks")
    until(lambda: ear.tokens, "rp to hear")


def test_many_workers(world):
    """OIDC Back-Channel Logout section 2.5: twenty sessions end at once, and four workers look: each client hears of each session once"""
    with Ear(world) as ear:
        login = Login(world)
        ear.listen()
        sessions(world, 20)
        world.database.change("UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'administrator' WHERE session_id GLOB 's[0-9]*'")
        at_once(8, lambda _: world.wire.get(f"{world.issuer}/jwks"))
        until(lambda: world.database.value("SELECT count(*) FROM logout_delivery WHERE outcome = 'delivered'") == 20, "all to be told")
        assert len({claims_of(token)["sid"] for token in ear.tokens}) == len(ear.tokens) == 20 and login
        assert world.database.value("SELECT max(tries) FROM logout_delivery") == 1


def test_side_by_side(world):
    """OIDC Back-Channel Logout section 2.5: a client hears while fifteen others, who are told before it, do not answer"""
    with Silent() as silent, Counting(world) as ear:
        Login(world)
        ear.listen(origin="registration")
        others(world, 15, silent.port)
        world.database.change(END)
        hears(world, ear)
        assert ear.waited_for == 16
        until(lambda: len(silent.heard) == 15, "the others to hear as well")


def test_administrators_first(world):
    """OIDC Back-Channel Logout section 2.5: a client that an administrator added hears before those who registered themselves, however many wait"""
    with Silent() as silent, Counting(world) as ear:
        Login(world)
        others(world, 40, silent.port)
        ear.listen()
        world.database.change(END)
        world.database.change("UPDATE backchannel_logout SET created_at = created_at + 1 WHERE client_id = 'rp'")
        hears(world, ear)
        assert ear.waited_for == 16 and len(silent.heard) <= 15


def test_one_at_a_time(world):
    """OIDC Back-Channel Logout section 2.5: of a client that does not answer one answer is waited for, whatever else it is to be told"""
    with Silent() as silent, Ear(world) as ear:
        Login(world)
        sessions(world, 4)
        others(world, 1, ear.port)
        world.database.change("UPDATE client SET backchannel_logout_uri = ? WHERE client_id = 'rp'", f"http://127.0.0.1:{silent.port}/")
        world.database.change(END)
        hears(world, ear)
        until(lambda: silent.heard, "rp to hear")
        waits = world.database.value("SELECT count(*) FROM backchannel_logout WHERE client_id = 'rp' AND awaited_until IS NOT NULL")
        assert len(silent.heard) == waits == 1, (len(silent.heard), waits)


def test_silent(world):
    """OIDC Back-Channel Logout section 2.5: a client that did not answer is told nothing else before it is told that again"""
    with Ear(world, None) as ear:
        Login(world)
        sessions(world, 2)
        ear.listen()
        world.database.change("UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'administrator' WHERE session_id <> 's1'")
        ear.sent()
        world.database.change(END)
        times = {row["next_at"] for row in world.database.rows("SELECT next_at FROM backchannel_logout")}
        assert len(times) == 1 and times.pop() > world.database.now() and len(ear.tokens) == 1, (times, len(ear.tokens))
        world.database.pass_time(11)
        ear.status = 200
        world.wire.get(f"{world.issuer}/jwks")
        until(lambda: world.database.value("SELECT count(*) FROM logout_delivery WHERE outcome = 'delivered'") == 3, "all to be told")


class Holding(Ear):
    """It answers while the database is held, and a while longer (`seconds`)."""

    def __init__(self, world, seconds):
        super().__init__(world)
        self.seconds = seconds

    def answer(self, request, body):
        connection = self.world.database.connect()
        connection.execute("BEGIN IMMEDIATE")
        threading.Timer(self.seconds, connection.close).start()
        return super().answer(request, body)


def test_held(world):
    """OIDC Back-Channel Logout section 2.5: what a client answers is written down though another writes for 200 ms, and it hears once"""
    with Holding(world, 0.2) as ear:
        Login(world)
        ear.listen()
        world.database.change(END)
        world.wire.get(f"{world.issuer}/jwks")
        until(lambda: world.database.value("SELECT count(*) FROM logout_delivery WHERE outcome = 'delivered'"), "the answer to be written down")
        assert len(ear.tokens) == world.database.value("SELECT tries FROM logout_delivery") == 1
