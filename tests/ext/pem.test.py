#!/usr/bin/python3
"""Key files with more in them than one plain key: RSA keys for RSASSA-PSS alone (RFC 4055), and several keys in one file (RFC 7468)."""
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
    try:
        return (db.execute(sql, arguments).fetchone() or ["no row"])[0]
    except sqlite3.Error as error:
        return str(error)


def sign(key, **options):
    return one("SELECT jwt_sign('{}', ?, ?)", key, json.dumps({"expires_in": 60, **options}))


def error(token, key, **options):
    return one("SELECT jwt_error(?, ?, ?)", token, key, json.dumps(options))


def members(text):
    """Of a JWK or a JWKS; none of what is a message."""
    return json.loads(text) if text.startswith("{") else {}


NEEDED = "the key has no alg: name it in the options"
MISMATCH = "alg is not the one algorithm of this key"
SECTION = "RFC 4055 section 1.2"
rsa = one("SELECT jwk_generate('RS256')")
bare = one("SELECT json_remove(?, '$.alg', '$.kid')", rsa)
tokens = {alg: sign(one("SELECT json_remove(json_set(?, '$.alg', ?), '$.kid')", rsa, alg)) for alg in ("RS256", "RS384", "PS256", "PS384", "PS512")}

# ---- RSASSA-PSS ----
for form, public in [("SubjectPublicKeyInfo", der.pem("PUBLIC KEY", der.rsa_spki(rsa))), ("a certificate", der.pem("CERTIFICATE", der.certificate(der.rsa_spki(rsa)))), ("PKCS#8", der.pem("PRIVATE KEY", der.rsa_pkcs8(rsa)))]:
    check(f"{SECTION}: {form} is read", one("SELECT jwk_error(?)", public), None)
    check(f"{SECTION}: {form} has the numbers of the key", one("SELECT jwk_thumbprint(jwk_from_pem(?, '{\"alg\":\"PS256\"}'))", public), one("SELECT jwk_thumbprint(?)", rsa))
    for alg, token in tokens.items():
        check(f"{SECTION}: {form} that names no hash, {alg}", error(token, public, alg=alg), None if alg.startswith("PS") else "alg_key_mismatch")
        made = one("SELECT jwk_from_pem(?, ?)", public, json.dumps({"alg": alg}))
        check(f"{SECTION}: {form} that names no hash, jwk_from_pem for {alg}", error(token, made) if made[0] == "{" else made, None if alg.startswith("PS") else MISMATCH)
    check(f"RFC 8725 section 3.1: {form} that names no hash needs an alg", error(tokens["PS256"], public), "alg_key_mismatch")
    check(f"RFC 8725 section 3.1: {form}: a JWK could not say that any will do", one("SELECT jwk_from_pem(?)", public), f"{NEEDED}: alg takes PS256, PS384 or PS512 for an RSA-PSS key")
    check(f"RFC 7517 section 4: {form}: no member is made up", sorted(members(one("SELECT jwk_public(jwk_from_pem(?, '{\"alg\":\"PS256\"}'))", public))), ["alg", "e", "kid", "kty", "n", "use"])
    check(f"{SECTION}: {form}: jwt_check says what it is for", one("SELECT expected FROM jwt_check(?, ?, '{\"alg\":\"RS256\"}') WHERE status = 'fail'", tokens["RS256"], public), "PS256, PS384 or PS512: an RSA-PSS key")
private = der.pem("PRIVATE KEY", der.rsa_pkcs8(rsa))
check(f"{SECTION}: no member is made up in the private key either", set(members(one("SELECT jwk_from_pem(?, '{\"alg\":\"PS256\"}')", private))) - {"kty", "n", "e", "d", "p", "q", "dp", "dq", "qi", "kid", "use", "alg"}, set())
for alg in tokens:
    signed = sign(private, alg=alg)
    check(f"{SECTION}: a private key signs {alg}", error(signed, bare, alg=alg) if alg.startswith("PS") else signed, None if alg.startswith("PS") else f"{MISMATCH}: it is for PS256, PS384 or PS512")
check("RFC 8725 section 3.1: or says that it needs an alg", sign(private), NEEDED)

