#!/usr/bin/python3
"""What is signed here others verify, and the other way round: jwcrypto, PyJWT and the C tool jose; and PEM files of openssl."""
# needs: python3-jwcrypto python3-jwt jose
import json
import os
import sqlite3
import subprocess
import tempfile

import jwt as pyjwt
from jwcrypto import jwk as crypto_jwk
from jwcrypto import jws as crypto_jws

results = []
db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(os.environ["BUILD"] + "/jwt")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
CLAIMS = '{"sub":"alice","exp":4102444800}'


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


def one(sql, *arguments):
    return db.execute(sql, arguments).fetchone()[0]


def tried(function):
    try:
        return function()
    except Exception as error:  # whatever another library says no with
        return f"{type(error).__name__}: {error}"


def jose(*arguments, stdin=""):
    return subprocess.run(["jose", *arguments], input=stdin, capture_output=True, text=True, env=ENVIRONMENT)


def openssl(*arguments, stdin=""):
    return subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, text=True, check=True, env=ENVIRONMENT).stdout


folder = tempfile.TemporaryDirectory()


def file(name, text):
    path = os.path.join(folder.name, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


ALGORITHMS = "HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K EdDSA Ed448".split()
for alg in ALGORITHMS:
    key = one("SELECT jwk_generate(?)", alg)
    public = key if alg.startswith("HS") else one("SELECT jwk_public(?)", key)
    name = "EdDSA" if alg == "Ed448" else alg  # what RFC 8037 calls it, and others still do
    spoken = json.dumps({**json.loads(key), "alg": name})
    spoken_public = json.dumps({**json.loads(public), "alg": name})
    token = one("SELECT jwt_sign(?, ?)", CLAIMS, spoken)
    claims = one("SELECT jwt_unverified(?)", token)

    def by_jwcrypto(key=spoken_public, token=token):
        signature = crypto_jws.JWS()
        signature.allowed_algs = [name]
        signature.deserialize(token, crypto_jwk.JWK.from_json(key))
        return signature.payload.decode()

    def from_jwcrypto(key=spoken):
        signature = crypto_jws.JWS(CLAIMS.encode())
        signature.allowed_algs = [name]
        signature.add_signature(crypto_jwk.JWK.from_json(key), protected=json.dumps({"alg": name}))
        return one("SELECT jwt_verify(?, ?)", signature.serialize(compact=True), spoken_public)

    check(f"{alg}: jwcrypto verifies what is signed here", tried(by_jwcrypto), claims)
    check(f"{alg}: what jwcrypto signs is verified here", tried(from_jwcrypto), CLAIMS)

    material = pyjwt.PyJWK(json.loads(spoken)).key
    public_material = pyjwt.PyJWK(json.loads(spoken_public)).key
    check(f"{alg}: PyJWT verifies what is signed here",
          tried(lambda: pyjwt.decode(token, public_material, algorithms=[name])), json.loads(claims))
    check(f"{alg}: what PyJWT signs is verified here",
          tried(lambda: json.loads(one("SELECT jwt_verify(?, ?)", pyjwt.encode(json.loads(CLAIMS), material, algorithm=name), spoken_public))),
          json.loads(CLAIMS))

    if alg in ("ES256K", "EdDSA", "Ed448"):  # which the C tool does not know
        continue
    private_file, public_file = file("private.jwk", key), file("public.jwk", public)
    check(f"{alg}: jose verifies what is signed here",
          jose("jws", "ver", "-i", "-", "-k", public_file, "-O", "-", stdin=token).stdout, claims)
    signed = jose("jws", "sig", "-I", "-", "-k", private_file, "-s", json.dumps({"protected": {"alg": alg}}), "-c", stdin=CLAIMS).stdout
    check(f"{alg}: what jose signs is verified here", one("SELECT jwt_verify(?, ?)", signed, public), CLAIMS)

# The kinds of PEM file, as openssl writes them.
rsa = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
ec = openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout")
ed = openssl("genpkey", "-algorithm", "ED25519")
certificate = openssl("req", "-x509", "-new", "-key", file("ec.pem", ec), "-subj", "/CN=test", "-days", "2")
public_rsa = openssl("pkey", "-pubout", stdin=rsa)
for title, pem, kty, private in [
    ("PKCS#8, RSA", rsa, "RSA", True),
    ("PKCS#1, RSA", openssl("rsa", "-traditional", stdin=rsa), "RSA", True),
    ("SubjectPublicKeyInfo, RSA", public_rsa, "RSA", False),
    ("PKCS#1 public, RSA", openssl("rsa", "-RSAPublicKey_out", stdin=rsa), "RSA", False),
    ("SEC1, EC", ec, "EC", True),
    ("PKCS#8, EC", openssl("pkcs8", "-topk8", "-nocrypt", stdin=ec), "EC", True),
    ("SubjectPublicKeyInfo, EC", openssl("pkey", "-pubout", stdin=ec), "EC", False),
    ("PKCS#8, Ed25519", ed, "OKP", True),
    ("X.509", certificate, "EC", False),
]:
    read = tried(lambda: json.loads(one("SELECT jwk_from_pem(?)", pem)))
    check(f"RFC 7468: {title}", (isinstance(read, dict) and read["kty"], "d" in read), (kty, private))
check("RFC 7468 section 13: openssl reads the SubjectPublicKeyInfo that is written here",
      one("SELECT jwk_to_pem(jwk_from_pem(?))", rsa), public_rsa)
check("RFC 7468 section 10: and the PKCS#8",
      openssl("pkey", "-pubout", stdin=one("SELECT jwk_to_private_pem(jwk_from_pem(?))", rsa)), public_rsa)
check("the certificate names the key that signed it",
      one("SELECT jwk_thumbprint(jwk_from_pem(?)) = jwk_thumbprint(jwk_from_pem(?))", certificate, ec), 1)
check("a certificate verifies", one("SELECT jwt_error(jwt_sign(?, jwk_from_pem(?)), ?)", CLAIMS, ec, certificate), None)
for title, pem in [
    ("an encrypted PKCS#8", openssl("pkcs8", "-topk8", "-passout", "pass:x", stdin=rsa)),
    ("an encrypted PKCS#1", openssl("rsa", "-traditional", "-aes128", "-passout", "pass:x", stdin=rsa)),
    ("an unknown curve", openssl("pkey", "-pubout", stdin=openssl("ecparam", "-name", "secp224r1", "-genkey", "-noout"))),
    ("X25519", openssl("pkey", "-pubout", stdin=openssl("genpkey", "-algorithm", "X25519"))),
    ("parameters and no key", openssl("ecparam", "-name", "prime256v1")),
]:
    check(f"refused: {title}", one("SELECT jwk_error(?)", pem), "key_invalid")

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
