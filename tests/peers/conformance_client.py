"""The sample client as MCP's conformance suite starts a client: conformance_client.py CLIENT DATABASE URL.  It is told of the MCP server at
URL, and of the authorization server that this one names, by a row; then a browser begins a login."""

import json
import sqlite3
import sys
import urllib.parse
import urllib.request

sys.path.insert(1, f"{sys.path[0]}/../lib")
from browser import Browser, Wire


class AnywhereHere(Browser):
    def is_ours(self, url):
        return url.startswith("http://localhost")


def main():
    client, database, url = sys.argv[1:]
    server = urllib.parse.urlsplit(url)
    metadata = f"{server.scheme}://{server.netloc}/.well-known/oauth-protected-resource{server.path}"
    with urllib.request.urlopen(metadata, timeout=10) as answer:
        issuer = json.load(answer)["authorization_servers"][0]
    connection = sqlite3.connect(database, isolation_level=None, timeout=10)
    connection.execute(
        "INSERT INTO client_app (client_app_id, issuer, client_id, client_secret, resource, redirect_uri, post_logout_redirect_uri, api)"
        " VALUES ('mcp', ?, 'test-client-id', 'test-client-secret', ?, ?, ?, ?)",
        (issuer, url, f"{client}/callback", f"{client}/", f"{server.scheme}://{server.netloc}"))
    AnywhereHere(Wire(client.rpartition("/")[0])).go(f"{client}/login?client_app_id=mcp")


main()
