"""The sample client and the habits of browsers: two tabs, Back, bookmarks, no cookies, HEAD.  No page is a dead end."""

import urllib.parse

from sample_client import at_callback, back_to_client, signed_in
from suite import each


def leads(answer, *ends):
    """What the page's links lead to; each of the ends is among them."""
    links = [urllib.parse.urljoin(answer.url, link) for link in answer.page.links]
    for end in ends:
        assert any(link.endswith(end) for link in links), f"{end} is not among {links}"


def test_two_tabs_at_once(world):
    """RFC 9700 section 4.7: two tabs begin to sign in before either has a cookie, and both end signed in"""
    browser = world.browser()
    first, second = (world.wire.get(f"{world.client}/login") for _ in range(2))  # neither brings a cookie
    backs = []
    for answer in (first, second):
        browser.keep_cookies(answer)
    for answer in (first, second):
        backs.append(back_to_client(world, browser, browser.go(answer.location, follow=False)))
    for back in backs:
        assert browser.go(back, follow=False).status == 303, world.database.reason()
    assert "Alice" in browser.go(f"{world.client}/").text
    assert not [name for name, path in browser.jar if ".login." in name], "each login's cookie went with it"


def test_many_tabs(world):
    """RFC 6265 section 6.1: unfinished logins do not fill the browser's jar; the newest count"""
    browser = world.browser()
    for _ in range(12):
        browser.go(f"{world.client}/login", follow=False)
    assert len([name for name, path in browser.jar if ".login." in name]) <= 8
    back = at_callback(world, browser)[1]
    assert browser.go(back, follow=False).status == 303


def test_callback_again(world):
    """RFC 6749 section 4.1.2: the way back, opened again by a user who is signed in, says that it is over and leads on to the notes"""
    browser, back = at_callback(world)
    assert browser.go(back, follow=False).status == 303
    answer = browser.go(back, follow=False)
    assert answer.status == 400 and world.database.reason() == "state_mismatch" and "signed in" in answer.page.text, answer
    leads(answer, "/client/")
    assert "Alice" in browser.go(f"{world.client}/").text


def test_callback_again_signed_out(world):
    """RFC 6749 section 4.1.2: the way back, opened again by a user who is not signed in, says that it is over and leads to a new sign-in"""
    browser, back = at_callback(world)
    world.database.pass_time(1801)
    answer = browser.go(back, follow=False)
    assert answer.status == 400 and world.database.reason() == "state_mismatch", answer
    leads(answer, "/client/login", "/client/")


@each("", "?", "?session_state=x", "?lang=en")
def test_callback_bookmark(world, query):
    """RFC 6749 section 4.1.2: a bookmark of the way back ({query!r}) says what that address is, and leads on"""
    answer = world.wire.get(f"{world.client}/callback{query}")
    assert answer.status == 400 and world.database.reason() == "callback_bare" and "way back" in answer.page.text, answer
    leads(answer, "/client/login")
    browser = signed_in(world)
    leads(browser.go(f"{world.client}/callback{query}"), "/client/")


def test_cookies_off(world):
    """RFC 9700 section 4.7: a browser that keeps no cookies is told so, and can begin again"""
    _, back = at_callback(world)
    answer = world.wire.get(back)
    assert answer.status == 400 and world.database.reason() == "cookie_missing" and "cookie" in answer.page.text.lower(), answer
    leads(answer, "/client/login")


def test_login_when_signed_in(world):
    """OIDC Core section 3.1.2.1: a sign-in link, opened by a user who is signed in, leads to where it would lead; one that asks for more asks"""
    browser = signed_in(world)
    answer = browser.go(f"{world.client}/login?return_to=/reveal", follow=False)
    assert answer.status == 303 and answer.location == "/client/reveal", answer
    for query in ("prompt=login", "max_age=300", "client_app_id=notes-web"):
        answer = browser.go(f"{world.client}/login?{query}", follow=False)
        assert answer.status == 303 and answer.location.startswith(f"{world.issuer}/authorize?"), answer


@each("/nowhere", "/call", "/logout")
def test_wrong_turns(world, path):
    """RFC 9110 section 15.5: {path}, opened by itself, says what is the matter and leads on"""
    answer = world.wire.get(f"{world.client}{path}")
    assert answer.status in (404, 405), answer
    leads(answer, "/client/")


def test_old_form(world):
    """RFC 9700 section 4.7: a form of the session before is refused, and the page leads on to the notes of the new one"""
    browser = signed_in(world)
    old = browser.answer.page.forms[0].fields["csrf"]
    browser.go(f"{world.client}/login?prompt=login")
    world.walk(browser)
    answer = browser.go(f"{world.client}/call", "POST", form={"csrf": old, "add": "1", "text": "x"})
    assert answer.status == 403 and world.database.reason() == "csrf_mismatch", answer
    leads(answer, "/client/")


def test_no_client(world):
    """RFC 9110 section 15.5.5: where no client is set up the pages say so, and nothing is a fault"""
    world.database.change("DELETE FROM client_app")
    for path in ("/", "/login", "/login?client_app_id=notes-web"):
        answer = world.wire.get(f"{world.client}{path}")
        assert answer.status == 404 and world.database.reason() == "client_app_unknown" and "set up" in answer.page.text, answer


@each("/login", "/callback")
def test_head(world, path):
    """RFC 9110 section 9.2.1: HEAD of {path} is 405, for it would change something; the way back still counts"""
    browser, back = at_callback(world)
    url = back if path == "/callback" else f"{world.client}{path}"
    answer = browser.go(url, "HEAD", follow=False)
    assert answer.status == 405 and "HEAD" not in answer.header("allow") and not answer.cookies, answer
    assert world.database.value("SELECT count(*) FROM client_session") == 0
    assert world.database.value("SELECT count(*) FROM client_login") == 1
    assert browser.go(back, follow=False).status == 303


def test_provider_silent_page(world):
    """RFC 9110 section 15.6.4: a page that waits for a provider in vain offers to try again"""
    world.database.change("UPDATE client_app SET issuer = 'http://localhost:1/provider'")
    answer = world.wire.get(f"{world.client}/login")
    assert answer.status == 503 and answer.header("retry-after"), answer
    leads(answer, "/client/login", "/client/")
