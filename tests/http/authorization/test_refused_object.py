"""Request objects that are refused: OIDC Core section 6.1.  Who hears of it, where, and how: RFC 6749 section 4.1.2.1."""

import json
import urllib.parse

from request_object import OTHER, ask, start, thin, unsigned
from suite import each

SERVERS = ("lighttpd",)


def told(answer):
    """The answer, which went to the other address by a fragment."""
    address, _, fragment = answer.location.partition("#")
    assert address == OTHER, answer
    return dict(urllib.parse.parse_qsl(fragment))


def elsewhere(signer, **request):
    """Its answer goes to another address than the usual one, and in another way."""
    flow = signer.flow(response_mode="fragment", **request)
    flow.request["redirect_uri"] = OTHER
    return flow


@each(
    {"what": "an unsigned object", "make": lambda world, signer, request: unsigned(request), "error": "request_not_supported",
     "reason": "request_unsigned"},
    {"what": "alg NONE", "make": lambda world, signer, request: unsigned(request, "NONE"), "error": "request_not_supported",
     "reason": "request_unsigned"},
    {"what": "no JWT", "make": lambda world, signer, request: "a.b.c", "reason": "object_malformed"},
    {"what": "an encrypted object", "make": lambda world, signer, request: "e30.e30.e30.e30.e30", "reason": "object_malformed"},
    {"what": "claims that are no object", "make": lambda world, signer, request: signer.sql("SELECT jws_sign('[1]', ?)", signer.key),
     "reason": "object_malformed"},
    {"what": "a secret", "make": lambda world, signer, request: signer.object(request, signer.new_key("HS256")), "reason": "object_alg_refused"},
    {"what": "ES384", "make": lambda world, signer, request: signer.object(request, signer.new_key("ES384")), "reason": "object_alg_refused"},
    {"what": "another key", "make": lambda world, signer, request: signer.object(request, signer.new_key()), "reason": "object_key_unknown"},
    {"what": "another key of the same kid",
     "make": lambda world, signer, request: signer.object(request, signer.new_key(), {"kid": json.loads(signer.key)["kid"]}),
     "reason": "object_signature_wrong"},
    {"what": "an exp that is past", "make": lambda world, signer, request: signer.object(request, exp=world.database.now() - 11),
     "reason": "object_expired"},
    {"what": "an nbf in a minute", "make": lambda world, signer, request: signer.object(request, nbf=world.database.now() + 60),
     "reason": "object_early"},
    {"what": "an iat in a minute", "make": lambda world, signer, request: signer.object(request, iat=world.database.now() + 60),
     "reason": "object_early"},
    {"what": "another aud", "make": lambda world, signer, request: signer.object(request, aud="https://other.example"),
     "reason": "object_audience_wrong"},
    {"what": "another iss", "make": lambda world, signer, request: signer.object(request, iss="other"), "reason": "object_issuer_wrong"},
    {"what": "the typ of an access token", "make": lambda world, signer, request: signer.object(request, options={"typ": "at+jwt"}),
     "reason": "object_kind_wrong"},
    {"what": "the typ of a DPoP proof", "make": lambda world, signer, request: signer.object(request, options={"typ": "dpop+jwt"}),
     "reason": "object_kind_wrong"},
    {"what": "an assertion", "make": lambda world, signer, request: signer.assertion(), "reason": "object_kind_wrong"},
    {"what": "another client_id", "make": lambda world, signer, request: signer.object(request, client_id="demo-cli"),
     "reason": "object_client_mismatch"},
    {"what": "another response_type", "make": lambda world, signer, request: signer.object(request, response_type="token"),
     "reason": "object_response_mismatch"},
    {"what": "a request in it", "make": lambda world, signer, request: signer.object(request, request="a.b.c"), "reason": "object_nested"},
    {"what": "a request_uri in it", "make": lambda world, signer, request: signer.object(request, request_uri="https://rp.example/r"),
     "reason": "object_nested"},
    {"what": "a member that is too long", "make": lambda world, signer, request: signer.object(request, prompt="x" * 200),
     "reason": "object_member_too_long"},
    {"what": "more than is kept", "make": lambda world, signer, request: signer.object(request, state="x" * 4000, nonce="x" * 200),
     "reason": "request_too_long", "error": "invalid_request"},
    {"what": "an odd prompt in it", "make": lambda world, signer, request: signer.object(request, prompt="none login"),
     "reason": "prompt_invalid", "error": "invalid_request"},
    {"what": "a max_age of fractions", "make": lambda world, signer, request: signer.object(request, max_age=1.5), "reason": "max_age_invalid",
     "error": "invalid_request"},
    {"what": "no PKCE in either", "make": lambda world, signer, request: signer.object(request, code_challenge="", code_challenge_method=""),
     "reason": "pkce_required", "error": "invalid_request"})
def test_refused(world, what, make, reason, error="invalid_request_object"):
    """OIDC Core section 6.1: {what} is refused ({reason}), and the client hears of it"""
    signer = start(world)
    flow = signer.flow()
    answer = ask(world, {**flow.request, "request": make(world, signer, flow.request)})
    assert answer.parameters.get("error") == error, f"{answer!r} {world.database.reason()}"
    assert world.database.reason() == reason, world.database.reason()


