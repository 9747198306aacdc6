"""A device signs in: RFC 8628, from its first request to its tokens."""

import re

from back_channel import introspect, metadata, userinfo
from claims import claims_of
from device import GRANT, Device
from dpop import Key, bound_to
from refusal import refused_in_json
from suite import each
from world import basic

SERVERS = ("lighttpd",)
# What a client can lose while its device waits.
LOST = {
    "the client lost the scope": "DELETE FROM client_scope WHERE client_id = 'demo-cli'",
    "the client lost the API": "DELETE FROM client_scope WHERE client_id = 'demo-cli' AND scope GLOB 'notes:*'",
    "the scope went to another API":
        "UPDATE scope SET resource = (SELECT resource FROM protected_resource WHERE name <> 'Notes') WHERE scope GLOB 'notes:*'",
    "the client is suspended": "UPDATE client SET suspended_at = 1 WHERE client_id = 'demo-cli'",
    "the client lost the grant": f"DELETE FROM client_grant_type WHERE client_id = 'demo-cli' AND grant_type = '{GRANT}'",
}


def test_metadata(world):
    """RFC 8628 section 4: the metadata names the endpoint, and RFC 8414 section 2 the grant"""
    said = metadata(world).json
    assert said["device_authorization_endpoint"] == f"{world.issuer}/device_authorization"
    assert GRANT in said["grant_types_supported"]


def test_begins(world):
    """RFC 8628 section 3.2: a device gets its two codes, where its user goes, how long it lasts, and how often it may ask"""
    device = Device(world)
    said = device.said
    assert device.answer.status == 200 and "no-store" in device.answer.header("cache-control"), device.answer
    assert re.fullmatch(r"[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", said["user_code"]), said
    assert said["verification_uri"] == f"{world.issuer}/device"
    assert said["verification_uri_complete"] == f"{world.issuer}/device?user_code={said['user_code']}"
    assert said["expires_in"] == 900 and said["interval"] == 5, said
    row = dict(world.database.row("SELECT * FROM device_authorization"))
    letters = said["user_code"].replace("-", "")
    assert not any(secret in str(row) for secret in (letters, said["user_code"], said["device_code"].split(".")[1])), row


def test_user_codes(world):
    """RFC 8628 section 6.1: user codes are of twenty letters, each as likely as the other"""
    world.database.set("login_attempts_network", 10000)
    letters = "".join(Device(world).said["user_code"].replace("-", "") for _ in range(60))
    assert len(set(letters)) == 20, sorted(set(letters))
    assert max(letters.count(letter) for letter in set(letters)) < 60, letters


def test_tokens(world):
    """RFC 8628 section 3.5: allowed, the device gets its tokens: offline, and its ID token is the user's"""
    device = Device(world)
    tokens = device.tokens()
    assert tokens["token_type"] == "Bearer" and tokens["scope"] == "openid notes:read", tokens
    assert claims_of(tokens["access_token"])["aud"] == world.api
    assert claims_of(tokens["id_token"])["sub"] == "u_alice" and "nonce" not in claims_of(tokens["id_token"])
    assert userinfo(world, tokens["access_token"]).json["sub"] == "u_alice"
    assert world.database.value("SELECT offline FROM authorization_grant") == 1


def test_refreshed(world):
    """RFC 8628 section 3.5: its refresh token outlives the browser in which its user decided"""
    device, browser = Device(world), world.browser()
    device.decide(browser=browser)
    browser.go(f"{world.issuer}/end_session")
    browser.submit("logout")
    assert world.database.value("SELECT count(*) FROM open_session") == 0, "signed out before the device came"
    tokens = device.poll().json
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], "client_id": "demo-cli"}
    assert world.wire.post(f"{world.issuer}/token", form).status == 200, world.database.reason()


def test_pending(world):
    """RFC 8628 section 3.5: until the user has decided the device waits; who asks too soon waits five seconds longer each time"""
    device = Device(world)
    refused_in_json(world, device.poll(), "authorization_pending", "device_pending")
    refused_in_json(world, device.poll(), "slow_down", "device_hurries")
    world.database.pass_time(6)
    refused_in_json(world, device.poll(), "slow_down", "device_hurries")
    assert world.database.value("SELECT poll_interval FROM device_authorization") == 15
    world.database.pass_time(15)
    refused_in_json(world, device.poll(), "authorization_pending", "device_pending")
    assert device.decide().status == 200
    assert device.poll().status == 200, "what is allowed is told at once"


def test_denied(world):
    """RFC 8628 section 3.5: turned away, the device hears access_denied, as often as it asks"""
    device = Device(world)
    device.decide("deny")
    for _ in range(2):
        refused_in_json(world, device.poll(), "access_denied", "device_denied")
    assert world.database.value("SELECT count(*) FROM authorization_grant") == 0


