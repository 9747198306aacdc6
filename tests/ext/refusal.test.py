#!/usr/bin/python3
"""A refusal says why: which member, what was expected, what is there; and the advice that it gives works when it is followed."""
import base64
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

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
JSON = "the header or the claims are not a JSON object in UTF-8"
TWICE = "a JSON object has one name twice"
for title, header, claims, want in [
    ("claims that are cut off", HEADER, '{"exp":1', ("bad_json", None, None, f"{JSON}: claims: it ends too early")),
    ("claims that are a list", HEADER, "[1]", ("bad_json", None, None, f"{JSON}: claims: it is not an object")),
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
    ("RFC 7515 section 4.1.11: crit with a number", '{"alg":"HS256","crit":[1]}', "{}", ("crit_unknown", None, "[1]", f"{CRIT}: 1 is not a string")),
    ("RFC 7515 section 4.1.11: crit with a member of the RFC", '{"alg":"HS256","crit":["alg"]}', "{}", ("crit_unknown", None, '["alg"]', f'{CRIT}: "alg" is not an extension')),
    ("RFC 7515 section 4.1.11: crit with what is not there", '{"alg":"HS256","crit":["x"]}', '{"crit":["x"]}', ("crit_unknown", '["x"]', '["x"]', f'{CRIT}: "x" is not in the header')),
    ("RFC 7515 section 4.1.11: crit with what the caller does not know", '{"alg":"HS256","x":1,"y":1,"crit":["y","x"]}', '{"crit":["y"]}',
     ("crit_unknown", '["y"]', '["y","x"]', f'{CRIT}: "x" is not known to the caller')),
    ("RFC 7515 section 4.1.11: crit with one name twice", '{"alg":"HS256","x":1,"crit":["x","x"]}', '{"crit":["x"]}', ("crit_unknown", '["x"]', '["x","x"]', f'{CRIT}: "x" is there twice')),
    ("RFC 7797 section 7: b64 of a JWT", '{"alg":"HS256","b64":true,"crit":["b64"]}', "{}", ("crit_unknown", None, '["b64"]', f'{CRIT}: "b64" is not for a JWT')),
    ("RFC 7797 section 6: b64 that is not critical", '{"alg":"HS256","b64":true,"x":1,"crit":["x"]}', '{"crit":["x"]}', ("crit_unknown", '["x"]', '["x"]', f"{CRIT}: b64 is there, but no crit names it")),
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

# ---- keys ----
rsa = json.loads(one("SELECT jwk_generate('RS256')"))
ed = json.loads(one("SELECT jwk_generate('EdDSA')"))
curve = json.loads(ec)
other = json.loads(one("SELECT jwk_generate('ES256')"))
INVALID, WEAK = "the key is malformed or incomplete", "the key is too weak for its algorithm"


def zero_before(number):
    return encode(b"\0" + base64.urlsafe_b64decode(number + "=="))


CRT = {"p", "q", "dp", "dq", "qi"}
SHORT = base64.urlsafe_b64encode(bytes(31)).rstrip(b"=").decode()
for title, key, want in [
    ("RFC 7517 section 4.1: a key without kty", {}, "its kty is missing"),
    ("RFC 7517 section 4.1: kty that is a number", {"kty": 1}, "its kty is not a string"),
    ("RFC 7518 section 6.1: a kty that is unknown", {"kty": "AKP"}, "its kty is not one that jwt_algs() lists"),
    ("RFC 7518 section 6.2.1.1: a key without crv", {"kty": "EC", "x": "AA", "y": "AA"}, "its crv is missing"),
    ("RFC 7518 section 6.2.1.1: a crv that is unknown", {**curve, "crv": "P-224"}, "its crv is not one that jwt_algs() lists for its kty"),
    ("RFC 8037 section 2: a crv of another kty", {**curve, "crv": "Ed25519"}, "its crv is not one that jwt_algs() lists for its kty"),
    ("RFC 7517 section 4.4: alg that is a list", {**curve, "alg": ["ES256"]}, "its alg is not a string"),
    ("RFC 7517 section 4.5: kid that is a number", {**curve, "kid": 1}, "its kid is not a string"),
    ("RFC 7517 section 4.2: use that is a list", {**curve, "use": ["sig"]}, "its use is not a string"),
    ("RFC 7517 section 4.3: key_ops that is a string", {**curve, "key_ops": "verify"}, "its key_ops is not a list of different strings"),
    ("RFC 7517 section 4.3: key_ops with a name twice", {**curve, "key_ops": ["sign", "sign"]}, "its key_ops is not a list of different strings"),
    ("RFC 7518 section 6.2.1.3: a key without y", {k: v for k, v in curve.items() if k != "y"}, "its y is missing"),
    ("RFC 7518 section 6.2.1.2: x that is a number", {**curve, "x": 1}, "its x is not a string"),
    ("RFC 7518 section 6.2.1.2: x with padding", {**curve, "x": curve["x"] + "="}, "its x is not base64url"),
    ("RFC 7518 section 6.2.1.2: x that lacks a byte", {**curve, "x": SHORT}, "its x has 31 bytes, of 32"),
    ("RFC 7518 section 6.2.2.1: d that lacks a byte", {**curve, "d": SHORT}, "its d has 31 bytes, of 32"),
    ("RFC 8725 section 3.4: a point off the curve", {**curve, "y": curve["x"]}, "its x and y are not a point of P-256"),
    ("RFC 7518 section 6.2.2.1: the d of another key", {**curve, "d": other["d"]}, "its d is not that of its x and y"),
    ("RFC 7518 section 6.2.2.1: d that is 0", {**curve, "d": encode(bytes(32))}, "its d is not that of its x and y"),
    ("RFC 8037 section 2: x that lacks a byte", {**ed, "x": SHORT}, "its x has 31 bytes, of 32"),
    ("RFC 8725 section 3.4: a point of small order", {**ed, "x": encode(bytes(32))}, "its x is not a point of Ed25519, or one of small order"),
    ("RFC 8037 section 2: the d of another key", {**ed, "d": encode(bytes(range(32)))}, "its d is not that of its x"),
    ("RFC 7518 section 6.3.1.1: n with a leading zero", {**rsa, "n": zero_before(rsa["n"])}, "its n begins with a zero byte"),
    ("RFC 7518 section 6.3.1.2: e with a leading zero", {**rsa, "e": "AAEAAQ"}, "its e begins with a zero byte"),
    ("RFC 7518 section 6.3.1.2: e that is empty", {**rsa, "e": ""}, "its e is empty"),
    ("RFC 7518 section 6.3.1.1: n in base64", {**rsa, "n": "+" + rsa["n"][1:]}, "its n is not base64url"),
    ("an n that is even", {**rsa, "n": rsa["n"][:-2] + "AA"}, "its n is even"),
    ("an e that is even", {**rsa, "e": "AQAC"}, "its e is even"),
    ("an e of 65 bits", {**rsa, "e": encode(b"\1" + bytes(7) + b"\1")}, "its e has more than 64 bits"),
    ("RFC 7518 section 6.3.2: a private key without qi", {k: v for k, v in rsa.items() if k != "qi"}, "of its d, p, q, dp, dq and qi some are missing"),
    ("RFC 7518 section 6.3.2.7: a third prime", {**rsa, "oth": []}, "its oth names a third prime"),
    ("RFC 8017 section 3.2: p and q in each other's place", {**rsa, "p": rsa["q"], "q": rsa["p"]}, "its private numbers do not belong to its n and e"),
    ("RFC 7518 section 6.4.1: a secret without k", {"kty": "oct"}, "its k is missing"),
    ("RFC 7518 section 6.4.1: k in base64", {"kty": "oct", "k": "++++"}, "its k is not base64url"),
]:
    text = json.dumps(key)
    check(f"jwk_check says of {title}", db.execute("SELECT name, detail FROM jwk_check(?) WHERE status = 'fail'", (text,)).fetchone(), ("key_invalid", f"{INVALID}: {want}"))
    check(f"jwt_check says of {title}", first(token_of('{"alg":"HS256"}'), text)[::3], ("key_invalid", f"{INVALID}: {want}"))
    check(f"jwt_sign says of {title}", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":9}')", text), f"raised: {INVALID}: {want}")
