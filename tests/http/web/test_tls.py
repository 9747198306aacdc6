"""Programs that ask over https: whose certificates they believe, and what they say when they do not."""

import json

from authority import authority
from stranger import Stranger
from world import bearer


def detail(world):
    return json.loads(world.database.value("SELECT detail FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC LIMIT 1"))


def says_why(world):
    """The words of TLS, in the record and in the log."""
    words = detail(world)["no_answer"]
    assert "certificate" in words.lower() and detail(world)["asked"] == "metadata", words
    assert words in world.server.errors()


def test_client(world):
    """C9, RFC 9700 section 2.6: a provider behind an inner authority is asked once ca_file names that; until then record and log have TLS's words"""
    context, ca_file = authority(world)
    with Stranger(world, context=context) as stranger:
        answer = world.wire.get(f"{world.client}/login")
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "provider_unreachable", answer
        says_why(world)
        world.database.set("ca_file", ca_file)
        browser = world.browser()
        assert stranger.login(browser).status == 303, world.database.reason()


def test_api(world):
    """R7, RFC 8414 section 3: an issuer behind an inner authority is asked once ca_file names that; until then record and log have TLS's words"""
    context, ca_file = authority(world)
    with Stranger(world, context=context) as stranger:
        world.database.change("INSERT INTO trusted_issuer (resource, issuer, algs) VALUES (?, ?, '[\"RS256\"]')", world.api, stranger.issuer)
        token = world.database.value(
            """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'x', 'aud', ?2, 'client_id', 'x', 'jti', 'y', 'scope', 'notes:read'), ?3,
                               '{"typ":"at+jwt","expires_in":300}')""", stranger.issuer, world.api, stranger.key)
        answer = world.wire.get(f"{world.api}/notes", headers=bearer(token))
        assert answer.status == 503 and world.database.reason() == "jwks_unreachable", answer
        says_why(world)
        world.database.set("ca_file", ca_file)
        assert world.wire.get(f"{world.api}/notes", headers=bearer(token)).status == 200, world.database.reason()


def test_another_name(world):
    """C9 R7, RFC 9110 section 4.3.4: a believed authority's certificate for another name is refused all the same"""
    context, ca_file = authority(world, "elsewhere.example")
    world.database.set("ca_file", ca_file)
    with Stranger(world, context=context):
        assert world.wire.get(f"{world.client}/login").status == 503
        assert "elsewhere" in detail(world)["no_answer"] or "match" in detail(world)["no_answer"], detail(world)


def test_no_such_file(world):
    """RFC 9110 section 15.6.4: a ca_file that cannot be read is told as that"""
    context, _ = authority(world)
    world.database.set("ca_file", "/nonexistent/ca.pem")
    with Stranger(world, context=context):
        assert world.wire.get(f"{world.client}/login").status == 503
        assert "/nonexistent/ca.pem" in detail(world)["no_answer"], detail(world)
