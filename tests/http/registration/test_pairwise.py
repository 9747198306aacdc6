"""Pairwise subjects: OIDC Core section 8."""

import json

from back_channel import introspect, userinfo
from claims import claims_of
from device import GRANT as DEVICE
from device import Device
from listener import Listener
from registration import CALLBACK, enrol, registered
from relying_party import SECRET
from signer import Signer
from suite import each
from world import basic

SERVERS = ("lighttpd",)
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS = "urn:ietf:params:oauth:token-type:access_token"
OTHER = "https://other.example/callback"


def party(world, callback=CALLBACK, **metadata):
    return registered(world, subject_type="pairwise", redirect_uris=[callback], grant_types=["authorization_code", "refresh_token"], **metadata)


def login(world, said, user="alice", browser=None, callback=CALLBACK, **request):
    flow = world.flow(said["client_id"], callback, "openid profile", **request).authorize(browser, user)
    assert flow.code, f"{flow.answer!r} {world.database.reason()}"
    assert flow.redeem(basic(said["client_id"], said["client_secret"])).status == 200, world.database.reason()
    return flow


def subs(world, said, flow):
    """Each place where a sub goes out."""
    user = (said["client_id"], said["client_secret"])
    return {
        claims_of(flow.tokens["access_token"])["sub"], claims_of(flow.tokens["id_token"])["sub"],
        userinfo(world, flow.tokens["access_token"]).json["sub"],
        introspect(world, flow.tokens["access_token"], user).json["sub"], introspect(world, flow.tokens["refresh_token"], user).json["sub"]}


def test_one_name_for_each_sector(world):
    """OIDC Core section 8.1: at each sector alice has one name, in all tokens and answers, and never her own; bob has another"""
    here, beside, there = party(world), party(world), party(world, OTHER)
    flow = login(world, here)
    name, = subs(world, here, flow)
    assert name.startswith("u_") and name != "u_alice" and len(name) <= 255, name
    assert userinfo(world, flow.tokens["access_token"]).json["name"] == "Alice Liddell"
    assert subs(world, beside, login(world, beside)) == {name}, "the same host is the same sector"
    elsewhere, = subs(world, there, login(world, there, callback=OTHER))
    bob, = subs(world, here, login(world, here, "bob"))
    assert len({name, elsewhere, bob, "u_alice", "u_bob"}) == 5


def test_api(world):
    """OIDC Core section 17.3: an API learns no more of a user than the token says: introspection does not name whose pairwise name it is"""
    world.add_client("an-api", SECRET, grant_types=(), scopes=(), resource=world.api)
    said = party(world)
    flow = world.flow(said["client_id"], CALLBACK, "openid notes:read").authorize()
    assert flow.redeem(basic(said["client_id"], said["client_secret"])).status == 200, world.database.reason()
    answer = introspect(world, flow.tokens["access_token"], ("an-api", SECRET))
    assert answer.json["active"] and answer.json["sub"] == claims_of(flow.tokens["access_token"])["sub"], answer
    assert "username" not in answer.json and "alice" not in answer.text, answer


def test_exchanged(world):
    """RFC 8693 section 2.2.1: an API that trades the token of such a client for another keeps the name, and hears no other"""
    said = party(world)
    flow = world.flow(said["client_id"], CALLBACK, "openid notes:read").authorize()
    assert flow.redeem(basic(said["client_id"], said["client_secret"])).status == 200, world.database.reason()
    api = basic("notes-api", world.database.value("SELECT client_secret FROM trusted_issuer WHERE client_id = 'notes-api'"))
    form = {"grant_type": EXCHANGE, "subject_token": flow.tokens["access_token"], "subject_token_type": ACCESS, "resource": world.api2}
    answer = world.wire.post(f"{world.issuer}/token", form, headers=api)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    assert claims_of(answer.json["access_token"])["sub"] == claims_of(flow.tokens["access_token"])["sub"] != "u_alice"


def test_refreshed(world):
    """OIDC Core section 12.2: a refreshed ID token has the sub of the first"""
    said = party(world)
    flow = login(world, said)
    answer = flow.refresh(headers=basic(said["client_id"], said["client_secret"]))
    assert {claims_of(answer.json[token])["sub"] for token in ("access_token", "id_token")} == {claims_of(flow.tokens["id_token"])["sub"]}, answer


def test_comes_back(world):
    """OIDC Core sections 3.1.2.1 and 5.5.1: a hint and a claim say the user by the name that the client has, before and after a sign-in"""
    said = party(world)
    browser = world.browser()
    flow = login(world, said, browser=browser)
    name = claims_of(flow.tokens["id_token"])["sub"]
    for request in ({"id_token_hint": flow.tokens["id_token"]}, {"claims": json.dumps({"id_token": {"sub": {"value": name}}})}):
        silent = world.flow(said["client_id"], CALLBACK, "openid profile", prompt="none", **request)
        assert "code" in browser.go(silent.url).parameters, browser.answer
        assert login(world, said, **request).code, "in a browser that nobody is signed in at"
        other = world.browser()
        other.go(world.flow(said["client_id"], CALLBACK, "openid profile", **request).url)
        assert world.walk(other, "bob").parameters["error"] == "login_required", other.answer
    wrong = world.flow(said["client_id"], CALLBACK, "openid", prompt="none", claims=json.dumps({"id_token": {"sub": {"value": "u_alice"}}}))
    assert browser.go(wrong.url).parameters["error"] == "login_required", "her own name is nobody there"


