"""oidcc-basic-certification-test-plan: its 38 names, one case each.  The names are OIDF's, the runner is ours; it certifies nothing.

The client carries the relaxation pkce_required = 0, for these clients send no PKCE; the view `relaxation` shows it.
"""

import json
import re

from claims import claims_of, header_of
from relying_party import CALLBACK, SECRET
from suite import each
from world import basic, bearer

ALL_SCOPES = ("openid", "profile", "email", "address", "phone", "offline_access")


class Party:
    """The suite's client, in one browser."""

    def __init__(self, world, client_id="oidf", method="client_secret_basic"):
        self.world, self.client_id, self.method = world, client_id, method
        world.add_client(client_id, SECRET, [CALLBACK], scopes=ALL_SCOPES, trusted=1, pkce_required=0,
                         token_endpoint_auth_method=method)
        self.browser = world.browser()

    def start(self, scope="openid", **request):
        plain = {"redirect_uri": CALLBACK, "code_challenge": None, "code_challenge_method": None}
        return self.world.flow(self.client_id, scope=scope, **{**plain, **request})

    def finish(self, flow):
        if self.method == "client_secret_post":
            answer = flow.redeem(client_secret=SECRET, code_verifier=None)
        else:
            answer = flow.redeem(basic(self.client_id, SECRET), code_verifier=None)
        assert answer.status == 200, f"{answer!r} {self.world.database.reason()}"
        assert "no-store" in answer.header("cache-control")
        return flow

    def login(self, scope="openid", **request):
        flow = self.start(scope, **request).authorize(self.browser)
        assert flow.code, f"{flow.answer!r} {self.world.database.reason()}"
        return self.finish(flow)

    def userinfo(self, flow, method="GET", **more):
        return self.world.wire.send(
            method, f"{self.world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"]), **more)

    def id_claims(self, flow):
        """OIDC Core section 3.1.3.7, with the extension's own words."""
        jwks = self.world.wire.get(f"{self.world.issuer}/jwks").text
        options = json.dumps({"alg": "RS256", "iss": self.world.issuer, "aud": self.client_id, "leeway": 10})
        reason = self.world.database.value("SELECT jwt_error(?, ?, ?)", flow.tokens["id_token"], jwks, options)
        assert reason is None, reason
        return claims_of(flow.tokens["id_token"])


def test_server(world):
    """oidcc-server: the happy flow, twice, with two clients"""
    for client_id in ("oidf", "oidf2"):
        party = Party(world, client_id)
        flow = party.login()
        claims = party.id_claims(flow)
        assert claims["nonce"] == flow.nonce and "name" not in claims and len(flow.code) >= 40, claims
        assert party.userinfo(flow).json["sub"] == claims["sub"]


def test_response_type_missing(world):
    """oidcc-response-type-missing: back with invalid_request, or an error page"""
    party = Party(world)
    flow = party.start(response_type=None)
    answer = party.browser.go(flow.url)
    assert answer.parameters.get("error") in ("invalid_request", "unsupported_response_type") or answer.status == 400, answer


def test_idtoken_signature(world):
    """oidcc-idtoken-signature: RS256 by default, with a kid of the JWKS"""
    party = Party(world)
    flow = party.login()
    head = header_of(flow.tokens["id_token"])
    assert head["alg"] == "RS256" and head["kid"] in world.wire.get(f"{world.issuer}/jwks").text
    party.id_claims(flow)


def test_idtoken_unsigned(world):
    """oidcc-idtoken-unsigned: alg none is neither listed nor possible"""
    listed = world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json["id_token_signing_alg_values_supported"]
    assert "none" not in listed
    try:
        Party(world)
        world.database.change("UPDATE client SET id_token_signed_response_alg = 'none' WHERE client_id = 'oidf'")
    except Exception as error:
        assert "signing_alg" in str(error), error
    else:
        raise AssertionError("a client may have unsigned ID tokens")


def test_userinfo_get(world):
    """oidcc-userinfo-get"""
    party = Party(world)
    assert party.userinfo(party.login()).status == 200


def test_userinfo_post_header(world):
    """oidcc-userinfo-post-header"""
    party = Party(world)
    assert party.userinfo(party.login(), "POST").status == 200


