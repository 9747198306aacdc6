"""The attacker's pages: what arrives there, with a protection off and with it on."""

import html
import re

from sample_client import back_to_client
from suite import each

SERVERS = ("lighttpd",)


def link_of(world):
    """The attacker's link of lab 10."""
    answer = world.wire.get(f"{world.workshop}/attacker")
    assert answer.status == 200, answer
    return next(link for link in answer.page.links if "/authorize?" in link)


def hops(world, kind):
    return [tuple(row) for row in world.database.rows(
        "SELECT actor_from, actor_to FROM token_journey WHERE kind = ? AND type = 'code' ORDER BY event_id", kind)]


def test_code_lands(world):
    """RFC 9700 section 4.1.1: with prefixes the code lands at the attacker, who redeems it; the record has its way there"""
    world.database.set("redirect_uri_match", "prefix")
    browser = world.browser()
    browser.go(link_of(world))
    answer = world.walk(browser)
    assert answer.status == 200 and "The code is at the attacker" in answer.page.text, answer
    assert hops(world, "authorize.callback") == [("browser", "attacker")]
    command = html.unescape(re.search(r"<h2>Redeem the stolen code</h2>\s*<pre>(.*?)</pre>", answer.text, re.S)[1])
    form = dict(pair.split("=", 1) for pair in re.findall(r"-d (\S+)", command))
    tokens = world.wire.post(f"{world.issuer}/token", form)
    assert tokens.status == 200 and tokens.json["access_token"], f"{tokens!r} {world.database.reason()}"
    assert world.database.value("SELECT count(DISTINCT flow_id) FROM flow_step_token WHERE type = 'code'") == 1, "it is one flow"
    held = world.wire.get(f"{world.workshop}/attacker").page.text
    assert "CODE" in held and "Nothing yet" not in held, held


def test_code_stays(world):
    """RFC 9700 section 4.1.3: compared exactly, the browser is sent nowhere"""
    answer = world.browser().go(link_of(world), follow=False)
    assert answer.status == 400 and not answer.location and world.database.reason() == "redirect_uri_unknown"
    assert hops(world, "authorize.callback") == []


def test_iss_check(world):
    """RFC 9207 section 2.4: without it the client brings the honest server's code to the other one; with it, it asks nobody for a token"""
    for word, status, reason, wanted in (("on", 401, "iss_mismatch", []), ("off", 403, "token_request_refused", [("client", "attacker")])):
        world.database.set("iss_check", word)
        browser = world.browser()
        answer = browser.go(f"{world.client}/login?client_app_id=notes-web-at-evil", follow=False)
        assert answer.location.startswith(f"{world.workshop}/attacker/authorize?"), answer.location
        answer = browser.go(back_to_client(world, browser, answer))
        assert answer.status == status and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
        assert hops(world, "token.request") == wanted
    asked = world.database.rows("SELECT actor_from, actor_to FROM flow_event WHERE kind = 'authorize.request' ORDER BY event_id")
    assert [tuple(row) for row in asked] == [("browser", "attacker"), ("browser", "provider")] * 2


def test_offered(world):
    """the client offers its other server, by name"""
    assert f"{world.workshop}/attacker" in world.wire.get(f"{world.client}/").page.text


@each("co_x';id;'", "co_$(id)")
def test_malformed(world, code):
    """what would run in a learner's shell is not shown: {code}"""
    answer = world.wire.get(f"{world.workshop}/attacker/code?code={code}")
    assert answer.status == 400 and code not in answer.text and world.database.reason() == "cli_code_malformed", answer


def test_elsewhere(world):
    """RFC 9700 section 4.11: it sends nobody to an address that no client has"""
    answer = world.wire.get(f"{world.workshop}/attacker/authorize?redirect_uri=https://elsewhere.example/")
    assert answer.status == 400 and not answer.location and world.database.reason() == "redirect_uri_unknown", answer


@each("", "/code?code=x", "/authorize", "/.well-known/openid-configuration")
def test_service(world, path):
    """a service has no attacker: {path}"""
    world.database.set("profile", "service")
    assert world.wire.get(f"{world.workshop}/attacker{path}").status == 404
    assert world.database.reason() == "record_closed"


def test_service_token(world):
    """nor a token endpoint of theirs"""
    world.database.set("profile", "service")
    assert world.wire.post(f"{world.workshop}/attacker/token", {"code": "x"}).status == 404
