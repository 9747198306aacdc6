"""Keys are replaced every five seconds while four clients work.  OIDC_ROTATIONS makes it long, and real time (tests/soak)."""

import os
import threading
import time

from back_channel import userinfo
from claims import header_of
from server import until

SERVERS = ("lighttpd",)
LONG = int(os.environ.get("OIDC_ROTATIONS", "0"))
CACHE, EVERY, CLIENTS = 10, 5, 4
PAUSE = 0.2 if LONG else 0  # each secret that passes is looked for at the end
CHECKS = {"access_token": "at+jwt", "id_token": "JWT"}


class Client(threading.Thread):
    """Refreshes, calls, and believes the JWKS that it fetched for as long as its answer said."""

    def __init__(self, world):
        super().__init__()
        self.world, self.flow, self.database = world, world.tokens(), world.database.connect()
        self.problems, self.kids, self.rounds, self.done = [], set(), 0, threading.Event()
        self.jwks, self.forget_at = "", 0

    def ask(self, sql, *parameters):
        return self.database.execute(sql, parameters).fetchone()[0]

    def fetch_keys(self):
        now = self.ask("SELECT now FROM clock")
        if now >= self.forget_at:
            answer = self.world.wire.get(f"{self.world.issuer}/jwks")
            assert not any({"d", "p", "q", "dp", "dq", "qi", "k"} & set(key) for key in answer.json["keys"]), "a private member"
            self.jwks, self.forget_at = answer.text, now + int(answer.header("cache-control").split("=")[1])

    def work(self):
        self.fetch_keys()
        answer = self.flow.refresh()
        assert answer.status == 200, answer
        self.flow.tokens = answer.json
        for name, typ in CHECKS.items():
            token = answer.json[name]
            error = self.ask("SELECT jwt_error(?, ?, json_object('iss', ?, 'aud', jwt_unverified(?) ->> 'aud', 'typ', ?, 'leeway', 10,"
                             " 'now', (SELECT now FROM clock)))", token, self.jwks, self.world.issuer, token, typ)
            assert error is None, f"{name}: {error}"
            self.kids.add(header_of(token)["kid"])
        assert userinfo(self.world, answer.json["access_token"]).status == 200, "userinfo"
        self.rounds += 1

    def run(self):
        while not self.done.is_set() and not self.problems:
            try:
                self.work()
                self.done.wait(PAUSE)
            except Exception as problem:  # told at the end, with those of the others
                self.problems.append(repr(problem))
        self.database.close()


def pass_five_seconds(world, clients):
    """By waiting, or (in a short run) by the clock, when each client has worked once more and the next keys are there."""
    if LONG:
        time.sleep(EVERY)
        return
    rounds = [client.rounds for client in clients]
    until(lambda: all(client.problems or client.rounds > before for client, before in zip(clients, rounds)), "a round of each client")
    due = "SELECT count(*) FROM key_step WHERE step = 'make' AND due_at <= (SELECT now FROM clock)"
    until(lambda: not world.database.value(due), "the keys that are due")
    world.database.pass_time(EVERY)


def test_rotation_under_load(world):
    """OIDC Core section 10.1.1: keys that are replaced every five seconds: no token is refused, no client meets a kid that it does not know"""
    for name, value in (("jwks_cache", CACHE), ("key_lifetime", EVERY), ("access_lifetime", 60), ("id_lifetime", 60), ("refresh_rate", 10000)):
        world.database.set(name, value)
    world.database.change("UPDATE signing_key SET longest_token = 60")
    clients = [Client(world) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    try:
        for _ in range(LONG or 12):
            pass_five_seconds(world, clients)
    finally:
        for client in clients:
            client.done.set()
        for client in clients:
            client.join()
    assert not any(client.problems for client in clients), [client.problems for client in clients]
    signers = set().union(*(client.kids for client in clients))
    print(f"# {sum(client.rounds for client in clients)} refreshes, signed by {len(signers)} keys")
    assert len(signers) >= (LONG or 12) // 2, signers
    assert world.database.value("SELECT count(*) FROM signing_key WHERE retired_at IS NOT NULL AND jwk IS NOT NULL") == 0