def test_userinfo_post_body(world):
    """oidcc-userinfo-post-body: a token in the body may be refused (RFC 6750 section 2.2 is not supported), cleanly"""
    party = Party(world)
    flow = party.login()
    answer = world.wire.post(f"{world.issuer}/userinfo", {"access_token": flow.tokens["access_token"]})
    assert answer.status in (200, 400, 401), answer


def test_without_nonce(world):
    """oidcc-ensure-request-without-nonce-succeeds-for-code-flow"""
    party = Party(world)
    assert "nonce" not in party.id_claims(party.login(nonce=None))


@each(
    {"name": "profile", "scope": "openid profile", "claims": ["name", "given_name", "family_name"]},
    {"name": "email", "scope": "openid email", "claims": ["email", "email_verified"]},
    {"name": "address", "scope": "openid address", "claims": ["address"]},
    {"name": "phone", "scope": "openid phone", "claims": ["phone_number"]},
    {"name": "all", "scope": "openid profile email address phone", "claims": ["name", "email", "address", "phone_number"]})
def test_scope(world, name, scope, claims):
    """oidcc-scope-{name}: claims come from userinfo, not in the ID token"""
    party = Party(world)
    flow = party.login(scope)
    said = party.userinfo(flow).json
    assert set(claims) <= set(said), said
    assert not set(claims) & set(party.id_claims(flow))


def test_alternate(world):
    """oidcc-alternate-happy-flow: the order of scopes and parameters does not matter"""
    party = Party(world)
    flow = party.start("email openid")
    flow.request = dict(reversed(list(flow.request.items())))
    flow.authorize(party.browser)
    assert "email" in party.userinfo(party.finish(flow)).json


@each("page", "popup")
def test_display(world, display):
    """oidcc-display-{display}: no error"""
    Party(world).login(display=display)


def test_prompt_login(world):
    """oidcc-prompt-login: a second login page, and a later auth_time"""
    party = Party(world)
    first = party.id_claims(party.login())
    world.database.pass_time(2)
    flow = party.start(prompt="login")
    assert party.browser.go(flow.url).page.title.startswith("Sign in"), party.browser.answer
    second = party.id_claims(party.finish(flow.authorize(party.browser)))
    assert second["sub"] == first["sub"] and second["auth_time"] > first["auth_time"], second


def test_prompt_none_not_logged_in(world):
    """oidcc-prompt-none-not-logged-in: login_required"""
    party = Party(world)
    answer = party.browser.go(party.start(prompt="none").url)
    assert answer.parameters.get("error") == "login_required", answer


def test_prompt_none_logged_in(world):
    """oidcc-prompt-none-logged-in: silently, the same sub and auth_time"""
    party = Party(world)
    first = party.id_claims(party.login())
    flow = party.start(prompt="none")
    flow.answer = party.browser.go(flow.url)
    flow.code = flow.answer.parameters.get("code")
    second = party.id_claims(party.finish(flow))
    assert (second["sub"], second["auth_time"]) == (first["sub"], first["auth_time"])


def test_max_age_1(world):
    """oidcc-max-age-1: login again, and auth_time is there"""
    party = Party(world)
    first = party.id_claims(party.login())
    world.database.pass_time(2)
    flow = party.start(max_age="1")
    assert party.browser.go(flow.url).page.title.startswith("Sign in"), party.browser.answer
    assert party.id_claims(party.finish(flow.authorize(party.browser)))["auth_time"] > first["auth_time"]


def test_max_age_10000(world):
    """oidcc-max-age-10000: no second login, auth_time stays"""
    party = Party(world)
    first = party.id_claims(party.login(max_age="15000"))
    flow = party.start(max_age="10000")
    flow.answer = party.browser.go(flow.url)
    flow.code = flow.answer.parameters.get("code")
    assert party.id_claims(party.finish(flow))["auth_time"] == first["auth_time"]


def test_unknown_parameter(world):
    """oidcc-ensure-request-with-unknown-parameter-succeeds"""
    Party(world).login(extra="foobar")


def test_id_token_hint(world):
    """oidcc-id-token-hint: prompt=none with the hint answers at once"""
    party = Party(world)
    first = party.login()
    flow = party.start(prompt="none", id_token_hint=first.tokens["id_token"])
    flow.answer = party.browser.go(flow.url)
    flow.code = flow.answer.parameters.get("code")
    assert party.id_claims(party.finish(flow))["sub"] == party.id_claims(first)["sub"]


