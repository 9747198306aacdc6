"""Near misses of lab 06."""

from lab import Learner, do_lab


def miss_not_signed_in_again(world):
    """the family has ended, and nobody signed in again"""
    do_lab(world, "06", "browser", until=6)


def miss_two_refreshes(world):
    """two refreshes, and the end"""
    flow = world.tokens(scope="openid offline_access notes:read", prompt="consent")
    token = flow.tokens["refresh_token"]
    for _ in range(2):
        world.database.pass_time(1190)
        token = flow.refresh(token).json["refresh_token"]
    world.database.pass_time(1230)
    assert flow.refresh(token).status == 400
    world.tokens()


def miss_idle(world):
    """a refresh token that nobody used for too long"""
    with Learner(world) as learner:
        for wait in (0, 900, 900, 900, 1300):
            learner.wait(wait)
            learner.open(f"{world.client}/login" if wait == 0 else f"{world.client}/")
            learner.sign_in("alice / wonderland")
    assert world.database.value("SELECT count(*) FROM why WHERE kind = 'token.refresh'") == 1
