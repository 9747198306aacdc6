"""The sample API as its callers see it, and tokens for it as a test wants them."""

import json

from world import bearer


def signed(world, changes=None, typ="at+jwt", alg="ES256", **options):
    """A token of the provider's own key, with claims as the test wants them (None: without)."""
    now = world.database.now()
    claims = {"iss": world.issuer, "sub": "u_alice", "aud": world.api, "client_id": "demo-cli", "scope": "notes:read notes:write",
              "jti": "g_x.0123456789abcdef", "iat": now, "exp": now + 300, "auth_time": now, **(changes or {})}
    claims = {name: value for name, value in claims.items() if value is not None}
    key = world.database.value("SELECT jwk FROM signing_key WHERE alg = ? AND active_at IS NOT NULL", alg)
    return world.database.value("SELECT jwt_sign(?, ?, ?)", json.dumps(claims), key, json.dumps({"typ": typ, "exp": "optional", **options}))


def notes(world, token):
    return world.wire.get(f"{world.api}/notes", headers=bearer(token))


def checks(world):
    """What the record keeps of the newest refusal: each check by its name."""
    detail = world.database.value("SELECT detail FROM flow_event WHERE decision = 'deny' ORDER BY event_id DESC LIMIT 1")
    return json.loads(detail)["checks"]
