"""Who asks at the back channel: RFC 6749 sections 2.3 and 5.2, and what the record says of those who fail."""

import base64
import json
import secrets

from refusal import refused_in_json
from relying_party import CALLBACK, SECRET, rp
from suite import each
from world import SERVICE, basic, bearer

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
    refused_in_json(world, world.wire.post(f"{world.issuer}/token", form, headers=basic("rp", "") if headers else None),
            "invalid_client", "client_method_mismatch", 401)


def test_basic(world):
    """A24, RFC 6749 section 2.3.1: client_secret_basic"""
    flow = rp(world)().authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200


def test_basic_is_form_encoded(world):
    """RFC 6749 section 2.3.1: name and secret are form-encoded before base64"""
    secret = "p%:+ä/" + secrets.token_urlsafe(24)
    world.add_client("a:b c", secret, [CALLBACK])
    flow = world.flow("a:b c", CALLBACK).authorize()
    assert flow.redeem(basic("a:b c", secret)).status == 200


def test_post_secret(world):
    """A25, RFC 6749 section 2.3.1: client_secret_post, for a client that is registered so"""
    world.add_client("poster", SECRET, [CALLBACK], token_endpoint_auth_method="client_secret_post")
    flow = world.flow("poster", CALLBACK).authorize()
    assert flow.redeem(client_secret=SECRET).status == 200


@each(
    {"case": "no client at all", "header": None, "body": {"client_id": None}, "reason": "client_authentication_missing"},
    {"case": "an unknown client", "header": ("nobody", "x"), "body": {}, "reason": "client_unknown"},
    {"case": "a wrong secret", "header": ("rp", "wrong-" * 6), "body": {}, "reason": "client_secret_wrong"},
    {"case": "no secret", "header": None, "body": {"client_id": "rp"}, "reason": "client_method_mismatch"},
    {"case": "the secret in the body", "header": None, "body": {"client_id": "rp", "client_secret": SECRET}, "reason": "client_method_mismatch"},
    {"case": "a public client with a secret", "header": ("demo-cli", "x"), "body": {}, "reason": "client_method_mismatch"})
def test_client_authentication(world, case, header, body, reason):
    """A24 A25, RFC 6749 section 5.2: {case} is 401 invalid_client ({reason})"""
    flow = rp(world)().authorize()
    answer = flow.redeem(basic(*header) if header else None, **body)
    refused_in_json(world, answer, "invalid_client", reason, 401)
    if header:
        assert answer.header("www-authenticate").startswith("Basic"), answer.headers
    assert flow.redeem(basic("rp", SECRET)).status == 200


def test_two_methods(world):
    """A25, RFC 6749 section 2.3: two ways to authenticate in one request are refused"""
    flow = rp(world)().authorize()
    refused_in_json(world, flow.redeem(basic("rp", SECRET), client_secret=SECRET), "invalid_request", "client_method_several")


def test_body_client_id(world):
    """RFC 6749 section 2.3: a client_id in the body that equals Basic's is not a second method; another is refused"""
    flow = rp(world)().authorize()
    refused_in_json(world, flow.redeem(basic("rp", SECRET), client_id="demo-cli"), "invalid_request", "client_id_mismatch")
    assert flow.redeem(basic("rp", SECRET), client_id="rp").status == 200


def test_two_secrets(world):
    """RFC 7591 section 2: during a change both secrets are good"""
    flow = rp(world)
    world.database.change("UPDATE client SET next_secret_hash = token_hash('the-next-secret-of-the-test') WHERE client_id = 'rp'")
    for secret in (SECRET, "the-next-secret-of-the-test"):
        assert flow().authorize().redeem(basic("rp", secret)).status == 200


def test_secret_throttle(world):
    """A37, RFC 6749 section 2.3.1: guessing a client's secret has to wait"""
    for n in range(world.database.value("SELECT value FROM setting WHERE name = 'login_attempts'") + 2):
        answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", "scope": "notes:read"},
                                 headers=basic(SERVICE[0], f"guess-number-{n}-of-the-test"))
    assert answer.status == 429 and answer.json["error"] == "invalid_client", answer
    assert world.client_credentials(scope="notes:read").status == 429, "even the right one, until it waited"
    world.database.pass_time(31)
    assert world.client_credentials(scope="notes:read").status == 200, world.database.reason()


def test_basic_with_nul(world):
    """RFC 6749 section 2.3.1: a NUL in name or secret is not where it ends"""
    for pair in ("demo-service%00x:" + SERVICE[1], "demo-service:" + SERVICE[1] + "%00x"):
        answer = world.wire.post(
            f"{world.issuer}/token", {"grant_type": "client_credentials"},
            headers={"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()})
        assert answer.status in (400, 401), answer


@each({"how": "half an escape in the name", "pair": b"rp%4:" + SECRET.encode()},
      {"how": "half an escape in the secret", "pair": b"rp:100%-" + SECRET.encode()},
      {"how": "a NUL in the secret", "pair": b"rp:%00" + SECRET.encode()},
      {"how": "no UTF-8 in the secret", "pair": b"rp:%ff"},
      {"how": "no colon", "pair": b"rp"})
def test_malformed(world, how, pair):
    """RFC 6749 section 2.3.1: a Basic header with {how} is malformed, and the record does not say that the client has another method"""
    rp(world)
    for form in ({}, {"client_id": "rp", "client_secret": SECRET}):
        answer = world.wire.post(
            f"{world.issuer}/token", {"grant_type": "client_credentials", **form},
            headers={"Authorization": "Basic " + base64.b64encode(pair).decode()})
        refused_in_json(world, answer, "invalid_request", "authorization_malformed")


# ---- secrets that overlap ----

def test_secrets_overlap(world):
    """RFC 7591 section 3.2.1: beside a new secret the old one is good until its end, and ends by itself"""
    rp(world, grant_types=("client_credentials",))
    new = SECRET[::-1]
    world.database.change("UPDATE client SET next_secret_hash = token_hash(?), client_secret_expires_at = ? WHERE client_id = 'rp'",
                          new, world.database.now() + 60)
    form = {"grant_type": "client_credentials", "scope": "notes:read"}

    def ask(secret):
        return world.wire.post(f"{world.issuer}/token", form, headers=basic("rp", secret))
    assert [ask(secret).status for secret in (SECRET, new)] == [200, 200], world.database.reason()
    world.database.pass_time(60)
    refused_in_json(world, ask(SECRET), "invalid_client", "client_secret_expired", 401)
    assert ask(new).status == 200, world.database.reason()


def test_typed_secret_ends(world):
    """RFC 7591 section 3.2.1: the same of a secret that a person chose"""
    world.database.change("UPDATE client SET next_secret_hash = token_hash('x'), client_secret_expires_at = ? WHERE client_id = 'demo-service'",
                          world.database.now() + 60)
    assert world.client_credentials(scope="notes:read").status == 200, world.database.reason()
    world.database.pass_time(60)
    refused_in_json(world, world.client_credentials(scope="notes:read"), "invalid_client", "client_secret_wrong", 401)