BITS = "its n has more than 16384 bits"
for title, key, want in [
    ("an RSA key of 1024 bits", {"kty": "RSA", "n": encode(b"\xff" * 128), "e": "AQAB"}, ("key_weak", "at least 2048 bits", "1024 bits", WEAK)),
    ("RFC 8017: e = 3", {**rsa, "e": "Aw"}, ("key_weak", None, None, f"{WEAK}: its e is 3, and 65537 is the least")),
    ("an RSA key of 16392 bits", {"kty": "RSA", "n": encode(b"\xff" * 2049), "e": "AQAB"}, ("key_weak", None, None, f"{WEAK}: {BITS}")),
    ("a key of use jwt-svid", {**curve, "use": "jwt-svid"}, None),
]:
    if want:
        check(f"jwk_check says of {title}", db.execute("SELECT name, expected, actual, detail FROM jwk_check(?) WHERE status = 'fail'", (json.dumps(key),)).fetchone(), want)

# ---- which key ----
es_token = one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", ec)
no_kid_token = one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", json.dumps({k: v for k, v in curve.items() if k != "kid"}))
check("RFC 8725 section 3.4: what is said of a private key in a set, which may be a stranger's", first(es_token, json.dumps({"keys": [{**curve, "d": other["d"]}]}))[3], f"{INVALID}: its x, y and d do not belong together, or not on P-256")
shown = json.loads(public)
USE = "use or key_ops say that the key is for something else"
NO_KEY = "there is no key, or none in the set that fits kid, use and alg"
AMBIGUOUS = "more than one key of the set fits"
MISMATCH = "alg is not the one algorithm of this key"
for title, token, key, want in [
    ("RFC 7515 section 4.1.4: kid that is a number, and one secret", token_of('{"alg":"HS256","kid":1}'), secret, ("no_key", "a string", "1", f"{NO_KEY}: the kid in the header is not a string")),
    ("RFC 7517 section 4.2: a key of use jwt-svid", es_token, {**shown, "use": "jwt-svid"}, ("key_use", "use sig and key_ops with verify, or none", "use jwt-svid", USE)),
    ("RFC 7517 section 4.3: a key that may only sign", es_token, {**shown, "key_ops": ["sign"]}, ("key_use", "use sig and key_ops with verify, or none", "key_ops with sign, without verify", USE)),
    ("RFC 7517 section 4.3: a key that may do something else", es_token, {**shown, "key_ops": ["deriveKey"]},
     ("key_use", "use sig and key_ops with verify, or none", "key_ops with neither sign nor verify", USE)),
    ("RFC 7517 section 4.2: a set with the key, for another use", es_token, {"keys": [{**shown, "use": "jwt-svid"}]}, ("no_key", None, shown["kid"], f"{NO_KEY}: of 1 keys, 1 for another use")),
    ("RFC 7517 section 4.5: a set whose keys have other names", es_token, {"keys": [{**shown, "kid": "a"}, {**shown, "kid": "b"}, {k: v for k, v in shown.items() if k != "kid"}]},
     ("no_key", None, shown["kid"], f"{NO_KEY}: of 3 keys, 1 without kid, 2 with another kid")),
    ("RFC 7517 section 4.4: a set of keys for other algorithms", no_kid_token, {"keys": [{**shown, "alg": "ES384"}, json.loads(one("SELECT jwk_public(?)", json.dumps(ed))), {"kty": "AKP"}, {**shown, "kid": "x", "y": shown["x"]}]},
     ("no_key", None, None, f"{NO_KEY}: of 4 keys, 2 for another alg, 2 not readable")),
    ("RFC 7517 section 5: an empty set", es_token, {"keys": []}, ("no_key", None, shown["kid"], f"{NO_KEY}: of 0 keys")),
    ("RFC 7515 section 6: two keys, and no kid", no_kid_token, {"keys": [shown, json.loads(one("SELECT jwk_public(?)", json.dumps(other)))]}, ("ambiguous_key", None, None, f"{AMBIGUOUS}: the token has no kid to tell them apart")),
    ("RFC 7517 section 4.5: two keys of one name", es_token, {"keys": [shown, {**json.loads(one("SELECT jwk_public(?)", json.dumps(other))), "kid": shown["kid"]}]},
     ("ambiguous_key", None, None, f"{AMBIGUOUS}: the set has this kid more than once")),
    ("RFC 7517 section 4.4: a key for encryption", es_token, {**shown, "alg": "ECDH-ES"}, ("alg_key_mismatch", "an algorithm for EC P-256", "ES256", f"{MISMATCH}: the alg in the key is not one that such a key signs with")),
]:
    check(f"what is said of {title}", first(token, key if isinstance(key, bytes) else json.dumps(key)), want)
