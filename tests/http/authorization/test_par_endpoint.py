"""The endpoint for pushed authorization requests: RFC 9126 section 2.  Who may push, and what; and by which key."""

import json
import urllib.parse

from dpop import Key
from pushed_request import PREFIX, push, pushed
from refusal import refused_in_json
from relying_party import SECRET, rp
from signer import Signer
from suite import each
from world import basic

SERVERS = ("lighttpd",)


@each(
    {"what": "no client", "form": {"client_id": None}, "reason": "client_authentication_missing", "error": "invalid_client"},
    {"what": "an unknown client", "form": {"client_id": "nobody"}, "reason": "client_unknown", "error": "invalid_client"},
    {"what": "no secret", "form": {}, "reason": "client_method_mismatch", "error": "invalid_client"},
    {"what": "a wrong secret", "form": {}, "headers": basic("rp", "wrong-" * 7), "reason": "client_secret_wrong", "error": "invalid_client"},
    {"what": "another client_id in the body", "form": {"client_id": "demo-cli"}, "headers": basic("rp", SECRET), "reason": "client_id_mismatch",
     "error": "invalid_request"})
def test_client_authentication(world, what, form, reason, error, headers=None):
    """RFC 9126 section 2: {what} is refused ({reason}), as at the token endpoint"""
    answer = push(world, rp(world)().request, headers, **form)
    refused_in_json(world, answer, error, reason, 401 if error == "invalid_client" else 400)


@each(
    {"what": "a request_uri", "form": {"request_uri": PREFIX + "x"}, "error": "invalid_request", "reason": "request_uri_pushed"},
    {"what": "no redirect_uri", "form": {"redirect_uri": None}, "error": "invalid_request", "reason": "redirect_uri_missing"},
    {"what": "an unregistered redirect_uri", "form": {"redirect_uri": "https://evil.example/"}, "error": "invalid_request",
     "reason": "redirect_uri_unknown"},
    {"what": "no response_type", "form": {"response_type": None}, "error": "invalid_request", "reason": "response_type_missing"},
    {"what": "response_type token", "form": {"response_type": "token"}, "error": "unsupported_response_type", "reason": "response_type_unsupported"},
    {"what": "response_type code id_token", "form": {"response_type": "code id_token"}, "error": "unsupported_response_type",
     "reason": "response_type_unsupported"},
    {"what": "no PKCE", "form": {"code_challenge": None, "code_challenge_method": None}, "error": "invalid_request", "reason": "pkce_required"},
    {"what": "PKCE plain", "form": {"code_challenge_method": "plain"}, "error": "invalid_request", "reason": "pkce_method_unsupported"},
    {"what": "PKCE without its method", "form": {"code_challenge_method": None}, "error": "invalid_request", "reason": "pkce_method_unsupported"},
    {"what": "a scope that the client may not have", "form": {"scope": "openid admin"}, "error": "invalid_scope", "reason": "scope_forbidden"},
    {"what": "an unknown resource", "form": {"resource": "https://nowhere.example"}, "error": "invalid_target", "reason": "resource_unknown"},
    {"what": "an odd prompt", "form": {"prompt": "none login"}, "error": "invalid_request", "reason": "prompt_invalid"},
    {"what": "a max_age of words", "form": {"max_age": "soon"}, "error": "invalid_request", "reason": "max_age_invalid"},
    {"what": "a dpop_jkt that is none", "form": {"dpop_jkt": "x"}, "error": "invalid_request", "reason": "dpop_jkt_malformed"},
    {"what": "claims that are none", "form": {"claims": "[]"}, "error": "invalid_request", "reason": "claims_invalid"},
    {"what": "more than is kept", "form": {"state": "x" * 4090}, "error": "invalid_request", "reason": "request_too_long"},
    {"what": "a strange id_token_hint", "form": {"id_token_hint": "a.b.c"}, "error": "invalid_request", "reason": "id_token_hint_invalid"})
def test_same_checks(world, what, form, error, reason):
    """RFC 9126 section 2.1: {what} is refused before there is a browser ({reason})"""
    if reason == "scope_forbidden":
        world.database.change("INSERT INTO scope (scope, description) VALUES ('admin', 'x')")
    answer = push(world, rp(world)().request, basic("rp", SECRET), **form)
    refused_in_json(world, answer, error, reason)
    assert world.database.value("SELECT count(*) FROM authorization_request") == 0


@each("GET", "PUT", "DELETE")
def test_method(world, method):
    """RFC 9126 section 2.3: {method} is 405"""
    answer = world.wire.send(method, f"{world.issuer}/par?{urllib.parse.urlencode(world.flow().request)}")
    assert answer.status == 405 and "POST" in answer.header("allow"), answer


def test_repeated(world):
    """RFC 6749 section 3.1: a parameter that comes twice is refused"""
    form = urllib.parse.urlencode({**world.flow().request}) + "&state=other"
    answer = world.wire.send("POST", f"{world.issuer}/par", body=form, headers={"Content-Type": "application/x-www-form-urlencoded"})
    refused_in_json(world, answer, "invalid_request", "parameter_repeated")


