"""What may be registered of a client, and what is then a relaxation: RFC 9700, RFC 8252, OAuth 2.1."""

import sqlite3

from claims import claims_of
from suite import each

SERVERS = ("lighttpd",)


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
    """A2, RFC 8252 section 7.1: {uri!r} cannot be registered as a redirect_uri"""
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
    """A4, A40, RFC 9700 section 2.6: whatever goes over http stands among the relaxations, by name"""
    world.database.change("INSERT INTO client_redirect_uri VALUES ('demo-cli', 'http://rp.example/callback')")
    found = {row["relaxation"] for row in world.database.rows("SELECT relaxation FROM relaxation")}
    assert {"setting issuer", "client demo-cli, redirect_uri http://rp.example/callback"} <= found, found


def test_subject_and_client_never_meet(world):
    """A28, RFC 9700 section 4.15: a user's sub begins with u_, and no client may be called so"""
    assert claims_of(world.tokens().tokens["access_token"])["sub"].startswith("u_")
    try:
        world.add_client("u_alice")
    except Exception as error:
        assert "CHECK" in str(error), error
    else:
        raise AssertionError("a client has a user's name")


@each("javascript", "data", "https", "blob", "file", "Cursor", "a.b", "")
def test_schemes_that_nobody_lists(world, scheme):
    """RFC 8252 section 7.1: {scheme!r} is no scheme of an app"""
    assert refused(world, "INSERT INTO private_use_scheme VALUES (?)", scheme)


def test_scheme_without_period(world):
    """RFC 8252 section 7.1: an app's scheme without a period is registered once it is listed, and stands among the relaxations"""
    uri = "cursor://anysphere.cursor-retrieval/oauth/callback"
    assert refused(world, "INSERT INTO client_redirect_uri VALUES ('demo-cli', ?)", uri)
    world.database.change("INSERT INTO private_use_scheme VALUES ('cursor')")
    world.database.change("INSERT INTO client_redirect_uri VALUES ('demo-cli', ?)", uri)
    flow = world.flow(redirect_uri=uri).authorize()
    assert flow.answer.location.startswith(uri + "?") and flow.redeem().status == 200, flow.answer
    assert world.database.value("SELECT spec FROM relaxation WHERE relaxation = ?", f"client demo-cli, redirect_uri {uri}") == "RFC 8252 7.1"
    assert refused(world, "DELETE FROM private_use_scheme WHERE scheme = ?", "cursor"), "a client has it still"
    world.database.change("DELETE FROM client_redirect_uri WHERE redirect_uri = ?", uri)
    world.database.change("DELETE FROM private_use_scheme WHERE scheme = 'cursor'")
