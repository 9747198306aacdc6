"""A token that is bound to a key, at the sample API: RFC 9449 section 7, and each step of FAPI 2.0's list of bad proofs."""

import base64
import json
import os
import time
import urllib.parse

from claims import header_of
from dpop import Key, failed_step, redeemed
from race import at_once
from refusal import refused_with_challenge
from sample_api import notes, signed
from suite import each
from world import bearer

SERVERS = ("lighttpd",)
ROUNDS = int(os.environ.get("OIDC_ROUNDS", "3"))


def bound(world, key, **changes):
    return signed(world, {"cnf": {"jkt": key.jkt}, **changes})


def call(world, headers, method="GET", path="/notes"):
    return world.wire.send(method, f"{world.api}{path}", headers=headers)


def refused(world, answer, error, reason):
    """RFC 9449 section 7.1: 401, and the challenge is in the scheme DPoP."""
    assert answer.status == 401, f"{answer!r} {world.database.reason()}"
    said = answer.header("www-authenticate")
    assert said.startswith('DPoP algs="') and f'error="{error}"' in said and "ES256" in said, said
    assert world.database.reason() == reason, world.database.reason()


def test_journey(world):
    """A17 R5, RFC 9449 section 5: a token that was asked for with a proof is bound to its key, and opens the API with another proof"""
    key = Key(world)
    flow = redeemed(world, key)
    assert flow.tokens["token_type"] == "DPoP"
    assert call(world, key.call("GET", f"{world.api}/notes", flow.tokens["access_token"])).status == 200
    assert world.database.reason() is None


@each("ES256", "PS256", "EdDSA", "Ed25519")
def test_algorithms(world, alg):
    """RFC 9449 section 5.1: {alg} is listed, and a proof by it is good"""
    key, said = Key(world, alg), world.wire.get("/.well-known/oauth-protected-resource/api").json
    assert alg in said["dpop_signing_alg_values_supported"] and said["dpop_bound_access_tokens_required"] is False, said
    assert call(world, key.call("GET", f"{world.api}/notes", bound(world, key))).status == 200


# What has to be good.  {api} is the API, {host} its host and port.
@each({"name": "with nbf and exp", "claims": {"nbf": -5, "exp": 60}},
      {"name": "of ten seconds ago", "claims": {"iat": -10}},
      {"name": "of nine seconds ahead", "claims": {"iat": 9}},
      {"name": "with claims that nobody knows", "claims": {"foo": "bar", "list": [1]}},
      {"name": "with a query in htu", "claims": {"htu": "{api}/notes?a=b"}},
      {"name": "with a fragment in htu", "claims": {"htu": "{api}/notes#c"}},
      {"name": "with a nonce that nobody gave", "claims": {"nonce": "mine"}},
      {"name": "with the scheme in capitals", "claims": {"htu": "HTTP://{host}/api/notes"}},
      {"name": "with the host in capitals", "claims": {"htu": "http://LOCALHOST:{port}/api/notes"}})
def test_good(world, name, claims):
    """RFC 9449 section 4.3: a proof {name} is good"""
    key = Key(world)
    assert call(world, key.call("GET", f"{world.api}/notes", bound(world, key), **filled(world, claims))).status == 200, world.database.why()


def filled(world, claims):
    """Times are of now; and where the API is."""
    host = urllib.parse.urlsplit(world.api)
    now = int(time.time())
    return {name: now + value if name in ("iat", "nbf", "exp") and type(value) is int
            else value.format(api=world.api, host=host.netloc, port=host.port) if type(value) is str else value for name, value in claims.items()}


def test_scheme_has_no_case(world):
    """RFC 9110 section 11.1: the scheme is dpop as well as DPoP"""
    key = Key(world)
    headers = key.call("GET", f"{world.api}/notes", token := bound(world, key))
    assert call(world, {**headers, "Authorization": f"dpop {token}"}).status == 200


