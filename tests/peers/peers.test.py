"""Clients that others wrote, against the provider behind lighttpd: openid-client, oauth4webapi, jose, authlib.

A peer asks for a browser with "GO URL"; it gets the address where the browser was sent.  The rest of what it prints is TAP.
"""
# needs: python3-authlib python3-requests npm-packages

import subprocess
import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
from server import HOUSE
from tap import Tap
from world import SERVICE, World

CALLBACK = "https://rp.example/callback"
SECRET = "a-secret-of-the-peers-made-of-many-words"
PEERS = {
    "openid-client": ["node", "openid-client.mjs"],
    "oauth4webapi": ["node", "oauth4webapi.mjs"],
    "authlib": ["/usr/bin/python3", "-B", "authlib_client.py"],
}


def run(world, command):
    """The peer's TAP lines, while its browser is driven."""
    world.fresh()
    world.add_client("peer", SECRET, [CALLBACK], trusted=1)
    world.database.change(
        "INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri) VALUES ('peer', ?)", CALLBACK + "/after")
    if command[0] == "node":
        command = [str(HOUSE / "tests/node_modules/.bin/node"), *command[1:]]
    browser = world.browser()
    with subprocess.Popen(
            [*command, world.issuer, world.api, "peer", SECRET, CALLBACK, *SERVICE], cwd=HOUSE / "tests/peers",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as peer:
        for line in peer.stdout:
            if line.startswith("GO "):
                browser.go(line[3:].strip())
                answer = world.walk(browser)
                peer.stdin.write(f"{answer.location or answer.url}\n")
                peer.stdin.flush()
            else:
                yield line.rstrip()
    if peer.returncode != 0:
        yield f"not ok - the peer ended with {peer.returncode}"


def main():
    tap = Tap()
    with World("lighttpd") as world:
        for name, command in PEERS.items():
            print(f"# {name}")
            for line in run(world, command):
                if not tap.pass_on(line):
                    print(f"# newest reason: {world.database.reason()}")
    tap.end()


main()
