"""Near misses of lab 14."""

from lab import do_lab
from sample_client import at_callback


def miss_taken_alone(world):
    """bait that was taken, and none that was refused after it"""
    do_lab(world, "14", "browser", until=5)


def miss_refused_alone(world):
    """bait that was refused, and none that was taken before it"""
    do_lab(world, "14", "curl", until=3)


def miss_again(world):
    """bait that was taken, and after it a sign-in of the client's own that comes back twice"""
    do_lab(world, "14", "browser", until=5)
    world.database.set("state_check", "on")
    world.database.set("pkce_check", "on")
    browser, link = at_callback(world)
    assert browser.go(link).status == 200 and browser.go(link).status == 400
    assert world.database.reason() == "state_mismatch"
