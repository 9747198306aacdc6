"""Near misses of lab 03."""

from lab import do_lab
from world import bearer


def miss_refused_alone(world):
    """an ID token that was refused, and nothing after it"""
    do_lab(world, "03", until=3)


def miss_other_order(world):
    """the access token first, and the ID token after it"""
    flow = world.tokens()
    for token, status in (("access_token", 200), ("id_token", 401)):
        assert world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens[token])).status == status
