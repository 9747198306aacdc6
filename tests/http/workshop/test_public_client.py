"""demo-cli's page: what a program on the command line would do, by a browser and a shell."""

import html
import re
import subprocess

from suite import each


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
    nonce = re.search(r"&#34;nonce&#34;:&#34;(.*?)&#34;|\"nonce\":\"(.*?)\"", answer.text)
    assert nonce, answer.text
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
