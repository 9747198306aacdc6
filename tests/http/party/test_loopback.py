"""Apps on the user's own machine: RFC 8252 sections 7.3 and 8.3.  The port is free where none is registered, coming and going."""

from refusal import refused_on_page
from relying_party import SECRET
from suite import each
from world import basic

SERVERS = ("lighttpd",)

ADDRESSES = ("http://127.0.0.1", "http://[::1]", "http://localhost")


def app(world, uri, client_id="app"):
    world.add_client(client_id, SECRET, [uri + "/callback"], trusted=1)
    world.database.change(
        "INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri) VALUES (?, ?)", client_id, uri + "/after")


def end_session(world, browser, **request):
    """The answer: back to the app, or a page of ours; a page that asks is answered with yes."""
    browser.go(f"{world.issuer}/end_session?" + "&".join(f"{name}={value}" for name, value in request.items()))
    if any("logout" in dict(form.buttons) for form in browser.answer.page.forms):
        browser.submit("logout")
    return browser.answer


@each(*({"address": address, "port": port} for address in ADDRESSES for port in ("", ":1", ":61234")))
def test_port_is_free(world, address, port):
    """RFC 8252 section 7.3: {address}{port} fits what is registered without a port, at login and at logout"""
    app(world, address)
    browser = world.browser()
    flow = world.flow("app", f"{address}{port}/callback").authorize(browser)
    assert flow.code and flow.answer.location.startswith(f"{address}{port}/callback?"), flow.answer
    assert flow.redeem(basic("app", SECRET)).status == 200
    answer = end_session(world, browser, id_token_hint=flow.tokens["id_token"], post_logout_redirect_uri=f"{address}{port}/after", state="s")
    assert answer.location == f"{address}{port}/after?state=s", answer


@each("http://localhost:8123", "https://localhost", "http://rp.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example")
def test_port_is_fixed(world, address):
    """RFC 9700 section 2.1: {address} is what it is: another port is another address"""
    app(world, address)
    other = address.removesuffix(":8123") + ":9999"
    answer = world.browser().go(world.flow("app", f"{other}/callback").url)
    assert answer.status == 400 and world.database.reason() == "redirect_uri_unknown", answer
    answer = end_session(world, world.browser(), client_id="app", post_logout_redirect_uri=f"{other}/after")
    assert answer.status == 400 and world.database.reason() == "post_logout_redirect_uri_unknown", answer


@each("http://localhost:0/after", "http://localhost:/after", "http://localhost:99999/after", "http://localhost:1@evil.example/after",
      "http://localhost:1x/after", "http://localhost:1?/after", "http://LOCALHOST:1/after", "http://localhost:1/other")
def test_no_loopback(world, uri):
    """RFC 8252 section 7.3: {uri} is not the address of the app, whatever its port"""
    app(world, "http://localhost")
    answer = end_session(world, world.browser(), client_id="app", post_logout_redirect_uri=uri)
    assert answer.status == 400 and world.database.reason() == "post_logout_redirect_uri_unknown", answer


def test_other_endpoints_parameter(world):
    """RFC 9700 section 2.1: a redirect_uri beside it does not make another address good at the logout"""
    app(world, "http://localhost")
    answer = end_session(world, world.browser(), client_id="app", redirect_uri="http://localhost:1/after",
                         post_logout_redirect_uri="http://evil.example/")
    assert answer.status == 400 and world.database.reason() == "post_logout_redirect_uri_unknown", answer


def test_localhost_is_a_relaxation(world):
    """RFC 8252 section 8.3: a client that registers localhost stands among the relaxations, by name"""
    for address in ADDRESSES:
        app(world, address, address)
    found = " ".join(row["relaxation"] for row in world.database.rows("SELECT relaxation FROM relaxation WHERE spec = 'RFC 8252 8.3'"))
    assert "redirect_uri http://localhost/callback" in found and "post_logout_redirect_uri http://localhost/after" in found, found
    assert "127.0.0.1" not in found and "::1" not in found, found


@each("http://127.0.0.1:1/callback", "http://127.0.0.1:61234/callback", "http://[::1]:8/callback", "http://127.0.0.1/callback")
def test_loopback_port_is_free(world, uri):
    """A1, RFC 8252 section 7.3: {uri} fits the registered loopback address, whatever its port"""
    flow = world.flow(redirect_uri=uri).authorize()
    assert flow.code and flow.answer.location.startswith(uri + "?"), flow.answer
    assert flow.redeem().status == 200


@each("http://127.0.0.1:1/other", "http://localhost:1/callback", "http://127.0.0.2:1/callback", "http://127.0.0.1:/callback",
      "http://127.0.0.1:1x/callback", "http://127.0.0.1:1@evil.example/callback", "http://127.0.0.1:99999/callback")
def test_loopback_is_loopback(world, uri):
    """A4, RFC 9700 section 2.6: {uri} is not a loopback callback of demo-cli"""
    refused_on_page(world, world.flow(redirect_uri=uri), "redirect_uri_unknown")
