"""Clients of MCP, in the shapes in which they come: Model Context Protocol 2026-07-28, Authorization."""

from claims import claims_of
from registration import enrol, registered
from suite import each

SERVERS = ("lighttpd",)
BOTH = {"grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"]}
CLIENTS = (
    {"client_name": "Claude", "redirect_uris": ["https://claude.ai/api/mcp/auth_callback"], "token_endpoint_auth_method": "client_secret_post",
     "scope": "notes:read", **BOTH},
    {"client_name": "Claude Code", "redirect_uris": ["http://localhost:54212/callback"], "token_endpoint_auth_method": "none", **BOTH},
    {"client_name": "ChatGPT", "redirect_uris": ["https://chatgpt.com/connector_platform_oauth_redirect"], "token_endpoint_auth_method": "none", **BOTH},
    {"client_name": "Visual Studio Code", "client_uri": "https://code.visualstudio.com", "application_type": "native",
     "redirect_uris": ["http://127.0.0.1/", "http://127.0.0.1:33418/", "https://vscode.dev/redirect"], "token_endpoint_auth_method": "none",
     "response_types": ["code"], "grant_types": [*BOTH["grant_types"], "urn:ietf:params:oauth:grant-type:device_code"]},
    {"client_name": "Cursor", "redirect_uris": ["cursor://anysphere.cursor-retrieval/oauth/user-desktop/callback"],
     "token_endpoint_auth_method": "none", **BOTH},
    {"client_name": "MCP Inspector", "client_uri": "https://github.com/modelcontextprotocol/inspector", "scope": "",
     "redirect_uris": ["http://localhost:6274/oauth/callback", "http://localhost:6274/oauth/callback/debug"], "token_endpoint_auth_method": "none", **BOTH})


@each(*({"client_name": client["client_name"], "metadata": client} for client in CLIENTS))
def test_comes(world, client_name, metadata):
    """RFC 7591 section 3, RFC 8707 section 2: what registers as {client_name} does signs in at each of its addresses and refreshes, for one resource"""
    world.database.change("INSERT INTO private_use_scheme (scheme) VALUES ('cursor')")
    said = registered(world, **metadata)
    assert None not in said.values() and all(not isinstance(said[name], float) for name in said if name.endswith("_at")), said
    secret = {"client_secret": said["client_secret"]} if "client_secret" in said else {}
    assert bool(secret) == (metadata["token_endpoint_auth_method"] == "client_secret_post"), said
    for redirect_uri in metadata["redirect_uris"]:
        flow = world.flow(said["client_id"], redirect_uri, "notes:read", resource=world.api).authorize()
        assert flow.answer.parameters.get("iss") == world.issuer, f"{flow.answer!r} {world.database.reason()}"
        assert flow.redeem(resource=world.api, **secret).status == 200, world.database.reason()
        answer = flow.refresh(resource=world.api, **secret)
        assert answer.status == 200 and claims_of(answer.json["access_token"])["aud"] == world.api, f"{answer!r} {world.database.reason()}"


def test_scope_comes_later(world):
    """RFC 6750 section 3.1: a scope that an administrator gives to those who registered, or takes away, is so for those who came before"""
    client_id = registered(world, token_endpoint_auth_method="none", **BOTH)["client_id"]

    def may(scope):
        return bool(world.flow(client_id, "https://rp.example/callback", scope).authorize().code)
    world.database.change("INSERT INTO scope_add (resource, scope, description, registrable) VALUES (?, 'notes:share', 'share notes', 1)", world.api)
    assert may("notes:share"), world.database.reason()
    world.database.change("UPDATE scope SET registrable = 0 WHERE scope = 'notes:share'")
    assert not may("notes:share") and world.database.reason() == "scope_forbidden"
    world.database.change("UPDATE scope SET registrable = 1 WHERE scope = 'calendar:read'")
    assert may("calendar:read"), world.database.reason()
    assert not world.database.value("SELECT count(*) FROM client_scope WHERE client_id = 'notes-web' AND scope = 'calendar:read'")


def test_gone(world):
    """RFC 6749 section 5.2: a client that is not known hears 401 invalid_client, with a secret or without, and registers again"""
    for form in ({}, {"client_secret": "a secret of long ago"}):
        answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "refresh_token", "refresh_token": "rt_x.y", "client_id": "c_gone", **form})
        assert answer.status == 401 and answer.json["error"] == "invalid_client", answer


def test_dead(world):
    """RFC 6749 section 5.2: a refresh token that is dead is 400 invalid_grant, and the client signs in again"""
    client_id = registered(world, token_endpoint_auth_method="none", **BOTH)["client_id"]
    answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "refresh_token", "refresh_token": "rt_x.y", "client_id": client_id})
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer


@each("http://localhost.evil.example/callback", "http://127.0.0.2/callback", "http://localhost:6274@evil.example/callback", "vscode://x/callback")
def test_addresses(world, redirect_uri):
    """RFC 8252 sections 7.1 and 7.3: {redirect_uri} is neither this machine's nor a scheme that an administrator listed"""
    answer = enrol(world, redirect_uris=[redirect_uri], token_endpoint_auth_method="none")
    assert answer.status == 400 and answer.json["error"] == "invalid_redirect_uri", answer