@each({"name": "without jti", "claims": {"jti": None}, "step": ("claim_missing", "jti")},
      {"name": "without htm", "claims": {"htm": None}, "step": ("claim_missing", "htm")},
      {"name": "without htu", "claims": {"htu": None}, "step": ("claim_missing", "htu")},
      {"name": "without iat", "claims": {"iat": None}, "step": ("claim_missing", "iat")},
      {"name": "without ath", "claims": {"ath": None}, "step": ("claim_missing", "ath")},
      {"name": "without typ", "drop": ["typ"], "step": ("typ_mismatch", None)},
      {"name": "without alg", "drop": ["alg"], "step": ("alg_missing", None)},
      {"name": "without jwk", "drop": ["jwk"], "step": ("no_key", None)},
      {"name": "of another type", "typ": "JWT", "step": ("typ_mismatch", None)},
      {"name": "that is an access token", "typ": "at+jwt", "step": ("typ_mismatch", None)},
      {"name": "by RS256", "alg": "RS256", "step": ("alg_not_allowed", None)},
      {"name": "for another method", "claims": {"htm": "POST"}, "step": ("claim_mismatch", "htm")},
      {"name": "for a method in small letters", "claims": {"htm": "get"}, "step": ("claim_mismatch", "htm")},
      {"name": "for another address", "claims": {"htu": "{api}/whoami"}, "step": ("claim_mismatch", "htu")},
      {"name": "for another host", "claims": {"htu": "http://evil.example/api/notes"}, "step": ("claim_mismatch", "htu")},
      {"name": "for another port", "claims": {"htu": "http://localhost:1/api/notes"}, "step": ("claim_mismatch", "htu")},
      {"name": "of an hour ago", "claims": {"iat": -3600}, "step": ("too_old", None)},
      {"name": "of 62 seconds ago", "claims": {"iat": -62}, "step": ("too_old", None)},
      {"name": "of an hour ahead", "claims": {"iat": 3600}, "step": ("issued_in_future", None)},
      {"name": "of 15 seconds ahead", "claims": {"iat": 15}, "step": ("issued_in_future", None)},
      {"name": "that has ended", "claims": {"exp": -1}, "step": ("expired", None)},
      {"name": "for another token", "claims": {"ath": "x" * 43}, "step": ("claim_mismatch", "ath")},
      {"name": "with a number as jti", "claims": {"jti": 7}, "step": ("claim_type", None)})
def test_bad(world, name, step, claims=None, drop=(), typ="dpop+jwt", alg="ES256"):
    """RFC 9449 section 4.3: a proof {name} is refused, and the record knows the step"""
    key = Key(world, alg)
    token = bound(world, key)
    headers = key.call("GET", f"{world.api}/notes", token, typ=typ, **filled(world, claims or {}))
    if drop:
        headers["DPoP"] = with_header(headers["DPoP"], drop)
    refused(world, call(world, headers), "invalid_dpop_proof", "dpop_invalid")
    found = failed_step(world)
    assert found[0] == step[0] and (step[1] is None or found[1] == step[1]), found


def with_header(proof, drop=(), **members):
    """The same with another header; then the signature does not fit either, but that is looked at later."""
    said = {name: value for name, value in {**header_of(proof), **members}.items() if name not in drop}
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=") + "." + proof.split(".", 1)[1]


def test_alg_none(world):
    """RFC 8725 section 2.1: a proof without a signature proves nothing"""
    key = Key(world)
    headers = key.call("GET", f"{world.api}/notes", bound(world, key))
    headers["DPoP"] = with_header(headers["DPoP"], alg="none").rsplit(".", 1)[0] + "."
    refused(world, call(world, headers), "invalid_dpop_proof", "dpop_invalid")
    assert failed_step(world)[0] == "alg_none"


def test_bad_signature(world):
    """RFC 9449 section 4.3: a proof whose signature does not fit is refused"""
    key, other = Key(world), Key(world)
    headers = other.call("GET", f"{world.api}/notes", token := bound(world, key), jwk=key.public)
    refused(world, call(world, headers), "invalid_dpop_proof", "dpop_invalid")
    assert failed_step(world)[0] == "bad_signature" and token


def test_private_key(world):
    """RFC 9449 section 4.3: a proof that brings a private key is refused, and the record does not keep it"""
    key = Key(world)
    headers = key.call("GET", f"{world.api}/notes", bound(world, key))
    headers["DPoP"] = with_header(headers["DPoP"], jwk=json.loads(key.jwk))
    refused(world, call(world, headers), "invalid_dpop_proof", "dpop_invalid")
    assert failed_step(world)[0] == "key_invalid"
    assert json.loads(key.jwk)["d"] not in json.dumps([tuple(row) for row in world.database.rows("SELECT detail FROM flow_event")])


