"""The consent page: OIDC Core section 3.1.2.4, and who answers it."""

from relying_party import rp
from world import ALICE


def test_consent_of_another_user(world):
    """OIDC Core section 3.1.2.4: a user who signs in while another user's consent page is open consents to nothing by it"""
    browser, other = world.browser(), world.browser()
    browser.go(world.flow().url)
    browser.submit("login", username="alice", password="wonderland")
    page = browser.answer
    assert "Alice" in page.text, page
    other.jar = browser.jar  # another tab
    other.go(world.flow(prompt="login").url)
    other.submit("login", username="bob", password="builder")
    browser.submit("allow")
    assert browser.answer.status == 403 and browser.answer.location is None, browser.answer
    assert world.database.reason() == "csrf_mismatch"
    assert world.database.value("SELECT count(*) FROM consent") == world.database.value("SELECT count(*) FROM authorization_grant") == 0


def test_forged_consent(world):
    """RFC 9700 section 4.7.1: neither yes nor no comes from a form that is not ours"""
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", username="alice", password="wonderland")
    for button in ("allow", "deny"):
        for csrf in ("", "x" * 43):
            page = browser.answer
            browser.submit(button, csrf=csrf)
            assert browser.answer.status == 403 and world.database.reason() == "csrf_mismatch", browser.answer
            browser.answer = page


def test_public_client_asks_again(world):
    """A38, OAuth 2.1 section 7.3.1: a public client needs consent each time"""
    browser = world.browser()
    world.flow().authorize(browser)
    answer = browser.go(world.flow().url)
    assert answer.page.title.startswith("Consent"), answer


def test_consent_is_remembered(world):
    """OIDC Core section 3.1.2.4: a confidential client's consent is remembered, for its scopes"""
    flow = rp(world)
    browser = world.browser()
    assert flow().authorize(browser).code
    assert browser.go(flow().url).parameters.get("code"), browser.answer
    answer = browser.go(flow(scope="openid notes:read notes:write").url)
    assert answer.page.title.startswith("Consent"), answer


def test_not_you(world):
    """OIDC Core section 3.1.2.1: a user whom the consent page does not name signs in instead, and the code is for that user"""
    browser, flow = world.browser(), world.flow()
    browser.go(flow.url)
    browser.submit("login", **ALICE)
    assert "Alice Liddell" in browser.answer.page.text and "Not you?" in browser.answer.page.text
    page = browser.submit("switch")
    assert page.page.title.startswith("Sign in"), page
    answer = browser.submit("login", username="bob", password="builder")
    assert answer.page.title.startswith("Consent") and "Bob Baumann" in answer.page.text, answer
    flow.code = browser.submit("allow").parameters["code"]
    assert flow.redeem().status == 200
    assert world.database.value("SELECT subject FROM authorization_grant") == "u_bob"
    assert world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 1


def test_not_you_after_all(world):
    """OIDC Core section 3.1.2.1: until another user signs in, "Not you?" ends no session"""
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", **ALICE)
    for _ in range(3):
        page = browser.answer
        browser.submit("switch")
        browser.answer = page
    assert world.database.value("SELECT length(prompt) FROM authorization_request") < 40
    other = world.browser()
    other.jar = browser.jar
    assert other.go(world.flow().url).page.title.startswith("Consent"), "she is still signed in"


def test_not_you_is_asked_by_our_page_only(world):
    """RFC 9700 section 4.7.1: only our own page asks for another user"""
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", **ALICE)
    assert browser.submit("switch", csrf="x" * 43).status == 403


def test_deny(world):
    """RFC 6749 section 4.1.2.1: Deny sends access_denied"""
    browser = world.browser()
    flow = world.flow()
    browser.go(flow.url)
    browser.submit("login", username="alice", password="wonderland")
    answer = browser.submit("deny")
    assert answer.parameters.get("error") == "access_denied" and answer.parameters["state"] == flow.state, answer


def test_scope_taken_meanwhile(world):
    """RFC 6749 section 3.3: a scope that its client may no longer have is not what the user is asked for, whatever the request said"""
    browser = world.browser()
    browser.go(rp(world)(scope="openid notes:read notes:write").url)
    assert "notes:write" in browser.submit("login", **ALICE).text
    world.database.change("DELETE FROM client_scope WHERE client_id = 'rp' AND scope = 'notes:write'")
    answer = browser.go(browser.answer.url)
    assert "notes:read" in answer.text and "notes:write" not in answer.text, answer.page.text
    assert world.walk(browser).parameters.get("code"), browser.answer
    assert world.database.value("SELECT group_concat(scope, ' ') FROM consent WHERE client_id = 'rp' ORDER BY scope") == "notes:read openid"
