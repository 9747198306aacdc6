#!/usr/bin/python3
"""A key file is no secret, in whatever form and coding it comes (RFC 8725 section 2.1).  The forms are those that ext/README.md lists."""
import base64
import json
import os
import re
import sqlite3
import textwrap

results = []


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(os.environ["BUILD"] + "/jwt")


def one(sql, *arguments):
    try:
        return db.execute(sql, arguments).fetchone()[0]
    except sqlite3.Error as error:
        return str(error)


def armour(pem):
    return base64.b64decode("".join(pem.strip().splitlines()[1:-1]))


def wire(*strings):
    """RFC 4251 section 5."""
    return b"".join(len(s).to_bytes(4, "big") + s for s in strings)


def jsonb(kind, content):
    """https://sqlite.org/jsonb.html: the kind, the length, the content; 10 is text to be escaped, 11 a list, 12 an object."""
    length = len(content)
    return (bytes([length << 4 | kind]) if length < 12 else bytes([0xC0 | kind, length]) if length < 256 else bytes([0xD0 | kind]) + length.to_bytes(2, "big")) + content


private = {alg: one("SELECT jwk_generate(?)", alg) for alg in ("RS256", "ES256", "EdDSA")}
public = {alg: one("SELECT jwk_public(?)", jwk) for alg, jwk in private.items()}
pem = {alg: one("SELECT jwk_to_pem(?)", jwk) for alg, jwk in private.items()}
pkcs8 = {alg: one("SELECT jwk_to_private_pem(?)", jwk) for alg, jwk in private.items()}
n = base64.urlsafe_b64decode(json.loads(public["RS256"])["n"] + "==")
blobs = {"ssh-rsa": wire(b"ssh-rsa", b"\x01\x00\x01", b"\x00" + n), "ssh-ed25519": wire(b"ssh-ed25519", bytes(range(32))),
         "ecdsa-sha2-nistp256": wire(b"ecdsa-sha2-nistp256", b"nistp256", b"\x04" + bytes(64)),
         "sk-ssh-ed25519@openssh.com": wire(b"sk-ssh-ed25519@openssh.com", bytes(range(32)), b"ssh:"), "ssh-dss": wire(b"ssh-dss", b"\x00" + n, bytes(20)), "ssh-ed448": wire(b"ssh-ed448", bytes(range(57)))}
