"""Pages of this server's own: who is not signed in signs in first, and comes back."""

from suite import each
from world import ALICE

SERVERS = ("lighttpd",)


def sign_in(world, browser, page="account"):
    answer = browser.go(f"{world.issuer}/{page}")
    assert answer.page.title in ("Sign in", "Anmelden"), answer
    return browser.submit("login", **ALICE)


def test_sign_in(world):
    """OIDC Core section 3.1.2.3: a page of one's own account leads through the sign-in page, and back to it"""
    browser = world.browser()
    answer = sign_in(world, browser)
    assert answer.page.title == "Your account" and "Alice Liddell" in answer.page.text, answer
    assert browser.go(f"{world.issuer}/account").page.title == "Your account", "it is asked again"
    assert world.database.value("SELECT count(*) FROM consent") == 0, "there is no client to consent to"


def test_no_client(world):
    """RFC 6749 section 4.1.1: its request is no client's: no consent page, no code, and no answer goes anywhere"""
    browser = world.browser()
    page = browser.go(f"{world.issuer}/account")
    request = page.page.forms[0].fields["request"]
    answer = browser.submit("cancel")
    assert answer.status == 400 and answer.location is None and world.database.reason() == "access_denied", answer
    browser = world.browser()
    sign_in(world, browser)
    request = world.database.value("SELECT request_id FROM authorization_request WHERE client_id IS NULL AND login_subject IS NOT NULL")
    answer = browser.go(f"{world.issuer}/consent?request={request}")
    assert answer.page.title == "Your account", answer
    assert world.database.value("SELECT count(*) FROM authorization_code") == 0


@each({"locales": "fr-CH de-AT en", "language": "de", "title": "Anmelden"},
      {"locales": "en-GB de", "language": "en", "title": "Sign in"},
      {"locales": "fr", "language": "en", "title": "Sign in"},
      {"locales": "", "language": "en", "title": "Sign in"},
      {"locales": "deutsch", "language": "en", "title": "Sign in"})
def test_ui_locales(world, locales, language, title):
    """OIDC Core section 3.1.2.1: ui_locales {locales!r} gets each page of the sign-in in {language}"""
    browser = world.browser()
    flow = world.flow(ui_locales=locales)
    answer = browser.go(flow.url)
    assert answer.page.title == title and answer.header("content-language") == language, answer
    answer = browser.submit("login", **{**ALICE, "password": "wrong"})
    assert answer.page.title == title and answer.header("content-language") == language, answer
    answer = browser.submit("login", **ALICE)
    assert answer.page.title == {"de": "Zustimmung", "en": "Consent"}[language], answer


def test_accept_language(world):
    """RFC 9110 section 12.5.4: without ui_locales the browser's own wish counts, also where nothing can go on"""
    german = {"Accept-Language": "de"}
    assert "Benutzername" in world.browser().go(f"{world.issuer}/account", headers=german).page.text
    answer = world.wire.get(f"{world.issuer}/authorize?client_id=nobody", headers=german)
    assert "Die Anfrage nennt einen unbekannten Client." in answer.page.text, answer.page.text
    answer = world.wire.get(f"{world.issuer}/authorize?client_id=nobody&ui_locales=en", headers=german)
    assert answer.header("content-language") == "en", answer.headers
