"""What stands in a token, and whether its signature holds, without asking the server's own eyes.

Tests verify with the extension (the programs' words) and with jwcrypto's or jose's in tests/peers; here is the plain look.
"""

import base64
import json


def decoded(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def header_of(token):
    return decoded(token.split(".")[0])


def claims_of(token):
    return decoded(token.split(".")[1])


def tampered(token):
    """The same token with one claim more, and the old signature."""
    head, body, signature = token.split(".")
    claims = decoded(body)
    claims["admin"] = True
    text = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"{head}.{text}.{signature}"


def unsigned(token):
    """alg none, the oldest trick."""
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": header_of(token)["typ"]}).encode()).decode().rstrip("=")
    return f"{head}.{token.split('.')[1]}."
