"""Attacks with tokens: odd ones from strangers, and the same one by several hands at once."""

import base64
import json
import threading

from suite import each
from world import SERVICE, basic, bearer

HUGE = 10 ** 30
HEADERS = [
    {"alg": "none"}, {"alg": None}, {"alg": ["ES256"]}, {"alg": "ES256", "kid": 5}, {"alg": "ES256", "kid": "x" * 600},
    {"alg": "RS256", "typ": {}}, {"alg": "ES256", "typ": "at+jwt", "crit": ["exp"]}, {"alg": "ES256", "typ": "\u0007\U0001f511"}, {"alg": "€" * 100}]
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
    for text in ("{", "[]", "null", "5", '{"a":1,"a":2}', '{"exp":' + "9" * 400 + "}", "[" * 40 + "]" * 40):
        yield f"{encode({'alg': 'ES256', 'typ': 'at+jwt'})}.{encode(text)}.AAAA"


def test_odd_tokens(world):
    """RFC 8725 section 3.10: whatever a token says, nobody falters, and nobody lets it in"""
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


def test_refresh_and_revoke_at_once(world):
    """RFC 7009 section 2.1: of refreshes and a revocation at once none leaves a token behind"""
    for _ in range(4):
        flow = world.tokens(scope="openid notes:read")
        start, answers = threading.Barrier(7), []

        def refresh():
            start.wait()
            answers.append(flow.refresh())

        threads = [threading.Thread(target=refresh) for _ in range(6)]
        for thread in threads:
            thread.start()
        start.wait()
        revoked = world.wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["refresh_token"], "client_id": "demo-cli"})
        for thread in threads:
            thread.join()
        assert revoked.status == 200
        for token in [flow.tokens, *(answer.json for answer in answers if answer.status == 200)]:
            assert flow.refresh(token["refresh_token"]).status == 400, world.database.reason()
            assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(token["access_token"])).status == 401


@each("refresh_token", "code")
def test_other_hands(world, kind):
    """A12, A19, RFC 6749 section 10.4: a {kind} in the hands of another client is refused, and not lost to its own"""
    world.add_client("thief", "a-secret-of-the-test-made-of-many-words", ["https://thief.example/callback"])
    thief = basic("thief", "a-secret-of-the-test-made-of-many-words")
    flow = world.flow().authorize()
    if kind == "code":
        assert flow.redeem(headers=thief).status == 400 and world.database.reason() == "code_other_client"
        assert flow.redeem().status == 200
    else:
        flow.redeem()
        assert flow.refresh(headers=thief).status == 400 and world.database.reason() == "refresh_other_client"
        revoked = world.wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["refresh_token"]}, headers=thief)
        assert revoked.status == 400 and world.database.reason() == "token_other_client"
        assert flow.refresh().status == 200


@each("00-" + "0" * 32 + "-" + "1" * 16 + "-01", "00-" + "g" * 32 + "-" + "1" * 16 + "-01", "00-" + "a" * 32 + "-" + "1" * 16 + "-<>",
      "ff", "\"'><", "00-" + "A" * 32 + "-" + "1" * 16 + "-01")
def test_trace_of_a_stranger(world, traceparent):
    """W3C Trace Context section 3.2: traceparent {traceparent} is no trace, and stands nowhere in an answer"""
    answer = world.wire.post(f"{world.issuer}/token", {}, headers={"traceparent": traceparent, "tracestate": "actor=provider,x=<>"})
    assert answer.status == 401 and len(answer.json["trace_id"]) == 32, answer
    assert set(answer.json["trace_id"]) <= set("0123456789abcdef") and set(answer.json["trace_id"]) != {"0"}, answer
    assert "<" not in answer.text


@each("ss_.", "ss_a.b", "bs_a.b", "bs_" + "x" * 300 + ".y", "bs_a.<script>", "bs_\u00e9.\u00e9", "cs_a.b", "..", "ss_a.b.c.d")
def test_odd_cookies(world, cookie):
    """RFC 6265 section 4.2: the cookie {cookie} is nobody's session, and no fault"""
    browser = world.browser()
    browser.go(world.flow().url)
    names = [name for name, _ in browser.jar]
    browser.go(f"{world.client}/login")
    names += [name for name, _ in browser.jar if name not in names]
    said = {"Cookie": "; ".join(f"{name}={cookie}" for name in names)}
    said = {"Cookie": said["Cookie"].encode("utf-8").decode("latin-1")}
    for url in (world.flow(prompt="none").url, f"{world.client}/", f"{world.client}/login", f"{world.client}/callback?code=a&state=b",
                f"{world.issuer}/end_session", f"{world.workshop}/selftest"):
        answer = world.wire.get(url, headers=said)
        assert answer.status < 500, (url, answer)
    assert world.database.value("SELECT count(*) FROM login_session") == 0
