"""The authorization endpoint: RFC 6749 section 4.1, OIDC Core section 3.1.2, and RFC 9700's checklist of it."""

import secrets

from suite import each
from world import DEMO_CALLBACK, basic, challenge

SECRET = "a-secret-of-the-test-made-of-many-words"
CALLBACK = "https://rp.example/callback"


def rp(world, **columns):
    """A client of an administrator: errors may go back to it before anybody signed in."""
    world.add_client("rp", SECRET, [CALLBACK], **{"trusted": 1, **columns})
    return lambda **request: world.flow("rp", CALLBACK, **{"scope": "openid notes:read", **request})


def refused_on_page(world, flow, reason):
    """An error page of ours, and nobody is redirected."""
    answer = world.browser().go(flow.url)
    assert answer.status in (400, 403) and answer.location is None, answer
    assert answer.header("content-type").startswith("text/html"), answer.headers
    assert world.database.reason() == reason, world.database.reason()


def sent_back(world, flow, error, reason=None, browser=None):
    """Back to the client with an error, its state, and who says so."""
    answer = (browser or world.browser()).go(flow.url)
    assert answer.status == 303 and answer.location.startswith(flow.redirect_uri), answer
    said = answer.parameters
    assert said.get("error") == error, said
    assert said.get("state") == flow.state and said.get("iss") == world.issuer, said
    assert "code" not in said
    if reason:
        assert world.database.reason() == reason, world.database.reason()


@each(
    CALLBACK + "/", CALLBACK + "?x=1", CALLBACK + "#", CALLBACK.upper(), CALLBACK + "/../evil", CALLBACK + "%2f..%2fevil",
    "https://rp.example.evil/callback", "https://rp.example:443/callback", "https://rp.example/call", "http://rp.example/callback",
    "https://user@rp.example/callback", "javascript:alert(1)", "//rp.example/callback", CALLBACK + " ")
def test_redirect_uri_is_exact(world, uri):
    """A1 A2, RFC 9700 section 2.1: {uri} is not the registered redirect_uri; an error page, no redirect"""
    rp(world)
    refused_on_page(world, world.flow("rp", uri), "redirect_uri_unknown")


@each("http://127.0.0.1:1/callback", "http://127.0.0.1:61234/callback", "http://[::1]:8/callback", "http://127.0.0.1/callback")
def test_loopback_port_is_free(world, uri):
    """A1, RFC 8252 section 7.3: {uri} fits the registered loopback address, whatever its port"""
    flow = world.flow(redirect_uri=uri).authorize()
    assert flow.code and flow.answer.location.startswith(uri + "?"), flow.answer
    assert flow.redeem().status == 200


@each("http://127.0.0.1:1/other", "http://localhost:1/callback", "http://127.0.0.2:1/callback", "http://127.0.0.1:/callback",
      "http://127.0.0.1:1x/callback", "http://127.0.0.1:1@evil.example/callback", "http://127.0.0.1:99999/callback")
def test_loopback_is_loopback(world, uri):
    """A4, RFC 9700 section 2.6: {uri} is no loopback callback of demo-cli"""
    refused_on_page(world, world.flow(redirect_uri=uri), "redirect_uri_unknown")


def test_unknown_client(world):
    """A2, RFC 6749 section 4.1.2.1: an unknown client_id is an error page"""
    refused_on_page(world, world.flow("nobody"), "client_id_unknown")


def test_missing_client(world):
    """RFC 6749 section 4.1.1: client_id is required"""
    refused_on_page(world, world.flow(client_id=None), "client_id_missing")


def test_missing_redirect_uri(world):
    """OIDC Core section 3.1.2.1: redirect_uri is required"""
    refused_on_page(world, world.flow(redirect_uri=None), "redirect_uri_missing")


