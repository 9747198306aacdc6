#!/usr/bin/python3
"""visit.py ORIGIN: a user without a browser at a server that runs already: signs in at the sample client, calls the API, and
takes ten ID tokens and ten access tokens, each of which must open its door.  Says in one line how it went."""

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
from browser import Wire
from world import World, bearer


class Visit(World):
    """The steps of every flow, in a world that is there already."""

    def __init__(self, origin):
        self.address(origin)
        self.wire = Wire(origin)


def sign_in(world):
    browser = world.browser()
    browser.go(f"{world.client}/login")
    answer = world.walk(browser)
    assert answer.status == 200 and answer.url.startswith(world.client), f"signing in: {answer!r}"
    answer = browser.go(f"{world.client}/api/notes", headers={"X-CSRF": "1"})
    assert answer.status == 200, f"the API through the client: {answer!r}"


def take_tokens(world, count):
    """The same browser, so one session: a worker signs again and again on one connection."""
    browser = world.browser()
    for number in range(1, count + 1):
        flow = world.flow().authorize(browser)
        answer = flow.redeem()
        assert answer.status == 200 and flow.tokens["id_token"], f"token {number}: {answer!r}"
        for url in (f"{world.issuer}/userinfo", f"{world.api}/notes"):
            answer = world.wire.get(url, headers=bearer(flow.tokens["access_token"]))
            assert answer.status == 200, f"token {number} at {url}: {answer!r}"
    for number in range(1, count + 1):
        answer = world.client_credentials(scope="notes:read")
        assert answer.status == 200, f"token {number} of a service: {answer!r}"


def main(origin):
    world = Visit(origin)
    try:
        sign_in(world)
        take_tokens(world, 10)
    except (OSError, AssertionError) as problem:
        print(f"{type(problem).__name__}: {' '.join(str(problem).split())}"[:300])
        return 1
    print("a login and ten tokens of each kind")
    return 0


sys.exit(main(sys.argv[1]))
