#!/usr/bin/python3
"""A database in UTF-16 is served like one in UTF-8: secrets, files, JSON and tokens are the same bytes in each."""
import os
import sqlite3

results = []


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


def one(db, sql, *arguments):
    try:
        return db.execute(sql, arguments).fetchone()[0]
    except sqlite3.Error as error:
        return str(error)


PHRASE = "only 16 letters!"
LONG = "pass phrase of 32 letters é, 日本 😀, or more"
NO_UTF8 = "these bytes are not text in UTF-8; openssl pkey -inform DER makes PEM of DER, iconv -f UTF-16 -t UTF-8 text of UTF-16"
signed = {}
for encoding in ("UTF-8", "UTF-16le", "UTF-16be"):
    db = sqlite3.connect(":memory:")
    db.execute(f"PRAGMA encoding = '{encoding}'")
    db.enable_load_extension(True)
    db.load_extension(os.environ["BUILD"] + "/jwt")
    db.execute("CREATE TABLE kept AS SELECT ? AS phrase, ? AS long", (PHRASE, LONG))
    # RFC 7518 section 3.2: a secret is as strong as what somebody must guess.
    for title, sql, bits in [
        ("cast to a BLOB", "CAST(phrase AS BLOB)", 128), ("by secret_from_text", "secret_from_text(phrase)", 128),
        ("cast, 31 letters", "CAST(phrase || '0123456789abcde' AS BLOB)", 248), ("cast, 14 of two bytes", "CAST('пароль и длинный' AS BLOB)", 240),
    ]:
        check(f"{encoding}: RFC 7518 section 3.2: too weak are letters, {title}", one(db, f"SELECT jwk_error({sql}) FROM kept"), "key_weak")
        check(f"{encoding}: RFC 7518 section 3.2: also to sign, {title}", one(db, f"SELECT jws_sign('x', {sql}) FROM kept").startswith("the key is too weak"), True)
        check(f"{encoding}: RFC 7518 section 3.2: also as a JWK, {title}", one(db, f"SELECT jwk_error(json_object('kty', 'oct', 'k', base64url_encode({sql}))) FROM kept"), "key_weak")
        check(f"{encoding}: RFC 7518 section 3.2: and made into one, {title}", one(db, f"SELECT jwk_from_secret({sql}, 'HS256') FROM kept"),
              f"the key is too weak for its algorithm: {bits} bits, of 256 at least")
    check(f"{encoding}: jwk_check counts the bits of what is said, not of how it is written", one(db, "SELECT actual FROM jwk_check((SELECT CAST(phrase AS BLOB) FROM kept)) WHERE name = 'key_weak'"), "128 bits")
    check(f"{encoding}: 32 letters are enough, however they are written", one(db, "SELECT jwk_error(CAST(phrase || phrase AS BLOB)) FROM kept"), None)
    check(f"{encoding}: 16 letters of two bytes in UTF-8 too", one(db, "SELECT jwk_error(secret_from_text('парольидлинныйещ'))"), None)
    check(f"{encoding}: secret_from_text gives UTF-8", one(db, "SELECT secret_from_text(long) FROM kept"), LONG.encode())
    check(f"{encoding}: of nothing nothing", one(db, "SELECT secret_from_text('')"), b"")
    check(f"{encoding}: of NULL NULL", one(db, "SELECT coalesce(secret_from_text(NULL), text_from_utf8(NULL))"), None)
    for value in (b"bytes", 1234, 1.5):
        check(f"{encoding}: secret_from_text of {value!r}", one(db, "SELECT secret_from_text(?)", value), "this is not TEXT; a BLOB is a secret already")
    check(f"{encoding}: text_from_utf8 reads it back", one(db, "SELECT text_from_utf8(secret_from_text(long)) FROM kept"), LONG)
    check(f"{encoding}: text is text already", one(db, "SELECT text_from_utf8(long) FROM kept"), LONG)
    for title, raw in [("UTF-16", LONG.encode("utf-16")), ("Latin-1", "é".encode("latin-1")), ("a surrogate", b"\xed\xa0\x80"), ("too long a form", b"\xc0\xaf"), ("above U+10FFFF", b"\xf4\x90\x80\x80"), ("a cut character", b"a\xe2\x82"), ("a NUL", b"a\0b"), ("DER", b"\x30\x82\x01\x22\x00")]:
        check(f"{encoding}: RFC 3629: no UTF-8 is {title}", one(db, "SELECT text_from_utf8(?)", raw), NO_UTF8)
    signed[encoding] = one(db, "SELECT jwt_sign(json_object('sub', long), secret_from_text(long), '{\"now\":1,\"expires_in\":9}') FROM kept")
    # Files, as readfile gives them.
    private = one(db, "SELECT jwk_generate('ES256')")
    pem, jwks = one(db, "SELECT jwk_to_private_pem(?)", private).encode(), one(db, "SELECT jwks_group(?)", private).encode()
    db.execute("CREATE TABLE file AS SELECT ? AS pem, ? AS jwks", (pem, jwks))
    check(f"{encoding}: a PEM file signs, a JWKS file verifies", one(db, "SELECT jwt_error(jwt_sign('{}', text_from_utf8(pem), json_object('expires_in', 9, 'kid', ?)), text_from_utf8(jwks)) FROM file", one(db, "SELECT jwk_thumbprint(?)", private)), None)
    check(f"{encoding}: jwk_from_pem reads a file", one(db, "SELECT jwk_thumbprint(jwk_from_pem(pem)) FROM file"), one(db, "SELECT jwk_thumbprint(?)", private))
    check(f"{encoding}: a file is no secret", one(db, "SELECT coalesce(jwk_error(pem), 'good') || ' ' || coalesce(jwk_error(jwks), 'good') FROM file"), "key_invalid key_invalid")
    check(f"{encoding}: what base64url_encode makes of a text", one(db, "SELECT base64url_encode(long) FROM kept"), one(db, "SELECT base64url_encode(?)", LONG.encode()))
check("a secret signs the same in each encoding", signed["UTF-16le"] == signed["UTF-8"] == signed["UTF-16be"], True)

# What is no text is as strong as it is long.
db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(os.environ["BUILD"] + "/jwt")
for title, raw in [("zeros", bytes(32)), ("counted numbers", bytes(range(32))), ("words of 16 bits, one of them 0", b"\1\0" * 15 + b"\0\0"), ("words of 16 bits, one of them large", b"\1\0" * 15 + b"\x08\x08"), ("an odd number of bytes", b"\1\0" * 16 + b"\1")]:
    check(f"256 bits are {title}", one(db, "SELECT jwk_error(?)", raw), None)
check("secrets made at random are no text", sum(one(db, "SELECT jwk_error(?)", os.urandom(32)) is not None for _ in range(5000)), 0)

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    title = title.replace("\n", " ").replace("#", "no.")
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
