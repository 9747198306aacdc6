"""oidcc-frontchannel-rp-initiated-logout-certification-test-plan: its 2 names.  The names are OIDF's, the runner is ours; it certifies nothing."""

from back_channel import metadata
from claims import claims_of
from relying_party import AFTER, Login

SERVERS = ("lighttpd", "fcgid")


def test_discovery(world):
    """oidcc-frontchannel-rp-initiated-logout oidcc-frontchannel-logout-discovery-endpoint-verification: it can, and names the session"""
    said = metadata(world).json
    assert said["frontchannel_logout_supported"] is True and said["frontchannel_logout_session_supported"] is True


def test_logout(world):
    """oidcc-frontchannel-rp-initiated-logout oidcc-frontchannel-rp-initiated-logout: the page frames the client with iss and sid, and goes on"""
    login = Login(world)
    world.database.change("UPDATE client SET frontchannel_logout_uri = 'https://rp.example/gone' WHERE client_id = 'rp'")
    answer = login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER, state="s")
    assert answer.status == 200 and answer.location is None and "You are signed out" in answer.text, answer
    sid = claims_of(login.id_token)["sid"]
    assert f'<iframe src="https://rp.example/gone?iss={world.issuer}&amp;sid={sid}"' in answer.text, answer.text
    policy = answer.header("content-security-policy")
    assert "frame-src https://rp.example;" in policy and "frame-ancestors 'none'" in policy, policy
    seconds, _, onward = answer.header("refresh").partition("; url=")
    assert seconds == "3", answer.headers
    back = login.browser.go(world.origin + onward)
    assert back.location == f"{AFTER}?state=s" and login.is_over(), back
