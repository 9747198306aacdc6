"""The token endpoint: RFC 6749 sections 3.2, 4.1.3 and 5, RFC 7636, RFC 9068, and RFC 9700's checklist of them."""

import re
import secrets

from claims import claims_of, header_of
from suite import each
from test_authorize import CALLBACK, SECRET, rp
from world import SERVICE, basic, bearer


def refused(world, answer, error, reason, status=400):
    """RFC 6749 section 5.2, and the reason kept."""
    assert answer.status == status and answer.json["error"] == error, f"{answer!r} {world.database.reason()}"
    assert world.database.reason() == reason, world.database.reason()
    assert "no-store" in answer.header("cache-control"), answer.headers
    description = answer.json.get("error_description", "")
    assert re.fullmatch(r"[ !#-\[\]-~]*", description), description


def is_live(world, flow):
    return world.wire.get(f"{world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"])).status == 200


def test_response(world):
    """RFC 6749 section 5.1: the answer to a code, with its members and Cache-Control: no-store (A35)"""
    flow = world.flow().authorize()
    answer = flow.redeem()
    assert answer.status == 200 and answer.header("content-type").startswith("application/json"), answer
    assert "no-store" in answer.header("cache-control"), answer.headers
    said = answer.json
    assert said["token_type"] == "Bearer" and said["expires_in"] == 300, said
    assert {"access_token", "id_token", "refresh_token"} <= set(said), sorted(said)


def test_access_token(world):
    """RFC 9068 section 2.2: the claims of an access token; aud is the one API of its scopes (A23)"""
    flow = world.tokens()
    claims = claims_of(flow.tokens["access_token"])
    assert claims["iss"] == world.issuer and claims["aud"] == world.api and claims["client_id"] == "demo-cli", claims
    assert claims["exp"] - claims["iat"] == 300 and claims["sub"].startswith("u_"), claims
    assert claims["jti"].startswith("g_") and {"auth_time", "acr", "scope"} <= set(claims), claims
    assert "notes:read" in claims["scope"].split()


def test_id_token(world):
    """OIDC Core section 2: the claims of an ID token; no profile claim that nobody asked for"""
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


@each(
    {"change": {"code": None}, "error": "invalid_request", "reason": "code_missing"},
    {"change": {"code": "ac_x.y"}, "error": "invalid_grant", "reason": "code_unknown"},
    {"change": {"code_verifier": None}, "error": "invalid_grant", "reason": "pkce_verifier_missing"},
    {"change": {"code_verifier": "short"}, "error": "invalid_grant", "reason": "pkce_verifier_missing"},
    {"change": {"code_verifier": "v" * 43}, "error": "invalid_grant", "reason": "pkce_mismatch"},
    {"change": {"redirect_uri": "http://127.0.0.1:2/callback"}, "error": "invalid_grant", "reason": "redirect_uri_mismatch"},
    {"change": {"grant_type": None}, "error": "invalid_request", "reason": "grant_missing"},
    {"change": {"grant_type": "password"}, "error": "unsupported_grant_type", "reason": "grant_password"},
    {"change": {"grant_type": "implicit"}, "error": "unsupported_grant_type", "reason": "grant_implicit"},
    {"change": {"grant_type": "dance"}, "error": "unsupported_grant_type", "reason": "grant_unsupported"},
    {"change": {"grant_type": "client_credentials"}, "error": "unauthorized_client", "reason": "grant_forbidden"})
def test_bad_code_request(world, change, error, reason):
    """A5 A11 A12 A14, RFC 6749 section 5.2, RFC 7636 section 4.6: {change} is {error} ({reason}), and the code stays good"""
    flow = world.flow().authorize()
    refused(world, flow.redeem(**change), error, reason)
    assert flow.redeem().status == 200


def test_code_expires(world):
    """A12, RFC 6749 section 4.1.2: a code is good for two minutes in the workshop"""
    flow = world.flow().authorize()
    world.database.pass_time(121)
    refused(world, flow.redeem(), "invalid_grant", "code_expired")


def test_code_of_another_client(world):
    """A12, RFC 6749 section 4.1.3: a code is its client's"""
    rp(world)
    flow = world.flow().authorize()
    refused(world, flow.redeem(basic("rp", SECRET)), "invalid_grant", "code_other_client")
    assert flow.redeem().status == 200


def test_replay_ends_family(world):
    """A11, RFC 6749 section 4.1.2: a code shown twice takes its tokens with it"""
    flow = world.tokens()
    refused(world, flow.redeem(), "invalid_grant", "code_replayed")
    assert not is_live(world, flow)
    refused(world, flow.refresh(), "invalid_grant", "grant_revoked")


def test_replay_with_wrong_verifier(world):
    """A11, OAuth 2.1 section 7.5: a replay that is not otherwise valid ends nothing"""
    flow = world.tokens()
    assert flow.redeem(code_verifier="v" * 43).json["error"] == "invalid_grant"
    assert is_live(world, flow) and flow.refresh().status == 200


def test_downgrade(world):
    """A9, RFC 9700 section 4.8.2: a verifier without a challenge is refused"""
    flow = rp(world, pkce_required=0)(code_challenge=None, code_challenge_method=None).authorize()
    refused(world, flow.redeem(basic("rp", SECRET)), "invalid_grant", "pkce_downgrade")


def test_basic(world):
    """A24, RFC 6749 section 2.3.1: client_secret_basic"""
    flow = rp(world)().authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200


def test_basic_is_form_encoded(world):
    """RFC 6749 section 2.3.1: name and secret are form-encoded before base64"""
    secret = "p%:+ä/" + secrets.token_urlsafe(24)
    world.add_client("a:b c", secret, [CALLBACK])
    flow = world.flow("a:b c", CALLBACK).authorize()
    assert flow.redeem(basic("a:b c", secret)).status == 200


