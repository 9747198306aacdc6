"""oidcc-basic and oidcc-formpost-basic: their 38 names, one case each.  The names are OIDF's, the runner is ours; it certifies nothing.

The client carries the relaxation pkce_required = 0, for these clients send no PKCE; the view `relaxation` shows it.
"""

import json

from claims import claims_of, header_of
from relying_party import CALLBACK, SECRET
from suite import each
from world import basic, bearer, challenge

SERVERS = ("lighttpd", "fcgid")
PLANS = ("oidcc-basic", "oidcc-formpost-basic")
MODES = {"oidcc-basic": None, "oidcc-formpost-basic": "form_post"}
PROFILE = (
    "name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website", "gender",
    "birthdate", "zoneinfo", "locale", "updated_at")
ALL_SCOPES = ("openid", "profile", "email", "address", "phone", "offline_access")


class Party:
    """The suite's client, in one browser."""

    def __init__(self, world, plan, client_id="oidf", method="client_secret_basic"):
        self.world, self.mode, self.client_id, self.method = world, MODES[plan], client_id, method
        world.add_client(client_id, SECRET, [CALLBACK], scopes=ALL_SCOPES, trusted=1, pkce_required=0,
                         token_endpoint_auth_method=method)
        self.browser = world.browser()

    def start(self, scope="openid", **request):
        plain = {"redirect_uri": CALLBACK, "response_mode": self.mode, "code_challenge": None, "code_challenge_method": None}
        return self.world.flow(self.client_id, scope=scope, **{**plain, **request})

    def finish(self, flow):
        verifier = flow.verifier if "code_challenge" in flow.request else None
        if self.method == "client_secret_post":
            answer = flow.redeem(client_secret=SECRET, code_verifier=verifier)
        else:
            answer = flow.redeem(basic(self.client_id, SECRET), code_verifier=verifier)
        assert answer.status == 200, f"{answer!r} {self.world.database.reason()}"
        assert "no-store" in answer.header("cache-control")
        return flow

    def sent(self, answer):
        """What the browser carries to the callback: in its query; or by POST as a form, and then nothing stands in the URL."""
        if self.mode is None:
            return answer.parameters
        assert answer.location is None, answer
        fields = next((form.fields for form in answer.page.forms if (form.method, form.action) == ("POST", CALLBACK)), {})
        self.world.wire.remember(fields)
        return fields

    def arrive(self, flow, answer):
        """At the callback with a code, which is spent there."""
        flow.code = self.sent(answer).get("code")
        assert flow.code, f"{answer!r} {self.world.database.reason()}"
        return self.finish(flow)

    def login(self, scope="openid", **request):
        return self.walk(self.start(scope, **request))

    def walk(self, flow):
        return self.arrive(flow, flow.authorize(self.browser).answer)

    def silently(self, **request):
        """Whoever is signed in sees no page."""
        flow = self.start(**request)
        return self.arrive(flow, self.browser.go(flow.url))

    def refusal(self, **request):
        """The error that comes back at once; None where there is an error page."""
        answer = self.browser.go(self.start(**request).url)
        error = self.sent(answer).get("error")
        assert (answer.status == 400) == (error is None), answer
        return error

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


def test_server(world, plan):
    """{plan} oidcc-server: the happy flow, twice, with two clients"""
    for client_id in ("oidf", "oidf2"):
        party = Party(world, plan, client_id)
        flow = party.login()
        claims = party.id_claims(flow)
        assert claims["nonce"] == flow.nonce and "name" not in claims and len(flow.code) >= 40, claims
        assert party.userinfo(flow).json["sub"] == claims["sub"]


def test_response_type_missing(world, plan):
    """{plan} oidcc-response-type-missing: back with invalid_request, or an error page"""
    error = Party(world, plan).refusal(response_type=None)
    assert error in ("invalid_request", "unsupported_response_type", None), error


def test_idtoken_signature(world, plan):
    """{plan} oidcc-idtoken-signature: RS256 by default, with a kid of the JWKS"""
    party = Party(world, plan)
    flow = party.login()
    head = header_of(flow.tokens["id_token"])
    assert head["alg"] == "RS256" and head["kid"] in world.wire.get(f"{world.issuer}/jwks").text
    party.id_claims(flow)


def test_idtoken_unsigned(world, plan):
    """{plan} oidcc-idtoken-unsigned: alg none is neither listed nor possible"""
    listed = world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json["id_token_signing_alg_values_supported"]
    assert "none" not in listed
    try:
        Party(world, plan)
        world.database.change("UPDATE client SET id_token_signed_response_alg = 'none' WHERE client_id = 'oidf'")
    except Exception as error:
        assert "signing_alg" in str(error), error
    else:
        raise AssertionError("a client may have unsigned ID tokens")


