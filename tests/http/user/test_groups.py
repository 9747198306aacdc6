"""Groups: the claim, and the clients that some groups alone may use."""

from back_channel import introspect, userinfo
from device import Device
from claims import claims_of
from refusal import refused_in_json
from suite import each
from world import ALICE, PASSWORDS

SERVERS = ("lighttpd",)


def group(world, name, *members, client=None):
    world.database.change("INSERT INTO user_group (group_name) VALUES (?) ON CONFLICT DO NOTHING", name)
    for username in members:
        world.database.change("INSERT INTO group_member SELECT ?, subject FROM end_user WHERE username = ?", name, username)
    if client:
        world.database.change("INSERT INTO client_group (client_id, group_name) VALUES (?, ?)", client, name)


def test_claim(world):
    """OIDC Core section 5.4: the scope groups gives the claim groups, a list, at userinfo; an empty one to who is in none"""
    group(world, "staff", "alice")
    group(world, "admins", "alice")
    flow = world.tokens(scope="openid groups")
    assert userinfo(world, flow.tokens["access_token"]).json["groups"] == ["admins", "staff"]
    assert "groups" not in claims_of(flow.tokens["id_token"])
    assert userinfo(world, world.tokens(scope="openid groups", user="bob").tokens["access_token"]).json["groups"] == []
    assert "groups" not in userinfo(world, world.tokens().tokens["access_token"]).json


def test_in_id_token(world):
    """OIDC Core section 5.5: the ID token has the groups when claims asks for them there"""
    group(world, "staff", "alice")
    flow = world.tokens(scope="openid groups", claims='{"id_token":{"groups":null}}')
    assert claims_of(flow.tokens["id_token"])["groups"] == ["staff"]


@each("blank in it", 'a"quote', "back\\slash", "")
def test_names(world, name):
    """OIDC Core section 5.1: a group is a word that needs no quoting in a list: not {name!r}"""
    try:
        group(world, name)
    except Exception as error:
        assert "group_name" in str(error), error
    else:
        raise AssertionError("it is taken")


def test_member(world):
    """RFC 6749 section 4.1.2: who is in one of a client's groups gets a code, and nobody sees a page more"""
    group(world, "staff", "alice", client="demo-cli")
    group(world, "empty", client="demo-cli")
    assert world.tokens().tokens["access_token"]


def test_refused(world):
    """RFC 6749 section 4.1.2.1: who is in none is told so on a page, and may go back: the client hears access_denied"""
    group(world, "staff", "bob", client="demo-cli")
    browser, flow = world.browser(), world.flow()
    browser.go(flow.url)
    answer = browser.submit("login", **ALICE)
    assert answer.page.title == "Not for you" and "Alice Liddell" in answer.page.text, answer
    answer = browser.submit("deny")
    assert answer.parameters["error"] == "access_denied" and answer.parameters["state"] == flow.state, answer
    assert world.database.reason() == "client_closed"
    assert world.database.value("SELECT count(*) FROM authorization_grant") == 0


def test_other_account(world):
    """OIDC Core section 3.1.2.3: from that page somebody else signs in, and goes on"""
    group(world, "staff", "bob", client="demo-cli")
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", **ALICE)
    assert browser.submit("switch").page.title == "Sign in"
    answer = browser.submit("login", username="bob", password=PASSWORDS["bob"])
    assert answer.page.title == "Consent", answer
    assert browser.submit("allow").parameters.get("code")


def test_prompt_none(world):
    """OIDC Core section 3.1.2.6: with prompt=none there is no page: the client hears it at once"""
    browser = world.browser()
    world.tokens(browser=browser)
    group(world, "staff", "bob", client="demo-cli")
    answer = browser.go(world.flow(prompt="none").url)
    assert answer.parameters["error"] == "access_denied" and world.database.reason() == "client_closed", answer


def test_no_way_round(world):
    """RFC 9700 section 4.7: the form of the consent page gets no code for who was taken from the group meanwhile"""
    group(world, "staff", "alice", client="demo-cli")
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", **ALICE)
    world.database.change("DELETE FROM group_member")
    answer = browser.submit("allow")
    assert answer.page.title == "Not for you" and world.database.value("SELECT count(*) FROM authorization_code") == 0, answer


def test_code_of_before(world):
    """RFC 6749 section 5.2: nor is a code redeemed that was issued before"""
    flow = world.flow().authorize()
    group(world, "staff", "bob", client="demo-cli")
    refused_in_json(world, flow.redeem(), "invalid_grant", "group_missing")


def test_taken_away(world):
    """RFC 6749 section 6: who is no member any more loses what the client has at the next refresh, for good"""
    group(world, "staff", "alice", client="demo-cli")
    flow = world.tokens(scope="openid offline_access notes:read", prompt="consent")
    assert flow.refresh().status == 200
    world.database.change("DELETE FROM group_member")
    assert userinfo(world, flow.tokens["access_token"]).status == 401
    assert introspect(world, flow.tokens["access_token"]).json == {"active": False}
    refused_in_json(world, flow.refresh(), "invalid_grant", "group_missing")
    group(world, "staff", "alice")
    refused_in_json(world, flow.refresh(), "invalid_grant", "group_missing")


def test_device(world):
    """RFC 8628 section 3.3: who is in none lets no device in, and somebody else may at the same page"""
    group(world, "staff", "bob", client="demo-cli")
    device, browser = Device(world), world.browser()
    answer = device.page(browser)
    assert answer.status == 400 and "not for you" in answer.page.text and world.database.reason() == "client_closed", answer
    assert device.poll().json["error"] == "authorization_pending"
    assert browser.submit("switch").page.title == "Sign in"
    browser.submit("login", username="bob", password=PASSWORDS["bob"])
    browser.submit("allow")
    world.database.pass_time(10)
    assert device.poll().status == 200, world.database.reason()


def test_group_stays(world):
    """RFC 9700 section 2.3: a group that a client is for is not deleted: the client would be for everybody"""
    group(world, "staff", client="demo-cli")
    try:
        world.database.change("DELETE FROM user_group")
    except Exception as error:
        assert "names this user_group" in str(error) or "FOREIGN KEY" in str(error), error
    else:
        raise AssertionError("it is gone")
