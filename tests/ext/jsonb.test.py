#!/usr/bin/python3
"""JSONB, SQLite's binary JSON: it is taken wherever JSON is, on any SQLite, and is never a secret (RFC 8725 section 2.1)."""
import json
import os
import sqlite3

JWT = os.environ["BUILD"] + "/jwt"
results = []
NULL, TRUE, FALSE, INT, INT5, FLOAT, FLOAT5, TEXT, TEXTJ, TEXT5, TEXTRAW, ARRAY, OBJECT = range(13)


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


def value(kind, content=b"", size=None):
    """https://sqlite.org/jsonb.html section 3; size is how many bytes of length follow the first, which is as few as need be."""
    if size is None:
        size = next(n for n in (0, 1, 2, 4, 8) if len(content) < (12 if n == 0 else 256 ** n))
    if size == 0:
        return bytes([len(content) << 4 | kind]) + content
    return bytes([{1: 12, 2: 13, 4: 14, 8: 15}[size] << 4 | kind]) + len(content).to_bytes(size, "big") + content


def jsonb(text, size=None):
    def of(x):
        if isinstance(x, dict):
            return value(OBJECT, b"".join(value(TEXT, name.encode(), size) + of(member) for name, member in x.items()), size)
        if isinstance(x, list):
            return value(ARRAY, b"".join(map(of, x)), size)
        if isinstance(x, str):
            return value(TEXTRAW, x.encode(), size)
        if x is None or isinstance(x, bool):
            return value({None: NULL, True: TRUE, False: FALSE}[x])
        return value(INT if isinstance(x, int) else FLOAT, str(x).encode(), size)
    return of(json.loads(text))


db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(JWT)


def one(sql, *arguments, of=db):
    try:
        row = of.execute(sql, arguments).fetchall()
    except sqlite3.Error as error:
        return str(error)
    return row[0][0] if len(row) == 1 and len(row[0]) == 1 else row


secret = one("SELECT jwk_from_secret(zeroblob(32), 'HS256')")
ec, rsa = one("SELECT jwk_generate('ES256')"), one("SELECT jwk_generate('RS256')")
public = one("SELECT jwk_public(?)", ec)
jwks = one("SELECT jwks_group(column1) FROM (VALUES (?), (?))", ec, rsa)
pem = one("SELECT jwk_to_pem(?)", ec)
claims = '{"iss":"i","aud":["a","b"],"sub":"alice","n":123456789012345678901234567890,"o":{"x":[true,false,null,-1.5]}}'
token = one("SELECT jwt_sign(?, ?, '{\"now\":1000,\"expires_in\":1000}')", claims, ec)
proof = one("SELECT jws_sign('{\"jti\":\"1\",\"htm\":\"GET\",\"htu\":\"https://a/\",\"iat\":1}', json_remove(?, '$.kid'), json_object('typ', 'dpop+jwt', 'header', json_object('jwk', json(?))))", ec, public)

