"""A client that signs proves who it is: RFC 7523 section 3, OIDC Core section 9.  Each reason has its request."""

import base64
import hmac
import json
import os

from race import at_once
from refusal import refused_in_json
from relying_party import SECRET
from routes import parameters
from signer import Signer
from suite import each
from world import basic

SERVERS = ("lighttpd",)
ROUNDS = int(os.environ.get("OIDC_ROUNDS", "3"))


def refused(world, answer, reason, error="invalid_client", status=401):
    refused_in_json(world, answer, error, reason, status)


@each("RS256", "PS256", "ES256", "EdDSA")
def test_private_key_jwt(world, alg):
    """A24, RFC 7523 section 3: a client proves itself by a key, {alg}"""
    assert Signer(world, alg=alg).register().service().status == 200, world.database.reason()


def test_client_secret_jwt(world):
    """OIDC Core section 9: a client proves itself by its secret, without sending it; that is a relaxation"""
    assert Signer(world, alg="HS256", method="client_secret_jwt").register().service().status == 200, world.database.reason()
    assert world.database.value("SELECT count(*) FROM relaxation WHERE relaxation = 'client signer, secret_jwk'") == 1


def test_whole_flow(world):
    """RFC 7523 section 2.2: a code and a refresh token, each with an assertion of its own"""
    signer = Signer(world).register()
    flow = signer.flow().authorize()
    answer = flow.redeem(client_id=None, **signer.proof())
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    answer = flow.refresh(client_id="signer", **signer.proof())
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"


@each(
    {"what": "another type", "form": {"client_assertion_type": "urn:x"}, "reason": "assertion_type_unknown"},
    {"what": "no type", "form": {"client_assertion_type": None}, "reason": "assertion_type_unknown"},
    {"what": "an empty assertion", "form": {"client_assertion": "", "client_id": "signer"}, "reason": "assertion_malformed"},
    {"what": "nothing but a type", "form": {"client_assertion": ""}, "reason": "assertion_malformed"},
    {"what": "no JWT", "form": {"client_assertion": "a.b.c", "client_id": "signer"}, "reason": "assertion_malformed"},
    {"what": "another client_id beside it", "form": {"client_id": "demo-cli"}, "reason": "client_id_mismatch", "error": "invalid_request",
     "status": 400},
    {"what": "a secret beside it", "form": {"client_secret": "x"}, "reason": "client_method_several", "error": "invalid_request", "status": 400})
def test_form(world, what, form, reason, error="invalid_client", status=401):
    """RFC 7521 section 4.2: {what} is refused ({reason})"""
    signer = Signer(world).register()
    form = {name: value for name, value in {**signer.proof(), **form}.items() if value is not None}
    refused(world, signer.service(form), reason, error, status)


def test_basic_beside_it(world):
    """RFC 6749 section 2.3: a secret in the header beside the assertion is a second method"""
    signer = Signer(world).register()
    refused(world, signer.service(headers=basic("signer", "x" * 32)), "client_method_several", "invalid_request", 400)


def test_client_id_beside_it(world):
    """RFC 7521 section 4.2: the client_id beside the assertion may be left out, or the same"""
    signer = Signer(world).register()
    assert signer.service({**signer.proof(), "client_id": "signer"}).status == 200


