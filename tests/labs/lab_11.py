"""Near misses of lab 11."""

from lab import do_lab
from world import bearer


def miss_no_downgrade(world):
    """a thief who was refused, and nobody who tried the way around"""
    do_lab(world, "11", "browser", until=5)


def miss_switched_off(world):
    """a thief with PKCE off, and nothing after it"""
    do_lab(world, "11", "browser", until=3)


def miss_spent(world):
    """a code that was refused because it was spent, and a request without a challenge"""
    flow = world.tokens()
    assert flow.redeem().status == 400
    assert world.flow(code_challenge=None, code_challenge_method=None).authorize().code is None
    assert world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["access_token"])).status == 200
