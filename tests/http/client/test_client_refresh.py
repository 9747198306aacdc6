"""What the sample client makes of the answer to a refresh: RFC 6749 section 6, OIDC Core section 12.2; of one that lies, and of
one that does not come."""

import json
import os
import signal
import threading

from race import at_once
from sample_client import call, held, signed_in
from server import until
from slow_provider import Between, Lossy, Slow, no_theft, until_renewed


def stale(world):
    """A session whose access token has ended, and that the provider still renews."""
    browser = signed_in(world)
    world.database.pass_time(310)
    return browser


def test_lease_fits(world):
    """RFC 9700 section 4.14: both attempts of a refresh fit into its lease, and the lease and a back-off into the provider's grace"""
    row = world.database.row("SELECT * FROM client_setting")
    assert 2 * row["refresh_attempt"] <= row["refresh_lease"]
    for profile in ("workshop", "service"):
        grace = world.database.value(f"SELECT {profile} FROM setting WHERE name = 'refresh_grace'")
        assert row["refresh_lease"] + row["provider_backoff"] < grace, profile


def test_slow_answers(world):
    """RFC 9700 section 4.14: a refresh whose two answers come too late is 503 with Retry-After; it ends no session, and is not taken for theft"""
    browser = stale(world)
    with Slow(world) as slow:
        answer = browser.go(f"{world.client}/")
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "provider_unreachable", answer
        assert slow.passed == 2
        assert held(world)["lease_id"] is None
        assert call(browser, world).status == 503, "for a moment no request waits for it"
        assert slow.passed == 2
    world.database.change("UPDATE client_discovery SET token_endpoint = ?", f"{world.issuer}/token")
    until_renewed(world, browser)
    no_theft(world)


def test_worker_dies(world):
    """RFC 9700 section 4.14: when a worker is killed in mid-refresh, the next request after its lease goes on; it is not taken for theft"""
    browser = stale(world)
    with Slow(world) as slow:
        asking = threading.Thread(target=at_once, args=(1, lambda _: call(browser, world)))
        asking.start()
        until(lambda: slow.passed == 1, "the refresh to be under way")
        for worker in world.server.workers("client"):
            os.kill(worker, signal.SIGKILL)
        asking.join()
    world.wire.faults.clear()  # the request that was in flight may get 500
    assert held(world)["lease_id"] is not None and held(world)["generation"] == 1
    world.database.change("UPDATE client_discovery SET token_endpoint = ?", f"{world.issuer}/token")
    until(lambda: world.database.value("SELECT lease_until <= unixepoch() FROM client_token"), "the lease to end")
    until_renewed(world, browser)
    assert held(world)["generation"] == 2
    no_theft(world)


def test_waiting_is_short(world):
    """C11, RFC 9700 section 4.14: a request that waits for another's refresh is soon told to come again, a late one at once; a worker stays free"""
    browser = stale(world)
    for _ in range(2):
        world.database.change("UPDATE client_token SET lease_id = 'another', lease_until = unixepoch() + 7")
        answer = call(browser, world)
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "refresh_pending", answer

    def six_come_late():
        world.database.change("UPDATE client_token SET lease_until = unixepoch() + 4")
        at_once(6, lambda _: call(browser, world))
        return world.database.value("SELECT lease_until > unixepoch() FROM client_token")
    until(six_come_late, "six who do not wait")
    assert world.wire.get(f"{world.client}/").status == 200
    no_theft(world)


def test_silent_refresh(world):
    """C11, RFC 6749 section 6: an access token that ends is renewed before the user notices"""
    browser = signed_in(world)
    before = held(world)
    world.database.pass_time(296)
    assert browser.go(f"{world.client}/").status == 200
    after = held(world)
    assert after["access_token"] != before["access_token"] and after["refresh_token"] != before["refresh_token"]
    assert after["generation"] == 2 and after["lease_id"] is None
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind LIKE 'login.%' AND kind <> 'login.form'") <= 1


