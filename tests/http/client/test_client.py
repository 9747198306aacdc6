"""The sample client: a Backend for Frontend, with our provider."""

import json
import urllib.parse

from claims import claims_of
from suite import each


def signed_in(world, user="alice", path="/login"):
    """A browser that has come as far as the dashboard."""
    browser = world.browser()
    browser.go(f"{world.client}{path}")
    world.walk(browser, user)
    assert browser.answer.status == 200 and browser.answer.url.startswith(f"{world.client}/"), f"{browser.answer!r} {world.database.reason()}"
    return browser


def call(browser, world, path="/notes", method="GET", **more):
    """As a script on the client's page would."""
    headers = {"X-CSRF": "1", "Cookie": browser.cookie_header("/client/api"), **more.pop("headers", {})}
    return world.wire.send(method, f"{world.client}/api{path}", headers=headers, **more)


def held(world):
    return world.database.row("SELECT * FROM client_token")


def at_callback(world, browser=None):
    """A login up to the moment when the provider sends the browser back: the address it is sent to."""
    browser = browser or world.browser()
    answer = browser.go(f"{world.client}/login", follow=False)
    for _ in range(12):
        if answer.status == 303 and answer.location.startswith(f"{world.client}/callback"):
            return browser, answer.location
        if answer.status == 303:
            answer = browser.go(answer.location, follow=False)
        elif answer.page.title.startswith("Sign in"):
            answer = browser.submit("login", follow=False, username="alice", password="wonderland")
        else:
            answer = browser.submit("allow", follow=False)
    raise AssertionError(f"no way back to the client: {answer!r}")


def changed(url, **parameters):
    """The same address with other parameters; None: without."""
    parts = urllib.parse.urlsplit(url)
    query = {**dict(urllib.parse.parse_qsl(parts.query)), **parameters}
    query = {name: value for name, value in query.items() if value is not None}
    return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode(query)))


def no_token_was_asked_for(world):
    return world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'token.request'") == 0


def test_start_page(world):
    """OIDC Core section 3.1: who is not signed in gets an offer, and no cookie"""
    answer = world.wire.get(f"{world.client}/")
    assert answer.status == 200 and not answer.cookies and f"{urllib.parse.urlsplit(world.client).path}/login" in answer.text, answer


def test_authorization_request(world):
    """C2, C3, C4, OIDC Core section 3.1.2.1, RFC 7636 section 4.3: the request has a state, a nonce and a challenge of its own"""
    seen = []
    for _ in range(2):
        answer = world.wire.get(f"{world.client}/login")
        assert answer.status == 303 and answer.location.startswith(f"{world.issuer}/authorize?"), answer
        asked = answer.parameters
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256" and asked["client_id"] == "notes-web"
        assert asked["redirect_uri"] == f"{world.client}/callback"
        assert set(asked["scope"].split()) == {"openid", "profile", "email", "notes:read", "notes:write"}
        seen += [asked["state"], asked["nonce"], asked["code_challenge"]]
    assert len(set(seen)) == 6 and min(len(value) for value in seen) >= 43


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


def test_state_counts_once(world):
    """C2, RFC 9700 section 4.7: the same answer a second time belongs to no login"""
    browser, back = at_callback(world)
    assert browser.go(back, follow=False).status == 303
    assert browser.go(back, follow=False).status == 400 and world.database.reason() == "state_mismatch"


@each("x", "", None, "st_0123456789")
def test_state_of_nobody(world, state):
    """C2, RFC 9700 section 4.7: a made-up state ({state}) belongs to no login, and no code is redeemed"""
    browser, back = at_callback(world)
    answer = browser.go(changed(back, state=state), follow=False)
    assert answer.status == 400 and world.database.reason() == "state_mismatch", answer
    assert no_token_was_asked_for(world)


def test_state_of_another_browser(world):
    """C2, RFC 9700 section 4.7: an attacker's answer in another browser is refused; the attacker's own login is not lost by it"""
    browser, back = at_callback(world)
    victim = signed_in(world, "bob")
    assert victim.go(back, follow=False).status == 400 and world.database.reason() == "state_mismatch"
    stranger = world.browser()
    assert stranger.go(back, follow=False).status == 400 and world.database.reason() == "cookie_missing"
    assert browser.go(back, follow=False).status == 303


def test_state_expires(world):
    """RFC 9700 section 4.7: a login that nobody finishes ends"""
    browser, back = at_callback(world)
    world.database.pass_time(1801)
    assert browser.go(back, follow=False).status == 400 and world.database.reason() == "state_mismatch"


@each({"name": "of another issuer", "iss": "https://evil.example"}, {"name": "of nobody", "iss": None},
      {"name": "with a path more", "iss": "/"})
def test_mix_up(world, name, iss):
    """C5, RFC 9207 section 2.4: an answer {name} is refused, and the code goes nowhere"""
    browser, back = at_callback(world)
    if iss == "/":
        iss = world.issuer + "/"
    answer = browser.go(changed(back, iss=iss), follow=False)
    assert answer.status in (400, 401) and world.database.reason() == "iss_mismatch", answer
    assert no_token_was_asked_for(world)


