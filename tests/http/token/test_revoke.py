"""Revocation: RFC 7009."""

import threading

from back_channel import revoke, userinfo
from relying_party import SECRET
from suite import each
from world import SERVICE, basic, bearer


def test_refresh_and_revoke_at_once(world):
    """RFC 7009 section 2.1: of refreshes and a revocation at once none leaves a token behind"""
    for _ in range(4):
        flow = world.tokens(scope="openid notes:read")
        start, answers = threading.Barrier(7), []

        def refresh():
            start.wait()
            answers.append(flow.refresh())

        threads = [threading.Thread(target=refresh) for _ in range(6)]
        for thread in threads:
            thread.start()
        start.wait()
        revoked = world.wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["refresh_token"], "client_id": "demo-cli"})
        for thread in threads:
            thread.join()
        assert revoked.status == 200
        for token in [flow.tokens, *(answer.json for answer in answers if answer.status == 200)]:
            assert flow.refresh(token["refresh_token"]).status == 400, world.database.reason()
            assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(token["access_token"])).status == 401


def test_revoke_refresh_token(world):
    """RFC 7009 section 2.1: a revoked refresh token ends its family"""
    flow = world.tokens()
    assert revoke(world, flow.tokens["refresh_token"], client_id="demo-cli").status == 200
    assert flow.refresh().json["error"] == "invalid_grant"
    assert userinfo(world, flow.tokens["access_token"]).status == 401


def test_revoke_access_token(world):
    """RFC 7009 section 2.1: a revoked access token is dead where the server is asked; the family goes on"""
    flow = world.tokens()
    assert revoke(world, flow.tokens["access_token"], client_id="demo-cli", token_type_hint="refresh_token").status == 200
    assert userinfo(world, flow.tokens["access_token"]).status == 401
    assert flow.refresh().status == 200


@each("nonsense", "rt_x.y", "a.b.c")
def test_revoke_nonsense(world, token):
    """RFC 7009 section 2.2: {token} is not a token, and the answer is 200"""
    assert revoke(world, token, client_id="demo-cli").status == 200


def test_revoke_others(world):
    """RFC 7009 section 2.1: a client revokes its own tokens only"""
    flow = world.tokens()
    for name in ("access_token", "refresh_token"):
        answer = revoke(world, flow.tokens[name], basic(*SERVICE))
        assert answer.status in (200, 400), answer
    assert userinfo(world, flow.tokens["access_token"]).status == 200 and flow.refresh().status == 200


def test_revoke_twice(world):
    """RFC 7009 section 2.2: twice is as good as once"""
    flow = world.tokens()
    for _ in range(2):
        assert revoke(world, flow.tokens["refresh_token"], client_id="demo-cli").status == 200


def test_resource_server_hands_in_a_refresh_token(world):
    """RFC 9700 section 4.14: an API that was given a refresh token hands it in; the family ends as refresh_leaked"""
    flow = world.tokens()
    world.add_client("an-api", SECRET, grant_types=(), scopes=(), resource=world.api)
    assert revoke(world, flow.tokens["refresh_token"], basic("an-api", SECRET)).status == 200
    assert flow.refresh().json["error"] == "invalid_grant"
    assert world.database.value("SELECT revoked_reason FROM authorization_grant") == "refresh_leaked"


def test_unknown_refresh_token_of_an_api(world):
    """RFC 7009 section 2.2: an API that hands in nonsense hears 200 as well"""
    world.add_client("an-api", SECRET, grant_types=(), scopes=(), resource=world.api)
    assert revoke(world, "rt_" + "x" * 22 + "." + "y" * 43, basic("an-api", SECRET)).status == 200
