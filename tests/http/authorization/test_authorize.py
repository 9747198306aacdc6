"""The authorization endpoint: RFC 6749 section 4.1, OIDC Core section 3.1.2, and RFC 9700's checklist of it."""

import json

from claims import claims_of
from refusal import refused_on_page
from relying_party import CALLBACK, SECRET, rp
from suite import each
from world import DEMO_CALLBACK, basic


def sent_back(world, flow, error, reason=None, browser=None):
    """Back to the client with an error, its state, and who says so."""
    answer = (browser or world.browser()).go(flow.url)
    assert answer.status == 303 and answer.location.startswith(flow.redirect_uri), answer
    said = answer.parameters
    assert said.get("error") == error, said
    assert said.get("state") == flow.state and said.get("iss") == world.issuer, said
    assert "code" not in said
    if reason:
        assert world.database.reason() == reason, world.database.reason()


@each(
    CALLBACK + "/", CALLBACK + "?x=1", CALLBACK + "#", CALLBACK.upper(), CALLBACK + "/../evil", CALLBACK + "%2f..%2fevil",
    "https://rp.example.evil/callback", "https://rp.example:443/callback", "https://rp.example/call", "http://rp.example/callback",
    "https://user@rp.example/callback", "javascript:alert(1)", "//rp.example/callback", CALLBACK + " ")
def test_redirect_uri_is_exact(world, uri):
    """A1 A2, RFC 9700 section 2.1: {uri} is not the registered redirect_uri; an error page, no redirect"""
    rp(world)
    refused_on_page(world, world.flow("rp", uri), "redirect_uri_unknown")


def test_unknown_client(world):
    """A2, RFC 6749 section 4.1.2.1: an unknown client_id is an error page"""
    refused_on_page(world, world.flow("nobody"), "client_id_unknown")


def test_missing_client(world):
    """RFC 6749 section 4.1.1: client_id is required"""
    refused_on_page(world, world.flow(client_id=None), "client_id_missing")


def test_missing_redirect_uri(world):
    """OIDC Core section 3.1.2.1: redirect_uri is required"""
    refused_on_page(world, world.flow(redirect_uri=None), "redirect_uri_missing")


@each(
    {"name": "response_type", "value": None, "error": "invalid_request", "reason": "response_type_missing"},
    {"name": "response_type", "value": "token", "error": "unsupported_response_type", "reason": "response_type_unsupported"},
    {"name": "response_type", "value": "id_token token", "error": "unsupported_response_type", "reason": "response_type_unsupported"},
    {"name": "code_challenge", "value": None, "error": "invalid_request", "reason": "pkce_required"},
    {"name": "code_challenge_method", "value": "plain", "error": "invalid_request", "reason": "pkce_method_unsupported"},
    {"name": "code_challenge_method", "value": None, "error": "invalid_request", "reason": "pkce_method_unsupported"},
    {"name": "code_challenge", "value": "short", "error": "invalid_request", "reason": "pkce_challenge_malformed"},
    {"name": "response_mode", "value": "smoke", "error": "invalid_request", "reason": "response_mode_unsupported"},
    {"name": "scope", "value": "nonsense", "error": "invalid_scope", "reason": "scope_invalid"},
    {"name": "prompt", "value": "none login", "error": "invalid_request", "reason": "prompt_invalid"},
    {"name": "prompt", "value": "dance", "error": "invalid_request", "reason": "prompt_invalid"},
    {"name": "max_age", "value": "soon", "error": "invalid_request", "reason": "max_age_invalid"},
    {"name": "max_age", "value": "-1", "error": "invalid_request", "reason": "max_age_invalid"},
    {"name": "claims", "value": "[1]", "error": "invalid_request", "reason": "claims_invalid"},
    {"name": "request", "value": "eyJhbGciOiJub25lIn0.e30.", "error": "request_not_supported", "reason": "request_unsigned"},
    {"name": "request_uri", "value": "https://rp.example/r", "error": "request_uri_not_supported", "reason": "request_uri_unregistered"},
    {"name": "registration", "value": "{}", "error": "registration_not_supported", "reason": "registration_unsupported"},
    {"name": "id_token_hint", "value": "not.a.token", "error": "invalid_request", "reason": "id_token_hint_invalid"},
    {"name": "resource", "value": "https://other.example/api", "error": "invalid_target", "reason": "resource_unknown"},
    {"name": "prompt", "value": "none", "error": "login_required", "reason": "login_required"})
def test_error_goes_back(world, name, value, error, reason):
    """A7, A8, A13, A15, RFC 6749 section 4.1.2.1: {name}={value} is {error} to the client, with state and iss ({reason})"""
    sent_back(world, rp(world)(**{name: value}), error, reason)


@each({"met": True}, {"met": False})
def test_acr(world, met):
    """OIDC Core section 5.5.1.1: the class of authentication that the metadata lists can be insisted on, and stands in the tokens; no other can"""
    listed = world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json["acr_values_supported"]
    acr = {"essential": True, "values": listed if met else ["phr"]}
    flow = rp(world)(claims=json.dumps({"id_token": {"acr": acr}}))
    if not met:
        return sent_back(world, flow, "unmet_authentication_requirements", "acr_unmet")
    flow.authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200, flow.answer
    assert [claims_of(flow.tokens[token])["acr"] for token in ("access_token", "id_token")] == listed * 2


