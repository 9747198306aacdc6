"""Request objects: OIDC Core section 6.  What the client signed wins; what is unsigned or odd is refused by its name, and never ignored."""

import json

from back_channel import metadata
from refusal import refused_in_json
from request_object import OTHER, ask, finish, start, thin, unsigned
from signer import Published, Signer
from suite import each
from world import challenge

SERVERS = ("lighttpd",)


@each("RS256", "PS256", "ES256", "EdDSA")
def test_by_value(world, alg):
    """OIDC Core section 6.1: all of the request stands in a JWT, {alg}"""
    signer = start(world, alg=alg)
    flow = signer.flow()
    answer = finish(world, flow, thin(flow, signer.object(flow.request)))
    assert flow.code and answer.parameters["state"] == flow.state, f"{answer!r} {world.database.reason()}"
    answer = flow.redeem(client_id=None, **signer.proof())
    assert answer.status == 200 and answer.json["scope"] == "openid notes:read", f"{answer!r} {world.database.reason()}"


def test_object_wins(world):
    """OIDC Core section 6.1: what stands in the object wins, and the rest is taken from the query"""
    signer = start(world)
    flow = signer.flow()
    inside = {"redirect_uri": OTHER, "scope": "openid email", "nonce": "inside", "max_age": 10000, "prompt": "login consent",
              "claims": {"id_token": {"email": None}}, "resource": None, "code_challenge": challenge("v" * 43), "state": None}
    answer = finish(world, flow, {**flow.request, "request": signer.object(inside)})
    assert answer.location.startswith(OTHER) and answer.parameters["state"] == flow.state, f"{answer!r} {world.database.reason()}"
    stored = world.database.row("SELECT * FROM authorization_request")
    assert (stored["scope"], stored["nonce"], stored["max_age"], stored["prompt"]) == ("openid email", "inside", 10000, " login consent ")
    assert stored["claims"] == '{"id_token":{"email":null}}', stored["claims"]
    answer = flow.redeem(client_id=None, redirect_uri=OTHER, code_verifier="v" * 43, **signer.proof())
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"


@each({"resource": "{api}"}, {"resource": ["{api}"]})
def test_resource(world, resource):
    """RFC 8707 section 2: in an object a resource is a text or a list: {resource}"""
    signer = start(world)
    flow = signer.flow(scope="notes:read")
    meant = [world.api] if isinstance(resource, list) else world.api
    unknown = ask(world, thin(flow, signer.object(flow.request, resource="https://nowhere.example"), redirect_uri=flow.redirect_uri))
    assert unknown.parameters["error"] == "invalid_target", unknown
    assert finish(world, flow, thin(flow, signer.object(flow.request, resource=meant))).parameters.get("code"), world.database.reason()
    assert world.database.value("SELECT resource FROM authorization_grant") == world.api


def test_pushed(world):
    """RFC 9126 section 3: a request object may be pushed, and then nothing else need be"""
    signer = start(world)
    flow = signer.flow()
    answer = signer.post("par", {**signer.proof(), "request": signer.object(flow.request)})
    assert answer.status == 201, f"{answer!r} {world.database.reason()}"
    flow.request = {"client_id": "signer", "request_uri": answer.json["request_uri"]}
    flow.authorize()
    assert flow.answer.parameters.get("state") == flow.state, world.database.reason()


def test_pushed_proof_stands_outside(world):
    """RFC 9126 section 3: how a client proves itself it says beside the object, not in it"""
    signer = start(world)
    flow = signer.flow()
    answer = signer.post("par", {"client_assertion": "", "client_id": "signer",
                                 "request": signer.object(flow.request, **signer.proof())})
    refused_in_json(world, answer, "invalid_client", "client_method_mismatch", 401)


@each(
    {"what": "an unsigned object", "make": lambda world, signer, request: unsigned(request), "error": "request_not_supported",
     "reason": "request_unsigned"},
    {"what": "another key", "make": lambda world, signer, request: signer.object(request, signer.new_key()), "reason": "object_key_unknown"},
    {"what": "a nested request_uri", "make": lambda world, signer, request: signer.object(request, request_uri="https://rp.example/r"),
     "reason": "object_nested"})
def test_pushed_refused(world, what, make, reason, error="invalid_request_object"):
    """RFC 9126 section 3: {what} is refused where it is pushed ({reason})"""
    signer = start(world)
    flow = signer.flow()
    refused_in_json(world, signer.post("par", {**signer.proof(), "request": make(world, signer, flow.request)}), error, reason)


@each({"claims": {"aud": ["{issuer}", "https://other.example"]}}, {"claims": {"aud": "{issuer}", "iss": "signer"}}, {"options": {"typ": "oauth-authz-req+jwt"}})
def test_accepted(world, claims=None, options=None):
    """OIDC Core section 6.1: iss, aud, exp and typ may be there, when they are right"""
    signer = start(world)
    flow, claims = signer.flow(), dict(claims or {})
    if "aud" in claims:
        claims["aud"] = json.loads(json.dumps(claims["aud"]).replace("{issuer}", world.issuer))
    signed = signer.object(flow.request, options=options, exp=world.database.now() + 60, **claims)
    assert finish(world, flow, thin(flow, signed)).parameters.get("code"), world.database.reason()


