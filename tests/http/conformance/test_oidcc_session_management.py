"""oidcc-session-management-certification-test-plan: its 2 names.  The names are OIDF's, the runner is ours; it certifies nothing."""

import base64
import hashlib

from back_channel import metadata
from relying_party import AFTER, Login

SERVERS = ("lighttpd", "fcgid")


def op_state(browser):
    """What a script of the server's pages finds in the browser."""
    found = [value for (name, _), value in browser.jar.items() if name.endswith(".op_state")]
    return found[0] if found else ""


def verdict(login, origin="https://rp.example", client_id="rp"):
    """As www/provider/check_session.js says it (tests/www/check_session.test.mjs)."""
    said = login.tokens.answer.parameters["session_state"]
    salt = said.partition(".")[2]
    digest = hashlib.sha256(f"{client_id} {origin} {op_state(login.browser)} {salt}".encode()).digest()
    return "unchanged" if f"{base64.urlsafe_b64encode(digest).decode().rstrip('=')}.{salt}" == said else "changed"


def test_discovery(world):
    """oidcc-session-management oidcc-session-management-discovery-endpoint-verification: check_session_iframe is listed, and any page frames it"""
    address = metadata(world).json["check_session_iframe"]
    answer = world.wire.get(address)
    assert address == f"{world.issuer}/check_session" and answer.status == 200, answer
    policy = answer.header("content-security-policy")
    assert "frame-ancestors *" in policy and "script-src 'self'" in policy and answer.header("x-frame-options") is None, policy
    assert world.wire.get(f"{address}.js").status == 200


def test_logout(world):
    """oidcc-session-management oidcc-session-management-rp-initiated-logout: session_state holds while nothing happens, and not after the logout"""
    login = Login(world)
    assert verdict(login) == "unchanged" and verdict(login, "https://other.example") == "changed"
    again = login.flow(prompt="none")
    again.answer = login.browser.go(again.url)
    assert again.answer.parameters["session_state"] and verdict(login) == "unchanged", "another answer of this session is no other session"
    login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER)
    assert verdict(login) == "changed" and login.is_over()
