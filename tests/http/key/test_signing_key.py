"""The keys that sign, and what is published of them: RFC 7517, OIDC Core section 2."""

from back_channel import metadata
from claims import header_of


def test_jwks(world):
    """RFC 7517 section 5: public keys only, each with kid, alg and use"""
    answer = world.wire.get(metadata(world).json["jwks_uri"])
    assert answer.status == 200, answer
    keys = answer.json["keys"]
    assert {key["alg"] for key in keys} >= {"RS256", "ES256"}, keys
    assert len({key["kid"] for key in keys}) == len(keys), "two keys of one name"
    for key in keys:
        assert not {"d", "p", "q", "k"} & set(key) and key["use"] == "sig", key


def test_signing_algorithms(world):
    """OIDC Core section 2, RFC 9068 section 2.1: ID tokens by RS256, access tokens by ES256 as at+jwt"""
    flow = world.tokens()
    assert header_of(flow.tokens["id_token"])["alg"] == "RS256"
    head = header_of(flow.tokens["access_token"])
    assert (head["alg"], head["typ"]) == ("ES256", "at+jwt"), head
    kids = {key["kid"] for key in world.wire.get(f"{world.issuer}/jwks").json["keys"]}
    assert {head["kid"], header_of(flow.tokens["id_token"])["kid"]} <= kids


def test_no_signing_key(world):
    """RFC 6749 section 5.1: without a key that may sign there is no answer that looks like one, and nothing is spent"""
    flow = world.flow().authorize()
    world.database.change("UPDATE signing_key SET compromised_at = 1 WHERE alg = 'ES256'")
    assert world.client_credentials().status == 500
    assert flow.redeem().status == 500
    world.wire.faults.clear()  # these two were meant
    world.database.change("UPDATE signing_key SET compromised_at = NULL")
    assert flow.redeem().status == 200, world.database.reason()