def test_userinfo_get(world, plan):
    """{plan} oidcc-userinfo-get"""
    party = Party(world, plan)
    assert party.userinfo(party.login()).status == 200


def test_userinfo_post_header(world, plan):
    """{plan} oidcc-userinfo-post-header"""
    party = Party(world, plan)
    assert party.userinfo(party.login(), "POST").status == 200


def test_userinfo_post_body(world, plan):
    """{plan} oidcc-userinfo-post-body: a token in the body may be refused (RFC 6750 section 2.2 is not supported), cleanly"""
    party = Party(world, plan)
    flow = party.login()
    answer = world.wire.post(f"{world.issuer}/userinfo", {"access_token": flow.tokens["access_token"]})
    assert answer.status in (200, 400, 401), answer


def test_without_nonce(world, plan):
    """{plan} oidcc-ensure-request-without-nonce-succeeds-for-code-flow"""
    party = Party(world, plan)
    assert "nonce" not in party.id_claims(party.login(nonce=None))


@each(
    {"name": "profile", "scope": "openid profile", "claims": PROFILE},
    {"name": "email", "scope": "openid email", "claims": ["email", "email_verified"]},
    {"name": "address", "scope": "openid address", "claims": ["address"]},
    {"name": "phone", "scope": "openid phone", "claims": ["phone_number"]},
    {"name": "all", "scope": "openid profile email address phone", "claims": [*PROFILE, "email", "address", "phone_number"]})
def test_scope(world, name, scope, claims, plan):
    """{plan} oidcc-scope-{name}: claims come from userinfo, not in the ID token"""
    party = Party(world, plan)
    flow = party.login(scope)
    said = party.userinfo(flow).json
    assert set(claims) <= set(said), said
    assert not set(claims) & set(party.id_claims(flow))


def test_alternate(world, plan):
    """{plan} oidcc-alternate-happy-flow: the order of scopes and parameters does not matter"""
    party = Party(world, plan)
    flow = party.start("email openid")
    flow.request = dict(reversed(list(flow.request.items())))
    assert "email" in party.userinfo(party.walk(flow)).json


@each("page", "popup")
def test_display(world, display, plan):
    """{plan} oidcc-display-{display}: no error"""
    Party(world, plan).login(display=display)


def test_prompt_login(world, plan):
    """{plan} oidcc-prompt-login: a second login page, and a later auth_time"""
    party = Party(world, plan)
    first = party.id_claims(party.login())
    world.database.pass_time(2)
    flow = party.start(prompt="login")
    assert party.browser.go(flow.url).page.title.startswith("Sign in"), party.browser.answer
    second = party.id_claims(party.walk(flow))
    assert second["sub"] == first["sub"] and second["auth_time"] > first["auth_time"], second


def test_prompt_none_not_logged_in(world, plan):
    """{plan} oidcc-prompt-none-not-logged-in: login_required"""
    assert Party(world, plan).refusal(prompt="none") == "login_required"


def test_prompt_none_logged_in(world, plan):
    """{plan} oidcc-prompt-none-logged-in: silently, the same sub and auth_time"""
    party = Party(world, plan)
    first = party.id_claims(party.login())
    second = party.id_claims(party.silently(prompt="none"))
    assert (second["sub"], second["auth_time"]) == (first["sub"], first["auth_time"])


def test_max_age_1(world, plan):
    """{plan} oidcc-max-age-1: login again, and auth_time is there"""
    party = Party(world, plan)
    first = party.id_claims(party.login())
    world.database.pass_time(2)
    flow = party.start(max_age="1")
    assert party.browser.go(flow.url).page.title.startswith("Sign in"), party.browser.answer
    assert party.id_claims(party.walk(flow))["auth_time"] > first["auth_time"]


def test_max_age_10000(world, plan):
    """{plan} oidcc-max-age-10000: no second login, auth_time stays"""
    party = Party(world, plan)
    first = party.id_claims(party.login(max_age="15000"))
    assert party.id_claims(party.silently(max_age="10000"))["auth_time"] == first["auth_time"]


def test_unknown_parameter(world, plan):
    """{plan} oidcc-ensure-request-with-unknown-parameter-succeeds"""
    Party(world, plan).login(extra="foobar")


def test_id_token_hint(world, plan):
    """{plan} oidcc-id-token-hint: prompt=none with the hint answers at once"""
    party = Party(world, plan)
    first = party.login()
    second = party.silently(prompt="none", id_token_hint=first.tokens["id_token"])
    assert party.id_claims(second)["sub"] == party.id_claims(first)["sub"]


