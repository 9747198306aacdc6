"""The keys of a client that signs, where its jwks_uri says: RFC 7591 section 2.  Fetched when they are needed, and no more often."""

import json
import threading

from race import at_once
from refusal import refused_in_json
from signer import Published, half_a_minute
from suite import each

SERVERS = ("lighttpd",)


def refused(world, answer, reason, error="invalid_client", status=401):
    refused_in_json(world, answer, error, reason, status)


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