for title, key, options, want in [
    ("a key of use enc", {**curve, "use": "enc"}, {}, f"{USE}: use enc"),
    ("a use that a terminal would obey", {**curve, "use": "\x1b[2Jx"}, {}, f"{USE}: another use"),
    ("a key that may only verify", {**curve, "key_ops": ["verify"]}, {}, f"{USE}: key_ops with verify, without sign"),
    ("a kid that no key has", {"keys": [curve, other]}, {"kid": "x"}, f"{NO_KEY}: of 2 keys, 2 with another kid"),
    ("two keys", {"keys": [curve, other]}, {}, f"{AMBIGUOUS}: give the option kid to name one of them"),
    ("a weak key", {**rsa, "e": "Aw"}, {}, f"{WEAK}: its e is 3, and 65537 is the least"),
]:
    check(f"jwt_sign says of {title}", one("SELECT jwt_sign('{}', ?, ?)", json.dumps(key), json.dumps({**options, "expires_in": 9})), f"raised: {want}")
check("and the advice works: give the option kid to name one of them", one("SELECT jwt_error(jwt_sign('{}', ?, json_object('expires_in', 9, 'kid', ?)), ?)", json.dumps({"keys": [curve, other]}), curve["kid"], public), None)

# ---- key files: the advice, followed to the letter ----
folder = tempfile.TemporaryDirectory()
FILE = os.path.join(folder.name, "FILE")


