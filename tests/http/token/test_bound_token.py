"""A token that is bound to a key, where it is shown: RFC 9449 section 7, at userinfo, at introspection, in the record."""

from back_channel import introspect
from claims import claims_of
from dpop import Key, failed_step, redeemed
from suite import each
from world import SERVICE, basic

SERVERS = ("lighttpd",)


def test_userinfo(world):
    """RFC 9449 section 7: userinfo takes the token with a proof, and once"""
    key, url = Key(world), f"{world.issuer}/userinfo"
    token = redeemed(world, key).tokens["access_token"]
    headers = key.call("GET", url, token)
    assert world.wire.get(url, headers=headers).json["sub"] == claims_of(token)["sub"]
    answer = world.wire.get(url, headers=headers)
    assert answer.status == 401 and answer.json["error"] == "invalid_dpop_proof" and world.database.reason() == "dpop_replayed", answer
    assert world.wire.post(url, headers=key.call("POST", url, token)).status == 200


@each({"name": "as a bearer token", "scheme": "Bearer", "reason": "token_bound", "error": "invalid_token"},
      {"name": "without a proof", "scheme": "DPoP", "reason": "dpop_missing", "error": "invalid_dpop_proof"})
def test_userinfo_without(world, name, scheme, reason, error):
    """RFC 9449 section 7.1: at userinfo a bound token {name} is refused"""
    token = redeemed(world, Key(world)).tokens["access_token"]
    answer = world.wire.get(f"{world.issuer}/userinfo", headers={"Authorization": f"{scheme} {token}"})
    assert answer.status == 401 and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    said = answer.header("www-authenticate")
    assert said.startswith('DPoP algs="') and f'error="{error}"' in said, said


def test_userinfo_in_the_body(world):
    """RFC 9449 section 7.2: a token in the body is a bearer token"""
    key, url = Key(world), f"{world.issuer}/userinfo"
    token = redeemed(world, key).tokens["access_token"]
    answer = world.wire.post(url, {"access_token": token}, headers=key.shown("POST", url, token=token))
    assert answer.status == 401 and world.database.reason() == "token_bound", answer
    unbound = world.tokens().tokens["access_token"]
    assert world.wire.post(url, {"access_token": unbound}, headers=key.shown("POST", url, token=unbound)).status == 200


@each({"name": "of another key", "other": True, "step": ("claim_mismatch", "jkt")},
      {"name": "without ath", "claims": {"ath": None}, "step": ("claim_missing", "ath")},
      {"name": "for another method", "claims": {"htm": "POST"}, "step": ("claim_mismatch", "htm")})
def test_userinfo_bad(world, name, step, other=False, claims=None):
    """RFC 9449 section 7.1: at userinfo a proof {name} is refused"""
    key, url = Key(world), f"{world.issuer}/userinfo"
    token = redeemed(world, key).tokens["access_token"]
    answer = world.wire.get(url, headers=(Key(world) if other else key).call("GET", url, token, **(claims or {})))
    assert answer.status == 401 and world.database.reason() == "dpop_invalid" and failed_step(world) == step, failed_step(world)


def test_userinfo_nonce(world):
    """RFC 9449 section 9: a nonce is demanded at userinfo as well, by 401"""
    key, url = Key(world), f"{world.issuer}/userinfo"
    token = redeemed(world, key).tokens["access_token"]
    world.database.set("dpop_nonce", "demanded")
    answer = world.wire.get(url, headers=key.call("GET", url, token))
    assert answer.status == 401 and 'error="use_dpop_nonce"' in answer.header("www-authenticate"), answer.headers
    assert world.wire.get(url, headers=key.call("GET", url, token, nonce=answer.header("dpop-nonce"))).status == 200


def test_introspection(world):
    """RFC 9449 section 6.2: introspection says what a token is bound to, and by which scheme it goes"""
    key = Key(world)
    form = {"grant_type": "client_credentials", "scope": "notes:read"}
    token = world.wire.post(f"{world.issuer}/token", form, headers={**basic(*SERVICE), **key.shown("POST", f"{world.issuer}/token")})
    said = introspect(world, token.json["access_token"]).json
    assert said["active"] and said["token_type"] == "DPoP" and said["cnf"] == {"jkt": key.jkt}, said
    said = introspect(world, world.client_credentials(scope="notes:read").json["access_token"]).json
    assert said["token_type"] == "Bearer" and "cnf" not in said, said


def test_flow(world):
    """RFC 9449 section 4: the record shows a proof beside the token that it goes with, and what became of each"""
    key, url = Key(world), f"{world.issuer}/userinfo"
    token = redeemed(world, key).tokens["access_token"]
    headers = key.call("GET", url, token)
    for verdict in ("ok", "dpop_replayed"):
        world.wire.get(url, headers=headers)
        rows = world.database.rows(
            """SELECT type, verdict, aud FROM flow_token WHERE event_id = (SELECT max(event_id) FROM flow_event WHERE kind = 'userinfo.request')
                ORDER BY type""")
        assert [(row["type"], row["verdict"]) for row in rows] == [("access", verdict), ("dpop", verdict)], [tuple(row) for row in rows]
        assert rows[1]["aud"] == url
    trace = world.database.value("SELECT trace_id FROM flow_event WHERE kind = 'userinfo.request' ORDER BY event_id DESC LIMIT 1")
    page = world.wire.get(f"{world.workshop}/flow?trace_id={trace}")
    assert page.status == 200 and "DPOP" in page.text, page
