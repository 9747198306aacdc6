"""RP-Initiated Logout: what must not happen.  The eleven cases of OIDF's plan are conformance/test_oidcc_rp_initiated_logout.py."""

import urllib.parse

from browser import FOUR_BYTES
from relying_party import AFTER, CALLBACK, SECRET, Login
from suite import each
from world import basic


def test_stay(world):
    """OIDC RP-Initiated Logout section 2: Stay keeps the user signed in"""
    login = Login(world)
    login.logout()
    assert login.browser.submit("stay").location is None
    assert not login.is_over()


def test_expired_hint(world):
    """OIDC RP-Initiated Logout section 4: an expired ID token is still a hint"""
    world.database.set("session_idle", 100000)
    world.database.set("session_absolute", 100000)
    login = Login(world)
    world.database.pass_time(5000)
    assert login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER).location == AFTER
    assert login.is_over()


def test_hint_of_another_session(world):
    """OIDC RP-Initiated Logout section 2: hint and session differ: the user is asked"""
    login = Login(world)
    other = world.browser()
    flow = login.flow().authorize(other, "bob")
    flow.redeem(basic("rp", SECRET))
    answer = login.logout(id_token_hint=flow.tokens["id_token"], post_logout_redirect_uri=AFTER)
    assert answer.location is None and answer.page.forms, answer
    assert not login.is_over()


def test_hint_of_another_client(world):
    """OIDC RP-Initiated Logout section 2: client_id is another than the hint's"""
    login = Login(world)
    answer = login.logout(id_token_hint=login.id_token, client_id="demo-cli", post_logout_redirect_uri=AFTER)
    assert answer.location is None and answer.status == 400, answer


def test_long_client_id(world):
    """OIDC RP-Initiated Logout section 2: a client_id is as long as it may be anywhere, as that of a document is (CIMD section 3)"""
    client_id = "https://rp.example/" + "c" * 1000
    world.add_client(client_id, redirect_uris=[CALLBACK])
    login = Login(world)
    answer = login.logout(client_id=client_id)
    assert answer.status == 200 and answer.page.forms, answer


def test_post(world):
    """OIDC RP-Initiated Logout section 2: POST works, although the Lax cookie stays at home"""
    login = Login(world)
    answer = login.browser.go(
        f"{world.issuer}/end_session", "POST", form={"id_token_hint": login.id_token, "post_logout_redirect_uri": AFTER})
    assert answer.location == AFTER and login.is_over(), answer


def test_online_tokens_end(world):
    """OIDC Core section 11: logout ends the tokens of this login, all but the offline ones"""
    login = Login(world)
    login.logout(id_token_hint=login.id_token)
    answer = login.tokens.refresh(headers=basic("rp", SECRET))
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer


def test_logout_form_needs_csrf(world):
    """RFC 9700 section 4.7.1: only our own page signs a user out"""
    login = Login(world)
    login.logout()
    answer = login.browser.submit("logout", csrf="x" * 43)
    assert answer.status >= 400 and not login.is_over(), answer


def test_callback_is_no_logout_uri(world):
    """OIDC RP-Initiated Logout section 3.1: a redirect_uri is not a post_logout_redirect_uri"""
    login = Login(world)
    assert login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=CALLBACK).status == 400


def registered(world):
    """rp is a client that registered itself: nobody vouches for its addresses."""
    login = Login(world)
    world.database.change("UPDATE client SET trusted = 0, origin = 'registration' WHERE client_id = 'rp'")
    return login


def offered(answer):
    """A page of ours that says where it would go on, and goes nowhere by itself."""
    assert answer.status == 200 and answer.location is None and answer.header("refresh") is None, answer
    assert "<code>rp.example</code> sent you here" in answer.text and "Go back to rp.example" in answer.text, answer.text
    return True


def test_no_redirector(world):
    """A3, OIDC RP-Initiated Logout section 3: without a hint nobody is sent to a client that registered itself; who wants to goes there"""
    registered(world)
    stranger = world.browser()
    asked = f"{world.issuer}/end_session?{urllib.parse.urlencode({'client_id': 'rp', 'post_logout_redirect_uri': AFTER, 'state': 's'})}"
    assert offered(stranger.go(asked))
    assert offered(stranger.submit("logout", csrf="another's")), "a form of another page's making does not choose"
    assert stranger.submit("logout").location == f"{AFTER}?state=s"


