"""The keys that sign, and what is published of them: RFC 7517, OIDC Core section 2."""

from back_channel import metadata
from claims import header_of
from server import until


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


def test_access_token_alg(world):
    """RFC 9068 section 2.1: setting access_token_alg says by what access tokens are signed, and RS256 is taken as well"""
    before = world.tokens()
    world.database.set("access_token_alg", "RS256")
    flow = world.tokens()
    assert header_of(flow.tokens["access_token"])["alg"] == "RS256"
    for tokens in (before.tokens, flow.tokens):
        answer = world.wire.get(f"{world.issuer}/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"})
        assert answer.status == 200, answer
    seen = world.database.value("SELECT alg FROM flow_token WHERE role = 'issued' AND type = 'access' ORDER BY event_id DESC")
    assert seen == "RS256", seen


def test_newest_active_key_signs(world):
    """OIDC Core section 10.1.1: of two keys the newest that is active signs, not one that is announced only"""
    old = header_of(world.tokens().tokens["access_token"])["kid"]
    world.database.change(
        """INSERT INTO signing_key (kid, alg, jwk, public_jwk, announced_at, active_at)
           SELECT 'new', alg, json_set(jwk, '$.kid', 'new'), json_set(public_jwk, '$.kid', 'new'), unixepoch(), unixepoch() + 3600
             FROM signing_key WHERE alg = 'ES256'""")
    assert header_of(world.tokens().tokens["access_token"])["kid"] == old
    world.database.change("UPDATE signing_key SET announced_at = active_at - 7200, active_at = active_at - 3599 WHERE kid = 'new'")
    until(lambda: header_of(world.tokens().tokens["access_token"])["kid"] == "new", "a second to pass")


def test_no_signing_key(world):
    """RFC 6749 section 5.1: without a key that may sign there is no token, and nothing is spent"""
    world.database.set("key_lifetime", 0)  # else another is made
    flow = world.flow().authorize()
    world.database.change("UPDATE signing_key SET active_at = active_at + 86400 WHERE alg = 'ES256'")
    assert world.client_credentials().status == 500
    assert flow.redeem().status == 500
    world.wire.faults.clear()  # these two were meant
    world.database.change("UPDATE signing_key SET active_at = active_at - 86400 WHERE alg = 'ES256'")
    assert flow.redeem().status == 200, world.database.reason()