def test_order_of_checks(world):
    """RFC 6749 section 4.1.2.1: of many things that are wrong with a request the first is told, and mended, the next"""
    flow = rp(world)
    wrong = {"request": "e30.e30.", "request_uri": "https://rp.example/r", "registration": "{}", "response_type": "token", "response_mode": "smoke",
             "code_challenge": "short", "prompt": "dance", "max_age": "soon", "id_token_hint": "not.a.token", "claims": "[1]", "scope": "nonsense"}
    reasons = []
    while wrong:
        world.browser().go(flow(**wrong).url)
        reasons.append(world.database.reason())
        del wrong[next(iter(wrong))]
    assert reasons == [
        "request_twice", "request_uri_unregistered", "registration_unsupported", "response_type_unsupported", "response_mode_unsupported",
        "pkce_challenge_malformed", "prompt_invalid", "max_age_invalid", "id_token_hint_invalid", "claims_invalid", "scope_invalid"], reasons


def test_no_redirector(world):
    """A3, RFC 9700 section 4.11.2: a client without an administrator's word gets no redirect before a user signed in"""
    world.add_client("stranger", None, [CALLBACK])
    answer = world.browser().go(world.flow("stranger", CALLBACK, response_type="token").url)
    assert answer.status == 400 and answer.location is None, answer
    assert "rp.example" in answer.text, "the page names the host"


def test_iss_in_response(world):
    """A15, RFC 9207 section 2: iss and state come with the code"""
    flow = world.flow().authorize()
    said = flow.answer.parameters
    assert said["iss"] == world.issuer and said["state"] == flow.state and said["code"], said


def test_see_other(world):
    """A16, RFC 9700 section 4.12: after credentials it is 303, never 307"""
    browser = world.browser()
    browser.go(world.flow().url)
    answer = browser.submit("login", follow=False, username="alice", password="wonderland")
    assert answer.status == 303, answer


def test_no_implicit_tokens(world):
    """A13, RFC 9700 section 2.1.2: no token is in the authorization response"""
    flow = world.flow().authorize()
    assert not {"access_token", "id_token", "token"} & set(flow.answer.parameters)


def test_unknown_parameters(world):
    """A34, RFC 6749 section 3.1: unknown parameters are ignored, empty ones are absent"""
    flow = world.flow(**{"extra": "foobar", "login_hint": "", "max_age": ""}).authorize()
    assert flow.code and flow.redeem().status == 200


def test_code_is_unguessable(world):
    """A36, RFC 6749 section 10.10: codes, tokens and cookies hold 160 bits and more"""
    browser = world.browser()
    flow = world.flow().authorize(browser)
    flow.redeem()
    for value in (flow.code, flow.tokens["refresh_token"], *browser.jar.values()):
        assert len(value.split(".")[-1]) >= 27, value[:6]


def test_names_begin_with_their_time(world):
    """what is made together stands together in each index: the names of a session, a grant and a code begin with their time, to four minutes"""
    before = world.database.now()
    flow = world.tokens()
    times = {f"{at // 256 % (1 << 20):05x}" for at in (before, world.database.now())}
    session, grant, code = world.database.row(
        "SELECT session_id, substr(grant_id, 3), code_id FROM authorization_grant JOIN authorization_code USING (grant_id)")
    assert {session[:5], grant[:5], code[:5]} <= times, (session, grant, code, times)
    assert len({session[5:], grant[5:], code[5:]}) == 3 and len(grant) == 16, "the rest is left to chance"
    assert flow.tokens["refresh_token"].startswith(f"rt_{grant}000001."), grant


@each("query", "form_post", "fragment")
def test_response_mode(world, mode):
    """OAuth 2.0 Form Post Response Mode section 2: response_mode={mode} carries code, state and iss"""
    browser = world.browser()
    flow = world.flow(response_mode=mode).authorize(browser)
    if mode == "form_post":
        assert flow.answer.status == 200 and flow.answer.location is None, flow.answer
        form = flow.answer.page.forms[0]
        assert form.action == DEMO_CALLBACK and form.method == "POST", form.action
        said = form.fields
        world.wire.remember(said)
    elif mode == "fragment":
        assert "#" in flow.answer.location and "?" not in flow.answer.location, flow.answer.location
        said = dict(pair.split("=", 1) for pair in flow.answer.location.split("#")[1].split("&"))
        world.wire.remember(said)
    else:
        said = flow.answer.parameters
    assert said["state"] == flow.state and said["code"] and "iss" in said, said
    flow.code = said["code"]
    assert flow.redeem().status == 200


def test_post(world):
    """OIDC Core section 3.1.2.1: the authorization endpoint takes POST as well"""
    browser = world.browser()
    flow = world.flow()
    browser.go(f"{world.issuer}/authorize", "POST", form=flow.request)
    assert world.walk(browser).parameters.get("code"), browser.answer


def test_pkce_relaxation_shows(world):
    """A7, RFC 9700 section 2.1.1: only a confidential client may go without PKCE, by name"""
    flow = rp(world, pkce_required=0)
    code = flow(code_challenge=None, code_challenge_method=None).authorize()
    assert code.code and code.redeem(basic("rp", SECRET), code_verifier=None).status == 200


def in_mid_request(world, change):
    """Does `change` whenever an authorization request is stored: as if another request had done it at that moment."""
    world.database.change(
        f"CREATE TRIGGER in_mid_request AFTER INSERT ON authorization_request BEGIN {change}; END")


def test_logout_in_mid_request(world):
    """OIDC Core section 11: a session that ends while a request is judged gives no code any more"""
    world.add_client("rp", "a-secret-of-the-test-made-of-many-words", ["https://rp.example/callback"], trusted=1)
    flow = world.flow("rp", "https://rp.example/callback")
    browser = world.browser()
    assert flow.authorize(browser).code
    in_mid_request(world, "UPDATE login_session SET ended_at = new.created_at, ended_reason = 'logout' WHERE ended_at IS NULL")
    answer = browser.go(world.flow("rp", "https://rp.example/callback", prompt="none").url)
    assert answer.parameters.get("error") == "login_required", answer.parameters
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NULL") == 0
