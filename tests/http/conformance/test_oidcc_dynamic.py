"""oidcc-dynamic and oidcc-3rdparty-init-login: their 23 and 2 names, one case each.  The names are OIDF's, the runner is ours.

The clients register themselves in the profile `oidf`: they send no PKCE, and the view `relaxation` shows what that takes.
"""

import json

from claims import claims_of, header_of
from listener import Listener
from registration import CALLBACK, configuration, enrol, registered
from server import until
from signer import Signer
from suite import each
from world import basic, bearer

SERVERS = ("lighttpd", "fcgid")
OTHER = "https://rp.example/other"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100


class Party:
    """The suite's client: it registers what a module needs, in one browser."""

    def __init__(self, world, **metadata):
        world.database.set("profile", "oidf")
        world.database.set("fetch_private", 1)  # what it publishes is on this machine
        self.world, self.browser = world, world.browser()
        self.said = registered(world, **{"grant_types": ["authorization_code", "refresh_token"], **metadata})
        self.client_id, self.user = self.said["client_id"], (self.said["client_id"], self.said.get("client_secret"))

    def start(self, scope="openid", **request):
        plain = {"code_challenge": None, "code_challenge_method": None, **request}
        return self.world.flow(self.client_id, plain.pop("redirect_uri", CALLBACK), scope, **plain)

    def finish(self, flow, **changes):
        assert flow.code, f"{flow.answer!r} {self.world.database.reason()}"
        answer = flow.redeem(basic(*self.user), code_verifier=None, **changes)
        assert answer.status == 200, f"{answer!r} {self.world.database.reason()}"
        return flow

    def login(self, scope="openid", **request):
        return self.finish(self.start(scope, **request).authorize(self.browser))

    def go(self, **request):
        """No code: an error page, or an error."""
        return self.browser.go(self.start(**request).url)

    def verified(self, token, alg, **options):
        """By the keys that are published: OIDC Core section 3.1.3.7."""
        jwks = self.world.wire.get(f"{self.world.issuer}/jwks").text
        said = json.dumps({"alg": alg, "iss": self.world.issuer, "aud": self.client_id, "leeway": 10, **options})
        reason = self.world.database.value("SELECT jwt_error(?, ?, ?)", token, jwks, said)
        assert reason is None, reason
        return claims_of(token)


class Page(Listener):
    """What the client publishes."""

    def __init__(self, content="", type="application/json"):
        super().__init__(lambda request, body: (200, {"Content-Type": self.type}, self.content))
        self.type = type
        self.content = content if isinstance(content, bytes) else content.encode()
        self.uri = f"http://localhost:{self.port}/it"


def test_idtoken_rs256(world):
    """oidcc-dynamic oidcc-idtoken-rs256: the ID token is signed by RS256, with a kid of the JWKS"""
    party = Party(world, id_token_signed_response_alg="RS256")
    token = party.login().tokens["id_token"]
    assert header_of(token)["alg"] == "RS256" and party.verified(token, "RS256")["sub"]


def test_idtoken_unsigned(world):
    """oidcc-dynamic oidcc-idtoken-unsigned: alg none is not listed, and who registers for it is refused by that name"""
    world.database.set("profile", "oidf")
    answer = enrol(world, id_token_signed_response_alg="none")
    assert answer.status == 400 and answer.json["error"] == "invalid_client_metadata" and "none" in answer.json["error_description"], answer
    assert "none" not in world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json["id_token_signing_alg_values_supported"]


def test_userinfo_rs256(world):
    """oidcc-dynamic oidcc-userinfo-rs256: userinfo is a JWT signed by RS256, with iss and aud"""
    party = Party(world, userinfo_signed_response_alg="RS256")
    flow = party.login()
    answer = world.wire.get(f"{world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"]))
    assert answer.header("content-type").startswith("application/jwt"), answer
    assert party.verified(answer.text, "RS256", exp="optional")["sub"] == claims_of(flow.tokens["id_token"])["sub"]


def test_redirect_uri_missing(world):
    """oidcc-dynamic oidcc-ensure-redirect-uri-in-authorization-request: of two registered ones none is chosen: an error page"""
    party = Party(world, redirect_uris=[CALLBACK, OTHER])
    answer = party.go(redirect_uri=None)
    assert answer.status == 400 and answer.location is None, answer


@each(
    {"name": "oidcc-redirect-uri-query-OK", "sent": CALLBACK + "?foo=bar", "good": True},
    {"name": "oidcc-redirect-uri-query-mismatch", "sent": CALLBACK + "?foo=other", "good": False},
    {"name": "oidcc-redirect-uri-query-added", "sent": CALLBACK + "?foo=bar&baz=1", "good": False})
