"""oidcc-client-rp-initiated-logout-rp-basic (3 names) and oidcc-client-back-channel-logout-rp-basic (8), for the sample client.

The names are OIDF's, the provider that misbehaves is ours; it certifies nothing.
"""

from claims import unsigned
from sample_client import session
from stranger import Stranger
from suite import each
from world import World

SERVERS = ("lighttpd", "fcgid")


class Signed:
    """Somebody, signed in at the client by a provider of the tests' own, whose ID token named the session."""

    def __init__(self, world: World, stranger):
        self.world, self.stranger = world, stranger
        stranger.claims = {"sid": "s-1"}
        stranger.metadata = {"end_session_endpoint": f"{stranger.base}/end_session"}
        self.browser = world.browser()
        assert stranger.login(self.browser).status == 303, world.database.reason()

    def leave(self):
        """The button of the dashboard: what the browser brings to the provider."""
        self.browser.go(f"{self.world.client}/")
        number = next(n for n, form in enumerate(self.browser.answer.page.forms) if form.action.endswith("/logout"))
        return self.browser.submit(number=number, follow=False)

    def tell(self, **changes):
        return self.world.wire.post(f"{self.world.client}/backchannel_logout", {"logout_token": self.stranger.logout_token(**changes)})


def test_rp_init_logout(world):
    """oidcc-client-rp-initiated-logout-rp-basic oidcc-client-test-rp-init-logout: the client sends the browser with a state, and knows it again when it comes back"""
    with Stranger(world) as stranger:
        signed = Signed(world, stranger)
        answer = signed.leave()
        assert answer.location.startswith(f"{stranger.base}/end_session?"), answer
        said = answer.parameters
        assert said["client_id"] == "we" and said["post_logout_redirect_uri"] == f"{world.client}/" and len(said["state"]) > 40, said
        back = signed.browser.go(f"{said['post_logout_redirect_uri']}?state={said['state']}")
        assert back.status == 200 and "You are signed out" in back.text


@each({"name": "other-state", "query": "?state=lo_0123456789012345678901234567890123456789012"}, {"name": "no-state", "query": ""})
def test_rp_init_logout_state(world, name, query):
    """oidcc-client-rp-initiated-logout-rp-basic oidcc-client-test-rp-init-logout-{name}: the client does not take that for the answer to its own"""
    with Stranger(world) as stranger:
        signed = Signed(world, stranger)
        signed.leave()
        back = signed.browser.go(f"{world.client}/{query}")
        assert back.status == 200 and "You are signed out" not in back.text
        assert session(world)["ended_reason"] == "logout", "it is signed out all the same"


def test_backchannel(world):
    """oidcc-client-back-channel-logout-rp-basic oidcc-client-test-rp-backchannel-rpinitlogout: the session that the logout token names ends at once; 200, and nothing is cached"""
    with Stranger(world) as stranger:
        signed = Signed(world, stranger)
        answer = signed.tell()
        assert answer.status == 200 and not answer.body and "no-store" in answer.header("cache-control"), f"{answer!r} {world.database.reason()}"
        assert session(world)["ended_reason"] == "backchannel_logout"
        assert "You were signed out" in signed.browser.go(f"{world.client}/").text
        assert signed.tell().status == 200, "nobody is signed in: so it is done"


@each({"name": "alg-none", "bend": unsigned, "reason": "alg_none"},
      {"name": "no-event", "changes": {"events": None}, "reason": "logout_event_missing"},
      {"name": "wrong-event", "changes": {"events": {"http://schemas.openid.net/event/foobar": {}}}, "reason": "logout_event_missing"},
      {"name": "with-nonce", "changes": {"nonce": "n"}, "reason": "logout_token_nonce"},
      {"name": "wrong-alg", "alg": "ES256", "reason": "alg_not_allowed"},
      {"name": "wrong-aud", "changes": {"aud": "another"}, "reason": "aud_mismatch"},
      {"name": "wrong-iss", "changes": {"iss": "https://evil.example"}, "reason": "logout_issuer_unknown"})
def test_backchannel_refused(world, name, reason, changes=None, bend=None, alg=None):
    """oidcc-client-back-channel-logout-rp-basic oidcc-client-test-rp-backchannel-rpinitlogout-{name}: 400, the session goes on, and the reason is {reason}"""
    with Stranger(world) as stranger:
        signed = Signed(world, stranger)
        if alg:
            stranger.sign = {"key": world.database.value("SELECT jwk_generate(?)", alg)}
        stranger.bend = bend
        answer = signed.tell(**(changes or {}))
        assert answer.status == 400 and answer.json["error"] == "invalid_request" and "no-store" in answer.header("cache-control"), answer
        assert world.database.reason() == reason, world.database.reason()
        assert session(world)["ended_at"] is None
