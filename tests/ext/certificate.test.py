#!/usr/bin/python3
"""What a JWK says of its certificate (RFC 7517 sections 4.7 to 4.9) is of this key, or jwk_check says that it is not."""
import base64
import hashlib
import json
import os
import sqlite3

import der

results = []


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(os.environ["BUILD"] + "/jwt")


def one(sql, *arguments):
    return db.execute(sql, arguments).fetchone()[0]


def rows(jwk):
    """name -> status and detail, of the rows that tell of a certificate."""
    return {name: (status, detail) for name, status, detail in db.execute("SELECT name, status, detail FROM jwk_check(?) WHERE name LIKE 'x5%'", (jwk if isinstance(jwk, bytes) else json.dumps(jwk),))}


def x5t(certificate, name):
    return base64.urlsafe_b64encode(hashlib.new(name, certificate).digest()).rstrip(b"=").decode()


ANOTHER = ("info", "its first certificate is of another key")
UNREAD = ("info", "its first certificate cannot be read")
WRONG = ("info", "it is not the thumbprint of the first certificate in x5c")
PASS, SKIP = ("pass", None), ("skip", None)
for alg in ("RS256", "PS256", "ES256", "EdDSA"):
    jwk, other = (json.loads(one("SELECT jwk_generate(?)", alg)) for _ in range(2))
    cert, wrong = (der.certificate(der.unpem(one("SELECT jwk_to_pem(?)", json.dumps(key)))) for key in (jwk, other))
    x5c, wrong_x5c = (base64.b64encode(c).decode() for c in (cert, wrong))
    sha1, sha256 = x5t(cert, "sha1"), x5t(cert, "sha256")
    for title, members, want in [
        ("there is no certificate", {}, {}),
        ("x5c is of this key", {"x5c": [x5c]}, {"x5c": PASS}),
        ("x5c goes on with its issuer's", {"x5c": [x5c, wrong_x5c]}, {"x5c": PASS}),
        ("x5c is of another key", {"x5c": [wrong_x5c]}, {"x5c": ANOTHER}),
        ("x5c has this key's second", {"x5c": [wrong_x5c, x5c]}, {"x5c": ANOTHER}),
        ("x5c is empty", {"x5c": []}, {"x5c": UNREAD}), ("x5c is a string", {"x5c": x5c}, {"x5c": UNREAD}), ("x5c holds a number", {"x5c": [1]}, {"x5c": UNREAD}), ("x5c is no base64", {"x5c": ["!"]}, {"x5c": UNREAD}),
        ("x5c is no certificate", {"x5c": ["MIIB"]}, {"x5c": UNREAD}), ("x5c is null", {"x5c": None}, {"x5c": UNREAD}),
        ("all is right", {"x5c": [x5c], "x5t": sha1, "x5t#S256": sha256}, {"x5c": PASS, "x5t": PASS, "x5t#S256": PASS}),
        ("x5t is another's", {"x5c": [x5c], "x5t": x5t(wrong, "sha1")}, {"x5c": PASS, "x5t": WRONG}),
        ("x5t#S256 is another's", {"x5c": [x5c], "x5t": sha1, "x5t#S256": x5t(wrong, "sha256")}, {"x5c": PASS, "x5t": PASS, "x5t#S256": WRONG}),
        ("x5t is in hexadecimal digits", {"x5c": [x5c], "x5t": hashlib.sha1(cert).hexdigest()}, {"x5c": PASS, "x5t": WRONG}),
        ("x5t is a number", {"x5c": [x5c], "x5t": 1}, {"x5c": PASS, "x5t": WRONG}),
        ("x5t is of x5c, which is another's", {"x5c": [wrong_x5c], "x5t": x5t(wrong, "sha1")}, {"x5c": ANOTHER, "x5t": PASS}),
        ("x5t stands alone: there is nothing to compare it with", {"x5t": sha1, "x5t#S256": sha256}, {"x5t": SKIP, "x5t#S256": SKIP}),
    ]:
        check(f"RFC 7517 section 4.7: {alg}: {title}", rows({**jwk, **members}), want)
    check(f"RFC 7517 section 4.7: {alg}: which key, in its thumbprint", db.execute("SELECT expected, actual, part, spec FROM jwk_check(?) WHERE name = 'x5c'", (json.dumps({**jwk, "x5c": [wrong_x5c]}),)).fetchone(),
          (one("SELECT jwk_thumbprint(?)", json.dumps(jwk)), one("SELECT jwk_thumbprint(?)", json.dumps(other)), "key", "RFC 7517 section 4.7"))
    check(f"the numbers are the key, whatever the certificate says: {alg}", one("SELECT jwk_error(?)", json.dumps({**jwk, "x5c": [wrong_x5c]})), None)
    check(f"the steps go on: {alg}", [row[0] for row in db.execute("SELECT step FROM jwk_check(?)", (json.dumps({**jwk, "x5c": [x5c], "x5t": sha1}),))], [1, 2, 3, 4, 5, 6, 7])
check("a key that cannot be read has no certificate to compare", rows({"kty": "EC", "x5c": ["MIIB"]}), {})
check("nor has a secret in a BLOB, NULL or PEM", [db.execute("SELECT count(*) FROM jwk_check(?)", (key,)).fetchone()[0] for key in (bytes(32), None, one("SELECT jwk_to_pem(jwk_generate('ES256'))"))], [5, 5, 5])

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