@each(
    {"name": "response_type", "value": None, "error": "invalid_request", "reason": "response_type_missing"},
    {"name": "response_type", "value": "token", "error": "unsupported_response_type", "reason": "response_type_unsupported"},
    {"name": "response_type", "value": "id_token token", "error": "unsupported_response_type", "reason": "response_type_unsupported"},
    {"name": "code_challenge", "value": None, "error": "invalid_request", "reason": "pkce_required"},
    {"name": "code_challenge_method", "value": "plain", "error": "invalid_request", "reason": "pkce_method_unsupported"},
    {"name": "code_challenge_method", "value": None, "error": "invalid_request", "reason": "pkce_method_unsupported"},
    {"name": "code_challenge", "value": "short", "error": "invalid_request", "reason": "pkce_challenge_malformed"},
    {"name": "response_mode", "value": "smoke", "error": "invalid_request", "reason": "response_mode_unsupported"},
    {"name": "scope", "value": "openid nonsense", "error": "invalid_scope", "reason": "scope_invalid"},
    {"name": "prompt", "value": "none login", "error": "invalid_request", "reason": "prompt_invalid"},
    {"name": "prompt", "value": "dance", "error": "invalid_request", "reason": "prompt_invalid"},
    {"name": "max_age", "value": "soon", "error": "invalid_request", "reason": "max_age_invalid"},
    {"name": "max_age", "value": "-1", "error": "invalid_request", "reason": "max_age_invalid"},
    {"name": "claims", "value": "[1]", "error": "invalid_request", "reason": "claims_invalid"},
    {"name": "request", "value": "eyJhbGciOiJub25lIn0.e30.", "error": "request_not_supported", "reason": "request_unsupported"},
    {"name": "request_uri", "value": "https://rp.example/r", "error": "request_uri_not_supported", "reason": "request_uri_unsupported"},
    {"name": "registration", "value": "{}", "error": "registration_not_supported", "reason": "registration_unsupported"},
    {"name": "id_token_hint", "value": "not.a.token", "error": "invalid_request", "reason": "id_token_hint_invalid"},
    {"name": "resource", "value": "https://other.example/api", "error": "invalid_target", "reason": "resource_unknown"},
    {"name": "prompt", "value": "none", "error": "login_required", "reason": "login_required"})
def test_error_goes_back(world, name, value, error, reason):
    """RFC 6749 section 4.1.2.1: {name}={value} is {error} to the client, with state and iss ({reason})"""
    sent_back(world, rp(world)(**{name: value}), error, reason)


def test_no_redirector(world):
    """A3, RFC 9700 section 4.11.2: a client that nobody vouches for gets no redirect before somebody signed in"""
    world.add_client("stranger", None, [CALLBACK])
    answer = world.browser().go(world.flow("stranger", CALLBACK, response_type="token").url)
    assert answer.status == 400 and answer.location is None, answer
    assert "rp.example" in answer.text, "the page names the host"


def test_iss_in_response(world):
    """A15, RFC 9207 section 2: iss and state come with the code"""
    flow = world.flow().authorize()
    said = flow.answer.parameters
    assert said["iss"] == world.issuer and said["state"] == flow.state and said["code"], said


def test_see_other(world):
    """A16, RFC 9700 section 4.12: after credentials it is 303, never 307"""
    browser = world.browser()
    browser.go(world.flow().url)
    answer = browser.submit("login", follow=False, username="alice", password="wonderland")
    assert answer.status == 303, answer


def test_no_implicit_tokens(world):
    """A13, RFC 9700 section 2.1.2: no token is in the authorization response"""
    flow = world.flow().authorize()
    assert not {"access_token", "id_token", "token"} & set(flow.answer.parameters)


def test_unknown_parameters(world):
    """A34, RFC 6749 section 3.1: unknown parameters are ignored, empty ones are absent"""
    flow = world.flow(**{"extra": "foobar", "login_hint": "", "max_age": ""}).authorize()
    assert flow.code and flow.redeem().status == 200


def test_repeated_parameters(world):
    """A34, RFC 6749 section 3.1: a repeated parameter is refused on a page"""
    answer = world.browser().go(world.flow().url + "&state=another")
    assert answer.status == 400 and answer.location is None, answer


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
    """RFC 6265 section 4.1.2: the cookie is HttpOnly, Lax, and at the mount point"""
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", follow=False, username="alice", password="wonderland")
    cookies = browser.answer.cookies
    assert cookies, "a login renews the cookie"
    for cookie in cookies:
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/provider" in cookie, cookie


def test_login_renews_cookie(world):
    """RFC 9700 section 4.7: the cookie from before the login is worth nothing behind it"""
    browser = world.browser()
    browser.go(world.flow().url)
    before = dict(browser.jar)
    browser.submit("login", username="alice", password="wonderland")
    assert set(browser.jar.values()).isdisjoint(before.values())


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
    assert answer.status >= 400 and world.database.reason() in ("request_expired", "csrf_mismatch"), world.database.reason()


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


def test_throttle(world):
    """A37, OAuth 2.1 section 2.4.1: after too many failures even the right password has to wait"""
    world.database.set("login_attempts", 3)
    browser = world.browser()
    browser.go(world.flow().url)
    for _ in range(4):
        browser.submit("login", username="alice", password="guess-" + secrets.token_hex(8))
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.page.title.startswith("Sign in"), answer
    world.database.pass_time(world.database.value("SELECT value FROM setting WHERE name = 'login_wait'") + 1)
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.page.title.startswith("Consent"), answer