def test_user_says_no(world):
    """RFC 6749 section 4.1.2.1: a refusal is told to the user, and signs nobody in"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    browser.submit("login", username="alice", password="wonderland")
    answer = browser.submit("deny")
    assert answer.status >= 400 and answer.url.startswith(f"{world.client}/callback"), answer
    assert world.database.reason() == "access_denied"
    assert world.database.value("SELECT count(*) FROM client_session") == 0


def test_error_without_iss(world):
    """RFC 9207 section 2.4: an error is believed from the right issuer only"""
    browser, back = at_callback(world)
    answer = browser.go(changed(back, code=None, error="login_required", iss="https://evil.example"), follow=False)
    assert answer.status == 401 and world.database.reason() == "iss_mismatch", answer


def test_form_post(world):
    """OAuth 2.0 Form Post Response Mode: an answer that comes as a form without our Lax cookie is brought along as a GET"""
    browser, back = at_callback(world)
    said = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))
    answer = world.wire.post(f"{world.client}/callback", said)
    assert answer.status == 303 and urllib.parse.urlsplit(answer.location).path == "/client/callback", answer
    assert browser.go(f"{world.client}/callback", "POST", form=said, follow=False).status == 303
    assert browser.go(f"{world.client}/").status == 200 and "Alice" in browser.answer.text


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


def test_logout(world):
    """RP-Initiated Logout 1.0: signed out here and at the provider, and told so"""
    browser = signed_in(world)
    cookies = browser.cookie_header("/client/")
    number = next(n for n, form in enumerate(browser.answer.page.forms) if form.action.endswith("/logout"))
    answer = browser.submit(number=number)
    if "/provider/" in answer.url and answer.status == 200:
        answer = browser.submit("logout")
    assert answer.status == 200 and answer.url.startswith(f"{world.client}/?state="), answer.url
    assert "You are signed out" in answer.page.text
    assert not [name for name, path in browser.jar if path == "/client"]
    assert held(world) is None
    assert world.wire.get(f"{world.client}/api/notes", headers={"X-CSRF": "1", "Cookie": cookies}).status == 401
    assert world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 0
    browser.go(f"{world.client}/login")
    assert browser.answer.page.title.startswith("Sign in"), "the provider asks again"
    assert "You are signed out" not in world.wire.get(f"{world.client}/?state=lo_0123456789").text


def test_logout_without_provider(world):
    """RP-Initiated Logout 1.0: a provider that is away keeps nobody signed in here"""
    browser = signed_in(world)
    csrf = browser.answer.page.forms[0].fields["csrf"]
    world.database.change("UPDATE client_app SET issuer = 'http://localhost:1/provider'")
    world.database.change("UPDATE client_session SET issuer = 'http://localhost:1/provider'")
    answer = browser.go(f"{world.client}/logout", "POST", form={"csrf": csrf})
    assert answer.status == 200 and held(world) is None, answer


def test_reveal(world):
    """The workshop's page shows what the client holds, with a curl line; and says in the record that the browser has seen it"""
    browser = signed_in(world)
    row = held(world)
    answer = browser.go(f"{world.client}/reveal")
    assert answer.status == 200 and row["access_token"] in answer.text and row["refresh_token"] in answer.text and "curl" in answer.text
    seen = world.database.rows("SELECT DISTINCT type FROM flow_token WHERE role = 'seen'")
    assert {item[0] for item in seen} == {"access", "id", "refresh"}


@each({"name": "in the profile service", "setting": ("profile", "service")}, {"name": "without the setting reveal", "setting": ("reveal", 0)})
def test_no_reveal(world, name, setting):
    """RFC 9700 section 2.6: {name} no token is shown to a browser"""
    browser = signed_in(world)
    world.database.set(*setting)
    assert browser.go(f"{world.client}/reveal").status == 404 and world.database.reason() == "reveal_off"
    assert "/reveal" not in browser.go(f"{world.client}/").text


def test_one_journey(world):
    """W3C Trace Context: login and callback are one trace, and what they cause elsewhere belongs to it"""
    signed_in(world)
    trace = world.database.value("SELECT trace_id FROM flow_event WHERE recorder = 'client' AND kind = 'authorize.callback'")
    kinds = {(row["recorder"], row["kind"]) for row in world.database.rows("SELECT recorder, kind FROM flow_event WHERE trace_id = ?", trace)}
    assert {("client", "client.request"), ("client", "authorize.callback"), ("client", "session.start"), ("provider", "token.request")} <= kinds, kinds


def test_expired_client_session(world):
    """C16: the client's own session has a bound too"""
    browser = signed_in(world)
    world.database.change("UPDATE client_session SET created_at = created_at - 30000, expires_at = expires_at - 30000")
    answer = browser.go(f"{world.client}/")
    assert answer.status == 200 and "Your session is over" in answer.page.text, answer


def test_renewed_id_token(world):
    """OIDC Core section 12.2: a refreshed ID token of the same user takes the place of the first"""
    browser = signed_in(world)
    before = world.database.value("SELECT id_token FROM client_session")
    world.database.pass_time(400)
    assert call(browser, world).status == 200
    after = world.database.value("SELECT id_token FROM client_session")
    assert claims_of(after)["iat"] > claims_of(before)["iat"] and claims_of(after)["sub"] == "u_alice"
    assert "nonce" not in json.loads(world.database.value("SELECT claims FROM client_session"))
