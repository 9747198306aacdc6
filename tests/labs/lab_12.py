"""Near misses of lab 12."""

from lab import do_lab


def miss_not_refreshed(world):
    """a code that came again, and nobody who used the refresh token since"""
    do_lab(world, "12", "browser", until=3)


def miss_wrong_verifier(world):
    """a code that came again with another verifier: it takes nothing with it"""
    flow = world.tokens()
    assert flow.redeem(code_verifier="x" * 43).status == 400
    assert flow.refresh(flow.tokens["refresh_token"]).status == 200


def miss_handed_back(world):
    """a code that came again after its tokens were handed back"""
    flow = world.tokens()
    world.wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["refresh_token"], "client_id": "demo-cli"})
    assert flow.refresh().status == 400
    assert flow.redeem().status == 400
