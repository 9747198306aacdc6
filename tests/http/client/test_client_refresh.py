"""What the sample client makes of the answer to a refresh: RFC 6749 section 6, OIDC Core section 12.2; of one that lies, and of
one that does not come."""

import http.server
import os
import signal
import threading
import time
import urllib.request

from claims import unsigned
from race import at_once
from server import free_port, until
from stranger import Stranger
from suite import each
from test_client import call, held, signed_in


def session(world):
    return world.database.row("SELECT * FROM client_session")


def signed_in_elsewhere(world, stranger, **at_sign_in):
    """A session with the other provider, whose access token has ended."""
    stranger.claims = at_sign_in
    browser = world.browser()
    answer = stranger.login(browser)
    assert answer.status == 303, f"{answer!r} {world.database.reason()}"
    stranger.nonce, stranger.claims = None, {}
    world.database.pass_time(400)
    return browser


@each({"name": "about somebody else", "claims": {"sub": "another"}, "reason": "sub_mismatch"},
      {"name": "about nobody", "claims": {"sub": None}, "reason": "sub_mismatch"},
      {"name": "with an empty subject", "claims": {"sub": ""}, "reason": "sub_mismatch"},
      {"name": "with an overlong subject", "claims": {"sub": "x" * 256}, "reason": "sub_mismatch"},
      {"name": "of another issuer", "claims": {"iss": "https://evil.example"}, "reason": "iss_mismatch"},
      {"name": "for another client", "claims": {"aud": "another"}, "reason": "aud_mismatch"},
      {"name": "for a further audience", "claims": {"aud": ["we", "another"]}, "reason": "aud_mismatch"},
      {"name": "that another client asked for", "claims": {"azp": "another"}, "reason": "azp_mismatch"},
      {"name": "that has ended", "claims": {"exp": 1}, "reason": "expired"},
      {"name": "made long ago", "claims": {"iat": 1}, "reason": "too_old"},
      {"name": "with another login's nonce", "claims": {"nonce": "another"}, "reason": "nonce_mismatch"},
      {"name": "with another access token's hash", "claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "reason": "at_hash_mismatch"},
      {"name": "of another kind", "options": {"typ": "at+jwt"}, "reason": "typ_mismatch"},
      {"name": "of a logout", "options": {"typ": "logout+jwt"}, "reason": "typ_mismatch"})
def test_lie(world, name, reason, claims=None, options=None):
    """OIDC Core section 12.2: a refresh that brings an ID token {name} ends the session, and the record says why"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600, **(claims or {})}
        stranger.sign = {"options": options or {}}
        ended(world, browser, reason)


def ended(world, browser, reason):
    answer = browser.go(f"{world.client}/")
    assert answer.status == 401 and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    assert "Your session is over" in answer.page.text and any("/login" in link for link in answer.page.links), answer.page.text
    assert held(world) is None and session(world)["ended_reason"] == "id_token_refused"
    assert world.database.value("SELECT count(*) FROM flow_event WHERE recorder = 'client' AND kind = 'session.end'") == 1
    assert world.database.value("SELECT count(*) FROM flow_event WHERE recorder = 'api'") == 0, "the new token went nowhere"
    assert "Your session is over" in browser.go(f"{world.client}/").page.text


@each({"name": "that nobody signed", "bend": unsigned, "reason": "alg_none"},
      {"name": "whose signature was altered", "bend": lambda token: token[:-20] + ("A" if token[-20] != "A" else "B") + token[-19:],
       "reason": "bad_signature"},
      {"name": "that is none", "bend": lambda token: "x.y", "reason": "malformed"})
def test_forgery(world, name, bend, reason):
    """OIDC Core section 12.2: a refresh that brings an ID token {name} ends the session, and the record says why"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        stranger.bend = bend
        ended(world, browser, reason)


def test_forger(world):
    """OIDC Core section 12.2: a refresh that brings an ID token of a key that the provider does not publish ends the session"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        stranger.sign = {"key": world.database.value("SELECT jwk_generate('RS256')")}
        ended(world, browser, "no_key")


@each({"name": "no ID token", "answer": {"id_token": None}},
      {"name": "an ID token without a nonce"},
      {"name": "the first nonce again", "again": True},
      {"name": "no refresh token", "answer": {"refresh_token": None}})
def test_truth(world, name, answer=None, again=False):
    """OIDC Core section 12.2: a refresh with {name} goes on with the session"""
    with Stranger(world) as stranger:
        browser = world.browser()
        assert stranger.login(browser).status == 303
        stranger.nonce = stranger.nonce if again else None
        world.database.pass_time(400)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600, "name": "Renewed"}
        stranger.answer = {"access_token": "another-access-token-0123", **(answer or {})}
        assert browser.go(f"{world.client}/").status == 200, world.database.reason()
        row = held(world)
        assert row["generation"] == 2 and row["access_token"] == "another-access-token-0123" and row["refresh_token"] == "refresh-0123456789"
        assert session(world)["ended_at"] is None
        assert ("Renewed" in session(world)["claims"]) == (name != "no ID token")


def test_keys_out_of_reach(world):
    """OIDC Core section 12.2: an ID token that cannot be judged for lack of keys is no verdict, and the new refresh token is not lost"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        stranger.answer = {"refresh_token": "the-next-refresh-token"}
        world.database.change("UPDATE client_provider SET jwks_uri = 'http://localhost:1/jwks', jwks_fetched_at = 1, jwks_asked_at = 1")
        answer = browser.go(f"{world.client}/")
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "provider_unreachable", answer
        assert held(world)["refresh_token"] == "the-next-refresh-token" and held(world)["lease_id"] is None
        world.database.change("UPDATE client_provider SET jwks_uri = ?", f"{stranger.issuer}/jwks")
        assert browser.go(f"{world.client}/").status == 200, world.database.reason()
        assert stranger.forms[-1]["refresh_token"] == "the-next-refresh-token"


class Slow:
    """Before the token endpoint: what it says comes at once, and is held back until it is let go."""

    def __init__(self, world):
        self.world, self.port, self.answered, self.open = world, free_port(), 0, threading.Event()
        slow = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name: self.headers[name] for name in ("Content-Type", "Authorization")}
                with urllib.request.urlopen(urllib.request.Request(f"{world.issuer}/token", body, headers)) as answer:
                    content = answer.read()
                slow.answered += 1
                slow.open.wait(60)
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:  # nobody waits for it any more
                    pass

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        self.world.database.change("UPDATE client_provider SET token_endpoint = ?, fetched_at = unixepoch()", f"http://127.0.0.1:{self.port}/token")
        return self

    def __exit__(self, *_):
        self.open.set()
        self.server.shutdown()
        self.server.server_close()