def test_other_key(world):
    """R5, RFC 9449 section 7.1: the proof is of another key than the token's"""
    key, other = Key(world), Key(world)
    refused(world, call(world, other.call("GET", f"{world.api}/notes", bound(world, key))), "invalid_dpop_proof", "dpop_invalid")
    assert failed_step(world) == ("claim_mismatch", "jkt")


@each("nonsense", "a.b.c", "..", "x" * 3000)
def test_malformed(world, proof):
    """RFC 9449 section 4.3: {proof} is no proof"""
    key = Key(world)
    refused(world, call(world, key.call("GET", f"{world.api}/notes", bound(world, key), proof)), "invalid_dpop_proof", "dpop_invalid")


def test_no_proof(world):
    """RFC 9449 section 7.1: the scheme DPoP without a proof is refused"""
    key = Key(world)
    refused(world, call(world, {"Authorization": f"DPoP {bound(world, key)}"}), "invalid_dpop_proof", "dpop_missing")


def test_as_bearer(world):
    """R5, RFC 9449 section 7.2: a bound token is of no use by the scheme Bearer, be there a proof or not"""
    key = Key(world)
    headers = key.call("GET", f"{world.api}/notes", token := bound(world, key))
    refused(world, notes(world, token), "invalid_token", "token_bound")
    refused(world, call(world, {**headers, **bearer(token)}), "invalid_token", "token_bound")


def test_unbound_token(world):
    """RFC 9449 section 7.1: a token without a key is a bearer token, and no proof makes more of it"""
    key = Key(world)
    refused(world, call(world, key.call("GET", f"{world.api}/notes", signed(world))), "invalid_token", "token_unbound")


@each({"name": "by a certificate", "cnf": {"x5t#S256": "x" * 43}}, {"name": "by nothing", "cnf": {}},
      {"name": "by a number", "cnf": {"jkt": 7}}, {"name": "by a word", "cnf": "jkt"})
def test_bound_otherwise(world, name, cnf):
    """RFC 7800 section 3.1: a token that is bound {name} is not taken from anybody"""
    key = Key(world)
    token = signed(world, {"cnf": cnf})
    answer = notes(world, token)
    assert answer.status == 401 and world.database.reason() == "token_bound_otherwise", answer
    assert call(world, key.call("GET", f"{world.api}/notes", token)).status == 401
    assert world.database.reason() == "token_bound_otherwise"


def test_replay(world):
    """R5, RFC 9449 section 11.1: a proof counts once"""
    key = Key(world)
    headers = key.call("GET", f"{world.api}/notes", bound(world, key))
    assert call(world, headers).status == 200
    for _ in range(2):
        refused(world, call(world, headers), "invalid_dpop_proof", "dpop_replayed")


def test_same_jti_of_two_keys(world):
    """RFC 9449 section 11.1: what two keys call their proofs is nobody else's business"""
    for key in (Key(world), Key(world)):
        assert call(world, key.call("GET", f"{world.api}/notes", bound(world, key), jti="1")).status == 200


def test_refused_spends_nothing(world):
    """RFC 9449 section 11.1: a proof by which nothing was done may come again"""
    key = Key(world)
    narrow = bound(world, key, scope="notes:write")
    headers = key.call("GET", f"{world.api}/notes", narrow)
    for _ in range(2):
        assert call(world, headers).status == 403 and world.database.reason() == "insufficient_scope"
    assert world.database.value("SELECT count(*) FROM api_dpop_proof") == 0


def test_proofs_are_forgotten(world):
    """RFC 9449 section 11.1: a proof that is too old to be taken is not remembered"""
    key = Key(world)
    token = bound(world, key)
    for _ in range(3):
        assert call(world, key.call("GET", f"{world.api}/notes", token)).status == 200
    world.database.change("UPDATE api_dpop_proof SET spent_at = spent_at - 100")
    assert call(world, key.call("GET", f"{world.api}/notes", token)).status == 200
    assert world.database.value("SELECT count(*) FROM api_dpop_proof") == 1


def test_other_methods(world):
    """RFC 9449 section 4.3: each method and each address has its own proof"""
    key = Key(world)
    token = bound(world, key, sub="u_alice")
    made = world.wire.post(f"{world.api}/notes", {"text": "x"}, headers=key.call("POST", f"{world.api}/notes", token))
    assert made.status == 201, world.database.why()
    path = f"/notes/{made.json['note_id']}"
    assert call(world, key.call("HEAD", f"{world.api}/notes", token), "HEAD").status == 200
    assert call(world, key.call("DELETE", f"{world.api}{path}", token), "DELETE", path).status == 200


