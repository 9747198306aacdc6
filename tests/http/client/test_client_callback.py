"""The way to the provider and back: RFC 6749 section 4.1.2, RFC 9207, RFC 9700 sections 4.4 and 4.7."""

import urllib.parse

from sample_client import at_callback, signed_in
from suite import each
from world import challenge


def changed(url, **parameters):
    """The same address with other parameters; None: without."""
    parts = urllib.parse.urlsplit(url)
    query = {**dict(urllib.parse.parse_qsl(parts.query)), **parameters}
    query = {name: value for name, value in query.items() if value is not None}
    return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode(query)))


def no_token_was_asked_for(world):
    return world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'token.request'") == 0


def test_authorization_request(world):
    """C2, C3, C4, OIDC Core section 3.1.2.1, RFC 7636 section 4.3: the request has a state, a nonce and a challenge of its own"""
    seen = []
    for _ in range(2):
        answer = world.wire.get(f"{world.client}/login")
        assert answer.status == 303 and answer.location.startswith(f"{world.issuer}/authorize?"), answer
        asked = answer.parameters
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256" and asked["client_id"] == "notes-web"
        assert asked["redirect_uri"] == f"{world.client}/callback"
        assert set(asked["scope"].split()) == {"openid", "profile", "email", "notes:read", "notes:write"}
        verifier = world.database.value("SELECT code_verifier FROM client_login WHERE nonce = ?", asked["nonce"])
        assert asked["code_challenge"] == challenge(verifier), "it is the verifier's hash, and not the verifier"
        seen += [asked["state"], asked["nonce"], asked["code_challenge"]]
    assert len(set(seen)) == 6 and min(len(value) for value in seen) >= 43


def test_state_counts_once(world):
    """C2, RFC 9700 section 4.7: the same answer a second time belongs to no login"""
    browser, back = at_callback(world)
    assert browser.go(back, follow=False).status == 303
    assert browser.go(back, follow=False).status == 400 and world.database.reason() == "state_mismatch"


@each("x", "", None, "st_0123456789")
def test_state_of_nobody(world, state):
    """C2, RFC 9700 section 4.7: a made-up state ({state}) belongs to no login, and no code is redeemed"""
    browser, back = at_callback(world)
    answer = browser.go(changed(back, state=state), follow=False)
    assert answer.status == 400 and world.database.reason() == "state_mismatch", answer
    assert no_token_was_asked_for(world)


def test_state_of_another_browser(world):
    """C2, RFC 9700 section 4.7: an attacker's answer in another browser is refused; the attacker's own login is not lost by it"""
    browser, back = at_callback(world)
    victim = signed_in(world, "bob")
    assert victim.go(back, follow=False).status == 400 and world.database.reason() == "state_mismatch"
    stranger = world.browser()
    assert stranger.go(back, follow=False).status == 400 and world.database.reason() == "cookie_missing"
    stranger.jar.update({name: "x" * 43 for name in browser.jar})
    assert stranger.go(back, follow=False).status == 400 and world.database.reason() == "state_mismatch", "a cookie of this name is not enough"
    assert browser.go(back, follow=False).status == 303


def test_state_expires(world):
    """RFC 9700 section 4.7: an unfinished login ends"""
    browser, back = at_callback(world)
    world.database.pass_time(1801)
    assert browser.go(back, follow=False).status == 400 and world.database.reason() == "state_mismatch"


@each({"name": "of another issuer", "iss": "https://evil.example"}, {"name": "without an issuer", "iss": None},
      {"name": "with a path more", "iss": "/"})
def test_mix_up(world, name, iss):
    """C5, RFC 9207 section 2.4: an answer {name} is refused, and the code goes nowhere"""
    browser, back = at_callback(world)
    if iss == "/":
        iss = world.issuer + "/"
    answer = browser.go(changed(back, iss=iss), follow=False)
    assert answer.status in (400, 401) and world.database.reason() == "iss_mismatch", answer
    assert no_token_was_asked_for(world)


def test_user_says_no(world):
    """RFC 6749 section 4.1.2.1: a refusal is told to the user, and signs nobody in"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    browser.submit("login", username="alice", password="wonderland")
    answer = browser.submit("deny")
    assert answer.status >= 400 and answer.url.startswith(f"{world.client}/callback"), answer
    assert world.database.reason() == "access_denied"
    assert world.database.value("SELECT count(*) FROM client_session") == 0


def test_error_without_iss(world):
    """RFC 9207 section 2.4: an error is believed from the right issuer only"""
    browser, back = at_callback(world)
    answer = browser.go(changed(back, code=None, error="login_required", iss="https://evil.example"), follow=False)
    assert answer.status == 401 and world.database.reason() == "iss_mismatch", answer


def test_form_post(world):
    """OAuth 2.0 Form Post Response Mode: an answer that comes as a form without our Lax cookie is brought along as a GET"""
    browser, back = at_callback(world)
    said = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))
    answer = world.wire.post(f"{world.client}/callback", said)
    assert answer.status == 303 and urllib.parse.urlsplit(answer.location).path == "/client/callback", answer
    assert browser.go(f"{world.client}/callback", "POST", form=said, follow=False).status == 303
    assert browser.go(f"{world.client}/").status == 200 and "Alice" in browser.answer.text


def test_callback_shows_nothing_foreign(world):
    """C10, RFC 9700 section 4.2.4: the page at the redirect_uri loads nothing from elsewhere, and says no referrer"""
    answer = world.wire.get(f"{world.client}/callback?code=a&state=b")
    policy = answer.header("content-security-policy")
    assert policy.startswith("default-src 'none'") and "http" not in policy, policy
    assert answer.header("referrer-policy") == "no-referrer"
    assert "http://" not in answer.text.replace(world.origin, "") and "https://" not in answer.text