def shell(command, given=None):
    return subprocess.run(command.split(), input=given, capture_output=True, cwd=folder.name, check=True).stdout


def read(name):
    with open(os.path.join(folder.name, name), "rb") as file:
        return file.read()


def write(name, content):
    with open(os.path.join(folder.name, name), "wb") as file:
        file.write(content)


pem = one("SELECT jwk_to_private_pem(?)", ec)
public_pem = one("SELECT jwk_to_pem(?)", ec)
write("plain.pem", pem.encode())
shell("openssl pkey -in plain.pem -aes128 -passout pass:open -out encrypted.pem")
shell("openssl req -new -key plain.pem -subj /CN=a -out request.pem")
shell("openssl x509 -req -in request.pem -signkey plain.pem -out certificate.pem")
shell("openssl x509 -in certificate.pem -trustout -out trusted.pem")
shell("openssl crl2pkcs7 -nocrl -certfile certificate.pem -out certificate.p7")
shell("openssl pkey -in plain.pem -outform DER -out private.der")
shell("openssl pkey -in plain.pem -pubout -outform DER -out public.der")
shell("openssl x509 -in certificate.pem -outform DER -out certificate.der")
shell("openssl genpkey -algorithm X25519 -out x25519.pem")
UNREAD = "raised: no key was read: "
for title, name, want, command in [
    ("an encrypted key", "encrypted.pem", "this PEM is encrypted; openssl pkey -in FILE asks for the passphrase", "openssl pkey -in FILE -passin pass:open"),
    ("a request for a certificate", "request.pem", "a request for a certificate; openssl req -in FILE -pubkey -noout has its key", "openssl req -in FILE -pubkey -noout"),
    ("a certificate of OpenSSL's own kind", "trusted.pem", "OpenSSL's own kind of certificate; openssl x509 -in FILE writes a plain one", "openssl x509 -in FILE"),
    ("PKCS#7", "certificate.p7", "PKCS#7; openssl pkcs7 -in FILE -print_certs writes its certificates", "openssl pkcs7 -in FILE -print_certs"),
]:
    write("FILE", read(name))
    check(f"jwk_from_pem says of {title}", one("SELECT jwk_from_pem(?)", read(name)), UNREAD + want)
    check(f"jwt_check says of {title}", first(es_token, read(name).decode())[3], f"{INVALID}: {want}")
    check(f"and what it says of {title} works", one("SELECT jwk_thumbprint(jwk_from_pem(?)) = jwk_thumbprint(?)", shell(command), ec), 1)
if shutil.which("ssh-keygen"):
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", FILE + ".ssh"], check=True)
    want = "OpenSSH's own kind; ssh-keygen -p -m PKCS8 -f FILE rewrites it, if RSA or ECDSA"
    check("jwk_from_pem says of OpenSSH's kind", one("SELECT jwk_from_pem(?)", read("FILE.ssh")), UNREAD + want)
    subprocess.run(["ssh-keygen", "-p", "-m", "PKCS8", "-N", "", "-f", FILE + ".ssh"], check=True, capture_output=True)
    check("and what it says of it works", one("SELECT jwk_from_pem(?) ->> 'crv'", read("FILE.ssh")), "P-256")
