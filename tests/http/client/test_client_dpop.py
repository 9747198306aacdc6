"""The sample client with tokens that are bound to a key of its own: RFC 9449."""

import json

from claims import claims_of
from sample_client import call, held, signed_in
from stranger import Stranger
from suite import each
from world import bearer

SERVERS = ("lighttpd",)


def on(world, nonces="free", public=False):
    """At the client, and the provider asks for it as well."""
    world.database.change("UPDATE client_app SET dpop_bound_access_tokens = 1 WHERE client_app_id = 'notes-web'")
    world.database.change("UPDATE client SET dpop_bound_access_tokens = 1 WHERE client_id = 'notes-web'")
    if public:
        world.database.change("UPDATE client_app SET token_endpoint_auth_method = 'none', client_secret = NULL WHERE client_app_id = 'notes-web'")
        world.database.change("UPDATE client SET token_endpoint_auth_method = 'none', secret_hash = NULL WHERE client_id = 'notes-web'")
    world.database.set("dpop_nonce", nonces)


def thumbprint(world):
    return world.database.value("SELECT jwk_thumbprint(jwk) FROM client_app_key")


def requests(world, kind):
    return world.database.value("SELECT count(*) FROM flow_event WHERE kind = ? AND recorder = actor_to", kind)


@each("free", "demanded")
def test_journey(world, nonces):
    """RFC 9449 sections 5, 7 to 9: with nonces {nonces} the client signs in, calls the API, keeps and deletes a note"""
    on(world, nonces)
    browser = signed_in(world)
    assert claims_of(held(world)["access_token"])["cnf"] == {"jkt": thumbprint(world)}
    assert call(browser, world).status == 200
    browser.submit("add", text="bound")
    assert "bound" in browser.answer.page.text, world.database.reason()
    assert "200" in browser.submit("delete").page.text and call(browser, world).json["notes"] == [], world.database.reason()


def test_off(world):
    """RFC 6750: it is off until a row says otherwise"""
    signed_in(world)
    assert "cnf" not in claims_of(held(world)["access_token"]) and world.database.value("SELECT count(*) FROM client_app_key") == 0


def test_code(world):
    """RFC 9449 section 10: the code is bound to the key before it is on its way"""
    on(world)
    signed_in(world)
    assert world.database.value("SELECT dpop_jkt FROM authorization_code") == thumbprint(world)


def test_stolen(world):
    """RFC 9449 section 7: what somebody copies out of the client's database opens nothing"""
    on(world)
    signed_in(world)
    assert world.wire.get(f"{world.api}/notes", headers=bearer(held(world)["access_token"])).status == 401
    assert world.database.reason() == "token_bound"


@each({"kind": "that has a secret", "public": False}, {"kind": "that has none", "public": True})
def test_refresh(world, kind, public):
    """RFC 9449 section 5: a client {kind} renews its tokens with a fresh proof of the same key"""
    on(world, "demanded", public)
    browser = signed_in(world)
    family = world.database.value("SELECT dpop_jkt FROM authorization_grant")
    assert family == (thumbprint(world) if public else None), family
    world.database.pass_time(310)
    assert call(browser, world).status == 200, world.database.why()
    assert held(world)["generation"] == 2 and claims_of(held(world)["access_token"])["cnf"] == {"jkt": thumbprint(world)}


def test_nonces_are_kept(world):
    """RFC 9449 section 8: a nonce that was heard once is in the next proof, and no request is sent twice"""
    on(world, "demanded")
    browser = signed_in(world)
    assert call(browser, world).status == 200
    row = world.database.row("SELECT provider_nonce, api_nonce FROM client_app_key")
    assert row["provider_nonce"] and row["api_nonce"] and row["provider_nonce"] != row["api_nonce"]
    before = requests(world, "api.request")
    assert call(browser, world).status == 200 and requests(world, "api.request") == before + 1


def test_old_nonces(world):
    """RFC 9449 section 9: an old nonce is mended within the request, also while the tokens are renewed"""
    on(world, "demanded")
    browser = signed_in(world)
    world.database.change("UPDATE client_app_key SET provider_nonce = 'old', api_nonce = 'old'")
    world.database.pass_time(310)
    assert call(browser, world).status == 200, world.database.why()
    assert "old" not in tuple(world.database.row("SELECT provider_nonce, api_nonce FROM client_app_key"))


def test_userinfo(world):
    """OIDC Core section 5.3, RFC 9449 section 7: where the client asks at userinfo, it shows a proof there too"""
    on(world, "demanded")
    world.database.change("UPDATE client_app SET asks_userinfo = 1")
    browser = signed_in(world)
    world.database.pass_time(310)
    assert call(browser, world).status == 200, world.database.why()
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'userinfo.request' AND decision = 'allow'") == 2


def test_one_key(world):
    """RFC 9449 section 4: each login is by the same key, and nobody sees its private half"""
    on(world)
    signed_in(world)
    key = world.database.value("SELECT jwk FROM client_app_key")
    signed_in(world, "bob")
    assert world.database.value("SELECT jwk FROM client_app_key") == key
    kept = json.dumps([tuple(row) for row in world.database.rows("SELECT * FROM flow_event")])
    assert json.loads(key)["d"] not in kept


def test_switched_on_and_off(world):
    """RFC 9449 section 5: users who are signed in do not notice that it is switched on, or off again"""
    browser = signed_in(world)
    on(world)
    world.database.change("UPDATE client SET dpop_bound_access_tokens = 0")
    signed_in(world, "bob")
    assert call(browser, world).status == 200, world.database.why()
    assert "cnf" in claims_of(world.database.value("SELECT access_token FROM client_token ORDER BY generation DESC LIMIT 1"))
    world.database.change("UPDATE client_app SET dpop_bound_access_tokens = 0")
    assert call(browser, world).status == 200, world.database.why()


def test_provider_without(world):
    """RFC 9449 section 5: a provider that binds nothing is refused where bound tokens are wanted"""
    with Stranger(world) as stranger:
        world.database.change("UPDATE client_app SET dpop_bound_access_tokens = 1")
        got = stranger.login(world.browser())
        world.wire.faults.clear()  # 502 is what it should say
        assert got.status == 502 and world.database.reason() == "token_response_invalid", got
