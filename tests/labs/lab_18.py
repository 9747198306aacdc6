"""Near misses of lab 18."""

from dpop import Key
from lab import do_lab
from world import SERVICE, basic


def bound(world, key):
    url = f"{world.issuer}/token"
    answer = world.wire.post(url, {"grant_type": "client_credentials", "scope": "notes:read"},
                             headers={**basic(*SERVICE), **key.shown("POST", url), "User-Agent": "curl/8"})
    return answer.json["access_token"]


def notes(world, headers):
    return world.wire.get(f"{world.api}/notes", headers={**headers, "User-Agent": "curl/8"}).status


def miss_copied_token_alone(world):
    """a copied token that was refused without a proof, and no copied proof"""
    do_lab(world, "18", until=5)


def miss_copied_proof_alone(world):
    """a proof that came again, and nobody tried the token without one"""
    key = Key(world)
    headers = key.call("GET", f"{world.api}/notes", bound(world, key))
    assert notes(world, headers) == 200 and notes(world, headers) == 401


def miss_two_tokens(world):
    """one token without a proof, and another one with a proof that came again"""
    key = Key(world)
    assert notes(world, {"Authorization": f"Bearer {bound(world, key)}"}) == 401
    headers = key.call("GET", f"{world.api}/notes", bound(world, key))
    assert notes(world, headers) == 200 and notes(world, headers) == 401
