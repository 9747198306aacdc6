"""Who asked, and which journey it belongs to: only our own programs are believed (W3C Trace Context)."""

from suite import each
from world import bearer

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PARENT = f"00-{TRACE}-{SPAN}-01"


def proof(world, actor, traceparent=PARENT):
    return world.database.value(
        "SELECT token_derive((SELECT key FROM fingerprint_key), 'trace ' || ? || ' of ' || ?)", traceparent, actor)


def newest(world):
    return world.database.row("SELECT actor_from, trace_id, parent_id FROM flow_event WHERE kind = 'jwks.get' ORDER BY event_id DESC LIMIT 1")


def ask(world, tracestate, traceparent=PARENT):
    headers = {"traceparent": traceparent}
    if tracestate is not None:
        headers["tracestate"] = tracestate
    assert world.wire.get(f"{world.issuer}/jwks", headers=headers).status == 200
    return tuple(newest(world))


FORGED = {
    "no tracestate": lambda world: None,
    "a name alone": lambda world: "actor=api",
    "a made-up proof": lambda world: "actor=api." + "A" * 43,
    "an empty proof": lambda world: "actor=api.",
    "the fingerprint that the record shows": lambda world: "actor=api." + world.database.value(
        "SELECT token_fingerprint((SELECT key FROM fingerprint_key), 'trace ' || ? || ' of api')", PARENT),
    "another actor's proof": lambda world: f"actor=api.{proof(world, 'client')}",
    "another trace's proof": lambda world: f"actor=api.{proof(world, 'api', PARENT.replace('4b', '4c', 1))}",
    "a proof with a tail": lambda world: f"actor=api.{proof(world, 'api')}x",
    "an unknown actor": lambda world: f"actor=attacker.{proof(world, 'attacker')}"}


@each(*FORGED)
def test_forged(world, how):
    """a stranger with {how} is a client like any other, in a trace of its own"""
    actor, trace_id, parent_id = ask(world, FORGED[how](world))
    assert (actor, parent_id) == ("client", None) and trace_id != TRACE, (actor, trace_id)


def test_proven(world):
    """a program with the database's key is itself, in the trace that it names; what others add behind it does not matter"""
    for actor in ("client", "api", "provider"):
        assert ask(world, f"actor={actor}.{proof(world, actor)}") == (actor, TRACE, SPAN)
    assert ask(world, f"actor=api.{proof(world, 'api')},vendor=1") == ("api", TRACE, SPAN)


def test_no_way_into_a_journey(world):
    """knowing the name of another's trace does not open it"""
    world.tokens()
    trace_id = world.database.value("SELECT trace_id FROM flow_event WHERE kind = 'token.response' ORDER BY event_id DESC LIMIT 1")
    before = world.database.value("SELECT count(*) FROM flow_event WHERE trace_id = ?", trace_id)
    for _ in range(3):
        ask(world, "actor=client", f"00-{trace_id}-{SPAN}-01")
    assert world.database.value("SELECT count(*) FROM flow_event WHERE trace_id = ?", trace_id) == before


def test_own_journey(world):
    """one of our programs asks another in its own name, and both steps are of one trace"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    assert world.walk(browser).status == 200
    world.database.change("DELETE FROM api_discovery")
    browser.go(f"{world.client}/")
    flow = world.tokens(scope="openid notes:read")
    assert world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["access_token"])).status == 200
    asked = {tuple(row) for row in world.database.rows("""
        SELECT e.actor_from, e.kind FROM flow_event AS e JOIN flow_event AS p ON p.trace_id = e.trace_id AND p.span_id = e.parent_id""")}
    assert {("client", "token.request"), ("client", "api.request"), ("api", "jwks.get")} <= asked, asked


@each("00-" + "0" * 32 + "-" + "1" * 16 + "-01", "00-" + "g" * 32 + "-" + "1" * 16 + "-01", "00-" + "a" * 32 + "-" + "1" * 16 + "-<>",
      "ff", "\"'><", "00-" + "A" * 32 + "-" + "1" * 16 + "-01")
def test_trace_of_a_stranger(world, traceparent):
    """W3C Trace Context section 3.2: traceparent {traceparent} is not a trace, and stands nowhere in an answer"""
    answer = world.wire.post(f"{world.issuer}/token", {}, headers={"traceparent": traceparent, "tracestate": "actor=provider,x=<>"})
    assert answer.status == 401 and len(answer.json["trace_id"]) == 32, answer
    assert set(answer.json["trace_id"]) <= set("0123456789abcdef") and set(answer.json["trace_id"]) != {"0"}, answer
    assert "<" not in answer.text


def test_mounted_twice(world):
    """a program that is mounted as /api2 is api2 in the record, has a resource of its own, and proves that it asked"""
    second = world.api + "2"
    found = world.wire.get("/.well-known/oauth-protected-resource/api2")
    assert found.status == 200 and found.json["resource"] == second, found
    answer = world.wire.get(f"{second}/whoami", headers=bearer(world.tokens().tokens["access_token"]))
    assert answer.status == 401, answer
    event = world.database.row("SELECT recorder, actor_to, path, reason FROM flow_event WHERE kind = 'api.request'")
    assert tuple(event) == ("api2", "api2", "/api2/whoami", "aud_mismatch"), tuple(event)
    assert tuple(world.database.row("SELECT DISTINCT actor_from FROM flow_event WHERE kind = 'jwks.get'")) == ("api2",)
