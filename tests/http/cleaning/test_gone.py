"""A client or a user with very much is gone at once, and what they had follows a few rows at a time."""

import re
import sqlite3

import crowd
from back_channel import introspect, userinfo
from refusal import refused_in_json
from registration import CALLBACK, configuration, registered
from relying_party import SECRET, rp
from server import until
from suite import each
from world import basic

SERVERS = ("lighttpd",)
LIMIT = 700  # rows that one statement may touch
GRANTS, OF_CLIENT, OF_USER = "SELECT count(*) FROM authorization_grant", "client_id = 'c_many'", "subject = 'u_bob'"


def many(world, n=500):
    """A client that registered itself, with n grants of bob, a token in each, and what else names it."""
    database = world.database
    world.add_client("c_many", None, ["https://many.example/callback"], scopes=["openid", "offline_access"], grant_types=["authorization_code", "refresh_token"])
    flow = world.flow("c_many", "https://many.example/callback", "openid offline_access", prompt="consent").authorize(user="bob")
    flow.redeem()
    session = database.value("SELECT session_id FROM login_session WHERE subject = 'u_bob'")
    database.change("BEGIN")
    (bound,) = database.rows("SELECT sql FROM sqlite_schema WHERE name = 'authorization_grant_bound'")
    database.change("DROP TRIGGER authorization_grant_bound")
    values = {"n": n, "now": database.now()}
    grant = crowd.GRANT.format(name="many", subject="u_bob", session=f"'{session}'", ends=90000).replace("'demo-cli'", "'c_many'")
    token = """INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, issued_at, expires_at)
               SELECT 'many' || i, token_hash('h'), 'g_many' || i, :now, :now + 9000 FROM n"""
    assertion = "INSERT INTO client_assertion (client_id, jti_hash, expires_at) SELECT 'c_many', token_hash('m' || i), :now + 500 FROM n"
    for statement in (grant, token, assertion):
        database.connection.execute(crowd.NUMBERS + statement, values)
    database.change(bound[0])
    database.change("COMMIT")
    return flow


def touched(world, statement):
    before = world.database.connection.total_changes
    world.database.change(statement)
    return world.database.connection.total_changes - before


def done_and_held(world, statement):
    """How many rows the statement touches; what it leaves stays until follows()."""
    world.database.change("BEGIN IMMEDIATE")
    rows = touched(world, statement)
    world.database.hold_cleaning()
    world.database.change("COMMIT")
    return rows


def follows(world):
    world.database.let_clean()
    until(lambda: not world.database.value("SELECT count(*) FROM gone"), "the last of the rows to go")


def lists(world):
    """What pages and views of the owner say of grants, sessions and clients."""
    views = ("who_is_signed_in", "desk_grants", "desk_user", "desk_clients", "desk_client", "session_bounds", "refresh_family", "conformance", "relaxation")
    return "".join(str(tuple(row)) for view in views for row in world.database.rows(f"SELECT * FROM {view}"))


@each("DELETE FROM client WHERE client_id = 'c_many'", "INSERT INTO client_end (client_id) VALUES ('c_many')")
def test_client(world, statement):
    """RFC 7592 section 2.3: {statement}: nothing of it works, it is in no list, nobody waits, and its rows follow"""
    flow = many(world)
    token = flow.tokens["access_token"]
    assert userinfo(world, token).status == 200 and "c_many" in lists(world)
    assert done_and_held(world, statement) < LIMIT
    assert world.database.value(f"{GRANTS} WHERE {OF_CLIENT}") > 300, "all went at once"
    assert "c_many" not in lists(world)
    assert userinfo(world, token).status == 401 and introspect(world, token).json == {"active": False}
    assert flow.refresh().status == 401 and world.database.reason() == "client_unknown"
    assert world.browser().go(world.flow("c_many", "https://many.example/callback", "openid").url).status == 400
    try:
        world.database.change("INSERT INTO client_add (client_id, client_name, redirect_uri) VALUES ('c_many', 'Heir', 'https://heir.example/')")
        assert False, "somebody else has its name, and so its grants"
    except sqlite3.IntegrityError as problem:
        assert "still being cleared away" in str(problem)
    follows(world)
    for table in ("authorization_grant", "consent", "client_assertion", "opaque_token", "authorization_request", "client_redirect_uri"):
        assert world.database.value(f"SELECT count(*) FROM {table} WHERE {OF_CLIENT}") == 0, table
    assert world.database.value("SELECT count(*) FROM refresh_token") == 0 and world.database.is_whole()
    assert world.database.value("SELECT count(*) FROM login_session WHERE subject = 'u_bob'") == 1, "bob goes on"
    world.database.change("INSERT INTO client_add (client_id, client_name, redirect_uri) VALUES ('c_many', 'Heir', 'https://heir.example/')")


