"""The pages of login and consent: OIDC Core section 3.1.2.3, and what protects them."""

import secrets

from suite import each


@each("login", "consent", "error")
def test_page_headers(world, page):
    """A29 A31, RFC 9700 sections 4.16 and 4.2.4: the {page} page stands in no frame, says no referrer, is not kept"""
    browser = world.browser()
    answer = browser.go(world.flow(client_id="nobody").url if page == "error" else world.flow().url)
    if page == "consent":
        answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.page.title.lower().startswith({"login": "sign in"}.get(page, "")), answer.page.title
    policy = answer.header("content-security-policy")
    assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy and "unsafe-inline" not in policy, policy
    assert "form-action" not in policy, "browsers apply it to the redirect that follows"
    assert answer.header("x-frame-options") == "DENY"
    assert answer.header("referrer-policy") == "no-referrer"
    assert "no-store" in answer.header("cache-control")
    assert "http://" not in answer.text.replace(world.origin, "").replace("http://127.0.0.1", "") and "https://" not in answer.text


def test_titles_and_fields(world):
    """OIDC Core section 3.1.2.3: the pages have the names that test suites look for"""
    browser = world.browser()
    page = browser.go(world.flow().url).page
    assert page.title.startswith("Sign in"), page.title
    form = page.forms[0]
    assert {"username", "password"} <= set(form.fields) and "login" in dict(form.buttons), (form.fields, form.buttons)
    page = browser.submit("login", username="alice", password="wonderland").page
    assert page.title.startswith("Consent"), page.title
    assert {"allow", "deny"} <= {name for form in page.forms for name, _ in form.buttons}


def test_cookie(world):
    """RFC 6265 section 4.1.2: the cookies are HttpOnly, Lax, and at the mount point; scripts read that of session management alone"""
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", follow=False, username="alice", password="wonderland")
    cookies = browser.answer.cookies
    open_to_scripts = [cookie for cookie in cookies if ".op_state=" in cookie]
    assert len(open_to_scripts) == 1 and len(cookies) > 1, "a login renews the cookie"
    for cookie in cookies:
        assert ("HttpOnly" in cookie) == (cookie not in open_to_scripts) and "SameSite=Lax" in cookie and "Path=/provider" in cookie, cookie


def test_login_renews_cookie(world):
    """RFC 9700 section 4.7: the cookies from before a login are worth nothing after it, known or planted"""
    browser, other = world.browser(), world.browser()
    for prompt in (None, "login"):
        browser.go(world.flow(prompt=prompt).url)
        before = dict(browser.jar)
        browser.submit("login", username="alice", password="wonderland")
        assert browser.answer.page.title.startswith("Consent"), browser.answer
        renewed = {key for key, value in browser.jar.items() if before.get(key) != value}
        assert len([name for name, _ in renewed if "." not in name]) == 1, "one cookie is the session's, and it is new"
        other.jar = before
        answer = other.go(browser.answer.url)
        assert answer.page.title.startswith("Sign in"), answer


def test_csrf(world):
    """RFC 9700 section 4.7.1: a login form without its token is refused"""
    browser = world.browser()
    browser.go(world.flow().url)
    answer = browser.submit("login", username="alice", password="wonderland", csrf="x" * 43)
    assert answer.status in (400, 403) and world.database.reason() == "csrf_mismatch", world.database.reason()


def test_other_browser(world):
    """OIDC Core section 3.1.2.3: a login belongs to the browser that began it"""
    first, second = world.browser(), world.browser()
    first.go(world.flow().url)
    second.answer = first.answer
    answer = second.submit("login", username="alice", password="wonderland")
    assert answer.status == 400 and world.database.reason() == "request_cookie_missing", world.database.reason()


def test_wrong_password(world):
    """OIDC Core section 3.1.2.3: a wrong password gives the page again, and nothing says which of the two was wrong"""
    pages = []
    for username in ("alice", "nobody-of-this-name"):
        browser = world.browser()
        browser.go(world.flow().url)
        answer = browser.submit("login", username=username, password="guess-" + secrets.token_hex(8))
        assert answer.page.title.startswith("Sign in") and answer.location is None, answer
        pages.append(answer.page.text.replace(username, ""))
    assert pages[0] == pages[1], pages


def test_cancel(world):
    """RFC 6749 section 4.1.2.1: Cancel at the login sends access_denied"""
    browser = world.browser()
    flow = world.flow()
    browser.go(flow.url)
    answer = browser.submit("cancel")
    assert answer.parameters.get("error") == "access_denied" and answer.parameters["state"] == flow.state, answer


def test_request_expires(world):
    """OIDC Core section 3.1.2.3: an unfinished login is over after half an hour"""
    browser = world.browser()
    browser.go(world.flow().url)
    world.database.pass_time(1801)
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.status == 400 and world.database.reason() == "request_expired", world.database.reason()


def test_login_hint(world):
    """OIDC Core section 3.1.2.1: login_hint stands in the field"""
    answer = world.browser().go(world.flow(login_hint="bob").url)
    assert answer.page.forms[0].fields["username"] == "bob", answer


def test_markup_is_escaped(world):
    """RFC 9700 section 4.16: what a request says is text on the page, never markup"""
    answer = world.browser().go(world.flow(login_hint='"><script>alert(1)</script>').url)
    assert "<script>alert" not in answer.text, answer
