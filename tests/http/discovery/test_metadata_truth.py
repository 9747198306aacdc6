"""The metadata tells the truth: each value that it lists is used, and works; each that it does not list is tried, and refused.

A member has its way of trying a value in TRIES, and what must not work beside what is listed; or it has a check of its own in FACTS.
"""

import json
import urllib.parse

from back_channel import metadata, userinfo
from claims import claims_of, header_of
from dpop import Key
from registration import CALLBACK, enrol, registered
from signer import Signer
from suite import each
from world import SERVICE, basic

SERVERS = ("lighttpd",)
SECRET = "a-secret-of-the-test-that-nobody-else-knows"
ALL_SCOPES = "openid profile email address phone groups"


def leads_on(world, url):
    """To the sign-in page, and not back to the client with an error."""
    answer = world.wire.get(url)
    return answer.status == 303 and "/login?" in answer.location


def asked(world, **parameters):
    return leads_on(world, world.flow(**parameters).url)


# ---- the authorization endpoint ----

def scope(world, value):
    """Kept, and not ignored: beside openid, because offline_access alone asks for nothing."""
    world.database.change("INSERT OR IGNORE INTO client_scope (client_id, scope) SELECT 'demo-cli', scope FROM scope")
    world.database.change("DELETE FROM authorization_request")
    asked(world, scope=f"openid {value}", prompt="consent")
    return value in (world.database.value("SELECT scope FROM authorization_request") or "").split()


def prompt(world, value):
    world.database.change("DELETE FROM flow_event")
    world.wire.get(world.flow(prompt=value).url)
    return world.database.reason() != "prompt_invalid"


def acr(world, value):
    return asked(world, claims=json.dumps({"id_token": {"acr": {"essential": True, "value": value}}}))


def locale(world, value):
    return world.browser().go(world.flow(ui_locales=value).url).header("content-language") == value


def object_alg(world, alg):
    signer = Signer(world, f"object-{alg}", "ES256" if alg in ("none", "HS256") else alg).register()
    flow = signer.flow()
    if alg in ("none", "HS256"):
        header = {"alg": alg}
        signed = world.database.value("SELECT base64url_encode(?) || '.' || base64url_encode(?) || '.x'", json.dumps(header), json.dumps(flow.request))
    else:
        signed = signer.object(flow.request)
    thin = {"client_id": flow.client_id, "response_type": "code", "scope": "openid", "request": signed}
    return leads_on(world, f"{world.issuer}/authorize?{urllib.parse.urlencode(thin)}")


# ---- the token endpoint, and those where a client says who it is ----

def grant_type(world, value):
    world.add_client("all-grants", SECRET, grant_types=metadata(world).json["grant_types_supported"])
    form = {"grant_type": value}
    answer = world.wire.post(f"{world.issuer}/token", form, headers=basic("all-grants", SECRET))
    world.database.change("DELETE FROM client WHERE client_id = 'all-grants'")
    return answer.json.get("error") != "unsupported_grant_type"


def authenticated(world, endpoint, form, headers=None):
    """Anything but 401 means that the client was recognized."""
    form = {"grant_type": "client_credentials", "scope": "notes:read", "token": "x", **form}
    return world.wire.post(metadata(world).json[endpoint], form, headers=headers).status != 401


def auth_method(endpoint):
    def works(world, method):
        client_id = f"{method}-{endpoint}"
        if method in ("private_key_jwt", "client_secret_jwt"):
            alg = "ES256" if method == "private_key_jwt" else "HS256"
            return authenticated(world, endpoint, Signer(world, client_id, alg, method=method).register().proof())
        if method not in ("client_secret_basic", "client_secret_post", "none"):
            return enrol(world, token_endpoint_auth_method=method).status == 201
        world.add_client(client_id, None if method == "none" else SECRET, grant_types=["client_credentials"], token_endpoint_auth_method=method)
        if method == "client_secret_basic":
            return authenticated(world, endpoint, {}, basic(client_id, SECRET))
        return authenticated(world, endpoint, {"client_id": client_id, **({} if method == "none" else {"client_secret": SECRET})})
    return works


