"""No page is a dead end: each says what is the matter, and leads on."""

from relying_party import CALLBACK, Login, rp
from suite import each
from world import ALICE


def leads_on(answer, to):
    """A link or a form of the page goes there."""
    page = answer.page
    targets = page.links + [form.action for form in page.forms]
    assert to in targets, f"nothing leads to {to}: {targets}"


def over(world, answer, title, reason):
    assert answer.status == 400 and answer.location is None, answer
    assert answer.page.title == title, answer.page.title
    assert world.database.reason() == reason, world.database.reason()
    assert "Refused" not in answer.text


@each("demo-cli", "rp", "notes-web")
def test_no_cookies(world, client):
    """OIDC Core section 3.1.2.3: a browser that keeps no cookies is told so at once, and how to go on ({client})"""
    browser = world.browser()
    browser.keep_cookies = lambda answer: None
    flow = {"demo-cli": world.flow, "rp": rp(world),
            "notes-web": lambda: world.flow("notes-web", f"{world.client}/callback")}[client]()
    answer = browser.go(flow.url)
    over(world, answer, "Your browser sent no cookie", "request_cookie_missing")
    if client == "rp":
        leads_on(answer, "https://rp.example/")
    elif client == "notes-web":
        leads_on(answer, f"{world.client}/login?iss={world.issuer}")
    else:
        assert "Demo on the command line" in answer.page.text, answer.page.text


@each("of today", "of last month")
def test_bookmark(world, age):
    """OIDC Core section 3.1.2.3: a bookmark of the sign-in page, {age}, leads to the application"""
    browser = world.browser()
    bookmark = browser.go(rp(world)().url).url
    world.database.pass_time(1801)
    if age == "of last month":
        world.database.change("DELETE FROM authorization_request")
    answer = browser.go(bookmark)
    over(world, answer, "This sign-in is over", "request_expired")
    assert "rp" in answer.page.text
    leads_on(answer, "https://rp.example/")


def test_begins_again_at_the_client(world):
    """OIDC Core section 4: what leads on begins a login at the sample client, and it comes to its end"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    bookmark = browser.answer.url
    world.database.change("DELETE FROM authorization_request")
    browser.go(bookmark)
    browser.go(next(link for link in browser.answer.page.links if "/client/login" in link))
    assert browser.answer.page.title.startswith("Sign in"), browser.answer
    assert "Hello, Alice" in world.walk(browser).text


@each("the sign-in page", "the consent page")
def test_back_after_signing_in(world, page):
    """OIDC Core section 3.1.2.5: a user who goes back to {page} when all is done is told so, and led on to the application"""
    browser = world.browser()
    browser.go(rp(world)().url)
    pages = {"the sign-in page": browser.answer.url}
    pages["the consent page"] = browser.submit("login", **ALICE).url
    assert browser.submit("allow").parameters.get("code")
    answer = browser.go(pages[page])
    over(world, answer, "This sign-in is finished", "request_answered")
    assert "Alice Liddell" in answer.page.text
    leads_on(answer, "https://rp.example/")


def test_back_before_consent(world):
    """OIDC Core section 3.1.2.3: a user who goes back to the sign-in page before consent goes on at the consent page"""
    browser = world.browser()
    login = browser.go(world.flow().url).url
    browser.submit("login", **ALICE)
    assert browser.go(login).page.title.startswith("Consent"), browser.answer


def test_stale_consent(world):
    """OIDC Core section 3.1.2.4: a consent page that another user's sign-in overtook says so, and goes on with that user"""
    browser, other = world.browser(), world.browser()
    browser.go(world.flow().url)
    browser.submit("login", **ALICE)
    other.jar = browser.jar
    other.go(world.flow(prompt="login").url)
    other.submit("login", username="bob", password="builder")
    answer = browser.submit("allow")
    assert answer.status == 403 and answer.page.title == "This page is not up to date" and "Bob Baumann" in answer.page.text, answer
    answer = browser.go(next(link for link in answer.page.links if "/continue" in link))
    assert answer.page.title.startswith("Consent") and "Bob Baumann" in answer.page.text, answer
    assert world.walk(browser).parameters.get("code")


def test_session_over_at_consent(world):
    """OIDC Core section 3.1.2.4: a user who allows when the session has ended signs in again, and goes on"""
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", **ALICE)
    world.database.change("UPDATE login_session SET ended_at = 1, ended_reason = 'administrator'")
    answer = browser.submit("allow")
    assert answer.page.title.startswith("Sign in"), answer
    assert world.walk(browser).parameters.get("code")


@each("signed in", "signed out")
def test_old_sign_out(world, state):
    """OIDC RP-Initiated Logout section 2: an old page that asks whether to sign out says whether a user is signed in, and leads on ({state})"""
    login = Login(world)
    login.logout(client_id="rp")
    world.database.change("DELETE FROM logout_request")
    if state == "signed out":
        login.browser.jar.clear()
    answer = login.browser.submit("logout")
    over(world, answer, "This sign-out is over", "logout_expired")
    if state == "signed in":
        leads_on(answer, "/provider/end_session")
        login.browser.go("/provider/end_session")
        login.browser.submit("logout")
        assert login.is_over()
    else:
        assert "Nobody is signed in here" in answer.page.text


@each({"uri": "https://rp.example/callback", "place": "rp.example", "warns": False},
      {"uri": "https://rp.example:8443/callback?x=1", "place": "rp.example:8443", "warns": False},
      {"uri": "com.example.app:/callback", "place": "com.example.app", "warns": False},
      {"uri": "http://127.0.0.1/callback", "place": "127.0.0.1", "warns": True},
      {"uri": "http://localhost/callback", "place": "localhost", "warns": True},
      {"uri": "http://[::1]/callback", "place": "[::1]", "warns": True})
def test_place(world, uri, place, warns):
    """RFC 9700 section 4.11.2: sign-in and consent name the host that the answer of {uri} goes to, and warn of a loopback address"""
    world.add_client("app", None, [uri])
    browser = world.browser()
    answer = browser.go(world.flow("app", uri).url)
    assert f"<code>{place}</code>" in answer.text, answer.page.text
    answer = browser.submit("login", **ALICE)
    assert f"<code>{place}</code>" in answer.text, answer.page.text
    assert ("Any program on it" in answer.page.text) == warns


def test_refused_page_names_the_host(world):
    """RFC 9700 section 4.11.2: an error page that lets the person decide names the very host that the button goes to"""
    world.add_client("stranger", None, [CALLBACK])
    answer = world.browser().go(world.flow("stranger", CALLBACK, response_type="token").url)
    assert answer.status == 400 and "<code>rp.example</code>" in answer.text and answer.page.forms[0].action == CALLBACK, answer


def test_composed_passwords(world):
    """RFC 8265 section 4.2.2: a password counts as it was typed, and the page says so when it does not fit"""
    browser = world.browser()
    browser.go(world.flow().url)
    world.database.change("UPDATE end_user SET password_hash = password_hash('caf\u00e9-wonderland', '{\"N\":1024}') WHERE username = 'alice'")
    answer = browser.submit("login", username="alice", password="cafe\u0301-wonderland")
    assert answer.status == 403 and "accents in a password, count as they were typed" in answer.page.text, answer.page.text
    assert browser.submit("login", username="alice", password="caf\u00e9-wonderland").page.title.startswith("Consent")