for title, text, want in [
    ("written line ends", pem.replace("\n", "\\n"), "its line ends are written \\n; replace(pem, '\\n', char(10)) makes some"),
    ("a block that is cut", pem[:100], "this PEM is cut, indented or damaged between BEGIN and END"),
    ("a block that is indented", "\n".join(" " + line for line in pem.splitlines()), "this PEM is cut, indented or damaged between BEGIN and END"),
    ("a key that signs nothing", read("x25519.pem").decode(), "this PEM has no key of a kind that jwt_algs() lists"),
    ("parameters alone", "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n", "this PEM has no key of a kind that jwt_algs() lists"),
    ("one key 257 times", public_pem * 257, "this PEM has more than 256 keys"),
    ("more than 1 MiB", "-----BEGIN PUBLIC KEY-----\n" + "A" * 1048577, "this PEM is over 1 MiB"),
]:
    check(f"jwk_from_pem says of {title}", one("SELECT jwk_from_pem(?)", text), UNREAD + want)
check("one key 256 times is one key", one("SELECT jwk_thumbprint(jwk_from_pem(?))", public_pem * 256), curve["kid"])
check("and what it says of written line ends works", one(r"SELECT jwk_thumbprint(jwk_from_pem(replace(?, '\n', char(10)))) = jwk_thumbprint(?)", pem.replace("\n", "\\n"), ec), 1)
check("also for jwt_error", one(r"SELECT jwt_error(?, replace(?, '\n', char(10)))", es_token, public_pem.replace("\n", "\\n")), None)
NOT_PEM = "raised: this is not PEM, in which a line begins with -----BEGIN; openssl pkey -inform DER makes it of DER, with -pubin of a public key, and openssl x509 -inform DER of a certificate"
for name, command in [("private.der", "openssl pkey -inform DER"), ("public.der", "openssl pkey -inform DER -pubin"), ("certificate.der", "openssl x509 -inform DER")]:
    check(f"jwk_from_pem says of {name}", one("SELECT jwk_from_pem(?)", read(name)), NOT_PEM)
    check(f"and what it says of {name} works", one("SELECT jwk_thumbprint(jwk_from_pem(?)) = jwk_thumbprint(?)", shell(command, read(name)), ec), 1)

# ---- the rest of the advice ----
jwks = one("SELECT jwks_group(?)", ec)
for title, sql, arguments, want, mended, value in [
    ("a JWKS for a JWK", "SELECT jwk_thumbprint(?)", [jwks], "this is a JWKS, not one JWK; jwks_each() takes it apart", "SELECT jwk_thumbprint(jwk) FROM jwks_each(?)", curve["kid"]),
    ("PEM for a JWK", "SELECT jwk_thumbprint(?)", [pem], "this is PEM, not a JWK; jwk_from_pem() makes one of it", "SELECT jwk_thumbprint(jwk_from_pem(?))", curve["kid"]),
    ("bytes for a JWK", "SELECT jwk_thumbprint(?)", [ec.encode()], "this is a BLOB, and so a secret; a JWK is TEXT: text_from_utf8(jwk)", "SELECT jwk_thumbprint(text_from_utf8(?))", curve["kid"]),
    ("text for a secret", "SELECT jwk_from_secret(?, 'HS256')", ["s" * 32], "this is TEXT, and a secret is a BLOB: secret_from_text(secret)", "SELECT jwk_from_secret(secret_from_text(?), 'HS256') ->> 'kty'", "oct"),
    ("bytes of a key for a secret", "SELECT jwt_error('a.b.c', ?)", [public.encode()], None, "SELECT jwk_error(text_from_utf8(?))", None),
    ("an RSA key without alg", "SELECT jwt_sign('{}', ?, '{\"expires_in\":9}')", [json.dumps({k: v for k, v in rsa.items() if k != "alg"})], "the key has no alg: name it in the options",
     "SELECT jwt_header(jwt_sign('{}', ?, '{\"expires_in\":9,\"alg\":\"PS256\"}')) ->> 'alg'", "PS256"),
    ("claims without an end", "SELECT jwt_sign('{}', ?)", [ec], "a token must expire: give the option expires_in, or exp among the claims", "SELECT jwt_unverified(jwt_sign('{\"exp\":9}', ?, '{\"iat\":false}'))", '{"exp":9}'),
    ("an unknown alg", "SELECT jwk_generate('ES257')", [], "alg is not a signature algorithm that is known here; jwt_algs() lists them", "SELECT count(*) > 9 FROM jwt_algs()", 1),
]:
    if want:
        check(f"what is said of {title}", one(sql, *arguments), f"raised: {want}")
    check(f"and what it says of {title} works", one(mended, *arguments), value)

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
