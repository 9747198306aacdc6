"""The sample API: RFC 6750, RFC 9068, RFC 9470, RFC 9728."""

import json
import re

from claims import claims_of, unsigned
from stranger import Stranger
from suite import each
from world import bearer

PARAMETER = re.compile(r'([a-z_]+)="([^"]*)"')


def challenge_of(answer):
    said = answer.header("www-authenticate")
    assert said and said.startswith("Bearer "), said
    return dict(PARAMETER.findall(said))


def refused(world, answer, status, error, reason):
    assert answer.status == status, f"{answer!r} {world.database.reason()}"
    assert challenge_of(answer).get("error") == error, answer.header("www-authenticate")
    assert world.database.reason() == reason, world.database.reason()


def signed(world, changes=None, typ="at+jwt", alg="ES256", **options):
    """A token of the provider's own key, with claims as the test wants them (None: without)."""
    now = world.database.now()
    claims = {"iss": world.issuer, "sub": "u_somebody", "aud": world.api, "client_id": "demo-cli", "scope": "notes:read notes:write",
              "jti": "g_x.0123456789abcdef", "iat": now, "exp": now + 300, "auth_time": now, **(changes or {})}
    claims = {name: value for name, value in claims.items() if value is not None}
    key = world.database.value("SELECT jwk FROM signing_key WHERE alg = ? AND active_at IS NOT NULL", alg)
    return world.database.value("SELECT jwt_sign(?, ?, ?)", json.dumps(claims), key, json.dumps({"typ": typ, "exp": "optional", **options}))


def notes(world, token):
    return world.wire.get(f"{world.api}/notes", headers=bearer(token))


def checks(world):
    """What the record keeps of the newest refusal: each check by its name."""
    detail = world.database.value("SELECT detail FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC LIMIT 1")
    return json.loads(detail)["checks"]


def test_metadata(world):
    """RFC 9728 section 3: the metadata says whose tokens are taken, and where they are put"""
    answer = world.wire.get("/.well-known/oauth-protected-resource/api")
    assert answer.status == 200 and answer.header("content-type") == "application/json", answer
    assert answer.json["resource"] == world.api
    assert answer.json["authorization_servers"] == [world.issuer]
    assert answer.json["bearer_methods_supported"] == ["header"]
    assert set(answer.json["scopes_supported"]) == {"notes:read", "notes:write"}


def test_no_token(world):
    """R3, R8, RFC 6750 section 3.1, RFC 9728 section 5.1: without credentials the challenge names no error, but the metadata"""
    answer = world.wire.get(f"{world.api}/notes")
    assert answer.status == 401
    said = challenge_of(answer)
    assert "error" not in said and "error_description" not in said, said
    assert world.wire.get(said["resource_metadata"]).json["resource"] == world.api


@each("Basic YWxpY2U6d29uZGVybGFuZA==", "DPoP abc", "Negotiate x")
def test_other_schemes(world, authorization):
    """RFC 6750 section 2.1: {authorization} is no bearer token"""
    answer = world.wire.get(f"{world.api}/notes", headers={"Authorization": authorization})
    assert answer.status == 401 and "error" not in challenge_of(answer), answer
    assert "Basic" not in answer.header("www-authenticate"), "the API takes no other scheme"
    assert world.database.reason() == "token_missing"


def test_token_in_query(world):
    """R4, RFC 9700 section 4.3.2: a token in the address is refused, whatever else comes along"""
    token = world.tokens().tokens["access_token"]
    for headers in ({}, bearer(token)):
        refused(world, world.wire.get(f"{world.api}/notes?access_token={token}", headers=headers), 400, "invalid_request", "token_in_query")


def test_token_in_body(world):
    """RFC 9700 section 4.3.2: a token in a form is none"""
    token = world.tokens(scope="openid notes:write").tokens["access_token"]
    answer = world.wire.post(f"{world.api}/notes", {"access_token": token, "text": "x"})
    assert answer.status == 401 and world.database.reason() == "token_missing", answer


def test_notebook(world):
    """RFC 9068 section 4: with an access token notes are kept, listed and deleted, from a form and from JSON"""
    token = bearer(world.tokens(scope="openid notes:read notes:write").tokens["access_token"])
    first = world.wire.post(f"{world.api}/notes", {"text": "buy müsli"}, headers=token)
    second = world.wire.post(f"{world.api}/notes", json_body={"text": "wind the \"clock\""}, headers=token)
    assert first.status == second.status == 201, (first, second)
    listed = world.wire.get(f"{world.api}/notes", headers=token).json["notes"]
    assert [note["text"] for note in listed] == ["buy müsli", "wind the \"clock\""], listed
    gone = world.wire.send("DELETE", f"{world.api}/notes/{first.json['note_id']}", headers=token)
    assert gone.status == 200 and gone.json["deleted"] == [first.json["note_id"]], gone
    again = world.wire.send("DELETE", f"{world.api}/notes/{first.json['note_id']}", headers=token)
    assert again.status == 404 and world.database.reason() == "note_unknown", again
    rest = world.wire.send("DELETE", f"{world.api}/notes", headers=token)
    assert rest.json["deleted"] == [second.json["note_id"]], rest
    assert world.wire.get(f"{world.api}/notes", headers=token).json["notes"] == []


