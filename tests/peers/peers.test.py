"""Clients that others wrote, against the provider behind lighttpd: openid-client, oauth4webapi, jose, authlib.

A peer asks for a browser with "GO URL"; it gets the address where the browser was sent.  The rest of what it prints is TAP.
"""
# needs: python3-authlib python3-requests npm-packages

import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import peer
from authority import authority
from tap import Tap
from world import SERVICE, World

CALLBACK = "https://rp.example/callback"
SECRET = "a-secret-of-the-peers-made-of-many-words"
PEERS = {
    "openid-client": ["openid-client.mjs"],
    "oauth4webapi": ["oauth4webapi.mjs"],
    "authlib": ["/usr/bin/python3", "-B", "authlib_client.py"],
}


def run(world, command):
    """A client with a secret, an API that may exchange tokens, and a server that demands nonces of DPoP's proofs."""
    world.fresh()
    world.database.set("ca_file", authority(world)[1])
    world.database.set("dpop_nonce", "demanded")
    world.add_client("peer", SECRET, [CALLBACK], trusted=1)
    world.database.change(
        "INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri) VALUES ('peer', ?)", CALLBACK + "/after")
    secret = world.database.value("SELECT client_secret FROM trusted_issuer WHERE client_id = 'notes-api'")
    return peer.run(world, *command, world.issuer, world.api, "peer", SECRET, CALLBACK, *SERVICE, PEER_API2=world.api2,
                    PEER_API_ID="notes-api", PEER_API_SECRET=secret, PEER_CERTIFICATE=f"{world.folder}/localhost")


def main():
    tap = Tap()
    with World("lighttpd") as world:
        for name, command in PEERS.items():
            print(f"# {name}")
            peer.pass_on(tap, world, run(world, command))
    tap.end()


main()
