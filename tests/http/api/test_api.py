"""The sample API: RFC 6750, RFC 9068, RFC 9470, RFC 9728."""

from claims import claims_of
from refusal import challenge_of, refused_with_challenge
from sample_api import notes, signed
from suite import each
from world import bearer


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


@each({"method": "GET", "path": "/notes", "scope": "notes:read"}, {"method": "POST", "path": "/notes", "scope": "notes:write"},
      {"method": "DELETE", "path": "/notes", "scope": "notes:write"}, {"method": "GET", "path": "/whoami", "scope": None})
def test_scope_of_a_stranger(world, method, path, scope):
    """RFC 6750 section 3, RFC 9728 section 5.1: {method} {path} says to whom has no token which scope it needs: {scope}"""
    for headers in ({}, bearer("nonsense")):
        answer = world.wire.send(method, f"{world.api}{path}", headers=headers)
        assert answer.status == 401 and challenge_of(answer).get("scope") == scope, answer.headers


@each("Basic YWxpY2U6d29uZGVybGFuZA==", "Hawk abc", "Negotiate x")
def test_other_schemes(world, authorization):
    """RFC 6750 section 2.1: {authorization} is not a bearer token"""
    answer = world.wire.get(f"{world.api}/notes", headers={"Authorization": authorization})
    assert answer.status == 401 and "error" not in challenge_of(answer), answer
    assert "Basic" not in answer.header("www-authenticate"), "the API takes no other scheme"
    assert world.database.reason() == "token_missing"


def test_token_in_query(world):
    """R4, RFC 9700 section 4.3.2: a token in the address is refused, whatever else comes along"""
    token = world.tokens().tokens["access_token"]
    for headers in ({}, bearer(token)):
        answer = world.wire.get(f"{world.api}/notes?access_token={token}", headers=headers)
        refused_with_challenge(world, answer, 400, "invalid_request", "token_in_query")


def test_token_in_body(world):
    """RFC 9700 section 4.3.2: a token in a form is not read"""
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
    """RFC 9110 section 15.5.1: {name} is not a note"""
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
    headers = bearer(signed(world, {"sub": "u_alice"}))
    world.database.change(
        """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
           INSERT INTO note (iss, sub, text, created_at) SELECT ?, 'u_alice', i, 1 FROM n""", world.issuer)
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
    refused_with_challenge(world, answer, 403, "insufficient_scope", "insufficient_scope")
    assert challenge_of(answer)["scope"] == "notes:write" and "/.well-known/" in challenge_of(answer)["resource_metadata"]
    verdicts = [row[0] for row in world.database.rows("SELECT verdict FROM flow_token WHERE role = 'presented' AND type = 'access'")]
    assert verdicts == ["insufficient_scope"], verdicts


def test_scope_is_a_word(world):
    """RFC 6749 section 3.3: a scope is a whole word of the list"""
    for scope in ("notes:readonly", "xnotes:read", "notes:rea", ""):
        refused_with_challenge(world, notes(world, signed(world, {"scope": scope})), 403, "insufficient_scope", "insufficient_scope")


def test_recent_login(world):
    """R2, RFC 9470 section 3: deleting asks for a login within five minutes, however fresh the token is"""
    flow = world.tokens(scope="openid notes:read notes:write")
    world.database.pass_time(320)
    token = flow.refresh().json["access_token"]
    assert notes(world, token).status == 200
    answer = world.wire.send("DELETE", f"{world.api}/notes", headers=bearer(token))
    refused_with_challenge(world, answer, 401, "insufficient_user_authentication", "login_too_old")
    assert challenge_of(answer)["max_age"] == "300"


@each("/notes", "/whoami", "/.well-known/oauth-protected-resource")
def test_no_resource(world, path):
    """RFC 9110 section 15.5.5: where no API is set up {path} says so, and nothing is a fault"""
    world.database.change("DELETE FROM trusted_issuer")
    world.database.change("DELETE FROM api_resource")
    answer = world.wire.get(f"{world.api}{path}")
    assert answer.status == 404 and world.database.reason() == "resource_missing" and "set up" in answer.text, answer
