#!/usr/bin/python3
"""A bad call raises, says why, and never repeats a key or a token; a bad token never raises.  And the two doors."""
import base64
import json
import os
import sqlite3

JWT = os.environ["BUILD"] + "/jwt"
results = []


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


def connect(entry_point=None):
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    if entry_point:
        db.execute("SELECT load_extension(?, ?)", (JWT, entry_point))
    else:
        db.load_extension(JWT)
    db.enable_load_extension(False)
    return db


db = connect()


def one(sql, *arguments):
    return db.execute(sql, arguments).fetchone()[0]


def raised(sql, *arguments):
    try:
        value = one(sql, *arguments)
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        return str(error)
    return f"no error but {value!r}"


secret = "a secret of more than 32 bytes, surely".encode()
ec = one("SELECT jwk_generate('ES256')")
rsa = one("SELECT jwk_generate('RS256')")
public = one("SELECT jwk_public(?)", ec)
token = one("SELECT jwt_sign('{\"sub\":\"alice\"}', ?, '{\"expires_in\":60}')", ec)
no_alg = json.dumps({k: v for k, v in json.loads(rsa).items() if k != "alg"})

OBJECT = "the options are not a JSON object with each name once and in double quotes"
UNKNOWN = "there is no such option"
OF_JWS_VERIFY = "; there are alg algs typ crit max_length"
OF_JWT_VERIFY = f"{OF_JWS_VERIFY} iss aud sub azp nonce jti exp max_token_age max_auth_age leeway require absent claims now"
OF_DPOP_VERIFY = "; there are alg algs ath access_token nonce jkt max_age future now"
TYPE = "the option has a value of the wrong type"
VALUE = "the option has a value that is not allowed"
NOT_KEY = "the key is malformed or incomplete"
CONFLICT = "the option says what the claims or another option say already"

# Options of verification: each would otherwise verify less than was meant.
for options, want in [
    ('{"audience":"x"}', f"{UNKNOWN}: audience{OF_JWT_VERIFY}"),
    ('{"Aud":"x"}', f"{UNKNOWN}: Aud{OF_JWT_VERIFY}"),
    ('{"' + "x" * 100 + '":1}', f"{UNKNOWN}: " + "x" * 31 + OF_JWT_VERIFY),
    ('{"\u00e9":1}', f"{UNKNOWN}: ??{OF_JWT_VERIFY}"),
    ('{"aud":null}', f"{TYPE}: aud takes a string or a list of strings"),
    ('{"aud":1}', f"{TYPE}: aud takes a string or a list of strings"),
    ('{"aud":["a",1]}', f"{TYPE}: aud takes a string or a list of strings"),
    ('{"iss":["a",1]}', f"{TYPE}: iss takes a string or a list of strings"),
    ('{"iss":null}', f"{TYPE}: iss takes a string or a list of strings"),
    ('{"sub":null}', f"{TYPE}: sub takes a string"),
    ('{"nonce":null}', f"{TYPE}: nonce takes a string"),
    ('{"alg":"none"}', f"{VALUE}: alg takes a name that jwt_algs() lists"),
    ('{"alg":"es256"}', f"{VALUE}: alg takes a name that jwt_algs() lists"),
    ('{"algs":[]}', f"{VALUE}: algs takes names that jwt_algs() lists"),
    ('{"algs":["ES256",1]}', f"{VALUE}: algs takes names that jwt_algs() lists"),
    ('{"alg":"ES256","algs":["ES256"]}', f"{CONFLICT}: algs"),
    ('{"crit":[1]}', f"{TYPE}: crit takes a list of strings"),
    ('{"exp":"never"}', f"{VALUE}: exp takes required, optional or ignored"),
    ('{"exp":false}', f"{VALUE}: exp takes required, optional or ignored"),
    ('{"leeway":601}', f"{VALUE}: leeway takes a whole number from 0 to 600"),
    ('{"leeway":-1}', f"{VALUE}: leeway takes a whole number from 0 to 600"),
    ('{"leeway":0.5}', f"{VALUE}: leeway takes a whole number from 0 to 600"),
    ('{"leeway":"60"}', f"{TYPE}: leeway takes a number"),
    ('{"max_token_age":-1}', f"{VALUE}: max_token_age takes a whole number from 0 to 4294967296"),
    ('{"max_auth_age":1e99}', f"{VALUE}: max_auth_age takes a whole number from 0 to 4294967296"),
    ('{"now":"1500"}', f"{TYPE}: now takes a number"),
    ('{"now":-0.5}', f"{VALUE}: now takes seconds since 1970, from 0 to 9007199254740992"),
    ('{"now":9007199254740992.5}', f"{VALUE}: now takes seconds since 1970, from 0 to 9007199254740992"),
    ('{"leeway":1.0000000000000000001}', f"{VALUE}: leeway takes a whole number from 0 to 600"),
    ('{"require":[1]}', f"{TYPE}: require takes a list of strings"),
    ('{"absent":"nonce"}', f"{TYPE}: absent takes a list of strings"),
    ('{"absent":[1]}', f"{TYPE}: absent takes a list of strings"),
    ('{"claims":["a"]}', f"{TYPE}: claims takes an object"),
    ("hello", OBJECT), ("[]", OBJECT), ("", OBJECT), ('{"aud":"x","aud":"y"}', OBJECT), (None, OBJECT),
]:
    for function in ("jwt_verify", "jwt_error"):
        check(f"{function} with options {options}", raised(f"SELECT {function}(?, ?, ?)", token, public, options), want)
    check(f"jwt_check with options {options}", raised("SELECT count(*) FROM jwt_check(?, ?, ?)", token, public, options), want)
for options, want in [
    ('{"max_age":-1}', f"{VALUE}: max_age takes a whole number from 0 to 86400"), ('{"future":86401}', f"{VALUE}: future takes a whole number from 0 to 86400"), ('{"now":-1}', f"{VALUE}: now takes seconds since 1970, from 0 to 9007199254740992"), ('{"alg":"none"}', f"{VALUE}: alg takes a name that jwt_algs() lists"),
    ('{"ath":"short"}', f"{VALUE}: ath takes the hash that token_hash() makes"), ('{"ath":"x","access_token":"y"}', f"{CONFLICT}: access_token"), ('{"aud":"x"}', f"{UNKNOWN}: aud{OF_DPOP_VERIFY}"),
    ('{"htu":"x"}', f"{UNKNOWN}: htu{OF_DPOP_VERIFY}"), ('{"nonce":1}', f"{TYPE}: nonce takes a string"), ('{"\x7f":1}', f"{UNKNOWN}: ?{OF_DPOP_VERIFY}"), (None, OBJECT), ("[]", OBJECT),
]:
    check(f"dpop_verify with options {options}", raised("SELECT dpop_verify('a.b.c', 'GET', 'https://a/', ?)", options), want)
    check(f"dpop_check with options {options}", raised("SELECT count(*) FROM dpop_check('a.b.c', 'GET', 'https://a/', ?)", options), want)
