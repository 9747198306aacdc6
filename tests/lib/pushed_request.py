"""A request that its client pushes, RFC 9126, and a browser that brings its name."""

import urllib.parse

PREFIX = "urn:ietf:params:oauth:request_uri:"


def push(world, request, headers=None, **changes):
    form = {name: value for name, value in {**request, **changes}.items() if value is not None}
    return world.wire.post(f"{world.issuer}/par", form, headers=headers)


def pushed(world, flow, headers=None, **changes):
    """The flow goes on by the name of its request; its authorize URL has client_id and request_uri alone."""
    answer = push(world, flow.request, headers, **changes)
    assert answer.status == 201, f"{answer!r} {world.database.reason()}"
    flow.request = {"client_id": flow.client_id, "request_uri": answer.json["request_uri"]}
    return flow


def visit(world, flow, browser=None, **more):
    return (browser or world.browser()).go(f"{world.issuer}/authorize?{urllib.parse.urlencode({**flow.request, **more})}")
