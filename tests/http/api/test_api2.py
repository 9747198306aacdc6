"""The second API: a calendar, by the same program at another mount point, which asks the issuer whether a token is still live."""

import json

from back_channel import introspect, revoke
from listener import Listener
from suite import each
from world import SERVICE, basic, bearer


def today(world, token):
    return world.wire.get(f"{world.api2}/today", headers=bearer(token))


def whoami(world, api, token):
    return world.wire.get(f"{api}/whoami", headers=bearer(token))


def token_for(world, scope):
    answer = world.client_credentials(scope=scope)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    return answer.json["access_token"]


def last_check(world):
    checks = json.loads(world.database.value("SELECT detail FROM flow_event WHERE kind = 'api.request' ORDER BY event_id DESC"))["checks"]
    return checks[-1]


def test_today(world):
    """ISO 8601: the calendar says what day it is by the workshop's clock, and in which week"""
    world.database.set("clock_offset", 1798675200 - world.database.value("SELECT unixepoch()"))  # 2026-12-31
    answer = today(world, token_for(world, "calendar:read"))
    assert answer.json == {"today": "2026-12-31", "weekday": "Thursday", "week": 53, "days_left_in_year": 0}, answer
    assert last_check(world)["status"] == "pass" and last_check(world)["name"] == "token_inactive"


@each({"api": "api", "scope": "calendar:read"}, {"api": "api2", "scope": "notes:read"})
def test_token_for_the_other(world, api, scope):
    """RFC 9068 section 4: a token with {scope} is refused at {api}, and nobody is asked about it"""
    answer = whoami(world, getattr(world, api), token_for(world, scope))
    assert answer.status == 401 and world.database.reason() == "aud_mismatch", answer
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'token.introspect'") == 0


@each("api/today", "api2/notes")
def test_each_its_own(world, path):
    """RFC 9110 section 15.5.5: there is no /{path}, whatever the token"""
    answer = world.wire.get(f"{world.origin}/{path}", headers=bearer(token_for(world, "notes:read")))
    assert answer.status == 404 and world.database.reason() == "endpoint_elsewhere", answer


@each({"api": "api", "scopes": ["notes:read", "notes:write"]}, {"api": "api2", "scopes": ["calendar:read"]})
def test_metadata(world, api, scopes):
    """RFC 9728 section 2: /{api} says which resource it is and what can be asked of it; so does its challenge"""
    resource = getattr(world, api)
    answer = world.wire.get(f"{world.origin}/.well-known/oauth-protected-resource/{api}")
    assert answer.json["resource"] == resource and answer.json["scopes_supported"] == scopes, answer
    challenge = world.wire.get(f"{resource}/whoami").header("www-authenticate")
    assert f'resource_metadata="{world.origin}/.well-known/oauth-protected-resource/{api}"' in challenge, challenge


def test_revoked(world):
    """R10, RFC 7009 section 3: who validates locally believes a revoked token until its end, who introspects does not"""
    notes, calendar = (token_for(world, scope) for scope in ("notes:read", "calendar:read"))
    assert whoami(world, world.api, notes).status == whoami(world, world.api2, calendar).status == 200
    for token in (notes, calendar):
        assert revoke(world, token, headers=basic(*SERVICE)).status == 200
    assert whoami(world, world.api, notes).status == 200 and last_check(world)["name"] != "token_inactive"
    answer = whoami(world, world.api2, calendar)
    assert answer.status == 401 and 'error="invalid_token"' in answer.header("www-authenticate"), answer
    assert world.database.reason() == "token_inactive" and last_check(world)["actual"] == "inactive"
    hops = world.database.rows("SELECT actor_from, actor_to, kind FROM flow_event WHERE kind LIKE '%introspect%' ORDER BY event_id DESC LIMIT 2")
    assert [tuple(hop) for hop in hops] == [("provider", "api2", "introspect.inactive"), ("api2", "provider", "token.introspect")]