for hash_name, mask, salt, alg in [
    ("SHA256", "SHA256", 32, "PS256"), ("SHA384", "SHA384", 48, "PS384"), ("SHA512", "SHA512", 64, "PS512"), ("SHA256", "SHA256", None, "PS256"), ("SHA384", "SHA384", 32, "PS384"), ("SHA512", "SHA512", 0, "PS512"),
    ("SHA256", "SHA256", 33, None), ("SHA256", "SHA256", 222, None), ("SHA256", None, 32, None), (None, "SHA256", 20, None), (None, None, None, None), ("SHA256", "SHA512", 32, None), ("SHA1", "SHA1", 20, None),
]:
    title = f"RFC 4055 section 3.1: hash {hash_name}, mask {mask}, salt of {salt} at least"
    parameters = der.pss_parameters(hash_name, mask, salt)
    files = {"SubjectPublicKeyInfo": der.pem("PUBLIC KEY", der.rsa_spki(rsa, parameters=parameters)), "PKCS#8": der.pem("PRIVATE KEY", der.rsa_pkcs8(rsa, parameters=parameters)),
             "a certificate": der.pem("CERTIFICATE", der.certificate(der.rsa_spki(rsa, parameters=parameters)))}
    for form, file in files.items():
        check(f"{title}: {form}", one("SELECT coalesce(jwk_error(?), 'good')", file), "good" if alg else "key_invalid")
        for other, token in tokens.items():
            check(f"{title}: {form}, {other}", (error(token, file), error(token, file, alg=other)), (None if other == alg else "alg_key_mismatch",) * 2 if alg else ("key_invalid",) * 2)
        if alg:
            check(f"{title}: {form}: jwk_from_pem names the alg", one("SELECT jwk_from_pem(?) ->> 'alg'", file), alg)
            check(f"{title}: {form}: and takes no other", one("SELECT jwk_from_pem(?, '{\"alg\":\"RS256\"}')", file), MISMATCH)
    if alg:
        check(f"{title}: it signs", error(sign(files["PKCS#8"]), bare, alg=alg), None)
        check(f"{title}: but nothing else", sign(files["PKCS#8"], alg="RS256"), f"{MISMATCH}: it is for {alg}")

# ---- several keys ----
keys = {name: one("SELECT jwk_generate(?)", alg) for name, alg in [("ec", "ES256"), ("ec2", "ES256"), ("ed", "EdDSA"), ("rsa", "RS256"), ("rsa2", "PS256")]}
names = {name: one("SELECT jwk_thumbprint(?)", jwk) for name, jwk in keys.items()}
public = {name: one("SELECT jwk_to_pem(?)", jwk) for name, jwk in keys.items()}
secret = {name: one("SELECT jwk_to_private_pem(?)", jwk) for name, jwk in keys.items()}
cert = {name: der.pem("CERTIFICATE", der.certificate(der.unpem(text))) for name, text in public.items()}
ENCRYPTED = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n"
X25519 = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEAndXxICHYkhUk3i2JyaXHQASB+mKTV/239CVWe0tgA1o=\n-----END PUBLIC KEY-----\n"

for title, file in [
    ("a certificate, then its private key", cert["ec"] + secret["ec"]), ("a private key, then its certificate", secret["ec"] + cert["ec"]),
    ("a chain of certificates, then the private key", cert["ec"] + cert["ec2"] + cert["rsa"] + secret["ec"]), ("another's certificate, then the private key", cert["ec2"] + secret["ec"]),
    ("a private key twice", secret["ec"] + secret["ec"]), ("a public and a private key", public["ec"] + secret["ec"]), ("a key of a kind that does not sign before it", X25519 + secret["ec"]),
]:
    check(f"to sign, the private key of the file is taken: {title}", error(sign(file), keys["ec"]), None)
    check(f"and it is the key of the file: {title}", one("SELECT jwk_thumbprint(jwk_from_pem(?))", file), names["ec"])
    check(f"with its private part: {title}", "d" in members(one("SELECT jwk_from_pem(?)", file)), True)
    check(f"and to verify it is the one key: {title}", (error(sign(keys["ec"]), file), one("SELECT jwk_error(?)", file)), (None, None))
    check(f"which has no name: {title}", one("SELECT jwt_header(?) ->> 'kid'", sign(file)), None)
for title, file in [("twice", public["ec"] * 2), ("in a certificate too", public["ec"] + cert["ec"]), ("beside one of a kind that does not sign", public["ec"] + X25519), ("beside an encrypted one", cert["ec"] + ENCRYPTED)]:
    check(f"RFC 7638: one public key is one, {title}", (one("SELECT jwk_from_pem(?) ->> 'kid'", file), error(sign(keys["ec"]), file)), (names["ec"], None))
    check(f"and signs nothing, {title}", sign(file), "the key has no private part, so it cannot sign")

