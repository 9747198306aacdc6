"""The provider ends a session, and the sample client hears so: Back-Channel Logout 1.0 and Front-Channel Logout 1.0, the client's side."""

import urllib.parse

from sample_client import call, session, signed_in
from server import until
from stranger import Stranger, rsa_key
from suite import each
from test_client_logout import leave

SERVERS = ("lighttpd",)


def ended(world):
    return [row["ended_reason"] for row in world.database.rows("SELECT ended_reason FROM client_session ORDER BY created_at, session_id")]


def tell(world, token):
    return world.wire.post(f"{world.client}/backchannel_logout", {"logout_token": token} if token else {})


def signed(world, stranger, **claims):
    stranger.claims = {"sid": "s-1", **claims}
    browser = world.browser()
    assert stranger.login(browser).status == 303, world.database.reason()
    return browser


@each({"name": "a session", "changes": {"sub": None}, "want": ["backchannel_logout", None, None]},
      {"name": "a session and its user", "changes": {}, "want": ["backchannel_logout", None, None]},
      {"name": "a user", "changes": {"sid": None}, "want": ["backchannel_logout", "backchannel_logout", None]},
      {"name": "a session of another user", "changes": {"sub": "another"}, "want": [None, None, None]},
      {"name": "a session that is not there", "changes": {"sid": "s-9"}, "want": [None, None, None]})
def test_which(world, name, changes, want):
    """OIDC Back-Channel Logout section 2.7: a logout token that names {name} ends that, nothing else, and is answered by 200"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        signed(world, stranger, sid="s-2")
        signed(world, stranger, sid="s-3", sub="somebody-else")
        assert tell(world, stranger.logout_token(**changes)).status == 200, world.database.reason()
        names = {row["sid"]: row["ended_reason"] for row in world.database.rows("SELECT sid, ended_reason FROM client_session")}
        assert [names[sid] for sid in ("s-1", "s-2", "s-3")] == want, names


def test_session_without_a_name(world):
    """OIDC Back-Channel Logout section 2.7: where the ID token named no session, the user of the logout token is enough"""
    with Stranger(world) as stranger:
        signed(world, stranger, sid=None)
        assert tell(world, stranger.logout_token()).status == 200
        assert ended(world) == ["backchannel_logout"]


@each({"name": "no token", "token": None, "reason": "logout_token_missing"},
      {"name": "no JWT", "token": "x.y.z", "reason": "logout_issuer_unknown"})
def test_no_token(world, name, token, reason):
    """OIDC Back-Channel Logout section 2.6: {name} is refused, and nobody is signed out"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        answer = tell(world, token)
        assert answer.status == 400 and world.database.reason() == reason and ended(world) == [None], f"{answer!r} {world.database.reason()}"


@each({"name": "that has ended", "changes": {"exp": 1}, "reason": "expired"},
      {"name": "that never ends", "changes": {"exp": None}, "reason": "exp_missing"},
      {"name": "of long ago", "changes": {"iat": 1}, "reason": "too_old"},
      {"name": "from the future", "changes": {"iat": 4102444800, "exp": 4102444900}, "reason": "issued_in_future"},
      {"name": "without a name of its own", "changes": {"jti": None}, "reason": "claim_missing"},
      {"name": "without an audience", "changes": {"aud": None}, "reason": "aud_missing"},
      {"name": "that names nobody", "changes": {"sub": None, "sid": None}, "reason": "logout_subject_missing"},
      {"name": "whose session is a number", "changes": {"sid": 7}, "reason": "claim_type"},
      {"name": "whose events are a list", "changes": {"events": ["http://schemas.openid.net/event/backchannel-logout"]},
       "reason": "logout_event_missing"},
      {"name": "whose event is true", "changes": {"events": {"http://schemas.openid.net/event/backchannel-logout": True}},
       "reason": "logout_event_missing"},
      {"name": "that is an access token", "options": {"typ": "at+jwt"}, "reason": "typ_mismatch"},
      {"name": "of a key that is not published", "key": "another", "reason": "no_key"})
def test_refused(world, name, reason, changes=None, options=None, key=None):
    """OIDC Back-Channel Logout section 2.6: a logout token {name} signs nobody out"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        stranger.sign = {"options": options or {}}
        if key:
            stranger.sign["key"] = rsa_key(world, "another's")
        answer = tell(world, stranger.logout_token(**(changes or {})))
        assert answer.status == 400 and world.database.reason() == reason and ended(world) == [None], f"{answer!r} {world.database.reason()}"


@each("JWT", "logout+jwt", "application/logout+jwt")
def test_typ(world, typ):
    """OIDC Back-Channel Logout section 2.4: a logout token of typ {typ} is taken: what it must have and must not have tells it from others"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        stranger.sign = {"options": {"typ": typ}}
        assert tell(world, stranger.logout_token()).status == 200, world.database.reason()


