"""A new password: with the old one, or by a link.  NIST SP 800-63B section 5.1.1.2."""

from back_channel import is_live
from race import at_once
from refusal import refused_in_json
from suite import each
from test_account import signed_in
from world import ALICE

SERVERS = ("lighttpd",)
NEW = "correct horse battery staple"
FLAWS = {
    "password_short": ("1234567", "1234567"), "password_long": ("x" * 257, "x" * 257), "password_is_username": ("ALICEALICE", "ALICEALICE"),
    "password_differs": (NEW, NEW + "."),
}


def at_form(world):
    browser = signed_in(world)
    browser.go(f"{world.issuer}/account/password")
    return browser


def change(browser, old=ALICE["password"], new=NEW, again=None):
    return browser.submit(password=old, new_password=new, again=new if again is None else again)


def link(world, username="bob", purpose="reset", seconds=3600):
    """What an administrator hands over."""
    secret = world.database.value("SELECT token_random(32)")
    world.wire.hashed.add(secret)  # it stands nowhere in the file
    world.database.change(
        "INSERT INTO user_link (link_id, secret_hash, subject, purpose, created_at, expires_at)"
        " SELECT token_random(12), token_hash(?), subject, ?, now, now + ? FROM end_user, clock WHERE username = ?", secret, purpose, seconds, username)
    (link_id,) = world.database.row("SELECT l.link_id FROM user_link AS l JOIN end_user AS u USING (subject) WHERE u.username = ?", username)
    return f"{world.issuer}/account/link?link=ul_{link_id}.{secret}"


def can_sign_in(world, password, username="alice"):
    browser = world.browser()
    browser.go(f"{world.issuer}/account")
    return browser.submit("login", username=username, password=password).page.title == "Your account"


def test_change(world):
    """A21, NIST SP 800-63B section 5.1.1.2: with the old password comes a new one: all that was open ends, this browser stays signed in"""
    flow = world.tokens()
    elsewhere, browser = signed_in(world), at_form(world)
    cookies = dict(browser.jar)
    answer = change(browser)
    assert answer.status == 200 and "nowhere else" in answer.page.text, answer
    refused_in_json(world, flow.refresh(), "invalid_grant", "password_changed")
    assert not is_live(world, flow)
    assert browser.go(f"{world.issuer}/account").page.title == "Your account"
    assert elsewhere.go(f"{world.issuer}/account").page.title == "Sign in"
    old = world.browser()
    old.jar = cookies
    assert old.go(f"{world.issuer}/account").page.title == "Sign in", "the cookie of before"
    assert can_sign_in(world, NEW) and not can_sign_in(world, ALICE["password"])


@each(*FLAWS)
def test_flaws(world, reason):
    """NIST SP 800-63B section 5.1.1.2: a new password is refused where a rule speaks against it: {reason}"""
    if reason == "password_is_username":
        world.database.change("UPDATE end_user SET username = 'alicealice' WHERE username = 'alice'")
        browser = world.browser()
        browser.go(f"{world.issuer}/account/password")
        browser.submit("login", username="alicealice", password=ALICE["password"])
    else:
        browser = at_form(world)
    answer = change(browser, new=FLAWS[reason][0], again=FLAWS[reason][1])
    assert answer.status == 400 and answer.page.title == "Change the password" and world.database.reason() == reason, answer
    assert change(browser).status == 200, "the page that said so goes on"


def test_wrong_old_one(world):
    """OAuth 2.1 section 2.4.1: a wrong old password changes nothing, and after too many there is a time to wait"""
    flow, browser = world.tokens(), at_form(world)
    for _ in range(10):
        answer = change(browser, old="wrong")
        assert answer.status == 403 and world.database.reason() == "password_wrong", answer
    answer = change(browser)
    assert answer.status == 429 and answer.header("retry-after") and world.database.reason() == "password_throttled", answer
    assert is_live(world, flow) and can_sign_in(world, ALICE["password"]), "who signs in does not wait for it"
    world.database.pass_time(31)
    assert change(browser).status == 200


