"""Refresh tokens: one successor, a grace window, bounds, and what ends a family.  RFC 6749 section 6, RFC 9700 section 4.14."""

from back_channel import is_live
from claims import claims_of
from refusal import refused_in_json
from relying_party import SECRET, rp
from suite import each
from world import basic, bearer


def family(world):
    return world.database.row("SELECT * FROM authorization_grant ORDER BY created_at DESC, grant_id LIMIT 1")


def test_refresh(world):
    """A18, RFC 9700 section 4.14.2: a refresh gives a new access token and the one successor"""
    flow = world.tokens()
    answer = flow.refresh()
    assert answer.status == 200, answer
    assert answer.json["access_token"] != flow.tokens["access_token"]
    assert answer.json["refresh_token"] != flow.tokens["refresh_token"]
    assert flow.refresh(answer.json["refresh_token"]).status == 200


def test_same_successor(world):
    """RFC 9700 section 4.14.2: within the grace window the same successor comes again, even when it was used already"""
    flow = world.tokens()
    first, second = flow.refresh().json, flow.refresh().json
    assert first["refresh_token"] == second["refresh_token"] and first["access_token"] != second["access_token"]
    assert flow.refresh(first["refresh_token"]).status == 200
    assert flow.refresh().json["refresh_token"] == first["refresh_token"]


def test_reuse_ends_family(world):
    """A20, RFC 9700 section 4.14.2: shown again after the window, it ends the family"""
    flow = world.tokens()
    newest = flow.refresh().json
    world.database.pass_time(61)
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_reused")
    refused_in_json(world, flow.refresh(newest["refresh_token"]), "invalid_grant", "grant_revoked")
    assert not is_live(world, flow)
    assert family(world)["family_key"] is None, "the key of an ended family is erased"


@each(
    {"kind": "a public client", "client": "demo-cli", "column": "", "seconds": 60},
    {"kind": "a client with a secret", "client": "rp", "column": "", "seconds": 15},
    {"kind": "a client with a word of its own", "client": "rp", "column": "refresh_grace = 40", "seconds": 40})
def test_grace(world, kind, client, column, seconds):
    """RFC 9700 section 4.14.2: the grace window of {kind} is {seconds} s from the first use, whatever became of the successor"""
    begin = rp(world)
    if column:
        world.database.change(f"UPDATE client SET {column} WHERE client_id = '{client}'")
    headers = basic("rp", SECRET) if client == "rp" else None
    flow = (begin() if client == "rp" else world.flow()).authorize()
    assert flow.redeem(headers).status == 200
    first = flow.refresh(headers=headers).json["refresh_token"]
    assert flow.refresh(first, headers).status == 200, "the successor is used"
    world.database.pass_time(seconds - 3)
    answer = flow.refresh(headers=headers)
    assert answer.status == 200 and answer.json["refresh_token"] == first, answer
    world.database.pass_time(4)
    refused_in_json(world, flow.refresh(headers=headers), "invalid_grant", "refresh_reused")


def test_until_used(world):
    """RFC 9700 section 4.14.2: with client.refresh_until_used the window lasts until the successor is used, and shows as a relaxation"""
    world.database.change("UPDATE client SET refresh_until_used = 1 WHERE client_id = 'demo-cli'")
    flow = world.tokens()
    first = flow.refresh().json["refresh_token"]
    world.database.pass_time(900)
    answer = flow.refresh()
    assert answer.status == 200 and answer.json["refresh_token"] == first, answer
    assert flow.refresh(first).status == 200
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_reused")
    assert world.database.value("SELECT count(*) FROM relaxation WHERE relaxation = 'client demo-cli, refresh_until_used'") == 1


def test_until_used_is_bounded(world):
    """RFC 9700 section 4.14.2: and no longer than that successor could be used"""
    world.database.change("UPDATE client SET refresh_until_used = 1 WHERE client_id = 'demo-cli'")
    flow = world.tokens(scope="openid offline_access", prompt="consent")
    assert flow.refresh().status == 200
    world.database.pass_time(1201)
    answer = flow.refresh()
    assert answer.status == 400 and world.database.reason() == "refresh_expired", world.database.reason()


def test_until_used_is_no_theft(world):
    """RFC 9700 section 4.14.2: an answer that was lost so long ago that the row of its token is gone ends no family then"""
    world.database.change("UPDATE client SET refresh_until_used = 1 WHERE client_id = 'demo-cli'")
    flow = world.tokens(scope="openid offline_access", prompt="consent")
    other = world.tokens(user="bob", scope="openid offline_access", prompt="consent")
    world.database.pass_time(600)
    newest = flow.refresh().json["refresh_token"]
    assert other.refresh().status == 200
    world.database.pass_time(700)
    assert world.tokens(user="bob").refresh().status == 200, "others refresh, and what is over is forgotten"
    world.database.clean()
    assert world.database.value("SELECT count(*) FROM refresh_token WHERE used_at IS NOT NULL AND expires_at <= ?", world.database.now()) == 0
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_unknown")
    assert flow.refresh(newest).status == 200
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_reused")