@each("nobody decided", "allowed")
def test_expired(world, how):
    """RFC 8628 section 3.5: a device that comes too late ({how}) hears expired_token"""
    device = Device(world)
    if how == "allowed":
        device.decide()
    world.database.pass_time(901)
    refused_in_json(world, device.poll(), "expired_token", "device_code_expired")


def test_replayed(world):
    """RFC 8628 section 3.5: a device code brings tokens once; shown again it takes them with it, RFC 6749 section 4.1.2"""
    device = Device(world)
    tokens = device.tokens()
    refused_in_json(world, device.poll(), "invalid_grant", "device_code_replayed")
    assert userinfo(world, tokens["access_token"]).status == 401
    refused_in_json(world, device.poll(), "invalid_grant", "device_code_replayed")


@each({"changes": {"device_code": "dc_nothing.nothing"}, "error": "invalid_grant", "reason": "device_code_unknown"},
      {"changes": {"device_code": "nothing"}, "error": "invalid_grant", "reason": "device_code_unknown"},
      {"changes": {"device_code": ""}, "error": "invalid_request", "reason": "device_code_missing"},
      {"changes": {"resource": "https://other.example/"}, "error": "invalid_target", "reason": "resource_mismatch"},
      {"changes": {"client_id": "demo-spa"}, "error": "unauthorized_client", "reason": "grant_forbidden"})
def test_refused(world, changes, error, reason):
    """RFC 8628 section 3.4: {changes} at the token endpoint is {error}, and spends nothing"""
    device = Device(world)
    device.decide()
    refused_in_json(world, device.poll(**changes), error, reason)
    assert device.poll().status == 200, world.database.reason()


def test_other_client(world):
    """RFC 8628 section 3.4: a device code is its own client's, and no other learns whether it was allowed"""
    world.add_client("other", secret="other-secret", grant_types=(GRANT,))
    device = Device(world)
    device.decide()
    device.headers, device.client = basic("other", "other-secret"), {}
    refused_in_json(world, device.poll(), "invalid_grant", "device_code_other_client")
    device.headers, device.client = None, {"client_id": "demo-cli"}
    assert device.poll().status == 200, "and it did not end anything"


@each({"form": {"client_id": "demo-spa"}, "status": 400, "error": "unauthorized_client", "reason": "grant_forbidden"},
      {"form": {"client_id": "nobody"}, "status": 401, "error": "invalid_client", "reason": "client_unknown"},
      {"form": {"client_id": "notes-web"}, "status": 401, "error": "invalid_client", "reason": "client_method_mismatch"},
      {"form": {"scope": "nothing"}, "status": 400, "error": "invalid_scope", "reason": "scope_invalid"},
      {"form": {"scope": "offline_access"}, "status": 400, "error": "invalid_scope", "reason": "scope_invalid"},
      {"form": {"scope": "notes:read calendar:read"}, "status": 400, "error": "invalid_target", "reason": "resource_ambiguous"},
      {"form": {"resource": "https://other.example/"}, "status": 400, "error": "invalid_target", "reason": "resource_unknown"})
def test_not_begun(world, form, status, error, reason):
    """RFC 8628 section 3.1: a device that asks with {form} is refused as everywhere, and nothing is stored"""
    refused_in_json(world, Device(world, **form).answer, error, reason, status)
    assert world.database.value("SELECT count(*) FROM device_authorization") == 0


def test_confidential(world):
    """RFC 8628 section 3.1: a client with a secret shows it, at both endpoints"""
    world.add_client("tv", secret="tv-secret", grant_types=(GRANT, "refresh_token"))
    tokens = Device(world, headers=basic("tv", "tv-secret")).tokens()
    assert introspect(world, tokens["refresh_token"], ("tv", "tv-secret")).json["active"] is True


def test_resource(world):
    """RFC 8707 section 2: a device says for which API, and may say it again for its tokens"""
    device = Device(world, scope="calendar:read", resource=world.api2)
    assert claims_of(device.tokens(resource=world.api2)["access_token"])["aud"] == world.api2


def test_throttled(world):
    """RFC 8628 section 5.1: a stranger does not begin sign-ins without end in a public client's name, nor one that registered itself; others are not counted"""
    world.add_client("tv", secret="tv-secret", grant_types=(GRANT,))
    world.database.set("login_attempts_network", 3)
    assert [Device(world).answer.status for _ in range(4)] == [200, 200, 200, 429]
    refused = Device(world).answer
    refused_in_json(world, refused, "temporarily_unavailable", "device_too_often", 429)
    assert int(refused.header("retry-after")) > 0
    assert Device(world, headers=basic("tv", "tv-secret")).answer.status == 200
    world.database.change("UPDATE client SET origin = 'registration' WHERE client_id = 'tv'")
    assert Device(world, headers=basic("tv", "tv-secret")).answer.status == 429


