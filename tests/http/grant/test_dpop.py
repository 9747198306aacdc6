"""Tokens that are bound to a key, where they are asked for: RFC 9449."""

import json
import os
import time

from dpop import Key, bound_to, failed_step, redeemed
from race import at_once
from refusal import refused_in_json
from relying_party import SECRET, rp
from suite import each
from world import SERVICE, basic

SERVERS = ("lighttpd",)
ROUNDS = int(os.environ.get("OIDC_ROUNDS", "3"))


def token_url(world):
    return f"{world.issuer}/token"


def shown(world, key, **more):
    return key.shown("POST", token_url(world), **more)


def service(world, headers=None, **form):
    return world.wire.post(token_url(world), {"grant_type": "client_credentials", "scope": "notes:read", **form},
                           headers={**basic(*SERVICE), **(headers or {})})


def refresh(world, flow, key, token=None, headers=None, **more):
    return flow.refresh(token, headers=None if key is None and headers is None else {**(shown(world, key) if key else {}), **(headers or {})},
                        client_id=None if headers and "Authorization" in headers else flow.client_id, **more)


def test_bound(world):
    """A17, RFC 9449 section 5: with a proof the access token bears the key's thumbprint, and token_type says DPoP"""
    key = Key(world)
    flow = redeemed(world, key)
    assert flow.tokens["token_type"] == "DPoP" and bound_to(flow.tokens["access_token"]) == {"jkt": key.jkt}
    answer = service(world, shown(world, key))
    assert answer.json["token_type"] == "DPoP" and bound_to(answer.json["access_token"]) == {"jkt": key.jkt}, answer


def test_unbound(world):
    """RFC 6750: without a proof nothing is bound, and nothing is remembered"""
    flow = world.tokens()
    assert flow.tokens["token_type"] == "Bearer" and bound_to(flow.tokens["access_token"]) is None
    assert "dpop" not in service(world).text.lower() and world.database.value("SELECT count(*) FROM dpop_proof") == 0


def test_metadata(world):
    """RFC 9449 section 5.1: the metadata lists the algorithms"""
    assert world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json["dpop_signing_alg_values_supported"] == [
        "ES256", "Ed25519", "EdDSA", "PS256"]


@each({"name": "for another address", "claims": {"htu": "{issuer}/userinfo"}, "step": ("claim_mismatch", "htu")},
      {"name": "for the host that the request names", "claims": {"htu": "http://evil.example/provider/token"}, "step": ("claim_mismatch", "htu")},
      {"name": "for another method", "claims": {"htm": "GET"}, "step": ("claim_mismatch", "htm")},
      {"name": "of 62 seconds ago", "claims": {"iat": -62}, "step": ("too_old", None)},
      {"name": "of 15 seconds ahead", "claims": {"iat": 15}, "step": ("issued_in_future", None)},
      {"name": "by RS256", "alg": "RS256", "step": ("alg_not_allowed", None)},
      {"name": "of another type", "typ": "JWT", "step": ("typ_mismatch", None)},
      {"name": "without jti", "claims": {"jti": None}, "step": ("claim_missing", "jti")})
def test_bad(world, name, step, claims=None, alg="ES256", typ="dpop+jwt"):
    """RFC 9449 section 5: a proof {name} is 400 invalid_dpop_proof, the client hears which step failed, and no code is spent"""
    flow = world.flow().authorize()
    now = int(time.time())
    claims = {name: now + value if name == "iat" else value and value.format(issuer=world.issuer) for name, value in (claims or {}).items()}
    answer = flow.redeem(shown(world, Key(world, alg), typ=typ, **claims), client_id="demo-cli")
    refused_in_json(world, answer, "invalid_dpop_proof", "dpop_invalid")
    found = failed_step(world)
    assert found[0] == step[0] and (step[1] is None or found[1] == step[1]), found
    assert step[0] in answer.json["error_description"], answer
    assert flow.redeem().status == 200, world.database.why()