check("a constant option that is unknown", raised(f"SELECT jwt_verify('{token}', '{public}', '{{\"audience\":1}}')"), f"{UNKNOWN}: audience{OF_JWT_VERIFY}")
check("jws_verify has no claims to ask for", raised("SELECT jws_verify(?, ?, '{\"iss\":\"x\"}')", token, public), f"{UNKNOWN}: iss{OF_JWS_VERIFY}")
check("jws_verify with options that are NULL", raised("SELECT jws_verify(?, ?, NULL)", token, public), OBJECT)

# Signing.
NO_PRIVATE = "the key has no private part, so it cannot sign"
for title, claims, key, options, want in [
    ("without exp", "{}", ec, "{}", "a token must expire: give the option expires_in, or exp among the claims"),
    ("claims that are no JSON", "hello", ec, '{"expires_in":1}', "the claims are not a JSON object"),
    ("claims that are a list", "[]", ec, '{"expires_in":1}', "the claims are not a JSON object"),
    ("claims with a name twice", '{"a":1,"a":2}', ec, '{"expires_in":1}', "a JSON object has one name twice"),
    ("exp as an option", "{}", ec, '{"exp":1700000000}', f"{VALUE}: exp takes required or optional; a date goes among the claims"),
    ("exp required, as it is anyway", "{}", ec, '{"exp":"required"}', "a token must expire: give the option expires_in, or exp among the claims"),
    ("expires_in of more than 136 years", "{}", ec, '{"expires_in":4294967297}', f"{VALUE}: expires_in takes whole seconds, to a date after 1970 and within 136 years"),
    ("not_before_in of more than 136 years ago", "{}", ec, '{"expires_in":1,"not_before_in":-4294967297,"now":9000000000}', f"{VALUE}: not_before_in takes whole seconds, to a date after 1970 and within 136 years"),
    ("exp as a string", '{"exp":"1"}', ec, "{}", "a registered claim has a value of the wrong type, or out of its range: exp takes a number, the seconds since 1970"),
    ("aud as an object", '{"aud":{}}', ec, "{}", "a registered claim has a value of the wrong type, or out of its range: aud takes a string or a list of strings"),
    ("iat as a string", "{}", ec, '{"iat":"now"}', f"{TYPE}: iat takes a number, true or false, in SQL json('true')"),
    ("jti as a number", "{}", ec, '{"jti":7}', f"{TYPE}: jti takes a string, true or false, in SQL json('true')"),
    ("a header that is text", "{}", ec, '{"header":"x"}', f"{TYPE}: header takes an object"),
    ("exp twice", '{"exp":1}', ec, '{"expires_in":1}', f"{CONFLICT}: expires_in"),
    ("nbf twice", '{"nbf":1}', ec, '{"expires_in":1,"not_before_in":1}', f"{CONFLICT}: not_before_in"),
    ("iat twice", '{"iat":1}', ec, '{"expires_in":1,"iat":2}', f"{CONFLICT}: iat"),
    ("jti twice", '{"jti":"1"}', ec, '{"expires_in":1,"jti":true}', f"{CONFLICT}: jti"),
    ("iat with a fraction", "{}", ec, '{"expires_in":1,"iat":1.5}', f"{VALUE}: iat takes a whole number from 0 to 9007199254740992"),
    ("expires_in without end", "{}", ec, '{"expires_in":1e99}', f"{VALUE}: expires_in takes whole seconds, to a date after 1970 and within 136 years"),
    ("expires_in before 1970", "{}", ec, '{"expires_in":-60,"now":1}', f"{VALUE}: expires_in takes whole seconds, to a date after 1970 and within 136 years"),
    ("exp ignored", "{}", ec, '{"exp":"ignored"}', f"{VALUE}: exp takes required or optional; a date goes among the claims"),
    ("now before 1970", "{}", ec, '{"expires_in":1,"now":-1}', f"{VALUE}: now takes seconds since 1970, from 0 to 9007199254740992"),
    ("an unknown option", "{}", ec, '{"expiresIn":1}', f"{UNKNOWN}: expiresIn; there are alg kid typ header max_length expires_in not_before_in iat jti exp now"),
    ("options that are NULL", "{}", ec, None, OBJECT),
    ("RFC 7515 section 4.1.1: alg in the header", "{}", ec, '{"expires_in":1,"header":{"alg":"none"}}', f"{VALUE}: header takes any member but alg, crit and b64"),
    ("RFC 7515 section 4.1.11: crit in the header", "{}", ec, '{"expires_in":1,"header":{"crit":["x"]}}', f"{VALUE}: header takes any member but alg, crit and b64"),
    ("RFC 7797: b64 in the header", "{}", ec, '{"expires_in":1,"header":{"b64":false}}', f"{VALUE}: header takes any member but alg, crit and b64"),
    ("RFC 7515 section 4.1.9: a typ that is no string", "{}", ec, '{"expires_in":1,"header":{"typ":5}}', f"{VALUE}: header takes a typ that is a string"),
    ("RFC 7515 section 4.1.4: a kid that is no string", "{}", ec, '{"expires_in":1,"header":{"kid":null}}', f"{VALUE}: header takes a kid that is a string"),
    ("RFC 7515 section 4.1.3: a private key in the header", "{}", ec, '{"expires_in":1,"header":{"jwk":%s}}' % ec, f"{VALUE}: header takes a jwk that is a public key"),
    ("RFC 7515 section 4.1.3: a secret in the header", "{}", ec, '{"expires_in":1,"header":{"jwk":{"kty":"oct","k":"AA"}}}', f"{VALUE}: header takes a jwk that is a public key"),
    ("RFC 7515 section 4.1.3: no key in the header", "{}", ec, '{"expires_in":1,"header":{"jwk":"x"}}', f"{VALUE}: header takes a jwk that is a public key"),
    ("an exp that no double counts", "{}", ec, '{"expires_in":1,"now":9007199254740992}', f"{VALUE}: expires_in takes whole seconds, to a date after 1970 and within 136 years"),
    ("an nbf that no double counts", "{}", ec, '{"expires_in":0,"not_before_in":1,"now":9007199254740992}', f"{VALUE}: not_before_in takes whole seconds, to a date after 1970 and within 136 years"),
    ("an exp of one's own that no double counts", '{"exp":9007199254740993}', ec, "{}", "a registered claim has a value of the wrong type, or out of its range: exp takes seconds since 1970, from 0 to 9007199254740992 (2^53)"),
    ("typ in header and option", "{}", ec, '{"expires_in":1,"typ":"a","header":{"typ":"b"}}', f"{CONFLICT}: header"),
    ("with a public key", "{}", public, '{"expires_in":1}', NO_PRIVATE),
    ("without a key", "{}", None, '{"expires_in":1}', "there is no key, or none in the set that fits kid, use and alg: the key is NULL"),
    ("with what is no key", "{}", "hello", '{"expires_in":1}', f"{NOT_KEY}: text is a key in JSON or PEM; a secret is a BLOB: secret_from_text(secret)"),
    ("with nothing for a key", "{}", "", '{"expires_in":1}', f"{NOT_KEY}: it is empty, or over 1 MiB"),
    ("with PEM that holds no key", "{}", "-----BEGIN EC PARAMETERS-----", '{"expires_in":1}', f"{NOT_KEY}: this PEM is cut, indented or damaged between BEGIN and END"),
    ("with keys that are no list", "{}", '{"keys":1}', '{"expires_in":1}', f"{NOT_KEY}: keys is not an array, or has more than 256 keys"),
    ("with a secret beside a public key", "{}", '{"keys":[%s,%s]}' % (public, one("SELECT jwk_generate('HS256')")), '{"expires_in":1}', f"{NOT_KEY}: a secret is among public keys"),
    ("with a list", "{}", "[]", '{"expires_in":1}', f"{NOT_KEY}: a JWK is a JSON object"),
    ("with an empty object", "{}", "{}", '{"expires_in":1}', f"{NOT_KEY}: its kty is missing"),
    ("with a key whose kid is a number", "{}", json.dumps({**json.loads(ec), "kid": 1}), '{"expires_in":1}', f"{NOT_KEY}: its kid is not a string"),
    ("with a key of another curve", "{}", '{"kty":"EC","crv":"P-224"}', '{"expires_in":1}', f"{NOT_KEY}: its crv is not one that jwt_algs() lists for its kty"),
    ("with a key whose use is a number", "{}", json.dumps({**json.loads(ec), "use": 1}), '{"expires_in":1}', f"{NOT_KEY}: its use is not a string"),
    ("with half a key", "{}", '{"kty":"EC","crv":"P-256","x":"AA"}', '{"expires_in":1}', f"{NOT_KEY}: its y is missing"),
    ("with a key off its curve", "{}", json.dumps({**json.loads(ec), "y": json.loads(ec)["x"]}), '{"expires_in":1}',
     f"{NOT_KEY}: its x and y are not a point of P-256"),
    ("with a private key for claims", ec, ec, '{"expires_in":1}', "the claims are a private key, and anybody can read a token; the key comes second"),
    ("with a secret for claims", '{"kty":"oct","k":"AA"}', ec, '{"expires_in":1}', "the claims are a private key, and anybody can read a token; the key comes second"),
    ("with a short secret", "{}", b"secret", '{"expires_in":1}', "the key is too weak for its algorithm: 48 bits, of 256 at least"),
    ("with a secret too short for its alg", "{}", bytes(32), '{"expires_in":1,"alg":"HS512"}', "the key is too weak for its algorithm: 256 bits, of 512 at least"),
    ("with an RSA key of e = 3", "{}", json.dumps({**json.loads(rsa), "e": "Aw"}), '{"expires_in":1}', "the key is too weak for its algorithm: its e is 3, and 65537 is the least"),
    ("with the alg of another key", "{}", ec, '{"expires_in":1,"alg":"ES384"}', "alg is not the one algorithm of this key: it is for ES256"),
    ("with the alg of another curve", "{}", one("SELECT jwk_to_private_pem(?)", ec), '{"expires_in":1,"alg":"ES384"}', "alg is not the one algorithm of this key: its kty is EC, its crv P-256"),
    ("with a key for encryption", "{}", json.dumps({**json.loads(rsa), "alg": "RSA-OAEP"}), '{"expires_in":1}', "alg is not the one algorithm of this key: the key names one that it cannot sign with"),
    ("with the alg of another kty", "{}", no_alg, '{"expires_in":1,"alg":"ES384"}', "alg is not the one algorithm of this key: its kty is RSA"),
    ("with another alg than the key names", "{}", rsa, '{"expires_in":1,"alg":"PS256"}', "alg is not the one algorithm of this key: it is for RS256"),
    ("RFC 8725 section 3.2: with alg none", "{}", ec, '{"expires_in":1,"alg":"none"}', "alg is not a signature algorithm that is known here; jwt_algs() lists them"),
    ("RFC 8725 section 3.1: an RSA key without alg", "{}", no_alg, '{"expires_in":1}', "the key has no alg: name it in the options"),
    ("with alg foo and no key", "{}", None, '{"expires_in":1,"alg":"foo"}', "alg is not a signature algorithm that is known here; jwt_algs() lists them"),
    ("a key that may only verify", "{}", json.dumps({**json.loads(ec), "use": "sig", "key_ops": ["verify"]}), '{"expires_in":1}', "use or key_ops say that the key is for something else: key_ops with verify, without sign"),
    ("more than 64 KiB", json.dumps({"a": "x" * 65000}), ec, '{"expires_in":1}', "the token is over 64 KiB, or its header over 8 KiB: a JWS of 86918 bytes, of 65536 at most; the option max_length allows more"),
    ("a header over 8 KiB", "{}", ec, json.dumps({"expires_in": 1, "header": {"a": "x" * 9000}}), "the token is over 64 KiB, or its header over 8 KiB: a header of 9087 bytes, of 8192 at most"),
    ("a longer JWS than one's own limit", "{}", ec, '{"expires_in":1,"max_length":100,"iat":false,"kid":"k","now":1000}', "the token is over 64 KiB, or its header over 8 KiB: a JWS of 154 bytes, of 100 at most; the option max_length allows more"),
]:
    check(f"jwt_sign {title}", raised("SELECT jwt_sign(?, ?, ?)", claims, key, options), want)
