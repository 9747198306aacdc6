"""What the record keeps: all, or sign-ins and refusals, or refusals alone; and of an address as much as its owner wants."""

from suite import each
from world import PASSWORDS


def sign_ins(world):
    return [(row["kind"], row["decision"], row["subject"], row["address"]) for row in
            reversed(world.database.rows("SELECT * FROM sign_in"))]


def set_record(world, record, address="network"):
    world.database.set("profile", "service")
    world.database.set("record", record)
    world.database.set("record_address", address)


def try_and_sign_in(world):
    """A wrong password, then the right one."""
    flow = world.flow()
    browser = world.browser()
    browser.go(flow.url)
    browser.submit("login", username="alice", password="jabberwock")
    browser.submit("login", username="alice", password=PASSWORDS["alice"])
    world.walk(browser)


def test_logins(world):
    """in a service the record says who signed in, and who failed to, each with the network of the address"""
    world.database.set("profile", "service")
    try_and_sign_in(world)
    assert sign_ins(world) == [
        ("login.fail", "deny", None, world.network), ("login.ok", "allow", "u_alice", world.network)], sign_ins(world)
    assert world.database.value("SELECT username FROM sign_in WHERE kind = 'login.ok'") == "alice"
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'authorize.request'") == 0


def test_refusals(world):
    """record = refusals: a sign-in leaves nothing, a refused one does"""
    set_record(world, "refusals")
    try_and_sign_in(world)
    assert [kind for kind, *_ in sign_ins(world)] == ["login.fail"], sign_ins(world)


@each(
    {"setting": "none", "what": "nothing", "address": lambda world: None},
    {"setting": "network", "what": "the network", "address": lambda world: world.network},
    {"setting": "whole", "what": "all of it", "address": lambda world: world.wire.address})
def test_address(world, setting, what, address):
    """record_address = {setting}: of a sign-in's address the record has {what}"""
    set_record(world, "logins", setting)
    try_and_sign_in(world)
    assert [row[3] for row in sign_ins(world)] == [address(world)] * 2, sign_ins(world)


def test_no_other_address(world):
    """no step but a sign-in keeps an address"""
    world.tokens()
    world.client_credentials(scope="nonsense")
    found = {row["kind"] for row in world.database.rows("SELECT kind FROM flow_event WHERE address IS NOT NULL")}
    assert found == {"login.ok"}, found


def test_signed_out(world):
    """a session that ends stands beside the sign-ins, at the client and at the server, and nothing else of the way there"""
    set_record(world, "logins")
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    browser.submit(number=len(browser.answer.page.forms) - 1)
    browser.submit("logout")  # the client sends no hint, so the authorization server asks
    said = [(row["recorder"], row["kind"], row["username"], row["address"]) for row in reversed(world.database.rows("SELECT * FROM sign_in"))]
    assert said == [(recorder, kind, "alice", world.network) for recorder, kind in
                    (("provider", "login.ok"), ("client", "session.end"), ("provider", "session.end"))], said


def test_channel(world):
    """over which channel an event came, and so whether a browser sent it, is what the table flow_kind says of its kind"""
    def newest():
        world.wire.get(f"{world.issuer}/jwks")
        return tuple(world.database.row("SELECT channel, actor_from FROM flow_event WHERE kind = 'jwks.get' ORDER BY event_id DESC LIMIT 1"))
    assert newest() == ("back", "client")
    world.database.change("UPDATE flow_kind SET channel = 'front' WHERE kind = 'jwks.get'")
    assert newest() == ("front", "browser")


def test_shell(world):
    """what curl sends comes from a shell"""
    world.wire.get(f"{world.issuer}/jwks", headers={"User-Agent": "curl/8.0"})
    assert world.database.value("SELECT actor_from FROM flow_event WHERE kind = 'jwks.get'") == "shell"
