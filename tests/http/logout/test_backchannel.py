"""Back-channel logout: whatever ends a session, its clients hear so; again and again where they do not answer."""

import json
import threading
import urllib.parse

from claims import claims_of
from listener import Listener
from relying_party import SECRET, Login
from server import until
from suite import each
from world import basic

SERVERS = ("lighttpd",)


class Ear(Listener):
    """What rp hears at its backchannel_logout_uri; `status` is what it says to that, None: nothing."""

    def __init__(self, world, status=200):
        super().__init__(self.answer)
        self.world, self.status, self.tokens = world, status, []

    def answer(self, _request, body):
        self.tokens.append(dict(urllib.parse.parse_qsl(body.decode()))["logout_token"])
        return (self.status, {}, b"") if self.status else None

    def listen(self, **columns):
        columns["backchannel_logout_uri"] = f"http://127.0.0.1:{self.port}/logout"
        for name, value in columns.items():
            self.world.database.change(f"UPDATE client SET {name} = ? WHERE client_id = 'rp'", value)

    def sent(self, number=1):
        """So many were sent, and what came of the last is written down."""
        self.world.wire.get(f"{self.world.issuer}/jwks")  # whoever answers looks then whether something is due
        until(lambda: self.world.database.value("SELECT count(*) FROM logout_delivery WHERE tries >= ? AND status IS NOT NULL", number)
              and not self.world.database.value("SELECT count(*) FROM backchannel_logout WHERE awaited_until IS NOT NULL"), "the client to be told")
        return self.world.database.row("SELECT * FROM logout_delivery")


@each({"what": "an administrator", "sql": "UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'administrator'"},
      {"what": "the user, elsewhere", "sql": "UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'ended_by_user'"},
      {"what": "a new password", "sql": "UPDATE end_user SET password_hash = password_hash('another') WHERE username = 'alice'"},
      {"what": "a suspension", "sql": "UPDATE end_user SET suspended_at = unixepoch() WHERE username = 'alice'"},
      {"what": "the user being forgotten", "sql": "DELETE FROM end_user WHERE username = 'alice'"})
def test_ended(world, what, sql):
    """OIDC Back-Channel Logout section 2.3: a session that {what} ends is told to its client"""
    with Ear(world) as ear:
        login = Login(world)
        ear.listen()
        world.database.change(sql)
        told = ear.sent()
        assert told["outcome"] == "delivered" and told["status"] == 200, dict(told)
        assert claims_of(ear.tokens[0])["sid"] == claims_of(login.id_token)["sid"]


