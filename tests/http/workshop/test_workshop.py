"""The workshop: what its pages say is what the record has, and the SQL that they show gives it too."""

import re
from urllib.parse import urlsplit

from suite import each
from world import basic, bearer


def rows_of(answer, table):
    """How many rows the body of a table has."""
    body = re.search(rf'<table class="stack {table}">.*?<tbody>(.*?)</tbody>', answer.text, re.S)
    return body.group(1).count("<tr") if body else 0


def shown_sql(answer, about=""):
    """The SQL that a page shows, as it would be copied from there."""
    import html
    found = re.search(rf"<summary>Show me the SQL{about}</summary><pre>(.*?)</pre>", answer.text, re.S)
    assert found, answer.text[-1500:]
    return html.unescape(found.group(1))


def newest_flow(world, title):
    flow = world.database.row("SELECT trace_id, steps FROM flow_list WHERE title LIKE ?", title)
    assert flow, [tuple(row) for row in world.database.rows("SELECT * FROM flow_list")]
    return flow["trace_id"], flow["steps"]


def sign_in(world):
    browser = world.browser()
    browser.go(f"{world.client}/login")
    answer = world.walk(browser)
    assert answer.status == 200, answer
    return browser


def test_empty(world):
    """an empty record has a page that says so, and leads to the client"""
    answer = world.wire.get(f"{world.workshop}/")
    assert answer.status == 200 and "Nothing yet" in answer.text, answer


def test_list(world):
    """the list shows each flow, and its SQL gives the same ones"""
    world.tokens()
    assert world.client_credentials(scope="notes:read").status == 200
    answer = world.wire.get(f"{world.workshop}/")
    assert "Sign-in for demo-cli" in answer.text and "A token for demo-service" in answer.text, answer.text
    found = world.database.rows(shown_sql(answer))
    assert rows_of(answer, "flows") == len(found) == 2, [tuple(row) for row in found]


def test_list_pages(world):
    """the list goes on by pages of 25, the newest first"""
    for _ in range(27):
        world.wire.get(f"{world.issuer}/jwks")
    first = world.wire.get(f"{world.workshop}/")
    assert rows_of(first, "flows") == 25, rows_of(first, "flows")
    older = next(link for link in first.page.links if "before=" in link)
    second = world.wire.get(older)
    assert rows_of(second, "flows") == 2 and "before=" not in " ".join(second.page.links), second.page.links
    assert len(world.database.rows(shown_sql(second))) == 2


@each("x", "-1", "1e3", "99999999999999999999999", "1;DROP%20TABLE%20flow_event", "%27")
def test_before(world, before):
    """before={before} is not a number: the newest page"""
    world.wire.get(f"{world.issuer}/jwks")
    answer = world.wire.get(f"{world.workshop}/?before={before}")
    assert answer.status == 200 and rows_of(answer, "flows") == 1, answer


def test_whole_login(world):
    """one login is one flow: the client's half, the server's half, the tokens, the call at the API"""
    sign_in(world)
    trace_id, steps = newest_flow(world, "Sign-in for notes-web")
    kinds = {row["kind"] for row in world.database.rows(
        "SELECT kind FROM flow_step WHERE flow_id = (SELECT flow_id FROM flow_trace WHERE trace_id = ?)", trace_id)}
    wanted = {"client.request", "authorize.request", "login.ok", "authorize.response", "authorize.callback", "token.request",
              "token.response", "api.request"}
    assert wanted <= kinds, wanted - kinds
    answer = world.wire.get(f"{world.workshop}/flow?trace_id={trace_id}")
    assert answer.status == 200 and "Nothing was refused." in answer.text, answer
    assert rows_of(answer, "steps") == steps == len(world.database.rows(shown_sql(answer, ": the steps")))


def test_any_trace(world):
    """a flow is found by any of its traces"""
    sign_in(world)
    traces = world.database.rows("SELECT trace_id FROM flow_trace WHERE flow_id = (SELECT min(flow_id) FROM flow_trace)")
    assert len(traces) > 1, len(traces)
    for row in traces:
        answer = world.wire.get(f"{world.workshop}/flow?trace_id={row['trace_id']}")
        assert answer.status == 200 and answer.page.title == "Flow: Sign-in for notes-web", answer