@each(
    {"what": "no sub", "claims": {"sub": None}, "reason": "assertion_malformed"},
    {"what": "an unknown sub", "claims": {"sub": "nobody", "iss": "nobody"}, "reason": "client_unknown"},
    {"what": "another iss", "claims": {"iss": "https://rp.example"}, "reason": "assertion_issuer_wrong"},
    {"what": "no iss", "claims": {"iss": None}, "reason": "assertion_issuer_wrong"},
    {"what": "no aud", "claims": {"aud": None}, "reason": "assertion_audience_wrong"},
    {"what": "another server's aud", "claims": {"aud": "https://other.example"}, "reason": "assertion_audience_wrong"},
    {"what": "the issuer with a slash", "claims": {"aud": "{issuer}/"}, "reason": "assertion_audience_wrong"},
    {"what": "the token endpoint", "claims": {"aud": "{issuer}/token"}, "reason": "assertion_audience_wrong"},
    {"what": "the endpoint of PAR", "claims": {"aud": "{issuer}/par"}, "reason": "assertion_audience_wrong"},
    {"what": "a list, although it is right", "claims": {"aud": ["{issuer}"]}, "reason": "assertion_audience_wrong"},
    {"what": "a list of two", "claims": {"aud": ["{issuer}", "https://other.example"]}, "reason": "assertion_audience_wrong"},
    {"what": "no exp", "claims": {"exp": None}, "reason": "assertion_exp_missing"},
    {"what": "an exp that is past", "claims": {"exp": -11}, "reason": "assertion_expired"},
    {"what": "an exp in an hour", "claims": {"exp": 3600}, "reason": "assertion_exp_far"},
    {"what": "an exp that is no number", "claims": {"exp": "soon"}, "reason": "assertion_malformed"},
    {"what": "an nbf in a minute", "claims": {"nbf": 60}, "reason": "assertion_early"},
    {"what": "an iat in a minute", "claims": {"iat": 60}, "reason": "assertion_early"},
    {"what": "no jti", "claims": {"jti": None}, "reason": "assertion_jti_missing"},
    {"what": "an empty jti", "claims": {"jti": ""}, "reason": "assertion_jti_missing"},
    {"what": "a jti that is a number", "claims": {"jti": 7}, "reason": "assertion_malformed"},
    {"what": "the typ of a DPoP proof", "options": {"typ": "dpop+jwt"}, "reason": "assertion_typ_wrong"},
    {"what": "the typ of an access token", "options": {"typ": "at+jwt"}, "reason": "assertion_typ_wrong"},
    {"what": "the typ of a request object", "options": {"typ": "oauth-authz-req+jwt"}, "reason": "assertion_typ_wrong"},
    {"what": "an unknown critical header", "options": {"header": {"crit": ["x"], "x": 1}}, "reason": "assertion_malformed"})
def test_claims(world, what, reason, claims=None, options=None):
    """A26, RFC 7523 section 3: {what} is refused ({reason})"""
    signer, now = Signer(world).register(), world.database.now()

    def meant(value):
        if isinstance(value, list):
            return [meant(one) for one in value]
        return value.format(issuer=world.issuer) if isinstance(value, str) else value
    claims = {name: now + value if name in ("exp", "nbf", "iat") and isinstance(value, int) else meant(value)
              for name, value in (claims or {}).items()}
    if "crit" in str(options):
        header, payload = ({"alg": "ES256", "crit": ["x"], "x": 1}, {"sub": "signer"})
        parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, payload)]
        answer = signer.service(signer.proof(".".join([*parts, "A" * 86])))
    else:
        answer = signer.service(signer.proof(options=options, **claims))
    refused(world, answer, reason)
    assert world.database.value("SELECT count(*) FROM client_assertion") == 0, "nothing was spent"


@each({"typ": "JWT"}, {"typ": "client-authentication+jwt"})
def test_typ(world, typ):
    """RFC 7523bis section 2.2: an assertion of typ {typ} is one"""
    signer = Signer(world).register()
    assert signer.service(signer.proof(options={"typ": typ})).status == 200, world.database.reason()


def test_leeway(world):
    """RFC 7519 section 4.1.4: clocks may differ by the leeway"""
    signer, now = Signer(world).register(), world.database.now()
    assert signer.service(signer.proof(exp=now - 8)).status == 200, world.database.reason()
    assert signer.service(signer.proof(nbf=now + 8, iat=now + 8)).status == 200, world.database.reason()


def unsigned(signer, alg):
    parts = signer.assertion().split(".")
    header = base64.urlsafe_b64encode(json.dumps({"alg": alg}).encode()).decode().rstrip("=")
    return f"{header}.{parts[1]}."


