"""Signing out at the sample client: RP-Initiated Logout 1.0, the client's side."""

import copy

from listener import Listener
from sample_client import held, signed_in
from suite import each


def leave(browser):
    """The button of the dashboard; and that of the provider, if it asks."""
    number = next(n for n, form in enumerate(browser.answer.page.forms) if form.action.endswith("/logout"))
    browser.submit(number=number)
    asked = browser.answer.page.title == "Sign out"
    return asked, browser.submit("logout") if asked else browser.answer


@each("no hint", "id_token_hint")
def test_logout(world, kind):
    """RP-Initiated Logout 1.0 section 2: signed out here and at the provider, and told so; {kind}: by it alone the provider does not ask"""
    hint = kind == "id_token_hint"
    world.database.change("UPDATE client_app SET sends_id_token_hint = ?", int(hint))
    browser = signed_in(world)
    cookies = browser.cookie_header("/client/")
    asked, answer = leave(browser)
    assert asked != hint, answer.url
    assert answer.status == 200 and answer.url.startswith(f"{world.client}/?state="), answer.url
    assert "You are signed out" in answer.page.text
    assert not [name for name, path in browser.jar if path == "/client"]
    assert held(world) is None
    assert world.wire.get(f"{world.client}/api/notes", headers={"X-CSRF": "1", "Cookie": cookies}).status == 401
    assert world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 0
    browser.go(f"{world.client}/login")
    assert browser.answer.page.title.startswith("Sign in"), "the provider asks again"
    assert "You are signed out" not in world.wire.get(f"{world.client}/?state=lo_0123456789").text


def test_logout_leaves_the_id_token(world):
    """OIDC RP-Initiated Logout 1.0 section 2, RFC 9700 section 4.3: the hint is optional, and no ID token stands in the browser's history"""
    browser = signed_in(world)
    number = next(n for n, form in enumerate(browser.answer.page.forms) if form.action.endswith("/logout"))
    assert set(browser.submit(number=number, follow=False).parameters) == {"client_id", "post_logout_redirect_uri", "state"}


def test_logout_without_provider(world):
    """RP-Initiated Logout 1.0: a provider that is away keeps no user signed in here"""
    browser = signed_in(world)
    csrf = browser.answer.page.forms[0].fields["csrf"]
    world.database.change("UPDATE client_app SET issuer = 'http://localhost:1/provider'")
    world.database.change("UPDATE client_session SET issuer = 'http://localhost:1/provider'")
    answer = browser.go(f"{world.client}/logout", "POST", form={"csrf": csrf})
    assert answer.status == 200 and held(world) is None, answer


def test_logout_while_the_api_answers(world):
    """RP-Initiated Logout 1.0 section 2: a user who signs out in one tab finds the other one signed out, and no fault"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)

    def api(*_):
        connection = world.database.connect()
        connection.execute("UPDATE client_session SET ended_at = 1, ended_reason = 'logout'")
        connection.close()
        return 200, {}, b"{}"
    with Listener(api) as listener:
        world.database.change("UPDATE client_app SET api = ?", f"http://localhost:{listener.port}/api")
        answer = browser.go(f"{world.client}/")
        assert answer.status == 401 and answer.page.title, answer


@each("after the first answer", "before it")
def test_client_logout(world, when):
    """OIDC RP-Initiated Logout section 2: Sign out twice at the client, {when}: both times on to the provider, and signed out there"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    page = browser.go(f"{world.client}/")
    number = next(n for n, form in enumerate(page.page.forms) if form.action.endswith("/logout"))
    answers = []
    for _ in range(2):
        twin = copy.copy(browser)
        twin.jar, twin.answer = dict(browser.jar), page
        answers.append(twin.submit(number=number, follow=False))
        if when == "after the first answer" and len(answers) == 1:
            twin.go(answers[0].location)
            assert "You are signed out" in twin.submit("logout").page.text
    assert {answer.status for answer in answers} == {303}, answers
    assert all("/provider/end_session?" in answer.location for answer in answers)
    assert len({answer.parameters["state"] for answer in answers}) == 1
    twin.go(answers[1].location)
    if any("logout" in dict(form.buttons) for form in twin.answer.page.forms):
        twin.submit("logout")
    assert "You are signed out" in twin.answer.page.text, twin.answer
    assert world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 0
