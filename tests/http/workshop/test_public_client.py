"""The workshop's public clients: demo-cli, by a browser and a shell; demo-spa, which holds its tokens in the browser."""

import html
import re
import subprocess

from suite import each
from world import bearer

SERVERS = ("lighttpd",)


def commands_of(answer):
    """What the page shows for a shell, as it would be copied from there."""
    return [html.unescape(command) for command in re.findall(r"<h2>.*?<pre>(.*?)</pre>\n</section>", answer.text, re.S)]


def shell(world, script):
    done = subprocess.run(["/bin/sh", "-euc", script], capture_output=True, text=True, timeout=30, check=False)
    for name, value in re.findall(r"\"(access_token|refresh_token|id_token)\":\"([^\"]+)\"", done.stdout):
        world.wire.remember({name: value})
    return done.stdout


def request(world, browser, query=""):
    """The link on the page that begins the authorization request."""
    answer = browser.go(f"{world.workshop}/cli{query}")
    assert answer.status == 200, answer
    return next(link for link in answer.page.links if "/authorize?" in link)


def sign_in(world, browser, link):
    browser.go(link)
    return world.walk(browser)


def test_by_copy_and_paste(world):
    """RFC 6749 section 4.1: the code is shown and not redeemed, and the commands on the page do all the rest"""
    answer = sign_in(world, browser := world.browser(), request(world, browser))
    assert answer.status == 200 and "Here is the code" in answer.text and "state is known" in answer.text and "iss is right" in answer.text, answer
    assert world.database.value("SELECT count(*) FROM authorization_code WHERE redeemed_at IS NULL") == 1
    said = shell(world, "\n".join(commands_of(answer)))
    assert said.count("HTTP/1.1 200") == 3 and said.count('"access_token":"') == 2 and '"sub_is":"user"' in said, said
    nonce = re.search(r"has to bear this nonce .*?<code>(.*?)</code>", answer.text)[1]
    token = re.search(r'"id_token":"([^"]*)"', said)[1]
    assert world.database.value("SELECT jwt_unverified(?) ->> '$.nonce'", token) == nonce
    assert world.database.value("SELECT revoked_reason FROM authorization_grant") == "revoked_by_client"
    assert world.database.reason() is None


def test_journey(world):
    """the record has the code's way: authorization server, browser, shell, and back to the authorization server"""
    answer = sign_in(world, browser := world.browser(), request(world, browser))
    shell(world, "\n".join(commands_of(answer)[:2]))
    hops = world.database.rows("SELECT actor_from, actor_to FROM token_journey WHERE type = 'code' ORDER BY event_id")
    assert [tuple(hop) for hop in hops] == [("provider", "browser"), ("browser", "shell"), ("shell", "provider")], [tuple(hop) for hop in hops]
    flows = world.database.value("SELECT count(DISTINCT flow_id) FROM flow_step_token WHERE type = 'code'")
    assert flows == 1, "it is one flow"


def test_scope(world):
    """RFC 6749 section 3.3: the learner says what is asked for, in words that an address can bear"""
    assert "&scope=openid+notes:read&" in request(world, world.browser(), "?scope=openid+notes:read")
    assert "&scope=openid+profile+notes:read+notes:write&" in request(world, world.browser(), "?scope=a%26prompt%3Dnone")


def test_state(world):
    """RFC 9700 section 4.7: an answer to no request of this browser is said to be that"""
    link = request(world, world.browser())
    answer = sign_in(world, world.browser(), link)
    assert answer.status == 200 and "state is not known" in answer.text and "the code_verifier that you made" in answer.text, answer


def test_refused(world):
    """RFC 6749 section 4.1.2.1: an error comes back, and no code"""
    browser = world.browser()
    answer = browser.go(request(world, browser) + "&prompt=none")
    assert answer.status == 200 and "No code came back" in answer.text and "login_required" in answer.text, answer
    assert not commands_of(answer)


@each("co_x';id;'", "co_$(id)", "co_x%0Aid")
def test_malformed(world, code):
    """what would run in a learner's shell is not shown: {code}"""
    answer = world.wire.get(f"{world.workshop}/cli/callback?state=s&code={code}")
    assert answer.status == 400 and code not in answer.text and world.database.reason() == "cli_code_malformed", answer


def test_closed(world):
    """demo-cli's page is for the profile workshop"""
    world.database.set("profile", "service")
    assert world.wire.get(f"{world.workshop}/cli").status == 404
    assert world.database.reason() == "record_closed"


def test_spa_at_home(world):
    """demo-spa runs where no other page has a cookie, and its policy lets it ask two servers; elsewhere it only says where"""
    here = world.database.value("SELECT allowed_origin FROM client_allowed_origin WHERE client_id = 'demo-spa'")
    answer = world.wire.get(f"{world.workshop}/spa", headers={"Host": here.removeprefix("http://")})
    policy = answer.header("content-security-policy")
    assert "spa.js" in answer.text and f"connect-src {world.issuer}/ {world.api}/;" in policy, policy
    answer = world.wire.get(f"{world.workshop}/spa")
    assert "spa.js" not in answer.text and "connect-src 'none';" in answer.header("content-security-policy"), answer
    assert f"{here}/workshop/spa" in answer.page.links, answer.page.links


def test_spa_in_a_room(world):
    """where seats share an origin there is no such client, and the page says why it does not run"""
    world.database.change("DELETE FROM client WHERE client_id = 'demo-spa'")
    answer = world.wire.get(f"{world.workshop}/spa")
    assert answer.status == 200 and "It does not run in this room." in answer.page.text and "spa.js" not in answer.text, answer


def test_spa_in_the_record(world):
    """Fetch standard section 3.2: what comes with an Origin comes from a script in a page: the browser holds all three tokens"""
    origin = world.database.value("SELECT allowed_origin FROM client_allowed_origin WHERE client_id = 'demo-spa'")
    flow = world.flow("demo-spa", f"{origin}/workshop/spa/callback", "openid notes:read").authorize()
    assert flow.redeem(headers={"Origin": origin}, client_id="demo-spa").status == 200, world.database.reason()
    answer = world.wire.get(f"{world.api}/notes", headers={"Origin": origin, **bearer(flow.tokens["access_token"])})
    assert answer.status == 200 and answer.header("access-control-allow-origin") == origin, answer
    held = {row["type"] for row in world.database.rows("SELECT type FROM token_holder WHERE holder = 'browser'")}
    assert held >= {"access", "id", "refresh"}, held
    hops = world.database.rows("SELECT actor_from, actor_to FROM token_journey WHERE type = 'access' ORDER BY event_id")
    assert [tuple(hop) for hop in hops] == [("provider", "browser"), ("browser", "api")], [tuple(hop) for hop in hops]
