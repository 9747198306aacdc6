"""The sample client: a Backend for Frontend, with our provider."""

import re
import urllib.parse

from listener import Listener
from sample_client import at_callback, call, held, signed_in
from suite import each


def test_start_page(world):
    """OIDC Core section 3.1: a user who is not signed in gets an offer, and no cookie"""
    answer = world.wire.get(f"{world.client}/")
    assert answer.status == 200 and not answer.cookies and f"{urllib.parse.urlsplit(world.client).path}/login" in answer.text, answer


def test_login(world):
    """OIDC Core section 3.1: from the start page to the dashboard, which says what the ID token said"""
    browser = signed_in(world)
    text = browser.answer.page.text
    assert "Alice Liddell" in text and "u_alice" in text and world.issuer in text, text


def test_no_token_in_the_browser(world):
    """C16: the browser gets one cookie, HttpOnly and Lax, and no token"""
    browser = signed_in(world)
    row = held(world)
    id_token = world.database.value("SELECT id_token FROM client_session")
    browser.go(f"{world.client}/")
    for token in (row["access_token"], row["refresh_token"], id_token):
        assert token not in browser.answer.text
        assert not any(token in value for value in browser.jar.values())
    ours = [(name, path) for name, path in browser.jar if path == "/client"]
    assert len(ours) == 1, ours
    for cookie in world.wire.get(f"{world.client}/login").cookies:
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie, cookie


def test_cookie_is_renewed(world):
    """RFC 9700 section 4.7: the cookie before the login is not the cookie after it"""
    browser = world.browser()
    browser.go(f"{world.client}/login", follow=False)
    before = set(browser.jar.values())
    browser.go(browser.answer.location)
    world.walk(browser)
    after = {value for (_, path), value in browser.jar.items() if path == "/client"}
    assert after and not after & before
    assert browser.go(f"{world.client}/").status == 200


@each("https://evil.example/", "//evil.example/", "/\\evil.example", "/%0d%0aX:y", "javascript:alert(1)", "evil")
def test_no_open_redirector(world, target):
    """C6, RFC 9700 section 4.11.1: after the login nobody is sent to {target}"""
    browser = world.browser()
    browser.go(f"{world.client}/login?{urllib.parse.urlencode({'return_to': target})}")
    answer = world.walk(browser)
    assert answer.status == 200 and answer.url == f"{world.client}/", answer.url


def test_return(world):
    """RFC 9700 section 4.11.1: after the login one comes back to the page that asked for it"""
    assert signed_in(world, path="/login?return_to=/reveal").answer.url == f"{world.client}/reveal"


def test_two_tabs(world):
    """RFC 9700 section 4.7: two tabs of one browser sign in side by side"""
    browser, first = at_callback(world)
    _, second = at_callback(world, browser)
    assert browser.go(first, follow=False).status == 303
    assert browser.go(second, follow=False).status == 303
    assert browser.go(f"{world.client}/").status == 200 and "Alice" in browser.answer.text
    rows = world.database.rows("SELECT ended_reason FROM client_session ORDER BY created_at")
    assert sorted(str(row[0]) for row in rows) == ["None", "new_login"], [row[0] for row in rows]


def test_buttons(world):
    """WCAG 2.1: the dashboard's buttons do it without a script"""
    browser = signed_in(world)
    answer = browser.submit("add", text="buy milk")
    assert answer.status == 200 and "buy milk" in answer.page.text and "201" in answer.page.text, answer
    assert "u_alice" in browser.submit("call").page.text
    answer = browser.submit("delete")
    assert "buy milk" not in [note["text"] for note in call(browser, world).json["notes"]], answer
    world.database.pass_time(400)
    browser.go(f"{world.client}/")
    browser.submit("add", text="later")
    answer = browser.submit("delete")
    assert answer.status == 200 and "insufficient_user_authentication" in answer.text and "later" in answer.page.text, answer


def test_step_up(world):
    """RFC 9470 section 4: when the API wants a recent login, the client offers one, and then it works"""
    browser = signed_in(world)
    browser.submit("add", text="to be deleted")
    world.database.pass_time(400)
    browser.go(f"{world.client}/")
    answer = browser.submit("delete")
    again = next(link for link in answer.page.links if "max_age=300" in link)
    browser.go(again)
    assert browser.answer.page.title.startswith("Sign in"), browser.answer
    assert world.walk(browser).status == 200
    answer = browser.submit("delete")
    assert "200" in answer.page.text and call(browser, world).json["notes"] == [], answer


@each({"says": 'max_age="60", acr_values="urn:example:2 urn:example:1"', "asks": {"max_age": "60", "acr_values": "urn:example:2 urn:example:1"}},
      {"says": 'acr_values="2"', "asks": {"prompt": "login", "acr_values": "2"}},
      {"says": 'max_age="x&prompt=none", acr_values="a&b=c"', "asks": {"max_age": "0"}},
      {"says": 'resource_metadata="x"', "asks": {"prompt": "login"}})
