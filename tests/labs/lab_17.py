"""Near misses of lab 17."""

from claims import header_of
from lab import do_lab
from server import until
from world import bearer


def call(world, token):
    return world.wire.get(f"{world.api}/notes", headers=bearer(token)).status


def service_token(world):
    return world.client_credentials(scope="notes:read").json["access_token"]


def compromise(world, token):
    world.database.change("INSERT INTO key_compromised (kid) VALUES (?)", header_of(token)["kid"])
    world.database.change("DELETE FROM api_discovery")


def miss_overlap_alone(world):
    """a key that was replaced, and none that was stolen"""
    do_lab(world, "17", until=4)


def miss_stolen_alone(world):
    """a key that was stolen while it was the only one"""
    token = service_token(world)
    assert call(world, token) == 200
    compromise(world, token)
    assert call(world, token) == 401


def miss_before(world):
    """a token that was used before the new key signed, and after it only when its own key was gone"""
    world.database.set("jwks_cache", 60)
    world.database.change("INSERT INTO key_rotate (alg) VALUES ('ES256')")
    until(lambda: world.wire.get(f"{world.issuer}/jwks").text.count('"ES256"') == 2, "another key")
    old = service_token(world)
    assert call(world, old) == 200
    world.database.pass_time(71)
    assert header_of(service_token(world))["kid"] != header_of(old)["kid"]
    compromise(world, old)
    assert call(world, old) == 401
