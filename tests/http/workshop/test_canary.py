"""The workshop shows no token: neither its pages nor the files of a flow do."""

import redaction
from world import bearer

SERVERS = ("lighttpd",)


def journey(world):
    """A login in a browser, and a client's tokens that were used, refused and refreshed."""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    flow = world.tokens()
    for token in ("access_token", "id_token", "refresh_token"):
        world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens[token]))
    flow.refresh()
    return flow


def test_shown(world):
    """R6, RFC 6819 section 5.1.6: no page and no file holds a token, a code, a cookie, a state or a nonce of all that passed"""
    journey(world)
    shown = redaction.check_shown(world)
    assert {"/", "/flow", "/token", "/lab", "/selftest", *(f"/flow.{ending}" for ending in redaction.FILES)} <= shown, shown


def test_database_sings(world):
    """a token that did stand in a table would be found after the test, but in a column that is there for it"""
    token = journey(world).tokens["access_token"]
    world.database.change("UPDATE client_app SET client_secret = ? WHERE client_app_id = 'notes-web'", token)
    redaction.check_database(world)
    world.database.change("UPDATE client SET client_name = ? WHERE client_id = 'demo-cli'", f"a client, {token}")
    try:
        redaction.check_database(world)
    except AssertionError as error:
        assert "client" in str(error) and token not in str(error), error
    else:
        raise AssertionError("nobody saw it")
    world.database.change("UPDATE client SET client_name = 'Demo' WHERE client_id = 'demo-cli'")


def test_canary_sings(world):
    """a token that did stand in the record would be found, on a page and in each file"""
    token = journey(world).tokens["id_token"]
    world.database.change("INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, method, path, status, decision)"
                          " SELECT trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, 'GET', ?, 200, 'allow' FROM flow_event"
                          " WHERE event_id = (SELECT max(event_id) FROM flow_event WHERE recorder <> 'workshop')", "/" + token.rsplit(".", 1)[1])
    trace_id = world.database.value("SELECT trace_id FROM flow_event WHERE method = 'GET' ORDER BY event_id DESC LIMIT 1")
    for path in ("flow", *(f"flow.{ending}" for ending in redaction.FILES)):
        text = world.wire.get(f"{world.workshop}/{path}?trace_id={trace_id}").text.replace("\\_", "_")
        assert redaction.found_in(text, world.wire.recent), path
    try:
        redaction.check_shown(world)
    except AssertionError:
        world.database.change("DELETE FROM flow_event")  # or else the check after this test would find it, as it should
    else:
        raise AssertionError("nobody saw it")
