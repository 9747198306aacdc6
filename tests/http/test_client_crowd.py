"""Many at once at the sample client, and a provider that is slow: nobody waits long, nobody's session ends."""

import socket
import time

from race import at_once
from server import free_port
from suite import each
from test_client import call, signed_in
from test_client_refresh import Slow, no_theft, until_renewed
from world import bearer


def crowd(world, browsers, count=64):
    """As many requests at one moment, of these sessions in turn; how long all of them took together."""
    start = time.monotonic()
    answers = at_once(count, lambda number: call(browsers[number % len(browsers)], world, timeout=60))
    return answers, time.monotonic() - start


def test_slow_provider(world):
    """RFC 9110 section 15.6.4: 64 requests while the provider says nothing: each hears soon to come again, and no session ends"""
    browsers = [signed_in(world, user) for user in ("alice", "bob", "alice", "bob")]
    world.database.set("refresh_grace", 600)  # this machine may be slow too
    world.database.pass_time(310)
    with Slow(world):
        answers, took = crowd(world, browsers)
        for answer in answers:
            assert answer.status == 503 and answer.header("retry-after") and answer.json["error"] == "temporarily_unavailable", answer
        assert took < 40, f"{took:.1f} s: they waited one after the other"
        reasons = {row[0] for row in world.database.rows("SELECT DISTINCT reason FROM flow_event WHERE recorder = 'client' AND status = 503")}
        assert reasons <= {"provider_unreachable", "refresh_pending"}, reasons
    world.database.change("DELETE FROM client_silence")
    world.database.change("UPDATE client_provider SET token_endpoint = ?", f"{world.issuer}/token")
    for browser in browsers:
        until_renewed(world, browser)
    assert world.database.value("SELECT count(*) FROM client_session WHERE ended_at IS NOT NULL") == 0
    no_theft(world)


@each("to sign in", "to judge a token")
def test_silent_issuer(world, what):
    """RFC 9110 section 15.6.4: 64 requests {what}, and an issuer that takes the connection and says nothing: 503, and one wait for all"""
    with socket.create_server(("127.0.0.1", free_port()), backlog=200) as silent:
        issuer = f"http://localhost:{silent.getsockname()[1]}"
        if what == "to sign in":
            world.database.change("UPDATE client_app SET issuer = ?", issuer)
            url, headers = f"{world.client}/login", {}
        else:
            world.database.change("INSERT INTO trusted_issuer (resource, issuer) VALUES (?, ?)", world.api, issuer)
            token = world.database.value(
                "SELECT jwt_sign(json_object('iss', ?), (SELECT jwk FROM signing_key LIMIT 1), '{\"expires_in\":60,\"typ\":\"at+jwt\"}')", issuer)
            url, headers = f"{world.api}/notes", bearer(token)
        start = time.monotonic()
        answers = at_once(64, lambda _: world.wire.get(url, headers=headers, timeout=60))
        took = time.monotonic() - start
        assert {answer.status for answer in answers} == {503} and all(answer.header("retry-after") for answer in answers), answers
        assert took < 40, f"{took:.1f} s: they waited one after the other"
