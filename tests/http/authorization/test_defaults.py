"""What a client said once for all its requests, and what it wishes: OIDC Registration section 2, OIDC Core sections 3.1.2.1 and 5.5."""

import json

from back_channel import userinfo
from claims import claims_of
from relying_party import SECRET, rp
from suite import each
from world import basic

SERVERS = ("lighttpd",)


@each(
    {"default": 0, "asked": None, "page": "Sign in"}, {"default": 60, "asked": None, "page": "Sign in"},
    {"default": 60, "asked": "10000", "page": None}, {"default": 10000, "asked": "1", "page": "Sign in"}, {"default": 10000, "asked": None, "page": None})
def test_default_max_age(world, default, asked, page):
    """OIDC Registration section 2: default_max_age {default} holds where the request asks for none; this one asks for {asked}"""
    flow, browser = rp(world, default_max_age=default), world.browser()
    flow(max_age="10000").authorize(browser)
    world.database.pass_time(120)
    answer = browser.go(flow(max_age=asked).url)
    if page:
        assert answer.status == 200 and answer.page.title.startswith(page), answer
    else:
        assert answer.parameters.get("code"), f"{answer!r} {world.database.reason()}"


@each({"default": "1 0", "asked": None, "kept": "1 0"}, {"default": "0", "asked": "1", "kept": "1"}, {"default": None, "asked": "phr 1", "kept": "phr 1"})
def test_acr_values(world, default, asked, kept):
    """OIDC Core section 3.1.2.1: acr_values {asked}, by default {default}, are a wish: the ID token says what it was"""
    flow = rp(world, default_acr_values=default)(acr_values=asked).authorize()
    assert world.database.value("SELECT acr_values FROM authorization_request") == kept
    assert flow.redeem(basic("rp", SECRET)).status == 200
    assert claims_of(flow.tokens["id_token"])["acr"] == "1"


@each(
    {"what": "a wish for another acr", "acr": {"value": "phr"}, "met": True},
    {"what": "a wish for one of several", "acr": {"values": ["phr", "mfa"]}, "met": True},
    {"what": "the acr that there is, essential", "acr": {"essential": True, "value": "1"}, "met": True},
    {"what": "any, essential", "acr": {"essential": True}, "met": True},
    {"what": "one of several, essential", "acr": {"essential": True, "values": ["phr", "1"]}, "met": True},
    {"what": "another acr, essential", "acr": {"essential": True, "value": "phr"}, "met": False},
    {"what": "others, essential", "acr": {"essential": True, "values": ["phr", "mfa"]}, "met": False},
    {"what": "none of none, essential", "acr": {"essential": True, "values": []}, "met": False},
    {"what": "nothing about it", "acr": None, "met": True})
def test_acr_by_claims(world, what, acr, met):
    """OIDC Core section 5.5.1.1: {what}"""
    flow = rp(world)(claims=json.dumps({"id_token": {"acr": acr}})).authorize()
    if met:
        assert flow.code, f"{flow.answer!r} {world.database.reason()}"
    else:
        assert flow.answer.parameters["error"] == "unmet_authentication_requirements" and world.database.reason() == "acr_unmet", flow.answer


@each(
    {"claims": {"userinfo": {"email": {"essential": True}}}, "told": {"email"}, "signed": set()},
    {"claims": {"id_token": {"email": {"value": "alice@example.org"}}}, "told": set(), "signed": {"email"}},
    {"claims": {"userinfo": {"email": {"values": ["x", "y"]}, "name": None}}, "told": {"email", "name"}, "signed": set()},
    {"claims": {"userinfo": {"no_such_claim": {"essential": True}}}, "told": set(), "signed": set()},
    {"claims": {"userinfo": None, "id_token": None}, "told": set(), "signed": set()},
    {"claims": {"userinfo": {"email#de": None}, "other": {"x": 1}}, "told": set(), "signed": set()})
def test_claims(world, claims, told, signed):
    """OIDC Core section 5.5: {claims} tells at userinfo and in the ID token what it asks for there, and no claim more"""
    flow = rp(world)(scope="openid", claims=json.dumps(claims)).authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200, f"{flow.answer!r} {world.database.reason()}"
    known = {"email", "name", "phone_number", "email_verified"}
    assert set(userinfo(world, flow.tokens["access_token"]).json) & known == told
    assert set(claims_of(flow.tokens["id_token"])) & known == signed


def id_token_of(flow, user, browser):
    """The ID token that this user's sign-in brings."""
    said = flow().authorize(browser, user)
    assert said.redeem(basic("rp", SECRET)).status == 200
    return said.tokens["id_token"]


@each({"value": "u_alice", "error": None}, {"value": "u_bob", "error": "login_required"})
def test_subject_by_claims(world, value, error):
    """OIDC Core section 5.5.1: sub with the value {value} is this user or none"""
    flow, browser = rp(world), world.browser()
    flow().authorize(browser)
    answer = browser.go(flow(prompt="none", claims=json.dumps({"id_token": {"sub": {"value": value}}})).url)
    assert answer.parameters.get("error") == error, answer


@each({"hinted": "alice", "value": "u_bob"}, {"hinted": "bob", "value": "u_alice"})
def test_two_subjects(world, hinted, value):
    """OIDC Core section 5.5.1: an id_token_hint of {hinted} beside sub {value} is nobody: whoever is signed in, and whoever signs in then"""
    flow, browser, other = rp(world), world.browser(), world.browser()
    flow().authorize(browser)
    hint = id_token_of(flow, hinted, other)
    asked = {"id_token_hint": hint, "claims": json.dumps({"id_token": {"sub": {"value": value}}})}
    answer = browser.go(flow(prompt="none", **asked).url)
    assert answer.parameters.get("error") == "login_required", answer
    for user in ("alice", "bob"):
        answer = flow(**asked).authorize(world.browser(), user).answer
        assert answer.parameters.get("error") == "login_required" and world.database.reason() == "login_other_user", answer


@each("[]", "1", '"x"', "{", '{"id_token":1}', '{"userinfo":[]}')
def test_claims_that_are_none(world, claims):
    """OIDC Core section 5.5: claims {claims} are refused"""
    flow = rp(world)(claims=claims).authorize()
    assert flow.answer.parameters["error"] == "invalid_request" and world.database.reason() == "claims_invalid", flow.answer
