"""One API calls another in the user's name: RFC 8693, from GET /api/agenda to what the client shows."""

from back_channel import revoke
from claims import claims_of
from listener import Listener
from refusal import challenge_of
from sample_api import signed
from sample_client import signed_in
from suite import each
from world import bearer

SERVERS = ("lighttpd", "fcgid")


def agenda(world, token):
    return world.wire.get(f"{world.api}/agenda", headers=bearer(token))


def token_of(world, scope="openid notes:read notes:write"):
    return world.tokens(scope=scope).tokens["access_token"]


def replace_calendar(world, status, content=b"{}"):
    """Another calendar, of the test's own; it keeps the headers that came."""
    seen = []

    def answer(request, _):
        seen.append(dict(request.headers))
        return status and (status, {"Content-Type": "application/json", "WWW-Authenticate": "Bearer error=\"invalid_token\""}, content)
    calendar = Listener(answer)
    address = f"http://127.0.0.1:{calendar.port}"
    world.database.change("UPDATE protected_resource SET resource = ? WHERE name = 'Calendar'", address)
    world.database.change("UPDATE api_resource SET calendar = ? WHERE resource_name = 'Notes'", address)
    return calendar, seen


def refused(world, answer, status, error, reason):
    assert answer.status == status and answer.json["error"] == error, f"{answer!r} {world.database.reason()}"
    assert world.database.value("SELECT reason FROM flow_event WHERE actor_to = 'api' AND decision = 'deny' ORDER BY event_id DESC LIMIT 1") == reason


def test_agenda(world):
    """RFC 8693 section 1: the API answers with its notes and with the day, which the other API told it in the user's name"""
    token = token_of(world)
    world.wire.post(f"{world.api}/notes", {"text": "tea at four"}, headers=bearer(token))
    answer = agenda(world, token)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    assert answer.json["notes"][0]["text"] == "tea at four" and answer.json["day"]["weekday"].endswith("day"), answer.json


def test_journey(world):
    """the flow record shows it: the API trades the token that it was given, and shows the other API the one that it got"""
    token = token_of(world)
    agenda(world, token)
    steps = [tuple(row) for row in world.database.rows(
        "SELECT actor_from, actor_to, kind, decision FROM flow_event WHERE trace_id = (SELECT trace_id FROM flow_event WHERE kind = 'token.exchange')"
        " AND kind IN ('token.exchange', 'token.response', 'api.request') ORDER BY event_id")]
    assert sorted(steps) == sorted([("client", "api", "api.request", "allow"), ("api", "provider", "token.exchange", "allow"),
                                    ("provider", "api", "token.response", "allow"), ("api", "api2", "api.request", "allow")]), steps
    held = world.database.rows("SELECT t.fingerprint, t.aud, e.actor_from FROM flow_token AS t JOIN flow_event AS e USING (event_id)"
                               " WHERE e.kind = 'api.request' AND t.role = 'presented'")
    assert {(row["aud"], row["actor_from"]) for row in held} == {(world.api, "client"), (world.api2, "api")}, [tuple(row) for row in held]


def test_other_token(world):
    """RFC 8693 section 4.1: the other API never sees the token that came with the request, and the one that it sees says who acts"""
    token = token_of(world)
    calendar, seen = replace_calendar(world, 200, b'{"weekday":"Someday"}')
    with calendar:
        answer = agenda(world, token)
        assert answer.status == 200, f"{answer!r} {world.database.reason()}"
        shown = seen[0]["Authorization"].removeprefix("Bearer ")
        assert shown != token and claims_of(shown)["act"] == {"sub": "notes-api"} and claims_of(shown)["aud"].endswith(str(calendar.port))


@each(401, 403, 404, 302)
def test_its_refusals(world, status):
    """RFC 9110 section 15.6.3: what the other API refuses ({status}) is not this request's fault: 502, and no challenge"""
    token = token_of(world)
    calendar, _ = replace_calendar(world, status)
    with calendar:
        answer = agenda(world, token)
    refused(world, answer, 502, "bad_gateway", "calendar_refused")
    assert answer.header("www-authenticate") is None, answer.headers