# Each function that takes JSON, each argument that is JSON: "?" is a JSON argument.
for sql, arguments in [
    ("SELECT jwt_sign(?, ?, ?)", (claims, secret, '{"now":1000,"expires_in":60,"header":{"x":[1,{"y":null}]}}')),
    (f"SELECT jwt_verify('{token}', ?, ?)", (public, '{"aud":["a"],"iss":"i","now":1500,"claims":{"o":{"x":[true,false,null,-1.5]}}}')),
    (f"SELECT jwt_verify('{token}', ?, ?)", (jwks, '{"aud":"a","now":1500}')),
    (f"SELECT jwt_error('{token}', ?, ?)", (jwks, '{"aud":"c","now":1500}')),
    (f"SELECT group_concat(status || quote(expected)) FROM jwt_check('{token}', ?, ?)", (jwks, '{"aud":"c","now":1500}')),
    ("SELECT jws_sign('x', ?, ?)", (secret, '{"header":{"cty":"text"}}')),
    (f"SELECT jws_verify('{token}', ?, ?)", (public, '{"algs":["ES256"]}')),
    (f"SELECT dpop_verify('{proof}', 'GET', 'https://a/', ?)", ('{"now":10}',)),
    (f"SELECT group_concat(status) FROM dpop_check('{proof}', 'GET', 'https://a/', ?)", ('{"now":10}',)),
    ("SELECT jwk_generate('ES256', ?) ->> 'kid'", ('{"kid":"k","use":"enc"}',)),
    ("SELECT jwk_public(?)", (rsa,)),
    ("SELECT jwk_thumbprint(?) || jwk_thumbprint(?, 'sha-512') || jwk_thumbprint_uri(?)", (ec, rsa, public)),
    ("SELECT jwk_to_pem(?) || jwk_to_private_pem(?)", (rsa, ec)),
    (f"SELECT jwk_from_pem('{pem}', ?)", ('{"alg":"ES256","kid":"k"}',)),
    ("SELECT jwk_error(?)", (ec,)), ("SELECT jwk_error(?)", ('{"kty":"oct","k":"c2VjcmV0"}',)), ("SELECT jwk_error(?)", (jwks,)), ("SELECT jwk_error(?)", ("{}",)), ("SELECT jwk_error(?)", ("[]",)),
    ("SELECT group_concat(status || quote(actual)) FROM jwk_check(?)", (rsa,)),
    ("SELECT jwks_group(column1) FROM (VALUES (?), (?))", (ec, rsa)),
    ("SELECT group_concat(kid || thumbprint || jwk) FROM jwks_each(?)", (jwks,)), ("SELECT group_concat(kid || thumbprint || jwk) FROM jwks_each(?)", (rsa,)),
    ("SELECT substr(password_hash('x', ?), 1, 20)", ('{"N":2,"r":1}',)), ("SELECT password_verify('x', password_hash('x', ?), ?)", ('{"N":2,"r":1}', '{"max_cost":4096}')), ("SELECT password_verify('x', 'y', ?)", ('{"n":1}',)),
    # What is wrong with it is said of both alike.
    (f"SELECT jwt_verify('{token}', '{{}}', ?)", ('{"audience":"x"}',)), (f"SELECT jwt_verify('{token}', '{{}}', ?)", ('{"leeway":"x"}',)), (f"SELECT jwt_verify('{token}', '{{}}', ?)", ("[1]",)),
    (f"SELECT jwt_verify('{token}', '{{}}', ?)", (public,)), ("SELECT jwt_sign(?, x'00')", ("[]",)), ("SELECT jwt_sign(?, x'00')", (secret,)), ("SELECT jwk_public(?)", (secret,)), ("SELECT jwk_public(?)", (jwks,)), ("SELECT jwk_public(?)", ("{}",)),
    ("SELECT count(*) FROM jwks_each(?)", ("[]",)), ("SELECT password_hash('x', ?)", ('{"n":1}',)), ("SELECT jwk_generate('RS256', ?)", ('{"bits":1}',)),
]:
    want = one(sql, *arguments)
    for size in (None, 4, 8):
        check(f"JSONB for JSON, {size or 'as few'} bytes of length: {sql} {arguments[0]}"[:130].replace(token, "TOKEN").replace(proof, "PROOF"), one(sql, *(jsonb(a, size) for a in arguments)), want)

