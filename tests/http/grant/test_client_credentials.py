"""The client credentials grant: RFC 6749 section 4.4, RFC 8707."""

from claims import claims_of
from suite import each


def test_client_credentials(world):
    """RFC 6749 section 4.4: an access token for the client itself, and no refresh token"""
    answer = world.client_credentials(scope="notes:read")
    assert answer.status == 200, answer
    claims = claims_of(answer.json["access_token"])
    assert claims["client_id"] == "demo-service" and claims["sub"] == "demo-service", claims
    assert not {"refresh_token", "id_token"} & set(answer.json), answer


@each("openid", "notes:read openid", "nonsense", "offline_access")
def test_client_credentials_scope(world, scope):
    """RFC 6749 section 4.4.2: a client on its own cannot have {scope}"""
    answer = world.client_credentials(scope=scope)
    assert answer.status == 400 and answer.json["error"] == "invalid_scope", answer


def test_scope_with_line_break(world):
    """RFC 6749 section 3.3: what is not a scope-token is invalid_scope"""
    for scope in ("notes:read\n", 'notes:"read', "notes:read\\"):
        answer = world.client_credentials(scope=scope)
        assert answer.status == 400 and answer.json["error"] == "invalid_scope", (scope, answer)


def test_resource(world):
    """RFC 8707 section 2: resource names the API that the token is for"""
    answer = world.client_credentials(scope="notes:read", resource=world.api)
    assert answer.status == 200 and claims_of(answer.json["access_token"])["aud"] == world.api, answer
    answer = world.client_credentials(scope="notes:read", resource="https://other.example/api")
    assert answer.status == 400 and answer.json["error"] == "invalid_target", answer