@each(
    {"name": "login-hint", "request": {"login_hint": "alice@example.com"}},
    {"name": "ui-locales", "request": {"ui_locales": "se"}},
    {"name": "claims-locales", "request": {"claims_locales": "se"}})
def test_accepted(world, name, request):
    """oidcc-{name}: accepted"""
    Party(world).login(**request)


def test_acr_values(world):
    """oidcc-ensure-request-with-acr-values-succeeds"""
    party = Party(world)
    listed = world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json.get("acr_values_supported")
    asked = " ".join(listed) if listed else "1 2"
    claims = party.id_claims(party.login(acr_values=asked))
    assert not listed or claims["acr"] in listed, claims


def test_codereuse(world):
    """oidcc-codereuse: the second use is invalid_grant"""
    party = Party(world)
    flow = party.login()
    answer = flow.redeem(basic("oidf", SECRET), code_verifier=None)
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer


def test_codereuse_30seconds(world):
    """oidcc-codereuse-30seconds: invalid_grant, and the first access token is revoked"""
    party = Party(world)
    flow = party.login()
    world.database.pass_time(30)
    answer = flow.redeem(basic("oidf", SECRET), code_verifier=None)
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer
    assert party.userinfo(flow).status == 401


def test_registered_redirect_uri(world):
    """oidcc-ensure-registered-redirect-uri: an error page, no redirect"""
    party = Party(world)
    answer = party.browser.go(party.start(redirect_uri=CALLBACK + "/other").url)
    assert answer.status == 400 and answer.location is None, answer


def test_post_request(world):
    """oidcc-ensure-post-request-succeeds"""
    party = Party(world)
    flow = party.start()
    party.browser.go(f"{world.issuer}/authorize", "POST", form=flow.request)
    flow.answer = world.walk(party.browser)
    flow.code = flow.answer.parameters["code"]
    party.id_claims(party.finish(flow))


def test_client_secret_post(world):
    """oidcc-server-client-secret-post: the happy flow with client_secret_post"""
    party = Party(world, "oidf-post", "client_secret_post")
    party.id_claims(party.login())


def test_request_uri(world):
    """oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported: request_uri_not_supported"""
    party = Party(world)
    answer = party.browser.go(party.start(request_uri="https://rp.example/request").url)
    assert answer.parameters.get("error") == "request_uri_not_supported", answer


def test_request_object(world):
    """oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported: request_not_supported"""
    party = Party(world)
    answer = party.browser.go(party.start(request="eyJhbGciOiJub25lIn0.e30.").url)
    assert answer.parameters.get("error") == "request_not_supported", answer


def test_claims_essential(world):
    """oidcc-claims-essential: the claims parameter brings single claims where it asks for them"""
    party = Party(world)
    asked = {"userinfo": {"name": {"essential": True}}, "id_token": {"email": None}}
    flow = party.login(claims=json.dumps(asked))
    said, claims = party.userinfo(flow).json, party.id_claims(flow)
    assert "name" in said and "email" not in said and "email" in claims and "name" not in claims, (said, claims)


def test_request_object_with_redirect_uri(world):
    """oidcc-ensure-request-object-with-redirect-uri: a request object is never ignored"""
    party = Party(world)
    answer = party.browser.go(party.start(redirect_uri=CALLBACK, request="eyJhbGciOiJub25lIn0.e30.").url)
    assert answer.parameters.get("error") == "request_not_supported", answer


def test_refresh_token(world):
    """oidcc-refresh-token: offline_access with prompt=consent; bound to its client, tokens differ"""
    party, other = Party(world), Party(world, "oidf2")
    flow = party.login("openid offline_access", prompt="consent")
    answer = flow.refresh(headers=basic("oidf2", SECRET))
    assert answer.status == 400 and answer.json["error"] == "invalid_grant" and other, answer
    answer = flow.refresh(headers=basic("oidf", SECRET))
    assert answer.status == 200 and "no-store" in answer.header("cache-control"), answer
    assert answer.json["access_token"] != flow.tokens["access_token"]
    assert answer.json["refresh_token"] != flow.tokens["refresh_token"]


def test_pkce(world):
    """oidcc-ensure-request-with-valid-pkce-succeeds"""
    flow = world.tokens()
    assert re.fullmatch(r"[\w-]{43}", flow.request["code_challenge"])