def no_theft(world):
    assert session(world)["ended_at"] is None
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NOT NULL") == 0
    assert world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'refresh_reused'") == 0


def stale(world):
    """A session whose access token has ended, and that the provider still renews."""
    browser = signed_in(world)
    world.database.pass_time(310)
    return browser


def until_renewed(world, browser):
    """As a browser does that heeds Retry-After; the answers on the way are the client's own."""
    def renewed():
        answer = call(browser, world)
        assert answer.status == 200 or (answer.status == 503 and answer.header("retry-after")), f"{answer!r} {world.database.reason()}"
        return answer.status == 200
    until(renewed, 30, "the tokens to be renewed")


def test_lease_fits(world):
    """RFC 9700 section 4.14: both attempts of a refresh fit into its lease, and the lease and a silence into the provider's grace"""
    row = world.database.row("SELECT * FROM client_setting")
    assert 2 * row["refresh_attempt"] <= row["refresh_lease"]
    for profile in ("workshop", "service"):
        grace = world.database.value(f"SELECT {profile} FROM setting WHERE name = 'refresh_grace'")
        assert row["refresh_lease"] + row["provider_silence"] < grace, profile


def test_slow_answers(world):
    """RFC 9700 section 4.14: a refresh whose two answers come too late is 503 with Retry-After; it ends no session, and is no theft"""
    browser = stale(world)
    with Slow(world) as slow:
        start = time.monotonic()
        answer = browser.go(f"{world.client}/")
        took = time.monotonic() - start
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "provider_unreachable", answer
        assert slow.answered == 2 and took < 10, f"{took:.1f} s"
        assert held(world)["lease_id"] is None
        assert call(browser, world).status == 503, "for a moment nobody waits for it"
        assert slow.answered == 2
    world.database.change("UPDATE client_provider SET token_endpoint = ?", f"{world.issuer}/token")
    until_renewed(world, browser)
    no_theft(world)


