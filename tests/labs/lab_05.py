"""Near misses of lab 05."""

import secrets

from lab import do_lab
from world import bearer


def miss_not_refreshed(world):
    """the API has seen the refresh token, and nobody refreshed since"""
    do_lab(world, "05", until=3)


def miss_made_up(world):
    """a token that only looks like one: it ends no grant"""
    flow = world.tokens()
    made_up = f"rt_{secrets.token_urlsafe(16)}.{secrets.token_urlsafe(32)}"
    assert world.wire.get(f"{world.api}/notes", headers=bearer(made_up)).status == 401
    assert flow.refresh().status == 200


def miss_handed_back(world):
    """a refresh token that the client itself handed back"""
    flow = world.tokens()
    form = {"token": flow.tokens["refresh_token"], "client_id": "demo-cli"}
    assert world.wire.post(f"{world.issuer}/revoke", form).status == 200
    assert flow.refresh().json["error"] == "invalid_grant"