@each("client", "setting")
def test_required(world, where):
    """RFC 9126 section 5: where the {where} says so, a request that was not pushed is refused"""
    flow = rp(world, require_pushed_authorization_requests=int(where == "client"))
    world.database.set("require_pushed_authorization_requests", int(where == "setting"))
    answer = world.browser().go(flow().url)
    assert answer.parameters["error"] == "invalid_request" and world.database.reason() == "pushed_request_required", answer
    assert pushed(world, flow(), basic("rp", SECRET)).authorize().code, world.database.reason()


def test_bounded(world):
    """RFC 9126 section 7.4: pushed requests are bounded with all others, and the oldest go"""
    world.database.set("pending_largest", 100)
    for _ in range(110):
        assert push(world, world.flow().request).status == 201
    assert world.database.value("SELECT count(*) FROM authorization_request") <= 104
    assert pushed(world, world.flow()).authorize().code


def test_cross_origin(world):
    """Fetch standard: a page of a registered origin may push, and nobody else's"""
    world.database.change("INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES ('demo-cli', 'https://spa.example')")
    for origin, allowed in (("https://spa.example", "https://spa.example"), ("https://evil.example", None)):
        answer = push(world, world.flow().request, {"Origin": origin})
        assert answer.header("access-control-allow-origin") == allowed, answer.headers


def test_record(world):
    """flow record: what was pushed is kept as fingerprints"""
    flow = world.flow()
    push(world, flow.request)
    detail = json.loads(world.database.value("SELECT detail FROM flow_event WHERE kind = 'authorize.push'"))
    assert len(detail["state"]) == 16 and detail["code_challenge_method"] == "S256", detail


# ---- a key ----

def test_proof(world):
    """RFC 9449 section 10.1: the code of a request that was pushed with a proof is for its key"""
    key, other = Key(world), Key(world)
    flow = pushed(world, world.flow(), key.shown("POST", f"{world.issuer}/par")).authorize()
    token = f"{world.issuer}/token"
    assert world.database.value("SELECT dpop_jkt FROM authorization_code") == key.jkt
    for headers in (None, other.shown("POST", token)):
        assert flow.redeem(headers, client_id="demo-cli").json["error"] in ("invalid_grant", "invalid_dpop_proof"), world.database.reason()
    assert flow.redeem(key.shown("POST", token), client_id="demo-cli").status == 200, world.database.reason()


def test_proof_and_thumbprint(world):
    """RFC 9449 section 10.1: a proof beside a dpop_jkt is of that key"""
    key, other = Key(world), Key(world)
    url = f"{world.issuer}/par"
    assert push(world, world.flow(dpop_jkt=key.jkt).request, key.shown("POST", url)).status == 201, world.database.reason()
    answer = push(world, world.flow(dpop_jkt=other.jkt).request, key.shown("POST", url))
    refused_in_json(world, answer, "invalid_dpop_proof", "dpop_jkt_mismatch")


def test_bad_proof(world):
    """RFC 9449 section 10.1: a proof for another endpoint is refused, and one that was shown before"""
    key = Key(world)
    flow = world.flow()
    refused_in_json(world, push(world, flow.request, key.shown("POST", f"{world.issuer}/token")), "invalid_dpop_proof", "dpop_invalid")
    headers = key.shown("POST", f"{world.issuer}/par")
    assert push(world, flow.request, headers).status == 201
    refused_in_json(world, push(world, flow.request, headers), "invalid_dpop_proof", "dpop_replayed")


def test_nonce_spends_nothing(world):
    """RFC 9449 section 8: where a nonce is wanted, neither the assertion nor the proof is spent"""
    signer, key = Signer(world).register(), Key(world)
    world.database.set("dpop_nonce", "demanded")
    proof, url = signer.proof(), f"{world.issuer}/par"
    answer = push(world, signer.flow().request, key.shown("POST", url), **proof)
    refused_in_json(world, answer, "use_dpop_nonce", "dpop_nonce_wanted")
    headers = key.shown("POST", url, nonce=answer.header("dpop-nonce"))
    assert push(world, signer.flow().request, headers, **proof).status == 201, world.database.reason()


@each("dpop_proof", "client_assertion")
def test_full(world, table):
    """RFC 9449 section 11.1: where {table} is full nobody's is forgotten; one more is told to come again, and who needs none goes on"""
    world.database.set("remembered_largest", 100)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO "
    world.database.change(numbers + (
        "dpop_proof (proof_hash, spent_at) SELECT token_hash(i), unixepoch() FROM n" if table == "dpop_proof" else
        "client_assertion (client_id, jti_hash, expires_at) SELECT 'c_' || i, token_hash(i), unixepoch() + 600 FROM n"))
    signer, key = Signer(world).register(), Key(world)
    if table == "dpop_proof":
        answer = push(world, world.flow().request, key.shown("POST", f"{world.issuer}/par"))
    else:
        answer = push(world, signer.flow().request, **signer.proof())
    assert answer.status == 503 and int(answer.header("retry-after")) > 0, answer
    assert answer.json["error"] == "temporarily_unavailable" and world.database.reason() == "proofs_full", world.database.reason()
    assert push(world, world.flow().request).status == 201 and world.tokens().refresh().status == 200