def test_worker_dies(world):
    """RFC 9700 section 4.14: when a worker is killed in mid-refresh, whoever comes after its lease goes on; it is no theft"""
    browser = stale(world)
    with Slow(world) as slow:
        asking = threading.Thread(target=at_once, args=(1, lambda _: call(browser, world)))
        asking.start()
        until(lambda: slow.answered == 1, 15, "the refresh to be under way")
        for worker in world.server.workers("client"):
            os.kill(worker, signal.SIGKILL)
        asking.join()
    world.wire.faults.clear()  # the request that was in flight may get 500
    assert held(world)["lease_id"] is not None and held(world)["generation"] == 1
    world.database.change("UPDATE client_provider SET token_endpoint = ?", f"{world.issuer}/token")
    until(lambda: world.database.value("SELECT lease_until <= unixepoch() FROM client_token"), 15, "the lease to end")
    until_renewed(world, browser)
    assert held(world)["generation"] == 2
    no_theft(world)


def test_waiting_is_short(world):
    """RFC 9700 section 4.14: who waits for another's refresh soon hears to come again, and who comes late at once; a worker stays free"""
    browser = stale(world)
    world.database.change("UPDATE client_token SET lease_id = 'another', lease_until = unixepoch() + 7")
    for _ in range(2):
        answer = call(browser, world)
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "refresh_pending", answer
    world.database.change("UPDATE client_token SET lease_until = unixepoch() + 4")
    at_once(6, lambda _: call(browser, world))
    assert world.database.value("SELECT lease_until > unixepoch() FROM client_token"), "six who came late did not wait"
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
    assert world.database.value("SELECT count(*) FROM flow_event WHERE recorder = 'provider' AND kind IN ('token.refresh', 'token.request') AND path LIKE '%/token'") == 2


def test_lease_ends(world):
    """RFC 9700 section 4.14: a lease whose holder died does not stand in the way for ever"""
    browser = signed_in(world)
    world.database.pass_time(400)
    world.database.change("UPDATE client_token SET lease_id = 'dead', lease_until = unixepoch() - 1")
    assert call(browser, world).status == 200


class Lossy:
    """Between the client and the token endpoint: loses the first answer, passes on the rest."""

    def __init__(self, world, losses=1):
        self.port, self.losses, self.passed = free_port(), losses, 0
        lossy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name: self.headers[name] for name in ("Content-Type", "Authorization")}
                with urllib.request.urlopen(urllib.request.Request(f"{world.issuer}/token", body, headers)) as answer:
                    content = answer.read()
                lossy.passed += 1
                if lossy.passed <= lossy.losses:
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass
        self.server = http.server.HTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        world.database.change("UPDATE client_provider SET token_endpoint = ?", f"http://127.0.0.1:{self.port}/token")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def test_lost_answer(world):
    """RFC 9700 section 4.14: a refresh whose answer was lost is asked again, and nobody is logged out"""
    browser = signed_in(world)
    world.database.pass_time(310)
    world.database.change("UPDATE client_provider SET fetched_at = unixepoch()")
    with Lossy(world) as between:
        assert call(browser, world).status == 200, world.database.reason()
    assert between.passed == 2 and held(world)["generation"] == 2
    world.database.pass_time(310)
    world.database.change("DELETE FROM client_provider")
    assert call(browser, world).status == 200


def test_provider_away(world):
    """RFC 6749 section 5.2: a provider that does not answer ends no session"""
    browser = signed_in(world)
    world.database.pass_time(310)
    world.database.change("UPDATE client_provider SET token_endpoint = 'http://127.0.0.1:1/token', fetched_at = unixepoch()")
    answer = call(browser, world)
    assert answer.status == 503 and world.database.reason() == "provider_unreachable", answer
    world.database.change("DELETE FROM client_provider")
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
