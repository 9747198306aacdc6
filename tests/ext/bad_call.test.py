#!/usr/bin/python3
"""A bad call raises, says why, and never repeats a key or a token; a bad token never raises.  And the two doors."""
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

OBJECT = "the options are no JSON object with each name once"
UNKNOWN = "there is no such option"
TYPE = "the option has a value of the wrong type"
VALUE = "the option has a value that is not allowed"
CONFLICT = "the option says what the claims or another option say already"

# Options of verification: each would otherwise verify less than was meant.
for options, want in [
    ('{"audience":"x"}', f"{UNKNOWN}: audience"),
    ('{"Aud":"x"}', f"{UNKNOWN}: Aud"),
    ('{"' + "x" * 100 + '":1}', f"{UNKNOWN}: " + "x" * 31),
    ('{"\u00e9":1}', f"{UNKNOWN}: ??"),
    ('{"aud":null}', f"{TYPE}: aud"),
    ('{"aud":1}', f"{TYPE}: aud"),
    ('{"aud":["a",1]}', f"{TYPE}: aud"),
    ('{"iss":["a"]}', f"{TYPE}: iss"),
    ('{"sub":null}', f"{TYPE}: sub"),
    ('{"nonce":null}', f"{TYPE}: nonce"),
    ('{"alg":"none"}', f"{VALUE}: alg"),
    ('{"alg":"es256"}', f"{VALUE}: alg"),
    ('{"algs":[]}', f"{VALUE}: algs"),
    ('{"algs":["ES256",1]}', f"{VALUE}: algs"),
    ('{"alg":"ES256","algs":["ES256"]}', f"{CONFLICT}: algs"),
    ('{"crit":[1]}', f"{TYPE}: crit"),
    ('{"exp":"never"}', f"{VALUE}: exp"),
    ('{"exp":false}', f"{TYPE}: exp"),
    ('{"leeway":601}', f"{VALUE}: leeway"),
    ('{"leeway":-1}', f"{VALUE}: leeway"),
    ('{"leeway":0.5}', f"{VALUE}: leeway"),
    ('{"leeway":"60"}', f"{TYPE}: leeway"),
    ('{"max_token_age":-1}', f"{VALUE}: max_token_age"),
    ('{"max_auth_age":1e99}', f"{VALUE}: max_auth_age"),
    ('{"now":"1500"}', f"{TYPE}: now"),
    ('{"require":[1]}', f"{TYPE}: require"),
    ('{"absent":"nonce"}', f"{TYPE}: absent"),
    ('{"claims":["a"]}', f"{TYPE}: claims"),
    ("hello", OBJECT), ("[]", OBJECT), ("", OBJECT), ('{"aud":"x","aud":"y"}', OBJECT), (None, OBJECT),
]:
    for function in ("jwt_verify", "jwt_error"):
        check(f"{function} with options {options}", raised(f"SELECT {function}(?, ?, ?)", token, public, options), want)
    check(f"jwt_check with options {options}", raised("SELECT count(*) FROM jwt_check(?, ?, ?)", token, public, options), want)
for options, want in [
    ('{"max_age":-1}', f"{VALUE}: max_age"), ('{"future":86401}', f"{VALUE}: future"), ('{"now":-1}', f"{VALUE}: now"), ('{"alg":"none"}', f"{VALUE}: alg"),
    ('{"ath":"short"}', f"{VALUE}: ath"), ('{"ath":"x","access_token":"y"}', f"{CONFLICT}: access_token"), ('{"aud":"x"}', f"{UNKNOWN}: aud"),
    ('{"htu":"x"}', f"{UNKNOWN}: htu"), ('{"nonce":1}', f"{TYPE}: nonce"), ('{"\x7f":1}', f"{UNKNOWN}: ?"), (None, OBJECT), ("[]", OBJECT),
]:
    check(f"dpop_verify with options {options}", raised("SELECT dpop_verify('a.b.c', 'GET', 'https://a/', ?)", options), want)
    check(f"dpop_check with options {options}", raised("SELECT count(*) FROM dpop_check('a.b.c', 'GET', 'https://a/', ?)", options), want)
