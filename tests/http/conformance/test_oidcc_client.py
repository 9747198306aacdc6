"""oidcc-client-basic (14 names), oidcc-client-config (6) and oidcc-client-refreshtoken (3), for the sample client.

The names are OIDF's, the provider that misbehaves is ours; it certifies nothing.  The client asks the userinfo endpoint
(client_app.asks_userinfo), as these plans want it.
"""

import json

from claims import tampered, unsigned
from sample_client import held, session
from stranger import Stranger, rsa_key
from suite import each

SERVERS = ("lighttpd", "fcgid")


class Asked(Stranger):
    """The client asks it for userinfo."""

    def __enter__(self):
        super().__enter__()
        self.world.database.change("UPDATE client_app SET asks_userinfo = 1")
        return self

    def accepted(self, browser=None):
        answer = self.login(browser or self.world.browser())
        assert answer.status == 303, f"{answer!r} {self.world.database.reason()}"
        assert self.bearers[-1] == f"Bearer {held(self.world)['access_token']}", self.bearers
        return json.loads(session(self.world)["claims"])

    def refused(self, reason):
        answer = self.login(self.world.browser())
        self.world.wire.faults.clear()  # 502 is what it says of an answer that is none
        assert answer.status >= 400 and self.world.database.reason() == reason, f"{answer!r} {self.world.database.reason()}"
        assert session(self.world) is None and held(self.world) is None

    def refresh(self, browser, **claims):
        """The access token has ended, and the client renews it."""
        self.nonce = None
        self.world.database.pass_time(400)
        now = self.world.database.now()
        self.claims = {"iat": now, "exp": now + 600, **claims}
        self.answer = {"access_token": "another-opaque-token-0123456789", "refresh_token": "another-refresh-0123456789"}
        return browser.go(f"{self.world.client}/")


def test_happy(world):
    """oidcc-client-basic oidcc-client-test: code, tokens, keys and userinfo, each asked for once, with openid and no token in an address"""
    with Asked(world) as stranger:
        claims = stranger.accepted()
        assert claims["sub"] == "somebody" and "openid" in stranger.request["scope"].split(), claims
        assert [path for path in stranger.asked if path != "/.well-known/openid-configuration"] == ["/token", "/jwks", "/userinfo"]


@each({"name": "invalid-iss", "claims": {"iss": "https://evil.example"}, "reason": "iss_mismatch"},
      {"name": "missing-sub", "claims": {"sub": None}, "reason": "claim_missing"},
      {"name": "invalid-aud", "claims": {"aud": "another"}, "reason": "aud_mismatch"},
      {"name": "missing-iat", "claims": {}, "options": {"iat": False}, "reason": "claim_missing"},
      {"name": "nonce-invalid", "claims": {"nonce": "of-another-login"}, "reason": "nonce_mismatch"})
def test_id_token(world, name, claims, reason, options=None):
    """oidcc-client-basic oidcc-client-test-{name}: the ID token signs nobody in, and userinfo is not asked"""
    with Asked(world) as stranger:
        stranger.claims, stranger.sign = claims, {"options": options or {}}
        if options:
            stranger.claims = {"iat": None}
        stranger.refused(reason)
        assert not stranger.bearers


def without_kid(stranger, *more):
    """The keys have no names, and what is signed names none."""
    keys = stranger.keys()["keys"] + [json.loads(stranger.sql("SELECT jwk_public(jwk_generate(?))", alg)) for alg in more]
    stranger.key_set = {"keys": [{member: value for member, value in key.items() if member != "kid"} for key in keys]}
    stranger.key = stranger.sql("SELECT json_remove(?, '$.kid')", stranger.key)


@each({"name": "alone", "more": []}, {"name": "beside one of another algorithm", "more": ["ES256"]})
def test_kid_absent(world, name, more):
    """oidcc-client-basic oidcc-client-test-kid-absent-single-jwks: one key fits, {name}: it is taken"""
    with Asked(world) as stranger:
        without_kid(stranger, *more)
        stranger.accepted()