def sector(content, status=200):
    return Listener(lambda request, body: (status, {"Content-Type": "application/json"}, content))


def test_sector_of_several_hosts(world):
    """OIDC Core section 8.1: several hosts are one sector where a list at sector_identifier_uri says so; the sector is the list's host"""
    with sector(json.dumps([CALLBACK, OTHER, "https://third.example/"]).encode()) as list_of_all:
        uri = f"http://localhost:{list_of_all.port}/sector"
        one = party(world, sector_identifier_uri=uri)
        both = registered(world, subject_type="pairwise", redirect_uris=[CALLBACK, OTHER], sector_identifier_uri=uri)
    assert both["sector_identifier_uri"] == uri
    name = claims_of(login(world, one).tokens["id_token"])["sub"]
    flow = world.flow(both["client_id"], OTHER, "openid").authorize()
    assert claims_of(flow.redeem(basic(both["client_id"], both["client_secret"])).json["id_token"])["sub"] == name


def test_sector_missing(world):
    """OIDC Core section 8.1: redirect URIs of two hosts are no sector by themselves"""
    answer = enrol(world, subject_type="pairwise", redirect_uris=[CALLBACK, OTHER])
    assert answer.status == 400 and world.database.reason() == "sector_missing", answer


@each(
    {"what": "a list without it", "content": b'["https://other.example/"]', "status": 200, "reason": "sector_mismatch"},
    {"what": "no list", "content": b'{"redirect_uris":["https://rp.example/callback"]}', "status": 200, "reason": "sector_unreachable"},
    {"what": "no JSON", "content": b"<html>", "status": 200, "reason": "sector_unreachable"},
    {"what": "another status", "content": b'["https://rp.example/callback"]', "status": 404, "reason": "sector_unreachable"},
    {"what": "more than 64 KiB", "content": b'["https://rp.example/callback"' + b" " * 65536 + b"]", "status": 200, "reason": "sector_unreachable"})
def test_sector_bad(world, what, content, status, reason):
    """OIDC Registration section 5: a sector_identifier_uri with {what} is refused, and the record says {reason}"""
    with sector(content, status) as server:
        answer = enrol(world, sector_identifier_uri=f"http://localhost:{server.port}/sector")
    assert answer.status == 400 and answer.json["error"] == "invalid_client_metadata" and world.database.reason() == reason, answer


def test_sector_redirects(world):
    """RFC 7591 section 5: a redirect is not followed"""
    with sector(json.dumps([CALLBACK]).encode()) as goal, Listener(
            lambda request, body: (302, {"Location": f"http://localhost:{goal.port}/"}, b"")) as server:
        answer = enrol(world, sector_identifier_uri=f"http://localhost:{server.port}/sector")
    assert answer.status == 400 and world.database.reason() == "sector_unreachable", answer


# ---- who has no redirect URI to be known by ----

def keys_of_its_own(world, listed=lambda jwks_uri: [jwks_uri], **more):
    """A server with a client's keys and a list of its sector, and the client's registration there for the device grant."""
    signer = Signer(world, "unregistered")
    said = {"/jwks": lambda: json.loads(signer.jwks())}
    server = Listener(lambda request, body: (200, {"Content-Type": "application/json"}, json.dumps(said[request.path]()).encode()))
    address = f"http://localhost:{server.port}"
    said["/sector"] = lambda: listed(f"{address}/jwks")
    metadata = {"subject_type": "pairwise", "redirect_uris": [], "grant_types": [DEVICE, "refresh_token"], "jwks_uri": f"{address}/jwks",
                "token_endpoint_auth_method": "private_key_jwt", "sector_identifier_uri": f"{address}/sector", **more}
    return signer, server, {name: value for name, value in metadata.items() if value is not None}


def test_device(world):
    """OIDC Core section 8.1, RFC 8628 section 3.5: a device's client of a sector that lists its keys knows its user by the sector's name, everywhere"""
    signer, server, metadata = keys_of_its_own(world, lambda jwks_uri: [jwks_uri, CALLBACK])
    with server:
        said = registered(world, **metadata)
        beside = party(world, sector_identifier_uri=metadata["sector_identifier_uri"])
        name, = subs(world, beside, login(world, beside))
        signer.client_id = said["client_id"]
        begun = signer.post("device_authorization", {"scope": "openid profile"}).json
        browser = world.browser()
        browser.go(begun["verification_uri_complete"])
        world.walk(browser)
        browser.submit("allow")
        tokens = signer.post("token", {"grant_type": DEVICE, "device_code": begun["device_code"]}).json
        tokens = signer.post("token", {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}).json
        told = [signer.post("introspect", {"token": tokens[kind]}).json["sub"] for kind in ("access_token", "refresh_token")]
        told += [claims_of(tokens[kind])["sub"] for kind in ("access_token", "id_token")]
        assert {*told, userinfo(world, tokens["access_token"]).json["sub"]} == {name} != {"u_alice"}, told