def test_bounded(world):
    """RFC 8628 section 5.1: as many devices wait as setting pending_largest says; the oldest go, and what is over is forgotten"""
    world.database.set("login_attempts_network", 10000)
    world.database.set("pending_largest", 100)
    rows = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 99) SELECT n FROM n"
    now = world.database.now()
    world.database.change(
        "INSERT INTO device_authorization (device_id, secret_hash, user_code_hash, client_id, scope, trace_id, created_at, expires_at) "
        f"SELECT 'd' || n, token_hash('s'), token_hash(n), 'demo-cli', 'notes:read', 't', ?, ? + n FROM ({rows})", now, now + 60)
    for _ in range(3):
        Device(world)
    assert world.database.value("SELECT count(*) FROM device_authorization") <= 100
    assert world.database.value("SELECT number FROM tally WHERE object = 'device_authorization'") == \
        world.database.value("SELECT count(*) FROM device_authorization WHERE redeemed_at IS NULL")
    world.database.pass_time(900 + 3601)
    for _ in range(30):
        Device(world)
    world.database.clean()
    assert world.database.value("SELECT count(*) FROM device_authorization") == 30


@each("the client lost the scope", "the client lost the API", "the scope went to another API", "the user took it back", "a new password",
      "the client is suspended", "the client lost the grant")
def test_taken_away(world, how):
    """RFC 6749 section 6: between the user's yes and the device's next question {how}: it gets nothing"""
    device = Device(world, scope="openid notes:read" if how == "the client lost the API" else "notes:read", resource=world.api)
    device.decide()
    change = {
        **LOST,
        "the user took it back": "DELETE FROM consent WHERE client_id = 'demo-cli'",
        "a new password": "UPDATE end_user SET password_hash = password_hash('other', '{\"N\":1024}') WHERE username = 'alice'"}[how]
    world.database.change(change)
    reason = {"a new password": "password_changed", "the client is suspended": "client_suspended",
              "the client lost the grant": "grant_forbidden"}.get(how, "scope_withdrawn")
    answer = device.poll()
    assert answer.status in (400, 401) and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    assert "access_token" not in answer.text


@each(*LOST)
def test_taken_away_before(world, how):
    """RFC 8628 section 3.3: {how} before its user decided: nobody can allow it any more, and the device hears that there is nothing to wait for"""
    device, browser = Device(world, scope="openid notes:read", resource=world.api), world.browser()
    assert device.page(browser).status == 200
    world.database.change(LOST[how])
    reason = {"the client is suspended": "client_id_suspended", "the client lost the grant": "grant_forbidden"}.get(how, "request_scope_withdrawn")
    answer = browser.submit("allow")
    assert answer.status == 400 and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    assert world.database.value("SELECT count(*) FROM authorization_grant") == 0
    answer = device.poll()
    assert answer.status in (400, 401) and answer.json["error"] != "authorization_pending", answer


def test_less_left(world):
    """RFC 8628 section 3.3: what the client lost before its user decided is neither asked nor granted, though it comes back later"""
    device, browser = Device(world, scope="openid profile notes:read"), world.browser()
    world.database.change("DELETE FROM client_scope WHERE client_id = 'demo-cli' AND scope = 'profile'")
    words = world.database.value("SELECT description FROM scope WHERE scope = 'profile'")
    assert words not in device.page(browser).page.text
    browser.submit("allow")
    world.database.change("INSERT INTO client_scope (client_id, scope) VALUES ('demo-cli', 'profile')")
    assert device.poll().json["scope"] == "openid notes:read"


def test_no_orphan(world):
    """RFC 8628 section 3.5: a grant whose device never came is forgotten with its code"""
    device = Device(world)
    device.decide()
    assert world.database.value("SELECT count(*) FROM authorization_grant") == 1
    world.database.pass_time(900 + 3601)
    world.database.clean()
    assert world.database.value("SELECT count(*) FROM authorization_grant") == 0


def test_one_journey(world):
    """the flow record shows one journey: what the device asked, what its user decided, its tokens"""
    device = Device(world)
    device.poll()
    device.tokens()
    kinds = [row["kind"] for row in world.database.rows(
        "SELECT kind FROM flow_event WHERE trace_id = (SELECT trace_id FROM device_authorization) ORDER BY event_id")]
    assert kinds == ["device.request", "device.response", "token.poll", "device.form", "device.allowed", "token.poll", "token.response"], kinds


def test_bound(world):
    """RFC 9449 section 5: a device that proves a key gets tokens that are bound to it, and nobody else renews them"""
    device, key, other = Device(world), Key(world), Key(world)
    device.headers = key.shown("POST", f"{world.issuer}/token")
    tokens = device.tokens()
    assert tokens["token_type"] == "DPoP" and bound_to(tokens["access_token"]) == {"jkt": key.jkt}, tokens
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], "client_id": "demo-cli"}
    for headers, status in ((None, 400), (other.shown("POST", f"{world.issuer}/token"), 400), (key.shown("POST", f"{world.issuer}/token"), 200)):
        assert world.wire.post(f"{world.issuer}/token", form, headers=headers).status == status, world.database.reason()
