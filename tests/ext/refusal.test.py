#!/usr/bin/python3
"""A refusal says why: which member, what was expected, what is there; and the advice that it gives works when it is followed."""
import base64
import json
import os
import sqlite3

results = []
db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(os.environ["BUILD"] + "/jwt")


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


def one(sql, *arguments):
    try:
        return db.execute(sql, arguments).fetchone()[0]
    except sqlite3.DatabaseError as error:
        return f"raised: {error}"


def encode(text):
    return base64.urlsafe_b64encode(text if isinstance(text, bytes) else text.encode()).rstrip(b"=").decode()


def first(token, key, options="{}"):
    """The first row that fails: its name, what was expected, what is there, and the sentence."""
    return db.execute("SELECT name, expected, actual, detail FROM jwt_check(?, ?, ?) WHERE status = 'fail' ORDER BY step LIMIT 1", (token, key, options)).fetchone()


secret = bytes(range(32))
ec = one("SELECT jwk_generate('ES256')")
public = one("SELECT jwk_public(?)", ec)
HEADER = '{"alg":"HS256"}'
CLAIMS = '{"exp":99999999999}'


def token_of(header, claims=CLAIMS):
    return f"{encode(header)}.{encode(claims)}.{encode(bytes(32))}"


# ---- the text of header and claims ----
JSON = "header or claims are no JSON object in UTF-8"
TWICE = "a name stands twice in one JSON object"
for title, header, claims, want in [
    ("claims that are cut off", HEADER, '{"exp":1', ("bad_json", None, None, f"{JSON}: claims: it ends too early")),
    ("claims that are a list", HEADER, "[1]", ("bad_json", None, None, f"{JSON}: claims: it is no object")),
    ("claims that are empty", HEADER, "", ("bad_json", None, None, f"{JSON}: claims, from byte 1 on")),
    ("claims with a comma too many", HEADER, '{"exp":1,}', ("bad_json", None, None, f"{JSON}: claims, from byte 10 on")),
    ("claims with a word that is none", HEADER, '{"exp":1,"a":True}', ("bad_json", None, None, f"{JSON}: claims, from byte 14 on")),
    ("claims with something behind", HEADER, '{"exp":1} x', ("bad_json", None, None, f"{JSON}: claims, from byte 11 on")),
    ("claims after a byte order mark", HEADER, "\ufeff{}", ("bad_json", None, None, f"{JSON}: claims, from byte 1 on")),
    ("a header in single quotes", "{'alg':'HS256'}", CLAIMS, ("bad_json", None, None, f"{JSON}: header, from byte 2 on")),
    ("RFC 7515 section 4: a member of the header twice", '{"alg":"HS256","kid":"a","kid":"b"}', CLAIMS, ("duplicate_member", None, None, f'{TWICE}: header: "kid"')),
    ("RFC 7519 section 4: a claim twice", HEADER, '{"exp":1,"aud":"a","aud":"b"}', ("duplicate_member", None, None, f'{TWICE}: claims: "aud"')),
    ("a name twice further inside", HEADER, '{"exp":1,"a":[{"b":1,"b":2}]}', ("duplicate_member", None, None, f'{TWICE}: claims: "b"')),
    ("a name twice among many", HEADER, json.dumps({f"c{i}": i for i in range(20)})[:-1] + ',"c7":1}', ("duplicate_member", None, None, f'{TWICE}: claims: "c7"')),
]:
    check(f"what is said of {title}", first(token_of(header, claims), secret), want)

