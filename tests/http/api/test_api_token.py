"""The access token that the sample API is shown: RFC 9068 section 4, RFC 8725."""

import json

from claims import claims_of, unsigned
from refusal import refused_with_challenge
from sample_api import checks, notes, signed
from suite import each

SERVERS = ("lighttpd",)


@each({"name": "of another issuer", "changes": {"iss": "https://elsewhere.example"}, "reason": "issuer_unknown"},
      {"name": "without an issuer", "changes": {"iss": None}, "reason": "issuer_unknown"},
      {"name": "for another API", "changes": {"aud": "https://other.example/api"}, "reason": "aud_mismatch"},
      {"name": "without an audience", "changes": {"aud": None}, "reason": "aud_missing"},
      {"name": "that has ended", "changes": {"exp": 1}, "reason": "expired"},
      {"name": "that never ends", "changes": {"exp": None}, "reason": "exp_missing"},
      {"name": "not valid yet", "changes": {"nbf": 4102444800}, "reason": "not_yet_valid"},
      {"name": "without client_id", "changes": {"client_id": None}, "reason": "claim_missing"},
      {"name": "without jti", "changes": {"jti": None}, "reason": "claim_missing"},
      {"name": "without sub", "changes": {"sub": None}, "reason": "claim_missing"},
      {"name": "of another kind", "typ": "JWT", "reason": "typ_mismatch"},
      {"name": "of a logout", "typ": "logout+jwt", "reason": "typ_mismatch"})
def test_wrong_tokens(world, name, reason, changes=None, typ="at+jwt"):
    """R1, RFC 9068 section 4: a token {name} is refused, and the record knows why"""
    token = signed(world, changes, typ)
    answer = notes(world, token)
    refused_with_challenge(world, answer, 401, "invalid_token", reason)
    assert reason not in answer.text.replace("invalid_token", ""), "the caller hears no more than the RFC allows"
    assert token.split(".")[2] not in json.dumps(checks(world))


def test_rs256(world):
    """RFC 9068 section 2.1: an access token that is signed with RS256 is as good"""
    assert notes(world, signed(world, alg="RS256")).status == 200


def test_no_signature(world):
    """RFC 8725 section 2.1: alg none is refused"""
    refused_with_challenge(world, notes(world, unsigned(signed(world))), 401, "invalid_token", "alg_none")


def test_public_key_as_secret(world):
    """RFC 8725 section 2.1: a token under HMAC with the public key as its secret is refused"""
    token = world.database.value(
        """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'u_x', 'aud', ?2, 'client_id', 'x', 'jti', 'y', 'scope', 'notes:read'),
                           CAST('x' || public_jwk AS BLOB), '{"typ":"at+jwt","alg":"HS256","expires_in":300}')
             FROM signing_key LIMIT 1""", world.issuer, world.api)
    refused_with_challenge(world, notes(world, token), 401, "invalid_token", "alg_not_allowed")


def test_altered(world):
    """RFC 7515 section 5.2: one bit of the signature makes it another one"""
    token = signed(world)
    last = "A" if token[-20] != "A" else "B"
    refused_with_challenge(world, notes(world, token[:-20] + last + token[-19:]), 401, "invalid_token", "bad_signature")


@each("x", "a.b", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "é", "rt", "ac_x.y", "ss_x.y", "a b c")
def test_no_tokens(world, token):
    """RFC 6750 section 3.1: {token} is not an access token"""
    answer = notes(world, token.encode().decode("latin-1"))
    assert answer.status == 401 and answer.header("www-authenticate"), answer


def test_all_checks(world):
    """RFC 9068 section 4: the record keeps every check, also behind the first that failed"""
    refused_with_challenge(world, notes(world, signed(world, {"aud": "https://other.example", "exp": 1, "iss": world.issuer}, "JWT")),
            401, "invalid_token", "typ_mismatch")
    failed = {check["name"] for check in checks(world) if check["status"] == "fail"}
    assert {"typ_mismatch", "aud_mismatch", "expired"} <= failed, failed
    assert any(check["status"] == "pass" for check in checks(world))


