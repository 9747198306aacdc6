"""The API that a token is for, as MCP clients name it in each request: RFC 8707."""

from claims import claims_of
from refusal import refused_in_json
from suite import each

SERVERS = ("lighttpd",)
MCP = "https://mcp.example/servers/one/mcp"


def add_server(world, resource=MCP, scope="mcp:tools"):
    world.database.change("INSERT INTO protected_resource (resource, name) VALUES (?, 'A server of tools')", resource)
    world.database.change("INSERT INTO scope (scope, resource, description) VALUES (?, ?, 'use its tools')", scope, resource)
    world.database.change("INSERT INTO client_scope (client_id, scope) VALUES ('demo-cli', ?)", scope)


def aud_of(tokens):
    return claims_of(tokens["access_token"])["aud"]


@each("mcp:tools", "openid mcp:tools", None)
def test_everywhere(world, scope):
    """RFC 8707 section 2: the resource of authorize, token and refresh is the aud, with its whole path; asked for {scope}"""
    add_server(world)
    flow = world.flow(scope=scope, resource=MCP).authorize()
    assert flow.code, f"{flow.answer!r} {world.database.reason()}"
    assert flow.redeem(resource=MCP).status == 200, world.database.reason()
    assert aud_of(flow.tokens) == MCP
    answer = flow.refresh(resource=MCP)
    assert answer.status == 200 and aud_of(answer.json) == MCP, f"{answer!r} {world.database.reason()}"


def test_said_once(world):
    """RFC 8707 section 2.2: who named it at authorize, or let its scope say it, need not again"""
    add_server(world)
    for request in ({"scope": "mcp:tools", "resource": MCP}, {"scope": "mcp:tools"}):
        flow = world.tokens(**request)
        assert aud_of(flow.tokens) == MCP and aud_of(flow.refresh().json) == MCP


@each(f"{MCP}/", "https://mcp.example", "https://mcp.example/servers/one", f"{MCP}?x=1", f"{MCP}#x", MCP.replace("mcp.example", "MCP.example"), "mcp",
      "https://other.example/mcp")
def test_another_one(world, resource):
    """RFC 8707 section 2: {resource} is another resource: invalid_target at authorize, token and refresh, and nothing is spent"""
    add_server(world)
    answer = world.flow(scope="mcp:tools", resource=resource).authorize().answer
    assert answer.parameters["error"] == "invalid_target", answer
    flow = world.flow(scope="mcp:tools", resource=MCP).authorize()
    refused_in_json(world, flow.redeem(resource=resource), "invalid_target", "resource_mismatch")
    assert flow.redeem(resource=MCP).status == 200, world.database.reason()
    refused_in_json(world, flow.refresh(resource=resource), "invalid_target", "resource_mismatch")
    assert flow.refresh(resource=MCP).status == 200, world.database.reason()


def test_several(world):
    """RFC 8707 section 2.2: one token is for one API: two at once are invalid_target, at authorize, token and refresh"""
    add_server(world)
    both = [MCP, world.api]
    flow = world.flow(scope="mcp:tools")
    answer = world.browser().go(flow.url + "".join(f"&resource={resource}" for resource in both))
    assert answer.parameters["error"] == "invalid_target" and world.database.reason() == "resource_several", answer
    flow.authorize()
    refused_in_json(world, flow.redeem(resource=both), "invalid_target", "resource_mismatch")
    assert flow.redeem().status == 200, world.database.reason()
    refused_in_json(world, flow.refresh(resource=both), "invalid_target", "resource_several")


@each({"scope": "notes:read", "reason": "resource_mismatch"}, {"scope": "mcp:tools notes:read", "reason": "resource_mismatch"})
def test_scope_of_another(world, scope, reason):
    """RFC 8707 section 2: a scope of another API ({scope}) does not fit the resource"""
    add_server(world)
    answer = world.flow(scope=scope, resource=MCP).authorize().answer
    assert answer.parameters["error"] == "invalid_target" and world.database.reason() == reason, answer


def test_narrowed(world):
    """RFC 6749 section 6: at a refresh the scope may be less, for the same resource; the next one has all of it again"""
    add_server(world)
    flow = world.flow(scope="openid mcp:tools", resource=MCP).authorize()
    flow.redeem()
    narrow = flow.refresh(resource=MCP, scope="mcp:tools").json
    assert narrow["scope"] == "mcp:tools" and aud_of(narrow) == MCP and "id_token" not in narrow, narrow
    assert flow.refresh(narrow["refresh_token"]).json["scope"] == "openid mcp:tools"


def test_moved(world):
    """RFC 8707 section 2: an API that moves takes its grants along: their next token is for the new address"""
    add_server(world)
    flow = world.tokens(scope="mcp:tools", resource=MCP)
    world.database.change("UPDATE protected_resource SET resource = 'https://mcp.example/new' WHERE resource = ?", MCP)
    assert aud_of(flow.refresh().json) == "https://mcp.example/new"
    refused_in_json(world, flow.refresh(resource=MCP), "invalid_target", "resource_mismatch")


@each({"default": "notes:read", "resource": "{api}", "granted": "notes:read"},
      {"default": "openid notes:read", "resource": MCP, "granted": "openid mcp:tools"},
      {"default": None, "resource": "{api}", "granted": "notes:read notes:write"})
def test_default_scope(world, default, resource, granted):
    """RFC 6749 section 3.3: without scope a client whose default_scope is {default} gets {granted} of {resource}"""
    add_server(world)
    world.database.change("UPDATE client SET default_scope = ? WHERE client_id = 'demo-cli'", default)
    tokens = world.tokens(scope=None, resource=resource.format(api=world.api)).tokens
    assert set(tokens["scope"].split()) == set(granted.split()), tokens["scope"]
