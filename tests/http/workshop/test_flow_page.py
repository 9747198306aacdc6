"""The page of a flow: its picture, its player, what the browser held, and a look that costs nothing."""

import re

from suite import each
from world import bearer

SERVERS = ("lighttpd",)


def flow_of(world, title):
    flow = world.database.row("SELECT flow_id, trace_id, steps FROM flow_list WHERE title = ?", title)
    assert flow, [tuple(row) for row in world.database.rows("SELECT * FROM flow_list")]
    return flow


def page_of(world, title, more=""):
    return world.wire.get(f"{world.workshop}/flow?trace_id={flow_of(world, title)['trace_id']}{more}")


def threads(answer):
    """(tag, party, why it ended) of each thread in the picture"""
    found = re.findall(r"<title>(\w+) \w{4}, ([^:<]+)(?:: ([^<]+))?</title>", answer.text)
    assert found, answer.text
    return set(found)


def test_threads(world):
    """who holds what: the client has the tokens, the browser a session and, until it is used, a code"""
    world.tokens()
    found = threads(page_of(world, "Sign-in for demo-cli"))
    assert found == {("SID", "Browser", ""), ("SID", "Authorization server", ""), ("CODE", "Browser", "used up"),
                     ("AT", "Client", ""), ("ID", "Client", ""), ("RT", "Client", "")}, found


def test_thread_ends(world):
    """a token's thread ends with it: expired by the workshop's clock, or replaced"""
    flow = world.tokens()
    world.database.pass_time(400)
    world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["access_token"]))
    flow.refresh()
    answer = page_of(world, "Sign-in for demo-cli")
    assert {("AT", "Client", "expired"), ("RT", "Client", "replaced"), ("AT", "Client", "")} <= threads(answer), threads(answer)
    assert "The clock is moved on by 6 min 40 s" in answer.page.text, answer.page.text


def test_browser_held(world):
    """a sentence says what the browser held, from the rows of the record"""
    world.tokens()
    assert "never a token" in page_of(world, "Sign-in for demo-cli").page.text
    world.client_credentials(scope="notes:read")
    assert "No browser took part" in page_of(world, "A token for demo-service").page.text


def test_step(world):
    """?step=N draws up to that step, and tells it with the checks, as SQL and as curl; no secret stands there"""
    flow = world.tokens()
    world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["id_token"]))
    steps = flow_of(world, "Sign-in for demo-cli")["steps"]
    refused = int(re.search(r'<tr class="deny" id="row-(\d+)">', page_of(world, "Sign-in for demo-cli").text).group(1))
    answer = page_of(world, "Sign-in for demo-cli", f"&step={refused}")
    assert answer.text.count('class="step ') == refused, answer.text.count('class="step ')
    assert f"Step {refused} of {steps}" in answer.page.text and "typ_mismatch" in answer.page.text, answer.page.text
    assert re.search(r"<tr><td>(?:<a [^>]*>)?<code>typ_mismatch</code>(?:</a>)?</td><td><span class=.mark fail.>", answer.text), answer.text
    assert "Authorization: Bearer $ID" in answer.page.text, answer.page.text
    first = page_of(world, "Sign-in for demo-cli", "&step=1")
    assert first.text.count('class="step ') == 1 and "-d response_type=code" in first.page.text, first.page.text


@each("0", "-1", "99", "x", "1e1", "%27", "9999999999999999999")
def test_no_step(world, step):
    """step={step} is none: the whole flow"""
    world.client_credentials(scope="notes:read")
    answer = page_of(world, "A token for demo-service", f"&step={step}")
    assert answer.status == 200 and answer.text.count('class="step ') == 2, answer


def test_long_flow(world):
    """a flow of more steps than anybody reads is bounded, and says what is not there"""
    flow = world.tokens()
    for _ in range(110):
        world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["access_token"]))
    answer = page_of(world, "Sign-in for demo-cli")
    assert answer.text.count('class="step ') == 200 and "earlier steps are not shown" in answer.page.text, answer.text.count('class="step ')


def test_unchanged(world):
    """RFC 9110 section 15.4.5: a page that is looked at again is 304 until something happens; a look leaves no row"""
    world.client_credentials(scope="notes:read")
    trace_id = flow_of(world, "A token for demo-service")["trace_id"]
    for path in ("/", f"/flow?trace_id={trace_id}"):
        first = world.wire.get(world.workshop + path)
        before = world.database.value("SELECT count(*) FROM flow_event")
        again = world.wire.get(world.workshop + path, headers={"If-None-Match": first.header("etag")})
        assert first.status == 200 and again.status == 304 and not again.body, (first, again)
        assert world.database.value("SELECT count(*) FROM flow_event") == before
    world.tokens()
    assert world.wire.get(f"{world.workshop}/", headers={"If-None-Match": first.header("etag")}).status == 200


@each(
    {"query": "", "flows": 3},
    {"query": "party=shell", "flows": 0},
    {"query": "party=browser", "flows": 2},
    {"query": "chapter=An+API+call", "flows": 1},
    {"query": "refused=1", "flows": 1},
    {"query": "refused=1&party=api", "flows": 1},
    {"query": "token=zz&party=nobody&chapter=%27&refused=yes", "flows": 3})
def test_filter(world, query, flows):
    """the list by ?{query}: {flows}, and its SQL gives the same ones"""
    import html
    flow = world.tokens()
    world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["id_token"]))
    world.tokens(user="bob")
    world.client_credentials(scope="notes:read")
    answer = world.wire.get(f"{world.workshop}/?{query}")
    shown = re.findall(r'<svg class="small-flow"', answer.text)
    sql = html.unescape(re.search(r"<pre>(SELECT .*?)</pre>", answer.text, re.S).group(1))
    assert len(shown) == len(world.database.rows(sql)) == flows, (len(shown), sql)


def test_filter_token(world):
    """the list by the first digits of a fingerprint: the flow that saw the token"""
    world.tokens()
    world.client_credentials(scope="notes:read")
    row = world.database.row("SELECT fingerprint FROM flow_token WHERE type = 'refresh' AND role = 'issued'")
    answer = world.wire.get(f"{world.workshop}/?token={row['fingerprint'][:8].upper()}")
    assert answer.text.count("small-flow") == 1 and "Sign-in for demo-cli" in answer.page.text, answer.page.text


def test_present(world):
    """?present=1: a page for a projector"""
    assert '<body class="present">' in world.wire.get(f"{world.workshop}/?present=1").text
    assert '<body>' in world.wire.get(f"{world.workshop}/?present=12").text