# Each kind of value, as its JSON text; None: it is no JSONB.
for title, content, want in [
    ("null, true and false", value(ARRAY, bytes([NULL, TRUE, FALSE])), "[null,true,false]"),
    ("an empty list and an empty object", value(ARRAY, bytes([ARRAY, OBJECT])), "[[],{}]"),
    ("numbers", value(ARRAY, value(INT, b"-12") + value(FLOAT, b"1.5e-7") + value(INT, b"0")), "[-12,1.5e-7,0]"),
    ("hexadecimal numbers of JSON5", value(ARRAY, value(INT5, b"0x10") + value(INT5, b"-0XfF") + value(INT5, b"0x000") + value(INT5, b"0xffffffffffffffff")), "[16,-255,0,18446744073709551615]"),
    ("one that 64 bits do not hold", value(INT5, b"0x10000000000000000"), "9.0e999"),
    ("one that leading zeros make long", value(INT5, b"0x" + b"0" * 30 + b"1"), "1"),
    ("numbers of JSON5 with a bare point", value(ARRAY, value(FLOAT5, b".5") + value(FLOAT5, b"-.5") + value(FLOAT5, b"5.") + value(FLOAT5, b"5.e7")), "[0.5,-0.5,5.0,5.0e7]"),
    ("text that needs no escapes", value(TEXT, "é€😀'".encode()), '"é€😀\'"'),
    ("text with escapes of JSON", value(TEXTJ, rb"\u00e9\"\\\/\b\n"), r'"\u00e9\"\\\/\b\n"'),
    ("text with escapes of JSON5", value(TEXT5, b"\\'\\x41\\v\"\\n" + b"\n" + b"a\\\nb\\\r\nc\\\rd\\\xe2\x80\xa8e"), r'''"'\u0041\u000b\u0022\n\u000aabcde"'''),
    ("text as it is meant", value(TEXTRAW, b'"\\\n\x1f/' + "é".encode()), r'"\u0022\u005c\u000a\u001f/é"'),
    ("a length in eight bytes", value(TEXT, b"x", 8), '"x"'),
    ("null with content", value(NULL, b"x"), None), ("true with content", value(TRUE, b"x"), None),
    ("a kind that is reserved", value(13), None), ("another", value(15, b"x"), None),
    ("no digits", value(INT), None), ("letters for a number", value(INT, b"abc"), None), ("a number that brings more with it", value(INT, b'1,"b":2'), None),
    ("a number that is none", value(FLOAT, b"1e"), None), ("a number that begins with 0", value(INT, b"01"), None), ("+1", value(INT, b"+1"), None), ("no number", value(FLOAT5, b"."), None), ("no point", value(FLOAT5, b"5"), None),
    ("hexadecimal without x", value(INT5, b"10"), None), ("without digits", value(INT5, b"0x"), None), ("with others", value(INT5, b"0xg"), None),
    ("a quote in text that needs no escapes", value(TEXT, b'x","y":"z'), None), ("a quote in text with escapes", value(TEXTJ, b'x","y":"z'), None), ("a backslash in text that needs none", value(TEXT, rb"\n"), None),
    ("a backslash at the end", value(TEXTJ, b"\\"), None), ("one at the end of JSON5", value(TEXT5, b"\\"), None), ("an escape that is unknown", value(TEXT5, rb"\q"), None), ("of JSON5 in JSON", value(TEXTJ, rb"\x41"), None),
    ("half an escape", value(TEXTJ, rb"\u00"), None), ("half an escape of JSON5", value(TEXT5, rb"\x4"), None), ("half a surrogate", value(TEXTJ, rb"\ud800"), None), ("a NUL", value(TEXT5, rb"\0"), None), ("what is no UTF-8", value(TEXT, b"\xff"), None),
    ("a name that is a number", value(OBJECT, value(INT, b"1") + value(INT, b"1")), None), ("a name without a value", value(OBJECT, value(TEXT, b"x")), None),
    ("an element that is too long", value(ARRAY, b"\x20"), None), ("a length that is cut", value(ARRAY, b"\xd7\x00"), None), ("a length that no memory has", value(ARRAY, b"\xf7" + b"\xff" * 8 + b"x"), None),
]:
    got = one("SELECT jwt_unverified(jwt_sign(?, zeroblob(32), '{\"exp\":\"optional\",\"iat\":false}'))", value(OBJECT, value(TEXT, b"a") + content))
    check(f"JSONB section 3: {title}", got, "the claims are not a JSON object" if want is None else f'{{"a":{want}}}')
deep = b"\x00"
for depth in range(1, 33):
    deep = value(ARRAY, deep)
    if depth in (31, 32):  # and the object around it
        got = one("SELECT jwt_unverified(jwt_sign(?, zeroblob(32), '{\"exp\":\"optional\",\"iat\":false}'))", value(OBJECT, value(TEXT, b"a") + deep))
        check(f"RFC 8259 section 9: {depth} lists in an object", got, "the claims are not a JSON object" if depth == 32 else '{"a":' + "[" * 31 + "null" + "]" * 31 + "}")
twice = value(OBJECT, (value(TEXT, b"aud") + value(TEXT, b"x")) * 2)
check("RFC 7515 section 4: a name twice in claims", one("SELECT jwt_sign(?, zeroblob(32))", twice), "a JSON object has one name twice")
check("a name twice in options", one("SELECT jwt_verify(?, ?, ?)", token, public, twice), "the options are not a JSON object with each name once and in double quotes")