def test_no_redirector_by_hint(world):
    """A3, OIDC RP-Initiated Logout section 6: a hint of somebody else's session takes nobody to a client that registered itself"""
    hint = registered(world).id_token
    asked = f"{world.issuer}/end_session?{urllib.parse.urlencode({'id_token_hint': hint, 'post_logout_redirect_uri': AFTER})}"
    assert offered(world.browser().go(asked))
    victim = world.browser()
    world.flow().authorize(victim, "bob")
    victim.go(asked)
    answer = victim.submit("logout")
    assert offered(answer) and offered(victim.go(answer.url)), "loaded again, it is the same page"


@each(False, True)
def test_no_redirector_by_address(world, framed):
    """A3, OIDC RP-Initiated Logout section 3: where a hint has ended a session, its address leads no other browser on (frames: {framed})"""
    login = registered(world)
    if framed:
        world.database.change("UPDATE client SET frontchannel_logout_uri = 'https://rp.example/gone' WHERE client_id = 'rp'")
    asked = {"id_token_hint": login.id_token, "post_logout_redirect_uri": AFTER}
    url = login.browser.go(f"{world.issuer}/end_session?{urllib.parse.urlencode(asked)}", follow=False).location
    url = urllib.parse.urljoin(world.origin, url)
    login.browser.go(url)
    assert login.is_over()
    for address in (url, url + "&told=1"):
        answer = world.browser().go(address)
        assert offered(answer) and "<iframe" not in answer.text, "nor does it say which clients the session had"


def test_address_handed_around(world):
    """OIDC Front-Channel Logout section 3: who signed out by an address, and then another user too, does not hear of that user's clients"""
    login = registered(world)
    world.database.change("UPDATE client SET frontchannel_logout_uri = 'https://rp.example/gone' WHERE client_id = 'rp'")
    asked = {"id_token_hint": login.id_token, "post_logout_redirect_uri": AFTER}
    answer = login.browser.go(f"{world.issuer}/end_session?{urllib.parse.urlencode(asked)}")
    assert "<iframe" in answer.text, answer.text
    victim = world.browser()
    world.flow("rp", CALLBACK).authorize(victim, "bob")
    victim.go(answer.url)
    assert "<iframe" in victim.submit("logout").text
    assert "<iframe" not in login.browser.go(answer.url).text


@each("confirmed", "framed")
def test_no_redirector_after(world, how):
    """OIDC RP-Initiated Logout section 3: after a sign-out without a hint a client that registered itself is offered as well: {how}"""
    login = registered(world)
    if how == "framed":
        world.database.change("UPDATE client SET frontchannel_logout_uri = 'https://rp.example/gone' WHERE client_id = 'rp'")
    login.logout(client_id="rp", post_logout_redirect_uri=AFTER)
    answer = login.browser.submit("logout")
    assert offered(answer) and answer.text.count("<iframe") == int(how == "framed") and login.is_over()
    login.browser.go(answer.url)
    assert login.browser.submit("logout").location == AFTER


def test_registered_with_hint(world):
    """OIDC RP-Initiated Logout section 3: the hint of this very session takes its user back to a client that registered itself, again too"""
    login = registered(world)
    asked = {"id_token_hint": login.id_token, "post_logout_redirect_uri": AFTER}
    url = login.browser.go(f"{world.issuer}/end_session?{urllib.parse.urlencode(asked)}", follow=False).location
    for _ in range(2):
        assert login.browser.go(urllib.parse.urljoin(world.origin, url)).location == AFTER
    assert login.is_over()


def test_stay_offers_nothing(world):
    """OIDC RP-Initiated Logout section 3: who stays signed in is not led to a client that registered itself"""
    login = registered(world)
    login.logout(client_id="rp", post_logout_redirect_uri=AFTER)
    answer = login.browser.submit("stay")
    assert answer.location is None and "rp.example" not in answer.text and not login.is_over(), answer.text


@each({"size": 1024, "good": True}, {"size": 1025, "good": False})
def test_sign_out(world, size, good):
    """OIDC RP-Initiated Logout section 2: a state of {size} four-byte characters is kept: {good}"""
    answer = world.wire.post(f"{world.issuer}/end_session", {"state": FOUR_BYTES * size})
    assert (answer.status == 303) == good, answer
    assert world.database.value("SELECT count(*) FROM logout_request") == int(good)