# ---- the header ----
CRIT = "crit names an extension that is not understood"
for title, header, options, want in [
    ("RFC 7515 section 4.1.1: alg that is a number", '{"alg":256}', "{}", ("alg_missing", "a string", "256", "the header has no alg")),
    ("RFC 7515 section 4.1.9: typ that is a number", '{"alg":"HS256","typ":1}', "{}", ("typ_mismatch", "a string", "1", "typ is not the kind of token that the caller expects")),
    ("RFC 7515 section 4.1.11: crit that is a string", '{"alg":"HS256","crit":"x"}', "{}", ("crit_unknown", "a list of strings", "x", CRIT)),
    ("RFC 7515 section 4.1.11: crit that is empty", '{"alg":"HS256","crit":[]}', "{}", ("crit_unknown", None, "[]", f"{CRIT}: it is empty")),
    ("RFC 7515 section 4.1.11: crit with a number", '{"alg":"HS256","crit":[1]}', "{}", ("crit_unknown", None, "[1]", f"{CRIT}: 1 is no string")),
    ("RFC 7515 section 4.1.11: crit with a member of the RFC", '{"alg":"HS256","crit":["alg"]}', "{}", ("crit_unknown", None, '["alg"]', f'{CRIT}: "alg" is no extension')),
    ("RFC 7515 section 4.1.11: crit with what is not there", '{"alg":"HS256","crit":["x"]}', '{"crit":["x"]}', ("crit_unknown", '["x"]', '["x"]', f'{CRIT}: "x" is not in the header')),
    ("RFC 7515 section 4.1.11: crit with what the caller does not know", '{"alg":"HS256","x":1,"y":1,"crit":["y","x"]}', '{"crit":["y"]}',
     ("crit_unknown", '["y"]', '["y","x"]', f'{CRIT}: "x" is not known to the caller')),
    ("RFC 7515 section 4.1.11: crit with one name twice", '{"alg":"HS256","x":1,"crit":["x","x"]}', '{"crit":["x"]}', ("crit_unknown", '["x"]', '["x","x"]', f'{CRIT}: "x" stands twice')),
    ("RFC 7797 section 7: b64 of a JWT", '{"alg":"HS256","b64":true,"crit":["b64"]}', "{}", ("crit_unknown", None, '["b64"]', f'{CRIT}: "b64" is not for a JWT')),
    ("RFC 7797 section 6: b64 that is not critical", '{"alg":"HS256","b64":true,"x":1,"crit":["x"]}', '{"crit":["x"]}', ("crit_unknown", '["x"]', '["x"]', f"{CRIT}: b64 is there, and no crit that names it")),
]:
    check(f"what is said of {title}", first(token_of(header), secret, options), want)

# ---- the signature ----
DATA = "eyJhbGciOiJFUzI1NiJ9.eyJleHAiOjk5OTk5OTk5OTk5fQ"
DER = base64.b64decode("MEUCIQD/////////////////////////////////////////AAIgAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")
FITS_NOT = "the signature does not fit this key and these bytes"
for title, head, signature, key, want in [
    ("RFC 7518 section 3.4: a signature in DER", DATA, DER, public, ("bad_signature", "64 bytes", f"{len(DER)} bytes", f"{FITS_NOT}: it looks like DER; JOSE has r and s side by side")),
    ("a signature that is cut off", DATA, bytes(63), public, ("bad_signature", "64 bytes", "63 bytes", FITS_NOT)),
    ("no signature", DATA, b"", public, ("bad_signature", "64 bytes", "0 bytes", FITS_NOT)),
    ("a signature of the right length", DATA, bytes(64), public, ("bad_signature", None, None, FITS_NOT)),
    ("RFC 7518 section 3.2: half an HMAC", f"{encode(HEADER)}.{encode(CLAIMS)}", bytes(16), secret, ("bad_signature", "32 bytes", "16 bytes", FITS_NOT)),
]:
    check(f"what is said of {title}", first(f"{head}.{encode(signature)}", key), want)

# ---- dates ----
RANGE = "a registered claim has a value of the wrong type, or out of its range"
SECONDS = "seconds since 1970, from 0 to 9007199254740992 (2^53)"
for claim, value, expected in [("exp", "9223372036854775808", SECONDS), ("exp", "-1", SECONDS), ("nbf", "1e99", SECONDS), ("iat", "9007199254740993", SECONDS),
                               ("auth_time", "-0.5", SECONDS), ("exp", '"1700000000"', "a number, the seconds since 1970"), ("nbf", "null", "a number, the seconds since 1970")]:
    claims = '{"%s":%s}' % (claim, value)
    token = one("SELECT jws_sign(?, ?)", claims, secret)
    check(f"RFC 7519 section 2: what is said of {claims}", db.execute("SELECT expected, actual, detail FROM jwt_check(?, ?, '{\"exp\":\"optional\"}') WHERE name = 'claim_type'", (token, secret)).fetchone(),
          (f"{claim}: {expected}", value.strip('"'), RANGE))
    check(f"RFC 7519 section 2: nor is {claims} signed", one("SELECT jwt_sign(?, ?, '{\"exp\":\"optional\"}')", claims, secret), f"raised: {RANGE}: {claim} takes {expected}")

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
