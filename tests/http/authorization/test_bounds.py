"""What an authorization request makes us keep has a bound, in bytes and in number."""

from browser import FOUR_BYTES
from suite import each


@each(
    {"what": "a state of four-byte characters", "parameters": {"state": FOUR_BYTES * 1100}},
    {"what": "a nonce", "parameters": {"nonce": "n" * 5000}},
    {"what": "a login_hint", "parameters": {"login_hint": "a" * 5000}},
    {"what": "claims", "parameters": {"claims": '{"id_token":{"' + "c" * 5000 + '":null}}'}},
    {"what": "a prompt", "parameters": {"prompt": "login " * 1000}},
    {"what": "a scope", "parameters": {"scope": "openid " + "x" * 5000}},
    {"what": "all of them together", "parameters": {"state": "s" * 1500, "nonce": "n" * 1500, "login_hint": "a" * 1500}})
def test_request(world, what, parameters):
    """RFC 9110 section 4.1: what an authorization request keeps is 4 KiB at most: {what}"""
    answer = world.wire.post(f"{world.issuer}/authorize", world.flow(**parameters).request)
    assert answer.parameters["error"] == "invalid_request" and "too long" in answer.parameters["error_description"], answer
    assert world.database.reason() == ("request_too_long" if what == "all of them together" else "parameter_too_long")
    assert world.database.value("SELECT count(*) FROM authorization_request") == 0


def test_request_fits(world):
    """a state of 3,000 bytes comes back as it was"""
    flow = world.flow(state="s" * 3000)
    flow.authorize()
    assert flow.answer.parameters["state"] == "s" * 3000, flow.answer


def test_oldest_goes(world):
    """a user who began to sign in before pending_largest others has to begin again, and is told so; the newest goes on"""
    browser = world.browser()
    browser.go(world.flow().url)
    world.database.pass_time(1)
    world.database.set("pending_largest", 100)
    for _ in range(104):
        newest = world.flow()
        assert world.wire.get(newest.url).status == 303
    assert world.database.value("SELECT count(*) FROM authorization_request") <= 100
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.status == 400 and world.database.reason() == "request_expired", answer
    assert world.tokens().tokens["access_token"]


def test_newest_stays(world):
    """of requests, and of sign-outs, that came at the same time, or by a clock that went back, the newest is not the one that goes"""
    world.database.set("pending_largest", 100)
    for _ in range(100):
        world.wire.get(world.flow().url)
        world.wire.get(f"{world.issuer}/end_session")
    world.database.change("UPDATE authorization_request SET created_at = created_at + 10")
    world.database.change("UPDATE logout_request SET expires_at = expires_at + 10")
    for _ in range(4):
        browser = world.browser()
        assert browser.go(world.flow().url).page.title == "Sign in", browser.answer
        assert browser.go(f"{world.issuer}/end_session").page.title == "Signed out", browser.answer
