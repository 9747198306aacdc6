"""Many at once: the rounds of item 5, for the suite (a few) and for tests/soak (a thousand)."""

import threading

from world import bearer


def at_once(count, function):
    """function(0) … function(count - 1), all let go at one moment; their results."""
    gate, results = threading.Barrier(count), [None] * count

    def run(number):
        gate.wait()
        try:
            results[number] = function(number)
        except Exception as error:  # an answer that did not come is a result too
            results[number] = error
    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def redeem_together(world, count=8):
    """One code, many clients: one success, and the family ends (RFC 6749 section 4.1.2)."""
    flow = world.flow().authorize()
    request = flow.token_request()
    answers = at_once(count, lambda _: world.wire.post(f"{world.issuer}/token", request))
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