def test_kid_absent_multiple(world):
    """oidcc-client-basic oidcc-client-test-kid-absent-multiple-jwks: two keys fit: none is taken, for the choice would be a guess"""
    with Asked(world) as stranger:
        without_kid(stranger, "RS256")
        stranger.refused("ambiguous_key")


def test_rs256(world):
    """oidcc-client-basic oidcc-client-test-idtoken-sig-rs256: an ID token by RS256 is taken"""
    with Asked(world) as stranger:
        stranger.accepted()


def test_none(world):
    """oidcc-client-basic oidcc-client-test-idtoken-sig-none: an ID token that nobody signed is refused, although it came over the back channel"""
    with Asked(world) as stranger:
        stranger.bend = unsigned
        stranger.refused("alg_none")


def test_bad_signature(world):
    """oidcc-client-basic oidcc-client-test-invalid-sig-rs256: an ID token that was altered is refused"""
    with Asked(world) as stranger:
        stranger.bend = tampered
        stranger.refused("bad_signature")


@each({"name": "another sub", "said": {"sub": "another"}, "reason": "userinfo_sub_mismatch"},
      {"name": "no sub", "said": {"sub": None}, "reason": "userinfo_invalid"},
      {"name": "a number for sub", "said": {"sub": 7}, "reason": "userinfo_invalid"})
def test_userinfo_invalid_sub(world, name, said, reason):
    """oidcc-client-basic oidcc-client-test-userinfo-invalid-sub: userinfo with {name} signs nobody in"""
    with Asked(world) as stranger:
        stranger.userinfo = said
        stranger.refused(reason)


def test_scope_userinfo_claims(world):
    """oidcc-client-basic oidcc-client-test-scope-userinfo-claims: what userinfo says of the user is kept; of the login the ID token alone speaks"""
    with Asked(world) as stranger:
        stranger.claims = {"name": None, "sid": "s-1"}
        stranger.userinfo = {"name": "Somebody's Name", "email": "somebody@example.com", "sid": "s-2", "iss": "https://evil.example"}
        browser = world.browser()
        claims = stranger.accepted(browser)
        assert {"profile", "email"} <= set(stranger.request["scope"].split())
        assert claims["email"] == "somebody@example.com" and claims["iss"] == stranger.issuer and claims["sid"] == "s-1", claims
        assert "Somebody&#39;s Name" in browser.go(f"{world.client}/").text or "Somebody's Name" in browser.answer.text


def test_client_secret_basic(world):
    """oidcc-client-basic oidcc-client-test-client-secret-basic: the client says who it is in the header, and in no other way"""
    with Asked(world) as stranger:
        stranger.accepted()
        [form] = stranger.forms
        assert form["authorization"].startswith("Basic ") and not {"client_id", "client_secret"} & set(form), form


def test_discovery(world):
    """oidcc-client-config oidcc-client-test-discovery-openid-config: where things are, the metadata say"""
    with Asked(world) as stranger:
        stranger.accepted()
        assert stranger.asked[0] == "/.well-known/openid-configuration"


def test_jwks_uri(world):
    """oidcc-client-config oidcc-client-test-discovery-jwks-uri-keys: the keys are fetched from where the metadata say"""
    with Asked(world) as stranger:
        stranger.accepted()
        assert stranger.asked.count("/jwks") == 1


def test_issuer_mismatch(world):
    """oidcc-client-config oidcc-client-test-discovery-issuer-mismatch: metadata that name another issuer are not believed, and nobody is sent there"""
    with Asked(world) as stranger:
        stranger.metadata = {"issuer": "https://evil.example"}
        answer = world.browser().go(f"{world.client}/login", follow=False)
        assert answer.status == 503 and world.database.reason() == "provider_unreachable", answer


def test_config_none(world):
    """oidcc-client-config oidcc-client-test-idtoken-sig-none: refused, whatever the metadata list"""
    with Asked(world) as stranger:
        stranger.metadata = {"id_token_signing_alg_values_supported": ["none", "RS256"]}
        stranger.bend = unsigned
        stranger.refused("alg_none")


