"""A client's key, and its proofs: RFC 9449."""

import json
import secrets
import time

from claims import claims_of


class Key:
    """One key pair; what it signs is what a client sends, or what a test wants instead."""

    def __init__(self, world, alg="ES256"):
        self.database, self.alg = world.database, alg
        self.jwk = self.database.value("SELECT jwk_generate(?)", alg)
        self.public = self.database.value("SELECT json_remove(jwk_public(?), '$.kid', '$.use', '$.alg')", self.jwk)
        self.jkt = self.database.value("SELECT jwk_thumbprint(?)", self.jwk)

    def proof(self, method, url, token=None, nonce=None, typ="dpop+jwt", jwk=None, **claims):
        """None leaves a claim out."""
        ath = self.database.value("SELECT token_hash(?)", token)
        said = {"jti": secrets.token_urlsafe(12), "htm": method, "htu": url, "iat": int(time.time()), "ath": ath, "nonce": nonce, **claims}
        return self.database.value(
            "SELECT jws_sign(?1, json_remove(?2, '$.kid'), json_object('typ', ?3, 'header', json_object('jwk', json(?4))))",
            json.dumps({name: value for name, value in said.items() if value is not None}), self.jwk, typ, jwk or self.public)

    def shown(self, method, url, **more):
        """Where tokens are asked for."""
        return {"DPoP": self.proof(method, url, **more)}

    def call(self, method, url, token, proof=None, **more):
        """Where one is shown."""
        return {"Authorization": f"DPoP {token}", "DPoP": proof or self.proof(method, url, token, **more)}


def redeemed(world, key, flow=None, **more):
    """A flow of demo-cli whose tokens are bound to the key."""
    flow = flow or world.flow(**more).authorize()
    answer = flow.redeem(key.shown("POST", f"{world.issuer}/token"), client_id=flow.client_id)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    return flow


def bound_to(token):
    return claims_of(token).get("cnf")


def failed_step(world):
    """Which step of the newest refusal's proof failed first, and what it was about."""
    detail = json.loads(world.database.value("SELECT detail FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC LIMIT 1"))
    return next((check["name"], check.get("detail", "").split(": ")[-1]) for check in detail["checks"] if check["status"] == "fail")
