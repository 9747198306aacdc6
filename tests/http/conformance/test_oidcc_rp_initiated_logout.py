"""oidcc-rp-initiated-logout-certification-test-plan: its 11 names.  The names are OIDF's, the runner is ours; it certifies nothing."""

from claims import tampered, unsigned
from relying_party import AFTER, Login
from suite import each

SERVERS = ("lighttpd", "fcgid")


def test_discovery(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-discovery-endpoint-verification: end_session_endpoint is listed"""
    assert world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json["end_session_endpoint"].startswith(world.issuer)


def test_logout(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout: back to the client with state, and prompt=none fails"""
    login = Login(world)
    answer = login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER, state="s-t-a-t-e")
    assert answer.location == f"{AFTER}?state=s-t-a-t-e", answer
    assert login.is_over()


@each(
    {"name": "bad-post-logout-redirect-uri", "uri": "https://evil.example/"},
    {"name": "query-added-to-post-logout-redirect-uri", "uri": AFTER + "?x=1"})
def test_bad_uri(world, name, uri):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-{name}: no redirect"""
    login = Login(world)
    answer = login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=uri, state="s")
    assert answer.location is None and answer.status == 400, answer
    assert world.database.reason() == "post_logout_redirect_uri_unknown", world.database.reason()
    assert not login.is_over(), "the user was not signed out"


@each("alg none", "a claim more")
def test_modified_hint(world, how):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-modified-id-token-hint: {how}: an error page, and the user stays signed in"""
    login = Login(world)
    hint = (unsigned if how == "alg none" else tampered)(login.id_token)
    answer = login.logout(id_token_hint=hint, post_logout_redirect_uri=AFTER)
    assert answer.location is None and answer.status == 400, answer
    assert world.database.reason() == "logout_hint_invalid" and not login.is_over(), world.database.reason()


def test_foreign_hint(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-bad-id-token-hint: a hint that another issuer signed"""
    login = Login(world)
    hint = world.database.value(
        "SELECT jwt_sign(json_object('iss', ?, 'sub', 'u_x', 'aud', 'rp', 'exp', unixepoch() + 300), jwk_generate('RS256'))",
        world.issuer)
    assert login.logout(id_token_hint=hint, post_logout_redirect_uri=AFTER).location is None
    assert not login.is_over()


def test_no_hint(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-no-id-token-hint: without a hint the user is asked"""
    login = Login(world)
    answer = login.logout(post_logout_redirect_uri=AFTER, state="s", client_id="rp")
    assert answer.location is None and answer.status == 200 and "logout" in str([form.buttons for form in answer.page.forms]), answer
    assert not login.is_over(), "the user was not signed out before the answer"
    login.logout(post_logout_redirect_uri=AFTER, state="s", client_id="rp")
    answer = login.browser.submit("logout")
    assert answer.location == f"{AFTER}?state=s" and login.is_over(), answer


def test_no_client(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-no-id-token-hint: nor a client_id: no redirect, and the page says what is missing"""
    login = Login(world)
    answer = login.logout(post_logout_redirect_uri=AFTER, state="s")
    assert answer.location is None and answer.status == 400, answer
    assert "neither id_token_hint nor client_id" in answer.text and world.database.reason() == "logout_client_missing", answer
    assert not login.is_over(), "the user was not signed out"


def test_no_params(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-no-params: the user is asked, and then sees that it is over"""
    login = Login(world)
    login.logout()
    answer = login.browser.submit("logout")
    assert answer.location is None and answer.status == 200 and login.is_over(), answer


def test_no_redirect_uri(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-no-post-logout-redirect-uri: signed out, and a page that says so"""
    login = Login(world)
    answer = login.logout(id_token_hint=login.id_token, state="s")
    assert answer.location is None and answer.status == 200 and login.is_over(), answer


def test_only_state(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-only-state: as without parameters"""
    login = Login(world)
    login.logout(state="s")
    assert login.browser.submit("logout").status == 200 and login.is_over()


def test_no_state(world):
    """oidcc-rp-initiated-logout oidcc-rp-initiated-logout-no-state: a redirect without state"""
    login = Login(world)
    answer = login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER)
    assert answer.location == AFTER and login.is_over(), answer
