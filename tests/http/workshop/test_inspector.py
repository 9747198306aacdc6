"""The token inspector: what is pasted is told in words, kept nowhere, and asked of nobody."""

import re

from inspector import Inspector
from suite import each

SERVERS = ("lighttpd",)


def test_access_token(world):
    """RFC 9068: an access token is told by its audience and by how long it lives, and who reads each of its claims"""
    inspector = Inspector(world)
    answer = inspector.read(world.tokens().tokens["access_token"])
    assert re.fullmatch(rf"Access token for {world.api}, good for 4 min \d\d s\.|Access token for {world.api}, good for 5 min 0 s\.",
                        inspector.verdict), inspector.verdict
    for claim in ("alg", "kid", "iss", "aud", "scope", "client_id", "jti", "exp"):
        assert re.search(rf"<code>{claim}</code></th>", answer.text), claim
    assert "Where it has been" in answer.text and "hands out tokens" in answer.text, answer.page.text


def test_id_token(world):
    """OIDC Core section 2: an ID token ends at its client, which takes it, and no API does"""
    inspector = Inspector(world)
    inspector.read(world.tokens().tokens["id_token"])
    assert inspector.verdict == "ID token for client demo-cli. Its journey ends here."
    assert "failed" not in {outcome for _, _, outcome in inspector.steps("client")}
    assert ("typ_mismatch", "failed") in {(name, outcome) for _, name, outcome in inspector.steps("API")}


@each({"token": "rt_7.abc", "words": "opaque refresh token"}, {"token": "ac_7.abc", "words": "authorization code"},
      {"token": "ss_7.abc", "words": "session cookie of the authorization server"}, {"token": "cs_7.abc", "words": "session cookie of the client"},
      {"token": "st_abc", "words": "state of the client"}, {"token": "ws_1.2", "words": "a cookie of this system"},
      {"token": "a.b.c.d.e", "words": "Five parts"}, {"token": "a.b.c", "words": "cannot be decoded"}, {"token": "eyJhbGciOiJFUzI1NiJ9.e30", "words": "it was cut"},
      {"token": '{"access_token":"x"}', "words": "the whole answer"}, {"token": '{"keys":[{"kty":"EC"}]}', "words": "a set of keys"},
      {"token": "x" * 20000, "words": "longer than any token"}, {"token": "hello", "words": "no token that anybody here has made"},
      {"token": "<script>alert(1)</script>", "words": "no token that anybody here has made"}, {"token": "*", "words": "no token that anybody"},
      {"token": "eyJhbGciOiJub25lIn0.e30.", "words": "nobody here trusts"}, {"token": "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.AAAA", "words": "A DPoP proof"},
      {"token": "eyJ0eXAiOiJsb2dvdXQrand0IiwiYWxnIjoiRVMyNTYifQ.e30.AAAA", "words": "A logout token"})
def test_recognized(world, token, words):
    """what is pasted is told in words: {words}"""
    inspector = Inspector(world)
    answer = inspector.read(token)
    assert answer.status == 200 and words in inspector.verdict, inspector.verdict
    assert "<script>alert" not in answer.text


@each({"around": "Bearer {}", "note": "The word Bearer"}, {"around": "Authorization: Bearer {}", "note": "The word Bearer"},
      {"around": '  "{}"\n', "note": None})
def test_pasted_with_more(world, around, note):
    """what stands around a token is left out: {around}"""
    token, inspector = world.tokens().tokens["access_token"], Inspector(world)
    answer = inspector.read(around.replace("{}", token))
    assert inspector.verdict.startswith("Access token for") and inspector.text == token, inspector.verdict
    assert note is None or note in answer.text, answer.page.text


def test_wrapped(world):
    """a token that a terminal has wrapped is read, and the page says that an API would not take it"""
    token, inspector = world.tokens().tokens["access_token"], Inspector(world)
    answer = inspector.read(token[:80] + "\r\n" + token[80:])
    assert inspector.verdict.startswith("Access token for") and "spaces or line ends" in answer.text, answer.page.text


@each({"tamper": "signature", "reason": "bad_signature"}, {"tamper": "sub", "reason": "bad_signature"}, {"tamper": "aud", "reason": "bad_signature"},
      {"tamper": "iss", "reason": "issuer_unknown"}, {"tamper": "exp", "reason": "bad_signature"}, {"tamper": "scope", "reason": "bad_signature"},
      {"tamper": "kid", "reason": "no_key"}, {"tamper": "none", "reason": "alg_none"}, {"tamper": "hs256", "reason": "alg_not_allowed"})
