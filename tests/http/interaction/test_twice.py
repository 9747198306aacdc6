"""A form that comes twice gets the first one's answer: a double click loses no code, and leaves no second session behind."""

import copy

from race import at_once
from relying_party import AFTER, Login, rp
from suite import each
from world import ALICE, basic

SECRET = "a-secret-of-the-test-made-of-many-words"
MANY = 6


def again(browser, page, button, jar=None, **fields):
    """The same form once more, from the same page; with `jar` as if the first answer had not come yet."""
    twin = copy.copy(browser)
    twin.answer = page
    if jar is not None:
        twin.jar = dict(jar)
    twin.submit(button, follow=False, **fields)
    return twin


def many(browser, page, button, **fields):
    """The same form many times at once; the answers, in no order."""
    twins = at_once(MANY, lambda _: again(browser, page, button, browser.jar, **fields))
    assert not any(isinstance(twin, Exception) for twin in twins), twins
    return twins


def pressed(browser, page, button, when, **fields):
    """Many times at once, or twice: the second time with the jar of before the first answer, or of after it."""
    if when == "at once":
        return many(browser, page, button, **fields)
    jar = dict(browser.jar)
    first = again(browser, page, button, **fields)
    return [first, again(browser, page, button, jar if when == "before it" else None, **fields)]


def one(world, table):
    found = world.database.value(f"SELECT count(*) FROM {table}")
    assert found == 1, f"{found} rows in {table}"


def sign_in_page(world, flow, browser):
    page = browser.go(flow.url)
    assert page.page.title.startswith("Sign in"), page
    return page


@each("after the first answer", "before it", "at once")
def test_sign_in(world, when):
    """OIDC Core section 3.1.2.3: a double click on Sign in, {when}: on to consent, one session, one cookie"""
    browser, flow = world.browser(), world.flow()
    page = sign_in_page(world, flow, browser)
    twins = pressed(browser, page, "login", when, **ALICE)
    assert {twin.answer.location for twin in twins} == {twins[0].answer.location}, [twin.answer for twin in twins]
    assert len({tuple(sorted(twin.jar.items())) for twin in twins}) == 1, "whichever answer comes last, its cookie is the session's"
    one(world, "login_session")
    answer = twins[-1].go(twins[-1].answer.location)
    assert answer.page.title.startswith("Consent"), answer
    assert world.walk(twins[-1]).parameters.get("code")


@each("after the first answer", "before it", "at once")
def test_sign_in_with_consent_remembered(world, when):
    """RFC 6749 section 4.1.2: a double click on Sign in that leads to the client, {when}: the same code, and it is good"""
    flow = rp(world)
    flow().authorize()
    world.database.change("DELETE FROM login_session")
    browser, request = world.browser(), flow()
    page = sign_in_page(world, request, browser)
    twins = pressed(browser, page, "login", when, **ALICE)
    codes = {twin.answer.parameters.get("code") for twin in twins}
    assert len(codes) == 1 and None not in codes, [twin.answer for twin in twins]
    for table in ("login_session", "authorization_grant", "authorization_code"):
        one(world, table)
    request.code = codes.pop()
    assert request.redeem(basic("rp", SECRET)).status == 200, world.database.reason()


@each({"mode": "query", "when": "one after the other"}, {"mode": "query", "when": "at once"},
      {"mode": "form_post", "when": "one after the other"}, {"mode": "fragment", "when": "at once"})
def test_allow(world, mode, when):
    """RFC 6749 section 4.1.2: Allow twice, {when} ({mode}): the same code, and it is good"""
    browser, flow = world.browser(), world.flow(response_mode=mode)
    sign_in_page(world, flow, browser)
    page = browser.submit("login", **ALICE)
    twins = pressed(browser, page, "allow", when)
    answers = [twin.answer for twin in twins]
    assert len({answer.location for answer in answers}) == 1 and len({answer.status for answer in answers}) == 1, answers
    if mode == "form_post":
        said = [answer.page.forms[0].fields for answer in answers]
        assert said[0] == said[1]
        flow.code = said[0]["code"]
    else:
        flow.code = (answers[0].parameters or dict(
            pair.split("=") for pair in answers[0].location.partition("#")[2].split("&")))["code"]
    one(world, "authorization_grant")
    one(world, "authorization_code")
    assert flow.redeem().status == 200, world.database.reason()


