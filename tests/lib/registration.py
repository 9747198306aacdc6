"""A client that registers itself, and what it asks of its registration."""

from world import bearer

CALLBACK = "https://rp.example/callback"


def enrol(world, headers=None, **metadata):
    """RFC 7591 section 3.1; the answer."""
    return world.wire.send("POST", f"{world.issuer}/register", headers=headers, json_body={"redirect_uris": [CALLBACK], **metadata})


def registered(world, **metadata):
    """The same, and what it is told."""
    answer = enrol(world, **metadata)
    assert answer.status == 201, f"{answer!r} {world.database.reason()}"
    return answer.json


def configuration(world, said, method="GET", metadata=None, token=None):
    """RFC 7592 section 2, by the token and at the address that it was told."""
    return world.wire.send(method, said["registration_client_uri"], headers=bearer(token or said["registration_access_token"]),
                           json_body=metadata)