bundle = public["ec"] + cert["ed"] + public["rsa"] + cert["ec2"] + public["ec"]
kept = ["ec", "ed", "rsa", "ec2"]
jwks = members(one("SELECT jwk_from_pem(?)", bundle))
check("RFC 7517 section 5: a file with several public keys is a JWKS", [key["kid"] for key in jwks.get("keys", [])], [names[name] for name in kept])
check("whose keys have the alg that they can have", [key.get("alg") for key in jwks.get("keys", [])], ["ES256", "EdDSA", None, "ES256"])
for name in kept:
    options = {"alg": "RS256"} if name == "rsa" else {}
    check(f"a token names its key in the file: {name}", error(sign(keys[name]), bundle, **options), None)
    check(f"and in what jwk_from_pem makes of it: {name}", error(sign(keys[name]), json.dumps(jwks), **options), None)
nameless = {name: sign(one("SELECT json_remove(?, '$.kid')", jwk)) for name, jwk in keys.items()}
check("a token without a name finds the one that fits", error(nameless["ed"], bundle), None)
check("of two that fit none is taken", error(nameless["ec"], bundle), "ambiguous_key")
check("a name that the file does not have", error(sign(keys["ec"], kid="x"), bundle), "no_key")
check("a key that the file does not have", error(sign(keys["rsa2"]), bundle, alg="PS256"), "no_key")
check("to sign, there must be a private one", sign(bundle, alg="ES256"), "the key has no private part, so it cannot sign")
check("jwk_error judges one key", one("SELECT jwk_error(?)", bundle), "key_invalid")
check("jwk_check says that there are several", one("SELECT detail FROM jwk_check(?) WHERE status = 'fail'", bundle), "this is a JWKS, not one JWK; jwks_each() takes it apart")
check("jwk_from_pem: an alg is for each key", one("SELECT jwk_from_pem(?, '{\"alg\":\"ES256\"}')", bundle), MISMATCH)
check("jwk_from_pem: an alg that each can have", one("SELECT group_concat(alg) FROM jwks_each(jwk_from_pem(?, '{\"alg\":\"PS256\"}'))", public["rsa"] + public["rsa2"]), "PS256,PS256")
check("jwk_from_pem: a kid is for one key", one("SELECT jwk_from_pem(?, '{\"kid\":\"k\"}')", bundle), "the option has a value that is not allowed: kid takes a name for one key, and the file has several")
for title, broken in [("indented", "  " + secret["ec"]), ("cut", secret["ec"][:100]), ("with its end cut", secret["ec"].replace("-----END", "----END")), ("with a letter that is no base64", secret["ec"].replace("M", "!", 1))]:
    check(f"no key is passed over because it is {title}", one("SELECT jwk_error(?)", public["ed"] + broken), "key_invalid")
    check(f"also before another: {title}", one("SELECT jwk_error(?)", broken + "\n" + public["ed"]), "key_invalid")
two = secret["ec"] + cert["ec"] + secret["rsa"] + cert["ec2"]
check("of two private keys the one that fits the alg signs", error(sign(two, alg="ES256"), keys["ec"]), None)
check("and the other", error(sign(two, alg="RS256"), keys["rsa"]), None)
check("of two that fit none is taken to sign either", sign(secret["ec"] + secret["ec2"]), "more than one key of the set fits: give the option kid to name one of them")
check("but by its name", error(sign(secret["ec"] + secret["ec2"], kid=names["ec2"]), keys["ec2"]), None)
pss = der.pem("PUBLIC KEY", der.rsa_spki(keys["rsa2"])) + public["ec"]
check(f"{SECTION}: in a file with others too: PS256", error(sign(keys["rsa2"]), pss, alg="PS256"), None)
check(f"{SECTION}: in a file with others too: RS256", error(sign(one("SELECT json_set(?, '$.alg', 'RS256')", keys["rsa2"])), pss, alg="RS256"), "no_key")
limited = der.pem("CERTIFICATE", der.certificate(der.rsa_spki(keys["rsa"], parameters=der.pss_parameters("SHA256", "SHA256", 32))))
for title, file in [("before", limited + secret["rsa"]), ("after", secret["rsa"] + limited), ("before the public key", limited + public["rsa"]), ("after the public key", public["rsa"] + limited)]:
    check(f"{SECTION}: a limit in one block of a key holds for the key, {title}", [error(nameless["rsa"], file, alg="RS256"), error(sign(one("SELECT json_remove(json_set(?, '$.alg', 'PS256'), '$.kid')", keys["rsa"])), file)], ["alg_key_mismatch", None])
many = "".join(der.pem("PUBLIC KEY", bytes.fromhex("302a300506032b6570032100") + number.to_bytes(32, "big")) for number in range(257))
check("RFC 7517 section 5: 257 keys are no set", one("SELECT jwk_error(?)", many), "key_invalid")
check("RFC 7517 section 5: 256 keys are one", one("SELECT json_array_length(jwk_from_pem(?), '$.keys')", many[many.index("-----BEGIN", 1):]), 256)

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