@each(
    {"what": "alg none", "make": lambda world, signer: unsigned(signer, "none"), "reason": "assertion_alg_refused"},
    {"what": "alg NONE", "make": lambda world, signer: unsigned(signer, "NONE"), "reason": "assertion_alg_refused"},
    {"what": "a secret", "make": lambda world, signer: signer.assertion(signer.new_key("HS256")), "reason": "assertion_alg_refused"},
    {"what": "ES384", "make": lambda world, signer: signer.assertion(signer.new_key("ES384")), "reason": "assertion_alg_refused"},
    {"what": "another key", "make": lambda world, signer: signer.assertion(signer.new_key()), "reason": "assertion_key_unknown"},
    {"what": "another key of the same kid",
     "make": lambda world, signer: signer.assertion(
         signer.new_key(), options={"kid": json.loads(signer.key)["kid"]}), "reason": "assertion_signature_wrong"},
    {"what": "an altered claim", "make": lambda world, signer: altered(signer.assertion()), "reason": "assertion_signature_wrong"})
def test_signature(world, what, make, reason):
    """RFC 8725 section 3.1: {what} is refused ({reason})"""
    signer = Signer(world).register()
    refused(world, signer.service(signer.proof(make(world, signer))), reason)


def altered(assertion):
    head, payload, signature = assertion.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    changed = base64.urlsafe_b64encode(json.dumps({**claims, "exp": claims["exp"] + 1}).encode()).decode().rstrip("=")
    return ".".join([head, changed, signature])


def test_public_key_as_secret(world):
    """RFC 8725 section 2.1: a public key is no secret: HS256 with it is refused"""
    signer = Signer(world, alg="RS256").register()
    public = json.dumps(json.loads(signer.jwks())["keys"][0])
    _, payload, _ = signer.assertion().split(".")
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": json.loads(public)["kid"]}).encode()).decode().rstrip("=")
    signature = base64.urlsafe_b64encode(hmac.digest(public.encode(), f"{head}.{payload}".encode(), "sha256")).decode().rstrip("=")
    refused(world, signer.service(signer.proof(f"{head}.{payload}.{signature}")), "assertion_alg_refused")


def test_secret_and_key_are_two_methods(world):
    """RFC 7591 section 2: who is registered for client_secret_jwt does not sign by a key"""
    signer = Signer(world, alg="HS256", method="client_secret_jwt").register()
    refused(world, signer.service(signer.proof(signer.assertion(signer.new_key()))), "assertion_alg_refused")
    refused(world, signer.service(signer.proof(signer.assertion(signer.new_key("HS256")))), "assertion_signature_wrong")


def test_signing_alg(world):
    """RFC 7591 section 2: token_endpoint_auth_signing_alg narrows what the client may sign by"""
    signer = Signer(world, token_endpoint_auth_signing_alg="ES256")
    other = signer.new_key("RS256")
    signer.columns["jwks"] = signer.jwks(signer.key, other)
    signer.register()
    assert signer.service().status == 200
    refused(world, signer.service(signer.proof(signer.assertion(other))), "assertion_alg_refused")


def test_audience_relaxed(world):
    """RFC 7523 section 3: client.assertion_audience allows the token endpoint, and that is a relaxation"""
    signer = Signer(world, assertion_audience="token_endpoint").register()
    for audience in (f"{world.issuer}/token", world.issuer):
        assert signer.service(signer.proof(aud=audience)).status == 200, world.database.reason()
    refused(world, signer.service(signer.proof(aud=[f"{world.issuer}/token"])), "assertion_audience_wrong")
    assert world.database.value("SELECT count(*) FROM relaxation WHERE relaxation = 'client signer, assertion_audience'") == 1


@each({"registered": {"secret": SECRET}, "what": "client_secret_basic"}, {"registered": {"secret": None}, "what": "none"})
def test_method_mismatch(world, registered, what):
    """RFC 6749 section 2.3: a client that is registered for {what} does not prove itself by an assertion"""
    signer = Signer(world)
    world.add_client("signer", registered["secret"], grant_types=("client_credentials",))
    refused(world, signer.service(), "client_method_mismatch")


def test_secret_is_no_proof(world):
    """RFC 6749 section 2.3: a client that is registered for private_key_jwt has no secret, and is not public"""
    Signer(world).register()
    form = {"grant_type": "client_credentials"}
    refused(world, world.wire.post(f"{world.issuer}/token", form, headers=basic("signer", "x" * 40)), "client_method_mismatch")
    refused(world, world.wire.post(f"{world.issuer}/token", {**form, "client_id": "signer"}), "client_method_mismatch")


