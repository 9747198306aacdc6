"""What was taken away is gone: a scope, a consent, a user, a client, a password; and what was given before it gives no more."""

from back_channel import introspect, userinfo
from claims import claims_of
from refusal import refused_in_json
from relying_party import AFTER, SECRET, Login, rp
from suite import each
from world import basic

SERVERS = ("lighttpd",)


def granted(world):
    """A confidential client with tokens for the API and the user's profile, offline."""
    flow = rp(world)(scope="openid profile notes:read notes:write offline_access", prompt="consent").authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200, world.database.reason()
    return flow


def refresh(flow, **changes):
    return flow.refresh(headers=basic("rp", SECRET), **changes)


TAKEN = {
    "the client may not have it any more": "DELETE FROM client_scope WHERE client_id = 'rp' AND scope = ?",
    "the user took the consent back": "DELETE FROM consent WHERE client_id = 'rp' AND scope = ?",
    "the scope is deleted": "DELETE FROM scope WHERE scope = ?",
}


@each(*TAKEN)
def test_one_scope(world, how):
    """RFC 6749 section 6: {how}: the next refresh gives what is left, and says so"""
    flow = granted(world)
    world.database.change(TAKEN[how], "notes:write")
    answer = refresh(flow)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    for scope in (answer.json["scope"], claims_of(answer.json["access_token"])["scope"]):
        assert set(scope.split()) == {"openid", "profile", "notes:read", "offline_access"}, scope
    answer = refresh(flow, refresh_token=answer.json["refresh_token"], scope="notes:read notes:write")
    assert answer.status == 200 and answer.json["scope"] == "notes:read", answer


@each(*TAKEN)
def test_tokens_of_before(world, how):
    """RFC 7662 section 2.2, OIDC Core section 5.3: {how}: tokens of before tell it neither at introspection nor at userinfo"""
    flow = granted(world)
    world.database.change(TAKEN[how], "profile")
    assert set(userinfo(world, flow.tokens["access_token"]).json) == {"sub"}
    for token in (flow.tokens["access_token"], flow.tokens["refresh_token"]):
        said = introspect(world, token, ("rp", SECRET)).json
        assert said["active"] and set(said["scope"].split()) == {"openid", "notes:read", "notes:write", "offline_access"}, said


@each(*TAKEN)
def test_no_scope(world, how):
    """RFC 6749 section 6: {how}, and nothing else is left: the family ends, for good and with its reason"""
    flow = granted(world)
    for scope in ("openid", "profile", "notes:read", "notes:write"):
        world.database.change(TAKEN[how], scope)
    assert introspect(world, flow.tokens["refresh_token"], ("rp", SECRET)).json == {"active": False}
    refused_in_json(world, refresh(flow), "invalid_grant", "scope_withdrawn")
    assert world.database.value("SELECT revoked_reason FROM authorization_grant") == "scope_withdrawn"
    assert introspect(world, flow.tokens["access_token"], ("rp", SECRET)).json == {"active": False}
    assert userinfo(world, flow.tokens["access_token"]).status == 401


def test_api(world):
    """RFC 8707 section 2: a client that lost all of an API has no token for it any more, though openid is left of what was granted"""
    flow = rp(world)(scope="openid notes:read offline_access", prompt="consent", resource=world.api).authorize()
    flow.redeem(basic("rp", SECRET))
    world.database.change("DELETE FROM client_scope WHERE client_id = 'rp' AND scope GLOB 'notes:*'")
    for token in (flow.tokens["access_token"], flow.tokens["refresh_token"]):
        assert introspect(world, token, ("rp", SECRET)).json == {"active": False}
    refused_in_json(world, refresh(flow), "invalid_grant", "scope_withdrawn")
    assert world.database.value("SELECT revoked_reason FROM authorization_grant") == "scope_withdrawn"


def test_scope_moves(world):
    """RFC 8707 section 2: a scope that went to another API is none of this token's any more"""
    flow = granted(world)
    world.database.change("UPDATE scope SET resource = ? WHERE scope = 'notes:write'", world.api2)
    assert "notes:write" not in introspect(world, flow.tokens["access_token"], ("rp", SECRET)).json["scope"].split()
    answer = refresh(flow)
    assert set(answer.json["scope"].split()) == {"openid", "profile", "notes:read", "offline_access"}, answer
    assert claims_of(answer.json["access_token"])["aud"] == world.api


def test_grant_type(world):
    """RFC 7662 section 2.2: a client that may not refresh any more has no active refresh token, and one that may again has it back"""
    flow = granted(world)
    world.database.change("DELETE FROM client_grant_type WHERE client_id = 'rp' AND grant_type = 'refresh_token'")
    assert introspect(world, flow.tokens["refresh_token"], ("rp", SECRET)).json == {"active": False}
    refused_in_json(world, refresh(flow), "unauthorized_client", "grant_forbidden")
    assert introspect(world, flow.tokens["access_token"], ("rp", SECRET)).json["active"]
    world.database.change("INSERT INTO client_grant_type (client_id, grant_type) VALUES ('rp', 'refresh_token')")
    assert refresh(flow).status == 200