def aged(world, times=5):
    """A family that was refreshed again and again, longer ago than any grace window; all of its tokens, the newest last."""
    for name in ("refresh_idle", "refresh_absolute"):
        world.database.set(name, 604800)  # so that none of them is at its end
    flow = world.tokens(scope="openid offline_access notes:read", prompt="consent")
    tokens = [flow.tokens["refresh_token"]]
    for _ in range(times):
        world.database.pass_time(601)
        tokens.append(flow.refresh(tokens[-1]).json["refresh_token"])
    return flow, tokens


def test_used_tokens_go_early(world):
    """RFC 9700 section 4.14.2: of used tokens no row stays longer than a grace window can be, and the newest is as good as ever"""
    flow, tokens = aged(world)
    kept = world.database.value("SELECT count(*) FROM refresh_token")
    assert kept <= 3, kept
    assert flow.refresh(tokens[-1]).status == 200


def test_forgotten_token_ends_family(world):
    """RFC 9700 section 4.14.2: shown again when its row is long gone, a used token still ends the family"""
    flow, tokens = aged(world)
    refused_in_json(world, flow.refresh(tokens[0]), "invalid_grant", "refresh_reused")
    assert family(world)["revoked_reason"] == "refresh_reused"
    refused_in_json(world, flow.refresh(tokens[-1]), "invalid_grant", "grant_revoked")


def test_forgotten_token_leaked(world):
    """RFC 7009 section 2.1: the same when an API hands such a one in, or its client revokes it"""
    for form, headers, reason in (({}, basic("an-api", SECRET), "refresh_leaked"), ({"client_id": "demo-cli"}, {}, "revoked_by_client")):
        world.fresh()
        world.add_client("an-api", SECRET, grant_types=(), scopes=(), resource=world.api)
        flow, tokens = aged(world)
        assert world.wire.post(f"{world.issuer}/revoke", {"token": tokens[1], **form}, headers=headers).status == 200
        assert family(world)["revoked_reason"] == reason, tuple(family(world))


def test_made_up_token(world):
    """RFC 6749 section 10.10: a made-up token of a family, with its public name, ends nothing; nor does a real one in the hands of another client"""
    flow, tokens = aged(world)
    rp(world)
    head, secret = tokens[0].split(".")
    for token in (f"{head}.{secret[:-1]}{'A' if secret[-1] != 'A' else 'B'}", f"{head}.{'x' * 43}", f"{head[:-1]}f.{secret}", f"{head}.{secret}A"):
        refused_in_json(world, flow.refresh(token), "invalid_grant", "refresh_unknown")
    refused_in_json(world, flow.refresh(tokens[0], basic("rp", SECRET)), "invalid_grant", "refresh_unknown")
    assert flow.refresh(tokens[-1]).status == 200


def test_idle_bound(world):
    """A21, RFC 9700 section 4.14.2: an unused refresh token expires"""
    flow = world.tokens(scope="openid offline_access notes:read", prompt="consent")
    world.database.pass_time(1201)
    refused_in_json(world, flow.refresh(), "invalid_grant", "refresh_expired")


def test_absolute_bound(world):
    """RFC 9700 section 4.14.2: there is no refresh without end"""
    flow = world.tokens(scope="openid offline_access notes:read", prompt="consent")
    token, times = flow.tokens["refresh_token"], 0
    while True:
        world.database.pass_time(1000)
        answer = flow.refresh(token)
        if answer.status != 200:
            break
        token, times = answer.json["refresh_token"], times + 1
    refused_in_json(world, answer, "invalid_grant", "refresh_absolute")
    assert times == 3, times


def test_other_client(world):
    """A19, RFC 6749 section 6: a refresh token is its client's"""
    rp(world)
    flow = world.tokens()
    refused_in_json(world, flow.refresh(headers=basic("rp", SECRET)), "invalid_grant", "refresh_other_client")
    assert flow.refresh().status == 200


@each(None, "rt_x.y", "not a token", "ac_x.y")
def test_no_token(world, token):
    """RFC 6749 section 5.2: {token} is not a refresh token"""
    flow = world.tokens()
    answer = flow.refresh(token or "", refresh_token=token)
    assert answer.status == 400 and answer.json["error"] in ("invalid_request", "invalid_grant"), answer


def test_scope_narrows(world):
    """A22, RFC 6749 section 6: a narrower scope is for the access token alone, and never wider"""
    flow = world.tokens(scope="openid notes:read notes:write")
    answer = flow.refresh(scope="notes:read")
    assert claims_of(answer.json["access_token"])["scope"] == "notes:read", answer
    wide = flow.refresh(answer.json["refresh_token"])
    assert "notes:write" in claims_of(wide.json["access_token"])["scope"].split()
    refused_in_json(world, flow.refresh(wide.json["refresh_token"], scope="openid email"), "invalid_scope", "scope_not_granted")