def test_refresh_after_refusal(world):
    """RFC 6750 section 3.1: a token that the API refuses is renewed, and the call is made again"""
    browser = signed_in(world)
    world.database.change("UPDATE client_token SET access_token = access_token || 'x'")
    assert call(browser, world).status == 200
    assert held(world)["generation"] == 2


def test_one_refresh_at_a_time(world):
    """C11, RFC 9700 section 4.14: however many requests wait, one of them refreshes"""
    browser = signed_in(world)
    world.database.pass_time(400)
    answers = at_once(8, lambda _: call(browser, world))
    assert [answer.status for answer in answers] == [200] * 8, answers
    assert held(world)["generation"] == 2
    assert world.database.value(
        "SELECT count(*) FROM flow_event"
        " WHERE recorder = 'provider' AND kind IN ('token.refresh', 'token.request') AND path LIKE '%/token'") == 2


def test_lease_ends(world):
    """RFC 9700 section 4.14: a lease whose holder died does not stand in the way for ever"""
    browser = signed_in(world)
    world.database.pass_time(400)
    world.database.change("UPDATE client_token SET lease_id = 'dead', lease_until = unixepoch() - 1")
    assert call(browser, world).status == 200


class Overtaken(Between):
    """While its answer is on the way, the lease ends and another request renews the tokens with the same answer."""

    def answer(self, request, body):
        said = super().answer(request, body)
        tokens = json.loads(said[2])
        connection = self.world.database.connect()
        connection.execute(
            "UPDATE client_token SET generation = generation + 1, access_token = ?, refresh_token = ?, issued_at = unixepoch(),"
            " lease_id = NULL, lease_until = NULL", (tokens["access_token"], tokens["refresh_token"]))
        connection.close()
        return said


def test_overtaken(world):
    """RFC 9700 section 4.14: a request whose lease has ended goes on with the tokens that another one got meanwhile"""
    browser = stale(world)
    with Overtaken(world):
        assert call(browser, world).status == 200, world.database.reason()
    assert held(world)["generation"] == 2
    no_theft(world)


def test_lost_answer(world):
    """RFC 9700 section 4.14: a refresh whose answer was lost is asked again, and the user stays signed in"""
    browser = signed_in(world)
    world.database.pass_time(310)
    world.database.change("UPDATE client_discovery SET metadata_fetched_at = unixepoch()")
    with Lossy(world) as between:
        assert call(browser, world).status == 200, world.database.reason()
    assert between.passed == 2 and held(world)["generation"] == 2
    world.database.pass_time(310)
    world.database.change("DELETE FROM client_discovery")
    assert call(browser, world).status == 200


def test_provider_away(world):
    """RFC 6749 section 5.2: a provider that does not answer ends no session"""
    browser = signed_in(world)
    world.database.pass_time(310)
    world.database.change("UPDATE client_discovery SET token_endpoint = 'http://127.0.0.1:1/token', metadata_fetched_at = unixepoch()")
    answer = call(browser, world)
    assert answer.status == 503 and world.database.reason() == "provider_unreachable", answer
    world.database.change("DELETE FROM client_discovery")
    assert call(browser, world).status == 200


def test_session_over(world):
    """RFC 9700 section 4.14: when the provider renews no more, the session is over; the page says so and offers a new login"""
    browser = signed_in(world)
    world.database.pass_time(4000)
    answer = browser.go(f"{world.client}/")
    assert answer.status == 401 and "Your session is over" in answer.page.text and "/client/login" in answer.text, answer
    assert world.database.reason() == "session_over"
    assert held(world) is None and world.database.value("SELECT id_token FROM client_session") == ""
    assert "Your session is over" in browser.go(f"{world.client}/").page.text
    answer = call(browser, world)
    assert answer.status == 401 and answer.json["error"] == "login_required", answer
    browser.go(f"{world.client}/login")
    assert world.walk(browser).status == 200 and "Alice" in browser.answer.text


def test_session_over_for_all(world):
    """C11, RFC 9700 section 4.14: many who wait hear of the end, each of them"""
    browser = signed_in(world)
    world.database.pass_time(4000)
    answers = at_once(6, lambda _: call(browser, world))
    assert {answer.status for answer in answers} == {401}, answers
