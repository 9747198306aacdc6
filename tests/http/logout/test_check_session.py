"""Session management: what the browser's pages may know, and when it changes."""

from relying_party import SECRET, Login
from suite import each
from test_oidcc_session_management import op_state, verdict
from world import basic

SERVERS = ("lighttpd",)


def test_cookie(world):
    """OIDC Session Management section 4.2: what scripts may read names no session, and is not kept"""
    login = Login(world)
    session = world.database.row("SELECT * FROM login_session")
    assert op_state(login.browser) and session["session_id"] not in op_state(login.browser)
    assert op_state(login.browser).encode() not in world.database.bytes()


def test_behind_https(world):
    """OIDC Session Management section 4.2, RFC 6265bis section 5.6.7: behind https a frame on another site has the cookie, which is Secure"""
    url = world.flow().url
    world.database.set("issuer", "https://op.example/provider")
    name = world.browser().go(url, follow=False).cookies[0].partition("=")[0].partition(".")[0]
    answer = world.wire.get(f"{world.origin}/provider/check_session", headers={"Cookie": f"{name}=ss_of.nobody"})
    [cookie] = [cookie for cookie in answer.cookies if cookie.startswith(f"{name}.op_state=")]
    assert cookie.endswith("; Path=/; Max-Age=0; SameSite=None; Secure") and name.startswith("__Host-provider-"), cookie


def test_login_again(world):
    """OIDC Session Management section 4.2: another login changes it, of the same user too"""
    login = Login(world)
    before = op_state(login.browser)
    world.database.pass_time(2)
    login.flow(prompt="login").authorize(login.browser)
    assert verdict(login) == "changed" and op_state(login.browser) not in ("", before)


def test_ended_elsewhere(world):
    """OIDC Session Management section 3.2: where the session was ended elsewhere, the page that is framed lets the browser know"""
    login = Login(world)
    world.database.change("UPDATE login_session SET ended_at = unixepoch(), ended_reason = 'administrator'")
    login.browser.go(f"{world.issuer}/check_session")
    assert op_state(login.browser) == "" and verdict(login) == "changed"


def test_framed_without_cookie(world):
    """RFC 6265bis section 5.2: in a frame of another site the session's cookie stays at home; that ends nothing"""
    answer = world.wire.get(f"{world.issuer}/check_session")
    assert answer.header("set-cookie") is None, answer.headers


@each({"uri": "https://RP.example:443/callback", "origin": "https://rp.example"}, {"uri": "http://rp.example:80/callback", "origin": "http://rp.example"},
      {"uri": "https://rp.example:8443/callback", "origin": "https://rp.example:8443"})
def test_origin(world, uri, origin):
    """OIDC Session Management section 3: the origin of {uri} is hashed as browsers write it"""
    login = Login(world)
    world.add_client("rp2", SECRET, [uri], trusted=1)
    flow = world.flow("rp2", uri, scope="openid").authorize(login.browser)
    flow.redeem(basic("rp2", SECRET))
    login.tokens = flow
    assert verdict(login, origin, "rp2") == "unchanged"


def test_no_openid(world):
    """OIDC Session Management section 3: a request that is none of OpenID Connect's has no session_state"""
    flow = world.flow(scope="notes:read").authorize()
    assert flow.code and "session_state" not in flow.answer.parameters