def test_checks_of_a_stranger(world):
    """RFC 8725 section 3.8: a stranger's token is judged against no key, and the record shows the rest"""
    key = world.database.value("SELECT jwk_generate('ES256')")
    token = world.database.value(
        """SELECT jwt_sign(json_object('iss', 'https://stranger.example', 'sub', 'x', 'aud', 'y', 'nonce', ?2, 'exp', 1), ?1)""",
        key, "marker-nonce-0123456789")
    refused_with_challenge(world, notes(world, token), 401, "invalid_token", "issuer_unknown")
    assert checks(world) and "marker-nonce" not in json.dumps(checks(world))


def test_long_values(world):
    """RFC 8725 section 3.11: a stranger's long values do not fill the record"""
    token = signed(world, {"aud": "x" * 900, "sub": "\x01" * 200, "scope": "y" * 900, "client_id": "z" * 900})
    refused_with_challenge(world, notes(world, token), 401, "invalid_token", "aud_mismatch")
    for table in ("flow_event", "flow_token"):
        assert max(len(str(tuple(row))) for row in world.database.rows(f"SELECT * FROM {table}")) < 17000


def test_odd_types(world):
    """RFC 7519 section 4: claims of odd types are refused, and no fault"""
    for changes in ({"exp": "tomorrow"}, {"exp": 1e300}, {"iat": {}}, {"aud": {"x": 1}}, {"aud": [1]}, {"iss": ["x"]}, {"sub": 7},
                    {"scope": ["notes:read"]}, {"jti": {}}, {"auth_time": "now"}, {"client_id": None, "sub": []}):
        claims = {**claims_of(signed(world)), **changes}
        token = world.database.value(
            "SELECT jws_sign(?, jwk, '{\"typ\":\"at+jwt\"}') FROM signing_key WHERE alg = 'ES256'", json.dumps(claims))
        assert notes(world, token).status in (200, 401, 403), changes


HANDED_IN = "SELECT count(*) FROM flow_event WHERE recorder = 'provider' AND kind = 'token.revoke'"


def made_up(number):
    """To the letter what a refresh token looks like."""
    return f"rt_{number:022d}.{number:043d}"


@each("rt_x", "rt_", "rt_nobody.0123456789abcdef", made_up(1)[:-1], made_up(1) + "0", made_up(1).replace(".", "_"), made_up(1)[:-1] + "+",
      made_up(1)[:10] + "." + made_up(1)[11:])
def test_no_refresh_token(world, token):
    """RFC 7009 section 2.1: {token} only begins like a refresh token; it is refused, and the issuer hears nothing of it"""
    refused_with_challenge(world, notes(world, token), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 0


def test_refresh_token_of_nobody(world):
    """RFC 7009 section 2.2: what looks like a refresh token is handed in once, however often it comes, and nothing else happens"""
    for _ in range(3):
        refused_with_challenge(world, notes(world, made_up(7)), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 1


def test_many_made_up(world):
    """RFC 9700 section 4.14: of made-up refresh tokens ten a minute are handed in, and the rows that it costs are bounded"""
    for number in range(14):
        refused_with_challenge(world, notes(world, made_up(number)), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 10
    world.database.change("UPDATE refresh_handed_in SET handed_at = handed_at - 3700")
    refused_with_challenge(world, notes(world, made_up(99)), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 11 and world.database.value("SELECT count(*) FROM refresh_handed_in") == 1


def test_who_heard_it(world):
    """RFC 9068: the record shows the token as it came, and the answer as it went"""
    flow = world.tokens()
    assert notes(world, flow.tokens["access_token"]).status == 200
    row = world.database.row(
        """SELECT t.type, t.verdict, t.alg, t.typ, e.decision, e.subject, e.client_id, e.grant_id
             FROM flow_event AS e JOIN flow_token AS t USING (event_id)
            WHERE e.recorder = 'api' AND e.kind = 'api.request' ORDER BY event_id DESC""")
    assert tuple(row)[:5] == ("access", "ok", "ES256", "at+jwt", "allow"), tuple(row)
    claims = claims_of(flow.tokens["access_token"])
    assert (row["subject"], row["client_id"]) == (claims["sub"], "demo-cli") and claims["jti"].startswith(row["grant_id"] + ".")
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'api.response'") == 1
