"""A browser has one jar for all ports of a host, and many tabs: RFC 6265 sections 5.4 and 8.5."""

from suite import each
from world import World


def test_two_instances(world):
    """RFC 6265 section 8.5: two instances on two ports of one host do not end each other's sessions"""
    with World(world.server.kind) as other:
        here, there = world.browser(), other.browser()
        there.jar = here.jar  # one browser
        for browser, origin in ((here, world), (there, other)):
            browser.go(f"{origin.client}/login")
            origin.walk(browser)
        for browser, origin in ((here, world), (there, other)):
            answer = browser.go(f"{origin.client}/")
            assert "Hello, Alice" in answer.text, f"the session at the client has ended: {answer}"
            answer = browser.go(origin.flow(prompt="none").url)
            assert answer.parameters.get("error") == "consent_required", f"the session at the server has ended: {answer}"


@each("provider", "client")
def test_cookies_behind_https(world, program):
    """C16, A40, RFC 6265bis section 4.1.3: behind https the cookie of {program} is __Host-, Secure, and for the whole host alone"""
    request = world.flow()
    request_url, login_url = request.url, f"{world.client}/login"
    world.browser().go(login_url)  # the provider's metadata is known from here on
    world.database.change("UPDATE setting SET value = 'https://op.example/provider' WHERE name = 'issuer'")
    answer = world.browser().go(request_url if program == "provider" else login_url, follow=False)
    name, *attributes = answer.header("set-cookie").split("; ")
    assert name.startswith(f"__Host-{program}-"), name
    said = {attribute.lower() for attribute in attributes}
    assert {"path=/", "secure", "httponly", "samesite=lax"} <= said and "domain" not in answer.header("set-cookie").lower(), said


@each("ss_.", "ss_a.b", "bs_a.b", "bs_" + "x" * 300 + ".y", "bs_a.<script>", "bs_\u00e9.\u00e9", "cs_a.b", "..", "ss_a.b.c.d")
def test_odd_cookies(world, cookie):
    """RFC 6265 section 4.2: the cookie {cookie} is not a session, and not a fault"""
    browser = world.browser()
    browser.go(world.flow().url)
    names = [name for name, _ in browser.jar]
    browser.go(f"{world.client}/login")
    names += [name for name, _ in browser.jar if name not in names]
    said = {"Cookie": "; ".join(f"{name}={cookie}" for name in names)}
    said = {"Cookie": said["Cookie"].encode("utf-8").decode("latin-1")}
    for url in (world.flow(prompt="none").url, f"{world.client}/", f"{world.client}/login", f"{world.client}/callback?code=a&state=b",
                f"{world.issuer}/end_session", f"{world.workshop}/selftest"):
        answer = world.wire.get(url, headers=said)
        assert answer.status < 500, (url, answer)
    assert world.database.value("SELECT count(*) FROM login_session") == 0
