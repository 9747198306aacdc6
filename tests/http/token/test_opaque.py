"""Access tokens that say nothing, for clients that want such ones: RFC 6749 section 1.4, RFC 7662."""

import base64
import hashlib

from back_channel import introspect, revoke, userinfo
from claims import claims_of
from dpop import Key
from suite import each
from world import SERVICE, basic, bearer

SERVERS = ("lighttpd",)


def opaque(world, client_id="demo-service"):
    world.database.change("UPDATE client SET access_token_format = 'opaque' WHERE client_id = ?", client_id)


def service(world, **form):
    opaque(world)
    return world.client_credentials(**{"scope": "calendar:read", **form}).json["access_token"]


def today(world, token, headers=None):
    return world.wire.get(f"{world.api2}/today", headers=headers or bearer(token))


def test_user(world):
    """OIDC Core sections 3.1.3.6 and 5.3: userinfo knows it, at_hash is of the token that was given, and a refresh brings another one"""
    opaque(world, "demo-cli")
    flow = world.tokens()
    token = flow.tokens["access_token"]
    assert token.startswith("at_") and token.count(".") == 1 and flow.tokens["token_type"] == "Bearer", token[:3]
    half = hashlib.sha256(token.encode()).digest()[:16]
    assert claims_of(flow.tokens["id_token"])["at_hash"] == base64.urlsafe_b64encode(half).decode().rstrip("=")
    assert userinfo(world, token).json["sub"] == claims_of(flow.tokens["id_token"])["sub"]
    newer = flow.refresh().json["access_token"]
    assert newer.startswith("at_") and newer != token and userinfo(world, newer).status == 200


def test_asking_api(world):
    """RFC 7662 section 2.2: an API that asks is told what the token says"""
    token = service(world)
    assert today(world, token).status == 200, world.database.why()
    said = world.wire.get(f"{world.api2}/whoami", headers=bearer(token)).json
    assert said["client_id"] == said["sub"] == "demo-service" and said["scope"] == "calendar:read" and said["iss"] == world.issuer, said


def test_local_api(world):
    """RFC 6750 section 3.1: an API that asks nobody refuses it, and the record says why"""
    answer = world.wire.get(f"{world.api}/notes", headers=bearer(service(world, scope="notes:read")))
    assert answer.status == 401 and answer.json["error"] == "invalid_token" and world.database.reason() == "token_opaque", answer


def test_for_another_api(world):
    """RFC 9068 section 4: one for another API is refused at an API that asks"""
    answer = today(world, service(world, scope="notes:read"))
    assert answer.status == 401 and world.database.reason() == "token_inactive", world.database.why()


def test_scope(world):
    """RFC 6750 section 3.1: its scope counts like any other's"""
    token = service(world)
    world.database.change("DELETE FROM client_scope WHERE client_id = 'demo-service' AND scope = 'calendar:read'")
    assert today(world, token).status == 401 and world.database.reason() == "token_inactive"


@each("altered", "made up", "without a secret")
def test_unknown(world, which):
    """RFC 6750 section 3.1: one that is {which} is refused everywhere"""
    token = service(world)
    wrong = {"altered": token[:-1] + ("A" if token[-1] != "A" else "B"), "made up": "at_x.y", "without a secret": token.split(".")[0]}[which]
    assert today(world, wrong).status == 401 and world.database.reason() == "token_inactive"
    assert userinfo(world, wrong).status == 401 and world.database.reason() == "opaque_unknown"
    assert introspect(world, wrong).json == {"active": False}


def test_expired(world):
    """RFC 6750 section 3.1: it ends when it says so, and is forgotten a while later"""
    token = service(world)
    world.database.pass_time(320)
    assert today(world, token).status == 401 and introspect(world, token).json == {"active": False}
    world.database.pass_time(700)
    service(world)
    world.database.clean()
    assert world.database.value("SELECT count(*) FROM opaque_token") == 1


def test_introspection(world):
    """RFC 7662 section 2.2: its client is told what it says, and no other client is"""
    token = service(world)
    said = introspect(world, token).json
    assert said["active"] and said["scope"] == "calendar:read" and said["client_id"] == "demo-service" and said["aud"] == world.api2, said
    world.add_client("other", "another-secret-of-the-test")
    assert introspect(world, token, ("other", "another-secret-of-the-test")).json == {"active": False}


def test_revocation(world):
    """RFC 7009 section 2: it can be handed back"""
    token = service(world)
    assert revoke(world, token, basic(*SERVICE)).status == 200
    assert today(world, token).status == 401 and world.database.reason() == "token_inactive"


def test_grant_ends(world):
    """RFC 7009 section 2.1: with its grant it ends too"""
    opaque(world, "demo-cli")
    flow = world.tokens()
    revoke(world, flow.tokens["refresh_token"], client_id="demo-cli")
    assert userinfo(world, flow.tokens["access_token"]).status == 401 and world.database.reason() == "token_revoked"


def test_bound(world):
    """RFC 9449 section 6.2: bound to a key it needs a proof, at an API that learns of the key by asking"""
    opaque(world)
    key, url = Key(world), f"{world.api2}/today"
    answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", "scope": "calendar:read"},
                             headers={**basic(*SERVICE), **key.shown("POST", f"{world.issuer}/token")})
    token = answer.json["access_token"]
    assert answer.json["token_type"] == "DPoP" and today(world, token, key.call("GET", url, token)).status == 200, world.database.why()
    assert today(world, token).status == 401 and world.database.reason() == "token_bound"
    assert today(world, token, Key(world).call("GET", url, token)).status == 401 and world.database.reason() == "dpop_invalid"


def test_nothing_raw(world):
    """RFC 6819 section 5.1.4.1.3: of its secret there is a hash"""
    token = service(world)
    rows = [tuple(row) for row in world.database.rows("SELECT * FROM opaque_token")]
    assert token.split(".")[1] not in str(rows) and rows
