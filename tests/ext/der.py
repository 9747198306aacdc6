"""Keys and certificates in DER and PEM, made by hand: what no function here writes, and OpenSSL's command need not be there for."""
import base64
import json
import textwrap

INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, UTF8, TIME, SEQUENCE, SET = 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x17, 0x30, 0x31
RSA, PSS, MGF1 = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.8"
HASH = {"SHA1": "1.3.14.3.2.26", "SHA256": "2.16.840.1.101.3.4.2.1", "SHA384": "2.16.840.1.101.3.4.2.2", "SHA512": "2.16.840.1.101.3.4.2.3"}


def tlv(tag, *parts):
    """X.690 section 8.1."""
    content = b"".join(parts)
    length = len(content)
    size = b"" if length < 128 else length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(size) if size else length]) + size + content


def integer(number):
    return tlv(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    out = bytes([40 * first + second])
    for arc in rest:
        part = [arc & 127]
        while arc := arc >> 7:
            part.insert(0, 128 | arc & 127)
        out += bytes(part)
    return tlv(OID, out)


def pss_parameters(hash_name=None, mask=None, salt=None):
    """RFC 4055 section 3.1; what is None is left to its default."""
    parts = []
    if hash_name:
        parts.append(tlv(0xA0, tlv(SEQUENCE, oid(HASH[hash_name]))))
    if mask:
        parts.append(tlv(0xA1, tlv(SEQUENCE, oid(MGF1), tlv(SEQUENCE, oid(HASH[mask])))))
    if salt is not None:
        parts.append(tlv(0xA2, integer(salt)))
    return tlv(SEQUENCE, *parts)


def number(jwk, name):
    text = json.loads(jwk)[name]
    return integer(int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big"))


def rsa_spki(jwk, algorithm=PSS, parameters=b""):
    """SubjectPublicKeyInfo, RFC 5280 section 4.1."""
    return tlv(SEQUENCE, tlv(SEQUENCE, oid(algorithm), parameters), tlv(BIT_STRING, b"\0", tlv(SEQUENCE, number(jwk, "n"), number(jwk, "e"))))


def rsa_pkcs8(jwk, algorithm=PSS, parameters=b""):
    """PrivateKeyInfo, RFC 5208 section 5, of an RSAPrivateKey, RFC 8017 appendix A.1.2."""
    key = tlv(SEQUENCE, integer(0), *(number(jwk, name) for name in ("n", "e", "d", "p", "q", "dp", "dq", "qi")))
    return tlv(SEQUENCE, integer(0), tlv(SEQUENCE, oid(algorithm), parameters), tlv(OCTET_STRING, key))


def certificate(spki):
    """RFC 5280 section 4.1, signed by nobody: nobody here looks at that."""
    name = tlv(SEQUENCE, tlv(SET, tlv(SEQUENCE, oid("2.5.4.3"), tlv(UTF8, b"a"))))
    signature = tlv(SEQUENCE, oid("1.2.840.10045.4.3.2"))
    tbs = tlv(SEQUENCE, tlv(0xA0, integer(2)), integer(1), signature, name, tlv(SEQUENCE, tlv(TIME, b"250101000000Z"), tlv(TIME, b"450101000000Z")), name, spki)
    return tlv(SEQUENCE, tbs, signature, tlv(BIT_STRING, b"\0" + bytes(8)))


def pem(label, der):
    """RFC 7468 section 2."""
    return f"-----BEGIN {label}-----\n" + "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64)) + f"\n-----END {label}-----\n"


def unpem(text):
    return base64.b64decode("".join(text.strip().splitlines()[1:-1]))
