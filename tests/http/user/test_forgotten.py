"""Who is forgotten: nothing that names the person is left, in any table."""

from holder import meanwhile
from server import until
from suite import each
from world import ALICE, bearer

SERVERS = ("lighttpd",)


def named(world, words):
    """Where one of these words stands, whatever its case."""
    found = []
    for (table,) in world.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN (SELECT name FROM derived_object)"):
        for row in world.database.rows(f'SELECT * FROM "{table}"'):
            found += [f"{table}.{name}: {row[name]}" for name in row.keys() if any(word in str(row[name]).lower() for word in words)]
    return found


def leave(world):
    """Alice deletes her account."""
    browser = world.browser()
    browser.go(f"{world.issuer}/account/delete")
    browser.submit("login", **ALICE)
    assert browser.submit(password=ALICE["password"]).status == 200, world.database.reason()


@each("DELETE FROM end_user WHERE username = 'alice'", "INSERT INTO user_end (username) VALUES ('alice')", "by herself, at /account/delete")
def test_forgotten(world, statement):
    """RFC 6973 section 6.1: {statement}: sessions, grants, notes, requests and events go; those of others stay"""
    database = world.database
    for user in ("alice", "bob"):
        token = world.tokens(user=user, scope="openid notes:read notes:write offline_access", prompt="consent", login_hint=user).tokens["access_token"]
        assert world.wire.post(f"{world.api}/notes", {"text": f"a note of {user}"}, headers=bearer(token)).status in (200, 201, 303)
    world.browser().go(world.flow(login_hint="Alice").url)
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    database.change("INSERT INTO user_group (group_name) VALUES ('staff')")
    database.change("INSERT INTO group_member VALUES ('staff', 'u_alice')")
    assert named(world, ["alice"]) and database.value("SELECT count(*) FROM client_session") == 1
    if statement.startswith("by herself"):
        leave(world)
    else:
        database.change(statement)
    left = named(world, ["alice"])
    assert set(left) <= {"backchannel_logout.subject: u_alice"}, left
    assert database.value("SELECT count(*) FROM backchannel_logout WHERE subject = 'u_alice' AND outcome IS NOT NULL") == 0
    assert database.value("SELECT count(*) FROM note") == 1 and database.value("SELECT count(*) FROM authorization_grant") == 1
    assert database.value("SELECT count(*) FROM flow_event WHERE subject = 'u_bob'") > 0
    assert browser.go(f"{world.issuer}/account").page.title == "Sign in"
    assert database.is_whole()


def test_forgotten_for_ever(world):
    """RFC 6973 section 6.1: a note that somebody writes with a token of a user who is gone, until that ends, is not kept"""
    tokens = {user: world.tokens(user=user, scope="openid notes:read notes:write").tokens["access_token"] for user in ("alice", "bob")}
    world.database.change("DELETE FROM end_user WHERE username = 'alice'")
    for token in tokens.values():
        assert world.wire.post(f"{world.api}/notes", {"text": "a note"}, headers=bearer(token)).status == 201
    assert world.wire.get(f"{world.api}/notes", headers=bearer(tokens["alice"])).json == {"notes": []}
    assert [tuple(row) for row in world.database.rows("SELECT sub FROM note")] == [("u_bob",)]


def test_forgotten_when_told(world):
    """RFC 6973 section 6.1: when the clients of who is deleted have heard of the end of the sessions, nothing names the person any more"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    world.database.change("DELETE FROM end_user WHERE username = 'alice'")
    until(lambda: world.database.value("SELECT count(*) FROM backchannel_logout WHERE outcome IS NULL") == 0, "the client to hear")
    until(lambda: not named(world, ["alice"]), "nothing to name her")


@each("signed in for this", "was signed in before")
def test_forgotten_meanwhile(world, who):
    """RFC 6973 section 6.1: who {who}, and is deleted while what they allow waits for the database, leaves no consent behind"""
    browser = world.browser()
    browser.go(world.flow(prompt="consent").url if who == "signed in for this" else f"{world.issuer}/account")
    browser.submit("login", **ALICE)
    if who == "was signed in before":
        browser.go(world.flow(prompt="consent").url)
    assert browser.answer.page.title == "Consent", browser.answer
    meanwhile(world, lambda: browser.submit("allow"), "DELETE FROM end_user WHERE username = 'alice'")
    assert browser.answer.status < 500, browser.answer
    assert world.database.value("SELECT count(*) FROM consent WHERE subject = 'u_alice'") == 0
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE subject = 'u_alice'") == 0
