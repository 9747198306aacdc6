"""Between the sample client and the token endpoint: answers that come late, or never."""

import threading
import urllib.request

from listener import Listener
from sample_client import call, session
from server import until


class Between(Listener):
    """Passes the client's requests on to the token endpoint."""

    def __init__(self, world):
        super().__init__(self.answer)
        self.world, self.passed = world, 0

    def __enter__(self):
        self.world.database.change(
            "UPDATE client_discovery SET token_endpoint = ?, metadata_fetched_at = unixepoch()", f"http://127.0.0.1:{self.port}/token")
        return super().__enter__()

    def answer(self, request, body):
        headers = {name: request.headers[name] for name in ("Content-Type", "Authorization")}
        with urllib.request.urlopen(urllib.request.Request(f"{self.world.issuer}/token", body, headers)) as answer:
            content = answer.read()
        self.passed += 1
        return 200, {"Content-Type": "application/json"}, content


class Slow(Between):
    """What the token endpoint says comes at once, and is held back until it is let go."""

    def __init__(self, world):
        super().__init__(world)
        self.open = threading.Event()

    def __exit__(self, *_):
        self.open.set()
        super().__exit__()

    def answer(self, request, body):
        said = super().answer(request, body)
        self.open.wait(60)
        return said


class Lossy(Between):
    """Loses the first answer, passes on the rest."""

    def answer(self, request, body):
        said = super().answer(request, body)
        return said if self.passed > 1 else None


def no_theft(world):
    assert session(world)["ended_at"] is None
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NOT NULL") == 0
    assert world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'refresh_reused'") == 0


def until_renewed(world, browser):
    """As a browser does that heeds Retry-After; the answers on the way are the client's own."""
    def renewed():
        answer = call(browser, world)
        assert answer.status == 200 or (answer.status == 503 and answer.header("retry-after")), f"{answer!r} {world.database.reason()}"
        return answer.status == 200
    until(renewed, "the tokens to be renewed")