def test_post_secret(world):
    """A25, RFC 6749 section 2.3.1: client_secret_post, for a client that is registered so"""
    world.add_client("poster", SECRET, [CALLBACK], token_endpoint_auth_method="client_secret_post")
    flow = world.flow("poster", CALLBACK).authorize()
    assert flow.redeem(client_secret=SECRET).status == 200


@each(
    {"case": "no client at all", "header": None, "body": {"client_id": None}, "reason": "client_authentication_missing"},
    {"case": "an unknown client", "header": ("nobody", "x"), "body": {}, "reason": "client_unknown"},
    {"case": "a wrong secret", "header": ("rp", "wrong-" * 6), "body": {}, "reason": "client_secret_wrong"},
    {"case": "no secret", "header": None, "body": {"client_id": "rp"}, "reason": "client_method_mismatch"},
    {"case": "the secret in the body", "header": None, "body": {"client_id": "rp", "client_secret": SECRET}, "reason": "client_method_mismatch"},
    {"case": "a public client with a secret", "header": ("demo-cli", "x"), "body": {}, "reason": "client_method_mismatch"})
def test_client_authentication(world, case, header, body, reason):
    """A24 A25, RFC 6749 section 5.2: {case} is 401 invalid_client ({reason})"""
    flow = rp(world)().authorize()
    answer = flow.redeem(basic(*header) if header else None, **body)
    refused(world, answer, "invalid_client", reason, 401)
    if header:
        assert answer.header("www-authenticate").startswith("Basic"), answer.headers
    assert flow.redeem(basic("rp", SECRET)).status == 200


def test_two_methods(world):
    """A25, RFC 6749 section 2.3: two ways to authenticate in one request are refused"""
    flow = rp(world)().authorize()
    refused(world, flow.redeem(basic("rp", SECRET), client_secret=SECRET), "invalid_request", "client_method_several")


def test_body_client_id(world):
    """RFC 6749 section 2.3: a client_id in the body that equals Basic's is no second method; another is refused"""
    flow = rp(world)().authorize()
    refused(world, flow.redeem(basic("rp", SECRET), client_id="demo-cli"), "invalid_request", "client_id_mismatch")
    assert flow.redeem(basic("rp", SECRET), client_id="rp").status == 200


def test_two_secrets(world):
    """RFC 7591 section 2: during a change both secrets are good"""
    flow = rp(world)
    world.database.change("UPDATE client SET next_secret_hash = token_hash('the-next-secret-of-the-test') WHERE client_id = 'rp'")
    for secret in (SECRET, "the-next-secret-of-the-test"):
        assert flow().authorize().redeem(basic("rp", secret)).status == 200


def test_secret_throttle(world):
    """A37, RFC 6749 section 2.3.1: guessing a client's secret has to wait"""
    for n in range(world.database.value("SELECT value FROM setting WHERE name = 'login_attempts'") + 2):
        answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", "scope": "notes:read"},
                                 headers=basic(SERVICE[0], f"guess-number-{n}-of-the-test"))
    assert answer.status == 429 and answer.json["error"] == "invalid_client", answer
    assert world.client_credentials(scope="notes:read").status == 429, "even the right one, until it waited"
    world.database.pass_time(31)
    assert world.client_credentials(scope="notes:read").status == 200, world.database.reason()


def test_client_credentials(world):
    """RFC 6749 section 4.4: an access token for the client itself, and no refresh token"""
    answer = world.client_credentials(scope="notes:read")
    assert answer.status == 200, answer
    claims = claims_of(answer.json["access_token"])
    assert claims["client_id"] == "demo-service" and claims["sub"] == "demo-service", claims
    assert not {"refresh_token", "id_token"} & set(answer.json), answer


@each("openid", "notes:read openid", "nonsense", "offline_access")
def test_client_credentials_scope(world, scope):
    """RFC 6749 section 4.4.2: a client on its own cannot have {scope}"""
    answer = world.client_credentials(scope=scope)
    assert answer.status == 400 and answer.json["error"] == "invalid_scope", answer


def test_scope_with_line_break(world):
    """RFC 6749 section 3.3: what is no scope-token is invalid_scope"""
    for scope in ("notes:read\n", 'notes:"read', "notes:read\\"):
        answer = world.client_credentials(scope=scope)
        assert answer.status == 400 and answer.json["error"] == "invalid_scope", (scope, answer)


def test_resource(world):
    """RFC 8707 section 2: resource names the API that the token is for"""
    answer = world.client_credentials(scope="notes:read", resource=world.api)
    assert answer.status == 200 and claims_of(answer.json["access_token"])["aud"] == world.api, answer
    answer = world.client_credentials(scope="notes:read", resource="https://other.example/api")
    assert answer.status == 400 and answer.json["error"] == "invalid_target", answer


def test_only_openid_is_for_the_issuer(world):
    """RFC 9068 section 3: a token with OIDC scopes alone is for the issuer's userinfo"""
    assert claims_of(world.tokens(scope="openid profile").tokens["access_token"])["aud"] == world.issuer


def test_no_get(world):
    """RFC 6749 section 3.2: the token endpoint is asked by POST"""
    answer = world.wire.get(f"{world.issuer}/token?grant_type=client_credentials")
    assert answer.status == 405 and answer.header("allow") == "POST", answer


def test_subject_and_client_never_meet(world):
    """A28, RFC 9700 section 4.15: a user's sub begins with u_, and no client may be called so"""
    assert claims_of(world.tokens().tokens["access_token"])["sub"].startswith("u_")
    try:
        world.add_client("u_alice")
    except Exception as error:
        assert "CHECK" in str(error), error
    else:
        raise AssertionError("a client has a user's name")