check("jws_sign with a public key", raised("SELECT jws_sign('x', ?)", public), NO_PRIVATE)
check("jws_sign with an option of jwt_sign", raised("SELECT jws_sign('x', ?, '{\"expires_in\":1}')", ec), f"{UNKNOWN}: expires_in; there are alg kid typ header b64 detached max_length")
check("jws_sign with options that are NULL", raised("SELECT jws_sign('x', ?, NULL)", ec), OBJECT)

# RFC 8725 section 2.1: a key file is no secret to sign with, nor one to make a JWK of.
for title, key_file in [
    ("PEM", one("SELECT jwk_to_pem(?)", public).encode()),
    ("PEM with text before", b"Key Attributes: <No Attributes>\n" + one("SELECT jwk_to_pem(?)", rsa).encode()),
    ("DER", base64.b64decode("".join(one("SELECT jwk_to_pem(?)", rsa).splitlines()[1:-1]))),
    ("base64 of DER", "".join(one("SELECT jwk_to_pem(?)", public).splitlines()[1:-1]).encode()),
    ("PKCS#12", b"\x30\x82\x01\x00" + bytes(256)),
    ("JWK", public.encode()),
    ("JWKS", b'\xef\xbb\xbf{"keys":[]}' + b" " * 32),
    ("OpenSSH", b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA"),
]:
    check(f"jwt_sign with the bytes of {title}", raised("SELECT jwt_sign('{}', ?, '{\"expires_in\":1}')", key_file), f"{NOT_KEY}: this BLOB is a key file; a key is TEXT, in JSON or PEM: text_from_utf8(key)")
    check(f"jws_sign with the bytes of {title}", raised("SELECT jws_sign('x', ?)", key_file), f"{NOT_KEY}: this BLOB is a key file; a key is TEXT, in JSON or PEM: text_from_utf8(key)")
    check(f"jwk_from_secret of the bytes of {title}", raised("SELECT jwk_from_secret(?, 'HS256')", key_file), "this BLOB is a key file, not a secret; a key is TEXT, in JSON or PEM: text_from_utf8(key)")

# Keys and the rest.
ARE_KEY = "the options are a key: they come after it"
IS_JWKS = "this is a JWKS, not one JWK; jwks_each() takes it apart"
IS_PEM = "this is PEM, not a JWK; jwk_from_pem() makes one of it"
PEM_UNREAD = "no key was read: this PEM has no key of a kind that jwt_algs() lists"
NOT_PEM = "this is not PEM, in which a line begins with -----BEGIN; openssl pkey -inform DER makes it of DER, with -pubin of a public key, and openssl x509 -inform DER of a certificate"
NO_ALG = "alg is not a signature algorithm that is known here; jwt_algs() lists them"
octet = one("SELECT jwk_generate('HS256')")
NO_JSON = "this is not JSON, or has a name twice, or is over 1 MiB"
LISTS = {"x5c": "list of strings", "key_ops": "list of different strings"}
for sql, arguments, want in [
    ("SELECT jwk_public(?)", [octet], "a secret has no public part"),
    ("SELECT jwk_public(?)", ["hello"], f"{NOT_KEY}: {NO_JSON}"),
    *[(f"SELECT {call}", [ec.encode()], "this is a BLOB, and so a secret; a JWK is TEXT: text_from_utf8(jwk)")  # the type decides: bytes are a secret, and no JWK
      for call in ("jwk_public(?)", "jwk_thumbprint(?)", "jwk_thumbprint_uri(?)", "jwk_to_pem(?)", "jwk_to_private_pem(?)", "jwks_group(?)", "count(*) FROM jwks_each(?)")],
    *[("SELECT jwk_public(?)", [json.dumps({**json.loads(ec), name: value})], f"{NOT_KEY}: its {name} is not a {LISTS.get(name, 'string')}")  # RFC 7517 section 4: strings, and lists of them
      for name, value in [("use", {"d": "secret"}), ("alg", ["ES256"]), ("kid", 1), ("n", {"d": 1}), ("x5u", None), ("x5t", []), ("x5c", "MIIB"),
                          ("x5c", [{"d": "secret"}]), ("x5c", {"a": "MIIB"}), ("key_ops", "sign"), ("key_ops", [{"d": "secret"}])]],
    ("SELECT jwks_group(?)", [json.dumps({**json.loads(ec), "use": {"d": "secret"}})], f"{NOT_KEY}: its use is not a string"),
    ("SELECT jwk_public(?)", ['{"kty":"EC"}'], f"{NOT_KEY}: its crv is missing"),
    ("SELECT jwk_public(?)", ['{"keys":[]}'], IS_JWKS),
    ("SELECT jwk_to_pem(?)", ['{"keys":[%s]}' % ec], IS_JWKS),
    ("SELECT jwk_thumbprint(?)", ['{"keys":[%s]}' % ec], IS_JWKS),
    ("SELECT jwks_group(?)", ['{"keys":[]}'], IS_JWKS),
    ("SELECT jwk_public(jwk_to_pem(?))", [ec], IS_PEM),
    ("SELECT count(*) FROM jwks_each(jwk_to_pem(?))", [ec], IS_PEM),
    ("SELECT detail FROM jwk_check(?) WHERE status = 'fail'", ['{"keys":[%s]}' % ec], f"no error but {IS_JWKS!r}"),
    ("SELECT jwks_group(?)", [octet], "a secret has no public part"),
    ("SELECT jwks_group(?)", ["{}"], f"{NOT_KEY}: its kty is missing"),
    ("SELECT jwk_thumbprint(?)", ["{}"], f"{NOT_KEY}: its kty is missing"),
    ("SELECT jwk_thumbprint(?)", ["hello"], f"{NOT_KEY}: {NO_JSON}"),
    ("SELECT jwk_thumbprint(?, 'md5')", [ec], "the hash is not sha-256, sha-384 or sha-512"),
    ("SELECT jwk_thumbprint(?, 'sha-256' || char(0))", [ec], "the hash is not sha-256, sha-384 or sha-512"),
    ("SELECT pkce_challenge(?, 'S256' || char(0))", ["a" * 43], "the method is neither S256 nor plain"),
    ("SELECT password_verify('x', password_hash('x', '{\"N\":2}') || char(0) || ?)", ["y"], "no error but 0"),
    ("SELECT jwt_error(?, jwk_public(jwk_generate('ES256')), '{\"alg\":\"\\u0045S256\"}')", [token], "no error but 'bad_signature'"),
    ("SELECT jwt_header(jwt_sign('{}', ?, '{\"expires_in\":1,\"alg\":\"\\u0045S256\"}')) ->> 'alg'", [ec], "no error but 'ES256'"),
    ("SELECT jwk_from_pem(jwk_to_pem(?), '{\"alg\":\"\\u0045S256\"}') ->> 'alg'", [ec], "no error but 'ES256'"),
    ("SELECT jwk_generate(?)", ["none"], NO_ALG),
    ("SELECT jwk_generate('RS256', ?)", ['{"bits":1024}'], f"{VALUE}: bits takes a multiple of 8 from 2048 to 16384"),
    ("SELECT jwk_generate('RS256', ?)", ['{"bits":2049}'], f"{VALUE}: bits takes a multiple of 8 from 2048 to 16384"),
    ("SELECT jwk_generate('RS256', ?)", ['{"bits":32768}'], f"{VALUE}: bits takes a multiple of 8 from 2048 to 16384"),
    ("SELECT jwk_generate('ES256', ?)", ['{"bits":384}'], f"{VALUE}: bits takes 256, as its curve has"),
    ("SELECT jwk_generate('HS256', ?)", ['{"bits":128}'], f"{VALUE}: bits takes a multiple of 8 from 256 to 16384"),
    ("SELECT jwk_generate('ES256', ?)", ['{"use":"both"}'], f"{VALUE}: use takes sig or enc"),
    ("SELECT jwk_generate('ES256', ?)", ['{"kid":1}'], f"{TYPE}: kid takes a string"),
    ("SELECT jwk_generate('ES256', ?)", ['{"alg":"ES256"}'], f"{UNKNOWN}: alg; there are bits kid use"),
    ("SELECT jwk_generate('ES256', ?)", [None], OBJECT),
    ("SELECT jwk_from_pem(?)", ["hello"], NOT_PEM),
    ("SELECT jwk_from_pem(?)", [base64.b64decode("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")], NOT_PEM),
    ("SELECT jwk_from_pem(?)", ["-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(bytes.fromhex("308209e6300d06092a864886f70d0101010500038209d300308209ce028209c500ff") + bytes(2498) + bytes.fromhex("010203010001")).decode() + "\n-----END PUBLIC KEY-----\n"], PEM_UNREAD),  # 20,000 bits
    ("SELECT jwk_from_pem(jwk_to_pem(?), '{\"alg\":\"RS256\"}')", [ec], "alg is not the one algorithm of this key"),
    ("SELECT jwk_from_pem(?)", ["-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"], "no key was read: this PEM is encrypted; openssl pkey -in FILE asks for the passphrase"),
    ("SELECT jwk_from_pem(?)", ["-----BEGIN RSA PRIVATE KEY-----\nMCgCAQECAWkCAQUCAQUCAQMCAQUCAQECAQECAQIwCzAJAgEHAgEFAgEB\n-----END RSA PRIVATE KEY-----\n"], PEM_UNREAD),  # 3 * 5 * 7
    ("SELECT jwk_to_pem(?)", [octet], "a secret has no public part"),
    ("SELECT jwk_to_pem(?)", ["{}"], f"{NOT_KEY}: its kty is missing"),
    ("SELECT jwk_to_pem(?)", ['{"kty":"RSA","n":"_wE","e":"AQAB"}'], "the key is too weak for its algorithm: 16 bits, of 2048 at least"),
    ("SELECT jwk_to_private_pem(?)", [public], NO_PRIVATE),
    ("SELECT jwk_thumbprint_uri(?)", ["{}"], f"{NOT_KEY}: its kty is missing"),
    ("SELECT jwk_thumbprint_uri(?)", ["hello"], f"{NOT_KEY}: {NO_JSON}"),
    ("SELECT jwk_thumbprint(?, 'sha-256')", [" " * 1100000], f"{NOT_KEY}: {NO_JSON}"),
    ("SELECT jwk_from_pem(jwk_to_pem(?), '{\"alg\":\"none\"}')", [rsa], NO_ALG),
    ("SELECT jwk_from_pem(?, '{\"use\":\"both\"}')", ["x"], f"{VALUE}: use takes sig or enc"),
    ("SELECT jwk_from_secret(?, 'HS256')", ["a secret that is text"], "this is TEXT, and a secret is a BLOB: secret_from_text(secret)"),
    ("SELECT jwk_from_secret(?, 'HS256')", [b"short"], "the key is too weak for its algorithm: 40 bits, of 256 at least"),
    ("SELECT jwk_from_secret(?, 'RS256')", [secret], "alg is not the one algorithm of this key: a secret is for HS256, HS384 or HS512"),
    ("SELECT jwk_from_secret(?, 'none')", [secret], NO_ALG),
    ("SELECT jws_sign('a.b', ?, '{\"b64\":false}')", [secret], f"{VALUE}: b64 takes false only beside detached:true"),
    ("SELECT jws_sign(zeroblob(17000000), ?, '{\"detached\":true}')", [secret], "the payload is over 16 MiB: a payload of 17000000 bytes, of 16777216 at most; the option max_length allows more"),
    ("SELECT jws_sign(zeroblob(16777217), ?, '{\"detached\":true}')", [secret], "the payload is over 16 MiB: a payload of 16777217 bytes, of 16777216 at most; the option max_length allows more"),
    ("SELECT length(jws_sign(zeroblob(16777217), ?, '{\"detached\":true,\"max_length\":16777217}'))", [secret], "no error but 65"),
    ("SELECT jws_sign('x', zeroblob(32), ?)", ['{"max_length":0}'], f"{VALUE}: max_length takes a whole number from 1 to 1000000000"),
    ("SELECT jws_verify('x', zeroblob(32), ?)", ['{"max_length":1000000001}'], f"{VALUE}: max_length takes a whole number from 1 to 1000000000"),
    ("SELECT dpop_verify('x', 'GET', 'https://a/', ?)", ['{"max_length":100000}'], f"{UNKNOWN}: max_length{OF_DPOP_VERIFY}"),
    ("SELECT jws_sign('x', ?, '{\"header\":{\"typ\":1}}')", [secret], f"{VALUE}: header takes a typ that is a string"),
    ("SELECT jws_sign('x', ?, '{\"kid\":\"a\",\"header\":{\"kid\":\"b\"}}')", [secret], f"{CONFLICT}: header"),
    ("SELECT count(*) FROM jwks_each(?)", ["hello"], f"{NOT_KEY}: {NO_JSON}"),
    ("SELECT count(*) FROM jwks_each(?)", ["7"], f"{NOT_KEY}: a JWK is an object, and keys in it a list"),
    ("SELECT count(*) FROM jwks_each(?)", ['{"keys":7}'], f"{NOT_KEY}: a JWK is an object, and keys in it a list"),
    ("SELECT count(*) FROM jwks_each(?)", [json.dumps({"keys": [7] * 257})], "a JWKS has at most 256 keys"),
    ("SELECT count(*) FROM jwks_each(?)", [" " * 1100000], f"{NOT_KEY}: {NO_JSON}"),
    ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 256) SELECT json_array_length(jwks_group(?), '$.keys') FROM n", [public], "no error but 256"),
    ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 257) SELECT jwks_group(?) FROM n", [public], "a JWKS has at most 256 keys"),
    ("SELECT jwks_group(column1) FROM (VALUES (?), (?))", [octet, octet], "a secret has no public part"),
    ("SELECT jwt_hash('x', ?)", ["none"], NO_ALG),
    ("SELECT token_random(?)", [0], "token_random takes a whole number of bytes, from 1 to 1024"),
    ("SELECT token_random(?)", [1025], "token_random takes a whole number of bytes, from 1 to 1024"),
    ("SELECT token_random(?)", ["32"], "token_random takes a whole number of bytes, from 1 to 1024"),
    ("SELECT token_derive(?, 'x')", [""], "the key is too weak for its algorithm: it is empty"),
    ("SELECT token_fingerprint(?, 'x')", [b""], "the key is too weak for its algorithm: it is empty"),
    ("SELECT pkce_challenge(?, 's256')", ["a" * 43], "the method is neither S256 nor plain"),
    ("SELECT pkce_challenge(NULL, ?)", ["s256"], "the method is neither S256 nor plain"),
    ("SELECT pkce_challenge(NULL, ?)", [None], "no error but None"),
    ("SELECT jwt_verify('a.b.c', '{}', ?)", [ec], ARE_KEY),
    ("SELECT jwt_error('a.b.c', '{}', '{\"keys\":[' || ? || ']}')", [public], ARE_KEY),
    ("SELECT jwt_sign('{}', '{\"expires_in\":1}', jwk_to_pem(?))", [ec], ARE_KEY),
    ("SELECT count(*) FROM jwt_check('a.b.c', '{}', ?)", [ec], ARE_KEY),
    ("SELECT dpop_verify('a.b.c', 'GET', 'https://a/', ?)", [ec], ARE_KEY),
    ("SELECT jwt_error('a.b.c', '{}', ?)", ['{"claims":{"kty":"EC"}}'], "no error but 'bad_base64url'"),
    ("SELECT count(*) FROM jwt_check('a.b.c', ?) WHERE argument_key = 'x'", [ec], "an argument of jwt_check is given twice"),
    ("SELECT count(*) FROM jwt_parts(?) WHERE argument_token = 'a.b.c'", ["a.b.c"], "an argument of jwt_parts is given twice"),
    ("SELECT count(*) FROM jwt_parts WHERE argument_token = ?", ["a.b.c"], "no error but 3"),
    # An argument that SQLite keeps to itself would leave no row, and so no step that failed.
    ("SELECT count(*) FROM jwt_check WHERE argument_token IS 'a.b.c' AND argument_key = ?", [ec], "no query solution"),
    ("SELECT count(*) FROM jwt_check('a.b.c') WHERE argument_key > ?", [ec], "no query solution"),
    ("SELECT count(*) FROM jwt_check WHERE argument_token = 'a.b.c' AND (argument_key = ? OR argument_key = '{}') AND status = 'fail'", [ec], "no error but 2"),
    ("SELECT group_concat(kty) FROM (SELECT kty FROM jwks_each AS e WHERE e.argument_jwks = ? OR e.argument_jwks = '{\"kty\":\"RSA\"}' ORDER BY kty)", [ec], "no error but 'EC,RSA'"),
    ("SELECT count(*) FROM (VALUES ('header'), (?)) AS n FULL JOIN jwt_parts('eyJhbGciOiJub25lIn0.e30.AQID') AS p ON p.name = n.column1", ["foo"], "no error but 4"),
    ("SELECT count(DISTINCT rowid) FROM (SELECT rowid FROM jwt_parts('a.b.c') UNION ALL SELECT rowid FROM jwt_parts('a.b.c') UNION ALL SELECT rowid FROM jwt_parts(?))", ["a.b.d"], "no error but 6"),
    ("SELECT group_concat(e.kty) FROM (VALUES (?), ('{\"kty\":\"RSA\"}'), (NULL)) LEFT JOIN jwks_each(column1) AS e", [ec], "no error but 'EC,RSA'"),
    ("SELECT password_hash('x', ?)", ['{"N":1000}'], f"{VALUE}: N takes a power of two from 2 to 1048576, with r 1 to 32768; 128 N r is at most 256 MiB"),
    ("SELECT password_hash('x', ?)", ['{"N":65536,"r":1}'], f"{VALUE}: N takes a power of two from 2 to 1048576, with r 1 to 32768; 128 N r is at most 256 MiB"),
    ("SELECT password_verify('x', ?)", ["$scrypt$ln=16,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], "no error but 0"),
    ("SELECT password_hash('x', ?)", ['{"N":1}'], f"{VALUE}: N takes a power of two from 2 to 1048576, with r 1 to 32768; 128 N r is at most 256 MiB"),
    ("SELECT password_hash('x', ?)", ['{"N":2097152}'], f"{VALUE}: N takes a power of two from 2 to 1048576, with r 1 to 32768; 128 N r is at most 256 MiB"),
    ("SELECT password_hash('x', ?)", ['{"N":2097152,"r":1}'], f"{VALUE}: N takes a power of two from 2 to 1048576, with r 1 to 32768; 128 N r is at most 256 MiB"),
    ("SELECT password_hash('x', ?)", ['{"N":1048576,"r":32}'], f"{VALUE}: N takes a power of two from 2 to 1048576, with r 1 to 32768; 128 N r is at most 256 MiB"),
    ("SELECT password_hash('x', ?)", ['{"r":0}'], f"{VALUE}: r takes a whole number from 1 to 32"),
    ("SELECT password_hash('x', ?)", ['{"p":17}'], f"{VALUE}: p takes a whole number from 1 to 16"),
    ("SELECT password_hash('x', ?)", ['{"n":1024}'], f"{UNKNOWN}: n; there are N r p max_cost"),
    ("SELECT password_hash('x', ?)", ['{"p":16}'], f"{VALUE}: max_cost takes N r p, here 4194304, or more; password_verify wants it too"),
    ("SELECT password_hash('x', ?)", ['{"N":16,"r":2,"p":3,"max_cost":95}'], f"{VALUE}: max_cost takes N r p, here 96, or more; password_verify wants it too"),
    ("SELECT password_hash('x', ?)", ['{"max_cost":33554433}'], f"{VALUE}: max_cost takes a whole number from 1 to 33554432"),
    ("SELECT password_verify('x', NULL, ?)", ['{"max_cost":0}'], f"{VALUE}: max_cost takes a whole number from 1 to 33554432"),
    ("SELECT password_verify('x', 'x', ?)", ['{"max_cost":"1"}'], f"{TYPE}: max_cost takes a number"),
    ("SELECT password_verify('x', 'x', ?)", ['{"N":16}'], f"{UNKNOWN}: N; there are max_cost"),
    ("SELECT password_verify('x', 'x', ?)", [None], OBJECT),
    ("SELECT password_hash('x', ?)", [None], OBJECT),
    ("SELECT jwt_verify(?)", ["x"], "wrong number of arguments to function jwt_verify()"),
]:
    check(f"{sql} {arguments[0]!r}"[:120], raised(sql, *arguments), want)

# What jwt_check wants to see, and what it saw.
for title, spoilt, key, want in [
    ("with Bearer before it", f"Bearer {token}", public, ("bad_base64url", "A-Z a-z 0-9 - _", "a space at character 7")),
    ("with a line end", f"{token}\n", public, ("bad_base64url", "A-Z a-z 0-9 - _", f"a line end at character {len(token) + 1}")),
    ("with a carriage return", f"{token}\r", public, ("bad_base64url", "A-Z a-z 0-9 - _", f"a line end at character {len(token) + 1}")),
    ("with padding", f"{token}=", public, ("bad_base64url", "A-Z a-z 0-9 - _", f"padding (=) at character {len(token) + 1}")),
    ("in base64", f"+{token}", public, ("bad_base64url", "A-Z a-z 0-9 - _", "base64's + at character 1")),
    ("with a NUL", f"{token}\0", public, ("bad_base64url", "A-Z a-z 0-9 - _", f"another byte at character {len(token) + 1}")),
    ("cut short", "eyJhbGciOiJub25lIn0.e30.A", public, ("bad_base64url", "A-Z a-z 0-9 - _", "a part that ends within a byte")),
    ("of an RSA key without alg", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", rsa), no_alg, ("alg_key_mismatch", "alg in the key, or the option alg", "RS256")),
    ("of an RSA key for encryption", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", rsa), json.dumps({**json.loads(rsa), "alg": "RSA-OAEP"}),
     ("alg_key_mismatch", "an algorithm for RSA keys", "RS256")),
    ("with aud, for a caller who names none", one("SELECT jwt_sign('{\"aud\":\"x\"}', ?, '{\"expires_in\":60}')", ec), public,
     ("aud_mismatch", "the option aud, which says who the caller is", "x")),
    ("under a secret of 48 bits", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", secret), b"secret", ("key_weak", "at least 256 bits", "48 bits")),
    ("of ES256 under a short RSA key", token, '{"kty":"RSA","n":"_wE","e":"AQAB"}', ("key_weak", "at least 2048 bits", "16 bits")),
    ("under an RSA key with e = 3", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", rsa), json.dumps({**json.loads(no_alg), "e": "Aw"}),
     ("key_weak", None, None)),
    ("of a header over 8 KiB", "A" * 11000 + ".e30.", public, ("too_large", "at most 8192 bytes of header", "8250 bytes of header")),
    ("of more than 64 KiB", token + "A" * 65536, public, ("too_large", "at most 65536 characters", f"{len(token) + 65536} characters")),
    ("with iss as a number", one("SELECT jws_sign('{\"iss\":1,\"exp\":99999999999}', ?)", ec), public, ("claim_type", "iss: a string", "1")),
]:
    check(f"jwt_check of a token {title}", db.execute("SELECT name, expected, actual FROM jwt_check(?, ?) WHERE status = 'fail'", (spoilt, key)).fetchone(), want)
for title, spoilt, key, want in [
    ("of an RSA key without alg", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", rsa), no_alg,
     "alg is not the one algorithm of this key: the key names none, and only the token says RS256"),
    ("of an RSA key without alg in a JWKS", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", rsa), '{"keys":[%s]}' % no_alg,
     "alg is not the one algorithm of this key: the key names none, and only the token says RS256"),
    ("of another key", one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", rsa), public, "alg is not the one algorithm of this key"),
    ("of HS512 under a secret that names no alg", one("SELECT jws_sign('{}', zeroblob(64), '{\"alg\":\"HS512\"}')"), bytes(64),
     "alg is not the one algorithm of this key: the key names none, and only the token says HS512"),
    ("with Bearer before it", f"Bearer {token}", public, "a part is not base64url: padding, spaces, line ends, + or /, or spare bits: the token comes after Bearer"),
    ("with b64 and no crit", "eyJhbGciOiJFUzI1NiIsImI2NCI6ZmFsc2V9.e30.AA", public, "crit names an extension that is not understood: b64 is there, but no crit names it"),
    ("under a key that is NULL", token, None, "there is no key, or none in the set that fits kid, use and alg: the key is NULL"),
    ("under the bytes of a key", token, public.encode(), f"{NOT_KEY}: this BLOB is a key file; a key is TEXT, in JSON or PEM: text_from_utf8(key)"),
    ("under keys, one of them off its curve", token, '{"keys":[%s]}' % json.dumps({**json.loads(public), "y": json.loads(public)["x"]}),
     f"{NOT_KEY}: its x and y are not a point of P-256"),
    ("for a caller who names no audience", one("SELECT jwt_sign('{\"aud\":\"x\"}', ?, '{\"expires_in\":60}')", ec), public,
     "the token is meant for another audience, or the caller has not said who it is"),
]:
    check(f"what is said of a token {title}", db.execute("SELECT detail FROM jwt_check(?, ?) WHERE status = 'fail'", (spoilt, key)).fetchone()[0], want)
TOO_LONG = "the token is over 64 KiB, or its header over 8 KiB"
check("what is said of a token of more than 64 KiB", one("SELECT detail FROM jwt_check(?, NULL) WHERE name = 'too_large'", "a" * 70000), f"{TOO_LONG}: the option max_length allows more")
check("what is said of a header of more than 8 KiB", one("SELECT detail FROM jwt_check(?, NULL) WHERE name = 'too_large'", "a" * 11000 + ".e30."), TOO_LONG)
check("what is said of a proof of more than 64 KiB", one("SELECT detail FROM dpop_check(?, 'GET', 'https://a/') WHERE name = 'too_large'", "a" * 70000), TOO_LONG)
check("RFC 8259 section 9 lets us say how large a token may be", one("SELECT spec FROM jwt_check(?, NULL) WHERE name = 'too_large' AND status = 'fail'", "a" * 70000), "RFC 8259 section 9")
# RFC 3629 section 3: what is too long for a cell ends before a character; Python reads nothing else.
for character in "é\u0800€😀":
    for length in range(80, 97):
        name = "a" * length + character * 9
        said = db.execute("SELECT detail FROM jwt_check(?, ?, ?) WHERE name = 'claim_missing'", (token, public, json.dumps({"require": [name]}, ensure_ascii=False))).fetchone()[0]
        start = said.removeprefix("a claim that the caller requires is missing: ")
        check(f"jwt_check of a name of {length} letters and {character}", name.startswith(start) and 92 <= len(start.encode()) <= 95, True)
for title, key, want in [
    ("a secret of 48 bits", '{"kty":"oct","k":"c2VjcmV0"}', ("key_weak", "at least 256 bits", "48 bits")),
    ("a secret too short for its alg", one("SELECT json_set(jwk_from_secret(zeroblob(32), 'HS256'), '$.alg', 'HS512')"), ("key_weak", "at least 512 bits", "256 bits")),
    ("RSA with e = 3", json.dumps({**json.loads(no_alg), "e": "Aw"}), ("key_weak", None, None)),
]:
    check(f"jwk_check of {title}", db.execute("SELECT name, expected, actual FROM jwk_check(?) WHERE status = 'fail'", (key,)).fetchone(), want)

# A database in UTF-16: what CAST makes of a text there are other bytes.
wide = connect()
wide.execute("PRAGMA encoding = 'UTF-16le'")
wide.execute("CREATE TABLE key_file AS SELECT ? AS text", (one("SELECT jwk_to_pem(?)", rsa),))
check("RFC 8725 section 2.1: in UTF-16 a public key is no secret either", wide.execute("SELECT jwk_error(CAST(text AS BLOB)) FROM key_file").fetchone()[0], "key_invalid")
check("and is a key as ever", wide.execute("SELECT jwk_error(text) FROM key_file").fetchone()[0], None)
check("and tokens are what they are", wide.execute("SELECT jwt_verify(?, ?) ->> 'sub'", (token, public)).fetchone()[0], "alice")

# RFC 8725 section 3: no message repeats what must not be read.
for private in ("d", "p", "q"):
    value = json.loads(rsa)[private]
    for sql in ("SELECT jwk_public(replace(?, 'RSA', 'EC'))", "SELECT jwt_sign('{}', ?, ?)", "SELECT jwt_verify('a.b.c', 'x', ?)"):
        arguments = [rsa] * sql.count("?")
        check(f"no message shows {private}: {sql}", value in raised(sql, *arguments), False)

# What somebody plants in a schema cannot sign, make keys or read private ones: SQLITE_DIRECTONLY, SQLITE_INNOCUOUS.
db.execute("CREATE TABLE signing_key(jwk)")
db.execute("INSERT INTO signing_key VALUES (?)", (ec,))
db.execute("CREATE TABLE kept(jwk, kid AS (jwk_thumbprint(jwk)))")
for name, expression in [("jwt_sign", "jwt_sign('{}', jwk, '{\"expires_in\":1}')"), ("jws_sign", "jws_sign('x', jwk)"),
                         ("jwk_generate", "jwk_generate('ES256')"), ("jwk_from_pem", "jwk_from_pem(jwk)"),
                         ("token_random", "token_random(8)"), ("password_hash", "password_hash('x')")]:
    db.execute(f"CREATE VIEW v_{name} AS SELECT {expression} AS x FROM signing_key")
    check(f"{name} in a view", raised(f"SELECT x FROM v_{name}").startswith(f"unsafe use of {name}()"), True)
db.execute("CREATE VIEW jwks AS SELECT jwks_group(jwk) AS jwks FROM signing_key")
db.execute("PRAGMA trusted_schema = OFF")
check("jwks_group in a view of an untrusted schema", json.loads(one("SELECT jwks FROM jwks"))["keys"][0]["kty"], "EC")
db.execute("INSERT INTO kept(jwk) VALUES (?)", (ec,))
check("jwk_thumbprint in a generated column", one("SELECT kid FROM kept"), json.loads(ec)["kid"])
for name, call, want in [("jwt_verify", "jwt_verify('a.b.c', jwk)", None), ("jwt_error", "jwt_error('a.b.c', jwk)", "bad_base64url"), ("jws_verify", "jws_verify('a.b.c', jwk)", None),
                         ("dpop_verify", "dpop_verify('a.b.c', 'GET', 'https://a/')", None)]:
    db.execute(f"CREATE VIEW v_{name} AS SELECT {call} AS x FROM signing_key")
    check(f"{name} in a view of an untrusted schema", one(f"SELECT x FROM v_{name}"), want)
for name, call, want in [("jwt_check", "jwt_check('a.b.c', k)", 1), ("dpop_check", "dpop_check('a.b.c', 'GET', 'https://a/')", 1), ("jwk_check", "jwk_check(k)", 0), ("jwks_each", "jwks_each(k)", 0)]:
    db.execute(f"CREATE VIEW v_{name} AS SELECT t.* FROM (SELECT jwk AS k FROM signing_key), {call} AS t")
    check(f"{name} in a view of an untrusted schema", one(f"SELECT count(*) FROM v_{name} WHERE {'error' if name == 'jwks_each' else 'status'} = 'fail'"), want)
db.execute("CREATE TABLE inbox(token CHECK (jwt_error(token, '{}', '{}') IS NOT NULL))")
check("jwt_error in a CHECK of an untrusted schema", raised("INSERT INTO inbox VALUES ('a.b.c') RETURNING token"), "no error but 'a.b.c'")
db.execute("CREATE VIEW v_password_verify AS SELECT password_verify('x', 'y') AS x")
check("password_verify in a view of an untrusted schema", raised("SELECT x FROM v_password_verify"), "unsafe use of password_verify()")
pages = [" ".join(open(f"ext/{name}", encoding="utf-8").read().split()) for name in ("README.md", "jwt.7")]
check("README and manual say so, with the pragma's name", ["PRAGMA trusted_schema" in page and "unsafe use of" in page for page in pages], [True, True])
db.execute("PRAGMA trusted_schema = ON")
check("password_verify in a view of a trusted schema", one("SELECT x FROM v_password_verify"), 0)

# The second door.
narrow = connect("sqlite3_jwtverify_init")
names = {row[0] for row in narrow.execute("SELECT name FROM pragma_function_list WHERE name LIKE 'jw%'")}
check("sqlite3_jwtverify_init: nothing that signs, makes or shows a private key",
      names & {"jwt_sign", "jws_sign", "jwk_generate", "jwk_from_pem", "jwk_to_private_pem", "jwk_from_secret"}, set())
check("sqlite3_jwtverify_init: verifies", narrow.execute("SELECT jwt_error(?, ?)", (token, public)).fetchone()[0], None)
check("sqlite3_jwtverify_init: checks", narrow.execute("SELECT count(*) FROM jwt_check(?, ?)", (token, public)).fetchone()[0], 35)

# Keys by literal, parameter and subquery; more keys than the cache holds; twice the extension; a connection more.
keys = [one("SELECT jwk_generate('EdDSA')") for _ in range(40)]
tokens = [one("SELECT jwt_sign('{}', ?, '{\"expires_in\":60}')", key) for key in keys]
check("forty keys in turn, which is more than the cache holds",
      [one("SELECT jwt_error(?, ?)", t, k) for _ in range(3) for t, k in zip(tokens, keys)], [None] * 120)
check("a key by literal", one(f"SELECT jwt_error('{token}', '{public}')"), None)
check("a key by subquery", one("SELECT jwt_error(?, (SELECT jwk FROM signing_key))", token), None)
check("text and bytes of one spelling are two keys", [one("SELECT jwt_error(?, ?)", token, k) for k in (public, public.encode(), public)], [None, "key_invalid", None])
again = connect()
again.enable_load_extension(True)
again.load_extension(JWT)
check("loaded twice", again.execute("SELECT jwt_error(?, ?)", (token, public)).fetchone()[0], None)
again.close()
check("another connection was closed", one("SELECT jwt_error(?, ?)", token, public), None)
narrow.close()
db.close()

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
