"""A request that its client signed, OIDC Core section 6: how it is sent, and how its user gets to the end of it."""

import base64
import json
import urllib.parse

from signer import Signer

OTHER = "https://rp.example/other"


def start(world, **columns):
    signer = Signer(world, **columns).register()
    world.database.change("INSERT INTO client_redirect_uri (client_id, redirect_uri) VALUES ('signer', ?)", OTHER)
    return signer


def ask(world, request, browser=None):
    query = urllib.parse.urlencode({name: value for name, value in request.items() if value is not None})
    return (browser or world.browser()).go(f"{world.issuer}/authorize?{query}")


def thin(flow, signed, **more):
    """The least that stands beside an object: OIDC Core section 6.1."""
    return {"client_id": flow.client_id, "response_type": "code", "scope": "openid", "request": signed, **more}


def unsigned(claims, alg="none"):
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": alg}, claims)]
    return ".".join([*parts, ""])


def finish(world, flow, request):
    browser = world.browser()
    ask(world, request, browser)
    flow.answer = world.walk(browser)
    flow.code = flow.answer.parameters.get("code")
    return flow.answer