def test_redirect_uri_query(world, name, sent, good):
    """oidcc-dynamic {name}: a redirect URI with a query is compared as a string"""
    party = Party(world, redirect_uris=[CALLBACK + "?foo=bar"])
    if good:
        party.login(redirect_uri=sent)
    else:
        answer = party.go(redirect_uri=sent)
        assert answer.status == 400 and answer.location is None, answer


def test_redirect_uri_fragment(world):
    """oidcc-dynamic oidcc-redirect-uri-regfrag: a redirect URI with a fragment is refused at registration"""
    answer = enrol(world, redirect_uris=[CALLBACK + "#fragment"])
    assert answer.status == 400 and answer.json["error"] == "invalid_redirect_uri", answer


def test_discovery(world):
    """oidcc-dynamic oidcc-discovery-endpoint-verification: the metadata name where to register, and it is there"""
    said = world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json
    assert said["issuer"] == world.issuer and said["registration_endpoint"] == f"{world.issuer}/register", said
    assert {"public", "pairwise"} == set(said["subject_types_supported"]) and "RS256" in said["id_token_signing_alg_values_supported"]
    assert enrol(world).status == 201


def test_server(world):
    """oidcc-dynamic oidcc-server: two clients register, and each signs the user in"""
    for _ in range(2):
        party = Party(world)
        flow = party.login()
        claims = party.verified(flow.tokens["id_token"], "RS256")
        assert claims["nonce"] == flow.nonce and "name" not in claims, claims


def test_logo(world):
    """oidcc-dynamic oidcc-registration-logo-uri: the logo stands on the sign-in page"""
    with Page(PNG, "image/png") as page:
        party = Party(world, logo_uri=page.uri)
    assert f'src="logo?client_id={party.client_id}"' in party.go().text


@each({"name": "oidcc-registration-policy-uri", "member": "policy_uri"}, {"name": "oidcc-registration-tos-uri", "member": "tos_uri"})
def test_links(world, name, member):
    """oidcc-dynamic {name}: the sign-in page links to it"""
    party = Party(world, **{member: "https://rp.example/it"})
    assert "https://rp.example/it" in party.go().page.links, party.browser.answer.page.links


class Keys:
    """A client that proves itself by keys at its jwks_uri."""

    def __init__(self, world):
        self.world = world
        self.signer = Signer(world, "nobody-yet", alg="RS256")
        self.page = Page(self.signer.jwks())

    def __enter__(self):
        self.page.__enter__()
        self.party = Party(self.world, token_endpoint_auth_method="private_key_jwt", jwks_uri=self.page.uri)
        self.signer.client_id = self.party.client_id
        return self

    def __exit__(self, *_):
        self.page.__exit__()

    def login(self, **claims):
        flow = self.party.start("openid offline_access", prompt="consent").authorize(self.party.browser)
        assert flow.code, flow.answer
        answer = flow.redeem(client_id=None, code_verifier=None, **self.signer.proof(**claims))
        assert answer.status == 200, f"{answer!r} {self.world.database.reason()}"
        return flow


def test_jwks_uri(world):
    """oidcc-dynamic oidcc-registration-jwks-uri: a client proves itself by a key at its jwks_uri"""
    with Keys(world) as client:
        client.login()


def test_sector_uri(world):
    """oidcc-dynamic oidcc-registration-sector-uri: a sector_identifier_uri that lists all redirect URIs is taken"""
    with Page(json.dumps([CALLBACK, OTHER])) as page:
        party = Party(world, subject_type="pairwise", sector_identifier_uri=page.uri, redirect_uris=[CALLBACK, OTHER])
    assert claims_of(party.login().tokens["id_token"])["sub"] != "u_alice"


def test_sector_bad(world):
    """oidcc-dynamic oidcc-registration-sector-bad: one that lacks a redirect URI is refused"""
    world.database.set("profile", "oidf")
    world.database.set("fetch_private", 1)
    with Page(json.dumps([OTHER])) as page:
        answer = enrol(world, subject_type="pairwise", sector_identifier_uri=page.uri)
    assert answer.status == 400 and answer.json["error"] == "invalid_client_metadata", answer


