"""What anybody can make us keep has a bound, in bytes."""

import os

from server import until
from suite import each

FOUR_BYTES = "\N{GRINNING FACE}"


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
    assert world.database.reason() == "parameter_too_long"
    assert world.database.value("SELECT count(*) FROM authorization_request") == 0


def test_request_fits(world):
    """a state of 3,000 bytes comes back as it was"""
    flow = world.flow(state="s" * 3000)
    flow.authorize()
    assert flow.answer.parameters["state"] == "s" * 3000, flow.answer


@each({"size": 1024, "good": True}, {"size": 1025, "good": False})
def test_sign_out(world, size, good):
    """OIDC RP-Initiated Logout section 2: a state of {size} four-byte characters is kept: {good}"""
    answer = world.wire.post(f"{world.issuer}/end_session", {"state": FOUR_BYTES * size})
    assert (answer.status == 303) == good, answer
    assert world.database.value("SELECT count(*) FROM logout_request") == int(good)


def test_return_to(world):
    """where the client's login leads back to is no longer than its paths"""
    world.wire.get(f"{world.client}/login?return_to=/{'a' * 5000}")
    assert world.database.value("SELECT return_path FROM client_login") == "/"


def test_oldest_goes(world):
    """who began to sign in before pending_largest others has to begin again, and is told so; the newest goes on"""
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


def test_refresh_rate(world):
    """RFC 6585 section 4: one family is refreshed refresh_rate times a minute; its session goes on, and so does an answer that was lost"""
    world.database.set("refresh_rate", 3)
    flow = world.tokens(scope="openid profile")
    for _ in range(3):
        before = flow.tokens["refresh_token"]
        flow.tokens = flow.refresh().json
    answer = flow.refresh()
    assert answer.status == 429 and answer.header("retry-after") == "60" and answer.json["error"] == "temporarily_unavailable", answer
    assert world.database.reason() == "refresh_too_often"
    assert flow.refresh(before).status == 200, "within the grace window it is no use more"
    world.database.pass_time(61)
    assert flow.refresh().status == 200


def test_grants_of_a_session(world):
    """a client that signs the same user in again and again ends its oldest grants, and no other client's"""
    world.database.set("grants_largest", 3)
    browser = world.browser()
    other = world.tokens(browser=browser)
    world.add_client("other", redirect_uris=["http://127.0.0.1/callback"])
    flows = [world.flow("other", scope="openid profile") for _ in range(5)]
    for flow in flows:
        flow.authorize(browser)
        assert flow.redeem().status == 200, flow.answer
        world.database.pass_time(1)
    said = [flow.refresh().status for flow in flows]
    assert said == [400, 400, 200, 200, 200], said
    assert other.refresh().status == 200
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_reason = 'superseded'") == 2


def test_log(world):
    """a reader that stays makes the write-ahead log grow; when it has gone, the programs give the room back"""
    log = world.server.database.with_name("oidc.db-wal")
    reader = world.database.connect()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchall()
    world.database.change("CREATE TABLE padding (bytes)")
    for _ in range(8):
        world.database.change("INSERT INTO padding VALUES (zeroblob(4000000))")
    assert os.path.getsize(log) > 30000000
    reader.close()
    world.database.change("DROP TABLE padding")

    def given_back():
        world.wire.get(f"{world.issuer}/authorize")  # it is refused, so something is written
        return os.path.getsize(log) <= 17000000
    until(given_back, what="the log to shrink")
