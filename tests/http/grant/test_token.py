"""The token endpoint and the code grant: RFC 6749 sections 3.2, 4.1.3 and 5, RFC 7636, and RFC 9700's checklist of them."""

from back_channel import is_live
from refusal import refused_in_json
from relying_party import SECRET, rp
from suite import each
from world import basic


def test_response(world):
    """RFC 6749 section 5.1: the answer to a code, with its members and Cache-Control: no-store (A35)"""
    flow = world.flow().authorize()
    answer = flow.redeem()
    assert answer.status == 200 and answer.header("content-type").startswith("application/json"), answer
    assert "no-store" in answer.header("cache-control"), answer.headers
    said = answer.json
    assert said["token_type"] == "Bearer" and said["expires_in"] == 300, said
    assert {"access_token", "id_token", "refresh_token"} <= set(said), sorted(said)


@each(
    {"change": {"code": None}, "error": "invalid_request", "reason": "code_missing"},
    {"change": {"code": "ac_x.y"}, "error": "invalid_grant", "reason": "code_unknown"},
    {"change": {"code_verifier": None}, "error": "invalid_grant", "reason": "pkce_verifier_missing"},
    {"change": {"code_verifier": "short"}, "error": "invalid_grant", "reason": "pkce_verifier_missing"},
    {"change": {"code_verifier": "v" * 43}, "error": "invalid_grant", "reason": "pkce_mismatch"},
    {"change": {"redirect_uri": "http://127.0.0.1:2/callback"}, "error": "invalid_grant", "reason": "redirect_uri_mismatch"},
    {"change": {"grant_type": None}, "error": "invalid_request", "reason": "grant_missing"},
    {"change": {"grant_type": "password"}, "error": "unsupported_grant_type", "reason": "grant_password"},
    {"change": {"grant_type": "implicit"}, "error": "unsupported_grant_type", "reason": "grant_implicit"},
    {"change": {"grant_type": "dance"}, "error": "unsupported_grant_type", "reason": "grant_unsupported"},
    {"change": {"grant_type": "client_credentials"}, "error": "unauthorized_client", "reason": "grant_forbidden"})
def test_bad_code_request(world, change, error, reason):
    """A5 A11 A12 A14, RFC 6749 section 5.2, RFC 7636 section 4.6: {change} is {error} ({reason}), and the code stays good"""
    flow = world.flow().authorize()
    refused_in_json(world, flow.redeem(**change), error, reason)
    assert flow.redeem().status == 200


def test_code_expires(world):
    """A12, RFC 6749 section 4.1.2: a code is good for two minutes in the workshop"""
    flow = world.flow().authorize()
    world.database.pass_time(121)
    refused_in_json(world, flow.redeem(), "invalid_grant", "code_expired")


def test_code_of_another_client(world):
    """A12, RFC 6749 section 4.1.3: a code is its client's"""
    rp(world)
    flow = world.flow().authorize()
    refused_in_json(world, flow.redeem(basic("rp", SECRET)), "invalid_grant", "code_other_client")
    assert flow.redeem().status == 200


def test_replay_ends_family(world):
    """A11, RFC 6749 section 4.1.2: a code shown twice takes its tokens with it"""
    flow = world.tokens()
    refused_in_json(world, flow.redeem(), "invalid_grant", "code_replayed")
    assert not is_live(world, flow)
    refused_in_json(world, flow.refresh(), "invalid_grant", "grant_revoked")


def test_replay_with_wrong_verifier(world):
    """A11, OAuth 2.1 section 7.5: a replay that is not otherwise valid ends nothing"""
    flow = world.tokens()
    assert flow.redeem(code_verifier="v" * 43).json["error"] == "invalid_grant"
    assert is_live(world, flow) and flow.refresh().status == 200


def test_downgrade(world):
    """A9, RFC 9700 section 4.8.2: a verifier without a challenge is refused"""
    flow = rp(world, pkce_required=0)(code_challenge=None, code_challenge_method=None).authorize()
    refused_in_json(world, flow.redeem(basic("rp", SECRET)), "invalid_grant", "pkce_downgrade")


def test_no_get(world):
    """RFC 6749 section 3.2: the token endpoint is asked by POST"""
    answer = world.wire.get(f"{world.issuer}/token?grant_type=client_credentials")
    assert answer.status == 405 and answer.header("allow") == "POST", answer


def test_grants_of_a_session(world):
    """a client that signs the same user in again and again ends its oldest grants, and no other client's"""
    world.database.set("grants_largest", 3)
    browser = world.browser()
    other = world.tokens(browser=browser)
    world.add_client("other", redirect_uris=["http://127.0.0.1/callback"])
    flows = [world.flow("other", scope="openid profile") for _ in range(5)]
    for flow in flows:
        flow.authorize(browser)
        assert flow.redeem().status == 200, flow.answer
        world.database.pass_time(1)
    said = [flow.refresh().status for flow in flows]
    assert said == [400, 400, 200, 200, 200], said
    assert other.refresh().status == 200
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_reason = 'superseded'") == 2


@each("refresh_token", "code")
def test_other_hands(world, kind):
    """A12, A19, RFC 6749 section 10.4: a {kind} in the hands of another client is refused, and not lost to its own"""
    world.add_client("thief", "a-secret-of-the-test-made-of-many-words", ["https://thief.example/callback"])
    thief = basic("thief", "a-secret-of-the-test-made-of-many-words")
    flow = world.flow().authorize()
    if kind == "code":
        assert flow.redeem(headers=thief).status == 400 and world.database.reason() == "code_other_client"
        assert flow.redeem().status == 200
    else:
        flow.redeem()
        assert flow.refresh(headers=thief).status == 400 and world.database.reason() == "refresh_other_client"
        revoked = world.wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["refresh_token"]}, headers=thief)
        assert revoked.status == 400 and world.database.reason() == "token_other_client"
        assert flow.refresh().status == 200
