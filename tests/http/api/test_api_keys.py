"""The keys that the sample API verifies with: RFC 7517, RFC 8414, fetched from the issuer and kept."""

from refusal import refused_with_challenge
from sample_api import notes, signed
from stranger import Stranger


def test_keys_are_kept(world):
    """RFC 7517 section 5: the keys are fetched once, and kept in the API's own table"""
    for _ in range(3):
        assert notes(world, signed(world)).status == 200
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'jwks.get'") == 1
    assert world.database.value("SELECT jwks FROM api_discovery")


def test_unknown_kid(world):
    """RFC 7517 section 4.5: for an unknown kid the issuer is asked again, but at most once in 10 s"""
    assert notes(world, signed(world)).status == 200
    world.database.change("UPDATE api_discovery SET jwks_asked_at = jwks_asked_at - 10, jwks_fetched_at = jwks_fetched_at - 10")
    for _ in range(5):
        key = world.database.value("SELECT jwk_generate('ES256')")
        token = world.database.value(
            """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'u_x', 'aud', ?2, 'client_id', 'x', 'jti', 'y', 'scope', 'notes:read'), ?3,
                               '{"typ":"at+jwt","expires_in":300}')""", world.issuer, world.api, key)
        refused_with_challenge(world, notes(world, token), 401, "invalid_token", "no_key")
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'jwks.get'") == 2


def test_metadata_is_kept(world):
    """RFC 8414 section 3: the issuer's metadata is fetched once, whatever is asked for by it"""
    assert notes(world, signed(world)).status == 200
    world.database.change("UPDATE api_discovery SET jwks_asked_at = jwks_asked_at - 10, jwks_fetched_at = jwks_fetched_at - 10")
    key = world.database.value("SELECT jwk_generate('ES256')")
    token = world.database.value("SELECT jwt_sign(json_object('iss', ?), ?, '{\"typ\":\"at+jwt\",\"expires_in\":300}')", world.issuer, key)
    refused_with_challenge(world, notes(world, token), 401, "invalid_token", "no_key")
    refused_with_challenge(world, notes(world, world.tokens().tokens["refresh_token"]), 401, "invalid_token", "refresh_token_at_api")
    asked = dict(map(tuple, world.database.rows(
        "SELECT kind, count(*) FROM flow_event WHERE recorder = 'provider' AND actor_from = 'api' GROUP BY kind")))
    assert asked == {"discovery.get": 1, "jwks.get": 2, "token.revoke": 1}, asked


def test_left_alone(world):
    """RFC 9110 section 15.6.4: an issuer that kept a request waiting is not asked for a moment, neither for keys nor to revoke"""
    world.database.change("INSERT INTO api_discovery (issuer, backoff_until) VALUES (?, unixepoch() + 60)", world.issuer)
    refresh_token = world.tokens().tokens["refresh_token"]
    answer = notes(world, signed(world))
    assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "jwks_unreachable", answer
    refused_with_challenge(world, notes(world, refresh_token), 401, "invalid_token", "refresh_token_at_api")
    assert world.database.value("SELECT count(*) FROM flow_event WHERE recorder = 'provider' AND actor_from = 'api'") == 0
    world.database.change("UPDATE api_discovery SET backoff_until = unixepoch() - 1")
    assert notes(world, signed(world)).status == 200
    assert world.database.value("SELECT backoff_until FROM api_discovery") is None, "it was heard"


def test_new_key(world):
    """RFC 7517 section 5: a key that the API has not seen yet is fetched when a token names it"""
    assert notes(world, signed(world)).status == 200
    world.database.change(
        "UPDATE api_discovery SET jwks = '{\"keys\":[]}', jwks_asked_at = jwks_asked_at - 10, jwks_fetched_at = jwks_fetched_at - 10")
    assert notes(world, signed(world)).status == 200


def test_unreachable_keys(world):
    """RFC 9110 section 15.6.4: keys that cannot be had are no verdict on the token: 503, and no challenge"""
    dead = "http://localhost:1/provider"
    world.database.change("INSERT INTO trusted_issuer (resource, issuer) VALUES (?, ?)", world.api, dead)
    for _ in range(2):
        answer = notes(world, signed(world, {"iss": dead}))
        assert answer.status == 503 and answer.header("retry-after") and not answer.header("www-authenticate"), answer
        assert world.database.reason() == "jwks_unreachable"


def test_metadata_of_another(world):
    """RFC 8414 section 3.3: metadata that names another issuer is not believed"""
    other = world.issuer.replace("localhost", "127.0.0.1")
    world.database.change("INSERT INTO trusted_issuer (resource, issuer) VALUES (?, ?)", world.api, other)
    answer = notes(world, signed(world, {"iss": other}))
    assert answer.status == 503 and world.database.reason() == "jwks_unreachable", answer


def test_issuer_with_a_slash(world):
    """OIDC Discovery section 4.1: an issuer may end with a slash; its keys are found, and iss has to end so too"""
    with Stranger(world, end="/") as stranger:
        world.database.change("INSERT INTO trusted_issuer (resource, issuer, algs) VALUES (?, ?, '[\"RS256\"]')", world.api, stranger.issuer)
        now = world.database.now()

        def token(iss):
            return world.database.value(
                """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'x', 'aud', ?2, 'client_id', 'x', 'jti', 'y', 'scope', 'notes:read',
                                               'iat', ?3, 'exp', ?3 + 300), ?4, '{"typ":"at+jwt"}')""", iss, world.api, now, stranger.key)
        assert notes(world, token(stranger.issuer)).status == 200, world.database.reason()
        assert stranger.asked == ["/.well-known/openid-configuration", "/jwks"]
        refused_with_challenge(world, notes(world, token(stranger.base)), 401, "invalid_token", "issuer_unknown")
