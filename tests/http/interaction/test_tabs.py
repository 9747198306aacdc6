"""Several tabs in one browser: each is an interaction of its own, and none depends on whose cookie came last."""

from relying_party import rp
from suite import each


class Tab:
    """One of a browser's tabs: a page of its own, the jar is shared."""

    def __init__(self, world, jar):
        self.browser = world.browser()
        self.browser.jar = jar


def tabs(world, number):
    jar = {}
    return [Tab(world, jar).browser for _ in range(number)]


def restored_at_once(world, flows):
    """Tabs that a browser restores: all requests are sent before the first answer brings a cookie."""
    found = tabs(world, len(flows))
    jar = found[0].jar
    answers = []
    for browser, flow in zip(found, flows):
        browser.jar = {}
        answers.append(browser.go(flow.url, follow=False))
    for browser in found:
        jar.update(browser.jar)
        browser.jar = jar
    for browser, answer in zip(found, answers):
        browser.go(answer.location)
    return found


@each("the first first", "the last first")
def test_two_tabs_before_the_first_cookie(world, order):
    """RFC 6749 section 4.1.1: two tabs restored at once, {order}: both come to their end, with one sign-in"""
    flows = [world.flow(), world.flow()]
    found = restored_at_once(world, flows)
    if order == "the last first":
        flows, found = flows[::-1], found[::-1]
    found[0].submit("login", username="alice", password="wonderland")
    flows[0].code = world.walk(found[0]).parameters.get("code")
    # The other tab still shows its sign-in page: loaded again it goes on, for a user is signed in now.
    answer = found[1].go(found[1].answer.url)
    assert answer.page.title.startswith("Consent"), answer
    flows[1].code = world.walk(found[1]).parameters.get("code")
    for flow in flows:
        assert flow.code and flow.redeem().status == 200, world.database.reason()
    assert world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 1


def test_sign_in_in_both(world):
    """OIDC Core section 3.1.2.3: a user who signs in in both tabs has one session, and both codes"""
    flows = [world.flow(), world.flow()]
    for browser, flow in zip(restored_at_once(world, flows), flows):
        browser.submit("login", username="alice", password="wonderland")
        flow.code = world.walk(browser).parameters.get("code")
        assert flow.code and flow.redeem().status == 200, world.database.reason()
    assert world.database.value("SELECT count(*) FROM login_session") == 1


def test_post_and_get_tabs(world):
    """OIDC Core section 3.1.2.1: a request that another site posts disturbs no other tab, and is disturbed by none"""
    posted, asked = tabs(world, 2)
    first, second = world.flow(), world.flow()
    posted.go(f"{world.issuer}/authorize", "POST", form=first.request)
    asked.go(second.url)
    for browser, flow in ((posted, first), (asked, second)):
        flow.code = world.walk(browser).parameters.get("code")
        assert flow.code and flow.redeem().status == 200, (browser.answer, world.database.reason())


def test_many_tabs_fill_no_header(world):
    """RFC 6265 section 6.1: unfinished sign-ins leave eight cookies at most, the newest"""
    browser = world.browser()
    for _ in range(12):
        browser.go(world.flow().url)
    assert len(browser.jar) == 8, sorted(browser.jar)
    assert world.walk(browser).parameters.get("code"), "the newest is good"


def test_silent_requests_leave_no_cookie(world):
    """OIDC Core section 3.1.2.1: what needs no page leaves nothing behind in the browser"""
    flow = rp(world)
    browser = world.browser()
    flow().authorize(browser)
    before = dict(browser.jar)
    assert browser.go(flow(prompt="none").url).parameters.get("code")
    assert browser.jar == before


def test_login_csrf(world):
    """RFC 9700 section 4.7.1: an attacker cannot sign another browser in with a page that the attacker fetched"""
    attacker, victim = world.browser(), world.browser()
    victim.answer = attacker.go(world.flow().url)
    answer = victim.submit("login", username="bob", password="builder")
    assert answer.status == 400 and not victim.jar, answer
    victim.go(world.flow().url)  # one that has a sign-in of its own under way
    own = victim.answer.page.forms[0].fields["request"]
    victim.answer = attacker.answer
    assert victim.submit("login", request=own, username="bob", password="builder").status == 403
    assert world.database.value("SELECT count(*) FROM login_session") == 0