@each(
    {"name": "login-hint", "request": {"login_hint": "alice@example.com"}},
    {"name": "ui-locales", "request": {"ui_locales": "se"}},
    {"name": "claims-locales", "request": {"claims_locales": "se"}})
def test_accepted(world, name, request, plan):
    """{plan} oidcc-{name}: accepted"""
    Party(world, plan).login(**request)


def test_acr_values(world, plan):
    """{plan} oidcc-ensure-request-with-acr-values-succeeds"""
    party = Party(world, plan)
    listed = world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json.get("acr_values_supported")
    asked = " ".join(listed) if listed else "1 2"
    claims = party.id_claims(party.login(acr_values=asked))
    assert not listed or claims["acr"] in listed, claims


def test_codereuse(world, plan):
    """{plan} oidcc-codereuse: the second use is invalid_grant"""
    party = Party(world, plan)
    flow = party.login()
    answer = flow.redeem(basic("oidf", SECRET), code_verifier=None)
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer


def test_codereuse_30seconds(world, plan):
    """{plan} oidcc-codereuse-30seconds: invalid_grant, and the first access token is revoked"""
    party = Party(world, plan)
    flow = party.login()
    world.database.pass_time(30)
    answer = flow.redeem(basic("oidf", SECRET), code_verifier=None)
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer
    assert party.userinfo(flow).status == 401


def test_registered_redirect_uri(world, plan):
    """{plan} oidcc-ensure-registered-redirect-uri: an error page, no redirect"""
    assert Party(world, plan).refusal(redirect_uri=CALLBACK + "/other") is None


def test_post_request(world, plan):
    """{plan} oidcc-ensure-post-request-succeeds"""
    party = Party(world, plan)
    flow = party.start()
    party.browser.go(f"{world.issuer}/authorize", "POST", form=flow.request)
    party.id_claims(party.arrive(flow, world.walk(party.browser)))


def test_client_secret_post(world, plan):
    """{plan} oidcc-server-client-secret-post: the happy flow with client_secret_post"""
    party = Party(world, plan, "oidf-post", "client_secret_post")
    party.id_claims(party.login())


def test_request_uri(world, plan):
    """{plan} oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported: request_uri_not_supported"""
    assert Party(world, plan).refusal(request_uri="https://rp.example/request") == "request_uri_not_supported"


def test_request_object(world, plan):
    """{plan} oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported: request_not_supported"""
    assert Party(world, plan).refusal(request="eyJhbGciOiJub25lIn0.e30.") == "request_not_supported"


def test_claims_essential(world, plan):
    """{plan} oidcc-claims-essential: the claims parameter brings single claims where it asks for them"""
    party = Party(world, plan)
    asked = {"userinfo": {"name": {"essential": True}}, "id_token": {"email": None}}
    flow = party.login(claims=json.dumps(asked))
    said, claims = party.userinfo(flow).json, party.id_claims(flow)
    assert "name" in said and "email" not in said and "email" in claims and "name" not in claims, (said, claims)


def test_request_object_with_redirect_uri(world, plan):
    """{plan} oidcc-ensure-request-object-with-redirect-uri: a request object is never ignored; beside an unregistered redirect_uri it brings an error page"""
    assert Party(world, plan, "oidf2").refusal(redirect_uri=CALLBACK + "/other", request="eyJhbGciOiJub25lIn0.e30.") is None
    assert Party(world, plan).refusal(redirect_uri=CALLBACK, request="eyJhbGciOiJub25lIn0.e30.") == "request_not_supported"


def test_refresh_token(world, plan):
    """{plan} oidcc-refresh-token: offline_access with prompt=consent; bound to its client, tokens differ"""
    party, other = Party(world, plan), Party(world, plan, "oidf2")
    flow = party.login("openid offline_access", prompt="consent")
    answer = flow.refresh(headers=basic("oidf2", SECRET))
    assert answer.status == 400 and answer.json["error"] == "invalid_grant" and other, answer
    answer = flow.refresh(headers=basic("oidf", SECRET))
    assert answer.status == 200 and "no-store" in answer.header("cache-control"), answer
    assert answer.json["access_token"] != flow.tokens["access_token"]
    assert answer.json["refresh_token"] != flow.tokens["refresh_token"]


def test_pkce(world, plan):
    """{plan} oidcc-ensure-request-with-valid-pkce-succeeds"""
    party = Party(world, plan)
    flow = party.start()
    flow.request.update(code_challenge=challenge(flow.verifier), code_challenge_method="S256")
    party.id_claims(party.walk(flow))
