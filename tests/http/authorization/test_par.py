"""Pushed authorization requests: RFC 9126, and what the FAPI 2.0 plan asks of them."""

import json
import os
import urllib.parse

from back_channel import metadata
from dpop import Key
from race import at_once
from refusal import refused_in_json
from relying_party import CALLBACK, SECRET, rp
from signer import Signer
from suite import each
from world import basic, challenge

SERVERS = ("lighttpd",)
ROUNDS = int(os.environ.get("OIDC_ROUNDS", "3"))
PREFIX = "urn:ietf:params:oauth:request_uri:"


def push(world, request, headers=None, **changes):
    form = {name: value for name, value in {**request, **changes}.items() if value is not None}
    return world.wire.post(f"{world.issuer}/par", form, headers=headers)


def pushed(world, flow, headers=None, **changes):
    """The flow goes on by the name of its request; its authorize URL has client_id and request_uri alone."""
    answer = push(world, flow.request, headers, **changes)
    assert answer.status == 201, f"{answer!r} {world.database.reason()}"
    flow.request = {"client_id": flow.client_id, "request_uri": answer.json["request_uri"]}
    return flow


def visit(world, flow, browser=None, **more):
    return (browser or world.browser()).go(f"{world.issuer}/authorize?{urllib.parse.urlencode({**flow.request, **more})}")


def refused_on_page(world, answer, reason):
    assert answer.status == 400 and answer.location is None, answer
    assert world.database.reason() == reason, world.database.reason()


# ---- what works ----

@each("public", "secret", "key")
def test_flow(world, kind):
    """RFC 9126 section 4: client_id and request_uri alone suffice, for a client that is {kind}"""
    if kind == "public":
        flow, proof, headers = world.flow(), {}, None
    elif kind == "secret":
        flow, proof, headers = rp(world)(), {}, basic("rp", SECRET)
    else:
        signer = Signer(world).register()
        flow, proof, headers = signer.flow(), signer.proof(), None
    answer = push(world, flow.request, headers, **proof)
    assert answer.status == 201 and answer.json["expires_in"] == 60 and set(answer.json) == {"request_uri", "expires_in"}, answer
    assert answer.json["request_uri"].startswith(PREFIX) and len(answer.json["request_uri"]) >= len(PREFIX) + 32
    assert "no-store" in answer.header("cache-control"), answer.headers
    flow.request = {"client_id": flow.client_id, "request_uri": answer.json["request_uri"]}
    flow.authorize()
    assert flow.answer.parameters["state"] == flow.state and flow.answer.parameters["iss"] == world.issuer, flow.answer.parameters
    more = {**signer.proof(), "client_id": None} if kind == "key" else {}
    assert flow.redeem(headers, **more).status == 200, world.database.reason()


def test_metadata(world):
    """RFC 9126 section 5: the metadata says where requests are pushed, and whether they have to be"""
    said = metadata(world).json
    assert said["pushed_authorization_request_endpoint"] == f"{world.issuer}/par"
    assert said["require_pushed_authorization_requests"] is False
    world.database.set("require_pushed_authorization_requests", 1)
    assert metadata(world).json["require_pushed_authorization_requests"] is True


def test_everything_is_kept(world):
    """RFC 9126 section 4: the code answers what was pushed, and nothing that the browser adds"""
    flow = pushed(world, world.flow(scope="openid email", max_age="10000", login_hint="alice", dpop_jkt="j" * 43, ui_locales="en",
                                    acr_values="1", claims='{"id_token":{"email":null}}', prompt="consent"))
    changes = {"scope": "openid notes:read", "state": "other", "redirect_uri": "https://evil.example/", "response_type": "token",
               "nonce": "other", "code_challenge": challenge("x" * 43), "prompt": "none"}
    browser = world.browser()
    page = visit(world, flow, browser, **changes)
    assert page.page.title.startswith("Sign in"), page
    first, second = world.database.rows("SELECT * FROM authorization_request ORDER BY cookie_hash")
    own = {"request_id", "cookie_hash", "pushed_id", "created_at", "expires_at"}
    assert {name: first[name] for name in first.keys() if name not in own} == {name: second[name] for name in second.keys() if name not in own}
    assert second["pushed_id"] == first["request_id"] and second["dpop_jkt"] == "j" * 43 and second["acr_values"] == "1"
    flow.answer = world.walk(browser)
    assert flow.answer.parameters["state"] == flow.state, flow.answer.parameters
    assert world.database.value("SELECT dpop_jkt FROM authorization_code") == "j" * 43