def test_tampered(world, tamper, reason):
    """RFC 8725 section 2: a button alters the token ({tamper}), and the API refuses what comes out: {reason}"""
    token, inspector = world.tokens().tokens["access_token"], Inspector(world)
    inspector.read(token)
    inspector.read(token, tamper=tamper)
    assert inspector.text != token and inspector.reason == reason, inspector.reason
    answer = world.wire.get(f"{world.api}/notes", headers={"Authorization": f"Bearer {inspector.text}"})
    assert answer.status == 401 and world.database.reason() == reason, answer


def test_typ_of_id_token(world):
    """RFC 8725 section 3.11: an ID token that is called an access token has a signature that does not fit"""
    inspector = Inspector(world)
    inspector.read(world.tokens().tokens["id_token"])
    inspector.read(inspector.text, tamper="typ")
    assert inspector.reason == "bad_signature", inspector.reason


def test_each_button(world):
    """the buttons are those of the table token_tamper, and each does something"""
    token, inspector = world.tokens().tokens["id_token"], Inspector(world)
    answer = inspector.read(token)
    known = [row["tamper"] for row in world.database.rows("SELECT tamper FROM token_tamper ORDER BY place")]
    assert re.findall(r'name="tamper" value="(\w+)"', answer.text) == known
    assert len({inspector.read(token, tamper=tamper) and inspector.text for tamper in known} - {token}) == len(known)


@each({"fields": {"token": ""}, "reason": "inspector_text_missing", "status": 400}, {"fields": {"token": "hello", "tamper": "sub"}, "reason": "tamper_impossible", "status": 400},
      {"fields": {"token": "eyJhbGciOiJub25lIn0.e30.", "tamper": "x"}, "reason": "tamper_impossible", "status": 400},
      {"fields": {"token": "x" * 60001}, "reason": "parameter_too_long", "status": 400}, {"fields": {"token": "x", "csrf": "wrong"}, "reason": "csrf_mismatch", "status": 400})
def test_refused(world, fields, reason, status):
    """what cannot be read is refused in words: {reason}"""
    answer = Inspector(world).read(**fields)
    assert world.database.reason() == reason and 400 <= answer.status < 500 and "Refused" in answer.text, (answer, world.database.reason())


def test_not_from_elsewhere(world):
    """RFC 9700 section 4.7: a form that another site sends has no cookie, and is refused"""
    answer = world.wire.post(f"{world.workshop}/token", {"token": "x", "csrf": "x"})
    assert world.database.reason() == "csrf_mismatch" and answer.status >= 400, answer


def test_known(world):
    """the record knows a token by its fingerprint: its journey, its holders, and nothing of its text"""
    tokens = world.tokens().tokens
    fingerprint = world.database.value("SELECT fingerprint FROM flow_token WHERE type = 'access' AND role = 'issued'")
    answer = world.wire.get(f"{world.workshop}/token?fingerprint={fingerprint}")
    assert answer.status == 200 and "authorization server" in answer.text and world.api in answer.text, answer
    assert tokens["access_token"] not in answer.text
    assert f"fingerprint={fingerprint}" in world.wire.get(f"{world.workshop}/token").text


@each("x", "0000000000000000", "%27", "*")
def test_unknown(world, fingerprint):
    """a fingerprint that the record does not know is 404: {fingerprint}"""
    answer = world.wire.get(f"{world.workshop}/token?fingerprint={fingerprint}")
    assert answer.status == 404 and world.database.reason() == "token_not_recorded", answer


def test_kept_nowhere(world):
    """a token in the address is not read, and what is pasted leaves no event and no row"""
    token = world.tokens().tokens["access_token"]
    before = world.database.value("SELECT count(*) FROM flow_event")
    answer = world.wire.get(f"{world.workshop}/token?token={token}")
    assert token not in answer.text
    Inspector(world).read(token)
    assert world.database.value("SELECT count(*) FROM flow_event") == before


def test_german(world):
    """the first line speaks the language of the page"""
    inspector, token = Inspector(world), world.tokens().tokens["id_token"]
    world.database.set("language", "de")
    inspector.read(token)
    assert inspector.verdict == "ID Token für den Client demo-cli. Seine Reise endet hier."


def test_closed_in_a_service(world):
    """in a service no page reads tokens"""
    inspector = Inspector(world)
    world.database.change("UPDATE setting SET value = 'service' WHERE name = 'profile'")
    assert inspector.read("eyJhbGciOiJub25lIn0.e30.").status == 404
    assert world.wire.get(f"{world.workshop}/token").status == 404
