"""Near misses of lab 13."""

from lab import do_lab


def miss_app_stays_away(world):
    """a thief who was noticed, and an app that did not come back"""
    do_lab(world, "13", "curl", until=5)


def miss_within_grace(world):
    """a refresh token that came back within the grace: it gets its successor again"""
    flow = world.tokens()
    used = flow.tokens["refresh_token"]
    assert flow.refresh(used).status == 200 and flow.refresh(used).status == 200


def miss_handed_back(world):
    """a used refresh token that came back after the family was handed back"""
    flow = world.tokens()
    newest = flow.refresh().json["refresh_token"]
    world.wire.post(f"{world.issuer}/revoke", {"token": newest, "client_id": "demo-cli"})
    world.database.pass_time(120)
    assert flow.refresh().status == 400 and flow.refresh(newest).status == 400