def test_denied_login(world):
    """RFC 6749 section 4.1.2.1: a login that was refused has no code, and is one flow by its state"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    browser.submit("cancel")
    flows = world.database.rows("SELECT DISTINCT flow_id FROM flow_trace JOIN flow_event USING (trace_id) WHERE kind LIKE 'authorize%'")
    assert len(flows) == 1, len(flows)


def test_refusal_shown(world):
    """verdict, reason, evidence: an ID token at the API is shown where it was refused"""
    flow = world.tokens()
    assert world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["id_token"])).status == 401
    trace_id, _ = newest_flow(world, "Sign-in for demo-cli")
    answer = world.wire.get(f"{world.workshop}/flow?trace_id={trace_id}")
    assert "Refused: typ_mismatch" in answer.page.text and 'class="deny"' in answer.text, answer.text
    assert [row["reason"] for row in world.database.rows(shown_sql(answer, ": why something was refused"))] == ["typ_mismatch"]
    holders = {(row["token"].split()[0], row["holder"]) for row in
               world.database.rows(shown_sql(answer, ": Who has held which token"))}
    assert ("ID", "api") in holders and ("RT", "api") not in holders, holders


def test_observer(world):
    """looking at the record leaves nothing in its list"""
    for _ in range(3):
        world.wire.get(f"{world.workshop}/")
    world.wire.get(f"{world.workshop}/flow?trace_id=x")
    assert world.database.value("SELECT count(*) FROM flow_list") == 0


@each("", "?trace_id=", "?trace_id=x", "?trace_id=00000000000000000000000000000000", "?trace_id=%27+OR+1=1")
def test_unknown_flow(world, query):
    """a flow that is not there is 404: {query}"""
    answer = world.wire.get(f"{world.workshop}/flow{query}")
    assert answer.status == 404 and "You are at the" in answer.page.text, answer
    assert world.database.reason() == "flow_unknown"


def test_selftest(world):
    """the self-test finds everything in its place"""
    browser = world.browser()
    answer = browser.go(f"{world.workshop}/selftest")
    assert answer.status == 200 and "Everything is in place." in answer.text, answer.page.text
    assert "came back" in answer.text, answer.page.text


def test_selftest_cookie(world):
    """the self-test notices that a browser keeps no cookies, and does not go round in circles"""
    first = world.wire.get(f"{world.workshop}/selftest")
    assert first.status == 303 and first.cookies, first
    second = world.wire.get(first.location)
    assert second.status == 200 and "no cookie" in second.text and "One thing is not." in second.text, second.page.text


def test_selftest_issuer(world):
    """the self-test notices an address that is not the issuer's: 127.0.0.1 and localhost are two"""
    host = f"127.0.0.1:{urlsplit(world.origin).port}"
    answer = world.wire.get(f"{world.workshop}/selftest?returned=1", headers={"Host": host})
    assert answer.status == 200 and f"http://{host}" in answer.text, answer
    assert "Open it at" in answer.page.text, answer.page.text


@each(
    {"headers": {}, "arrived": False, "scheme": None},
    {"headers": bearer("selftest"), "arrived": True, "scheme": "bearer"},
    {"headers": basic("self", "test"), "arrived": True, "scheme": "basic"})
def test_selftest_authorization(world, headers, arrived, scheme):
    """RFC 9110 section 11.6.2: the header Authorization reaches the programs: {scheme}"""
    answer = world.wire.get(f"{world.workshop}/selftest/authorization", headers=headers)
    assert answer.json == {"authorization": arrived, "scheme": scheme}, answer


def test_relaxations(world):
    """the self-test lists each relaxation that is in force, and no other"""
    world.database.change("UPDATE setting SET value = 0 WHERE name IN ('reveal', 'fetch_private')")
    calm = world.wire.get(f"{world.workshop}/selftest?returned=1")
    assert "setting reveal" not in calm.text and "setting fetch_private" not in calm.text, calm.page.text
    world.database.change("UPDATE client SET pkce_required = 0 WHERE client_id = 'notes-web'")
    loose = world.wire.get(f"{world.workshop}/selftest?returned=1")
    assert "client notes-web, pkce_required" in loose.text and "RFC 9700 2.1.1" in loose.text, loose.page.text


def test_record_is_closed_in_a_service(world):
    """RFC 6749 section 5.2: callers hear an error and no more, so in a service no page shows the record, nor what the server is made of"""
    world.client_credentials(scope="nonsense")
    trace = world.database.why()["trace_id"]
    world.database.change("UPDATE setting SET value = 'service' WHERE name = 'profile'")
    for path in ("/", f"/flow?trace_id={trace}", "/selftest", "/selftest?returned=1", "/selftest/authorization"):
        answer = world.wire.get(world.workshop + path)
        assert answer.status == 404 and "scope_invalid" not in answer.text, answer
        assert not answer.cookies and "OpenSSL" not in answer.text, answer