@each(500, 503, 429, None)
def test_its_silence(world, status):
    """RFC 9110 section 15.6.4: where the other API cannot answer ({status}), nobody knows the day: 503 with Retry-After"""
    token = token_of(world)
    calendar, _ = replace_calendar(world, status)
    with calendar:
        answer = agenda(world, token)
    refused(world, answer, 503, "temporarily_unavailable", "calendar_unreachable")
    assert int(answer.header("retry-after")) > 0


@each({"sql": "DELETE FROM exchange_allowed", "status": 502, "error": "bad_gateway", "reason": "trade_refused"},
      {"sql": "DELETE FROM client_scope WHERE client_id = 'notes-api'", "status": 502, "error": "bad_gateway", "reason": "trade_refused"},
      {"sql": "DELETE FROM client_grant_type WHERE client_id = 'notes-api'", "status": 502, "error": "bad_gateway", "reason": "trade_refused"},
      {"sql": "UPDATE trusted_issuer SET client_secret = 'wrong'", "status": 502, "error": "bad_gateway", "reason": "trade_refused"},
      {"sql": "UPDATE trusted_issuer SET client_id = NULL, client_secret = NULL", "status": 503, "error": "temporarily_unavailable",
       "reason": "trade_unreachable"},
      {"sql": "UPDATE api_resource SET calendar = NULL", "status": 404, "error": "not_found", "reason": "calendar_missing"})
def test_not_set_up(world, sql, status, error, reason):
    """RFC 8693 section 2.2.2: after {sql} the caller hears {status}, and the record says what to mend"""
    token = token_of(world)
    world.database.change(sql)
    refused(world, agenda(world, token), status, error, reason)


def test_dead_token(world):
    """RFC 6750 section 3.1: a token whose grant has ended is exchanged for nothing: 401 invalid_token, although its signature is good"""
    flow = world.tokens(scope="notes:read")
    token = flow.tokens["access_token"]
    revoke(world, flow.tokens["refresh_token"], client_id="demo-cli")
    answer = agenda(world, token)
    refused(world, answer, 401, "invalid_token", "trade_of_dead_token")
    assert challenge_of(answer)["error"] == "invalid_token"


@each({"scope": "calendar:read", "api": "api", "status": 401, "reason": "aud_mismatch"},
      {"scope": "calendar:read", "api": "api2", "status": 404, "reason": "endpoint_elsewhere"},
      {"scope": "notes:write", "api": "api", "status": 403, "reason": "insufficient_scope"})
def test_not_for_all(world, scope, api, status, reason):
    """RFC 6750 section 3.1: at /{api} a token with {scope} has no agenda: {status}"""
    answer = world.wire.get(f"{world.origin}/{api}/agenda", headers=bearer(token_of(world, scope)))
    assert answer.status == status and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"


def test_made_up(world):
    """RFC 8693 section 2.2.2: a token of no grant that there is passes the API's own checks, and is exchanged for nothing"""
    refused(world, agenda(world, signed(world)), 401, "invalid_token", "trade_of_dead_token")


def test_client(world):
    """a user of the sample client asks for the agenda by a button, and is told what came"""
    browser = signed_in(world)
    fields = next(form.fields for form in browser.answer.page.forms if ("call", "agenda") in form.buttons)
    answer = browser.go("call", "POST", form={**fields, "call": "agenda"})
    assert answer.status == 200 and "days_left_in_year" in answer.text, answer.page.text
    world.database.change("DELETE FROM exchange_allowed")
    answer = browser.go(f"{world.client}/call", "POST", form={**fields, "call": "agenda"})
    assert "Another API that it asked for you did not accept" in answer.page.text, answer.page.text
