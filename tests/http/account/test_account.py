"""The user's own page: sessions, grants and consents, and how each ends."""

from back_channel import is_live
from device import Device
from refusal import refused_in_json
from suite import each
from world import PASSWORDS

SERVERS = ("lighttpd",)


def signed_in(world, user="alice", browser=None):
    """A browser at /account."""
    browser = browser or world.browser()
    answer = browser.go(f"{world.issuer}/account")
    if answer.page.title == "Sign in":
        answer = browser.submit("login", username=user, password=PASSWORDS[user])
    assert answer.page.title == "Your account", answer
    return browser


def press(browser, button, value):
    """One of several buttons of a name."""
    form = next(form for form in browser.answer.page.forms if (button, value) in form.buttons)
    return browser.go(form.action, "POST", form={**form.fields, button: value})


def buttons(browser, name):
    return [value for form in browser.answer.page.forms for key, value in form.buttons if key == name]


def test_page(world):
    """RFC 6749 section 10.3: the page says where the user is signed in, who works for them, and what they have allowed"""
    browser = world.browser()
    flow = world.tokens(browser=browser, scope="openid notes:read offline_access", prompt="consent")
    signed_in(world, browser=browser)
    other = signed_in(world)
    text = other.answer.page.text
    assert "this browser" in text and text.count("Since ") == 2, text
    assert "Demo on the command line openid notes:read offline_access" in text and "also when you have signed out" in text, text
    assert "read your notes notes:read" in text, text
    assert flow.tokens["refresh_token"] not in other.answer.text
    assert "nobody" not in text and "bob" not in text.lower()


def test_device(world):
    """RFC 8628 section 5.4: what a device got stands there as a device's, and is ended there"""
    device = Device(world)
    device.tokens()
    browser = signed_in(world)
    assert "Demo on the command line · on a device" in browser.answer.page.text, browser.answer.page.text
    (grant,) = buttons(browser, "grant")
    press(browser, "grant", grant)
    assert not buttons(browser, "grant")
    assert world.database.value("SELECT revoked_reason FROM authorization_grant") == "revoked_by_user"


def test_end_session(world):
    """NIST SP 800-63B section 7.1: the user ends a session in another browser: its cookie and its online grants are over, this one stays"""
    flow = world.tokens(browser=(first := world.browser()))
    second = signed_in(world)
    (session,) = buttons(second, "session")
    answer = press(second, "session", session)
    assert answer.page.title == "Your account" and not buttons(second, "session"), answer
    assert world.database.value("SELECT ended_reason FROM login_session WHERE session_id = ?", session) == "ended_by_user"
    refused_in_json(world, flow.refresh(), "invalid_grant", "session_ended")
    assert first.go(f"{world.issuer}/account").page.title == "Sign in"


def test_end_others(world):
    """NIST SP 800-63B section 7.1: all others at once"""
    others = [signed_in(world) for _ in range(3)]
    browser = signed_in(world)
    browser.submit("others")
    assert world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 1
    assert browser.go(f"{world.issuer}/account").page.title == "Your account"
    assert others[0].go(f"{world.issuer}/account").page.title == "Sign in"


def test_end_grant(world):
    """A39, RFC 7009 section 1: the user ends what an application has: its refresh token and its live access token"""
    flow, other = world.tokens(scope="openid offline_access notes:read", prompt="consent"), world.tokens()
    browser = signed_in(world)
    grant = world.database.value("SELECT grant_id FROM authorization_grant WHERE offline = 1")
    press(browser, "grant", grant)
    refused_in_json(world, flow.refresh(), "invalid_grant", "grant_revoked")
    assert not is_live(world, flow) and is_live(world, other)
    assert world.database.value("SELECT revoked_reason FROM authorization_grant WHERE grant_id = ?", grant) == "revoked_by_user"


def test_withdraw(world):
    """A39, OAuth 2.1 section 7.3: what the user takes back is gone at the next refresh; and everything, with the family"""
    flow = world.tokens(scope="openid notes:read notes:write")
    browser = signed_in(world)
    press(browser, "consent", "notes:write demo-cli")
    answer = flow.refresh()
    assert set(answer.json["scope"].split()) == {"openid", "notes:read"}, answer
    browser.go(f"{world.issuer}/account")
    press(browser, "client", "demo-cli")
    refused_in_json(world, flow.refresh(answer.json["refresh_token"]), "invalid_grant", "scope_withdrawn")
    assert world.database.value("SELECT count(*) FROM consent") == 0
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'consent.withdrawn'") == 2


@each("session", "grant", "client", "consent")
def test_of_others(world, button):
    """RFC 9700 section 4: {button} of another user: nothing happens"""
    world.tokens(user="bob")
    database = world.database
    value = {"session": database.value("SELECT session_id FROM login_session WHERE subject = 'u_bob'"),
             "grant": database.value("SELECT grant_id FROM authorization_grant"), "client": "demo-cli", "consent": "openid demo-cli"}[button]
    browser = signed_in(world)
    form = browser.answer.page.forms[0]
    assert browser.go(form.action, "POST", form={**form.fields, button: value}).status == 200
    assert database.value("SELECT count(*) FROM login_session WHERE subject = 'u_bob' AND ended_at IS NULL") == 1
    assert database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NULL") == 1
    assert database.value("SELECT count(*) FROM consent WHERE subject = 'u_bob'") == 3


def test_csrf(world):
    """RFC 9700 section 4.7: a form of another session does nothing, and says so"""
    browser, other = signed_in(world), signed_in(world)
    form = browser.answer.page.forms[0]
    answer = other.go(form.action, "POST", form={**form.fields, "others": "1"})
    assert answer.status == 403 and world.database.reason() == "csrf_mismatch", answer
    assert any(link.endswith("/account") for link in answer.page.links), answer.page.links
    assert world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 2


def test_german(world):
    """WCAG 3.1.2: the page speaks German to who asks for it"""
    world.tokens()
    browser = signed_in(world)
    text = browser.go(f"{world.issuer}/account", headers={"Accept-Language": "de"}).page.text
    assert "Dein Konto" in text and "Was du erlaubt hast" in text and "deine Notizen lesen" in text, text