def test_forwarded_address(world):
    """A32, RFC 9700 section 4.13: who guesses cannot give himself another address by a header"""
    world.database.set("login_attempts", 3)
    browser = world.browser()
    browser.go(world.flow().url)
    form = browser.answer.page.forms[0]
    for number in range(5):
        headers = {"X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}", "X-Real-IP": f"192.0.2.{number}"}
        fields = {**form.fields, "username": f"somebody-{number}", "password": "guess-" + secrets.token_hex(8), "login": "1"}
        browser.go(form.action, "POST", form=fields, headers=headers)
    assert world.database.reason() == "login_throttled", world.database.reason()


def test_cancel(world):
    """RFC 6749 section 4.1.2.1: who cancels at the login sends access_denied"""
    browser = world.browser()
    flow = world.flow()
    browser.go(flow.url)
    answer = browser.submit("cancel")
    assert answer.parameters.get("error") == "access_denied" and answer.parameters["state"] == flow.state, answer


def test_deny(world):
    """RFC 6749 section 4.1.2.1: who denies sends access_denied"""
    browser = world.browser()
    flow = world.flow()
    browser.go(flow.url)
    browser.submit("login", username="alice", password="wonderland")
    answer = browser.submit("deny")
    assert answer.parameters.get("error") == "access_denied" and answer.parameters["state"] == flow.state, answer


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


def test_code_is_unguessable(world):
    """A36, RFC 6749 section 10.10: codes, tokens and cookies hold 160 bits and more"""
    browser = world.browser()
    flow = world.flow().authorize(browser)
    flow.redeem()
    for value in (flow.code, flow.tokens["refresh_token"], *browser.jar.values()):
        assert len(value.split(".")[-1]) >= 27, value[:6]


@each("query", "form_post", "fragment")
def test_response_mode(world, mode):
    """OAuth 2.0 Form Post Response Mode section 2: response_mode={mode} carries code, state and iss"""
    browser = world.browser()
    flow = world.flow(response_mode=mode).authorize(browser)
    if mode == "form_post":
        assert flow.answer.status == 200 and flow.answer.location is None, flow.answer
        form = flow.answer.page.forms[0]
        assert form.action == DEMO_CALLBACK and form.method == "POST", form.action
        said = form.fields
        world.wire.remember(said)
    elif mode == "fragment":
        assert "#" in flow.answer.location and "?" not in flow.answer.location, flow.answer.location
        said = dict(pair.split("=", 1) for pair in flow.answer.location.split("#")[1].split("&"))
        world.wire.remember(said)
    else:
        said = flow.answer.parameters
    assert said["state"] == flow.state and said["code"] and "iss" in said, said
    flow.code = said["code"]
    assert flow.redeem().status == 200


def test_post(world):
    """OIDC Core section 3.1.2.1: the authorization endpoint takes POST as well"""
    browser = world.browser()
    flow = world.flow()
    browser.go(f"{world.issuer}/authorize", "POST", form=flow.request)
    assert world.walk(browser).parameters.get("code"), browser.answer


def test_request_expires(world):
    """OIDC Core section 3.1.2.3: a login that nobody finished is over after half an hour"""
    browser = world.browser()
    browser.go(world.flow().url)
    world.database.pass_time(1801)
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.status == 400 and world.database.reason() == "request_expired", world.database.reason()


def test_answered_once(world):
    """OIDC Core section 3.1.2.5: going back and allowing again gives no second code"""
    browser = world.browser()
    flow = world.flow()
    browser.go(flow.url)
    page = browser.submit("login", username="alice", password="wonderland")
    assert browser.submit("allow").parameters.get("code")
    browser.answer = page
    answer = browser.submit("allow")
    assert "code" not in answer.parameters and answer.status >= 400, answer


def test_login_hint(world):
    """OIDC Core section 3.1.2.1: login_hint stands in the field"""
    answer = world.browser().go(world.flow(login_hint="bob").url)
    assert answer.page.forms[0].fields["username"] == "bob", answer


def test_markup_is_escaped(world):
    """RFC 9700 section 4.16: what a request says is text on the page, never markup"""
    answer = world.browser().go(world.flow(login_hint='"><script>alert(1)</script>').url)
    assert "<script>alert" not in answer.text, answer


def test_pkce_relaxation_shows(world):
    """A7: only a confidential client may go without PKCE, by name"""
    flow = rp(world, pkce_required=0)
    code = flow(code_challenge=None, code_challenge_method=None).authorize()
    assert code.code and code.redeem(basic("rp", SECRET), code_verifier=None).status == 200
    assert challenge("x")