# An attacker has what is published, in JSON, and signs under its JSONB: token_derive is HMAC-SHA-256 under any bytes.
members = [(value(TEXT, name.encode()), value(TEXT, text.encode())) for name, text in json.loads(public).items()]
flat = b"".join(name + text for name, text in members)
files = [
    ("a public key", jsonb(public)), ("a public key, with longer lengths", jsonb(public, 8)), ("a JWKS", jsonb(jwks)), ("keys in a list", jsonb(f"[{public}]")), ("an RSA key", jsonb(one("SELECT jwk_public(?)", rsa))),
    ("PEM in a string", jsonb(json.dumps(pem))), ("a JWK in a string", jsonb(json.dumps(public))), ("PEM as a member", jsonb(json.dumps({"pem": pem}))),
    ("a key with a name twice", value(OBJECT, flat + members[0][0] + members[0][1])),
    ("a key with half a surrogate", value(OBJECT, flat + value(TEXT, b"a") + value(TEXTJ, rb"\ud800"))),
    ("a key with what is no UTF-8", value(OBJECT, flat + value(TEXT, b"a") + value(TEXT, b"\xff"))),
    ("a key with a kind that is reserved", value(OBJECT, flat + value(TEXT, b"a") + value(13))),
    ("a key that is too deep", value(OBJECT, flat + value(TEXT, b"a") + deep)),
]
utf16 = sqlite3.connect(":memory:")
utf16.enable_load_extension(True)
utf16.load_extension(JWT)
utf16.execute("PRAGMA encoding = 'UTF-16le'")
for title, file in files:
    got = one("SELECT jwt_error(input || '.' || token_derive(?1, input), ?1, '{\"exp\":\"optional\"}') FROM (SELECT base64url_encode('{\"alg\":\"HS256\"}') || '.e30' AS input)", file)
    check(f"RFC 8725 section 2.1: JSONB is no secret to verify with: {title}", got in ("key_invalid", "alg_key_mismatch", "no_key"), True)
    check(f"RFC 8725 section 2.1: nor to sign with: {title}", one("SELECT jws_sign('x', ?, '{\"alg\":\"HS256\"}')", file).startswith(("the key is malformed", "alg is not the one algorithm", "there is no key")), True)
    check(f"RFC 8725 section 2.1: nor the k of a JWK: {title}", one("SELECT jwk_error(json_object('kty', 'oct', 'k', base64url_encode(?)))", file), "key_invalid")
    check(f"RFC 8725 section 2.1: nor for jwk_from_secret: {title}", one("SELECT jwk_from_secret(?, 'HS256')", file).startswith("this BLOB is a key"), True)
for other, title in ((db, "UTF-8"), (utf16, "UTF-16")):
    check(f"a token verifies by JSONB, {title}", one("SELECT jwt_error(?, ?, ?)", token, jsonb(jwks), jsonb('{"aud":"a","now":1500}'), of=other), None)
    check(f"and signs by it, {title}", one("SELECT jwt_error(jwt_sign(?, ?, ?), ?)", jsonb('{"sub":"é"}'), jsonb(ec), jsonb('{"expires_in":60}'), jsonb(public), of=other), None)
check("a secret in JSONB is a key as in JSON", one("SELECT jwt_error(jwt_sign('{}', ?, '{\"expires_in\":9}'), ?)", jsonb(secret), secret), None)
check("JSONB over 1 MiB is no key", one("SELECT jwk_error(?)", jsonb(json.dumps({**json.loads(public), "a": "x" * (1 << 20)}))), "key_invalid")

# What is made at random is a secret, also when its first bytes are those of JSONB of just that length.
for head in (b"\xcc\x1e", b"\xcb\x1e", b"\xc7\x1e", b"\xca\x1e", b"\xdc\x00\x1d", b"\xfb\x00\x00\x00\x00\x00\x00\x00\x17"):
    refused = sum(one("SELECT jwk_error(?)", head + os.urandom(32 - len(head))) is not None for _ in range(3000))
    check(f"a secret made at random, after {head.hex()}", refused, 0)

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
