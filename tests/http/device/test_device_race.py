"""Many at once at one device code; OIDC_ROUNDS makes it long (tests/soak)."""

import os

from back_channel import userinfo
from device import Device
from race import at_once

SERVERS = ("lighttpd",)
ROUNDS = int(os.environ.get("OIDC_ROUNDS", "3"))


def test_redeemed_together(world):
    """RFC 8628 section 3.5: of eight at once with one device code one gets tokens, and the others' reason is kept"""
    world.database.set("login_attempts_network", 100000)
    browser = world.browser()
    for _ in range(ROUNDS):
        device = Device(world)
        device.decide(browser=browser)
        newest = world.database.value("SELECT max(event_id) FROM flow_event")
        answers = at_once(8, lambda _: device.poll())
        good = [answer for answer in answers if answer.status == 200]
        assert len(good) == 1 and all(answer.json["error"] == "invalid_grant" for answer in answers if answer not in good), answers
        reasons = [row["reason"] for row in world.database.rows(
            "SELECT reason FROM flow_event WHERE decision = 'deny' AND kind = 'token.poll' AND event_id > ?", newest)]
        assert reasons == ["device_code_replayed"] * 7, reasons
        assert userinfo(world, good[0].json["access_token"]).status == 401
    print(f"# {ROUNDS} rounds")


def test_decided_together(world):
    """RFC 8628 section 3.3: yes and no at once, four times each, are one decision, and all hear the same"""
    world.database.set("login_attempts_network", 100000)
    browser = world.browser()
    for _ in range(ROUNDS):
        device = Device(world)
        fields = device.page(browser).page.forms[0].fields
        headers = {"Cookie": browser.cookie_header("/provider/device")}
        answers = at_once(8, lambda number: world.wire.post(
            f"{world.issuer}/device", {**fields, "allow" if number % 2 else "deny": "1"}, headers=headers))
        assert {answer.status for answer in answers} == {200} and len({answer.page.text for answer in answers}) == 1, answers
        assert device.poll().status == (200 if "is connected" in answers[0].page.text else 400)
    print(f"# {ROUNDS} rounds")
