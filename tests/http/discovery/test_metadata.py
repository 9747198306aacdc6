"""What the authorization server says of itself: OIDC Discovery, RFC 8414, RFC 7517."""

from back_channel import metadata
from suite import each
from world import basic

SECRET = "a-secret-of-the-test-that-nobody-else-knows"

ENDPOINTS = (
    "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "introspection_endpoint",
    "revocation_endpoint", "end_session_endpoint")


def test_discovery(world):
    """oidcc-discovery-endpoint-verification: 200, JSON, the issuer exact, OIDC Discovery section 4"""
    answer = metadata(world)
    assert answer.header("content-type").startswith("application/json"), answer.header("content-type")
    assert answer.json["issuer"] == world.issuer, answer.json["issuer"]


@each(*ENDPOINTS)
def test_endpoint_is_there(world, name):
    """OIDC Discovery section 3: {name} is listed, at the issuer, and answers"""
    url = metadata(world).json[name]
    assert url.startswith(world.issuer + "/"), url
    answer = world.wire.get(url)
    assert answer.status != 404, answer


@each(
    {"name": "response_types_supported", "want": ["code"]},
    {"name": "code_challenge_methods_supported", "want": ["S256"]},
    {"name": "subject_types_supported", "want": ["pairwise", "public"]})
def test_list_is_exact(world, name, want):
    """RFC 8414 section 2: {name} is {want}, neither more nor less (A8, A10, A13)"""
    assert metadata(world).json[name] == want, metadata(world).json.get(name)


@each(
    {"name": "scopes_supported", "want": "openid"},
    {"name": "id_token_signing_alg_values_supported", "want": "RS256"},
    {"name": "grant_types_supported", "want": "authorization_code"},
    {"name": "grant_types_supported", "want": "refresh_token"},
    {"name": "grant_types_supported", "want": "client_credentials"},
    {"name": "response_modes_supported", "want": "form_post"},
    {"name": "claims_supported", "want": "sub"},
    {"name": "token_endpoint_auth_methods_supported", "want": "client_secret_basic"},
    {"name": "token_endpoint_auth_methods_supported", "want": "client_secret_post"},
    {"name": "token_endpoint_auth_methods_supported", "want": "none"})
def test_list_has(world, name, want):
    """OIDC Discovery section 3: {name} has {want}"""
    assert want in metadata(world).json[name], metadata(world).json.get(name)


def test_no_dead_grants(world):
    """A14, RFC 9700 section 2.4: neither password nor implicit is listed"""
    assert not {"password", "implicit"} & set(metadata(world).json["grant_types_supported"])


def test_grant_types_are_true(world):
    """RFC 8414 section 2: the token endpoint knows each grant type that is listed, and none that is not"""
    listed = metadata(world).json["grant_types_supported"]
    world.add_client("all-grants", SECRET, grant_types=listed)

    def error(grant_type):
        return world.wire.post(f"{world.issuer}/token", {"grant_type": grant_type}, headers=basic("all-grants", SECRET)).json.get("error")

    assert {grant_type: error(grant_type) for grant_type in listed if error(grant_type) == "unsupported_grant_type"} == {}
    for grant_type in ("password", "implicit", "urn:ietf:params:oauth:grant-type:device", "token", listed[0].upper()):
        assert error(grant_type) == "unsupported_grant_type", grant_type


@each("token", "introspection", "revocation")
def test_auth_methods_are_true(world, name):
    """RFC 8414 section 2: at the {name} endpoint each client authentication method that is listed works, and none does that is not"""
    document = metadata(world).json
    for method in ("client_secret_basic", "client_secret_post", "none"):
        client_id, secret = f"by-{method}", None if method == "none" else SECRET
        world.add_client(client_id, secret, grant_types=["authorization_code", "client_credentials"], token_endpoint_auth_method=method)
        form = {"grant_type": "client_credentials", "scope": "notes:read", "token": "x"}
        if method != "client_secret_basic":
            form |= {"client_id": client_id, "client_secret": secret}
        answer = world.wire.post(
            document[f"{name}_endpoint"], {key: value for key, value in form.items() if value is not None},
            headers=basic(client_id, SECRET) if method == "client_secret_basic" else {})
        listed = method in document[f"{name}_endpoint_auth_methods_supported"]
        assert (answer.status != 401) == listed, f"{method}: {answer!r}"


@each(
    {"name": "response_types", "parameter": "response_type", "reason": "response_type_unsupported", "others": ["token", "id_token", "none"]},
    {"name": "response_modes", "parameter": "response_mode", "reason": "response_mode_unsupported", "others": ["web_message", "jwt", "QUERY"]},
    {"name": "prompt_values", "parameter": "prompt", "reason": "prompt_invalid", "others": ["create", "Login"]},
    {"name": "code_challenge_methods", "parameter": "code_challenge_method", "reason": "pkce_method_unsupported", "others": ["plain", "S512"]})
def test_request_values_are_true(world, name, parameter, reason, others):
    """OIDC Discovery section 3: {name}_supported has what a request may say, and nothing else is taken"""
    def refused(value):
        world.database.change("DELETE FROM flow_event")
        world.wire.get(world.flow(**{parameter: value}).url)
        return world.database.reason() == reason

    assert [value for value in metadata(world).json[f"{name}_supported"] if refused(value)] == []
    assert [value for value in others if not refused(value)] == []


def test_signing_algs_are_true(world):
    """OIDC Discovery section 3: an algorithm whose key is gone is not listed any more"""
    assert set(metadata(world).json["id_token_signing_alg_values_supported"]) == {"RS256", "ES256"}
    world.database.change("UPDATE signing_key SET compromised_at = 1 WHERE alg = 'ES256'")
    assert metadata(world).json["id_token_signing_alg_values_supported"] == ["RS256"]


def test_iss_parameter_is_announced(world):
    """A15, RFC 9207 section 3: authorization_response_iss_parameter_supported is true"""
    assert metadata(world).json["authorization_response_iss_parameter_supported"] is True


def test_rfc8414_place(world):
    """A27, RFC 8414 section 3.1: the same document before the issuer's path"""
    answer = world.wire.get(f"{world.origin}/.well-known/oauth-authorization-server/provider")
    assert answer.status == 200 and answer.json == metadata(world).json, answer


@each("/.well-known/openid-configuration", "/jwks")
def test_anybody_may_read(world, path):
    """A30, RFC 9700 section 2.6: {path} is readable from every origin"""
    answer = world.wire.get(f"{world.issuer}{path}", headers={"Origin": "https://spa.example"})
    assert answer.header("access-control-allow-origin") == "*", answer.headers


@each("/authorize", "/login", "/end_session")
def test_no_cors_at_pages(world, path):
    """A30, RFC 9700 section 2.6: {path} knows no CORS"""
    answer = world.wire.get(f"{world.issuer}{path}", headers={"Origin": "https://spa.example"})
    assert answer.header("access-control-allow-origin") is None, answer.headers


def test_issuer_is_not_host(world):
    """RFC 9700 section 4.13: another Host changes no address"""
    answer = world.wire.get(f"{world.issuer}/.well-known/openid-configuration", headers={"Host": "evil.example"})
    assert "evil" not in answer.text, answer