def test_suspended(world):
    """RFC 6749 section 5.2: a client that is suspended proves nothing"""
    signer = Signer(world, suspended_at=1).register()
    refused(world, signer.service(), "client_suspended")


# ---- once ----

DOORS = ("token", "introspect", "revoke", "par", "device_authorization")


@each(*DOORS)
def test_once(world, endpoint):
    """A26, RFC 7523 section 3: an assertion is used once, at /{endpoint} and everywhere"""
    signer = Signer(world).register(grant_types=("client_credentials", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code"))
    form = {"token": {"grant_type": "client_credentials", "scope": "notes:read"}, "par": signer.flow().request,
            "device_authorization": {"scope": "openid"}}.get(endpoint, {"token": "x"})
    proof = signer.proof()
    first = signer.post(endpoint, {**form, **proof})
    assert first.status in (200, 201), f"{first!r} {world.database.reason()}"
    for again in (endpoint, "token"):
        more = form if again == endpoint else {"grant_type": "client_credentials"}
        refused(world, signer.post(again, {**more, **proof}), "assertion_replayed")


def test_every_door(world):
    """RFC 7523 section 2.2: the endpoints that read an assertion are those that test_once tries"""
    found = {path.strip("/") for program, method, path, names in parameters() if program == "provider" and "client_assertion" in (names or {})}
    assert found == set(DOORS), found


def test_jti_is_the_clients_own(world):
    """RFC 7523 section 3: two clients may use the same jti; one may use another's after it was forgotten"""
    first, second = Signer(world).register(), Signer(world, "other").register()
    assert first.service(first.proof(jti="one")).status == 200
    assert second.service(second.proof(jti="one")).status == 200
    refused(world, first.service(first.proof(jti="one")), "assertion_replayed")


def test_forgotten(world):
    """RFC 7523 section 3: what was used is remembered until it would be refused anyway, and then forgotten"""
    signer = Signer(world).register()
    proof = signer.proof()
    assert signer.service(proof).status == 200
    world.database.pass_time(40)
    refused(world, signer.service(proof), "assertion_replayed")
    world.database.pass_time(31)
    refused(world, signer.service(proof), "assertion_expired")
    assert signer.service().status == 200
    world.database.clean()
    assert world.database.value("SELECT count(*) FROM client_assertion") == 1


def test_refused_grant_spends_nothing(world):
    """protocol, order at the token endpoint: an assertion is spent with what the grant spends; a refusal spends none"""
    signer = Signer(world).register()
    flow = signer.flow().authorize()
    proof = signer.proof()
    refused(world, flow.redeem(client_id=None, **{**proof, "code_verifier": "x" * 43}), "pkce_mismatch", "invalid_grant", 400)
    assert world.database.value("SELECT count(*) FROM client_assertion") == 0
    assert flow.redeem(client_id=None, **proof).status == 200, world.database.reason()
    assert world.database.value("SELECT count(*) FROM client_assertion") == 1


def test_replayed_assertion_spends_no_code(world):
    """protocol, order at the token endpoint: a used assertion leaves the code as it is"""
    signer = Signer(world).register()
    flow, proof = signer.flow().authorize(), signer.proof()
    assert signer.service(proof).status == 200
    refused(world, flow.redeem(client_id=None, **proof), "assertion_replayed")
    assert flow.redeem(client_id=None, **signer.proof()).status == 200, world.database.reason()


def prove_together(world, signer, count=8):
    """One assertion, many requests: one is heard, and the record says why the others are not."""
    form = {"grant_type": "client_credentials", "scope": "notes:read", **signer.proof()}
    before = world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'assertion_replayed'")
    answers = at_once(count, lambda _: world.wire.post(f"{world.issuer}/token", form))
    assert sorted(answer.status for answer in answers) == [200] + [401] * (count - 1), answers
    after = world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'assertion_replayed'")
    assert after - before == count - 1, after - before


def test_race(world):
    """RFC 7523 section 3: of eight requests at once with one assertion one is heard, and the others' reason is kept"""
    signer = Signer(world).register()
    for _ in range(ROUNDS):
        prove_together(world, signer)
    print(f"# {ROUNDS} rounds")
