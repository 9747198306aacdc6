"""Near misses of lab 08."""

from lab import do_lab
from world import bearer


def miss_four(world):
    """four refusals, and no 403"""
    do_lab(world, "08", "sqlite3", until=6)


def miss_no_forgery(world):
    """all but the forged one"""
    do_lab(world, "08", until=2)
    good = world.client_credentials(scope="notes:read").json["access_token"]
    assert world.wire.post(f"{world.api}/notes", {"text": "x"}, headers=bearer(good)).status == 403
    other = world.client_credentials(scope="calendar:read").json["access_token"]
    assert world.wire.get(f"{world.api}/notes", headers=bearer(other)).status == 401
    world.database.pass_time(600)
    assert world.wire.get(f"{world.api}/notes", headers=bearer(good)).status == 401


def miss_other_reason(world):
    """an ID token instead of a token for another API"""
    do_lab(world, "08", until=4)
    flow = world.tokens(scope="openid notes:read")
    assert world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["id_token"])).status == 401
    token = flow.tokens["access_token"]
    assert world.wire.post(f"{world.api}/notes", {"text": "x"}, headers=bearer(token)).status == 403
    world.database.pass_time(600)
    assert world.wire.get(f"{world.api}/notes", headers=bearer(token)).status == 401