def auth_alg(endpoint):
    def works(world, alg):
        method = "client_secret_jwt" if alg.startswith("HS") else "private_key_jwt"
        signer = Signer(world, f"{alg}-{endpoint}", "ES256" if alg == "none" else alg, method=method).register()
        if alg != "none":
            return authenticated(world, endpoint, signer.proof())
        header, claims = json.dumps({"alg": "none"}), json.dumps(claims_of(signer.assertion()))
        unsigned = world.database.value("SELECT base64url_encode(?) || '.' || base64url_encode(?) || '.'", header, claims)
        return authenticated(world, endpoint, signer.proof(unsigned))
    return works


def dpop_alg(world, alg):
    proof = Key(world, alg).shown("POST", f"{world.issuer}/token")
    answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", "scope": "notes:read"}, headers={**basic(*SERVICE), **proof})
    return answer.status == 200 and answer.json["token_type"] == "DPoP"


# ---- registration ----

def registers(member):
    def works(world, value):
        answer = enrol(world, **{member: value})
        return answer.status == 201 and answer.json[member] == value
    return works


def id_token_alg(world, alg):
    if not registers("id_token_signed_response_alg")(world, alg):
        return False
    world.database.change("UPDATE client SET id_token_signed_response_alg = ? WHERE client_id = 'demo-cli'", alg)
    return header_of(world.tokens().tokens["id_token"])["alg"] == alg


# What else is tried, beside what is listed.
TRIES = {
    "scopes_supported": (scope, ["files", "OPENID", "admin"]),
    "response_types_supported": (lambda world, value: asked(world, response_type=value), ["token", "id_token", "code id_token", "none"]),
    "response_modes_supported": (lambda world, value: asked(world, response_mode=value), ["web_message", "jwt", "query.jwt", "QUERY"]),
    "prompt_values_supported": (prompt, ["create", "Login"]),
    "code_challenge_methods_supported": (lambda world, value: asked(world, code_challenge_method=value), ["plain", "S512"]),
    "acr_values_supported": (acr, ["0", "2", "urn:mace:incommon:iap:silver"]),
    "ui_locales_supported": (locale, ["fr"]),
    "request_object_signing_alg_values_supported": (object_alg, ["none", "HS256", "RS512", "ES384"]),
    "grant_types_supported": (grant_type, ["password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer", "AUTHORIZATION_CODE"]),
    "dpop_signing_alg_values_supported": (dpop_alg, ["RS256", "ES384"]),
    "subject_types_supported": (registers("subject_type"), ["ephemeral"]),
    "id_token_signing_alg_values_supported": (id_token_alg, ["none", "HS256", "PS256"]),
    "userinfo_signing_alg_values_supported": (registers("userinfo_signed_response_alg"), ["none", "HS256", "PS256"]),
}
for endpoint in ("token", "revocation", "introspection"):
    TRIES[f"{endpoint}_endpoint_auth_methods_supported"] = (auth_method(f"{endpoint}_endpoint"), ["tls_client_auth", "none"])
    TRIES[f"{endpoint}_endpoint_auth_signing_alg_values_supported"] = (auth_alg(f"{endpoint}_endpoint"), ["none", "RS512", "ES384", "HS512"])


@each(*TRIES)
def test_list(world, member):
    """RFC 8414 section 2: {member}: each value works, and nothing else that was tried"""
    world.database.set("registration", "open")
    works, others = TRIES[member]
    listed = metadata(world).json[member]
    assert len(listed) == len(set(listed)) > 0, listed
    candidates = [*listed, *(other for other in others if other not in listed)]
    assert [value for value in candidates if works(world, value)] == listed


# ---- what is no list of words that a request says ----

