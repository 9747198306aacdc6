"""What the authorization server says of itself: OIDC Discovery, RFC 8414, RFC 7517.  (Whether it is true: test_metadata_truth.)"""

from back_channel import metadata
from suite import each


def test_discovery(world):
    """oidcc-discovery-endpoint-verification: 200, JSON, the issuer exact, OIDC Discovery section 4"""
    answer = metadata(world)
    assert answer.header("content-type").startswith("application/json"), answer.header("content-type")
    assert answer.json["issuer"] == world.issuer, answer.json["issuer"]


@each(
    {"name": "response_types_supported", "want": ["code"]},
    {"name": "code_challenge_methods_supported", "want": ["S256"]},
    {"name": "subject_types_supported", "want": ["pairwise", "public"]})
def test_list_is_exact(world, name, want):
    """RFC 8414 section 2: {name} is {want}, neither more nor less (A8, A10, A13)"""
    assert metadata(world).json[name] == want, metadata(world).json.get(name)


def test_no_dead_grants(world):
    """A14, RFC 9700 section 2.4: neither password nor implicit is listed"""
    assert not {"password", "implicit"} & set(metadata(world).json["grant_types_supported"])


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
    """A30, RFC 9700 section 2.6: {path} knows no CORS, not for an origin of a client either"""
    world.database.change("INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES ('demo-cli', 'https://spa.example')")
    answer = world.wire.get(f"{world.issuer}{path}", headers={"Origin": "https://spa.example"})
    assert answer.header("access-control-allow-origin") is None, answer.headers


def test_issuer_is_not_host(world):
    """RFC 9700 section 4.13: another Host changes no address"""
    answer = world.wire.get(f"{world.issuer}/.well-known/openid-configuration", headers={"Host": "evil.example"})
    assert "evil" not in answer.text, answer
