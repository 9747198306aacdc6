"""Many at once at the sample client, and a slow provider: no caller waits long, no session ends."""

import socket
import threading

from race import at_once
from sample_client import call, signed_in
from server import free_port, until
from slow_provider import Slow, no_theft, until_renewed
from suite import each
from world import bearer


def crowd(world, function):
    """64 at one moment; one after the other, they would wait for minutes.  (mod_fcgid looks for a free process once a second: 12 are its crowd.)"""
    return at_once(12 if "fcgid" in world.server.kind else 64, function)


def test_slow_provider(world):
    """RFC 9110 section 15.6.4: a crowd of requests while the provider says nothing: each hears soon to come again, and no session ends"""
    browsers = [signed_in(world, user) for user in ("alice", "bob", "alice", "bob")]
    world.database.set("refresh_grace", 600)  # this machine may be slow too
    world.database.pass_time(310)
    with Slow(world):
        answers = crowd(world, lambda number: call(browsers[number % len(browsers)], world, timeout=60))
        for answer in answers:
            assert answer.status == 503 and answer.header("retry-after") and answer.json["error"] == "temporarily_unavailable", answer
        reasons = {row[0] for row in world.database.rows("SELECT DISTINCT reason FROM flow_event WHERE recorder = 'client' AND status = 503")}
        assert reasons <= {"provider_unreachable", "refresh_pending"}, reasons
    world.database.change("UPDATE client_discovery SET backoff_until = NULL")
    world.database.change("UPDATE client_discovery SET token_endpoint = ?", f"{world.issuer}/token")
    for browser in browsers:
        until_renewed(world, browser)
    assert world.database.value("SELECT count(*) FROM client_session WHERE ended_at IS NOT NULL") == 0
    no_theft(world)


def test_one_asks(world):
    """RFC 9110 section 15.6.4: after a silence one request asks the provider, the others do not wait; once it is heard all are served"""
    alice, bob = signed_in(world), signed_in(world, "bob")
    world.database.set("refresh_grace", 600)
    world.database.pass_time(310)
    is_left_alone = "SELECT backoff_until > unixepoch() FROM client_discovery"
    with Slow(world) as slow:
        world.database.change("UPDATE client_discovery SET backoff_until = unixepoch() - 1 WHERE issuer = ?", world.issuer)
        asking = threading.Thread(target=call, args=(alice, world))
        asking.start()
        until(lambda: slow.passed, "the one to ask")
        assert world.database.value(is_left_alone) == 1
        answer = call(bob, world)
        assert answer.status == 503 and answer.header("retry-after") and slow.passed == 1, answer
        slow.open.set()
        asking.join()
        assert world.database.value(is_left_alone) is None, "it was heard"
        assert call(bob, world).status == call(alice, world).status == 200, world.database.reason()


@each("to sign in", "to judge a token")
def test_silent_issuer(world, what):
    """RFC 9110 section 15.6.4: a crowd of requests {what}, and an issuer that takes the connection and says nothing: 503, and one wait for all"""
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
        answers = crowd(world, lambda _: world.wire.get(url, headers=headers, timeout=60))
        assert {answer.status for answer in answers} == {503} and all(answer.header("retry-after") for answer in answers), answers
