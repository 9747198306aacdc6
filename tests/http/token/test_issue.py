"""What stands in an access token and an ID token: RFC 9068 section 2.2, OIDC Core section 2."""

from claims import claims_of, header_of


def test_access_token(world):
    """RFC 9068 section 2.2: the claims of an access token; aud is the one API of its scopes (A23)"""
    flow = world.tokens()
    claims = claims_of(flow.tokens["access_token"])
    assert claims["iss"] == world.issuer and claims["aud"] == world.api and claims["client_id"] == "demo-cli", claims
    assert claims["exp"] - claims["iat"] == 300 and claims["sub"].startswith("u_"), claims
    assert claims["jti"].startswith("g_") and {"auth_time", "acr", "scope"} <= set(claims), claims
    assert "notes:read" in claims["scope"].split()


def test_id_token(world):
    """OIDC Core section 2: the claims of an ID token; no profile claim without being asked for"""
    flow = world.tokens(scope="openid profile email notes:read")
    claims = claims_of(flow.tokens["id_token"])
    assert claims["iss"] == world.issuer and claims["aud"] in ("demo-cli", ["demo-cli"]) and claims["nonce"] == flow.nonce, claims
    assert {"sub", "exp", "iat", "auth_time", "sid", "at_hash"} <= set(claims), claims
    assert not {"name", "email", "given_name"} & set(claims), claims
    assert header_of(flow.tokens["id_token"]).get("typ", "JWT") != "at+jwt"


def test_at_hash(world):
    """OIDC Core section 3.1.3.6: at_hash belongs to the access token beside it"""
    flow = world.tokens()
    want = world.database.value("SELECT jwt_hash(?, 'RS256')", flow.tokens["access_token"])
    assert claims_of(flow.tokens["id_token"])["at_hash"] == want


def test_no_openid_no_id_token(world):
    """RFC 6749 section 3.3: without the scope openid there is no ID token"""
    assert "id_token" not in world.tokens(scope="notes:read").tokens


def test_only_openid_is_for_the_issuer(world):
    """RFC 9068 section 3: a token with OIDC scopes alone is for the issuer's userinfo"""
    assert claims_of(world.tokens(scope="openid profile").tokens["access_token"])["aud"] == world.issuer
