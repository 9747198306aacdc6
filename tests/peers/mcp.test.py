"""What MCP's own people wrote, against the provider behind lighttpd: their conformance suite, and a client and a server of their SDK."""
# needs: npm-packages lighttpd

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(1, f"{sys.path[0]}/../lib")
import peer
from authority import authority
from listener import Listener
from server import HOUSE, free_port
from tap import Tap
from world import World

CONFORMANCE = str(HOUSE / "tests/node_modules/@modelcontextprotocol/conformance/dist/index.js")


def checks(folder):
    """Of each scenario that ran, its checks."""
    return [check for file in sorted(Path(folder).rglob("checks.json")) for check in json.loads(file.read_text())]


def conformance(world, tap):
    """authorization: the metadata, and a sign-in of a client without a secret."""
    port, folder = free_port(), tempfile.mkdtemp(dir=world.folder)
    world.add_client("mcp", redirect_uris=["http://127.0.0.1/callback"], scopes=["openid", "notes:read"])
    command = (CONFORMANCE, "authorization", "--url", world.issuer, "--client-id", "mcp", "--resource", world.api, "--port", port, "-o", folder)
    with peer.start(*map(str, command)) as suite:
        for line in suite.stdout:
            if line.startswith(f"{world.issuer}/authorize?"):
                world.wire.get(peer.go(world, line.strip()))
        suite.wait()
    found = checks(folder)
    for check in found:
        tap.check(f"@modelcontextprotocol/conformance: {check['description']}", check["status"] == "SUCCESS", json.dumps(check))
    tap.check("  …which are the two scenarios, without a warning", suite.returncode == 0 and len(found) == 3, repr(found))


def sample_client(world, tap):
    """client: of its scenarios the one whose authorization server publishes what an OpenID client reads, openid-configuration.  The others publish
    RFC 8414's document alone, and none issues an ID token, so a sign-in ends at the token response."""
    folder = tempfile.mkdtemp(dir=world.folder)
    command = f"/usr/bin/python3 -B conformance_client.py {world.client} {world.server.database}"
    with peer.start(CONFORMANCE, "client", "--scenario", "auth/metadata-var1", "--command", command, "-o", folder) as suite:
        suite.stdout.read()
    found = [check for check in checks(folder) if check["status"] != "INFO"]
    for check in found:
        if check["id"] == "client-registration":
            tap.say("@modelcontextprotocol/conformance, client: registration", skip="the sample client is registered by a row")
        else:
            tap.check(f"@modelcontextprotocol/conformance, client: {check['description']}", check["status"] == "SUCCESS", json.dumps(check))
    tap.check("  …which are PKCE, resource and what else a client sends", len(found) == 14, repr(found))


def document(world):
    """An https server with a Client ID Metadata Document, whose loopback redirect has no port."""
    context, ca_file = authority(world)
    world.database.set("ca_file", ca_file)
    said = {"client_name": "A client with a document", "redirect_uris": ["http://localhost/callback", "http://127.0.0.1/callback"],
            "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"], "token_endpoint_auth_method": "none"}
    listener = Listener(lambda request, _: (200, {"Content-Type": "application/json"}, json.dumps(said).encode()), context)
    said["client_id"] = f"https://localhost:{listener.port}/client.json"
    return listener, said["client_id"]


def sdk(world, tap):
    port = free_port()
    resource = f"http://localhost:{port}/mcp"
    for statement in (
            "INSERT INTO api_add (resource, name) VALUES (?, 'Tools')",
            "INSERT INTO scope_add (resource, scope, description, registrable) VALUES (?, 'tools:read', 'look with the tools', 1)",
            "INSERT INTO scope_add (resource, scope, description, registrable) VALUES (?, 'tools:write', 'change things with the tools', 1)"):
        world.database.change(statement, resource)
    listener, client_id = document(world)
    with listener, peer.start("mcp_server.mjs", world.issuer, port) as server:
        tap.check("MCP SDK: a server is there", server.stdout.readline() == "ready\n")
        peer.pass_on(tap, world, peer.run(world, "mcp_client.mjs", world.issuer, PEER_MCP=resource, PEER_DOCUMENT=client_id))


def main():
    tap = Tap()
    with World("lighttpd") as world:
        for part in (conformance, sample_client, sdk):
            world.fresh()
            part(world, tap)
    tap.end()


main()