def test_one_journey(world):
    """flow record: what was pushed and what the browser brought is one journey"""
    pushed(world, rp(world)(), basic("rp", SECRET)).authorize()
    rows = world.database.rows("SELECT DISTINCT trace_id FROM flow_event WHERE kind IN ('authorize.push', 'authorize.pushed', 'authorize.request', "
                               "'authorize.response')")
    assert len(rows) == 1, [tuple(row) for row in rows]


def test_post(world):
    """OIDC Core section 3.1.2.1: the browser may bring the name of its request by POST"""
    flow, browser = pushed(world, world.flow()), world.browser()
    browser.go(f"{world.issuer}/authorize", "POST", form=flow.request)
    assert world.walk(browser).parameters["state"] == flow.state


def test_error_goes_to_client(world):
    """RFC 9126 section 4: what the user refuses, the client of the pushed request hears"""
    flow, browser = pushed(world, rp(world)(prompt="none"), basic("rp", SECRET)), world.browser()
    answer = visit(world, flow, browser)
    assert answer.parameters["error"] == "login_required" and answer.parameters["state"] == flow.state, answer
    assert answer.location.startswith(CALLBACK)


# ---- once, and in time ----

def test_visited_twice(world):
    """RFC 9126 section 7.3, FAPI 2.0: a browser may come twice with it; the code spends it"""
    flow = pushed(world, world.flow())
    visit(world, flow)
    visit(world, flow)
    browser = world.browser()
    flow.authorize(browser)
    assert flow.code and flow.redeem().status == 200, world.database.reason()
    again = visit(world, flow, browser)
    refused_on_page(world, again, "pushed_request_spent")
    assert "has its answer already" in again.text, again


def test_two_browsers_one_code(world):
    """RFC 9126 section 7.3: of two browsers that came with it one gets a code; the other's reason is kept"""
    flow, first, second = pushed(world, world.flow()), world.browser(), world.browser()
    visit(world, flow, first)
    visit(world, flow, second)
    assert world.walk(first).parameters.get("code")
    answer = world.walk(second)
    assert answer.location is None and world.database.reason() == "pushed_request_spent", f"{answer!r} {world.database.reason()}"
    assert world.database.value("SELECT count(*) FROM authorization_code") == 1


def test_forgotten_meanwhile(world):
    """RFC 9126 section 7.3: it brings one code too when it went to make room (setting pending_largest) after two browsers had come with it"""
    flow, first, second = pushed(world, world.flow()), world.browser(), world.browser()
    visit(world, flow, first)
    visit(world, flow, second)
    world.database.change("DELETE FROM authorization_request WHERE cookie_hash = ''")
    assert world.walk(first).parameters.get("code")
    answer = world.walk(second)
    assert answer.location is None and world.database.reason() == "pushed_request_spent", f"{answer!r} {world.database.reason()}"


def test_denied_is_not_spent(world):
    """RFC 9126 section 7.3: a no of the user spends nothing: there was no code"""
    flow, browser = pushed(world, rp(world)(), basic("rp", SECRET)), world.browser()
    visit(world, flow, browser)
    browser.submit("login", username="alice", password="wonderland")
    assert browser.submit("deny").parameters["error"] == "access_denied"
    flow.authorize(browser)
    assert flow.code, world.database.reason()


def test_expires(world):
    """RFC 9126 section 2.2: after 60 seconds the browser comes too late; setting pushed_lifetime"""
    flow = pushed(world, world.flow())
    world.database.pass_time(60)
    answer = visit(world, flow)
    refused_on_page(world, answer, "pushed_request_expired")


def test_time_counts_to_the_first_visit(world):
    """RFC 9126 section 4: who came in time may take time to sign in, and come again"""
    flow, browser = pushed(world, world.flow()), world.browser()
    world.database.pass_time(50)
    visit(world, flow, browser)
    world.database.pass_time(600)
    visit(world, flow)
    assert world.walk(browser).parameters.get("code"), world.database.reason()


