"""Introspection: RFC 7662."""

from back_channel import introspect, revoke
from relying_party import SECRET, rp
from suite import each
from world import SERVICE, basic, bearer


def test_introspection(world):
    """RFC 7662 section 2.2: the client of a token hears all about it"""
    token = world.client_credentials(scope="notes:read").json["access_token"]
    answer = introspect(world, token)
    assert answer.status == 200 and answer.json["active"] is True, answer
    said = answer.json
    assert said["client_id"] == "demo-service" and said["scope"] == "notes:read" and said["iss"] == world.issuer, said
    assert "no-store" in answer.header("cache-control")


@each("nonsense", "rt_x.y", "a.b.c", "e30.e30.e30")
def test_introspection_of_nonsense(world, token):
    """RFC 7662 section 2.2: {token} is inactive, and nothing else is said"""
    answer = introspect(world, token)
    assert answer.status == 200 and answer.json == {"active": False}, answer


def test_introspection_by_others(world):
    """RFC 7662 section 4: a token of another client is inactive for this one"""
    flow = world.tokens()
    for token in (flow.tokens["access_token"], flow.tokens["refresh_token"]):
        answer = introspect(world, token)
        assert answer.status == 200 and answer.json == {"active": False}, answer


def test_introspection_of_refresh_token(world):
    """RFC 7662 section 2.2: a refresh token is active for its own client"""
    flow = rp(world)().authorize()
    flow.redeem(basic("rp", SECRET))
    answer = introspect(world, flow.tokens["refresh_token"], ("rp", SECRET), token_type_hint="refresh_token")
    assert answer.json["active"] is True, answer
    answer = introspect(world, flow.tokens["access_token"], ("rp", SECRET), token_type_hint="refresh_token")
    assert answer.json["active"] is True, "a wrong hint is ignored"


def test_introspection_username(world):
    """RFC 7662 section 2.2: the API that a token is for hears whose it is, by the name that the user signs in with; no other does"""
    world.add_client("an-api", SECRET, grant_types=(), scopes=(), resource=world.api)
    flow = rp(world)(scope="openid notes:read").authorize()
    flow.redeem(basic("rp", SECRET))
    token = flow.tokens["access_token"]
    assert introspect(world, token, ("an-api", SECRET)).json["username"] == "alice"
    assert "username" not in introspect(world, token, ("rp", SECRET)).json
    token = world.client_credentials(scope="notes:read").json["access_token"]
    assert "username" not in introspect(world, token, ("an-api", SECRET)).json, "a service is not a user"


def test_introspection_authentication(world):
    """RFC 7662 section 2.1: a caller without authentication hears nothing; public clients neither"""
    token = world.client_credentials(scope="notes:read").json["access_token"]
    for headers, form in (({}, {}), (basic("demo-service", "wrong-" * 8), {}), ({}, {"client_id": "demo-cli"}), (bearer(token), {})):
        answer = world.wire.post(f"{world.issuer}/introspect", {"token": token, **form}, headers=headers)
        assert answer.status == 401 and answer.json["error"] == "invalid_client", answer


def test_introspection_sees_revocation(world):
    """RFC 7662 section 2.2: what was revoked is inactive at once"""
    token = world.client_credentials(scope="notes:read").json["access_token"]
    assert revoke(world, token, basic(*SERVICE)).status == 200
    assert introspect(world, token).json == {"active": False}


def test_introspection_sees_expiry(world):
    """RFC 7662 section 2.2: what has expired is inactive"""
    token = world.client_credentials(scope="notes:read").json["access_token"]
    world.database.pass_time(400)
    assert introspect(world, token).json == {"active": False}


def test_missing_token(world):
    """RFC 7662 section 2.1, RFC 7009 section 2.1: without token it is invalid_request"""
    for endpoint in ("introspect", "revoke"):
        answer = world.wire.post(f"{world.issuer}/{endpoint}", {"x": "y"}, headers=basic(*SERVICE))
        assert answer.status == 400 and answer.json["error"] == "invalid_request", answer