def test_id_token_is_none(world):
    """RFC 8725 section 3.12: the ID token of this very session is no logout token"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        answer = tell(world, world.database.value("SELECT id_token FROM client_session"))
        assert answer.status == 400 and ended(world) == [None], answer
        assert world.database.reason() in ("claim_missing", "logout_event_missing"), world.database.reason()


def test_once(world):
    """OIDC Back-Channel Logout section 2.6: a logout token counts once: replayed, it does not end the next session"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        token = stranger.logout_token(sid=None)
        assert tell(world, token).status == 200
        signed(world, stranger, sid="s-2")
        assert tell(world, token).status == 400 and world.database.reason() == "logout_token_replayed"
        assert sorted(map(str, ended(world))) == ["None", "backchannel_logout"]
        world.database.change("UPDATE client_logout_token SET expires_at = 1000")
        assert tell(world, stranger.logout_token(sid="s-9")).status == 200
        assert world.database.value("SELECT count(*) FROM client_logout_token") == 1, "what has ended is forgotten"


def test_keys_out_of_reach(world):
    """RFC 9110 section 15.6.4: when the provider's keys cannot be had, that is no verdict on the token: 503, and it may come again"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        world.database.change("UPDATE client_discovery SET jwks = NULL, jwks_fetched_at = NULL, jwks_asked_at = NULL")
        token, stranger.key_set = stranger.logout_token(), "none"
        answer = tell(world, token)
        assert answer.status == 503 and answer.header("retry-after") and ended(world) == [None], answer


def test_everywhere(world):
    """OIDC Back-Channel Logout section 2: of our own server: signed out at one browser's client, the session of it is over, and no other"""
    browser, other = signed_in(world), signed_in(world)
    assert len(world.database.rows("SELECT DISTINCT sid FROM client_session WHERE sid IS NOT NULL")) == 2
    world.database.change("UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'ended_by_user' "
                          "WHERE session_id = (SELECT min(session_id) FROM login_session)")
    until(lambda: "backchannel_logout" in ended(world), "the client to hear")
    statuses = {call(each_browser, world).status for each_browser in (browser, other)}
    assert statuses == {200, 401}, statuses
    assert world.database.value("SELECT count(*) FROM client_token") == 1, "its tokens are forgotten"
    event = until(lambda: world.database.row("SELECT * FROM flow_event WHERE kind = 'logout.backchannel'"), "the event")
    assert (event["actor_from"], event["actor_to"], event["channel"]) == ("provider", "client", "back"), dict(event)
    notice = world.database.row("SELECT * FROM flow_event WHERE kind = 'logout.notice'")
    assert notice["trace_id"] == event["trace_id"] and notice["actor_from"] == notice["actor_to"] == "provider", dict(notice)


def test_own_logout(world):
    """OIDC Back-Channel Logout section 2.7: who signed out at the client first is signed out already, and that is told to nobody"""
    leave(signed_in(world))
    until(lambda: world.database.value("SELECT outcome FROM logout_delivery") == "delivered", "the client to hear")
    assert session(world)["ended_reason"] == "logout"


def framed(world, **parameters):
    return world.wire.get(f"{world.client}/frontchannel_logout?{urllib.parse.urlencode(parameters)}")


def test_frontchannel(world):
    """OIDC Front-Channel Logout section 3: iss and sid end that session, without a cookie; and the provider alone may frame the answer"""
    with Stranger(world) as stranger:
        browser = signed(world, stranger)
        signed(world, stranger, sid="s-2")
        answer = framed(world, iss=stranger.issuer, sid="s-1")
        assert answer.status == 200 and answer.header("x-frame-options") is None, answer
        assert f"frame-ancestors http://localhost:{stranger.port};" in answer.header("content-security-policy"), answer.headers
        assert sorted(map(str, ended(world))) == ["None", "frontchannel_logout"]
        assert "You were signed out" in browser.go(f"{world.client}/").text
        assert framed(world, iss=stranger.issuer, sid="s-1").status == 200, "once more is no error"


@each({"name": "no session", "said": {"iss": None}, "reason": "logout_sid_missing"},
      {"name": "no issuer", "said": {"sid": "s-1"}, "reason": "logout_sid_missing"},
      {"name": "another issuer", "said": {"iss": "https://evil.example", "sid": "s-1"}, "reason": "logout_issuer_unknown"})
def test_frontchannel_refused(world, name, said, reason):
    """OIDC Front-Channel Logout section 3: {name}: nobody is signed out, and no site may frame the answer"""
    with Stranger(world) as stranger:
        signed(world, stranger)
        answer = framed(world, **{key: value or stranger.issuer for key, value in said.items()})
        assert answer.status == 400 and world.database.reason() == reason and ended(world) == [None], answer
        assert "frame-ancestors 'none'" in answer.header("content-security-policy")
