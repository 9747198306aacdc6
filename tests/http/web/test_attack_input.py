"""What an attacker may type: values that no form of ours would send, where a fault would show."""

import urllib.parse

from browser import Browser, Wire
from suite import each
from world import SERVICE, basic

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ODD = ["0", "-1", "9223372036854775808", "1e999", "null", "{}", " {}", "[]", "[[", '{"id_token":{"sub":{"value":5}}}', "'", '"', "\\", "%",
       "\x01\x7f", "\r\nSet-Cookie: a=b", "\U0001f511", "a" * 5000, "u_alice", "ac_a.b", "rt_a.b", "..", "*", "e30.e30.e30", " {}\n"]
AUTHORIZE = ["response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method", "prompt",
             "max_age", "acr_values", "login_hint", "id_token_hint", "claims", "ui_locales", "display", "resource", "response_mode"]


@each(*AUTHORIZE)
def test_odd_authorization_requests(world, name):
    """RFC 6749 section 4.1.1: whatever {name} holds, the authorization endpoint never falters"""
    world.add_client("rp", "a-secret-of-the-test-made-of-many-words", ["https://rp.example/callback"], trusted=1)
    wire = Wire(world.origin)  # of its own, for none of these values is a secret
    for number, value in enumerate(ODD):
        flow = world.flow("rp", "https://rp.example/callback")
        flow.request[name] = value
        if number % 2:
            answer = Browser(wire).go(flow.url, follow=False)
        else:
            answer = Browser(wire).go(f"{world.issuer}/authorize", "POST", form=flow.request, follow=False)
        assert answer.status < 500, (value, answer)
        assert ("Set-Cookie", "a=b") not in answer.headers, answer.headers


@each("/token", "/introspect", "/revoke", "/userinfo", "/login", "/consent", "/logout", "/end_session")
def test_odd_forms(world, path):
    """RFC 6749 section 3.2: whatever a form says, {path} never falters"""
    names = ["grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "scope", "resource", "client_id", "client_secret",
             "token", "token_type_hint", "access_token", "request", "csrf", "username", "password", "allow", "logout", "stay",
             "id_token_hint", "post_logout_redirect_uri", "state", "client_assertion"]
    wire = Wire(world.origin)
    headers = basic(*SERVICE) if path in ("/introspect", "/revoke") else {}
    grants = ("authorization_code", "refresh_token", "client_credentials")
    for number, name in enumerate(names):
        for value in ODD[number % 4::4]:
            form = {"grant_type": grants[number % 3], "token": "x", "code": "ac_a.b", "refresh_token": "rt_a.b", name: value}
            answer = wire.post(world.issuer + path, form, headers=headers)
            assert answer.status < 500, (name, value, answer)


@each("provider", "api", "client", "workshop")
def test_odd_paths(world, program):
    """RFC 3986 section 3.3: a path that is too long, or no UTF-8, is at no address of {program}"""
    for path in ("a" * 1500, "a" * 3000, "a" * 6000, "%ff%fe", "%c3", "notes/%ff", "api/%ff", "%0d%0aa:b", "%2e%2e/%2e%2e/etc/passwd", ";x", "\\x"):
        answer = world.wire.get(f"{world.origin}/{program}/{path}")
        assert 400 <= answer.status < 500, (path, answer)


@each("state", "nonce", "login_hint", "prompt", "claims", "redirect_uri")
def test_long_parameters(world, name):
    """RFC 6749 section 4.1.2.1: a {name} longer than addresses are is refused in a short one, and fills no table"""
    wire = Wire(world.origin)
    flow = world.flow()
    flow.request.pop(name, None)
    before = {"redirect_uri": "http://127.0.0.1:" + "0" * 60000 + "1/callback", "prompt": "login " * 10000}
    body = f"{urllib.parse.urlencode(flow.request)}&{name}={before.get(name, '<' * 60000)}"
    answer = wire.send("POST", f"{world.issuer}/authorize", body=body, headers=FORM)
    if name == "redirect_uri":  # there is no known client to tell
        assert answer.status == 400 and answer.location is None, answer
    else:
        assert answer.status == 303 and answer.location.startswith(flow.redirect_uri) and len(answer.location) < 1000, answer
        assert answer.parameters["error"] == "invalid_request", answer
    assert world.database.value("SELECT count(*) FROM authorization_request") == 0


def test_long_way_back(world):
    """RFC 9110 section 4.1: neither a sign-out nor an answer as a form is redirected to an address that is too long"""
    wire, long = Wire(world.origin), "<" * 60000
    for url in (f"{world.issuer}/end_session", f"{world.client}/callback"):
        answer = wire.send("POST", url, body=f"code=x&state={long}", headers=FORM)
        assert answer.status == 400 and answer.location is None, answer
    assert world.database.value("SELECT count(*) FROM logout_request") == 0
