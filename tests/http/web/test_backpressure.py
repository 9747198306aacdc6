"""Whatever holds the server up: no caller waits long, each is told to come again, no session ends, and nothing is taken for theft.

OIDC_WEATHERS makes it long (tests/soak).
"""

import contextlib
import os
import signal
import socket
import threading

from browser import FORM
from holder import by_a_shell, by_a_stopped_process
from race import at_once
from sample_client import call, signed_in
from server import until
from slow_provider import Slow
from suite import each

WEATHERS = int(os.environ.get("OIDC_WEATHERS", "1"))
LATE = 6  # seconds after which a late provider answers


@contextlib.contextmanager
def slow_clients(world):
    """64 who send a body byte by byte, and never come to its end."""
    head = f"POST /provider/token HTTP/1.1\r\nHost: localhost:{world.server.port}\r\nContent-Type: {FORM}\r\nContent-Length: 1000\r\n\r\na"
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(socket.create_connection(("127.0.0.1", world.server.port), 20)) for _ in range(64)]
        for connection in connections:
            connection.sendall(head.encode())
        yield


@contextlib.contextmanager
def stopped_worker(world):
    """One of the provider's workers does not run for a while; a request that was given to it is answered when it runs again."""
    workers = world.server.workers("provider")[:1]
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)

    def go_on():
        for pid in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
    timer = threading.Timer(3, go_on)
    timer.start()
    try:
        yield
    finally:
        timer.join()
        go_on()


@contextlib.contextmanager
def late_provider(world):
    """What it says comes when the caller has stopped waiting."""
    with Slow(world) as slow:
        timer = threading.Timer(LATE, slow.open.set)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
    world.database.change("UPDATE client_discovery SET token_endpoint = ?", f"{world.issuer}/token")


WEATHER = {
    "64 slow clients": slow_clients, "a shell with BEGIN IMMEDIATE": by_a_shell, "a stopped process with the lock file": by_a_stopped_process,
    "a stopped worker": stopped_worker, "a provider that answers after 6 s": late_provider}


class Users:
    """Sessions at the client whose access tokens have ended, and programs that hold their own; each wants its next token."""

    def __init__(self, world):
        self.world = world
        browsers = [signed_in(world) for _ in range(4)]
        self.flows = [world.tokens() for _ in range(4)]
        world.database.pass_time(310)
        self.steps = [lambda browser=browser: call(browser, world) for browser in browsers]
        self.steps += [lambda flow=flow: self.refresh(flow) for flow in self.flows]

    def refresh(self, flow):
        answer = flow.refresh()
        if answer.status == 200:
            flow.tokens = answer.json
        return answer

    def all_at_once(self):
        return at_once(len(self.steps), lambda number: self.steps[number]())

    def all_in_the_end(self):
        """As they do who heed Retry-After."""
        for step in self.steps:
            until(lambda step=step: heard(step()).status == 200, "a user to get the next token")


def heard(answer):
    assert answer.status == 200 or answer.status == 503 and answer.header("retry-after"), f"{answer!r} {answer.headers}"
    return answer


@each(*WEATHER)
def test_weather(world, weather):
    """under {weather} each request is answered within its wait, with what was asked for or 503 and Retry-After; afterwards all go on"""
    users = Users(world)
    for _ in range(WEATHERS):
        with WEATHER[weather](world):
            answers = users.all_at_once()
        for answer in answers:
            heard(answer)
        users.all_in_the_end()
        world.database.pass_time(310)
    assert not world.database.value("SELECT count(*) FROM client_session WHERE ended_at IS NOT NULL"), "a session ended"
    assert not world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NOT NULL"), "a family ended"
    assert not world.database.value("SELECT count(*) FROM flow_event WHERE reason IN ('refresh_reused', 'code_replayed')"), "theft"