@each({"name": "no text", "form": {"other": "x"}}, {"name": "an empty text", "form": {"text": "  "}},
      {"name": "too long a text", "form": {"text": "x" * 281}}, {"name": "no JSON", "body": "{"},
      {"name": "a number", "body": '{"text":7}'}, {"name": "a list", "body": '["text"]'})
def test_bad_notes(world, name, form=None, body=None):
    """RFC 9110 section 15.5.1: {name} is no note"""
    headers = bearer(world.tokens(scope="openid notes:write").tokens["access_token"])
    if body:
        headers["Content-Type"] = "application/json"
    answer = world.wire.post(f"{world.api}/notes", form, body=body, headers=headers)
    assert answer.status == 400 and world.database.reason() == "note_text_invalid", answer


@each("x", "1x", "9" * 30, "-1", "1/2")
def test_bad_note_names(world, name):
    """RFC 9110 section 15.5.5: there is no note {name}"""
    headers = bearer(world.tokens(scope="openid notes:write").tokens["access_token"])
    answer = world.wire.send("DELETE", f"{world.api}/notes/{name}", headers=headers)
    assert answer.status == 404 and world.database.reason() == "note_unknown", answer


def test_notes_of_each_user(world):
    """OIDC Core section 2: a user sees the notes of this subject of this issuer, and no other"""
    scope = "openid notes:read notes:write"
    alice = bearer(world.tokens(scope=scope).tokens["access_token"])
    bob = bearer(world.tokens(scope=scope, user="bob").tokens["access_token"])
    note = world.wire.post(f"{world.api}/notes", {"text": "mine"}, headers=alice).json
    assert world.wire.get(f"{world.api}/notes", headers=bob).json["notes"] == []
    assert world.wire.send("DELETE", f"{world.api}/notes/{note['note_id']}", headers=bob).status == 404
    assert len(world.wire.get(f"{world.api}/notes", headers=alice).json["notes"]) == 1


def test_notebook_is_full(world):
    """RFC 9110 section 15.5.10: fifty notes are enough"""
    headers = bearer(signed(world))
    world.database.change(
        """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
           INSERT INTO note (iss, sub, text, created_at) SELECT ?, 'u_somebody', i, 1 FROM n""", world.issuer)
    answer = world.wire.post(f"{world.api}/notes", {"text": "one more"}, headers=headers)
    assert answer.status == 409 and world.database.reason() == "notebook_full", answer


def test_whoami(world):
    """RFC 9068 section 2.2: the whole security context that a token brings along"""
    flow = world.tokens()
    answer = world.wire.get(f"{world.api}/whoami", headers=bearer(flow.tokens["access_token"]))
    claims = claims_of(flow.tokens["access_token"])
    assert answer.status == 200 and answer.json["sub_is"] == "user", answer
    for name in ("iss", "sub", "aud", "client_id", "scope", "auth_time", "jti", "exp"):
        assert answer.json[name] == claims[name], name


def test_whoami_client(world):
    """R9, RFC 9700 section 4.15: where nobody signed in, sub is the client, and the API says so"""
    token = world.client_credentials(scope="notes:read").json["access_token"]
    answer = world.wire.get(f"{world.api}/whoami", headers=bearer(token))
    assert answer.status == 200 and answer.json["sub_is"] == "client" and answer.json["auth_time"] is None, answer


def test_scope(world):
    """R2, RFC 6750 section 3.1: a good token without the scope is 403, and the challenge names what is missing"""
    token = world.tokens(scope="openid notes:read").tokens["access_token"]
    answer = world.wire.post(f"{world.api}/notes", {"text": "x"}, headers=bearer(token))
    refused(world, answer, 403, "insufficient_scope", "insufficient_scope")
    assert challenge_of(answer)["scope"] == "notes:write"
    verdicts = [row[0] for row in world.database.rows("SELECT verdict FROM flow_token WHERE role = 'presented' AND type = 'access'")]
    assert verdicts == ["insufficient_scope"], verdicts


def test_scope_is_a_word(world):
    """RFC 6749 section 3.3: a scope is a whole word of the list"""
    for scope in ("notes:readonly", "xnotes:read", "notes:rea", ""):
        refused(world, notes(world, signed(world, {"scope": scope})), 403, "insufficient_scope", "insufficient_scope")


