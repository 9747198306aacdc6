"""UserInfo: OIDC Core section 5.3."""

import json

from back_channel import userinfo
from claims import claims_of, tampered, unsigned
from relying_party import SECRET, rp
from suite import each
from world import basic, bearer


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
    """OIDC Core section 5.3: a client's own token has no user"""
    token = world.client_credentials(scope="notes:read").json["access_token"]
    assert userinfo(world, token).status in (401, 403)


@each(
    {"asked": "by scope", "scope": "openid email", "claims": {"email": None}, "told": False},
    {"asked": "by name", "scope": "openid", "claims": {"email": None}, "told": True})
def test_narrowed_scope(world, asked, scope, claims, told):
    """OIDC Core section 5.5, RFC 6749 section 6: consent {asked}, then a refresh with scope=openid:
    told by name only what was consented to by name"""
    flow = rp(world)(scope=scope, claims=json.dumps({"userinfo": claims, "id_token": claims})).authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200
    assert "email" in userinfo(world, flow.tokens["access_token"]).json and "email" in claims_of(flow.tokens["id_token"])
    answer = flow.refresh(headers=basic("rp", SECRET), scope="openid").json
    assert ("email" in userinfo(world, answer["access_token"]).json) == told
    assert ("email" in claims_of(answer["id_token"])) == told
    world.database.change("DELETE FROM consent WHERE scope = 'email'")
    assert ("email" in userinfo(world, flow.tokens["access_token"]).json) == told, "nor when the scope's consent was taken back"


@each("RS256", "ES256")
def test_signed(world, alg):
    """OIDC Core section 5.3.2: a client that is registered for it gets a JWT, signed by {alg}, with iss and aud"""
    flow = rp(world, userinfo_signed_response_alg=alg)(scope="openid profile").authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200
    for method in ("GET", "POST"):
        answer = world.wire.send(method, f"{world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"]))
        assert answer.status == 200 and answer.header("content-type") == "application/jwt", f"{answer!r} {answer.headers}"
        jwks = world.wire.get(f"{world.issuer}/jwks").text
        options = json.dumps({"alg": alg, "iss": world.issuer, "aud": "rp", "exp": "optional", "leeway": 10, "require": ["sub", "name"]})
        assert world.database.value("SELECT jwt_error(?, ?, ?)", answer.text, jwks, options) is None, answer
        claims = claims_of(answer.text)
        assert claims["sub"] == claims_of(flow.tokens["id_token"])["sub"] and claims["aud"] == "rp" and "exp" not in claims, claims


def test_signed_is_no_id_token(world):
    """RFC 8725 section 3.11: what userinfo signed is no access token, and whoever wants an ID token misses its exp"""
    flow = rp(world, userinfo_signed_response_alg="RS256")(scope="openid").authorize()
    flow.redeem(basic("rp", SECRET))
    said = userinfo(world, flow.tokens["access_token"]).text
    assert userinfo(world, said).status == 401 and world.database.reason() == "typ_mismatch", world.database.reason()
    jwks = world.wire.get(f"{world.issuer}/jwks").text
    options = json.dumps({"iss": world.issuer, "aud": "rp", "leeway": 10})
    assert world.database.value("SELECT jwt_error(?, ?, ?)", said, jwks, options) == "exp_missing"


def test_signed_refusal_is_json(world):
    """RFC 6750 section 3.1: a refusal is JSON, whatever the client is registered for"""
    flow = rp(world, userinfo_signed_response_alg="RS256")(scope="notes:read").authorize()
    flow.redeem(basic("rp", SECRET))
    answer = userinfo(world, flow.tokens["access_token"])
    assert answer.status == 403 and answer.json["error"] == "insufficient_scope", answer


def test_signing_is_listed(world):
    """OIDC Discovery section 3: the metadata lists by what userinfo may be signed"""
    said = world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json
    assert sorted(said["userinfo_signing_alg_values_supported"]) == ["ES256", "RS256"], said
