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
            assert "Hello, Alice" in answer.text, f"nobody is signed in at the client any more: {answer}"
            answer = browser.go(origin.flow(prompt="none").url)
            assert answer.parameters.get("error") == "consent_required", f"nobody is signed in at the server any more: {answer}"
