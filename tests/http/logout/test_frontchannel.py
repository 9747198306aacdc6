"""Front-channel logout, the provider's page: whom it frames, and whom not."""

from relying_party import AFTER, SECRET, Login
from suite import each
from world import basic

SERVERS = ("lighttpd",)


def leave(world, uri, **columns):
    login = Login(world)
    world.database.change("UPDATE client SET frontchannel_logout_uri = ? WHERE client_id = 'rp'", uri)
    for name, value in columns.items():
        world.database.change(f"UPDATE client SET {name} = ? WHERE client_id = 'rp'", value)
    return login, login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER)


@each({"name": "of another host", "uri": "https://other.example/gone"}, {"name": "of another port", "uri": "https://rp.example:8443/gone"},
      {"name": "of another scheme", "uri": "http://rp.example/gone"}, {"name": "of a host that goes on", "uri": "https://rp.example.evil/gone"},
      {"name": "that would be two words of a policy", "uri": "https://rp.example;script-src/gone"})
def test_not_framed(world, name, uri):
    """OIDC Front-Channel Logout section 2: an address {name} than that of a redirect URI is not framed, and the logout goes on"""
    _, answer = leave(world, uri)
    assert answer.location == AFTER, answer


def test_suspended(world):
    """RFC 7591 section 5: a client that is suspended is not framed, and nobody goes back to it"""
    _, answer = leave(world, "https://rp.example/gone", suspended_at=1000)
    assert answer.status in (200, 400) and "<iframe" not in answer.text, answer


def test_query(world):
    """OIDC Front-Channel Logout section 2: an address with a query of its own keeps it"""
    _, answer = leave(world, "https://rp.example/gone?tenant=7")
    assert 'src="https://rp.example/gone?tenant=7&amp;iss=http' in answer.text


def test_asked(world):
    """OIDC Front-Channel Logout section 3: a user who confirms comes to the same page; loaded again, it frames again"""
    login = Login(world)
    world.database.change("UPDATE client SET frontchannel_logout_uri = 'https://rp.example/gone' WHERE client_id = 'rp'")
    asked = login.logout()
    assert "<iframe" not in asked.text and "frame-src 'none'" in asked.header("content-security-policy")
    answer = login.browser.submit("logout")
    assert answer.text.count("<iframe") == 1 and answer.header("refresh") is None and "close this page" in answer.text, answer
    assert login.browser.go(answer.url).text.count("<iframe") == 1
    assert login.is_over()


def test_stay(world):
    """OIDC RP-Initiated Logout section 2: who stays signed in is told of nowhere"""
    login = Login(world)
    world.database.change("UPDATE client SET frontchannel_logout_uri = 'https://rp.example/gone' WHERE client_id = 'rp'")
    login.logout()
    assert "<iframe" not in login.browser.submit("stay").text and not login.is_over()


def test_each(world):
    """OIDC Front-Channel Logout section 3: each client of the session stands in a frame of its own, with what keeps it from leaving that"""
    login = Login(world)
    world.add_client("other", SECRET, ["https://other.example/callback"], trusted=1, frontchannel_logout_uri="https://other.example/out")
    world.add_client("third", SECRET, ["https://third.example/callback"], trusted=1, frontchannel_logout_uri="https://third.example/out")
    world.database.change("UPDATE client SET frontchannel_logout_uri = 'https://rp.example/gone' WHERE client_id = 'rp'")
    world.flow("other", "https://other.example/callback", scope="openid").authorize(login.browser).redeem(basic("other", SECRET))
    answer = login.logout(id_token_hint=login.id_token)
    assert answer.text.count('sandbox="allow-scripts allow-same-origin"') == answer.text.count("<iframe") == 2, answer.text
    policy = answer.header("content-security-policy")
    assert "third.example" not in policy and "frame-src https://other.example https://rp.example;" in policy, policy