check("a constant option that is unknown", raised(f"SELECT jwt_verify('{token}', '{public}', '{{\"audience\":1}}')"), f"{UNKNOWN}: audience")
check("jws_verify has no claims to ask for", raised("SELECT jws_verify(?, ?, '{\"iss\":\"x\"}')", token, public), f"{UNKNOWN}: iss")
check("jws_verify with options that are NULL", raised("SELECT jws_verify(?, ?, NULL)", token, public), OBJECT)

# Signing.
NO_PRIVATE = "the key has no private part, and so cannot sign"
for title, claims, key, options, want in [
    ("without exp", "{}", ec, "{}", "a token must end: name expires_in in the options, or exp in the claims"),
    ("claims that are no JSON", "hello", ec, '{"expires_in":1}', "the claims are no JSON object"),
    ("claims that are a list", "[]", ec, '{"expires_in":1}', "the claims are no JSON object"),
    ("claims with a name twice", '{"a":1,"a":2}', ec, '{"expires_in":1}', "a name stands twice in one JSON object"),
    ("exp as a string", '{"exp":"1"}', ec, "{}", "a registered claim has a value of the wrong type"),
    ("exp twice", '{"exp":1}', ec, '{"expires_in":1}', f"{CONFLICT}: expires_in"),
    ("nbf twice", '{"nbf":1}', ec, '{"expires_in":1,"not_before_in":1}', f"{CONFLICT}: not_before_in"),
    ("iat twice", '{"iat":1}', ec, '{"expires_in":1,"iat":2}', f"{CONFLICT}: iat"),
    ("jti twice", '{"jti":"1"}', ec, '{"expires_in":1,"jti":true}', f"{CONFLICT}: jti"),
    ("iat with a fraction", "{}", ec, '{"expires_in":1,"iat":1.5}', f"{VALUE}: iat"),
    ("expires_in without end", "{}", ec, '{"expires_in":1e99}', f"{VALUE}: expires_in"),
    ("expires_in before 1970", "{}", ec, '{"expires_in":-60,"now":1}', f"{VALUE}: expires_in"),
    ("exp ignored", "{}", ec, '{"exp":"ignored"}', f"{VALUE}: exp"),
    ("now before 1970", "{}", ec, '{"expires_in":1,"now":-1}', f"{VALUE}: now"),
    ("an unknown option", "{}", ec, '{"expiresIn":1}', f"{UNKNOWN}: expiresIn"),
    ("options that are NULL", "{}", ec, None, OBJECT),
    ("RFC 7515 section 4.1.1: alg in the header", "{}", ec, '{"expires_in":1,"header":{"alg":"none"}}', f"{VALUE}: header"),
    ("RFC 7515 section 4.1.11: crit in the header", "{}", ec, '{"expires_in":1,"header":{"crit":["x"]}}', f"{VALUE}: header"),
    ("RFC 7797: b64 in the header", "{}", ec, '{"expires_in":1,"header":{"b64":false}}', f"{VALUE}: header"),
    ("typ in header and option", "{}", ec, '{"expires_in":1,"typ":"a","header":{"typ":"b"}}', f"{CONFLICT}: header"),
    ("with a public key", "{}", public, '{"expires_in":1}', NO_PRIVATE),
    ("without a key", "{}", None, '{"expires_in":1}', "there is no key, or none in the set that fits kid, use and alg"),
    ("with what is no key", "{}", "hello", '{"expires_in":1}', "the key is malformed, incomplete or not a point of its curve; a JWK, JWKS or PEM is TEXT, a BLOB is a secret"),
    ("with a short secret", "{}", b"secret", '{"expires_in":1}', "the key is too weak for its algorithm"),
    ("with the alg of another key", "{}", ec, '{"expires_in":1,"alg":"ES384"}', "alg is not the one algorithm of this key"),
    ("with another alg than the key names", "{}", rsa, '{"expires_in":1,"alg":"PS256"}', "alg is not the one algorithm of this key"),
    ("RFC 8725 section 3.2: with alg none", "{}", ec, '{"expires_in":1,"alg":"none"}', "alg is no signature algorithm known here; jwt_algs() lists them"),
    ("RFC 8725 section 3.1: an RSA key without alg", "{}", no_alg, '{"expires_in":1}', "the key has no alg: name it in the options"),
    ("a key that may only verify", "{}", json.dumps({**json.loads(ec), "use": "sig", "key_ops": ["verify"]}), '{"expires_in":1}', "use or key_ops say that the key is for something else"),
    ("more than 64 KiB", json.dumps({"a": "x" * 65000}), ec, '{"expires_in":1}', "the token is over 64 KiB, or its header over 8 KiB"),
    ("a header over 8 KiB", "{}", ec, json.dumps({"expires_in": 1, "header": {"a": "x" * 9000}}), "the token is over 64 KiB, or its header over 8 KiB"),
]:
    check(f"jwt_sign {title}", raised("SELECT jwt_sign(?, ?, ?)", claims, key, options), want)