def test_recent_login(world):
    """R2, RFC 9470 section 3: deleting asks for a login within five minutes, however fresh the token is"""
    flow = world.tokens(scope="openid notes:read notes:write")
    world.database.pass_time(320)
    token = flow.refresh().json["access_token"]
    assert notes(world, token).status == 200
    answer = world.wire.send("DELETE", f"{world.api}/notes", headers=bearer(token))
    refused(world, answer, 401, "insufficient_user_authentication", "login_too_old")
    assert challenge_of(answer)["max_age"] == "300"


@each({"name": "of another issuer", "changes": {"iss": "https://elsewhere.example"}, "reason": "issuer_unknown"},
      {"name": "without an issuer", "changes": {"iss": None}, "reason": "issuer_unknown"},
      {"name": "for another API", "changes": {"aud": "https://other.example/api"}, "reason": "aud_mismatch"},
      {"name": "for nobody", "changes": {"aud": None}, "reason": "aud_missing"},
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
    refused(world, answer, 401, "invalid_token", reason)
    assert reason not in answer.text.replace("invalid_token", ""), "the caller hears no more than the RFC allows"
    assert token.split(".")[2] not in json.dumps(checks(world))


def test_rs256(world):
    """RFC 9068 section 2.1: an access token that is signed with RS256 is as good"""
    assert notes(world, signed(world, alg="RS256")).status == 200


def test_no_signature(world):
    """RFC 8725 section 2.1: alg none is refused"""
    refused(world, notes(world, unsigned(signed(world))), 401, "invalid_token", "alg_none")


def test_public_key_as_secret(world):
    """RFC 8725 section 2.1: a token under HMAC with the public key as its secret is refused"""
    token = world.database.value(
        """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'u_x', 'aud', ?2, 'client_id', 'x', 'jti', 'y', 'scope', 'notes:read'),
                           CAST('x' || public_jwk AS BLOB), '{"typ":"at+jwt","alg":"HS256","expires_in":300}')
             FROM signing_key LIMIT 1""", world.issuer, world.api)
    refused(world, notes(world, token), 401, "invalid_token", "alg_not_allowed")


def test_altered(world):
    """RFC 7515 section 5.2: one bit of the signature makes it another one"""
    token = signed(world)
    last = "A" if token[-20] != "A" else "B"
    refused(world, notes(world, token[:-20] + last + token[-19:]), 401, "invalid_token", "bad_signature")


@each("x", "a.b", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "é", "rt", "ac_x.y", "ss_x.y", "a b c")
def test_no_tokens(world, token):
    """RFC 6750 section 3.1: {token} is no access token"""
    answer = notes(world, token.encode().decode("latin-1"))
    assert answer.status == 401 and answer.header("www-authenticate"), answer


def test_all_checks(world):
    """RFC 9068 section 4: the record keeps every check, also behind the first that failed"""
    refused(world, notes(world, signed(world, {"aud": "https://other.example", "exp": 1, "iss": world.issuer}, "JWT")),
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
    refused(world, notes(world, token), 401, "invalid_token", "issuer_unknown")
    assert checks(world) and "marker-nonce" not in json.dumps(checks(world))


def test_long_values(world):
    """RFC 8725 section 3.11: a stranger's long values do not fill the record"""
    token = signed(world, {"aud": "x" * 900, "sub": "\x01" * 200, "scope": "y" * 900, "client_id": "z" * 900})
    refused(world, notes(world, token), 401, "invalid_token", "aud_mismatch")
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


def test_keys_are_kept(world):
    """RFC 7517 section 5: the keys are fetched once, and kept in the API's own table"""
    for _ in range(3):
        assert notes(world, signed(world)).status == 200
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'jwks.get'") == 1
    assert world.database.value("SELECT jwks FROM issuer_keys")


def test_unknown_kid(world):
    """RFC 7517 section 4.5: for an unknown kid the issuer is asked again, but at most once in 10 s"""
    assert notes(world, signed(world)).status == 200
    world.database.change("UPDATE issuer_keys SET asked_at = asked_at - 10, fetched_at = fetched_at - 10")
    for _ in range(5):
        key = world.database.value("SELECT jwk_generate('ES256')")
        token = world.database.value(
            """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'u_x', 'aud', ?2, 'client_id', 'x', 'jti', 'y', 'scope', 'notes:read'), ?3,
                               '{"typ":"at+jwt","expires_in":300}')""", world.issuer, world.api, key)
        refused(world, notes(world, token), 401, "invalid_token", "no_key")
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'jwks.get'") == 2


def test_new_key(world):
    """RFC 7517 section 5: a key that the API has not seen yet is fetched when a token names it"""
    assert notes(world, signed(world)).status == 200
    world.database.change("UPDATE issuer_keys SET jwks = '{\"keys\":[]}', asked_at = asked_at - 10, fetched_at = fetched_at - 10")
    assert notes(world, signed(world)).status == 200


def test_unreachable_keys(world):
    """RFC 9110 section 15.6.4: keys that cannot be had are no verdict on the token: 503, and no challenge"""
    dead = "http://localhost:1/provider"
    world.database.change("INSERT INTO trusted_issuer (resource, issuer) VALUES (?, ?)", world.api, dead)
    for _ in range(2):
        answer = notes(world, signed(world, {"iss": dead}))
        assert answer.status == 503 and answer.header("retry-after") and not answer.header("www-authenticate"), answer
        assert world.database.reason() == "jwks_unreachable"


def test_metadata_of_another(world):
    """RFC 8414 section 3.3: metadata that names another issuer is not believed"""
    other = world.issuer.replace("localhost", "127.0.0.1")
    world.database.change("INSERT INTO trusted_issuer (resource, issuer) VALUES (?, ?)", world.api, other)
    answer = notes(world, signed(world, {"iss": other}))
    assert answer.status == 503 and world.database.reason() == "jwks_unreachable", answer


HANDED_IN = "SELECT count(*) FROM flow_event WHERE recorder = 'provider' AND kind = 'token.revoke'"


def made_up(number):
    """To the letter what a refresh token looks like."""
    return f"rt_{number:022d}.{number:043d}"


@each("rt_x", "rt_", "rt_nobody.0123456789abcdef", made_up(1)[:-1], made_up(1) + "0", made_up(1).replace(".", "_"), made_up(1)[:-1] + "+",
      made_up(1)[:10] + "." + made_up(1)[11:])
def test_no_refresh_token(world, token):
    """RFC 7009 section 2.1: {token} only begins like a refresh token; it is refused, and the issuer hears nothing of it"""
    refused(world, notes(world, token), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 0


def test_refresh_token_of_nobody(world):
    """RFC 7009 section 2.2: what looks like a refresh token is handed in once, however often it comes, and nothing else happens"""
    for _ in range(3):
        refused(world, notes(world, made_up(7)), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 1


def test_many_made_up(world):
    """RFC 9700 section 4.14: of refresh tokens that somebody makes up ten a minute are handed in, and the rows that it costs are bounded"""
    for number in range(14):
        refused(world, notes(world, made_up(number)), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 10
    world.database.change("UPDATE refresh_handed_in SET handed_at = handed_at - 3700")
    refused(world, notes(world, made_up(99)), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value(HANDED_IN) == 11 and world.database.value("SELECT count(*) FROM refresh_handed_in") == 1


def test_issuer_with_a_slash(world):
    """OIDC Discovery section 4.1: an issuer may end with a slash; its keys are found, and iss has to end so too"""
    with Stranger(world, end="/") as stranger:
        world.database.change("INSERT INTO trusted_issuer (resource, issuer, algs) VALUES (?, ?, '[\"RS256\"]')", world.api, stranger.issuer)
        now = world.database.now()

        def token(iss):
            return world.database.value(
                """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'x', 'aud', ?2, 'client_id', 'x', 'jti', 'y', 'scope', 'notes:read',
                                               'iat', ?3, 'exp', ?3 + 300), ?4, '{"typ":"at+jwt"}')""", iss, world.api, now, stranger.key)
        assert notes(world, token(stranger.issuer)).status == 200, world.database.reason()
        assert stranger.asked == ["/.well-known/openid-configuration", "/jwks"]
        refused(world, notes(world, token(stranger.base)), 401, "invalid_token", "issuer_unknown")


def test_who_heard_it(world):
    """RFC 9068: the record shows the token as it came, and the answer as it went"""
    flow = world.tokens()
    assert notes(world, flow.tokens["access_token"]).status == 200
    row = world.database.row(
        """SELECT t.type, t.verdict, t.alg, t.typ, e.decision, e.subject, e.client_id, e.grant_id FROM flow_event AS e JOIN flow_token AS t USING (event_id)
            WHERE e.recorder = 'api' AND e.kind = 'api.request' ORDER BY event_id DESC""")
    assert tuple(row)[:5] == ("access", "ok", "ES256", "at+jwt", "allow"), tuple(row)
    claims = claims_of(flow.tokens["access_token"])
    assert (row["subject"], row["client_id"]) == (claims["sub"], "demo-cli") and claims["jti"].startswith(row["grant_id"] + ".")
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'api.response'") == 1


@each("/notes", "/whoami", "/.well-known/oauth-protected-resource")
def test_no_resource(world, path):
    """RFC 9110 section 15.5.5: where no API is set up {path} says so, and nothing is a fault"""
    world.database.change("DELETE FROM trusted_issuer")
    world.database.change("DELETE FROM api_resource")
    answer = world.wire.get(f"{world.api}{path}")
    assert answer.status == 404 and world.database.reason() == "resource_missing" and "set up" in answer.text, answer