def test_csrf(world):
    """RFC 9700 section 4.7: a form that another session was given changes nothing"""
    browser, other = at_form(world), at_form(world)
    form = browser.answer.page.forms[0]
    answer = other.go(form.action, "POST", form={**form.fields, "password": ALICE["password"], "new_password": NEW, "again": NEW})
    assert answer.status == 403 and world.database.reason() == "csrf_mismatch", answer
    assert can_sign_in(world, ALICE["password"])


def test_invitation(world):
    """NIST SP 800-63B section 5.1.1.2: who was invited has no password and cannot sign in, sets one by the link, and can"""
    world.database.change("INSERT INTO end_user (subject, username, password_hash) VALUES ('u_carol', 'carol', NULL)")
    assert not can_sign_in(world, "", "carol") and world.database.reason() == "login_failed"
    browser = world.browser()
    answer = browser.go(link(world, "carol", "invitation"))
    assert answer.status == 200 and "carol" in answer.page.text and answer.header("referrer-policy") == "no-referrer", answer
    assert "no-store" in answer.header("cache-control"), answer.headers
    assert browser.submit(new_password=NEW, again=NEW).status == 200, world.database.reason()
    assert can_sign_in(world, NEW, "carol")


def test_reset(world):
    """NIST SP 800-63B section 6.1.2.3: a link sets another password, and what was open with the old one ends"""
    flow = world.tokens(user="bob")
    browser = world.browser()
    browser.go(link(world))
    assert is_live(world, flow), "to look at the page changes nothing"
    assert browser.submit(new_password="short", again="short").status == 400 and world.database.reason() == "password_short"
    assert browser.submit(new_password=NEW, again=NEW).status == 200, world.database.reason()
    refused_in_json(world, flow.refresh(), "invalid_grant", "password_changed")
    assert can_sign_in(world, NEW, "bob") and not can_sign_in(world, "builder", "bob")


@each("used", "expired", "replaced", "guessed", "suspended", "without its form")
def test_link_is_not_good(world, how):
    """NIST SP 800-63B section 5.1.2.2: a link that is {how} sets nothing"""
    address, browser = link(world, seconds=600), world.browser()
    browser.go(address)
    if how == "used":
        assert browser.submit(new_password=NEW, again=NEW).status == 200
    elif how == "expired":
        world.database.pass_time(600)
    elif how == "replaced":
        link(world)
    elif how == "guessed":
        address = address[:-1] + ("A" if address[-1] != "A" else "B")
    elif how == "suspended":
        world.database.change("UPDATE end_user SET suspended_at = 1 WHERE username = 'bob'")
    if how == "without its form":
        answer = browser.go(address.split("?")[0], "POST", form={"link": address.split("=")[1], "new_password": NEW, "again": NEW})
    else:
        answer = world.browser().go(address)
    assert answer.status == 403 and world.database.reason() == "link_invalid", answer
    assert "Ask an administrator" in answer.page.text, answer
    if how != "guessed":
        before = world.database.value("SELECT password_hash FROM end_user WHERE username = 'bob'")
        world.browser().go(address.split("?")[0], "POST", form={"link": address.split("=")[1], "new_password": NEW, "again": NEW})
        assert before == world.database.value("SELECT password_hash FROM end_user WHERE username = 'bob'")


def test_link_race(world):
    """NIST SP 800-63B section 5.1.2.2: of eight who send the form at once one sets the password"""
    browser = world.browser()
    browser.go(link(world))
    form = browser.answer.page.forms[0]
    words = [f"{NEW} {number}" for number in range(8)]
    answers = at_once(8, lambda n: world.wire.post(form.action, {**form.fields, "new_password": words[n], "again": words[n]}))
    good = [number for number, answer in enumerate(answers) if answer.status == 200]
    assert len(good) == 1 and sorted(answer.status for answer in answers) == [200] + [403] * 7, answers
    assert can_sign_in(world, words[good[0]], "bob")
