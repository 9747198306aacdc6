"""Attacks by those whose words we fetch: an issuer's documents and tokens may be odd, large, late or mad."""

from stranger import Stranger
from suite import each


@each(9223372036854775807, -1, 0, 1e300, "300", 3155760000000)
def test_expires_in(world, expires_in):
    """C17, RFC 6749 section 5.1: expires_in {expires_in} is no fault of the client"""
    with Stranger(world) as stranger:
        stranger.answer = {"expires_in": expires_in, "refresh_expires_in": expires_in}
        browser = world.browser()
        answer = stranger.login(browser)
        assert answer.status == 303, answer
        assert browser.go(f"{world.client}/").status < 500


def test_documents_with_space_around(world):
    """RFC 8259 section 2: white space around what an issuer publishes is no part of it"""
    with Stranger(world) as stranger:
        stranger.padding = "\r\n"
        assert stranger.login(world.browser()).status == 303


@each(*({"endpoint": endpoint} for endpoint in (
    "javascript:alert(1)", "https://op.example/\r\nSet-Cookie: a=b", "https://op.example/a b", "//op.example/", "op.example", {}, 5)))
def test_endpoints_that_are_none(world, endpoint):
    """RFC 8414 section 2: {endpoint!r} is no authorization endpoint, and nobody is sent there"""
    with Stranger(world) as stranger:
        stranger.metadata = {"authorization_endpoint": endpoint}
        answer = world.browser().go(f"{world.client}/login", follow=False)
        assert answer.status == 503 and answer.location is None, answer