def test_client_comes_first(world):
    """RFC 9449 section 5: who the client is is asked before its key"""
    answer = world.wire.post(token_url(world), {"grant_type": "client_credentials"}, headers={**basic("demo-service", "wrong"), "DPoP": "x"})
    assert answer.status == 401 and answer.json["error"] == "invalid_client", answer


def test_replay(world):
    """RFC 9449 section 11.1: a proof counts once, whatever it is shown for"""
    headers = shown(world, Key(world))
    assert service(world, headers).status == 200
    for _ in range(2):
        refused_in_json(world, service(world, headers), "invalid_dpop_proof", "dpop_replayed")


def test_whole_request_replayed(world):
    """RFC 9449 section 11.1: a code that comes again with the same proof was copied on its way: its tokens live on"""
    flow, key = world.flow().authorize(), Key(world)
    headers = shown(world, key)
    assert flow.redeem(headers, client_id="demo-cli").status == 200
    tokens = flow.tokens
    refused_in_json(world, flow.redeem(headers, client_id="demo-cli"), "invalid_dpop_proof", "dpop_replayed")
    assert world.wire.get(f"{world.issuer}/userinfo", headers=key.call("GET", f"{world.issuer}/userinfo", tokens["access_token"])).status == 200


def test_refused_spends_nothing(world):
    """RFC 9449 section 11.1: a proof by which nothing was issued may come again, and is not remembered"""
    flow, headers = world.flow().authorize(), shown(world, Key(world))
    for _ in range(2):
        refused_in_json(world, flow.redeem(headers, client_id="demo-cli", code_verifier="x" * 43), "invalid_grant", "pkce_mismatch")
    assert world.database.value("SELECT count(*) FROM dpop_proof") == 0
    assert flow.redeem(headers, client_id="demo-cli").status == 200


def test_nonce(world):
    """RFC 9449 section 8: a nonce is demanded, and comes with the refusal; neither code nor proof is spent"""
    world.database.set("dpop_nonce", "demanded")
    flow, key = world.flow().authorize(), Key(world)
    headers = shown(world, key)
    answer = flow.redeem(headers, client_id="demo-cli")
    refused_in_json(world, answer, "use_dpop_nonce", "dpop_nonce_wanted")
    assert world.database.value("SELECT count(*) FROM dpop_proof") == 0
    nonce = answer.header("dpop-nonce")
    assert len(nonce) >= 22 and flow.redeem(shown(world, key, nonce=nonce), client_id="demo-cli").status == 200, world.database.why()
    answer = refresh(world, flow, None, headers=shown(world, key, nonce=nonce))
    assert answer.status == 200 and answer.header("dpop-nonce"), "it is good for more than one proof"


def test_bad_proof_before_nonce(world):
    """RFC 9449 section 8: a proof that is no good hears that, and a nonce for the next one"""
    world.database.set("dpop_nonce", "demanded")
    answer = service(world, shown(world, Key(world), htm="GET"))
    refused_in_json(world, answer, "invalid_dpop_proof", "dpop_invalid")


def test_nonce_of_other_servers(world):
    """RFC 9449 section 8: each server has nonces of its own"""
    world.database.set("dpop_nonce", "demanded")
    key = Key(world)
    token = service(world).json["access_token"]
    url = f"{world.api}/notes"
    there = world.wire.get(url, headers={"Authorization": f"DPoP {token}", "DPoP": key.proof("GET", url, token)})
    assert there.status == 401 and world.database.reason() == "token_unbound", there
    nonce = service(world, shown(world, key)).header("dpop-nonce")
    bound = service(world, shown(world, key, nonce=nonce)).json["access_token"]
    answer = world.wire.get(url, headers=key.call("GET", url, bound, nonce=nonce))
    assert answer.status == 401 and world.database.reason() == "dpop_nonce_wanted", answer
    assert world.wire.get(url, headers=key.call("GET", url, bound, nonce=answer.header("dpop-nonce"))).status == 200