def test_kept_no_longer_than_any_request(world):
    """RFC 9126 section 4: half an hour after it came a visited one is over"""
    flow = pushed(world, world.flow())
    visit(world, flow)
    world.database.pass_time(1800)
    refused_on_page(world, visit(world, flow), "pushed_request_expired")


@each({"request_uri": PREFIX + "x" * 32, "what": "an invented name"}, {"request_uri": PREFIX, "what": "no name"})
def test_unknown(world, request_uri, what):
    """RFC 9126 section 4: {what} is refused on a page"""
    flow = world.flow()
    flow.request = {"client_id": "demo-cli", "request_uri": request_uri}
    refused_on_page(world, visit(world, flow), "pushed_request_unknown")


def test_other_client(world):
    """RFC 9126 section 2.2: it belongs to the client that pushed it"""
    rp(world)
    flow = pushed(world, world.flow())
    flow.request["client_id"] = "rp"
    refused_on_page(world, visit(world, flow), "pushed_request_other_client")


@each({"client_id": None, "reason": "client_id_missing"}, {"client_id": "nobody", "reason": "client_id_unknown"})
def test_no_client(world, client_id, reason):
    """RFC 9126 section 4: without its client_id it is refused ({reason})"""
    flow = pushed(world, world.flow())
    flow.request = {"request_uri": flow.request["request_uri"], **({"client_id": client_id} if client_id else {})}
    refused_on_page(world, visit(world, flow), reason)


def test_suspended(world):
    """RFC 9126 section 4: a client that was suspended meanwhile gets no answer"""
    flow = pushed(world, world.flow())
    world.database.change("UPDATE client SET suspended_at = 1 WHERE client_id = 'demo-cli'")
    refused_on_page(world, visit(world, flow), "client_id_suspended")


def test_its_name_is_no_request_of_a_browser(world):
    """RFC 9700 section 4.7: with the name of a pushed request, and without its cookie, no page of ours goes on"""
    flow = pushed(world, world.flow())
    name = flow.request["request_uri"].removeprefix(PREFIX)
    for page in ("login", "consent", "continue"):
        answer = world.browser().go(f"{world.issuer}/{page}?request={name}")
        assert answer.status == 400 and world.database.reason() == "request_cookie_missing", f"{answer!r} {world.database.reason()}"


def redeem_pushed_together(world, browsers):
    """One pushed request, many browsers: one code, and the others' reason is kept."""
    flow = pushed(world, world.flow())
    for browser in browsers:
        visit(world, flow, browser)
        if browser.answer.page.title == "Sign in":
            browser.submit("login", username="alice", password="wonderland")
    before = world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'pushed_request_spent'")
    answers = at_once(len(browsers), lambda number: browsers[number].submit("allow"))
    assert sum(bool(answer.parameters.get("code")) for answer in answers) == 1, answers
    after = world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'pushed_request_spent'")
    assert after - before == len(browsers) - 1, after - before


def test_race(world):
    """RFC 9126 section 7.3: of eight browsers that finish one pushed request at once one gets a code, and the others' reason is kept"""
    browsers = [world.browser() for _ in range(8)]
    for _ in range(ROUNDS):
        redeem_pushed_together(world, browsers)
    print(f"# {ROUNDS} rounds")


# ---- who may push, and what ----

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
        "client_assertion (client_id, jti_hash, expires_at) SELECT 'demo-cli', token_hash(i), unixepoch() + 600 FROM n"))
    signer, key = Signer(world).register(), Key(world)
    if table == "dpop_proof":
        answer = push(world, world.flow().request, key.shown("POST", f"{world.issuer}/par"))
    else:
        answer = push(world, signer.flow().request, **signer.proof())
    assert answer.status == 503 and int(answer.header("retry-after")) > 0, answer
    assert answer.json["error"] == "temporarily_unavailable" and world.database.reason() == "proofs_full", world.database.reason()
    assert push(world, world.flow().request).status == 201 and world.tokens().refresh().status == 200