def test_consent_comes_again(world):
    """OAuth 2.1 section 7.3: another consent does not bring back what was taken from an older grant"""
    flow = granted(world)
    world.database.change("DELETE FROM consent WHERE client_id = 'rp'")
    again = world.flow("rp", "https://rp.example/callback", "openid notes:read").authorize()
    assert again.redeem(basic("rp", SECRET)).status == 200, world.database.reason()
    refused_in_json(world, refresh(flow), "invalid_grant", "scope_withdrawn")
    assert again.refresh(headers=basic("rp", SECRET)).status == 200


def test_offline_access(world):
    """OIDC Core section 11: without offline_access a grant ends with its session, also when that was taken back later"""
    flow = granted(world)
    world.database.change("DELETE FROM consent WHERE scope = 'offline_access'")
    answer = refresh(flow)
    assert answer.status == 200 and "offline_access" not in answer.json["scope"].split(), answer
    world.database.change("UPDATE login_session SET ended_at = auth_time, ended_reason = 'administrator'")
    refused_in_json(world, refresh(flow, refresh_token=answer.json["refresh_token"]), "invalid_grant", "session_ended")


@each(*TAKEN)
def test_code(world, how):
    """RFC 6749 section 4.1.3: {how}, while a code is on its way: it gives what is left, or nothing"""
    flow, other = rp(world)(scope="openid notes:write").authorize(), world.flow("rp", "https://rp.example/callback", "notes:write").authorize()
    world.database.change(TAKEN[how], "notes:write")
    answer = flow.redeem(basic("rp", SECRET))
    assert answer.status == 200 and answer.json["scope"] == "openid", answer
    refused_in_json(world, other.redeem(basic("rp", SECRET)), "invalid_grant", "scope_withdrawn")


def test_service(world):
    """RFC 7662 section 2.2: a client's own token ends with its scope, and with its client"""
    token = world.client_credentials(scope="notes:read notes:write").json["access_token"]
    world.database.change("DELETE FROM client_scope WHERE client_id = 'demo-service' AND scope = 'notes:write'")
    assert introspect(world, token).json["scope"] == "notes:read"
    reader = ("an-api", SECRET)
    world.add_client(*reader, grant_types=(), scopes=(), resource=world.api)
    world.database.change("DELETE FROM client WHERE client_id = 'demo-service'")
    assert introspect(world, token, reader).json == {"active": False}


@each(
    {"how": "a new password", "sql": "UPDATE end_user SET password_hash = password_hash('another', '{\"N\":1024}') WHERE username = 'alice'",
     "reason": "password_changed"},
    {"how": "a suspension", "sql": "UPDATE end_user SET suspended_at = unixepoch() WHERE username = 'alice'", "reason": "user_suspended"},
    {"how": "the user's deletion", "sql": "DELETE FROM end_user WHERE username = 'alice'", "reason": "refresh_unknown"})
def test_user(world, how, sql, reason):
    """NIST SP 800-63B section 5.2: {how} ends sessions and grants, offline ones too"""
    browser = world.browser()
    online = world.tokens(browser=browser)
    offline = granted(world)
    pending = world.flow().authorize()
    other = world.tokens(user="bob")
    world.database.change("PRAGMA foreign_keys = OFF")  # as the shell is
    world.database.change(sql)
    world.database.change("PRAGMA foreign_keys = ON")
    refused_in_json(world, online.refresh(), "invalid_grant", reason)
    refused_in_json(world, refresh(offline), "invalid_grant", reason)
    refused_in_json(world, pending.redeem(), "invalid_grant", reason.replace("refresh", "code"))
    for flow in (online, offline):
        assert userinfo(world, flow.tokens["access_token"]).status == 401
    assert introspect(world, offline.tokens["access_token"], ("rp", SECRET)).json == {"active": False}
    assert browser.go(world.flow().url).page.title.startswith("Sign in"), "the session is over"
    assert other.refresh().status == 200, "no other user's"
    assert world.database.is_whole()


def test_suspended_user_signs_in(world):
    """OIDC Core section 3.1.2.3: a suspended user is told so once the password is right, and comes in again afterwards"""
    world.database.change("UPDATE end_user SET suspended_at = unixepoch() WHERE username = 'alice'")
    browser = world.browser()
    browser.go(world.flow().url)
    answer = browser.submit("login", username="alice", password="wrong")
    assert answer.status == 403 and "suspended" not in answer.text and world.database.reason() == "login_failed", answer
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.status == 403 and "suspended" in answer.text and world.database.reason() == "login_suspended", answer
    assert not world.database.rows("SELECT * FROM login_session")
    world.database.change("UPDATE end_user SET suspended_at = NULL WHERE username = 'alice'")
    assert browser.submit("login", username="alice", password="wonderland").page.title.startswith("Consent")