check("jws_sign with a public key", raised("SELECT jws_sign('x', ?)", public), NO_PRIVATE)
check("jws_sign with an option of jwt_sign", raised("SELECT jws_sign('x', ?, '{\"expires_in\":1}')", ec), f"{UNKNOWN}: expires_in")
check("jws_sign with options that are NULL", raised("SELECT jws_sign('x', ?, NULL)", ec), OBJECT)

# Keys and the rest.
NOT_KEY = "the key is malformed, incomplete or not a point of its curve; a JWK, JWKS or PEM is TEXT, a BLOB is a secret"
NO_ALG = "alg is no signature algorithm known here; jwt_algs() lists them"
octet = one("SELECT jwk_generate('HS256')")
for sql, arguments, want in [
    ("SELECT jwk_public(?)", [octet], "a secret has no public part"),
    ("SELECT jwk_public(?)", ["hello"], NOT_KEY),
    ("SELECT jwk_public(?)", ['{"kty":"EC"}'], NOT_KEY),
    ("SELECT jwk_public(?)", ['{"keys":[]}'], NOT_KEY),
    ("SELECT jwks_group(?)", [octet], "a secret has no public part"),
    ("SELECT jwks_group(?)", ["{}"], NOT_KEY),
    ("SELECT jwk_thumbprint(?)", ["{}"], NOT_KEY),
    ("SELECT jwk_thumbprint(?)", ["hello"], NOT_KEY),
    ("SELECT jwk_thumbprint(?, 'md5')", [ec], "the hash is none of sha-256, sha-384, sha-512"),
    ("SELECT jwk_generate(?)", ["none"], NO_ALG),
    ("SELECT jwk_generate('RS256', ?)", ['{"bits":1024}'], f"{VALUE}: bits"),
    ("SELECT jwk_generate('RS256', ?)", ['{"bits":2049}'], f"{VALUE}: bits"),
    ("SELECT jwk_generate('RS256', ?)", ['{"bits":32768}'], f"{VALUE}: bits"),
    ("SELECT jwk_generate('ES256', ?)", ['{"bits":384}'], f"{VALUE}: bits"),
    ("SELECT jwk_generate('HS256', ?)", ['{"bits":128}'], f"{VALUE}: bits"),
    ("SELECT jwk_generate('ES256', ?)", ['{"use":"both"}'], f"{VALUE}: use"),
    ("SELECT jwk_generate('ES256', ?)", ['{"kid":1}'], f"{TYPE}: kid"),
    ("SELECT jwk_generate('ES256', ?)", ['{"alg":"ES256"}'], f"{UNKNOWN}: alg"),
    ("SELECT jwk_generate('ES256', ?)", [None], OBJECT),
    ("SELECT jwk_from_pem(?)", ["hello"], NOT_KEY),
    ("SELECT jwk_from_pem(jwk_to_pem(?), '{\"alg\":\"RS256\"}')", [ec], "alg is not the one algorithm of this key"),
    ("SELECT jwk_from_pem(?)", ["-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"], NOT_KEY),
    ("SELECT jwk_to_pem(?)", [octet], "a secret has no public part"),
    ("SELECT jwk_to_pem(?)", ["{}"], NOT_KEY),
    ("SELECT jwk_to_pem(?)", ['{"kty":"RSA","n":"_wE","e":"AQAB"}'], "the key is too weak for its algorithm"),
    ("SELECT jwk_to_private_pem(?)", [public], NO_PRIVATE),
    ("SELECT jwk_thumbprint_uri(?)", ["{}"], NOT_KEY),
    ("SELECT jwk_thumbprint_uri(?)", ["hello"], NOT_KEY),
    ("SELECT jwk_thumbprint(?, 'sha-256')", [" " * 1100000], NOT_KEY),
    ("SELECT jwk_from_pem(jwk_to_pem(?), '{\"alg\":\"none\"}')", [rsa], "alg is not the one algorithm of this key"),
    ("SELECT jwk_from_pem(?, '{\"use\":\"both\"}')", ["x"], f"{VALUE}: use"),
    ("SELECT jwk_from_secret(?, 'HS256')", ["a secret that is text is a key file"], NOT_KEY),
    ("SELECT jwk_from_secret(?, 'HS256')", [b"short"], "the key is too weak for its algorithm"),
    ("SELECT jwk_from_secret(?, 'RS256')", [secret], "alg is not the one algorithm of this key"),
    ("SELECT jwk_from_secret(?, 'none')", [secret], NO_ALG),
    ("SELECT jws_sign('a.b', ?, '{\"b64\":false}')", [secret], f"{VALUE}: b64"),
    ("SELECT jws_sign(zeroblob(17000000), ?, '{\"detached\":true}')", [secret], "the token is over 64 KiB, or its header over 8 KiB"),
    ("SELECT jws_sign('x', ?, '{\"kid\":\"a\",\"header\":{\"kid\":\"b\"}}')", [secret], f"{CONFLICT}: header"),
    ("SELECT count(*) FROM jwks_each(?)", ["hello"], NOT_KEY),
    ("SELECT count(*) FROM jwks_each(?)", ["7"], NOT_KEY),
    ("SELECT count(*) FROM jwks_each(?)", ['{"keys":7}'], NOT_KEY),
    ("SELECT count(*) FROM jwks_each(?)", [json.dumps({"keys": [7] * 257})], NOT_KEY),
    ("SELECT count(*) FROM jwks_each(?)", [" " * 1100000], NOT_KEY),
    ("SELECT jwks_group(column1) FROM (VALUES (?), (?))", [octet, octet], "a secret has no public part"),
    ("SELECT jwt_hash('x', ?)", ["none"], NO_ALG),
    ("SELECT token_random(?)", [0], "the number of random bytes is not between 1 and 1024"),
    ("SELECT token_random(?)", [1025], "the number of random bytes is not between 1 and 1024"),
    ("SELECT token_random(?)", ["32"], "the number of random bytes is not between 1 and 1024"),
    ("SELECT token_derive(?, 'x')", [""], "the key is too weak for its algorithm"),
    ("SELECT token_fingerprint(?, 'x')", [b""], "the key is too weak for its algorithm"),
    ("SELECT pkce_challenge(?, 's256')", ["a" * 43], "the method is neither S256 nor plain"),
    ("SELECT password_hash('x', ?)", ['{"N":1000}'], f"{VALUE}: N"),
    ("SELECT password_hash('x', ?)", ['{"N":1}'], f"{VALUE}: N"),
    ("SELECT password_hash('x', ?)", ['{"N":2097152}'], f"{VALUE}: N"),
    ("SELECT password_hash('x', ?)", ['{"N":1048576,"r":32}'], f"{VALUE}: N"),
    ("SELECT password_hash('x', ?)", ['{"r":0}'], f"{VALUE}: r"),
    ("SELECT password_hash('x', ?)", ['{"p":17}'], f"{VALUE}: p"),
    ("SELECT password_hash('x', ?)", ['{"n":1024}'], f"{UNKNOWN}: n"),
    ("SELECT password_hash('x', ?)", [None], OBJECT),
    ("SELECT jwt_verify(?)", ["x"], "wrong number of arguments to function jwt_verify()"),
]:
    check(f"{sql} {arguments[0]!r}"[:120], raised(sql, *arguments), want)

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
db.execute("CREATE VIEW v_verify AS SELECT jwt_verify('a.b.c', jwk) AS x FROM signing_key")
check("jwt_verify in a view of an untrusted schema", raised("SELECT x FROM v_verify").startswith("unsafe use of jwt_verify()"), True)

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
