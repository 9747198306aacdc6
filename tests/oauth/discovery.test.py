"""What an authorization server publishes is judged by the statements of cgi-bin/oauth: RFC 8414, RFC 7517."""

import json
import re
import sqlite3
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
ISSUER = "https://op.example/tenant"
ENDPOINTS = (
    "authorization_endpoint", "token_endpoint", "jwks_uri", "revocation_endpoint", "introspection_endpoint", "end_session_endpoint", "userinfo_endpoint")
GOOD = {name: f"{ISSUER}/{name}" for name in ENDPOINTS}
LOCAL = "http://localhost:8080/provider"
NO_ADDRESSES = (
    "", "op.example/x", "//op.example/x", "/x", "https:", "https://", "https:///x", "javascript:alert(1)", "ftp://op.example/x", "data:,x",
    "https://user@op.example/x", "https://op.example\\x", "https://op.example/a b", "https://op.example/\r\nX: y", "https://op.example/\x7f",
    "https://öp.example/x", "https://op.example?x=/y", "HTTPS://op.example/x", 7, True, [], {}, ["https://op.example/x"])

number = 0


def statement(room, name):
    return re.search(rf"^-- local: {name}\n(.*?);$", (HOUSE / f"cgi-bin/oauth/{room}.sql").read_text(), re.S | re.M)[1]


def row(room, name, **names):
    cursor = sqlite3.connect(":memory:").execute(statement(room, name), names)
    values = cursor.fetchone()
    return values and dict(zip((column[0] for column in cursor.description), values))


def metadata(members, issuer=ISSUER, status=200, body=None):
    body = json.dumps({"issuer": issuer, **GOOD, **members}) if body is None else body
    return row("discovery", "discovery_read", authorization_server=issuer, metadata_status=status, metadata_body=body)


def is_(title, got, want):
    global number
    number += 1
    print(f"{'ok' if got == want else 'not ok'} {number} - {title}")
    if got != want:
        print(f"# got {got!r} want {want!r}")


is_("RFC 8414 section 2: all endpoints are read", metadata({}), {**GOOD, "authorization_response_iss_parameter_supported": 0})
for promise, supported in ((True, 1), (False, 0), (None, 0), ("true", 0)):
    is_(f"RFC 9207 section 3: authorization_response_iss_parameter_supported {json.dumps(promise)} is {supported}",
        metadata({"authorization_response_iss_parameter_supported": promise})["authorization_response_iss_parameter_supported"], supported)
for other in ("https://evil.example", ISSUER + "/", ISSUER.upper(), None, 7, [ISSUER]):
    is_(f"RFC 8414 section 3.3: metadata of {json.dumps(other)} is not that of {ISSUER}", metadata({"issuer": other}), None)
for status, body in ((404, None), (500, None), (0, None), (302, None), (200, ""), (200, "{"), (200, "[]"), (200, "null"), (200, "7")):
    is_(f"RFC 8414 section 3.2: a status {status} with {body!r} is no metadata", metadata({}, status=status, body=body), None)
for name in ENDPOINTS:
    is_(f"RFC 8414 section 2: {name} may be missing" if name != "jwks_uri" else "OIDC Discovery 3: jwks_uri may not be missing",
        (metadata({name: None}) or {"": ""}).get(name, "no metadata"), "no metadata" if name == "jwks_uri" else None)
    is_(f"RFC 8414 section 2: {name} is as safe as the issuer", metadata({name: "http://op.example/x"}), None)
    for address in NO_ADDRESSES:
        is_(f"RFC 8414 section 2: {name} {json.dumps(address)} is no address", metadata({name: address}), None)
is_("OIDC Discovery 4.1: an issuer without TLS, on a laptop, may have endpoints without it",
    metadata({name: f"{LOCAL}/{name}" for name in ENDPOINTS}, LOCAL)["token_endpoint"], f"{LOCAL}/token_endpoint")
is_("  …and with it", metadata({}, LOCAL)["token_endpoint"], GOOD["token_endpoint"])
for issuer in (ISSUER, ISSUER + "/"):
    is_(f"OIDC Discovery 4.1: the metadata of {issuer} stands behind one slash", row("discovery", "discovery_request", authorization_server=issuer)["url"],
        f"{ISSUER}/.well-known/openid-configuration")

for body, good in (('{"keys":[]}', True), ('\r\n{"keys": [{"kid": "a"}], "x": 1}\t', True), ("{}", False), ('{"keys":{}}', False), ("[]", False), ("", False), ("x", False)):
    is_(f"RFC 7517 section 5: {body!r} is {'a set of keys' if good else 'none'}", row("jwks", "jwks_read", jwks_status=200, jwks_body=body) is not None, good)
is_("RFC 7517 section 5: an error page is none", row("jwks", "jwks_read", jwks_status=404, jwks_body='{"keys":[]}'), None)
for kept, fetched_at, kid, fits in (
        ('{"keys":[{"kid":"a"}]}', 950, "a", True), ('{"keys":[{"kid":"a"}]}', 950, None, True), ('{"keys":[{"kid":"a"}]}', 950, "b", False),
        ('{"keys":[{"kid":"a"}]}', 700, "a", False), (None, None, "a", False), (None, None, None, False), ('{"keys":[{}]}', 950, "a", False)):
    names = {"kept_jwks": kept, "kept_fetched_at": fetched_at, "wanted_kid": kid, "clock": 1000, "jwks_cache": 300}
    is_(f"RFC 7517 section 4.5: {kept} of {fetched_at} does{'' if fits else ' not'} do at 1000 for key {kid}", row("jwks", "jwks_fit", **names) is not None, fits)
print(f"1..{number}")