class Asking(Ear):
    """It asks the server itself before it answers, as mod_auth_openidc does, who revokes its refresh token first."""

    def __init__(self, world):
        super().__init__(world)
        self.heard = []

    def answer(self, request, body):
        threads = [threading.Thread(target=self.ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return super().answer(request, body)

    def ask(self):
        self.heard.append(self.world.wire.get(f"{self.world.issuer}/jwks").status)


def test_asks_meanwhile(world):
    """OIDC Back-Channel Logout section 2.5: a client that asks the server while it is told waits for nobody, and is told in time"""
    with Asking(world) as ear:
        Login(world)
        ear.listen()
        world.database.change("UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'administrator'")
        told = ear.sent()
        assert told["outcome"] == "delivered" and told["tries"] == 1, dict(told)
        assert ear.heard == [200] * 8, ear.heard


def test_replaced(world):
    """OIDC Back-Channel Logout section 2.3: where another user signs in in the same browser, the client of the first one hears so"""
    with Ear(world) as ear:
        login = Login(world)
        ear.listen()
        login.browser.go(login.flow(prompt="login").url)
        world.walk(login.browser, "bob")
        assert ear.sent()["outcome"] == "delivered" and len(ear.tokens) == 1
        assert claims_of(ear.tokens[0])["sub"] == "u_alice"


def test_each_client(world):
    """OIDC Back-Channel Logout section 2.3: each client of the session is told, and none of another session"""
    with Ear(world) as ear, Ear(world) as other:
        login = Login(world)
        ear.listen()
        world.add_client("other", SECRET, ["https://other.example/callback"], trusted=1, backchannel_logout_uri=f"http://127.0.0.1:{other.port}/")
        login.logout(id_token_hint=login.id_token)
        assert ear.sent()["client_id"] == "rp" and len(ear.tokens) == 1 and not other.tokens
        flow = world.flow("other", "https://other.example/callback", scope="openid").authorize(login.browser)
        flow.redeem(basic("other", SECRET))
        login.flow().authorize(login.browser).redeem(basic("rp", SECRET))
        login.logout(id_token_hint=flow.tokens["id_token"])
        until(lambda: len(ear.tokens) == 2 and len(other.tokens) == 1, "both to be told")
        assert claims_of(other.tokens[0])["aud"] == "other" and claims_of(ear.tokens[1])["aud"] == "rp"
        assert claims_of(other.tokens[0])["sid"] == claims_of(flow.tokens["id_token"])["sid"] != claims_of(ear.tokens[1])["sid"]


@each({"status": 204, "outcome": "delivered"}, {"status": 400, "outcome": "waiting"}, {"status": 500, "outcome": "waiting"},
      {"status": 302, "outcome": "waiting"}, {"status": None, "outcome": "waiting"})
def test_answer(world, status, outcome):
    """OIDC Back-Channel Logout section 2.8: a client that answers {status} counts as {outcome}, and the owner sees why"""
    with Ear(world, status) as ear:
        login = Login(world)
        ear.listen()
        login.logout(id_token_hint=login.id_token)
        told = ear.sent()
        assert told["outcome"] == outcome and told["status"] == (status or 0), dict(told)
        assert (told["error"] is None) == (status is not None), dict(told)


def test_again(world):
    """OIDC Back-Channel Logout section 2.5: a client that was down hears later, after a growing time, and each time with another jti"""
    with Ear(world, 500) as ear:
        login = Login(world)
        ear.listen()
        login.logout(id_token_hint=login.id_token)
        waits = []
        for number in (1, 2, 3):
            told = ear.sent(number)
            assert len(ear.tokens) == number and told["tries"] == number and told["outcome"] == "waiting", dict(told)
            waits.append(told["next_at"] - world.database.now())
            world.database.pass_time(waits[-1] + 1)
        ear.status = 200
        assert ear.sent(4)["outcome"] == "delivered"
    assert 5 < waits[0] and 2 * waits[0] < waits[1] and 2 * waits[1] < waits[2], waits
    assert len({claims_of(token)["jti"] for token in ear.tokens}) == 4


def test_given_up(world):
    """OIDC Back-Channel Logout section 2.5: after seven tries nobody is told any more, and the row says so"""
    with Ear(world, 503) as ear:
        login = Login(world)
        ear.listen()
        login.logout(id_token_hint=login.id_token)
        ear.sent()
        world.database.change("UPDATE backchannel_logout SET tries = 6, next_at = 0")
        told = ear.sent(7)
        assert told["outcome"] == "given_up" and told["next_at"] is None, dict(told)


@each({"name": "no https", "uri": "http://127.0.0.1:{port}/"}, {"name": "an inner address", "uri": "https://127.0.0.1:{port}/"})
def test_stranger(world, name, uri):
    """RFC 9728 section 7.7: a client that registered itself makes this server ask {name}: it does not"""
    with Ear(world) as ear:
        world.database.set("fetch_private", 0)
        login = Login(world)
        ear.listen(origin="registration")
        world.database.change("UPDATE client SET backchannel_logout_uri = ? WHERE client_id = 'rp'", uri.format(port=ear.port))
        login.logout(id_token_hint=login.id_token)
        told = ear.sent()
        assert told["outcome"] == "waiting" and told["status"] == 0 and told["error"] and not ear.tokens, dict(told)


def test_suspended(world):
    """a client that is suspended in the meantime is not told"""
    with Ear(world) as ear:
        login = Login(world)
        ear.listen()
        world.database.change("UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'administrator'")
        world.database.change("UPDATE client SET suspended_at = unixepoch() WHERE client_id = 'rp'")
        world.wire.get(f"{world.issuer}/jwks")
        until(lambda: world.database.value("SELECT outcome FROM logout_delivery") == "given_up", "the end of it")
        assert not ear.tokens and login


def test_record(world):
    """the flow record has the sign-out and what was told of it in one journey, and the logout token by its fingerprint alone"""
    with Ear(world) as ear:
        login = Login(world)
        ear.listen()
        login.logout(id_token_hint=login.id_token)
        ear.sent()
        event = until(lambda: world.database.row("SELECT * FROM flow_event WHERE kind = 'logout.notice'"), "the event")
        assert json.loads(event["detail"]) == {"outcome": "delivered", "try": 1, "status": 200} and event["client_id"] == "rp", dict(event)
        assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'session.end' AND trace_id = ?", event["trace_id"]) == 1
        token = world.database.row("SELECT * FROM flow_token WHERE event_id = ?", event["event_id"])
        assert token["type"] == "logout" and token["typ"] == "logout+jwt" and token["role"] == "issued"


def test_bound(world):
    """of one client a hundred wait at most, the oldest are given up; and what is a day old is forgotten"""
    Login(world)
    for number in range(105):
        world.database.change("INSERT INTO backchannel_logout (session_id, client_id, subject, created_at, next_at) VALUES (?, 'rp', 'u_alice', ?, 1e12)",
                              f"s{number}", world.database.now() + number)
    waiting = world.database.rows("SELECT session_id FROM logout_delivery WHERE outcome = 'waiting'")
    assert len(waiting) == 100 and "s4" not in {row["session_id"] for row in waiting}
    world.database.pass_time(86400 + 50)
    world.database.clean()
    assert 50 <= world.database.value("SELECT count(*) FROM backchannel_logout") <= 55