def test_api(world):
    """RFC 8707 section 2: an API that very many may call is gone at once, with its scopes; what users allowed of it follows, and does not come again"""
    database, client = world.database, ("rp", SECRET)
    flow = rp(world)(scope="openid notes:read offline_access", prompt="consent", resource=world.api).authorize()
    assert flow.redeem(basic(*client)).status == 200, database.reason()
    allowed = "INSERT INTO consent (subject, client_id, scope, granted_at) SELECT 'u_' || i, 'demo-cli', 'notes:read', :now FROM n"
    database.connection.execute(crowd.NUMBERS + allowed, {"n": 1000, "now": database.now()})

    def active():
        return [introspect(world, flow.tokens[kind], client).json["active"] for kind in ("access_token", "refresh_token")]
    assert active() == [True, True]
    scope = "INSERT INTO scope_add (scope, resource, description) VALUES ('notes:read', ?, 'read')"
    database.change("BEGIN IMMEDIATE")
    assert touched(world, f"INSERT INTO api_end (resource) VALUES ('{world.api}')") < LIMIT
    database.change("INSERT INTO api_add (resource, name) VALUES (?, 'Heir')", world.api)
    try:
        database.change(scope, world.api)
        assert False, "what users allowed would count for another scope"
    except sqlite3.IntegrityError as problem:
        assert "still being cleared away" in str(problem)
    database.change("COMMIT")
    assert active() == [False, False] and userinfo(world, flow.tokens["access_token"]).status == 401
    refused_in_json(world, flow.refresh(headers=basic(*client)), "invalid_grant", "scope_withdrawn")
    until(lambda: not database.value("SELECT count(*) FROM gone"), "the last of what users allowed to go")
    database.change(scope, world.api)
    database.change("INSERT INTO client_member (client_id, member, value) VALUES ('rp', 'scope', 'notes:read')")
    database.change("INSERT INTO consent (subject, client_id, scope, granted_at) VALUES ('u_alice', 'rp', 'notes:read', 1)")
    assert active() == [False, False] and database.is_whole()


def test_user(world):
    """RFC 6973 section 6.1: a user with very much is gone at once, with the name and all sessions; the rest follows"""
    flow = many(world)
    token = flow.tokens["access_token"]
    assert done_and_held(world, "INSERT INTO user_end (username) VALUES ('bob')") < LIMIT
    assert world.database.value(f"{GRANTS} WHERE {OF_USER}") > 300, "all went at once"
    assert "bob" not in lists(world)
    assert userinfo(world, token).status == 401 and introspect(world, token).json == {"active": False}
    assert flow.refresh().status == 400
    world.database.change("INSERT INTO user_add (username) VALUES ('bob')")
    follows(world)
    for table in ("authorization_grant", "consent", "login_session"):
        assert world.database.value(f"SELECT count(*) FROM {table} WHERE {OF_USER}") == 0, table
    assert world.database.is_whole()


def test_few_rows(world):
    """a client with few rows is gone with all of them, and its name is free"""
    said = registered(world, token_endpoint_auth_method="none", grant_types=["authorization_code", "refresh_token"])
    world.flow(said["client_id"], CALLBACK, "openid").authorize().redeem()
    assert configuration(world, said, "DELETE").status == 204
    for table in ("authorization_grant", "consent", "authorization_request", "gone"):
        assert world.database.value(f"SELECT count(*) FROM {table}") == 0, table


def test_unused(world):
    """a client without a row beside its own leaves no name behind"""
    said = registered(world)
    steps = world.database.value("SELECT steps FROM cleaning")
    world.database.change("DELETE FROM client WHERE client_id = ?", said["client_id"])
    assert world.database.value("SELECT count(*) FROM gone") == 0 and world.database.value("SELECT steps FROM cleaning") - steps <= 1


def test_nothing_is_left_out(world):
    """what may be found of a client or a user who is gone is deleted, from each table that is named"""
    sql = dict(tuple(row) for row in world.database.rows("SELECT name, sql FROM sqlite_schema WHERE name GLOB '*_mention' OR name = 'gone_step'"))
    deleted = set(re.findall(r"DELETE FROM (\w+) WHERE [^;]+ object = '\1'", sql.pop("gone_step")))
    assert {table for view in sql.values() for table in re.findall(r"FROM (\w+)", view)} | {"refresh_token", "gone"} == deleted


def test_found_by_key(world):
    """what is left of who is gone is found by its key: of a million rows none is read but those that go"""
    plan = [row["detail"].split() for row in world.database.rows("EXPLAIN QUERY PLAN SELECT * FROM gone_leftover")]
    tables = {row["name"] for row in world.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")} - {"gone"}
    read = {verb: {step[1] for step in plan if step[0] == verb and step[1] in tables} for verb in ("SEARCH", "SCAN")}
    assert {"authorization_grant", "consent", "opaque_token", "login_session"} <= read["SEARCH"] and not read["SCAN"], read