@each(
    {"what": "an exp that is past", "claims": {"exp": 1000000}, "reason": "object_expired"},
    {"what": "an nbf to come", "claims": {"nbf": 4000000000}, "reason": "object_early"},
    {"what": "another aud", "claims": {"aud": "https://other.example"}, "reason": "object_audience_wrong"},
    {"what": "another iss", "claims": {"iss": "other"}, "reason": "object_issuer_wrong"},
    {"what": "another client_id", "claims": {"client_id": "demo-cli"}, "reason": "object_client_mismatch"},
    {"what": "another response_type", "claims": {"response_type": "token"}, "reason": "object_response_mismatch"},
    {"what": "a request_uri in it", "claims": {"request_uri": "https://rp.example/r"}, "reason": "object_nested"},
    {"what": "a member that is too long", "claims": {"prompt": "x" * 200}, "reason": "object_member_too_long"},
    {"what": "an odd prompt", "claims": {"prompt": "none login"}, "reason": "prompt_invalid"})
def test_refused_with_its_own_state(world, what, claims, reason):
    """RFC 6749 section 4.1.2.1: an object of the client's with {what} is answered where, how and with the state that it says itself ({reason})"""
    signer = start(world)
    flow = elsewhere(signer)
    for beside in ({}, {"redirect_uri": flow.redirect_uri, "response_mode": "query", "state": "of the query"}):
        answer = ask(world, thin(flow, signer.object(flow.request, **claims), **beside))
        assert world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
        assert told(answer)["state"] == flow.state, answer


@each(
    {"what": "another key", "make": lambda world, signer, request: signer.object(request, signer.new_key()), "reason": "object_key_unknown"},
    {"what": "another key of the same kid",
     "make": lambda world, signer, request: signer.object(request, signer.new_key(), {"kid": json.loads(signer.key)["kid"]}),
     "reason": "object_signature_wrong"},
    {"what": "another key of the same kid, and an exp that is past",
     "make": lambda world, signer, request: signer.object(request, signer.new_key(), {"kid": json.loads(signer.key)["kid"]}, exp=1000000),
     "reason": "object_signature_wrong"},
    {"what": "no signature", "make": lambda world, signer, request: unsigned(request), "reason": "request_unsigned"},
    {"what": "the typ of an access token", "make": lambda world, signer, request: signer.object(request, options={"typ": "at+jwt"}),
     "reason": "object_kind_wrong"})
def test_nothing_of_it_counts(world, what, make, reason):
    """RFC 6749 section 4.1.2.1: of an object that is not the client's ({what}) nothing is believed: where the query says where, it says the rest"""
    signer = start(world)
    flow = elsewhere(signer)
    signed = make(world, signer, flow.request)
    answer = ask(world, thin(flow, signed))
    assert answer.status == 400 and answer.location is None and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    answer = ask(world, thin(flow, signed, redirect_uri=flow.redirect_uri))
    assert answer.location.startswith(f"{flow.redirect_uri}?") and "state" not in answer.parameters, answer
    assert world.database.reason() == reason


def test_refused_nowhere(world):
    """RFC 9700 section 2.1: an object that is refused sends nobody to an address that is not registered, nor to the one beside it"""
    signer = start(world)
    flow = signer.flow()
    for claims in ({"redirect_uri": "https://evil.example/"}, {"redirect_uri": f"{OTHER}/{'x' * 2048}"}):
        answer = ask(world, {**flow.request, "request": signer.object(flow.request, exp=1000000, **claims)})
        assert answer.status == 400 and answer.location is None and world.database.reason() == "object_expired", answer


def test_long_state_inside(world):
    """RFC 6749 section 4.1.2.1: a state in an object that is longer than a state may be is none, and the one beside it is not meant"""
    signer = start(world)
    flow = signer.flow()
    answer = ask(world, {**flow.request, "request": signer.object(flow.request, state="x" * 4097)})
    assert answer.parameters["error"] == "invalid_request_object" and "state" not in answer.parameters, answer
    assert world.database.reason() == "object_member_too_long"


def test_pushed_state(world):
    """RFC 9126 section 3: an error that comes after an object was pushed goes back as the object said, too"""
    signer = start(world)
    flow = elsewhere(signer, prompt="none")
    answer = signer.post("par", {**signer.proof(), "request": signer.object(flow.request)})
    answer = ask(world, {"client_id": "signer", "request_uri": answer.json["request_uri"], "state": "of the query"})
    assert told(answer)["error"] == "login_required" and told(answer)["state"] == flow.state, answer


def test_refused_on_page(world):
    """RFC 9700 section 4.11: a bad object redirects nobody to an address that stands in it alone, or that is not registered"""
    signer = start(world)
    flow = signer.flow()
    for request in (thin(flow, unsigned(flow.request)), {**thin(flow, unsigned(flow.request)), "redirect_uri": "https://evil.example/"}):
        answer = ask(world, request)
        assert answer.status == 400 and answer.location is None and world.database.reason() == "request_unsigned", answer


@each({"redirect_uri": "https://evil.example/", "reason": "redirect_uri_unknown"}, {"redirect_uri": "", "reason": "redirect_uri_missing"})
def test_redirect_uri_inside(world, redirect_uri, reason):
    """RFC 9700 section 2.1: the redirect_uri in an object is as registered as any ({reason})"""
    signer = start(world)
    flow = signer.flow()
    answer = ask(world, {**flow.request, "request": signer.object(flow.request, redirect_uri=redirect_uri)})
    assert answer.status == 400 and answer.location is None and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
