"""Near misses of lab 04."""

from lab import do_lab
from world import bearer


def miss_refused_alone(world):
    """an API's own token that was refused, and nothing after it"""
    do_lab(world, "04", until=5)


def miss_no_api(world):
    """a token of an issuer that is no API at all, and then a good one"""
    forged = world.database.value(
        """SELECT jwt_sign(json_object('iss', 'https://elsewhere.example', 'sub', 'u_x', 'aud', ?, 'client_id', 'c', 'jti', 'j'),
                           jwk_generate('ES256'), '{"typ":"at+jwt","expires_in":300}')""", world.api2)
    for token, status in ((forged, 401), (world.client_credentials(scope="calendar:read").json["access_token"], 200)):
        assert world.wire.get(f"{world.api2}/today", headers=bearer(token)).status == status


def miss_other_api(world):
    """the forged one at the first API, the good one at the second"""
    do_lab(world, "04", until=2)
    forged = world.database.value(
        """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'u_x', 'aud', ?1, 'client_id', 'c', 'jti', 'j'),
                           jwk_generate('ES256'), '{"typ":"at+jwt","expires_in":300}')""", world.api)
    assert world.wire.get(f"{world.api}/notes", headers=bearer(forged)).status == 401
    good = world.client_credentials(scope="calendar:read").json["access_token"]
    assert world.wire.get(f"{world.api2}/today", headers=bearer(good)).status == 200
