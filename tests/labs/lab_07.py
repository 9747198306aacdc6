"""Near misses of lab 07."""

from lab import Learner, do_lab


def miss_not_signed_out(world):
    """a token that expired, a newer one, and nobody signed out"""
    do_lab(world, "07", "browser", until=4)


def miss_signed_in_again(world):
    """whoever signs in again instead of refreshing has another grant"""
    with Learner(world) as learner:
        learner.open(f"{world.client}/login")
        learner.sign_in("alice / wonderland")
        learner.copy("AT")
        learner.wait(360)
        learner.run(f'curl -si -H "Authorization: Bearer $AT" {world.api}/notes')
        learner.see("401")
        learner.open(f"{world.issuer}/end_session")
        learner.press("Sign out")
        learner.open(f"{world.client}/login?prompt=login")
        learner.sign_in("alice / wonderland")
        learner.see("You are signed in.")


def miss_older_token(world):
    """after the sign-out it is the older token that is sent"""
    with Learner(world) as learner:
        learner.open(f"{world.client}/login")
        learner.sign_in("alice / wonderland")
        learner.copy("AT")
        learner.wait(360)
        learner.open(f"{world.client}/")
        learner.press("Sign out")
        learner.run(f'curl -si -H "Authorization: Bearer $AT" {world.api}/notes')
        learner.see("401")
