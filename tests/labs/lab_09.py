"""Near misses of lab 09."""

from lab import do_lab
from world import bearer


def miss_none_alone(world):
    """alg none, and nothing after it"""
    do_lab(world, "09", until=3)


def miss_other_algorithm(world):
    """alg none, and a good signature by an algorithm that is not on the list"""
    do_lab(world, "09", until=3)
    token = world.database.value(
        """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'u_x', 'aud', ?2, 'client_id', 'c', 'jti', 'j'), jwk_generate('ES384'),
                           '{"typ":"at+jwt","expires_in":300}')""", world.issuer, world.api)
    assert world.wire.get(f"{world.api}/notes", headers=bearer(token)).status == 401
    assert world.database.reason() == "alg_not_allowed"
