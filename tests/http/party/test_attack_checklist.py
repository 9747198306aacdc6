"""Lines of the checklist (RFC 9700, OAuth 2.1) that are about how things are set up, and stand in no other file."""

import sqlite3

from stranger import Stranger
from suite import each


def refused(world, sql, *parameters):
    try:
        world.database.change(sql, *parameters)
    except sqlite3.IntegrityError:
        return True
    return False


def test_pkce_of_public_clients(world):
    """A6, RFC 9700 section 2.1.1: a public client needs PKCE, and no relaxation takes that away"""
    answer = world.browser().go(world.flow(code_challenge=None, code_challenge_method=None).url)
    assert answer.parameters["error"] == "invalid_request" and world.database.reason() == "pkce_required", answer
    assert refused(world, "UPDATE client SET pkce_required = 0 WHERE client_id = 'demo-cli'")


@each("javascript:/alert(1)", "jAvaScript:/x.y", "data:/text.html", "app:/callback", "https://rp.example/#x", "https://rp.example/\r\nA: b",
      "https://rp.example/é", "//rp.example/", "http://127.0.0.1:80/callback", "callback", "x:y.z:/callback")
def test_addresses_that_nobody_registers(world, uri):
    """A2, RFC 8252 section 7.1: {uri!r} is nobody's redirect_uri"""
    assert refused(world, "INSERT INTO client_redirect_uri VALUES ('demo-cli', ?)", uri)
    if not uri.startswith("http://127"):
        assert refused(world, "INSERT INTO client_post_logout_redirect_uri VALUES ('demo-cli', ?)", uri)


@each("https://rp.example/callback?x=1", "com.example.app:/callback", "com.example.app://host/callback")
def test_addresses_that_somebody_registers(world, uri):
    """C18, RFC 8252 section 7: {uri} may be registered, and is where the answer goes"""
    world.database.change("INSERT INTO client_redirect_uri VALUES ('demo-cli', ?)", uri)
    flow = world.flow(redirect_uri=uri).authorize()
    assert flow.answer.location.startswith(uri + ("&" if "?" in uri else "?")) and flow.redeem().status == 200, flow.answer


def test_http_is_a_relaxation(world):
    """A40, RFC 9700 section 2.6: whatever goes over http stands among the relaxations, by name"""
    world.database.change("INSERT INTO client_redirect_uri VALUES ('demo-cli', 'http://rp.example/callback')")
    found = {row["relaxation"] for row in world.database.rows("SELECT relaxation FROM relaxation")}
    assert {"setting issuer", "client demo-cli, redirect_uri http://rp.example/callback"} <= found, found


@each("provider", "client")
def test_cookies_behind_https(world, program):
    """C16, A40, RFC 6265bis section 4.1.3: behind https the cookie of {program} is __Host-, Secure, and for the whole host alone"""
    request = world.flow()
    request_url, login_url = request.url, f"{world.client}/login"
    world.browser().go(login_url)  # the provider's metadata is known from here on
    world.database.change("UPDATE setting SET value = 'https://op.example/provider' WHERE name = 'issuer'")
    answer = world.browser().go(request_url if program == "provider" else login_url, follow=False)
    name, *attributes = answer.header("set-cookie").split("; ")
    assert name.startswith(f"__Host-{program}-"), name
    said = {attribute.lower() for attribute in attributes}
    assert {"path=/", "secure", "httponly", "samesite=lax"} <= said and "domain" not in answer.header("set-cookie").lower(), said


def test_one_way_to_authenticate(world):
    """C1, C8, C13, RFC 6749 section 2.3: the client redeems its code by POST, says who it is once, and reads no access token"""
    with Stranger(world) as stranger:
        assert stranger.login(world.browser()).status == 303
        [form] = stranger.forms
        assert form["authorization"].startswith("Basic ") and not {"client_id", "client_secret"} & set(form), form
        assert form["grant_type"] == "authorization_code" and form["code_verifier"], form


def test_nonce_before_tokens(world):
    """C15, OIDC Core section 3.1.3.7: an ID token of another login leaves no session and no token behind"""
    with Stranger(world) as stranger:
        stranger.claims = {"nonce": "of-another-login"}
        assert stranger.login(world.browser()).status == 401
    assert world.database.reason() == "nonce_mismatch"
    assert world.database.value("SELECT count(*) FROM client_session") == world.database.value("SELECT count(*) FROM client_token") == 0


def test_callback_shows_nothing_foreign(world):
    """C10, RFC 9700 section 4.2.4: the page at the redirect_uri loads nothing from elsewhere, and says no referrer"""
    answer = world.wire.get(f"{world.client}/callback?code=a&state=b")
    policy = answer.header("content-security-policy")
    assert policy.startswith("default-src 'none'") and "http" not in policy, policy
    assert answer.header("referrer-policy") == "no-referrer"
    assert "http://" not in answer.text.replace(world.origin, "") and "https://" not in answer.text
