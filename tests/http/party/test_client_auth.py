"""Who asks at the back channel: RFC 6749 section 2.3, and what the record says of those who fail."""

import json

from suite import each
from test_authorize import SECRET, rp
from test_token import refused
from world import basic, bearer

WRONG = "wrong-" * 8


@each("token", "introspect", "revoke", "userinfo", "api", "client")
def test_challenge(world, place):
    """RFC 9110 section 15.5.2: a 401 of {place} has a challenge, wherever the credentials stood"""
    rp(world)
    form = {"grant_type": "client_credentials", "token": "x"}
    asked = {
        "token": ("Basic", [(form, {}), ({**form, "client_id": "nobody"}, {}), ({**form, "client_id": "rp", "client_secret": WRONG}, {}),
                            (form, basic("rp", WRONG)), (form, bearer("x"))]),
        "introspect": ("Basic", [(form, {}), ({**form, "client_id": "demo-cli"}, {}), ({**form, "client_id": "rp", "client_secret": WRONG}, {})]),
        "revoke": ("Basic", [(form, {}), ({**form, "client_id": "nobody"}, {}), ({**form, "client_id": "rp", "client_secret": WRONG}, {})]),
        "userinfo": ("Bearer", [(None, {}), (None, bearer("x")), ({"access_token": "x"}, {})]),
        "api": ("Bearer", [(None, {}), (None, bearer("x"))]),
        "client": ("Cookie", [({}, {"X-CSRF": "1"})])}
    url = {"api": f"{world.api}/notes", "client": f"{world.client}/api/notes"}.get(place, f"{world.issuer}/{place}")
    scheme, requests = asked[place]
    for body, headers in requests:
        answer = world.wire.post(url, body, headers=headers)
        assert answer.status == 401, answer
        assert (answer.header("www-authenticate") or "").startswith(f"{scheme} "), f"{body} {headers}: {answer.headers}"


@each(
    {"how": "a wrong secret in the header", "form": {}, "headers": basic("rp", WRONG),
     "reason": "client_secret_wrong", "method": "client_secret_basic"},
    {"how": "the secret in the body", "form": {"client_id": "rp", "client_secret": SECRET}, "headers": {},
     "reason": "client_method_mismatch", "method": "client_secret_post"},
    {"how": "no secret", "form": {"client_id": "rp"}, "headers": {}, "reason": "client_method_mismatch", "method": "none"},
    {"how": "an assertion", "form": {"client_id": "rp", "client_assertion": "a.b.c", "client_assertion_type": "x"}, "headers": {},
     "reason": "client_method_mismatch", "method": "client_assertion"},
    {"how": "two secrets", "form": {"client_id": "rp", "client_secret": SECRET}, "headers": basic("rp", SECRET),
     "reason": "client_method_several", "method": "client_secret_basic"})
def test_record_says_who(world, how, form, headers, reason, method):
    """RFC 6749 section 2.3: of {how} the record says which client, the method used and the one registered"""
    rp(world)
    answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", **form}, headers=headers)
    assert answer.status in (400, 401) and method not in answer.text, answer
    why = world.database.why()
    event = world.database.row("SELECT client_id, detail FROM flow_event WHERE event_id = ?", why["event_id"])
    assert (why["reason"], event["client_id"]) == (reason, "rp"), tuple(why)
    assert json.loads(event["detail"]) == {"method": method, "registered_method": "client_secret_basic"}, event["detail"]


def test_record_of_a_typed_secret(world):
    """RFC 6749 section 2.3.1: the same where a person chose the secret, and scrypt compares it"""
    form = {"grant_type": "client_credentials", "scope": "notes:read"}
    world.wire.post(f"{world.issuer}/token", form, headers=basic("demo-service", WRONG))
    event = world.database.row("SELECT client_id, detail, reason FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC")
    assert (event["reason"], event["client_id"]) == ("client_secret_wrong", "demo-service"), tuple(event)
    assert json.loads(event["detail"])["method"] == "client_secret_basic", event["detail"]


def test_record_of_nobody(world):
    """RFC 6749 section 5.2: of an unknown client the record says which name it used"""
    world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", "client_id": "nobody-we-know"})
    event = world.database.row("SELECT client_id, detail, reason FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC")
    assert event["reason"] == "client_unknown" and event["client_id"] is None, tuple(event)
    assert json.loads(event["detail"]) == {"method": "none", "client_id": "nobody-we-know"}, event["detail"]


@each("header", "body", "header and body")
def test_empty_secret_is_none(world, place):
    """RFC 6749 section 2.3.1: a public client may leave its secret empty, in {place}; a confidential one may not"""
    rp(world)
    headers = basic("demo-cli", "") if "header" in place else None
    body = {"client_id": "demo-cli", "client_secret": ""} if "body" in place else {"client_id": None}
    flow = world.flow().authorize()
    answer = flow.redeem(headers, **body)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    form = {"grant_type": "client_credentials", **({"client_id": "rp", "client_secret": ""} if "body" in place else {})}
    refused(world, world.wire.post(f"{world.issuer}/token", form, headers=basic("rp", "") if headers else None),
            "invalid_client", "client_method_mismatch", 401)