def test_step_up_as_told(world, says, asks):
    """RFC 9470 section 4: of the challenge {says} the client asks its provider for what it may pass on"""
    browser = signed_in(world)
    said = {"WWW-Authenticate": f'Bearer error="insufficient_user_authentication", {says}', "Content-Type": "application/json"}
    with Listener(lambda *_: (401, said, b'{"error":"insufficient_user_authentication"}')) as api:
        world.database.change("UPDATE client_app SET api = ?", f"http://127.0.0.1:{api.port}/api")
        browser.go(f"{world.client}/")
        again = next(link for link in browser.submit("call").page.links if "/login?" in link)
    sent = browser.go(again, follow=False).parameters
    assert {name: sent[name] for name in ("prompt", "max_age", "acr_values") if name in sent} == asks, sent


@each("x", "notes-web ", "'")
def test_login_of_no_client(world, name):
    """RFC 9110 section 15.5.5: there is no client {name!r} here, and the page says so"""
    answer = world.wire.get(f"{world.client}/login?{urllib.parse.urlencode({'client_app_id': name})}")
    assert answer.status == 404 and world.database.reason() == "client_app_unknown", answer


@each("/call", "/logout")
def test_forged_forms(world, path):
    """C16, RFC 9700 section 4.7: {path} without the csrf of this session is refused"""
    browser, other = signed_in(world), signed_in(world, "bob")
    stolen = other.answer.page.forms[0].fields["csrf"]
    for csrf in (None, "", "x", stolen):
        answer = browser.go(f"{world.client}{path}", "POST", form={"call": "notes", **({"csrf": csrf} if csrf is not None else {})})
        assert answer.status == 403 and world.database.reason() == "csrf_mismatch", answer
    assert browser.go(f"{world.client}/").status == 200 and "Alice" in browser.answer.text


def test_reveal(world):
    """The workshop's page shows what the client holds, with a curl line; and says in the record that the browser has seen it"""
    browser = signed_in(world)
    row = held(world)
    answer = browser.go(f"{world.client}/reveal")
    assert answer.status == 200 and row["access_token"] in answer.text and row["refresh_token"] in answer.text and "curl" in answer.text
    seen = world.database.rows("SELECT DISTINCT type FROM flow_token WHERE role = 'seen'")
    assert {item[0] for item in seen} == {"access", "id", "refresh"}


def test_injected(world):
    """OAuth 2.0 for Browser-Based Applications section 6.1: somebody else's script in the client's page may ask, and finds no token"""
    browser = signed_in(world)
    answer = browser.go(f"{world.client}/injected")
    assert answer.status == 200 and "connect-src 'self';" in answer.header("content-security-policy"), answer
    assert not re.search(r"eyJ|rt_|cs_", answer.text), "a secret stands in the page"
    assert world.wire.get(f"{world.client}/injected.js").status == 200
    assert world.wire.get(f"{world.client}/injected").status == 401, "it is for who is signed in"


@each({"name": "in the profile service", "setting": ("profile", "service")}, {"name": "without the setting reveal", "setting": ("reveal", 0)})
def test_no_reveal(world, name, setting):
    """RFC 9700 section 2.6: {name} no token is shown to a browser"""
    browser = signed_in(world)
    world.database.set(*setting)
    for path in ("reveal", "injected"):
        assert browser.go(f"{world.client}/{path}").status == 404 and world.database.reason() == "reveal_off"
    assert "/reveal" not in browser.go(f"{world.client}/").text


def test_one_journey(world):
    """W3C Trace Context: login and callback are one trace, and what they cause elsewhere belongs to it"""
    signed_in(world)
    trace = world.database.value("SELECT trace_id FROM flow_event WHERE recorder = 'client' AND kind = 'authorize.callback'")
    kinds = {(row["recorder"], row["kind"]) for row in world.database.rows("SELECT recorder, kind FROM flow_event WHERE trace_id = ?", trace)}
    expected = {("client", "client.request"), ("client", "authorize.callback"), ("client", "session.start"), ("provider", "token.request")}
    assert expected <= kinds, kinds


def test_expired_client_session(world):
    """C16: the client's own session has a bound too"""
    browser = signed_in(world)
    world.database.change("UPDATE client_session SET created_at = created_at - 30000, expires_at = expires_at - 30000")
    answer = browser.go(f"{world.client}/")
    assert answer.status == 200 and "Your session is over" in answer.page.text, answer


def test_return_to(world):
    """the path that the client's login leads back to is as short as its paths are"""
    world.wire.get(f"{world.client}/login?return_to=/{'a' * 5000}")
    assert world.database.value("SELECT return_path FROM client_login") == "/"


def test_newest_login_stays(world):
    """of sign-ins that began at the same time, or by a clock that went back, the newest is not the one that goes"""
    world.database.set("pending_largest", 100)
    for _ in range(100):
        assert world.wire.get(f"{world.client}/login").status == 303
    world.database.change("UPDATE client_login SET expires_at = expires_at + 10")
    for _ in range(4):
        signed_in(world)
    assert world.database.value("SELECT count(*) FROM client_login") <= 100