def claims_are_told(world, document):
    """Each claim that is listed comes, in the ID token or from userinfo, and no other."""
    world.database.change("INSERT INTO user_group (group_name) VALUES ('staff')")
    world.database.change("INSERT INTO group_member (group_name, subject) VALUES ('staff', 'u_alice')")
    world.database.change("INSERT OR IGNORE INTO client_scope (client_id, scope) SELECT 'demo-cli', scope FROM scope")
    flow = world.tokens(scope=ALL_SCOPES)
    told = userinfo(world, flow.tokens["access_token"]).json
    assert {*claims_of(flow.tokens["id_token"]), *told} == set(document["claims_supported"])
    assert document["claim_types_supported"] == ["normal"] and not {"_claim_names", "_claim_sources"} & set(told)


def claims_parameter(world, document):
    flow = world.tokens(scope="openid", claims=json.dumps({"id_token": {"email": None}}))
    assert claims_of(flow.tokens["id_token"])["email"] == "alice@example.com" and document["claims_parameter_supported"] is True


def display(world, document):
    """OIDC Core section 3.1.2.1: what a server does not have it ignores."""
    assert document["display_values_supported"] == ["page"] and all(asked(world, display=value) for value in ("page", "popup"))


def request_objects(world, document):
    """Whether they may come, which TRIES shows; by reference from a registered address alone."""
    assert document["request_parameter_supported"] is document["request_uri_parameter_supported"] is True
    assert document["require_request_uri_registration"] is True
    assert not asked(world, request_uri="https://rp.example/request")


def pushed(world, document):
    assert document["require_pushed_authorization_requests"] is False and asked(world)
    world.database.set("require_pushed_authorization_requests", 1)
    assert metadata(world).json["require_pushed_authorization_requests"] is True and not asked(world)


def documents(world, document):
    assert document["client_id_metadata_document_supported"] is True
    world.database.set("client_documents", "off")
    assert metadata(world).json["client_id_metadata_document_supported"] is False


def logouts(world, document):
    """A client registers where it wants to be told."""
    for way in ("backchannel", "frontchannel"):
        assert document[f"{way}_logout_supported"] is document[f"{way}_logout_session_supported"] is True
        address, demanded = f"{way}_logout_uri", f"{way}_logout_session_required"
        said = registered(world, **{address: "https://rp.example/out", demanded: True})
        assert said[address] == "https://rp.example/out" and said[demanded] is True


def iss(world, document):
    answer = world.wire.get(world.flow(prompt="none").url)
    assert document["authorization_response_iss_parameter_supported"] is True
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(answer.location).query)["iss"] == [world.issuer]


def endpoints(world, document):
    """Each is at the issuer, and answers; without registration there is no address for it."""
    for member in endpoint_members(document):
        assert document[member].startswith(f"{world.issuer}/"), member
        assert world.wire.get(document[member]).status in (200, 303, 400, 401, 405), member
    assert document["issuer"] == world.issuer and "keys" in world.wire.get(document["jwks_uri"]).json
    world.database.set("registration", "off")
    assert "registration_endpoint" not in metadata(world).json and enrol(world, redirect_uris=[CALLBACK]).status == 403


def endpoint_members(document):
    return {member for member in document if member.endswith("_endpoint") or member in ("jwks_uri", "check_session_iframe")}


FACTS = {
    claims_are_told: {"claims_supported", "claim_types_supported"},
    claims_parameter: {"claims_parameter_supported"},
    display: {"display_values_supported"},
    request_objects: {"request_parameter_supported", "request_uri_parameter_supported", "require_request_uri_registration"},
    pushed: {"require_pushed_authorization_requests"},
    documents: {"client_id_metadata_document_supported"},
    logouts: {f"{way}_logout_{what}supported" for way in ("backchannel", "frontchannel") for what in ("", "session_")},
    iss: {"authorization_response_iss_parameter_supported"},
    endpoints: {"issuer"},
}


@each(*({"fact": fact, "name": fact.__name__.replace("_", " ")} for fact in FACTS))
def test_fact(world, fact, name):
    """RFC 8414 section 2: what the metadata says of {name} is so"""
    world.database.set("registration", "open")
    fact(world, metadata(world).json)


def test_complete(world):
    """RFC 8414 section 2: no member of the metadata is taken on trust"""
    world.database.set("registration", "open")
    document = metadata(world).json
    assert set(document) - endpoint_members(document) == {*TRIES, *set().union(*FACTS.values())}