def test_allow_after_the_code_was_redeemed(world):
    """RFC 6749 section 4.1.2: once its code is redeemed, the form gives none, and the tokens live on"""
    browser, flow = world.browser(), world.flow(scope="openid notes:read")
    sign_in_page(world, flow, browser)
    page = browser.submit("login", **ALICE)
    flow.code = again(browser, page, "allow").answer.parameters["code"]
    assert flow.redeem().status == 200
    answer = again(browser, page, "allow").answer
    assert answer.status == 400 and answer.location is None and world.database.reason() == "request_answered", answer
    assert flow.refresh().status == 200, "no tokens ended"


def test_allow_after_the_code_expired(world):
    """RFC 6749 section 4.1.2: a code is not said again when its time is over"""
    browser, flow = world.browser(), world.flow()
    sign_in_page(world, flow, browser)
    page = browser.submit("login", **ALICE)
    assert again(browser, page, "allow").answer.parameters["code"]
    world.database.pass_time(121)
    answer = again(browser, page, "allow").answer
    assert answer.status == 400 and answer.location is None, answer


def test_code_is_said_again_to_its_user_only(world):
    """RFC 6749 section 10.5: another user who signs in at the same page does not get the first user's code"""
    browser, flow = world.browser(), world.flow()
    login = sign_in_page(world, flow, browser)
    browser.submit("login", **ALICE)
    assert browser.submit("allow").parameters["code"]
    answer = again(browser, login, "login", username="bob", password="builder").answer
    assert answer.status == 400 and answer.location is None and world.database.reason() == "request_answered", answer
    one(world, "login_session")


@each({"button": "cancel", "when": "one after the other"}, {"button": "cancel", "when": "at once"},
      {"button": "deny", "when": "one after the other"}, {"button": "deny", "when": "at once"})
def test_no(world, button, when):
    """RFC 6749 section 4.1.2.1: {button} twice, {when}: access_denied goes to the client both times"""
    browser, flow = world.browser(), world.flow()
    page = sign_in_page(world, flow, browser)
    if button == "deny":
        page = browser.submit("login", **ALICE)
    twins = pressed(browser, page, button, when)
    assert {twin.answer.parameters.get("error") for twin in twins} == {"access_denied"}, [twin.answer for twin in twins]
    assert {twin.answer.parameters.get("state") for twin in twins} == {flow.state}


@each({"first": "allow", "then": "deny"}, {"first": "deny", "then": "allow"})
def test_another_answer_comes_too_late(world, first, then):
    """OIDC Core section 3.1.2.5: after {first}, {then} changes nothing: the client has its answer"""
    browser, flow = world.browser(), world.flow()
    sign_in_page(world, flow, browser)
    page = browser.submit("login", **ALICE)
    assert again(browser, page, first).answer.status == 303
    consents = world.database.value("SELECT count(*) FROM consent")
    answer = again(browser, page, then).answer
    assert answer.status == 400 and answer.location is None and world.database.reason() == "request_answered", answer
    assert world.database.value("SELECT count(*) FROM consent") == consents


@each({"button": "logout", "when": "after the first answer"}, {"button": "logout", "when": "before it"},
      {"button": "logout", "when": "at once"}, {"button": "stay", "when": "after the first answer"})
def test_logout(world, button, when):
    """OIDC RP-Initiated Logout section 2: {button} twice, {when}: back to the client both times"""
    login = Login(world)
    page = login.logout(post_logout_redirect_uri=AFTER, state="s", client_id="rp")
    browser = login.browser
    twins = pressed(browser, page, button, when)
    for twin in twins:
        if twin.answer.location.startswith("/"):
            twin.go(twin.answer.location)  # the page of ours that says so, and goes on
    assert {twin.answer.location for twin in twins} == {f"{AFTER}?state=s"}, [twin.answer for twin in twins]
    assert login.is_over() == (button == "logout")


def test_logout_page_loaded_again(world):
    """OIDC RP-Initiated Logout section 2: the address that signed the user out may be loaded again"""
    login = Login(world)
    for _ in range(2):
        answer = login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER)
        assert answer.location == AFTER, answer
    answer = login.browser.go(answer.url)
    assert answer.location == AFTER and login.is_over(), answer