def test_signing_alg(world):
    """OIDC Registration section 2: request_object_signing_alg narrows what objects are signed by"""
    signer = Signer(world, request_object_signing_alg="ES256")
    other = signer.new_key("RS256")
    signer.columns["jwks"] = signer.jwks(signer.key, other)
    signer.register()
    flow = signer.flow()
    answer = ask(world, {**flow.request, "request": signer.object(flow.request, other)})
    assert answer.parameters["error"] == "invalid_request_object" and world.database.reason() == "object_alg_refused", answer
    assert finish(world, flow, thin(flow, signer.object(flow.request))).parameters.get("code")


def test_client_without_keys(world):
    """OIDC Core section 6.1: a client that registered no keys signs nothing"""
    signer, flow = Signer(world), world.flow()
    world.database.change("UPDATE client SET trusted = 1 WHERE client_id = 'demo-cli'")
    answer = ask(world, {**flow.request, "request": signer.object(flow.request)})
    assert answer.parameters["error"] == "invalid_request_object" and world.database.reason() == "object_key_unknown", answer


def test_unknown_client(world):
    """RFC 9700 section 4.11: the object of an unknown client is not looked at"""
    signer, flow = Signer(world), world.flow("nobody")
    answer = ask(world, {**flow.request, "request": signer.object(flow.request)})
    assert answer.status == 400 and world.database.reason() == "client_id_unknown", answer


# ---- by reference ----

def referring(world, **columns):
    published = Published(world, **columns)
    world.database.change("INSERT INTO client_request_uri (client_id, request_uri) VALUES ('signer', ?)", published.request_uri)
    return published


@each("", "#GkurKxf5T0Y-mnPFCHqWOMiZi4VS138cQO_V7PZHAdM")
def test_by_reference(world, fragment):
    """OIDC Core section 6.2: an object at an address that is registered, whatever the fragment {fragment}"""
    with referring(world) as published:
        flow = published.signer.flow()
        published.object = published.signer.object(flow.request) + "\n"
        request = thin(flow, None, request_uri=published.request_uri + fragment)
        assert finish(world, flow, request).parameters.get("code"), world.database.reason()
        assert published.asked == 2, "the object and the keys"


@each(
    {"what": "an unsigned object", "bend": lambda published, flow: setattr(published, "object", unsigned(flow.request)),
     "error": "request_uri_not_supported", "reason": "request_uri_unsigned"},
    {"what": "no object", "bend": lambda published, flow: setattr(published, "status", 404), "error": "invalid_request_uri",
     "reason": "request_uri_unreachable"},
    {"what": "a page", "bend": lambda published, flow: setattr(published, "object", "<html>"), "error": "invalid_request_object",
     "reason": "object_malformed"},
    {"what": "more than 64 KiB", "bend": lambda published, flow: setattr(published, "object", "x" * 70000), "error": "invalid_request_uri",
     "reason": "request_uri_unreachable"})
def test_reference_refused(world, what, bend, error, reason):
    """OIDC Core section 6.2: {what} at request_uri is refused ({reason})"""
    with referring(world) as published:
        flow = published.signer.flow()
        bend(published, flow)
        answer = ask(world, {**flow.request, "request_uri": published.request_uri})
        assert answer.parameters.get("error") == error and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"


@each("/other", "?x=y", "/../request")
def test_unregistered(world, end):
    """OIDC Core section 6.2: an address that is not registered is not asked, though {end} be its only difference"""
    with referring(world) as published:
        flow = published.signer.flow()
        answer = ask(world, {**flow.request, "request_uri": published.request_uri + end})
        assert answer.parameters.get("error") == "request_uri_not_supported", answer
        assert world.database.reason() == "request_uri_unregistered" and published.asked == 0


def test_both(world):
    """OIDC Core section 6.1: request and request_uri beside each other are refused"""
    signer = start(world)
    flow = signer.flow()
    answer = ask(world, {**flow.request, "request": signer.object(flow.request), "request_uri": "https://rp.example/request"})
    assert answer.parameters["error"] == "invalid_request" and world.database.reason() == "request_twice", answer


def test_walls(world):
    """RFC 9101 section 10.4: an address on this machine is not asked, whoever registered it"""
    world.database.set("fetch_private", 0)
    with referring(world) as published:
        flow = published.signer.flow()
        answer = ask(world, {**flow.request, "request_uri": published.request_uri})
        assert answer.parameters["error"] == "invalid_request_uri" and world.database.reason() == "request_uri_unreachable", answer
        assert published.asked == 0


def test_left_alone(world):
    """RFC 9101 section 10.4: a server that gave no answer is left alone for half a minute"""
    with referring(world) as published:
        flow = published.signer.flow()
        published.object = published.signer.object(flow.request)
        request = {**flow.request, "request_uri": published.request_uri}
        world.database.change("UPDATE client_request_uri SET backoff_until = unixepoch() + 30")
        answer = ask(world, request)
        assert answer.parameters["error"] == "invalid_request_uri" and published.asked == 0, answer
        world.database.change("UPDATE client_request_uri SET backoff_until = unixepoch()")
        assert finish(world, flow, request).parameters.get("code"), world.database.reason()
    flow = published.signer.flow()
    assert ask(world, {**flow.request, "request_uri": published.request_uri}).parameters["error"] == "invalid_request_uri"
    assert world.database.value("SELECT backoff_until > unixepoch() FROM client_request_uri") == 1, "nobody listens there any more"


def test_metadata(world):
    """OIDC Discovery section 3: the metadata says that objects are taken, signed by what, and from where"""
    said = metadata(world).json
    assert said["request_parameter_supported"] and said["request_uri_parameter_supported"] and said["require_request_uri_registration"], said
    assert sorted(said["request_object_signing_alg_values_supported"]) == ["ES256", "EdDSA", "PS256", "RS256"]