def rotate(stranger):
    stranger.key = rsa_key(stranger.world, "another's")


def test_rotation_just_before(world):
    """oidcc-client-config oidcc-client-test-signing-key-rotation-just-before-signing: the keys that are kept do not have the new one: they are fetched anew"""
    with Asked(world) as stranger:
        stranger.accepted()
        world.database.change("DELETE FROM client_session")
        # It asks once in ten seconds for a key that it does not know: those have passed.
        world.database.change("UPDATE client_discovery SET jwks_asked_at = jwks_asked_at - 10, jwks_fetched_at = jwks_fetched_at - 10")
        rotate(stranger)
        stranger.accepted()
        assert stranger.asked.count("/jwks") == 2


def test_rotation(world):
    """oidcc-client-config oidcc-client-test-signing-key-rotation: old and new key are both published, and the second login is by the new one"""
    with Asked(world) as stranger:
        stranger.accepted()
        world.database.change("DELETE FROM client_session")
        world.database.change("UPDATE client_discovery SET jwks_asked_at = jwks_asked_at - 10, jwks_fetched_at = jwks_fetched_at - 10")
        old = stranger.keys()["keys"]
        rotate(stranger)
        stranger.key_set = {"keys": old + stranger.keys()["keys"]}
        stranger.accepted()


def test_refresh_token(world):
    """oidcc-client-refreshtoken oidcc-client-test-refresh-token: the refresh token is used, and the new access token opens userinfo"""
    with Asked(world) as stranger:
        browser = world.browser()
        stranger.accepted(browser)
        stranger.userinfo = {"name": "A New Name"}
        answer = stranger.refresh(browser)
        assert answer.status == 200 and "A New Name" in answer.text, f"{answer!r} {world.database.reason()}"
        assert stranger.forms[-1]["grant_type"] == "refresh_token" and stranger.forms[-1]["refresh_token"] == "refresh-0123456789"
        assert stranger.bearers[-1] == "Bearer another-opaque-token-0123456789" and held(world)["refresh_token"] == "another-refresh-0123456789"


@each({"name": "issuer", "claims": {"iss": "https://evil.example"}, "reason": "iss_mismatch"},
      {"name": "sub", "claims": {"sub": "another"}, "reason": "sub_mismatch"})
def test_refresh_invalid(world, name, claims, reason):
    """oidcc-client-refreshtoken oidcc-client-test-refresh-token-invalid-{name}: the new ID token is not believed, and the session is over"""
    with Asked(world) as stranger:
        browser = world.browser()
        stranger.accepted(browser)
        asked = len(stranger.bearers)
        assert stranger.refresh(browser, **claims).status == 401 and world.database.reason() == reason, world.database.reason()
        assert session(world)["ended_reason"] == "id_token_refused" and held(world) is None and len(stranger.bearers) == asked


@each({"name": "another user", "said": {"sub": "another"}, "status": 401, "ended": "id_token_refused"},
      {"name": "nobody", "said": {"sub": None}, "status": 200, "ended": None})
def test_refresh_userinfo(world, name, said, status, ended):
    """OIDC Core section 5.3.4: userinfo that speaks of {name} when the tokens were renewed: {ended} is the end of the session"""
    with Asked(world) as stranger:
        browser = world.browser()
        stranger.accepted(browser)
        stranger.userinfo = said
        assert stranger.refresh(browser).status == status, f"{browser.answer!r} {world.database.reason()}"
        assert session(world)["ended_reason"] == ended
        assert ended is None or world.database.reason() == "userinfo_sub_mismatch"


@each({"name": "no such endpoint", "metadata": {"userinfo_endpoint": None}}, {"name": "an endpoint that is not there", "metadata": "elsewhere"})
def test_no_userinfo(world, name, metadata):
    """OIDC Core section 5.3: {name}: a client that asks there signs nobody in, and says why"""
    with Asked(world) as stranger:
        stranger.metadata = {"userinfo_endpoint": f"{stranger.base}/elsewhere"} if metadata == "elsewhere" else metadata
        stranger.refused("userinfo_invalid")
