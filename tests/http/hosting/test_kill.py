"""kill -9 in mid-load: nothing that was acknowledged is lost.  OIDC_KILLS makes it long (tests/soak)."""

import os
import signal
import threading
import time
from http.client import HTTPException

from server import until
from world import basic

MACHINE = ("machine", "a-secret-of-the-test-made-of-many-words")
KILLS = int(os.environ.get("OIDC_KILLS", "3"))


class Load:
    """Clients that redeem, refresh and revoke without a pause, and remember what they were told.

    Each signs in once; scrypt would leave little time for what the kills are aimed at.
    """

    def __init__(self, world, clients=3):
        self.world, self.stopping = world, threading.Event()
        self.redeemed, self.refreshed, self.revoked, self.asked = [], [], [], 0
        self.waited = []  # seconds, after each kill
        self.threads = [threading.Thread(target=self.work) for _ in range(clients)]

    def __enter__(self):
        self.world.add_client(*MACHINE, grant_types=["client_credentials"], scopes=["notes:read"])
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def work(self):
        browser = self.world.browser()
        while not self.stopping.is_set():
            try:
                self.one_life(browser)
            except Exception:  # the server was killed under it: without an answer nothing was promised
                time.sleep(0.01)

    def one_life(self, browser):
        flow = self.world.flow().authorize(browser)
        self.asked += 1
        if not flow.code or flow.redeem().status != 200:
            return
        self.redeemed.append(flow)
        answer = flow.refresh()
        if answer.status == 200:
            self.refreshed.append((flow, answer.json["refresh_token"]))
        answer = self.world.wire.post(
            f"{self.world.issuer}/revoke", {"token": flow.tokens["refresh_token"], "client_id": flow.client_id})
        if answer.status == 200:
            self.revoked.append(flow)


def nothing_is_lost(world, load):
    """Every acknowledged step is in the database."""
    database = world.database
    for flow in list(load.redeemed):
        code_id = flow.code.removeprefix("ac_").split(".")[0]
        assert database.value("SELECT redeemed_at FROM authorization_code WHERE code_id = ?", code_id), "a redemption was lost"
    for _, token in list(load.refreshed):
        refresh_id = token.removeprefix("rt_").split(".")[0]
        assert database.value("SELECT 1 FROM refresh_token WHERE refresh_id = ?", refresh_id), "a refresh was lost"
    for flow in list(load.revoked):
        code_id = flow.code.removeprefix("ac_").split(".")[0]
        assert database.value(
            "SELECT revoked_at FROM authorization_grant JOIN authorization_code USING (grant_id) WHERE code_id = ?",
            code_id), "a revocation was lost"
    assert database.is_whole()
    print(f"# {len(load.waited)} kills, at most {max(load.waited):.2f} s without an answer; kept are {len(load.redeemed)} "
          f"redemptions, {len(load.refreshed)} refreshes, {len(load.revoked)} revocations")


def answers(world):
    """A user gets tokens; the client's secret is a machine's, so no scrypt is measured."""
    try:
        answer = world.wire.post(
            f"{world.issuer}/token", {"grant_type": "client_credentials", "scope": "notes:read"}, headers=basic(*MACHINE))
        return answer.status == 200
    except (OSError, HTTPException):
        return False


def kill_and_wait(world, load, kill_them):
    """Kills in mid-load, and waits for an answer."""
    until(lambda: load.asked > 5, "load")
    load.asked = 0
    kill_them()
    start = time.monotonic()
    until(lambda: answers(world), "an answer after kill -9")
    load.waited.append(time.monotonic() - start)


def test_kill_one_worker(world):
    """kill -9 of one worker in mid-load: no acknowledged step is lost, and it answers again"""
    with Load(world) as load:
        for _ in range(KILLS):
            kill_and_wait(world, load, lambda: kill(world.server.workers("provider")[:1]))
    world.wire.faults.clear()  # requests that were in flight may get 500
    nothing_is_lost(world, load)


def test_kill_all_workers(world):
    """kill -9 of all workers of the provider: no acknowledged step is lost, and it answers again"""
    with Load(world) as load:
        for _ in range(KILLS):
            kill_and_wait(world, load, lambda: kill(world.server.workers("provider")))
    world.wire.faults.clear()
    nothing_is_lost(world, load)


def test_kill_server(world):
    """kill -9 of the web server: started again it answers, and no worker of the old one lives on"""
    def kill_and_start():
        world.server.kill()
        world.server.start_again()
    with Load(world) as load:
        for _ in range(KILLS):
            before = set(world.server.workers())
            kill_and_wait(world, load, kill_and_start)
            until(lambda: not before & set(world.server.workers()), "the orphans to end")
    world.wire.faults.clear()
    nothing_is_lost(world, load)


def kill(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