def test_nonce(world):
    """RFC 9449 section 9: a nonce is demanded, given with the refusal, good for a while and for this server alone; nothing is spent"""
    world.database.set("dpop_nonce", "demanded")
    key, url = Key(world), f"{world.api}/notes"
    token = bound(world, key)
    first = call(world, key.call("GET", url, token))
    refused(world, first, "use_dpop_nonce", "dpop_nonce_wanted")
    assert world.database.value("SELECT count(*) FROM api_dpop_proof") == 0
    nonce = first.header("dpop-nonce")
    answer = call(world, key.call("GET", url, token, nonce=nonce))
    assert answer.status == 200 and answer.header("dpop-nonce"), answer.headers
    theirs = world.wire.post(f"{world.issuer}/token", {"grant_type": "refresh_token", "client_id": "demo-cli"},
                             headers=key.shown("POST", f"{world.issuer}/token")).header("dpop-nonce")
    assert theirs and theirs != nonce
    for other in (theirs, "x" * 43, ""):
        refused(world, call(world, key.call("GET", url, token, nonce=other)), "use_dpop_nonce", "dpop_nonce_wanted")


def test_moved_clock(world):
    """RFC 9449 section 4.3: a proof's time is the real one, however far the workshop has moved its own"""
    key = Key(world)
    world.database.pass_time(3600)
    assert call(world, key.call("GET", f"{world.api}/notes", bound(world, key))).status == 200, world.database.why()


def test_refused_api(world):
    """RFC 9449 section 7.2: an API that asks for no proofs takes no bound token, and does not speak of DPoP"""
    world.database.change("UPDATE api_resource SET dpop = 'refused'")
    key = Key(world)
    token = bound(world, key)
    for headers in (key.call("GET", f"{world.api}/notes", token), bearer(token), key.call("GET", f"{world.api}/notes", signed(world))):
        refused_with_challenge(world, call(world, headers), 401, "invalid_token", "dpop_refused")
    assert "DPoP" not in call(world, {}).header("www-authenticate")
    assert not {"dpop_signing_alg_values_supported"} & set(world.wire.get("/.well-known/oauth-protected-resource/api").json)
    assert notes(world, signed(world)).status == 200


def test_required(world):
    """RFC 9728 section 2: an API may take bound tokens alone, and says so"""
    world.database.change("UPDATE api_resource SET dpop = 'required'")
    key = Key(world)
    refused(world, notes(world, signed(world)), "invalid_token", "dpop_required")
    assert world.wire.get("/.well-known/oauth-protected-resource/api").json["dpop_bound_access_tokens_required"] is True
    assert call(world, key.call("GET", f"{world.api}/notes", bound(world, key))).status == 200


def test_challenge_without_token(world):
    """RFC 9449 section 7.1: who comes without a token hears of both schemes, of Bearer first"""
    said = call(world, {}).header("www-authenticate")
    assert said.startswith("Bearer ") and ', DPoP algs="' in said, said


def test_scheme_without_token(world):
    """RFC 9449 section 7.1: the scheme DPoP with nothing behind it brings no token, and the challenge names no error"""
    answer = call(world, {"Authorization": "DPoP"})
    assert answer.status == 401 and world.database.reason() == "token_missing", answer
    assert answer.header("www-authenticate").startswith('DPoP algs="') and "error" not in answer.header("www-authenticate"), answer.headers


def race(world, key, token):
    headers = key.call("GET", f"{world.api}/notes", token)
    answers = at_once(8, lambda _: call(world, headers))
    assert sorted(answer.status for answer in answers) == [200] + [401] * 7, answers
    reasons = world.database.rows("SELECT reason FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC LIMIT 7")
    assert {row[0] for row in reasons} == {"dpop_replayed"}, [row[0] for row in reasons]


def test_race(world):
    """RFC 9449 section 11.1: of eight calls with one proof at once one is let in, and why the others were not is kept"""
    key = Key(world)
    token = bound(world, key)
    for _ in range(ROUNDS):
        race(world, key, token)
    print(f"# {ROUNDS} rounds")