@each(
    {"what": "no sector_identifier_uri", "more": {"sector_identifier_uri": None}},
    {"what": "no sector_identifier_uri, but redirect URIs, where no token of a device goes",
     "more": {"sector_identifier_uri": None, "redirect_uris": [CALLBACK], "grant_types": ["authorization_code", DEVICE]}},
    {"what": "keys that stand nowhere", "more": {"jwks_uri": None, "jwks": "its own"}},
    {"what": "keys that it does not prove itself with", "more": {"token_endpoint_auth_method": "none"}},
    {"what": "a secret", "more": {"token_endpoint_auth_method": "client_secret_basic", "jwks_uri": None}})
def test_device_unproven(world, what, more):
    """OIDC Core section 8.1: a device's client with {what} is of no sector: it is refused by name, and never told the public subject"""
    signer, server, metadata = keys_of_its_own(world, **more)
    if metadata.get("jwks"):
        metadata["jwks"] = json.loads(signer.jwks())
    with server:
        answer = enrol(world, **metadata)
    assert answer.status == 400 and answer.json["error"] == "invalid_client_metadata", f"{answer!r} {world.database.reason()}"
    assert world.database.reason() == "sector_unproven", world.database.reason()
    assert world.database.value("SELECT count(*) FROM client WHERE origin = 'registration'") == 0


APPS = ("com.example.app:/callback", "http://127.0.0.1/callback", "http://localhost/callback")


@each(*APPS)
def test_app_unproven(world, callback):
    """OIDC Core section 8.1: whose code goes to {callback}, which may be anybody's, is of no sector only because its list has that address"""
    _, server, metadata = keys_of_its_own(
        world, lambda jwks_uri: [CALLBACK, callback, jwks_uri], redirect_uris=[CALLBACK, callback], grant_types=["authorization_code"])
    with server:
        for method in ("none", "client_secret_basic"):
            answer = enrol(world, **{**metadata, "token_endpoint_auth_method": method})
            assert answer.status == 400 and world.database.reason() == "sector_unproven", f"{answer!r} {world.database.reason()}"
        assert enrol(world, **metadata).status == 201, world.database.reason()


@each(*APPS)
def test_app_of_another_sector(world, callback):
    """OIDC Core section 8.1: nor by keys that its list has not: {callback}"""
    _, server, metadata = keys_of_its_own(world, lambda jwks_uri: [callback], redirect_uris=[callback], grant_types=["authorization_code"])
    with server:
        answer = enrol(world, **metadata)
    assert answer.status == 400 and world.database.reason() == "sector_mismatch", f"{answer!r} {world.database.reason()}"


@each([], [CALLBACK], ["https://rp.example/jwks"])
def test_device_of_another_sector(world, listed):
    """OIDC Core section 8.1: nor does anybody join the sector of others, whose list ({listed}) has not their keys"""
    _, server, metadata = keys_of_its_own(world, lambda jwks_uri: listed, redirect_uris=listed[:1] if CALLBACK in listed else [])
    with server:
        answer = enrol(world, **metadata)
    assert answer.status == 400 and world.database.reason() == "sector_mismatch", f"{answer!r} {world.database.reason()}"


@each(["com.example.app:/callback"], ["com.example.app://callback"], ["http://127.0.0.1/callback"], ["http://localhost:8080/callback"],
      [CALLBACK, "com.example.app://rp.example/callback"])
def test_no_host(world, redirect_uris):
    """OIDC Core section 8.1: an app's own scheme and a loopback address are nobody's host, and no sector: {redirect_uris}"""
    answer = enrol(world, subject_type="pairwise", redirect_uris=redirect_uris)
    assert answer.status == 400 and world.database.reason() == "sector_missing", f"{answer!r} {world.database.reason()}"


def test_of_an_administrator(world):
    """RFC 8628 section 3.5: a client whose sector an administrator names has that sector's names, by whichever grant; for itself it is itself"""
    world.add_client("box", SECRET, grant_types=(DEVICE, "client_credentials"), subject_type="pairwise", sector_identifier="box.example")
    device = Device(world, basic("box", SECRET))
    tokens = device.tokens()
    assert claims_of(tokens["access_token"])["sub"] == userinfo(world, tokens["access_token"]).json["sub"] != "u_alice"
    own = world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", "scope": "notes:read"}, headers=basic("box", SECRET)).json
    assert claims_of(own["access_token"])["sub"] == "box"
    assert introspect(world, own["access_token"], ("box", SECRET)).json["sub"] == "box"
    try:
        world.database.change("UPDATE client SET sector_identifier = NULL WHERE client_id = 'box'")
    except Exception as error:
        assert "sector_identifier" in str(error), error
    else:
        raise AssertionError("a pairwise client without a sector")
