"""The five misunderstandings: each tried over the wire, refused, and explained by one SELECT on the view `why`."""

from claims import claims_of
from world import bearer


def explained(world, reason, words):
    """The owner's question, and the row that answers it."""
    row = world.database.row("SELECT reason, spec, help, token FROM why LIMIT 1")
    assert row is not None and row["reason"] == reason, tuple(row or ())
    assert row["spec"] and words.lower() in row["help"].lower(), tuple(row)


def ask(world, token):
    return world.wire.get(f"{world.api}/notes", headers=bearer(token))


def test_access_token_at_api(world):
    """RFC 9068 section 4: what is right: the access token goes to the API"""
    answer = ask(world, world.tokens().tokens["access_token"])
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"


def test_id_token_at_api(world):
    """1. An ID token is for the client and ends there: the API refuses it (RFC 9068 section 4)"""
    answer = ask(world, world.tokens().tokens["id_token"])
    assert answer.status == 401 and "invalid_token" in answer.header("www-authenticate"), answer
    explained(world, "typ_mismatch", "another kind")
    checks = world.database.value("SELECT detail FROM flow_event WHERE reason = 'typ_mismatch'")
    assert "typ" in checks and "aud" in checks, "all checks are kept"


def test_token_of_the_api_itself(world):
    """2. An API issues no tokens: one that it signed itself is of an unknown issuer (RFC 8725 section 3.8)"""
    token = world.database.value(
        """SELECT jwt_sign(json_object('iss', ?1, 'sub', 'u_x', 'aud', ?1, 'client_id', 'api', 'scope', 'notes:read',
                                       'jti', token_random(16), 'exp', unixepoch() + 300), jwk_generate('ES256'),
                           '{"typ":"at+jwt"}')""", world.api)
    answer = ask(world, token)
    assert answer.status == 401 and "invalid_token" in answer.header("www-authenticate"), answer
    explained(world, "issuer_unknown", "issues no tokens")


def test_refresh_token_at_api(world):
    """3. A refresh token is for the authorization server alone: the API refuses it, and its family ends (RFC 6749 section 1.5)"""
    flow = world.tokens()
    answer = ask(world, flow.tokens["refresh_token"])
    assert answer.status == 401 and "invalid_token" in answer.header("www-authenticate"), answer
    row = world.database.row("SELECT reason, help FROM why WHERE reason = 'refresh_token_at_api'")
    assert row and "handed it in" in row["help"]
    assert world.database.value("SELECT revoked_reason FROM authorization_grant") == "refresh_leaked"
    assert flow.refresh().json["error"] == "invalid_grant"


def test_refresh_without_end(world):
    """4. There is no refresh without end: past the absolute bound the user signs in again (RFC 9700 section 4.14)"""
    flow = world.tokens(scope="openid offline_access notes:read", prompt="consent")
    token = flow.tokens["refresh_token"]
    for _ in range(3):
        world.database.pass_time(1100)
        token = flow.refresh(token).json["refresh_token"]
    world.database.pass_time(1100)
    answer = flow.refresh(token)
    assert answer.status == 400 and answer.json["error"] == "invalid_grant", answer
    explained(world, "refresh_absolute", "no refresh without end")


def test_expired_is_not_logged_out(world):
    """5. An expired access token is not a logout: the API says 401, the client refreshes silently, without a new login"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    assert browser.answer.status == 200 and browser.answer.url.startswith(world.client), browser.answer
    token = world.database.value("SELECT access_token FROM client_token")
    world.database.pass_time(600)
    assert ask(world, token).status == 401
    explained(world, "expired", "ends no session")
    answer = browser.go(f"{world.client}/api/notes", headers={"X-CSRF": "1"})
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    newer = world.database.value("SELECT access_token FROM client_token")
    assert newer != token and claims_of(newer)["auth_time"] == claims_of(token)["auth_time"], "there was no new login"
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'login.ok'") <= 1