members = b"".join(jsonb(10, name.encode()) + jsonb(10, text.encode()) for name, text in json.loads(public["EdDSA"]).items())
forms = {
    "PEM": [*pem.values(), *pkcs8.values(), "Bag Attributes\n" + pem["ES256"], "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n-----END OPENSSH PRIVATE KEY-----\n",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n"],
    "DER": [armour(text) for text in (*pem.values(), *pkcs8.values())],
    "JSON": [*public.values(), *private.values(), f'{{"keys":[{public["RS256"]}]}}', f'[{public["ES256"]}]', f' {public["ES256"]}\n', public["EdDSA"][:-1] + ',"a":"\\ud800"}'],
    "JSONB": [jsonb(12, members), jsonb(11, jsonb(12, members)), jsonb(10, public["EdDSA"].encode()), jsonb(10, pem["RS256"].encode())],
    "OpenSSH": [*blobs.values(), *(f"{name} {base64.b64encode(blob).decode()} alice@host\n" for name, blob in blobs.items()),
                f'no-pty,command="/bin/true" ssh-ed25519 {base64.b64encode(blobs["ssh-ed25519"]).decode()} a', f'github.com,140.82.121.4 ssh-ed448 {base64.b64encode(blobs["ssh-ed448"]).decode()}'],
    "SSH2": ["---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"a key\"\nAAAAB3NzaC1yc2E\n---- END SSH2 PUBLIC KEY ----\n", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: a\nP2/56w\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n"],
    "PuTTY": [f"PuTTY-User-Key-File-{version}: ssh-ed25519\nEncryption: none\nComment: a key\nPublic-Lines: 2\n" for version in (2, 3)],
    "XML": ["<RSAKeyValue><Modulus>" + base64.b64encode(n).decode() + "</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>", "<?xml version='1.0'?>\n<RSAParameters>\n<Exponent>AQAB</Exponent><Modulus>AA==</Modulus></RSAParameters>\n",
            "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIB</ds:X509Certificate></ds:X509Data></ds:KeyInfo>", '<ECKeyValue xmlns="http://www.w3.org/2009/xmldsig11#"><NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"/></ECKeyValue>'],
}


def utf(coding):
    return lambda raw: raw.decode("ascii").encode(coding)


def quoted(raw):
    return json.dumps(raw.decode("ascii")).encode()


codings = {
    "as it is": bytes, "after a byte order mark and spaces": lambda raw: b"\xef\xbb\xbf \n" + raw.decode("ascii").encode(),
    "in base64": base64.b64encode, "in base64 with lines": base64.encodebytes, "in base64 of one line with spaces around": lambda raw: b"\n " + base64.b64encode(raw) + b"\r\n", "in base64url": base64.urlsafe_b64encode,
    "in base64url without padding": lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"="),
    "in hexadecimal digits": lambda raw: raw.hex().encode(), "in capital ones": lambda raw: raw.hex().upper().encode(), "in ones with colons and lines": lambda raw: "\n".join(textwrap.wrap(raw.hex(":"), 45)).encode(),
    "in ones after 0x": lambda raw: b"0x" + raw.hex().encode(), "in ones after \\x": lambda raw: b"\\x" + raw.hex().encode() + b"\n",
    "as a string of JSON": quoted, "in UTF-16LE": utf("utf-16le"), "in UTF-16 with its mark": utf("utf-16"), "in UTF-16BE": utf("utf-16be"), "in UTF-32": utf("utf-32"),
    "in base64 of base64": lambda raw: base64.b64encode(base64.b64encode(raw)), "in base64 of hexadecimal digits": lambda raw: base64.b64encode(raw.hex().encode()), "in base64 as a string of JSON": lambda raw: json.dumps(base64.b64encode(raw).decode()).encode(),
    "in UTF-16 of base64": lambda raw: base64.b64encode(raw).decode().encode("utf-16le"), "in hexadecimal digits of a string of JSON in base64": lambda raw: base64.b64encode(json.dumps(base64.b64encode(raw).decode()).encode()).hex().encode(),
}
of_text = {name for name in codings if "mark" in name or name.startswith(("as a string", "in UTF-16LE", "in UTF-16BE", "in UTF-32"))}
FORGED = "SELECT jwt_error(input || '.' || token_derive(?1, input), ?1, '{\"exp\":\"optional\"}') FROM (SELECT base64url_encode('{\"alg\":\"HS256\"}') || '.e30' AS input)"
for form, files in forms.items():
    for coding, encode in codings.items():
        found = {"to verify": [], "to sign": [], "in a JWK": [], "as a new secret": []}
        for file in files:
            if isinstance(file, bytes) and coding in of_text:
                continue
            raw = file if isinstance(file, bytes) else file.encode()
            blob = encode(raw)
            is_read = form == "JSONB" and coding == "as it is" and raw[0] & 15 == 12  # and is what it says: a key for EdDSA
            found["to verify"].append(one(FORGED, blob) == ("alg_key_mismatch" if is_read else "key_invalid"))
            found["to sign"].append(one("SELECT jws_sign('x', ?, '{\"alg\":\"HS256\"}')", blob).startswith("alg is not" if is_read else "the key is malformed or incomplete: "))
            found["in a JWK"].append(one("SELECT jwk_error(json_object('kty', 'oct', 'k', base64url_encode(?)))", blob) == "key_invalid")
            found["as a new secret"].append(one("SELECT jwk_from_secret(?, 'HS256')", blob).startswith("this BLOB is a key file, not a secret"))
        for use, good in found.items():
            if good:
                check(f"RFC 8725 section 2.1: {form} is no secret {use}, {coding}", [i for i, g in enumerate(good) if not g], [])

listed = re.findall(r"^\| (\S+) \|", re.search(r"^\| form \|.*?\n\n", open("ext/README.md", encoding="utf-8").read(), re.M | re.S).group(), re.M)
check("ext/README.md lists what is tested here, and no more", [name for name in listed if name not in ("form", "|---|---|")], list(forms))

# What people and machines make is a secret, also where it looks a little like one of these.
for secret in [
    "correct horse battery staple, and more words", "<a secret in angle brackets, of 32 bytes and more>", "AAAA is how this secret of 32 bytes begins", "a b c AAAA AAAAAAAAAAAAAAAAAAAAAAAA and so on",
    "PuTTY is what this one has in it, and 32 bytes", "sk-live-51H8sJ2eZvKYlo2C0123456789abcdef", "0x" + "5f" * 32, "\\x" + "a1" * 32, ":".join(["7e"] * 32), '"' + "a secret in quotes, of 32 bytes" + '"', "A" * 43, "f" * 64,
    base64.b64encode(b"a secret, that was put in base64 by somebody").decode(),
]:
    check(f"a secret is {secret}", one("SELECT jwk_error(?)", secret.encode()), None)
refused = 0
for _ in range(3000):
    drawn = os.urandom(32)
    for encode in (bytes, base64.b64encode, base64.urlsafe_b64encode, lambda raw: raw.hex().encode(), lambda raw: raw.hex().upper().encode(), lambda raw: json.dumps(raw.hex()).encode()):
        refused += one("SELECT jwk_error(?)", encode(drawn)) is not None
check("secrets made at random, in the codings that people keep them in", refused, 0)

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