def test_client_has_to(world):
    """RFC 9449 section 5.2: a client of which it is demanded gets no token without a proof"""
    world.database.change("UPDATE client SET dpop_bound_access_tokens = 1")
    flow = world.flow().authorize()
    refused_in_json(world, flow.redeem(), "invalid_dpop_proof", "dpop_missing")
    refused_in_json(world, service(world), "invalid_dpop_proof", "dpop_missing")
    key = Key(world)
    assert redeemed(world, key, flow).tokens["token_type"] == "DPoP"
    refused_in_json(world, flow.refresh(), "invalid_dpop_proof", "dpop_missing")


# ---- the code, section 10 ----

def test_code_of_a_key(world):
    """RFC 9449 section 10: a code that was asked for with dpop_jkt is redeemed with that key alone"""
    key, other = Key(world), Key(world)
    flow = world.flow(dpop_jkt=key.jkt).authorize()
    refused_in_json(world, flow.redeem(shown(world, other), client_id="demo-cli"), "invalid_grant", "code_other_key")
    refused_in_json(world, flow.redeem(), "invalid_grant", "code_other_key")
    redeemed(world, key, flow)


def test_code_replayed_by_another_key(world):
    """OAuth 2.1 section 7.5: a code that comes again with another key ends nothing"""
    key = Key(world)
    flow = redeemed(world, key, world.flow(dpop_jkt=key.jkt).authorize())
    tokens = flow.tokens
    for headers in (shown(world, Key(world)), {"X": "none"}):
        refused_in_json(world, flow.redeem(headers, client_id="demo-cli"), "invalid_grant", "code_other_key")
    url = f"{world.issuer}/userinfo"
    assert world.wire.get(url, headers=key.call("GET", url, tokens["access_token"])).status == 200
    refused_in_json(world, flow.redeem(shown(world, key), client_id="demo-cli"), "invalid_grant", "code_replayed")
    assert world.wire.get(url, headers=key.call("GET", url, tokens["access_token"])).status == 401


@each("x" * 42, "x" * 44, "+" * 43)
def test_no_thumbprint(world, dpop_jkt):
    """RFC 9449 section 10: {dpop_jkt} is no thumbprint, and the client hears so"""
    flow = world.flow(dpop_jkt=dpop_jkt).authorize()
    assert flow.answer.parameters["error"] == "invalid_request" and world.database.reason() == "dpop_jkt_malformed", flow.answer


# ---- refresh tokens, section 5 ----

def test_refresh_of_a_public_client(world):
    """A18, RFC 9449 section 5: a public client's refresh token is bound to the key; with another one or none it is refused, and nothing ends"""
    key = Key(world)
    flow = redeemed(world, key)
    refused_in_json(world, refresh(world, flow, Key(world)), "invalid_grant", "refresh_other_key")
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_other_key")
    answer = refresh(world, flow, key)
    assert answer.status == 200 and bound_to(answer.json["access_token"]) == {"jkt": key.jkt}, answer
    assert answer.json["token_type"] == "DPoP"


def test_refresh_of_a_client_with_a_secret(world):
    """RFC 9449 section 5: a client that authenticates binds its refresh token by that; the access token is bound to the key of the request"""
    flow, key, other = rp(world)().authorize(), Key(world), Key(world)
    answer = flow.redeem({**basic("rp", SECRET), **shown(world, key)})
    assert answer.status == 200 and bound_to(answer.json["access_token"]) == {"jkt": key.jkt}
    answer = refresh(world, flow, other, headers=basic("rp", SECRET))
    assert answer.status == 200 and bound_to(answer.json["access_token"]) == {"jkt": other.jkt}, answer
    assert bound_to(refresh(world, flow, None, answer.json["refresh_token"], headers=basic("rp", SECRET)).json["access_token"]) is None