def test_refreshed_id_token(world):
    """OIDC Core section 12.2: the same iss, sub and auth_time, and no nonce"""
    flow = world.tokens()
    world.database.pass_time(5)
    before, after = claims_of(flow.tokens["id_token"]), claims_of(flow.refresh().json["id_token"])
    assert all(before[name] == after[name] for name in ("iss", "sub", "aud", "auth_time")), after
    assert "nonce" not in after and after["iat"] > before["iat"], after


def test_online_ends_with_session(world):
    """A21, OIDC Core section 11: without offline_access a refresh token ends with the login"""
    browser = world.browser()
    flow = world.tokens(browser=browser)
    world.database.change("UPDATE login_session SET ended_at = auth_time, ended_reason = 'administrator'")
    refused_in_json(world, flow.refresh(), "invalid_grant", "session_ended")


def test_offline_survives_session(world):
    """OIDC Core section 11: with offline_access it goes on"""
    flow = world.tokens(scope="openid offline_access notes:read", prompt="consent")
    world.database.change("UPDATE login_session SET ended_at = auth_time, ended_reason = 'administrator'")
    assert flow.refresh().status == 200


def test_offline_needs_consent(world):
    """OIDC Core section 11: offline_access without prompt=consent is ignored"""
    flow = world.tokens(scope="openid offline_access notes:read")
    assert "offline_access" not in (flow.tokens.get("scope") or "").split(), flow.tokens.get("scope")
    world.database.change("UPDATE login_session SET ended_at = auth_time, ended_reason = 'administrator'")
    assert flow.refresh().status == 400


def test_refresh_is_use_of_the_session(world):
    """OIDC Core section 11: a refresh is use of the session; its idle bound moves on"""
    flow = world.tokens()
    before = world.database.value("SELECT idle_expires_at FROM login_session")
    world.database.pass_time(600)
    assert flow.refresh().status == 200
    assert world.database.value("SELECT idle_expires_at FROM login_session") > before


def test_session_absolute(world):
    """OIDC Core section 11: an online family ends with the session's absolute bound"""
    flow = world.tokens()
    token = flow.tokens["refresh_token"]
    for _ in range(3):
        world.database.pass_time(1100)
        answer = flow.refresh(token)
        assert answer.status == 200, f"{answer!r} {world.database.reason()}"
        token = answer.json["refresh_token"]
    world.database.pass_time(1100)
    answer = flow.refresh(token)
    assert answer.status == 400 and world.database.reason() in ("session_ended", "refresh_absolute"), world.database.reason()


def test_only_hashes(world):
    """A36, RFC 9700 section 4.14.2: of refresh tokens the database keeps hashes"""
    flow = world.tokens()
    secret = flow.tokens["refresh_token"].split(".")[1]
    assert not [row for row in world.database.rows("SELECT * FROM refresh_token") if secret in str(tuple(row))]


def test_access_token_dies_with_family(world):
    """RFC 9700 section 4.14.2: an API that asks the server sees at once that a family has ended"""
    flow = world.tokens()
    newer = flow.refresh().json["access_token"]
    world.database.change("UPDATE authorization_grant SET revoked_at = created_at, revoked_reason = 'administrator', family_key = NULL")
    for token in (flow.tokens["access_token"], newer):
        assert world.wire.get(f"{world.issuer}/userinfo", headers=bearer(token)).status == 401


def test_refresh_rate(world):
    """RFC 6585 section 4: one family is refreshed refresh_rate times a minute; its session goes on, and so does an answer that was lost"""
    world.database.set("refresh_rate", 3)
    flow = world.tokens(scope="openid profile")
    for _ in range(3):
        before = flow.tokens["refresh_token"]
        flow.tokens = flow.refresh().json
    answer = flow.refresh()
    assert answer.status == 429 and answer.header("retry-after") == "60" and answer.json["error"] == "temporarily_unavailable", answer
    assert world.database.reason() == "refresh_too_often"
    assert flow.refresh(before).status == 200, "within the grace window it does not count again"
    world.database.pass_time(61)
    assert flow.refresh().status == 200


def test_shorter_idle_bound(world):
    """RFC 9700 section 4.14.2: when refresh tokens live shorter from now on, older families do not stand in the way"""
    world.database.set("refresh_idle", 3000)
    flow = world.tokens(scope="openid notes:read")
    first = flow.refresh()
    world.database.set("refresh_idle", 10)
    second = flow.refresh(first.json["refresh_token"])
    assert second.status == 200, second
    assert flow.refresh(second.json["refresh_token"]).status == 200
    world.database.pass_time(60)
    other = world.tokens(scope="openid notes:read")
    assert other.refresh().status == 200, world.database.reason()
