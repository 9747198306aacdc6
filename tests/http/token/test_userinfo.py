"""UserInfo (OIDC Core section 5.3), introspection (RFC 7662) and revocation (RFC 7009)."""

import json

from claims import claims_of, tampered, unsigned
from suite import each
from test_authorize import SECRET, rp
from world import SERVICE, basic, bearer


def userinfo(world, token, **more):
    return world.wire.get(f"{world.issuer}/userinfo", headers=bearer(token), **more)


def introspect(world, token, user=SERVICE, **more):
    return world.wire.post(f"{world.issuer}/introspect", {"token": token, **more}, headers=basic(*user))


def revoke(world, token, headers=None, **more):
    return world.wire.post(f"{world.issuer}/revoke", {"token": token, **more}, headers=headers)


@each(
    {"scope": "openid", "has": {"sub"}, "lacks": {"name", "email", "address", "phone_number"}},
    {"scope": "openid profile", "has": {"sub", "name", "given_name", "family_name", "preferred_username"}, "lacks": {"email"}},
    {"scope": "openid email", "has": {"email", "email_verified"}, "lacks": {"name"}},
    {"scope": "openid address", "has": {"address"}, "lacks": {"name"}},
    {"scope": "openid phone", "has": {"phone_number", "phone_number_verified"}, "lacks": {"name"}})
def test_claims_of_scope(world, scope, has, lacks):
    """OIDC Core section 5.4: the scope {scope} gives its claims and no others"""
    rp(world)
    flow = world.flow("rp", "https://rp.example/callback", scope).authorize()
    flow.redeem(basic("rp", SECRET))
    claims = userinfo(world, flow.tokens["access_token"]).json
    assert has <= set(claims) and not lacks & set(claims), claims
    assert None not in claims.values(), claims


def test_post(world):
    """OIDC Core section 5.3.1: UserInfo answers GET and POST"""
    token = world.tokens().tokens["access_token"]
    answer = world.wire.post(f"{world.issuer}/userinfo", headers=bearer(token))
    assert answer.status == 200 and answer.json == userinfo(world, token).json, answer


@each(
    {"case": "no token", "headers": {}, "status": 401, "error": None},
    {"case": "no JWT", "headers": bearer("nonsense"), "status": 401, "error": "invalid_token"},
    {"case": "another scheme", "headers": {"Authorization": "Negotiate abc"}, "status": 401, "error": None})
def test_challenge(world, case, headers, status, error):
    """RFC 6750 section 3.1: {case} is {status} with a challenge (error: {error})"""
    answer = world.wire.get(f"{world.issuer}/userinfo", headers=headers)
    assert answer.status == status, answer
    challenge = answer.header("www-authenticate")
    assert challenge.startswith("Bearer"), answer.headers
    assert ("error=" in challenge) == (error is not None) and (not error or error in challenge), challenge


def test_no_challenge(world):
    """RFC 6750 section 3: what another token would not mend is told without a challenge"""
    token = world.tokens().tokens["access_token"]
    answer = world.wire.post(f"{world.issuer}/userinfo", headers=bearer(token), json_body={})
    assert answer.status == 415 and answer.header("www-authenticate") is None, answer.headers


def test_token_in_query(world):
    """RFC 9700 section 4.3.2: a token in the URL is not read"""
    token = world.tokens().tokens["access_token"]
    answer = world.wire.get(f"{world.issuer}/userinfo?access_token={token}")
    assert answer.status in (400, 401) and "sub" not in answer.text, answer


def test_token_in_two_places(world):
    """RFC 6750 section 2: a token in the header and in the body is one too many: 400 invalid_request"""
    token = world.tokens().tokens["access_token"]
    answer = world.wire.post(f"{world.issuer}/userinfo", {"access_token": token}, headers=bearer(token))
    assert answer.status == 400 and answer.json["error"] == "invalid_request", answer
    assert world.database.reason() == "token_several", world.database.reason()


def test_tokens_that_are_none(world):
    """RFC 9068 section 4: tampered, unsigned, ID and refresh tokens are 401"""
    flow = world.tokens()
    good = flow.tokens["access_token"]
    for token in (tampered(good), unsigned(good), good[:-4] + "AAAA", flow.tokens["id_token"], flow.tokens["refresh_token"]):
        answer = userinfo(world, token)
        assert answer.status == 401 and "invalid_token" in answer.header("www-authenticate"), answer


def test_expired(world):
    """RFC 6750 section 3.1: an expired access token is 401"""
    token = world.tokens().tokens["access_token"]
    world.database.pass_time(311)
    assert userinfo(world, token).status == 401 and world.database.reason() == "expired", world.database.reason()


def test_needs_openid(world):
    """OIDC Core section 5.3.1: a token without the scope openid is 403 insufficient_scope"""
    answer = userinfo(world, world.tokens(scope="notes:read").tokens["access_token"])
    assert answer.status == 403 and "insufficient_scope" in answer.header("www-authenticate"), answer


def test_client_token_has_no_user(world):
    """OIDC Core section 5.3: a client's own token is about nobody"""
    token = world.client_credentials(scope="notes:read").json["access_token"]
    assert userinfo(world, token).status in (401, 403)


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
    """RFC 7662 section 4: a token of somebody else is inactive for this client"""
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
    assert answer.json["active"] is True, "a wrong hint is no hint"


def test_introspection_username(world):
    """RFC 7662 section 2.2: the API that a token is for hears whose it is, by the name that the user signs in with; nobody else does"""
    world.add_client("an-api", SECRET, grant_types=(), scopes=(), resource=world.api)
    flow = rp(world)(scope="openid notes:read").authorize()
    flow.redeem(basic("rp", SECRET))
    token = flow.tokens["access_token"]
    assert introspect(world, token, ("an-api", SECRET)).json["username"] == "alice"
    assert "username" not in introspect(world, token, ("rp", SECRET)).json
    token = world.client_credentials(scope="notes:read").json["access_token"]
    assert "username" not in introspect(world, token, ("an-api", SECRET)).json, "a service is no user"


@each(
    {"asked": "by scope", "scope": "openid email", "claims": {"email": None}, "told": False},
    {"asked": "by name", "scope": "openid", "claims": {"email": None}, "told": True})
def test_narrowed_scope(world, asked, scope, claims, told):
    """OIDC Core section 5.5, RFC 6749 section 6: consent {asked}, then a refresh with scope=openid: told by name only what was consented to by name"""
    flow = rp(world)(scope=scope, claims=json.dumps({"userinfo": claims, "id_token": claims})).authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200
    assert "email" in userinfo(world, flow.tokens["access_token"]).json and "email" in claims_of(flow.tokens["id_token"])
    answer = flow.refresh(headers=basic("rp", SECRET), scope="openid").json
    assert ("email" in userinfo(world, answer["access_token"]).json) == told
    assert ("email" in claims_of(answer["id_token"])) == told
    world.database.change("DELETE FROM consent WHERE scope = 'email'")
    assert ("email" in userinfo(world, flow.tokens["access_token"]).json) == told, "nor when the scope's consent was taken back"


def test_introspection_authentication(world):
    """RFC 7662 section 2.1: who does not say who he is hears nothing; public clients neither"""
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
    """RFC 7009 section 2.2: {token} is no token, and that is 200"""
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
