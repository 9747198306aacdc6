"""Near misses of lab 02."""

from lab import Learner, do_lab
from world import bearer


def letters_of(world, type):
    return world.database.value("SELECT substr(fingerprint, 1, 4) FROM flow_token WHERE type = ? LIMIT 1", type)


def miss_api(world):
    """the API as the last holder"""
    do_lab(world, "02", until=3)
    with Learner(world) as learner:
        learner.answer_with("02", letters_of(world, "id"), "api")


def miss_access_token(world):
    """the letters of the access token"""
    do_lab(world, "02", until=3)
    with Learner(world) as learner:
        learner.answer_with("02", letters_of(world, "access"), "client")


def miss_seen_by_api(world):
    """an ID token that an API has seen"""
    flow = world.tokens()
    assert world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["id_token"])).status == 401
    with Learner(world) as learner:
        learner.answer_with("02", letters_of(world, "id"), "client")
