"""The own account, deleted by its user.  (What goes with it: user/test_forgotten.py.)"""

from back_channel import is_live
from race import at_once
from refusal import refused_in_json
from test_account import signed_in
from world import ALICE

SERVERS = ("lighttpd",)


def at_form(world):
    browser = signed_in(world)
    assert any(link.endswith("/account/delete") for link in browser.answer.page.links), "the page of the account leads there"
    browser.go(f"{world.issuer}/account/delete")
    return browser


def is_there(world):
    return world.database.value("SELECT count(*) FROM end_user WHERE username = 'alice'") == 1


def test_delete(world):
    """RFC 6973 section 6.2: with the password once more the account goes, what was open ends, and a page says that it is done"""
    flow, elsewhere, browser = world.tokens(), signed_in(world), at_form(world)
    assert "at once and for good" in browser.answer.page.text and "your notes" in browser.answer.page.text.lower()
    answer = browser.submit(password=ALICE["password"])
    assert answer.status == 200 and answer.page.title == "Your account is deleted", answer
    assert not is_there(world) and not is_live(world, flow)
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_unknown")
    for window in (browser, elsewhere):
        assert window.go(f"{world.issuer}/account").page.title == "Sign in"
    assert browser.submit("login", **ALICE).page.title == "Sign in" and world.database.reason() == "login_failed"


def test_record(world):
    """RFC 6973 section 6.2: that somebody left is kept, and not who"""
    at_form(world).submit(password=ALICE["password"])
    assert tuple(world.database.row("SELECT kind, done_by, username FROM administration LIMIT 1")) == ("user.end", "self", None)
    event = world.database.row("SELECT decision, subject, session_id, address FROM flow_event WHERE kind = 'account.end'")
    assert tuple(event) == ("allow", None, None, None), tuple(event)


def test_wrong_password(world):
    """NIST SP 800-63B section 7.2: without the password nothing goes, and after too many there is a time to wait"""
    flow, browser = world.tokens(), at_form(world)
    for word in ["", *["wrong"] * 9]:
        answer = browser.submit(password=word)
        assert answer.status == 403 and world.database.reason() == "deletion_password_wrong", answer
        assert answer.page.title == "Delete your account" and "The password does not fit." in answer.page.text
    answer = browser.submit(password=ALICE["password"])
    assert answer.status == 429 and answer.header("retry-after") and world.database.reason() == "password_throttled", answer
    assert is_there(world) and is_live(world, flow)
    world.database.pass_time(31)
    assert browser.submit(password=ALICE["password"]).status == 200


def test_shares_the_throttle(world):
    """OAuth 2.1 section 2.4.1: two forms that ask for one password are no two ways to guess it"""
    browser = at_form(world)
    for _ in range(10):
        browser.submit(password="wrong")
    browser.go(f"{world.issuer}/account/password")
    assert browser.submit(password=ALICE["password"], new_password="x" * 8, again="x" * 8).status == 429


def test_csrf(world):
    """RFC 9700 section 4.7: the form of another session deletes nothing, nor does a link"""
    browser, other = at_form(world), at_form(world)
    form = browser.answer.page.forms[0]
    answer = other.go(form.action, "POST", form={**form.fields, "password": ALICE["password"]})
    assert answer.status == 403 and world.database.reason() == "csrf_mismatch" and is_there(world), answer
    other.go(f"{form.action}?password={ALICE['password']}&csrf={form.fields['csrf']}")
    assert is_there(world)


def test_off(world):
    """RFC 6973 section 6.2: where an administrator does it (setting account_deletion), the page does not offer it, and refuses"""
    browser = at_form(world)
    world.database.set("account_deletion", 0)
    answer = browser.submit(password=ALICE["password"])
    assert answer.status == 403 and world.database.reason() == "deletion_off" and is_there(world), answer
    assert not any(link.endswith("/account/delete") for link in browser.go(f"{world.issuer}/account").page.links)
    assert browser.go(f"{world.issuer}/account/delete").status == 403 and world.database.reason() == "deletion_off"


def test_last_administrator(world):
    """RFC 6973 section 6.2: the only administrator stays until there is another who can sign in"""
    world.database.change("INSERT INTO administrator_add (username) VALUES ('alice')")
    world.database.change("INSERT INTO user_add (username) VALUES ('carol')")
    world.database.change("INSERT INTO administrator_add (username) VALUES ('carol')")  # who has no password yet
    browser = signed_in(world)
    answer = browser.go(f"{world.issuer}/account/delete", headers={"Accept-Language": "de"})
    assert answer.status == 403 and "Außer dir ist hier niemand in der Verwaltung" in answer.page.text, answer.page.text
    assert world.database.reason() == "deletion_of_last_administrator"
    world.database.change("INSERT INTO administrator_add (username) VALUES ('bob')")
    browser.go(f"{world.issuer}/account/delete")
    world.database.change("INSERT INTO user_suspend (username) VALUES ('bob')")
    assert browser.submit(password=ALICE["password"]).status == 403 and is_there(world)
    world.database.change("INSERT INTO user_resume (username) VALUES ('bob')")
    browser.go(f"{world.issuer}/account/delete")
    assert browser.submit(password=ALICE["password"]).status == 200 and not is_there(world)


def test_at_once(world):
    """RFC 6973 section 6.2: the button is pressed in four windows at once: once it is done, and nothing breaks"""
    windows = [at_form(world) for _ in range(4)]
    answers = at_once(4, lambda number: windows[number].submit(password=ALICE["password"]))
    assert sum(answer.status == 200 and answer.page.title == "Your account is deleted" for answer in answers) == 1, answers
    assert all(answer.status < 500 for answer in answers) and not is_there(world), answers
