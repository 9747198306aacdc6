"""Odd tokens of strangers: RFC 8725."""

import base64
import json

from signer import Signer
from world import SERVICE, basic, bearer

HUGE = 10 ** 30
NUMBERS = ("0", "1.5", "true", "1e999", "-9223372036854775809")
HEADERS = [
    {"alg": "none"}, {"alg": None}, {"alg": ["ES256"]}, {"alg": "ES256", "kid": 5}, {"alg": "ES256", "kid": "x" * 600},
    {"alg": "RS256", "typ": {}}, {"alg": "ES256", "typ": "at+jwt", "crit": ["exp"]}, {"alg": "ES256", "typ": "\u0007\U0001f511"},
    {"alg": "€" * 100}]
CLAIMS = [
    {}, {"iss": 5, "aud": {}, "sub": [], "exp": "soon"}, {"exp": HUGE, "iat": -HUGE}, {"exp": 1e300, "iat": 0.5, "auth_time": []},
    {"aud": ["a", ["b"]], "sid": 7, "scope": {"a": 1}, "client_id": None}, {"jti": "g_" + "x" * 600, "scope": "a" * 1200, "iss": "€" * 199},
    {"iss": "'; DROP TABLE end_user; --", "sub": "\"><script>alert(1)</script>", "nonce": [1]}]


def encode(value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def odd_tokens(world):
    issuer = {"iss": world.issuer, "aud": f"{world.origin}/api"}
    for number in range(max(len(HEADERS), len(CLAIMS))):
        claims = {**issuer, **CLAIMS[number % len(CLAIMS)]}
        for header in (HEADERS[number % len(HEADERS)], {"alg": "ES256", "typ": "at+jwt"}):
            yield f"{encode(header)}.{encode(claims)}.{encode('no signature')}"
    audiences = tuple(f'{{"aud":{number}}}' for number in NUMBERS)
    for text in audiences + ("{", "[]", "null", "5", '{"a":1,"a":2}', '{"exp":' + "9" * 400 + "}", "[" * 40 + "]" * 40):
        yield f"{encode({'alg': 'ES256', 'typ': 'at+jwt'})}.{encode(text)}.AAAA"


def test_odd_tokens(world):
    """RFC 8725 section 3.10: whatever a token says, no endpoint falters, and none lets it in"""
    service = basic(*SERVICE)
    for token in odd_tokens(world):
        assert world.wire.get(f"{world.api}/whoami", headers=bearer(token)).status == 401, token
        assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(token)).status == 401, token
        answer = world.wire.post(f"{world.issuer}/introspect", {"token": token}, headers=service)
        assert answer.status == 200 and answer.json == {"active": False}, token
        assert world.wire.post(f"{world.issuer}/revoke", {"token": token}, headers=service).status == 200, token
        assert world.wire.get(f"{world.issuer}/end_session?id_token_hint={token}").status == 400, token
        hinted = world.browser().go(world.flow(id_token_hint=token).url)
        assert hinted.parameters.get("error") == "invalid_request", (token, hinted)


def test_odd_assertions(world):
    """RFC 8725 section 3.10: the same of what should say who a client is, and of what it should ask for"""
    Signer(world).register()
    for number in NUMBERS:
        for header in ('{"alg":"ES256"}', f'{{"alg":{number}}}', f'{{"alg":"ES256","kid":{number}}}'):
            claims = f'{{"iss":"signer","sub":"signer","aud":{number},"exp":{number},"jti":{number}}}'
            token = f"{encode(header)}.{encode(claims)}.AAAA"
            form = {"grant_type": "client_credentials", "client_assertion": token,
                    "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}
            answer = world.wire.post(f"{world.issuer}/token", form)
            assert answer.status == 401 and answer.json["error"] == "invalid_client", (header, claims, answer)
            asked = world.browser().go(world.flow("signer", "https://rp.example/callback", request=token).url)
            assert asked.parameters.get("error") == "invalid_request_object", (header, claims, asked)
