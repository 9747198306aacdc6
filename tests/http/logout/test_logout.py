"""RP-Initiated Logout: what must not happen.  The eleven cases of OIDF's plan are conformance/test_oidcc_rp_initiated_logout.py."""

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


@each({"size": 1024, "good": True}, {"size": 1025, "good": False})
def test_sign_out(world, size, good):
    """OIDC RP-Initiated Logout section 2: a state of {size} four-byte characters is kept: {good}"""
    answer = world.wire.post(f"{world.issuer}/end_session", {"state": FOUR_BYTES * size})
    assert (answer.status == 303) == good, answer
    assert world.database.value("SELECT count(*) FROM logout_request") == int(good)