def test_signed_out(world):
    """OIDC RP-Initiated Logout: with the session its tokens are inactive too"""
    browser = world.browser()
    flow = world.tokens(browser=browser, scope="openid calendar:read")
    token = flow.tokens["access_token"]
    assert today(world, token).status == 200
    browser.go(f"{world.issuer}/end_session?id_token_hint={flow.tokens['id_token']}")
    assert today(world, token).status == 401 and world.database.reason() == "token_inactive"


@each("UPDATE trusted_issuer SET client_secret = 'wrong' WHERE client_id = 'calendar-api'",
      "UPDATE trusted_issuer SET client_id = NULL, client_secret = NULL WHERE client_id = 'calendar-api'",
      "UPDATE client SET suspended_at = 1 WHERE client_id = 'calendar-api'")
def test_closed(world, change):
    """RFC 7662 section 4: where the issuer does not say, nobody comes in: {change}"""
    token = token_for(world, "calendar:read")
    world.database.change(change)
    answer = today(world, token)
    assert answer.status == 503 and answer.header("retry-after"), answer
    assert world.database.reason() == "introspection_unreachable"


@each(b"", b"[]", b'{"active":"true"}', b'{"active":1}', b'{"ACTIVE":true}')
def test_no_answer(world, said):
    """RFC 7662 section 2.2: what is no answer is no yes: {said}"""
    token = token_for(world, "calendar:read")
    assert today(world, token).status == 200
    with Listener(lambda *_: (200, {"Content-Type": "application/json"}, said)) as issuer:
        world.database.change("UPDATE api_discovery SET introspection_endpoint = ?", f"http://127.0.0.1:{issuer.port}/introspect")
        assert today(world, token).status == 503 and world.database.reason() == "introspection_unreachable"


def test_less_scope(world):
    """RFC 7662 section 2.2: the scope that counts is the one that the issuer says now"""
    token = token_for(world, "calendar:read")
    assert today(world, token).status == 200
    said = (200, {"Content-Type": "application/json"}, b'{"active":true,"scope":"notes:read"}')
    with Listener(lambda *_: said) as issuer:
        world.database.change("UPDATE api_discovery SET introspection_endpoint = ?", f"http://127.0.0.1:{issuer.port}/introspect")
        answer = today(world, token)
        assert answer.status == 403 and world.database.reason() == "insufficient_scope", answer


def test_silent(world):
    """an issuer that keeps silent holds up one request and no more: the next is told at once"""
    token = token_for(world, "calendar:read")
    assert today(world, token).status == 200
    asked = []
    with Listener(lambda *_: asked.append(1)) as issuer:
        world.database.change("UPDATE api_discovery SET introspection_endpoint = ?, backoff_until = unixepoch() + 30", f"http://127.0.0.1:{issuer.port}/i")
        assert today(world, token).status == 503 and not asked
        world.database.change("UPDATE api_discovery SET backoff_until = NULL")
        assert today(world, token).status == 503 and len(asked) == 1


def test_introspection_is_its_own(world):
    """RFC 7662 section 4: calendar-api hears of tokens for the calendar alone"""
    secret = world.database.value("SELECT client_secret FROM trusted_issuer WHERE client_id = 'calendar-api'")
    for scope, active in (("calendar:read", True), ("notes:read", False)):
        assert introspect(world, token_for(world, scope), user=("calendar-api", secret)).json["active"] is active, scope


def test_mount_and_path(world):
    """of two APIs the one with the mount point is meant, or else the one whose path it is"""
    def resource():
        return world.wire.get(f"{world.api2}/.well-known/oauth-protected-resource").json["resource"]
    assert resource() == world.api2
    world.database.change("UPDATE api_resource SET mount = '/api2' WHERE resource = ?", world.api)
    assert resource() == world.api
    world.database.change("UPDATE api_resource SET mount = '/elsewhere' WHERE resource = ?", world.api)
    world.database.change("UPDATE api_resource SET resource = 'https://api.example/calendar' WHERE resource = ?", world.api2)
    assert resource() == "https://api.example/calendar"
