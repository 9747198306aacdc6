"""Pages of other origins: who may read which answer.  Fetch standard section 3.3, RFC 9700 section 2.6.  Its user is oidc-client-ts."""

import sqlite3

from claims import claims_of
from suite import each
from world import bearer

SPA = "https://spa.example"
OPEN = ("provider/.well-known/openid-configuration", "provider/.well-known/oauth-authorization-server", "provider/jwks",
        "api/.well-known/oauth-protected-resource")
LISTED = {"provider/token": "POST", "provider/userinfo": "GET", "provider/revoke": "POST",
          "api/notes": "GET", "api/notes/1": "DELETE", "api/whoami": "GET"}
CLOSED = ("provider/authorize", "provider/login", "provider/consent", "provider/end_session", "provider/logout",
          "provider/introspect", "client/api/notes")


def allow(world):
    world.database.change("INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES ('demo-cli', ?)", SPA)
    world.database.change("INSERT INTO api_allowed_origin (resource, allowed_origin) SELECT resource, ? FROM api_resource", SPA)


def preflight(world, path, method, origin=SPA):
    """What a browser sends before a request that is not simple."""
    return world.wire.send("OPTIONS", f"{world.origin}/{path}", headers={
        "Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization,content-type"})


def words(answer, header):
    return {word.strip().lower() for word in (answer.header(header) or "").split(",")} - {""}


@each(*({"path": path, "method": method} for path, method in LISTED.items()))
def test_preflight(world, path, method):
    """Fetch standard section 4.8: at {path} the preflight of a {method} is answered, for a registered origin and for no other"""
    allow(world)
    answer = preflight(world, path, method)
    assert answer.status == 204 and answer.header("access-control-allow-origin") == SPA, (answer, answer.headers)
    assert method.lower() in words(answer, "access-control-allow-methods"), answer.headers
    assert {"authorization", "content-type", "dpop"} <= words(answer, "access-control-allow-headers"), answer.headers
    assert "origin" in words(answer, "vary") and answer.header("access-control-allow-credentials") is None, answer.headers
    assert answer.header("content-length") is None, "RFC 9110 section 8.6: a 204 has none"
    for other in ("https://evil.example", "http://spa.example", SPA + ":8443", "null"):
        answer = preflight(world, path, method, other)
        assert answer.header("access-control-allow-origin") is None and answer.header("access-control-allow-methods") is None, answer.headers
    assert not world.database.rows("SELECT * FROM flow_event"), "a preflight is not a step of a flow"


@each(*OPEN)
def test_public(world, path):
    """RFC 9700 section 2.6: {path} may be read from everywhere, and its preflight is answered"""
    answer = preflight(world, path, "GET")
    assert answer.status == 204 and answer.header("access-control-allow-origin") == "*", answer.headers
    for headers in ({}, {"Origin": "https://anybody.example"}):
        answer = world.wire.get(f"{world.origin}/{path}", headers=headers)
        assert answer.status == 200 and answer.header("access-control-allow-origin") == "*", answer.headers


@each(*CLOSED)
def test_closed(world, path):
    """RFC 9700 section 2.6: {path} is closed to pages of other origins, those of a client too"""
    allow(world)
    assert preflight(world, path, "POST").status == 405
    for method in ("GET", "POST", "OPTIONS"):
        answer = world.wire.send(method, f"{world.origin}/{path}", headers={"Origin": SPA})
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")], answer.headers


def test_single_page_application(world):
    """OAuth 2.1 section 7.3: a page redeems its code, asks who is there, calls the API, refreshes, revokes; and reads what is refused"""
    allow(world)
    origin = {"Origin": SPA}
    flow = world.flow().authorize()
    answer = flow.redeem(origin, client_id="demo-cli")
    assert answer.status == 200 and answer.header("access-control-allow-origin") == SPA, answer.headers
    token = flow.tokens["access_token"]
    for url in (f"{world.issuer}/userinfo", f"{world.api}/notes"):
        answer = world.wire.get(url, headers={**origin, **bearer(token)})
        assert answer.status == 200 and answer.header("access-control-allow-origin") == SPA, answer.headers
        answer = world.wire.get(url, headers={**origin, **bearer("x")})
        assert answer.status == 401 and answer.header("access-control-allow-origin") == SPA, answer.headers
        assert {"www-authenticate", "dpop-nonce"} <= words(answer, "access-control-expose-headers"), answer.headers
    assert flow.refresh(headers=origin, client_id="demo-cli").header("access-control-allow-origin") == SPA
    answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "dance", "client_id": "demo-cli"}, headers=origin)
    assert answer.status == 400 and answer.header("access-control-allow-origin") == SPA, answer.headers
    answer = world.wire.post(f"{world.issuer}/revoke", {"token": token, "client_id": "demo-cli"}, headers=origin)
    assert answer.status == 200 and answer.header("access-control-allow-origin") == SPA, answer.headers
    assert claims_of(token)["client_id"] == "demo-cli"


def test_origin_of_a_client_that_is_no_more(world):
    """RFC 9700 section 2.6: the origins of a suspended client count no longer"""
    allow(world)
    world.database.change("UPDATE client SET suspended_at = unixepoch() WHERE client_id = 'demo-cli'")
    assert preflight(world, "provider/token", "POST").header("access-control-allow-origin") is None


@each("*", "null", "https://spa.example/", "https://spa.example/app", "https://SPA.example", "https://u@spa.example", "ftp://spa.example",
      "https://*.example")
def test_no_origin(world, text):
    """RFC 6454 section 6.2: {text} is not an origin, and is not registered as one"""
    for table, column in (("client_allowed_origin", "client_id"), ("api_allowed_origin", "resource")):
        owner = "demo-cli" if table.startswith("client") else world.api
        try:
            world.database.change(f"INSERT INTO {table} ({column}, allowed_origin) VALUES (?, ?)", owner, text)
        except sqlite3.IntegrityError as error:
            assert "scheme, host and port" in str(error), error
        else:
            raise AssertionError(f"{table} takes {text}")
