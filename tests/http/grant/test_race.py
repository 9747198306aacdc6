"""Many at once; OIDC_ROUNDS makes it long (tests/soak)."""

import os

from race import at_once
from world import bearer

ROUNDS = int(os.environ.get("OIDC_ROUNDS", "5"))


def redeem_together(world, count=8):
    """One code, many clients: one success, why the others had none is kept, and the family ends (RFC 6749 section 4.1.2)."""
    flow = world.flow().authorize()
    request = flow.token_request()
    newest = world.database.value("SELECT max(event_id) FROM flow_event")
    answers = at_once(count, lambda _: world.wire.post(f"{world.issuer}/token", request))
    reasons = [row["reason"] for row in world.database.rows(
        "SELECT reason FROM flow_event WHERE decision = 'deny' AND event_id > ?", newest)]
    assert reasons == ["code_replayed"] * (count - 1), reasons
    good = [answer for answer in answers if answer.status == 200]
    assert len(good) == 1, [answer.status for answer in answers]
    assert all(answer.json["error"] == "invalid_grant" for answer in answers if answer.status != 200), answers
    tokens = good[0].json
    assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(tokens["access_token"])).status == 401
    assert flow.refresh(tokens["refresh_token"]).json["error"] == "invalid_grant"


def refresh_together(world, count=8):
    """One refresh token, many clients: one and the same successor for all; after the window the family ends."""
    flow = world.tokens()
    answers = at_once(count, lambda _: flow.refresh())
    assert [answer.status for answer in answers] == [200] * count, answers
    assert len({answer.json["refresh_token"] for answer in answers}) == 1
    assert len({answer.json["access_token"] for answer in answers}) == count
    family = flow.tokens["access_token"]
    world.database.pass_time(61)
    late = flow.refresh()
    assert late.status == 400 and world.database.reason() == "refresh_reused", late
    assert flow.refresh(answers[0].json["refresh_token"]).json["error"] == "invalid_grant"
    assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(family)).status == 401


def test_code_race(world):
    """RFC 6749 section 4.1.2: of eight redemptions of one code at once one succeeds, the others' reason is kept, and the family ends"""
    for _ in range(ROUNDS):
        redeem_together(world)
    print(f"# {ROUNDS} rounds")


def test_refresh_race(world):
    """RFC 9700 section 4.14.2: eight refreshes at once get one successor; after the window the family ends"""
    for _ in range(ROUNDS):
        refresh_together(world)
    print(f"# {ROUNDS} rounds")


def test_login_race(world):
    """RFC 6749 section 4.1: eight logins at once are eight grants"""
    flows = at_once(8, lambda _: world.flow().authorize())
    codes = {flow.code for flow in flows}
    assert len(codes) == 8 and None not in codes, flows
    assert all(answer.status == 200 for answer in at_once(8, lambda number: flows[number].redeem()))
    assert world.database.value("SELECT count(*) FROM authorization_grant") == 8


def test_one_answer_to_one_request(world):
    """OIDC Core section 3.1.2.5: a consent sent eight times at once gives one code"""
    browser = world.browser()
    browser.go(world.flow().url)
    page = browser.submit("login", username="alice", password="wonderland")
    form = page.page.forms[0]
    headers = {"Cookie": browser.cookie_header("/provider/consent")}
    fields = {**form.fields, "allow": dict(form.buttons)["allow"]}
    action = form.action if form.action.startswith("http") else f"{world.origin}{form.action}"
    answers = at_once(8, lambda _: world.wire.post(action, fields, headers=headers))
    codes = {answer.parameters.get("code") for answer in answers}
    assert len(codes) == 1 and None not in codes, [answer.status for answer in answers]
    assert world.database.value("SELECT count(*) FROM authorization_code") == 1
