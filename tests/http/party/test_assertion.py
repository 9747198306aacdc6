"""A client that signs proves who it is: RFC 7523 section 3, OIDC Core section 9.  Each reason has its request."""

import base64
import hmac
import json
import os
import threading

from race import at_once
from refusal import refused_in_json
from relying_party import SECRET, rp
from routes import parameters
from signer import Published, Signer, half_a_minute
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
    world.database.pass_time(69)
    refused(world, signer.service(proof), "assertion_replayed")
    world.database.pass_time(2)
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


# ---- keys at jwks_uri ----

def test_jwks_uri(world):
    """RFC 7591 section 2: keys at jwks_uri are fetched once, and kept"""
    with Published(world) as published:
        for _ in range(3):
            assert published.signer.service().status == 200, world.database.reason()
        assert published.asked == 1, published.asked


def test_new_key(world):
    """OIDC Core section 10.1.1: a new key is fetched when an assertion names it, half a minute after the last time"""
    with Published(world) as published:
        signer = published.signer
        assert signer.service().status == 200
        signer.key = signer.new_key()
        refused(world, signer.service(), "assertion_key_unknown")
        assert published.asked == 1, "too soon"
        half_a_minute(world)
        assert signer.service().status == 200, world.database.reason()
        assert published.asked == 2


def test_new_key_without_name(world):
    """OIDC Core section 10.1.1: a new key that has no kid is fetched when half a minute has gone by"""
    with Published(world) as published:
        signer = published.signer
        signer.key = json.dumps({name: value for name, value in json.loads(signer.key).items() if name != "kid"})
        assert signer.service().status == 200, world.database.reason()
        signer.key = json.dumps({name: value for name, value in json.loads(signer.new_key()).items() if name != "kid"})
        refused(world, signer.service(), "assertion_signature_wrong")
        world.database.change("UPDATE client_key_set SET asked_at = asked_at - 30, fetched_at = fetched_at - 30")
        assert signer.service().status == 200, world.database.reason()
        assert published.asked == 2, published.asked


def test_invented_kids(world):
    """RFC 9700 section 4.13: whoever invents names of keys makes the client's server busy twice a minute at most"""
    with Published(world) as published:
        signer = published.signer
        assert signer.service().status == 200
        half_a_minute(world)
        for _ in range(4):
            refused(world, signer.service(signer.proof(signer.assertion(signer.new_key()))), "assertion_key_unknown")
        assert published.asked == 2, published.asked


def test_keys_grow_old(world):
    """OIDC Core section 10.1.1: a key that the client took back is forgotten with the cache (setting jwks_cache)"""
    with Published(world) as published:
        signer = published.signer
        assert signer.service().status == 200
        old, signer.key = signer.key, signer.new_key()
        world.database.change("UPDATE client_key_set SET asked_at = asked_at - 300, fetched_at = fetched_at - 300")
        refused(world, signer.service(signer.proof(signer.assertion(old))), "assertion_key_unknown")
        assert published.asked == 2


def test_unreachable(world):
    """OIDC Core section 10.1.1: as long as the client's server is silent its last keys do, for a day; without any it is 503"""
    with Published(world) as published:
        signer, published.status = published.signer, 500
        answer = signer.service()
        refused(world, answer, "client_keys_unreachable", "temporarily_unavailable", 503)
        assert answer.header("retry-after"), answer.headers
        half_a_minute(world)
        published.status = 200
        assert signer.service().status == 200
        published.status = 500
        world.database.change("UPDATE client_key_set SET asked_at = asked_at - 3600, fetched_at = fetched_at - 3600")
        assert signer.service().status == 200, world.database.reason()
        world.database.change("UPDATE client_key_set SET asked_at = asked_at - 86400, fetched_at = fetched_at - 86400")
        refused(world, signer.service(), "client_keys_unreachable", "temporarily_unavailable", 503)


@each(
    {"what": "no JSON", "said": "<html>"}, {"what": "a list", "said": "[]"}, {"what": "no list of keys", "said": '{"keys":{}}'},
    {"what": "more keys than any client has", "said": json.dumps({"keys": [{"kty": "EC"}] * 65})},
    {"what": "more bytes than any client needs", "said": json.dumps({"keys": [], "x": "x" * 70000})})
def test_odd_key_sets(world, what, said):
    """RFC 7517 section 5: {what} at jwks_uri is no key set"""
    with Published(world) as published:
        published.said = said
        refused(world, published.signer.service(), "client_keys_unreachable", "temporarily_unavailable", 503)


def test_only_public_keys(world):
    """RFC 7517 section 8.1: of what stands at jwks_uri no secret is kept, and none verifies"""
    with Published(world) as published:
        signer = published.signer
        secret = signer.new_key("HS256")
        published.said = json.dumps({"keys": [json.loads(secret), json.loads(signer.key), {"kty": "EC"}, 5]})
        refused(world, signer.service(signer.proof(signer.assertion(secret))), "assertion_alg_refused")
        assert signer.service().status == 200, world.database.reason()
        kept = json.loads(world.database.value("SELECT jwks FROM client_key_set"))["keys"]
        assert [key["kty"] for key in kept] == ["EC"] and "d" not in kept[0], kept


@each({"origin": "registration", "reached": 0}, {"origin": "document", "reached": 0}, {"origin": "administrator", "reached": 1})
def test_reach(world, origin, reached):
    """RFC 9700 section 4.13: jwks_uri on this machine is asked only where an administrator wrote it; the origin is {origin}"""
    world.database.set("fetch_private", 0)
    with Published(world, origin=origin) as published:
        published.signer.service()
        assert published.asked == reached, published.asked


def test_one_at_a_time(world):
    """recipes: one request asks for the keys, and none waits for it with a transaction open"""
    with Published(world) as published:
        signer, published.wait = published.signer, threading.Event()
        forms = [{"grant_type": "client_credentials", "scope": "notes:read", **signer.proof()} for _ in range(3)]

        def ask(number):
            if number == 2:
                published.wait.set() if world.client_credentials(scope="notes:read").status == 200 else None
                return None
            return world.wire.post(f"{world.issuer}/token", forms[number])
        answers = at_once(3, ask)
        assert published.wait.is_set(), "others go on meanwhile"
        assert {answer.status for answer in answers if answer} <= {200, 503} and published.asked == 1, answers


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
    refused(world, ask(SECRET), "client_secret_expired")
    assert ask(new).status == 200, world.database.reason()


def test_typed_secret_ends(world):
    """RFC 7591 section 3.2.1: the same of a secret that a person chose"""
    world.database.change("UPDATE client SET next_secret_hash = token_hash('x'), client_secret_expires_at = ? WHERE client_id = 'demo-service'",
                          world.database.now() + 60)
    assert world.client_credentials(scope="notes:read").status == 200, world.database.reason()
    world.database.pass_time(60)
    refused(world, world.client_credentials(scope="notes:read"), "client_secret_wrong")
