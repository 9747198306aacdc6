"""oidcc-backchannel-rp-initiated-logout-certification-test-plan: its 2 names.  The names are OIDF's, the runner is ours; it certifies nothing."""

import json
import urllib.parse

from back_channel import metadata
from claims import claims_of, header_of
from listener import Listener
from relying_party import AFTER, Login
from server import until

SERVERS = ("lighttpd", "fcgid", "cgi", "nginx")  # who sends when nobody asks depends on who starts the programs


def test_discovery(world):
    """oidcc-backchannel-rp-initiated-logout oidcc-backchannel-logout-discovery-endpoint-verification: the server says that it can, and that it names the session"""
    said = metadata(world).json
    assert said["backchannel_logout_supported"] is True and said["backchannel_logout_session_supported"] is True


def test_logout(world):
    """oidcc-backchannel-rp-initiated-logout oidcc-backchannel-rp-initiated-logout: the client gets a logout token with sid, the browser goes back, and prompt=none fails"""
    got = []

    def answer(request, body):
        got.append((request.command, request.headers["Content-Type"], dict(urllib.parse.parse_qsl(body.decode()))))
        return 200, {}, b""
    with Listener(answer) as listener:
        login = Login(world)
        world.database.change(
            "UPDATE client SET backchannel_logout_uri = ? WHERE client_id = 'rp'", f"http://127.0.0.1:{listener.port}/logout")
        back = login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER, state="s")
        assert back.location == f"{AFTER}?state=s" and login.is_over(), back
        until(lambda: got, "the logout token")
    [(method, kind, form)] = got
    assert method == "POST" and kind == "application/x-www-form-urlencoded" and set(form) == {"logout_token"}, got
    token = form["logout_token"]
    claims, told = claims_of(token), claims_of(login.id_token)
    assert header_of(token)["typ"] == "logout+jwt" and header_of(token)["alg"] == header_of(login.id_token)["alg"], header_of(token)
    assert {name: claims[name] for name in ("iss", "aud", "sub", "sid")} == {name: told[name] for name in ("iss", "aud", "sub", "sid")}
    assert claims["events"] == {"http://schemas.openid.net/event/backchannel-logout": {}} and claims["jti"] and "nonce" not in claims, claims
    assert 0 < claims["exp"] - claims["iat"] <= 120, claims
    options = json.dumps({"alg": "RS256", "iss": world.issuer, "aud": "rp", "typ": "logout+jwt", "leeway": 10})
    assert world.database.value("SELECT jwt_error(?, ?, ?)", token, world.wire.get(f"{world.issuer}/jwks").text, options) is None
