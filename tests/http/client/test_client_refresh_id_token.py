"""The ID token that a refresh brings: OIDC Core section 12.2."""

import json

from claims import claims_of, unsigned
from sample_client import call, held, session, signed_in
from stranger import Stranger, rsa_key
from suite import each


def test_renewed_id_token(world):
    """OIDC Core section 12.2: a refreshed ID token of the same user takes the place of the first"""
    browser = signed_in(world)
    before = world.database.value("SELECT id_token FROM client_session")
    world.database.pass_time(400)
    assert call(browser, world).status == 200
    after = world.database.value("SELECT id_token FROM client_session")
    assert claims_of(after)["iat"] > claims_of(before)["iat"] and claims_of(after)["sub"] == "u_alice"
    assert "nonce" not in json.loads(world.database.value("SELECT claims FROM client_session"))


def signed_in_elsewhere(world, stranger, **at_sign_in):
    """A session with the other provider, whose access token has ended."""
    stranger.claims = at_sign_in
    browser = world.browser()
    answer = stranger.login(browser)
    assert answer.status == 303, f"{answer!r} {world.database.reason()}"
    stranger.nonce, stranger.claims = None, {}
    world.database.pass_time(400)
    return browser


@each({"name": "about another user", "claims": {"sub": "another"}, "reason": "sub_mismatch"},
      {"name": "without a subject", "claims": {"sub": None}, "reason": "sub_mismatch"},
      {"name": "with an empty subject", "claims": {"sub": ""}, "reason": "sub_mismatch"},
      {"name": "with an overlong subject", "claims": {"sub": "x" * 256}, "reason": "sub_mismatch"},
      {"name": "of another issuer", "claims": {"iss": "https://evil.example"}, "reason": "iss_mismatch"},
      {"name": "for another client", "claims": {"aud": "another"}, "reason": "aud_mismatch"},
      {"name": "for a further audience", "claims": {"aud": ["we", "another"]}, "reason": "aud_mismatch"},
      {"name": "that another client asked for", "claims": {"azp": "another"}, "reason": "azp_mismatch"},
      {"name": "that has ended", "claims": {"exp": 1}, "reason": "expired"},
      {"name": "made long ago", "claims": {"iat": 1}, "reason": "too_old"},
      {"name": "with another login's nonce", "claims": {"nonce": "another"}, "reason": "nonce_mismatch"},
      {"name": "with another access token's hash", "claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "reason": "at_hash_mismatch"},
      {"name": "of another kind", "options": {"typ": "at+jwt"}, "reason": "typ_mismatch"},
      {"name": "of a logout", "options": {"typ": "logout+jwt"}, "reason": "typ_mismatch"})
def test_lie(world, name, reason, claims=None, options=None):
    """OIDC Core section 12.2: a refresh that brings an ID token {name} ends the session, and the record says why"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600, **(claims or {})}
        stranger.sign = {"options": options or {}}
        ended(world, browser, reason)


def ended(world, browser, reason):
    answer = browser.go(f"{world.client}/")
    assert answer.status == 401 and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    assert "Your session is over" in answer.page.text and any("/login" in link for link in answer.page.links), answer.page.text
    assert held(world) is None and session(world)["ended_reason"] == "id_token_refused"
    assert world.database.value("SELECT count(*) FROM flow_event WHERE recorder = 'client' AND kind = 'session.end'") == 1
    assert world.database.value("SELECT count(*) FROM flow_event WHERE recorder = 'api'") == 0, "the new token went nowhere"
    assert "Your session is over" in browser.go(f"{world.client}/").page.text


@each({"name": "without a signature", "bend": unsigned, "reason": "alg_none"},
      {"name": "whose signature was altered", "bend": lambda token: token[:-20] + ("A" if token[-20] != "A" else "B") + token[-19:],
       "reason": "bad_signature"},
      {"name": "of another form", "bend": lambda token: "x.y", "reason": "malformed"})
def test_forgery(world, name, bend, reason):
    """OIDC Core section 12.2: a refresh that brings an ID token {name} ends the session, and the record says why"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        stranger.bend = bend
        ended(world, browser, reason)


def test_forger(world):
    """OIDC Core section 12.2: a refresh that brings an ID token of a key that the provider does not publish ends the session"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        stranger.sign = {"key": rsa_key(world, "another's")}
        ended(world, browser, "no_key")


@each({"name": "no ID token", "answer": {"id_token": None}},
      {"name": "an ID token without a nonce"},
      {"name": "the first nonce again", "again": True},
      {"name": "no refresh token", "answer": {"refresh_token": None}})
def test_truth(world, name, answer=None, again=False):
    """OIDC Core section 12.2: a refresh with {name} goes on with the session"""
    with Stranger(world) as stranger:
        browser = world.browser()
        assert stranger.login(browser).status == 303
        stranger.nonce = stranger.nonce if again else None
        world.database.pass_time(400)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600, "name": "Renewed"}
        stranger.answer = {"access_token": "another-access-token-0123", **(answer or {})}
        assert browser.go(f"{world.client}/").status == 200, world.database.reason()
        row = held(world)
        assert row["generation"] == 2 and row["access_token"] == "another-access-token-0123" and row["refresh_token"] == "refresh-0123456789"
        assert session(world)["ended_at"] is None
        assert ("Renewed" in session(world)["claims"]) == (name != "no ID token")


def test_keys_out_of_reach(world):
    """OIDC Core section 12.2: an ID token that cannot be judged for lack of keys is not a verdict, and the new refresh token is not lost"""
    with Stranger(world) as stranger:
        browser = signed_in_elsewhere(world, stranger)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        stranger.answer = {"refresh_token": "the-next-refresh-token"}
        world.database.change("UPDATE client_discovery SET jwks_uri = 'http://localhost:1/jwks', jwks_fetched_at = 1, jwks_asked_at = 1")
        answer = browser.go(f"{world.client}/")
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "provider_unreachable", answer
        assert held(world)["refresh_token"] == "the-next-refresh-token" and held(world)["lease_id"] is None
        world.database.change("UPDATE client_discovery SET jwks_uri = ?", f"{stranger.issuer}/jwks")
        assert browser.go(f"{world.client}/").status == 200, world.database.reason()
        assert stranger.forms[-1]["refresh_token"] == "the-next-refresh-token"