def test_suspended_client(world):
    """RFC 6749 section 5.2: a suspended client has nothing, and goes on where it was when that is over"""
    flow, token = granted(world), world.client_credentials(scope="notes:read").json["access_token"]
    reader = ("an-api", SECRET)
    world.add_client(*reader, grant_types=(), scopes=(), resource=world.api)
    world.database.change("UPDATE client SET suspended_at = unixepoch() WHERE client_id IN ('rp', 'demo-service')")
    refused_in_json(world, refresh(flow), "invalid_client", "client_suspended", 401)
    refused_in_json(world, world.client_credentials(scope="notes:read"), "invalid_client", "client_suspended", 401)
    refused_in_json(world, introspect(world, token), "invalid_client", "client_suspended", 401)
    for its in (token, flow.tokens["access_token"]):
        assert introspect(world, its, reader).json == {"active": False}
    assert userinfo(world, flow.tokens["access_token"]).status == 401
    answer = world.wire.get(world.flow("rp", "https://rp.example/callback", "openid").url)
    assert answer.status == 400 and answer.location is None and world.database.reason() == "client_id_suspended", answer
    world.database.change("UPDATE client SET suspended_at = NULL")
    assert refresh(flow).status == 200 and introspect(world, token, reader).json["active"]


def test_deleted_client(world):
    """RFC 6749 section 2.2: the next client of a deleted one's name has nothing of it"""
    flow = granted(world)
    world.database.change("PRAGMA foreign_keys = OFF")
    world.database.change("DELETE FROM client WHERE client_id = 'rp'")
    world.database.change("PRAGMA foreign_keys = ON")
    assert not world.database.rows("SELECT * FROM client_redirect_uri WHERE client_id = 'rp'")
    world.add_client("rp", SECRET)
    refused_in_json(world, refresh(flow), "invalid_grant", "refresh_unknown")


def test_redirect_uri_taken_away(world):
    """RFC 9700 section 2.1: an address that was taken from a client gets no code, not even of a login that is under way"""
    rp(world)
    browser = world.browser()
    browser.go(world.flow("rp", "https://rp.example/callback", "openid").url)
    world.database.change("DELETE FROM client_redirect_uri WHERE client_id = 'rp'")
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.location is None and answer.status == 400, answer


def test_client_suspended_meanwhile(world):
    """RFC 6749 section 4.1.2.1: a client that is suspended while its user signs in gets no answer, and the user hears why"""
    browser = world.browser()
    browser.go(world.flow().url)
    world.database.change("UPDATE client SET suspended_at = unixepoch() WHERE client_id = 'demo-cli'")
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.status == 400 and answer.location is None and "The application is suspended." in answer.page.text, answer
    assert world.database.reason() == "client_id_suspended"


@each(
    {"what": "suspended", "sql": "UPDATE client SET suspended_at = unixepoch() WHERE client_id = 'rp'"},
    {"what": "without this address any more", "sql": "DELETE FROM client_post_logout_redirect_uri WHERE client_id = 'rp'"},
    {"what": "with another address",
     "sql": "UPDATE client_post_logout_redirect_uri SET post_logout_redirect_uri = post_logout_redirect_uri || '/2' WHERE client_id = 'rp'"})
def test_sign_out(world, what, sql):
    """OIDC RP-Initiated Logout section 3: a user who signs out of a client that is {what} meanwhile is signed out, and sent nowhere"""
    login = Login(world)
    answer = login.logout(client_id="rp", post_logout_redirect_uri=AFTER)
    assert answer.status == 200 and answer.page.forms, answer
    world.database.change(sql)
    answer = login.browser.submit("logout")
    assert answer.status == 200 and answer.location is None, answer
    assert world.database.value("SELECT ended_reason FROM login_session") == "logout"


@each("online", "offline", "offline, and then online")
def test_bound_that_decides(world, kind):
    """RFC 9700 section 4.14.2: the view session_bounds says until when a family can be refreshed, as the rule itself does: {kind}"""
    rp(world)
    scope = "openid notes:read" + ("" if kind == "online" else " offline_access")
    flow = world.flow("rp", "https://rp.example/callback", scope, prompt="consent").authorize()
    assert flow.redeem(basic("rp", SECRET)).status == 200
    world.database.set("session_idle", 100)
    world.database.change("UPDATE login_session SET idle_expires_at = auth_time + 100")
    if kind.endswith("then online"):
        world.database.change("DELETE FROM consent WHERE scope = 'offline_access'")
    answer = refresh(flow)
    flow.tokens["refresh_token"] = answer.json["refresh_token"]
    world.database.pass_time(50)
    flow.tokens["refresh_token"] = refresh(flow).json["refresh_token"]
    moved = world.database.value("SELECT idle_expires_at >= auth_time + 150 FROM login_session")
    assert moved == (0 if kind == "offline" else 1), "a refresh counts as use of the session"
    bound, ends_at = world.database.row("SELECT bound, ends_at FROM session_bounds WHERE decides")
    assert bound == ("refresh token, idle" if kind == "offline" else "session, idle"), bound
    assert ends_at == world.database.value("SELECT ends_at FROM refresh_life")
    world.database.pass_time(ends_at - world.database.now())
    refused_in_json(world, refresh(flow), "invalid_grant", "refresh_expired" if kind == "offline" else "session_ended")