def test_grace(world):
    """RFC 9449 section 5, RFC 9700 section 4.14: within the grace window it gets the same successor, with a fresh proof of the same key"""
    key = Key(world)
    flow = redeemed(world, key)
    headers = shown(world, key)
    first = refresh(world, flow, None, headers=headers)
    refused_in_json(world, refresh(world, flow, None, headers=headers), "invalid_dpop_proof", "dpop_replayed")
    refused_in_json(world, refresh(world, flow, Key(world)), "invalid_grant", "refresh_other_key")
    second = refresh(world, flow, key)
    assert second.status == 200 and second.json["refresh_token"] == first.json["refresh_token"]


def test_stolen_after_the_window(world):
    """RFC 9700 section 4.14: an old refresh token without its key ends nothing; with it, its family"""
    key = Key(world)
    flow = redeemed(world, key)
    successor = refresh(world, flow, key).json["refresh_token"]
    world.database.pass_time(61)
    for thief in (None, Key(world)):
        answer = refresh(world, flow, thief)
        refused_in_json(world, answer, "invalid_grant", "refresh_other_key")
    refused_in_json(world, refresh(world, flow, key), "invalid_grant", "refresh_reused")
    refused_in_json(world, refresh(world, flow, key, successor), "invalid_grant", "grant_revoked")


def test_forgotten(world):
    """RFC 9700 section 4.14: of an old one whose row is gone the same holds"""
    key = Key(world)
    flow = redeemed(world, key)
    successor = refresh(world, flow, key).json["refresh_token"]
    world.database.pass_time(61)
    world.database.change("PRAGMA foreign_keys = OFF")
    world.database.change("DELETE FROM refresh_token WHERE successor_id IS NOT NULL")
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_unknown")
    assert refresh(world, flow, key, successor).status == 200
    refused_in_json(world, refresh(world, flow, key), "invalid_grant", "refresh_reused")


def test_relaxations(world):
    """RFC 9700 section 4.14.2: what a bound refresh token may do is no relaxation"""
    world.add_client("bound", dpop_bound_access_tokens=1, refresh_until_used=1, refresh_rotation=0)
    world.add_client("free", "a-secret-of-the-test", refresh_until_used=1)
    rows = {row[0] for row in world.database.rows("SELECT relaxation FROM relaxation")}
    assert "client free, refresh_until_used" in rows and not {row for row in rows if row.startswith("client bound, refresh_")}, rows


def test_cross_origin(world):
    """Fetch standard section 3.3: a page may send a proof and read the nonce"""
    world.database.change("INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES ('demo-cli', 'https://spa.example')")
    answer = world.wire.send("OPTIONS", token_url(world), headers={
        "Origin": "https://spa.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "dpop"})
    assert "dpop" in answer.header("access-control-allow-headers").lower(), answer.headers


def race(world):
    """One request, eight times at once: one has the tokens, and they live."""
    flow, key = world.flow().authorize(), Key(world)
    headers, request = shown(world, key), flow.token_request()
    answers = at_once(8, lambda _: world.wire.post(token_url(world), request, headers=headers))
    good = [answer for answer in answers if answer.status == 200]
    assert len(good) == 1 and all(answer.json["error"] == "invalid_dpop_proof" for answer in answers if answer.status != 200), answers
    reasons = world.database.rows("SELECT reason FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC LIMIT 7")
    assert {row[0] for row in reasons} == {"dpop_replayed"}, [row[0] for row in reasons]
    url = f"{world.issuer}/userinfo"
    assert world.wire.get(url, headers=key.call("GET", url, good[0].json["access_token"])).status == 200


def test_race(world):
    """RFC 9449 section 11.1: of eight requests with one proof at once one is answered, and why the others were not is kept"""
    for _ in range(ROUNDS):
        race(world)
    print(f"# {ROUNDS} rounds")


def test_nothing_raw(world):
    """RFC 9449 section 11: neither a proof nor its key stands in the record"""
    key = Key(world)
    headers = shown(world, key)
    service(world, headers)
    kept = json.dumps([tuple(row) for row in world.database.rows("SELECT * FROM flow_event")])
    assert headers["DPoP"].split(".")[2] not in kept and json.loads(key.public)["x"] not in kept
