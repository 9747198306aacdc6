"""Near misses of lab 15."""

from lab import Learner, do_lab


def miss_theft_alone(world):
    """a code that was brought to the attacker, and none that was kept after it"""
    do_lab(world, "15", "browser", until=4)


def miss_kept_alone(world):
    """a code that was kept, and none that was stolen before it"""
    with Learner(world) as learner:
        learner.open(f"{world.client}/login?client_app_id=notes-web-at-evil")
        learner.sign_in("alice / wonderland")
        learner.see("iss_mismatch")


def miss_iss_left_out(world):
    """a theft, and after it an answer with another iss that has no code of this server"""
    do_lab(world, "15", "browser", until=4)
    world.database.set("iss_check", "on")
    browser = world.browser()
    answer = browser.go(f"{world.client}/login", follow=False)
    state = answer.parameters["state"]
    assert browser.go(f"{world.client}/callback?state={state}&iss=https://elsewhere.example&error=access_denied").status == 401
    assert world.database.reason() == "iss_mismatch"