def test_rotate_keys(world):
    """oidcc-dynamic oidcc-server-rotate-keys: a new key for signatures appears, and the old ones stay"""
    def keys():
        return {key["kid"]: key for key in world.wire.get(f"{world.issuer}/jwks").json["keys"]}
    before = keys()
    for name, value in (("key_lifetime", 1000), ("jwks_cache", 100)):
        world.database.set(name, value)
    world.database.pass_time(900)
    until(lambda: set(before) < set(keys()), "a new key beside the old ones")
    assert all(key["use"] == "sig" for key in keys().values())


def test_rp_key_rotation(world):
    """oidcc-dynamic oidcc-refresh-token-rp-key-rotation: a client that has a new key refreshes with it, without registering again"""
    with Keys(world) as client:
        flow = client.login()
        client.signer.key = client.signer.new_key("RS256")
        client.page.content = client.signer.jwks().encode()
        world.database.change("UPDATE client_key_set SET asked_at = asked_at - 30")
        answer = flow.refresh(client_id=client.party.client_id, **client.signer.proof())
        assert answer.status == 200, f"{answer!r} {world.database.reason()}"


def at_request_uri(world, content):
    """The request of a client that keeps it at request_uri; what comes of it."""
    signer = Signer(world, "nobody-yet", alg="RS256")
    with Page(type="application/oauth-authz-req+jwt") as page:
        party = Party(world, jwks=json.loads(signer.jwks()), request_uris=[page.uri])
        flow = party.start()
        page.content = content(signer, flow.request).encode()
        flow.request = {"client_id": party.client_id, "response_type": "code", "scope": "openid", "redirect_uri": CALLBACK,
                        "request_uri": page.uri, "state": flow.state}
        party.browser.go(flow.url)
        flow.answer = world.walk(party.browser)
    flow.code = flow.answer.parameters.get("code")
    return party, flow


def test_request_uri_unsigned(world):
    """oidcc-dynamic oidcc-request-uri-unsigned: request_uri_not_supported"""
    _, flow = at_request_uri(world, lambda signer, request: "eyJhbGciOiJub25lIn0.e30.")
    assert flow.answer.parameters.get("error") == "request_uri_not_supported", flow.answer


def test_request_uri_signed(world):
    """oidcc-dynamic oidcc-request-uri-signed-rs256: what is signed by RS256 is the request"""
    party, flow = at_request_uri(world, lambda signer, request: signer.object(request))
    party.finish(flow)
    assert claims_of(flow.tokens["id_token"])["nonce"] == flow.nonce


def test_request_object(world):
    """oidcc-dynamic oidcc-ensure-request-object-with-redirect-uri: the redirect URI of the object wins"""
    signer = Signer(world, "nobody-yet", alg="RS256")
    party = Party(world, jwks=json.loads(signer.jwks()), redirect_uris=[CALLBACK, OTHER])
    flow = party.start()
    flow.request = {**flow.request, "request": signer.object({**flow.request, "redirect_uri": OTHER}), "redirect_uri": CALLBACK}
    party.browser.go(flow.url)
    flow.answer = world.walk(party.browser)
    assert flow.answer.location.startswith(OTHER + "?"), flow.answer
    flow.code = flow.answer.parameters["code"]
    party.finish(flow, redirect_uri=OTHER)


def test_refresh_token(world):
    """oidcc-dynamic oidcc-refresh-token: offline_access with prompt=consent; bound to its client"""
    party, other = Party(world), Party(world)
    flow = party.login("openid offline_access", prompt="consent")
    answer = flow.refresh(headers=basic(*other.user))
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer
    answer = flow.refresh(headers=basic(*party.user))
    assert answer.status == 200 and answer.json["access_token"] != flow.tokens["access_token"], answer
    assert claims_of(answer.json["id_token"])["sub"] == claims_of(flow.tokens["id_token"])["sub"]


def test_assertion_audience(world):
    """oidcc-dynamic oidcc-ensure-client-assertion-with-iss-aud-succeeds: an assertion for the issuer is good"""
    with Keys(world) as client:
        client.login(aud=world.issuer)


def test_initiate_login(world):
    """oidcc-3rdparty-init-login oidcc-3rd_party-init-login: initiate_login_uri is kept, and RFC 7592 reads it"""
    party = Party(world, initiate_login_uri="https://rp.example/login")
    assert configuration(world, party.said).json["initiate_login_uri"] == "https://rp.example/login"


def test_initiate_login_http(world):
    """oidcc-3rdparty-init-login oidcc-3rd_party-init-login-nohttps: one that is not https is refused"""
    answer = enrol(world, initiate_login_uri="http://rp.example/login")
    assert answer.status == 400 and answer.json["error"] == "invalid_client_metadata", answer
