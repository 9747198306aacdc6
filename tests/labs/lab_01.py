"""Near misses of lab 01."""

from lab import Learner, do_lab
from world import bearer


def miss_unused(world):
    """an access token that nobody used there"""
    do_lab(world, "01", "browser", until=2)


def miss_id_token(world):
    """an ID token that is sent to /whoami"""
    flow = world.tokens()
    assert world.wire.get(f"{world.api}/whoami", headers=bearer(flow.tokens["id_token"])).status == 401


def miss_signed_in_twice(world):
    """two sign-ins, and the list of notes"""
    with Learner(world) as learner:
        for _ in range(2):
            learner.open(f"{world.client}/login")
            if "Sign in" in learner.said:
                learner.sign_in("alice / wonderland")
        learner.press("Call the API: my notes")
