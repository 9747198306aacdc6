"""What is over is forgotten while nobody asks, and after requests; no request does it itself."""

import re

import crowd
from server import until

SERVERS = ("lighttpd",)
LIMIT = 700  # rows of all tables together in one step, with what goes with them


def leftovers(world):
    return {row["object"] for row in world.database.rows("SELECT DISTINCT object FROM leftover")}


def test_all_goes(world):
    """RFC 6973 section 6.1: whatever strangers and users left behind and is over goes, while nobody asks"""
    world.database.hold_cleaning()
    world.database.connection.execute(crowd.NUMBERS + crowd.EVENT.format(first=1, kind="token.request", reason="code_unknown", detail="NULL"),
                                      {"n": 10, "now": 1})
    crowd.gather(world.database, 50)
    world.database.change("INSERT INTO gone (object, id) VALUES ('client', 'a'), ('client', 'b')")
    world.database.change("INSERT INTO consent (subject, client_id, scope, granted_at) VALUES ('u_alice', 'a', 'openid', 1)")
    trigger = world.database.value("SELECT sql FROM sqlite_schema WHERE name = 'cleaning_step'")
    held = {"login_session held"}  # sessions that no grant remembers are older
    assert leftovers(world) | held == set(re.findall("object = '([^']+)'", trigger)) | {"gone"}, leftovers(world)
    world.database.let_clean()
    assert world.wire.get(f"{world.issuer}/jwks").status == 200
    until(lambda: not leftovers(world), "an empty view leftover")
    assert world.database.value("SELECT steps FROM cleaning") >= 2 and world.database.is_whole()


def test_few_at_a_time(world):
    """one step takes a few rows of each table, however many are over"""
    world.database.hold_cleaning()
    crowd.gather(world.database, 1000)
    world.database.change("BEGIN IMMEDIATE")
    world.database.let_clean()
    before = world.database.connection.total_changes
    world.database.change("UPDATE cleaning SET steps = steps + 1")
    assert 100 < world.database.connection.total_changes - before < LIMIT
    world.database.change("COMMIT")


def test_requests_pay_nothing(world):
    """a sign-in and a refresh take no row of those that are over"""
    world.database.change("DROP TRIGGER cleaning_step")
    crowd.gather(world.database, 100)
    ask = "SELECT count(*) FROM authorization_grant WHERE coalesce(revoked_at, expires_at) < (SELECT now FROM clock) - 86400"
    before = world.database.value(ask)
    assert world.tokens().refresh().status == 200
    assert world.database.value(ask) == before == 100


def test_family_goes(world):
    """RFC 9700 section 4.14: a grant that ended is forgotten a day later, with its session; until then its replay has a name"""
    flow = world.tokens()
    world.database.change("UPDATE login_session SET ended_at = (SELECT now FROM clock), ended_reason = 'logout'")
    world.database.pass_time(80000)
    assert flow.refresh().status == 400 and world.database.reason() == "session_ended", world.database.why()
    world.database.pass_time(10000)
    until(lambda: world.wire.get(f"{world.issuer}/jwks").status == 200 and not leftovers(world), "an empty view leftover")
    assert world.database.value("SELECT steps FROM cleaning") > 0
    for table in ("refresh_token", "authorization_grant", "login_session", "authorization_code", "authorization_request"):
        assert world.database.value(f"SELECT count(*) FROM {table}") == 0, table
